"""The languages whose source is read: one module each, and one line here.

A module has `read(text: bytes, path: str) -> Source`: a pure function of one file. It never runs what it reads, and
raises nothing for a malformed file: tree-sitter parses what it can.
"""

LANGUAGES = {
    ".rs": "rust",
    ".go": "go",
    ".py": "python",
    ".js": "javascript",
    ".mjs": "javascript",
    ".cjs": "javascript",
    ".jsx": "javascript",
    ".ts": "javascript",
    ".mts": "javascript",
    ".cts": "javascript",
    ".tsx": "javascript",
    ".vue": "javascript",
    ".svelte": "javascript",
    ".sh": "shell",
    ".bash": "shell",
}
MANIFESTS = {"Cargo.toml": "rust"}  # files that tell the sources below them something


def language(path: str, suffix: str) -> str | None:
    """Return the module that reads a file, or None if none does."""
    return LANGUAGES.get(suffix) or MANIFESTS.get(path.rpartition("/")[2])
