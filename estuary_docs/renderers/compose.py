"""Docker Compose: settings in the environment, secrets as mounted files."""

from estuary_docs.catalogue import Catalogue, Variable
from estuary_docs.deployment import deployment
from estuary_docs.platform_names import COMPOSE, image_name, secret_names, service_name
from estuary_docs.snippet import block, header, indented, joined, key, quoted


def render(catalogue: Catalogue, notice: str) -> str:
    """Return a Compose file for the catalogue's profile; raises SchemaError for a name that Compose cannot take.

    https://docs.docker.com/reference/compose-file/secrets/ and, for the doubled `$`, .../compose-file/interpolation/
    """
    plan = deployment(catalogue)
    names = secret_names(COMPOSE, plan.secrets)

    def of_secrets(variables: tuple[Variable, ...], *forms: str) -> list[str]:
        return [
            form.format(variable=variable.file_name, name=key(names[variable.name]), path=names[variable.name])
            for variable in variables
            for form in forms
        ]

    settings = [f"{key(name)}: {quoted(value.replace('$', '$$'))}" for name, value in plan.settings.items()]
    mounted = '{variable}: "/run/secrets/{path}"'
    files = ("{name}:", '  file: "./secrets/{path}"')
    return joined(
        [
            *header(
                notice,
                plan,
                "Each secret is a file below ./secrets that Compose mounts read-only into the container. Write the "
                "real value into it, let the user of the container read it and nobody else, and keep it out of git.",
            ),
            "services:",
            f"  {service_name(catalogue)}:",
            f"    image: {image_name(catalogue)}",
            "    restart: unless-stopped",
            "    read_only: true",
            "    cap_drop: [ALL]",
            '    security_opt: ["no-new-privileges:true"]',
            *indented(
                [
                    *block(
                        "environment:",
                        [*settings, *of_secrets(plan.required, mounted)],
                        of_secrets(plan.optional, mounted),
                    ),
                    *block("secrets:", of_secrets(plan.required, "- {name}"), of_secrets(plan.optional, "- {name}")),
                ],
                4,
            ),
            *block("secrets:", of_secrets(plan.required, *files), of_secrets(plan.optional, *files)),
        ]
    )
