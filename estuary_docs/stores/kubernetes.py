"""One Secret of Kubernetes: an entry for each of its keys.

https://kubernetes.io/docs/reference/using-api/api-concepts/#partial-object-metadata-requests
"""

import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from estuary_docs.renderers.writing.entry_names import Entries
from estuary_docs.stores.https import CONFLICT, NOT_FOUND, Service, missing_variable
from estuary_docs.stores.store import ConflictError, Entry, Secret, unproven, unreachable

ACCOUNT = Path("/var/run/secrets/kubernetes.io/serviceaccount")
METADATA = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1"
MANAGER = "estuary-docs"
# When this program wrote a key, the key that held its value before, and the tag of the log.
WRITTEN, SOURCE, TAG = "estuary-docs/written.", "estuary-docs/source.", "estuary-docs/audit."
PATCH = {"Content-Type": "application/strategic-merge-patch+json"}
POLICY = """\
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: estuary-docs-{secret}
  namespace: {namespace}
rules:
  # The API server leaves the values out because the request asks for metadata. RBAC itself cannot: `get` of a Secret
  # grants its values too, so give this role to nobody who may not have them.
  - apiGroups: [""]
    resources: [secrets]
    resourceNames: [{secret}]
    verbs: [{verbs}]
"""


class Kind:
    """The keys of a Secret; the request asks for metadata, and the server leaves the values out."""

    silence = ""
    at_once = True
    keeps_tags = True

    def __init__(self, name: str, entries: Entries) -> None:
        self.name = name
        self.namespace, self.secret = _place(entries)
        self.path = f"/api/v1/namespaces/{quote(self.namespace)}/secrets/{quote(self.secret)}"
        address, token = _server(name)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.service = Service(name, address, headers, authority=str(ACCOUNT / "ca.crt"))

    @staticmethod
    def policy(entries: Entries, *, rotates: bool) -> str:
        """Return a Role for this one Secret."""
        namespace, secret = _place(entries)
        return POLICY.format(namespace=namespace, secret=secret, verbs="get, patch" if rotates else "get")

    def entries(self) -> Iterator[Entry]:
        """Yield the keys by name and time, with one call."""
        yield from self._keys(self._metadata())

    def dated(self, entry: Entry) -> Entry:
        """Return the entry: the metadata has its time."""
        return entry

    def entry(self, name: str) -> Entry | None:
        """Return one key without its value."""
        return next((entry for entry in self.entries() if entry.name == name), None)

    def is_pending(self, name: str, overlap: str) -> bool:  # noqa: ARG002 - there is nothing to look for
        """Say no: the server does a write as a whole, or not at all."""
        return False

    def settle(self, name: str, overlap: str) -> bool:  # noqa: ARG002 - there is nothing to look for
        """Do nothing, likewise."""
        return False

    def is_outgoing(self, overlap: Entry, name: Entry) -> bool:
        """Say whether the annotations have it that the value came from the secret."""
        marks = self._metadata()["metadata"].get("annotations") or {}
        written, source = marks.get(f"{WRITTEN}{overlap.name}"), marks.get(f"{SOURCE}{overlap.name}")
        if written != overlap.version or source is None:
            why = f"{overlap.name} was not written by `estuary-docs rotate`"
            raise unproven(self.name, name.name, overlap.name, why)
        return bool(source == name.name)

    def read(self, name: str) -> Secret | None:
        """Return the value of a key."""
        answer = self.service.ask(self.path, f"`get` of the Secret {self.secret}", answers={NOT_FOUND})
        text = ((answer.body or {}).get("data") or {}).get(name)
        return None if text is None else Secret(b64decode(text))

    def write(self, values: Mapping[str, Secret], expected: Mapping[str, Entry | None]) -> None:
        """Write every value in one request, which the server refuses if the Secret was changed meanwhile."""
        metadata = self._metadata()
        current = {entry.name: entry for entry in self._keys(metadata)}
        for name, entry in expected.items():
            if current.get(name) != entry:
                raise ConflictError(self.name, name)
        before = {name: self.read(name) for name in values if len(values) > 1}
        # Later than every time there is, the first of several the newest.
        latest = max([datetime.now(UTC), *(entry.changed for entry in current.values() if entry.changed)])
        marks = {
            f"{WRITTEN}{name}": (latest + timedelta(microseconds=len(values) - place)).isoformat()
            for place, name in enumerate(values)
        }
        for name, value in values.items():
            marks[f"{SOURCE}{name}"] = next(
                (candidate for candidate in before if candidate != name and before[candidate] == value), ""
            )
        data = {name: b64encode(value.reveal()).decode() for name, value in values.items()}
        self._patch(metadata, {"data": data, "metadata": {"annotations": marks}}, next(iter(values)))

    def remove(self, name: str, expected: Entry) -> None:
        """Remove a key, and what was noted of it."""
        metadata = self._metadata()
        if next((entry for entry in self._keys(metadata) if entry.name == name), None) != expected:
            raise ConflictError(self.name, name)
        marks = {f"{mark}{name}": None for mark in (WRITTEN, SOURCE, TAG)}
        self._patch(metadata, {"data": {name: None}, "metadata": {"annotations": marks}}, name)

    def tag(self, name: str, text: str | None = None) -> str | None:
        """Keep the text as an annotation."""
        metadata = self._metadata()
        if text is None:
            tag: str | None = (metadata["metadata"].get("annotations") or {}).get(f"{TAG}{name}")
            return tag
        self._patch(metadata, {"metadata": {"annotations": {f"{TAG}{name}": text}}}, name)
        return text

    def _metadata(self) -> dict[str, Any]:
        answer = self.service.ask(
            self.path, f"`get` of the Secret {self.secret}", headers={"Accept": METADATA}, answers={NOT_FOUND}
        )
        if answer.status == NOT_FOUND:
            raise unreachable(self.name, f"there is no Secret {self.secret} in the namespace {self.namespace}")
        if answer.body.get("kind") != "PartialObjectMetadata":
            raise unreachable(self.name, "the server does not answer with metadata alone; it must be Kubernetes 1.18+")
        return dict(answer.body)

    def _patch(self, metadata: Mapping[str, Any], change: dict[str, Any], name: str) -> None:
        change.setdefault("metadata", {})["resourceVersion"] = metadata["metadata"]["resourceVersion"]
        answer = self.service.ask(
            f"{self.path}?fieldManager={MANAGER}",
            f"`patch` of the Secret {self.secret}",
            method="PATCH",
            body=change,
            headers=PATCH,
            answers={CONFLICT, NOT_FOUND},
        )
        if answer.status in {CONFLICT, NOT_FOUND}:
            raise ConflictError(self.name, name)

    @staticmethod
    def _keys(metadata: Mapping[str, Any]) -> Iterator[Entry]:
        """Yield each key with the last time that its manager wrote, or the one that rotation noted."""
        marks = metadata["metadata"].get("annotations") or {}
        times: dict[str, datetime] = {}
        for record in metadata["metadata"].get("managedFields") or ():
            fields = (record.get("fieldsV1") or {}).get("f:data") or {}
            for name in (field.removeprefix("f:") for field in fields if field.startswith("f:")):
                # What this program wrote has a time of its own for each key.
                noted = marks.get(f"{WRITTEN}{name}") if record.get("manager") == MANAGER else None
                time = datetime.fromisoformat(noted or record["time"])
                times[name] = max(time, times.get(name, time))
        yield from (Entry(name, time, time.isoformat()) for name, time in sorted(times.items()))


def _place(entries: Entries) -> tuple[str, str]:
    namespace, _, secret = entries.container.rpartition("/")
    return namespace or "default", re.sub(r"[^a-z0-9.-]", "-", secret)


def _server(store: str) -> tuple[str, str]:
    """Return the server and a token: those of the pod, or a proxy that has logged in already."""
    token = os.environ.get("KUBERNETES_TOKEN", "")
    if address := os.environ.get("KUBERNETES_API_SERVER"):
        return address, token
    host, port = os.environ.get("KUBERNETES_SERVICE_HOST"), os.environ.get("KUBERNETES_SERVICE_PORT", "443")
    if host and (ACCOUNT / "token").is_file():
        return f"https://{host}:{port}", (ACCOUNT / "token").read_text(encoding="utf-8").strip()
    raise missing_variable(
        store, "KUBERNETES_API_SERVER: run `kubectl proxy --port=8001`, and set it to http://127.0.0.1:8001"
    )
