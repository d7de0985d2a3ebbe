"""Actions of GitHub that generated workflows use, each pinned by its commit.

A tag can be moved to other code by whoever can push to the action's repository, a commit cannot
(GitHub, "Secure use reference: Using third-party actions").
"""

COMMITS = {
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/setup-python": ("5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"),
    "github/codeql-action/upload-sarif": ("8aad20d150bbac5944a9f9d289da16a4b0d87c1e", "v4.36.2"),
}


def pinned(action: str) -> str:
    """Return what a step's `uses` says for an action of the table: its commit, and its version in a comment."""
    commit, version = COMMITS[action]
    return f"{action}@{commit} # {version}"
