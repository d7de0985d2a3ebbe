"""External Secrets Operator: the Kubernetes Secret, filled from a store outside the cluster."""

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.entry_names import OUTSIDE_THE_CLUSTER, entries, layout_of
from estuary_docs.renderers.writing.platform_names import service_name
from estuary_docs.renderers.writing.snippet import block, header, indented, joined, key
from estuary_docs.validation.deployment import deployment


def render(catalogue: Catalogue, notice: str) -> str:
    """Return an ExternalSecret for the catalogue's profile; raises SchemaError for a name that a Secret cannot hold.

    https://external-secrets.io/latest/api/externalsecret/
    """
    plan = deployment(catalogue)
    cluster, store = entries(catalogue, "kubernetes"), entries(catalogue, *OUTSIDE_THE_CLUSTER)
    keys, entry = cluster.names(plan.secrets), store.names(plan.secrets)
    kept_in = cluster.container.rpartition("/")[2]
    service = service_name(catalogue)

    def data(variables: tuple[Variable, ...]) -> list[str]:
        return [
            line
            for variable in variables
            for line in (
                f"- secretKey: {key(keys[variable.name])}",
                "  remoteRef:",
                f"    key: {key(entry[variable.name])}",
                *(["    property: value"] if store.kind == "vault" else []),
            )
        ]

    return joined(
        [
            *header(
                notice,
                plan,
                f"It makes the Secret {kept_in} that the Deployment takes its environment from, so no secret is in a "
                f"manifest. The keys are the entries in {layout_of(store.kind).platform.title}, one for each secret. "
                "Put the name of your own SecretStore in.",
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
            f"    name: {kept_in}",
            "    creationPolicy: Owner",
            *indented(block("data:", data(plan.required), data(plan.optional))),
        ]
    )
