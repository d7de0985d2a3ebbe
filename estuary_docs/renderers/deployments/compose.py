"""Docker Compose: settings in the environment, secrets as mounted files."""

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.platform_names import COMPOSE, image_name, secret_names, service_name
from estuary_docs.renderers.writing.snippet import key, quoted
from estuary_docs.renderers.writing.template import SecretWriter, Slot, Template
from estuary_docs.validation.deployment import deployment

# How secrets arrive, by whether a file may hold them.
NOTES = {
    True: "Each secret is a file below ./secrets that Compose mounts read-only into the container. Write the real "
    "value into it, make it readable only for the user of the container, and keep it out of git.",
    False: "Compose takes what is written as ${} from its environment, or from a file .env beside this one. Make that "
    "readable only for its owner, and keep it out of git.",
}


def render(catalogue: Catalogue, notice: str) -> str:
    """Return a Compose file for the catalogue's profile; raises SchemaError for a name that Compose cannot take.

    https://docs.docker.com/reference/compose-file/secrets/ and, for the doubled `$`, .../compose-file/interpolation/
    """
    return template(catalogue).filled(deployment(catalogue), notice)


def template(catalogue: Catalogue) -> Template:
    """Return the file before it is filled in; raises the same."""
    names = secret_names(COMPOSE, catalogue.secrets)

    def secret(*forms: str) -> SecretWriter:
        def write(variable: Variable) -> list[str]:
            if not variable.has_file:
                return [f'{key(variable.name)}: "${{{variable.name}:?}}"'] if forms[0].startswith("{variable}") else []
            facts = {"variable": variable.file_name, "name": key(names[variable.name]), "path": names[variable.name]}
            return [form.format(**facts) for form in forms]

        return write

    return Template(
        " ".join(
            text for has_file, text in NOTES.items() if any(secret.has_file is has_file for secret in catalogue.secrets)
        ),
        [
            "services:",
            f"  {service_name(catalogue)}:",
            f"    image: {image_name(catalogue)}",
            "    restart: unless-stopped",
            "    read_only: true",
            "    cap_drop: [ALL]",
            '    security_opt: ["no-new-privileges:true"]',
            Slot("environment:", 4, _setting, secret('{variable}: "/run/secrets/{path}"')),
            Slot("secrets:", 4, secret=secret("- {name}")),
            Slot("secrets:", secret=secret("{name}:", '  file: "./secrets/{path}"')),
        ],
    )


def _setting(name: str, value: str) -> list[str]:
    return [f"{key(name)}: {quoted(value.replace('$', '$$'))}"]
