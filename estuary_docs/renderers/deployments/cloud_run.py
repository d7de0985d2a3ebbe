"""Google Cloud Run: a script that deploys the service, its secrets in Secret Manager."""

from collections.abc import Mapping
from itertools import chain
from shlex import quote

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.entry_names import entries
from estuary_docs.renderers.writing.platform_names import place_name, service_name
from estuary_docs.renderers.writing.snippet import PROFILE_DEFAULTS, comment, header, indented, joined, off
from estuary_docs.validation.deployment import deployment

DELIMITERS = ";|@~#"
FURTHER_DELIMITERS = range(0x2500, 0x2600)


def render(catalogue: Catalogue, notice: str) -> str:
    """Return a bash script for the catalogue's profile; raises SchemaError for a name that Secret Manager cannot take.

    https://cloud.google.com/run/docs/configuring/services/secrets, .../environment-variables, and for commas
    https://cloud.google.com/sdk/gcloud/reference/topic/escaping
    """
    plan = deployment(catalogue)
    place = place_name(catalogue)
    stored = entries(catalogue, "google")
    names = stored.names(plan.secrets)
    service = service_name(catalogue)

    def environment(settings: Mapping[str, str]) -> list[str]:
        return [f"--set-env-vars={quote(_pair(name, value))}" for name, value in settings.items()]

    def secrets(variables: tuple[Variable, ...]) -> list[str]:
        return [f"--set-secrets={variable.name}={names[variable.name]}:1" for variable in variables]

    example = next(iter(names.values()), "")
    return joined(
        [
            "#!/usr/bin/env bash",
            *header(
                notice,
                plan,
                "The number behind a secret is its version: an instance reads the secret when it starts, so a new "
                "version comes into force with a new deployment. The service account must have the role Secret Manager "
                "Secret Accessor.",
                f"To store a secret: gcloud secrets create {example} --data-file=FILE",
            ),
            "set -euo pipefail",
            "",
            "# Put your own image, project and region in.",
            "arguments=(",
            *indented(
                [
                    f"--image=europe-docker.pkg.dev/your-project/{service}/{service}:1.0.0",
                    f"--project={stored.container}",
                    "--region=europe-west1",
                    *environment(plan.settings),
                    *(comment(PROFILE_DEFAULTS) if plan.defaults else ()),
                    *environment(plan.defaults),
                    *secrets(plan.required),
                    *off(secrets(plan.optional)),
                ]
            ),
            ")",
            f'gcloud run deploy {place} "${{arguments[@]}}"',
        ]
    )


def _pair(name: str, value: str) -> str:
    """Return a pair that gcloud does not split at a comma: another delimiter stands between carets before it."""
    if "," not in value:
        return f"{name}={value}"
    delimiter = next(
        delimiter for delimiter in chain(DELIMITERS, map(chr, FURTHER_DELIMITERS)) if delimiter not in value
    )
    return f"^{delimiter}^{name}={value}"
