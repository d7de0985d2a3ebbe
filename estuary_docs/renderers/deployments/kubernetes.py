"""Kubernetes: a ConfigMap of settings, a Secret, and a Deployment that takes its environment from both."""

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.entry_names import entries
from estuary_docs.renderers.writing.platform_names import image_name, service_name
from estuary_docs.renderers.writing.snippet import key, quoted
from estuary_docs.renderers.writing.template import Slot, Template
from estuary_docs.validation.deployment import deployment

SECURITY = """\
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]"""


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the three objects for the catalogue's profile; raises SchemaError for a name that a Secret cannot hold.

    `envFrom` gives the container each key under its literal name, so the keys are the variables' own names.
    https://kubernetes.io/docs/concepts/configuration/secret/
    """
    return template(catalogue).filled(deployment(catalogue), notice)


def template(catalogue: Catalogue) -> Template:
    """Return the objects before they are filled in; raises the same."""
    stored = entries(catalogue, "kubernetes")
    names = stored.names(catalogue.secrets)
    kept_in = stored.container.rpartition("/")[2]
    service = service_name(catalogue)

    def secret(variable: Variable) -> list[str]:
        return _entry(names[variable.name], variable.example or "")

    return Template(
        "Replace each placeholder of the Secret, and keep the result out of git. The cluster shows a Secret in base64, "
        "which is not encryption: anyone who may read the object can read the value.",
        [
            "apiVersion: v1",
            "kind: ConfigMap",
            "metadata:",
            f"  name: {service}",
            Slot("data:", setting=_entry),
            "---",
            "apiVersion: v1",
            "kind: Secret",
            "metadata:",
            f"  name: {kept_in}",
            "type: Opaque",
            Slot("stringData:", secret=secret, shows_values=True),
            "---",
            *_workload(service, image_name(catalogue), kept_in),
        ],
    )


def _entry(name: str, value: str) -> list[str]:
    return [f"{key(name)}: {quoted(value)}"]


def _workload(service: str, image: str, kept_in: str) -> list[str]:
    return f"""\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {service}
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: {service}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: {service}
    spec:
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        runAsUser: 65532
        runAsGroup: 65532
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: {service}
          image: {image}
          envFrom:
            - configMapRef:
                name: {service}
            - secretRef:
                name: {kept_in}
{SECURITY}""".splitlines()
