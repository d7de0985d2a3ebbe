"""Kubernetes: a ConfigMap of settings, a Secret, and a Deployment that takes its environment from both."""

from estuary_docs.catalogue import Catalogue, Variable
from estuary_docs.deployment import deployment
from estuary_docs.platform_names import KUBERNETES, image_name, secret_names, service_name
from estuary_docs.snippet import block, header, joined, key, quoted

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
    plan = deployment(catalogue)
    names = secret_names(KUBERNETES, plan.secrets)
    service = service_name(catalogue)

    def secrets(variables: tuple[Variable, ...]) -> list[str]:
        return [f"{key(names[variable.name])}: {quoted(variable.example or '')}" for variable in variables]

    return joined(
        [
            *header(
                notice,
                plan,
                "Replace each placeholder of the Secret, and keep the result out of git. The cluster shows a Secret in "
                "base64, which is not encryption: whoever may read the object has the value.",
            ),
            "apiVersion: v1",
            "kind: ConfigMap",
            "metadata:",
            f"  name: {service}",
            *block("data:", [f"{key(name)}: {quoted(value)}" for name, value in plan.settings.items()]),
            "---",
            "apiVersion: v1",
            "kind: Secret",
            "metadata:",
            f"  name: {service}",
            "type: Opaque",
            *block("stringData:", secrets(plan.required), secrets(plan.optional)),
            "---",
            *_workload(service, image_name(catalogue)),
        ]
    )


def _workload(service: str, image: str) -> list[str]:
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
                name: {service}
{SECURITY}""".splitlines()
