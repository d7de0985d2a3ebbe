"""Secrets of GitHub Actions, of a repository or of an environment; GitHub gives their values to nobody.

https://docs.github.com/rest/actions/secrets#list-repository-secrets
"""

import os
from collections.abc import Iterator
from datetime import datetime

from estuary_docs.renderers.writing.entry_names import Entries
from estuary_docs.stores.https import NOT_FOUND, Service, missing_variable
from estuary_docs.stores.store import Entry, unreachable

MOST_A_PAGE = 100


class Kind:
    """Secrets of `owner/repository`, or of `owner/repository/environments/name`."""

    silence = ""

    def __init__(self, name: str, entries: Entries) -> None:
        self.name, self.place = name, entries.container
        token = os.environ.get("GITHUB_TOKEN") or os.environ.get("GH_TOKEN")
        if not token:
            raise missing_variable(name, "GITHUB_TOKEN; the token that a workflow gets cannot list secrets")
        headers = {"Authorization": f"Bearer {token}", "X-GitHub-Api-Version": "2022-11-28"}
        headers["Accept"] = "application/vnd.github+json"
        self.service = Service(name, os.environ.get("GITHUB_API_URL") or "https://api.github.com", headers)
        self.path = f"/repos/{self.place}{'' if '/environments/' in self.place else '/actions'}/secrets"

    @staticmethod
    def policy(entries: Entries, *, rotates: bool) -> str:  # noqa: ARG004 - nothing can be rotated here
        """Return the rights of a fine-grained token; none of them reads a value."""
        owner, _, rest = entries.container.partition("/")
        right = "Environments" if "/environments/" in entries.container else "Secrets"
        return (
            "# A fine-grained personal access token, or an app's:\n"
            f"Resource owner: {owner}\nRepository access: {rest.partition('/')[0]}\n"
            f"Repository permissions:\n  {right}: Read-only\n  Metadata: Read-only\n"
        )

    def entries(self) -> Iterator[Entry]:
        """Yield secrets by name and time, one call for each hundred."""
        page, count = 1, 0
        while True:
            path = f"{self.path}?per_page={MOST_A_PAGE}&page={page}"
            answer = self.service.ask(path, "read access to secrets", answers={NOT_FOUND})
            if answer.status == NOT_FOUND:
                raise unreachable(self.name, f"{self.place} is not there, or the token may not see it")
            for secret in answer.body["secrets"]:
                count += 1
                yield Entry(secret["name"], datetime.fromisoformat(secret["updated_at"]))
            if count >= answer.body["total_count"] or not answer.body["secrets"]:
                return
            page += 1

    def dated(self, entry: Entry) -> Entry:
        """Return the entry: the list has its time."""
        return entry
