"""The languages whose source is read: one package each, and its lines here.

A package has `reader.read(text: bytes, path: str) -> Source`, a pure function of one file, and uses what is shared
here: scopes, names, syntax and the collector. It never runs what it reads, and raises nothing for a malformed file.
To add a language, write its package with a `reader`, and name its suffixes in `LANGUAGES`.
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
