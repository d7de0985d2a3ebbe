"""CI/CD variables of a project at GitLab.

The REST API lists them with their values, so the names are asked of GraphQL, which returns what a query names and no
more. https://docs.gitlab.com/api/graphql/reference/#cicdvariable
"""

import os
from collections.abc import Iterator

from estuary_docs.renderers.writing.entry_names import Entries
from estuary_docs.stores.https import Service, missing_variable
from estuary_docs.stores.store import Entry, refused

QUERY = """\
query($project: ID!, $after: String) {
  project(fullPath: $project) { ciVariables(first: 100, after: $after) {
    nodes { key } pageInfo { hasNextPage endCursor } } } }"""


class Kind:
    """Variables of `group/project`."""

    silence = "GitLab keeps no date of a variable, so nothing is reported as overdue"

    def __init__(self, name: str, entries: Entries) -> None:
        self.name, self.project = name, entries.container
        token = os.environ.get("GITLAB_TOKEN")
        if not token:
            raise missing_variable(name, "GITLAB_TOKEN; the token of a job cannot list variables")
        address = os.environ.get("CI_SERVER_URL") or "https://gitlab.com"
        self.service = Service(name, address, {"Authorization": f"Bearer {token}"})

    @staticmethod
    def policy(entries: Entries, *, rotates: bool) -> str:  # noqa: ARG004 - nothing can be rotated here
        """Return the rights of a token; GitLab knows no right to names alone."""
        return (
            f"# A project access token of {entries.container}. GitLab has no right that stops at names: who may list\n"
            "# variables may read them, so keep the token as you keep the secrets. The query asks for names alone.\n"
            "Role: Maintainer\nScopes: read_api\n"
        )

    def entries(self) -> Iterator[Entry]:
        """Yield variables by name, one call for each hundred."""
        after = None
        while True:
            body = {"query": QUERY, "variables": {"project": self.project, "after": after}}
            content = self.service.ask("/api/graphql", "`read_api` as Maintainer", method="POST", body=body).body or {}
            variables = ((content.get("data") or {}).get("project") or {}).get("ciVariables")
            if variables is None:
                raise refused(self.name, f"`read_api` as Maintainer of {self.project}")
            yield from (Entry(name) for name in dict.fromkeys(node["key"] for node in variables["nodes"]))
            if not variables["pageInfo"]["hasNextPage"]:
                return
            after = variables["pageInfo"]["endCursor"]

    def dated(self, entry: Entry) -> Entry:
        """Return the entry: GitLab has no time of it."""
        return entry
