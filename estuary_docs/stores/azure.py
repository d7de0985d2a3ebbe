"""Azure Key Vault. https://learn.microsoft.com/rest/api/keyvault/secrets/get-secrets/get-secrets."""

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from estuary_docs.renderers.writing.entry_names import Entries
from estuary_docs.stores.https import Service, missing_variable
from estuary_docs.stores.store import Entry, unreachable

VERSION = "api-version=7.4"
AUDIENCE = "https://vault.azure.net"


class Kind:
    """Secrets of one vault; a list has their attributes, and never a value."""

    silence = ""

    def __init__(self, name: str, entries: Entries) -> None:
        self.name, self.vault = name, entries.container
        address = os.environ.get("AZURE_KEYVAULT_URL") or f"https://{self.vault}.vault.azure.net"
        self.service = Service(name, address, {"Authorization": f"Bearer {_token(name)}"})

    @staticmethod
    def policy(entries: Entries, *, rotates: bool) -> str:  # noqa: ARG004 - keys are not rotated here
        """Return a role; without `getSecret` no value can be read."""
        return (
            "{\n"
            '  "Name": "estuary-docs",\n'
            '  "Description": "Lists the names and ages of secrets, and reads no value.",\n'
            '  "Actions": [],\n'
            '  "DataActions": ["Microsoft.KeyVault/vaults/secrets/readMetadata/action"],\n'
            '  "AssignableScopes": ["/subscriptions/SUBSCRIPTION/resourceGroups/RESOURCE-GROUP/providers/'
            f'Microsoft.KeyVault/vaults/{entries.container}"]\n'
            "}\n"
        )

    def entries(self) -> Iterator[Entry]:
        """Yield secrets that are enabled by name and time, one call for each page."""
        path = f"/secrets?maxresults=25&{VERSION}"
        while path:
            content = self.service.ask(path, "Microsoft.KeyVault/vaults/secrets/readMetadata/action").body or {}
            for secret in content.get("value", ()):
                if secret["attributes"].get("enabled", True):
                    yield Entry(secret["id"].rpartition("/")[2], _time(secret["attributes"], "updated"))
            path = self._next(content.get("nextLink") or "")

    def dated(self, entry: Entry) -> Entry:
        """Return the entry with the time of its newest version: a new tag changes the time in a list, and no value."""
        path = f"/secrets/{quote(entry.name)}/versions?{VERSION}"
        content = self.service.ask(path, "Microsoft.KeyVault/vaults/secrets/readMetadata/action").body or {}
        times = [time for version in content.get("value", ()) if (time := _time(version["attributes"], "created"))]
        return Entry(entry.name, max(times, default=entry.changed))

    def _next(self, link: str) -> str:
        """Return the path of the next page; it must be one of the same server, which the token is for."""
        parts = urlsplit(link)
        if link and parts.netloc != urlsplit(self.service.address).netloc:
            raise unreachable(self.name, "the next page of the list is on another server")
        return f"{parts.path}?{parts.query}" if link else ""


def _time(attributes: Mapping[str, Any], key: str) -> datetime | None:
    return datetime.fromtimestamp(attributes[key], UTC) if key in attributes else None


def _token(store: str) -> str:
    """Return an access token: one that is given, or that of the managed identity of an app."""
    if token := os.environ.get("AZURE_ACCESS_TOKEN"):
        return token
    endpoint, header = os.environ.get("IDENTITY_ENDPOINT"), os.environ.get("IDENTITY_HEADER")
    if endpoint and header:
        identity = Service(store, endpoint, {"X-IDENTITY-HEADER": header}, owned=True)
        query = f"?api-version=2019-08-01&resource={quote(AUDIENCE, safe='')}"
        return str(identity.ask(query, "a managed identity").body["access_token"])
    raise missing_variable(
        store,
        "AZURE_ACCESS_TOKEN: set it to what `az account get-access-token --resource https://vault.azure.net "
        "--query accessToken --output tsv` prints",
    )
