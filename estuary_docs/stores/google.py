"""Google Secret Manager. https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets/list."""

import os
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from estuary_docs.renderers.writing.entry_names import Entries
from estuary_docs.stores.https import CONFLICT, NOT_FOUND, Service, missing_variable
from estuary_docs.stores.store import ConflictError, Entry, Secret, StoreError
from estuary_docs.stores.versioned import TAG, VersionedStore

ADDRESS = "https://secretmanager.googleapis.com/v1"
# The metadata server of a machine at Google, which has no certificate; it is asked for nothing else.
MACHINE = "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default"
MOST_A_PAGE = 1000
LISTING = ["secretmanager.secrets.list", "secretmanager.versions.list"]
WRITING = [
    *("secretmanager.secrets.create", "secretmanager.secrets.delete", "secretmanager.secrets.get"),
    *("secretmanager.secrets.update", "secretmanager.versions.access", "secretmanager.versions.add"),
]


class Kind(VersionedStore):
    """Secrets of one project whose names begin as the template does."""

    def __init__(self, name: str, entries: Entries) -> None:
        self.name, self.project = name, entries.container
        self.begin, self.end = entries.ends
        address = os.environ.get("CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER", "").rstrip("/")
        address = f"{address.removesuffix('/v1')}/v1" if address else ADDRESS
        self.service = Service(
            name, f"{address}/projects/{quote(self.project)}", {"Authorization": f"Bearer {_token(name)}"}
        )

    @staticmethod
    def policy(entries: Entries, *, rotates: bool) -> str:
        """Return a role of IAM; without `versions.access` no value can be read."""
        rights = LISTING + (WRITING if rotates else [])
        lines = ["title: estuary-docs", "stage: GA", "includedPermissions:", *(f"- {right}" for right in rights)]
        command = f"# gcloud iam roles create estuaryDocs --project={entries.container} --file=FILE"
        return "\n".join([command, *lines, ""])

    def entries(self) -> Iterator[Entry]:
        """Yield secrets by name, one call for each page."""
        token = ""
        while True:
            path = f"/secrets?pageSize={MOST_A_PAGE}&pageToken={quote(token)}"
            content = self.service.ask(path, "secretmanager.secrets.list").body or {}
            for secret in content.get("secrets", ()):
                name = secret["name"].rpartition("/")[2]
                if name.startswith(self.begin) and name.endswith(self.end):
                    yield Entry(name)
            token = content.get("nextPageToken", "")
            if not token:
                return

    def dated(self, entry: Entry) -> Entry:
        """Return the entry with the time of its newest version that is enabled."""
        return self.entry(entry.name) or entry

    def entry(self, name: str) -> Entry | None:
        """Return one secret without its value; one without a version that is enabled is none."""
        versions = self._enabled(name)
        return (
            Entry(name, datetime.fromisoformat(versions[0]["createTime"]), _number(versions[0])) if versions else None
        )

    def read(self, name: str) -> Secret | None:
        """Return the newest value."""
        versions = self._enabled(name)
        return self._value(name, versions[0]) if versions else None

    def earlier(self, name: str) -> Iterator[Secret | None]:
        """Yield the values before; one that is disabled or destroyed cannot be read."""
        versions, enabled = self._versions(name), self._enabled(name)
        before = versions[versions.index(enabled[0]) + 1 :] if enabled else []
        yield from (self._value(name, version) if version in enabled else None for version in before)

    def put(self, name: str, value: Secret, entry: Entry | None) -> None:
        """Add a value as a version; a secret that is new is refused where another operator made it first."""
        self.expect(name, entry)
        if entry is None:
            body: dict[str, Any] = {"replication": {"automatic": {}}}
            answer = self.service.ask(
                f"/secrets?secretId={quote(name)}",
                "secretmanager.secrets.create",
                method="POST",
                body=body,
                answers={CONFLICT},
            )
            # A secret without a version is what a killed run left.
            if answer.status == CONFLICT and self.entry(name) is not None:
                raise ConflictError(self.name, name)
        body = {"payload": {"data": b64encode(value.reveal()).decode()}}
        answer = self.service.ask(f"/secrets/{name}:addVersion", "secretmanager.versions.add", method="POST", body=body)
        if int(_number(answer.body)) != (int(entry.version) if entry else 0) + 1:
            raise ConflictError(self.name, name)

    def remove(self, name: str, expected: Entry) -> None:
        """Delete a secret with all its versions."""
        self.expect(name, expected)
        self.service.ask(f"/secrets/{name}", "secretmanager.secrets.delete", method="DELETE")

    def tag(self, name: str, text: str | None = None) -> str | None:
        """Keep the text as an annotation."""
        content = self.service.ask(f"/secrets/{name}", "secretmanager.secrets.get").body or {}
        if text is None:
            return (content.get("annotations") or {}).get(TAG)
        # The mask replaces every annotation, so those of others are sent back; the etag refuses a change meanwhile.
        body = {"annotations": (content.get("annotations") or {}) | {TAG: text}}
        body |= {"etag": content["etag"]} if "etag" in content else {}
        path = f"/secrets/{name}?updateMask=annotations"
        self.service.ask(path, "secretmanager.secrets.update", method="PATCH", body=body)
        return text

    def _value(self, name: str, version: Mapping[str, Any]) -> Secret | None:
        path = f"/secrets/{name}/versions/{_number(version)}:access"
        answer = self.service.ask(path, "secretmanager.versions.access", answers={NOT_FOUND})
        return None if answer.status == NOT_FOUND else Secret(b64decode(answer.body["payload"]["data"]))

    def _enabled(self, name: str) -> list[dict[str, Any]]:
        return [version for version in self._versions(name) if version.get("state") == "ENABLED"]

    def _versions(self, name: str) -> list[dict[str, Any]]:
        """Return the versions, the newest first."""
        path = f"/secrets/{name}/versions?pageSize={MOST_A_PAGE}"
        answer = self.service.ask(path, "secretmanager.versions.list", answers={NOT_FOUND})
        versions = (answer.body or {}).get("versions", []) if answer.status != NOT_FOUND else []
        return sorted(versions, key=lambda version: int(_number(version)), reverse=True)


def _number(version: Mapping[str, Any]) -> str:
    return str(version["name"].rpartition("/")[2])


def _token(store: str) -> str:
    """Return an access token: one that is given, or that of the machine's own account."""
    if token := os.environ.get("CLOUDSDK_AUTH_ACCESS_TOKEN"):
        return token
    try:
        machine = Service(store, MACHINE, {"Metadata-Flavor": "Google"}, owned=True)
        return str(machine.ask("/token", "an account of its own").body["access_token"])
    except StoreError:
        raise missing_variable(
            store, "CLOUDSDK_AUTH_ACCESS_TOKEN: set it to what `gcloud auth print-access-token` prints"
        ) from None
