"""HashiCorp Vault and OpenBao, key-value engine of version 2: an entry for each secret, its value in the key `value`.

https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2
"""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from estuary_docs.renderers.writing.entry_names import Entries
from estuary_docs.stores.https import INVALID, NOT_FOUND, Answer, Service, missing_variable
from estuary_docs.stores.store import ConflictError, Entry, Secret, StoreError, unreachable
from estuary_docs.stores.versioned import TAG, VersionedStore

KEY = "value"


class Kind(VersionedStore):
    """Entries below one path; the metadata that is asked for has no value."""

    def __init__(self, name: str, entries: Entries) -> None:
        self.name, self.mount = name, entries.container
        self.folder = "".join(entries.ends[0].rpartition("/")[:2])
        address = os.environ.get("VAULT_ADDR") or _missing(name, "VAULT_ADDR, the address of the server")
        headers = {"X-Vault-Request": "true", "X-Vault-Token": _token(name)}
        headers |= {"X-Vault-Namespace": space} if (space := os.environ.get("VAULT_NAMESPACE")) else {}
        self.service = Service(name, f"{address}/v1/{self.mount}", headers, authority=os.environ.get("VAULT_CACERT"))

    @staticmethod
    def policy(entries: Entries, *, rotates: bool) -> str:
        """Return a policy of Vault; what is below `metadata/` holds no value, and `data/` is not part of it."""
        mount, folder = entries.container, "".join(entries.ends[0].rpartition("/")[:2])
        rules = {f"{mount}/metadata/{folder}": ["list"], f"{mount}/metadata/{folder}*": ["read"]}
        if rotates:
            rules[f"{mount}/metadata/{folder}*"] = ["read", "patch", "delete"]
            rules[f"{mount}/data/{folder}*"] = ["create", "read", "update"]
        blocks = [
            f'path "{path}" {{\n  capabilities = [{", ".join(chr(34) + right + chr(34) for right in rights)}]\n}}\n'
            for path, rights in rules.items()
        ]
        return "\n".join(blocks)

    def entries(self) -> Iterator[Entry]:
        """Yield entries by name, with one call."""
        path = f"/metadata/{quote(self.folder)}?list=true"
        content = self._asked(path, f"`list` on {self.mount}/metadata/{self.folder}")
        names = content["data"]["keys"] if content else []
        yield from (Entry(f"{self.folder}{name}") for name in names if not name.endswith("/"))

    def dated(self, entry: Entry) -> Entry:
        """Return the entry with the time of its current version, from its metadata."""
        return self.entry(entry.name) or entry

    def entry(self, name: str) -> Entry | None:
        """Return one entry without its value."""
        metadata = self._metadata(name)
        if metadata is None:
            return None
        current = str(metadata["current_version"])
        version = metadata["versions"].get(current, {})
        if not version or version.get("destroyed") or version.get("deletion_time"):
            return None
        return Entry(name, datetime.fromisoformat(version["created_time"]), current)

    def read(self, name: str) -> Secret | None:
        """Return the current value."""
        return self._value(name, 0)

    def earlier(self, name: str) -> Iterator[Secret | None]:
        """Yield the values of the versions before; the server deletes the oldest of many."""
        entry = self.entry(name)
        yield from (self._value(name, number) for number in range(int(entry.version) - 1 if entry else 0, 0, -1))

    def put(self, name: str, value: Secret, entry: Entry | None) -> None:
        """Write a value if the version before it is still the one that was seen."""
        answer = self.service.ask(
            f"/data/{quote(name)}",
            f"`update` on {self.mount}/data/{name}",
            method="POST",
            body={"options": {"cas": int(entry.version) if entry else 0}, "data": {KEY: value.text}},
            answers={INVALID},
        )
        if answer.status == INVALID:
            if any("check-and-set" in error for error in _errors(answer)):
                raise ConflictError(self.name, name)
            raise unreachable(self.name, f"the server refuses to write {name} as invalid")

    def remove(self, name: str, expected: Entry) -> None:
        """Remove an entry with all its versions."""
        self.expect(name, expected)
        path = f"/metadata/{quote(name)}"
        self.service.ask(path, f"`delete` on {self.mount}/metadata/{name}", method="DELETE")

    def tag(self, name: str, text: str | None = None) -> str | None:
        """Keep the text in the entry's own metadata."""
        if text is None:
            metadata = (self._metadata(name) or {}).get("custom_metadata") or {}
            return metadata.get(TAG)
        self.service.ask(
            f"/metadata/{quote(name)}",
            f"`patch` on {self.mount}/metadata/{name}",
            method="PATCH",
            body={"custom_metadata": {TAG: text}},
            headers={"Content-Type": "application/merge-patch+json"},
        )
        return text

    def _value(self, name: str, number: int) -> Secret | None:
        """Return the value of a version, 0 for the current one; None where it is deleted, or has no such key."""
        content = self._asked(f"/data/{quote(name)}?version={number}", f"`read` on {self.mount}/data/{name}")
        value = ((content or {}).get("data") or {}).get("data") or {}
        return Secret(value[KEY].encode()) if isinstance(value.get(KEY), str) else None

    def _metadata(self, name: str) -> dict[str, Any] | None:
        content = self._asked(f"/metadata/{quote(name)}", f"`read` on {self.mount}/metadata/{name}")
        return dict(content["data"]) if content else None

    def _asked(self, path: str, permission: str) -> dict[str, Any] | None:
        """Return what is at a path, or None where there is nothing; a 404 with an error is another matter."""
        answer = self.service.ask(path, permission, answers={NOT_FOUND})
        if answer.status == NOT_FOUND and _errors(answer):
            raise unreachable(self.name, f"{self.mount} is no key-value engine of version 2")
        return None if answer.status == NOT_FOUND or not answer.body else dict(answer.body)


def _errors(answer: Answer) -> list[str]:
    body = answer.body if isinstance(answer.body, dict) else {}
    return [str(error) for error in body.get("errors") or ()]


def _token(store: str) -> str:
    """Return the token as Vault's own programs find it."""
    token = os.environ.get("VAULT_TOKEN")
    file = Path.home() / ".vault-token"
    if not token and file.is_file():
        token = file.read_text(encoding="utf-8").strip()
    return token or _missing(store, "VAULT_TOKEN, or a login by `vault login`")


def _missing(store: str, what: str) -> str:
    error: StoreError = missing_variable(store, what)
    raise error
