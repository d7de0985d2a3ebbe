"""External Secrets Operator: the Kubernetes Secret, filled from a store outside the cluster."""

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.platform_names import KUBERNETES, place_name, secret_names, service_name
from estuary_docs.renderers.writing.snippet import block, header, indented, joined, key
from estuary_docs.validation.deployment import deployment


def render(catalogue: Catalogue, notice: str) -> str:
    """Return an ExternalSecret for the catalogue's profile; raises SchemaError for a name that a Secret cannot hold.

    https://external-secrets.io/latest/api/externalsecret/
    """
    plan = deployment(catalogue)
    names = secret_names(KUBERNETES, plan.secrets)
    service = service_name(catalogue)

    def data(variables: tuple[Variable, ...]) -> list[str]:
        return [
            line
            for name in (key(names[variable.name]) for variable in variables)
            for line in (
                f"- secretKey: {name}",
                "  remoteRef:",
                f"    key: {place_name(catalogue, '/')}",
                f"    property: {name}",
            )
        ]

    return joined(
        [
            *header(
                notice,
                plan,
                f"It makes the Secret {service} that the Deployment takes its environment from, so no secret stands in "
                "a manifest. Name your own store, the key of the entry in it, and the properties of that entry.",
            ),
            "apiVersion: external-secrets.io/v1",
            "kind: ExternalSecret",
            "metadata:",
            f"  name: {service}",
            "spec:",
            "  refreshInterval: 1h",
            "  secretStoreRef:",
            f"    name: {service}",
            "    kind: SecretStore",
            "  target:",
            f"    name: {service}",
            "    creationPolicy: Owner",
            *indented(block("data:", data(plan.required), data(plan.optional))),
        ]
    )
