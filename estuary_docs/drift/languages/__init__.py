"""The languages whose source is read: one package each, and its lines here.

A package has `reader.read(text: bytes, path: str) -> Source`, a pure function of one file, and uses what is shared
here: syntax, literals, scopes, spellings; names, origins, values and fallbacks for Python and JavaScript, expressions
for Go and Rust. It never runs what it reads, and raises nothing for a malformed file.
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
    ".java": "java",
    ".kt": "kotlin",
    ".kts": "kotlin",
    ".cs": "csharp",
    ".rb": "ruby",
    ".rake": "ruby",
    ".ru": "ruby",
    ".erb": "ruby",
    ".php": "php",
    ".ex": "elixir",
    ".exs": "elixir",
}
LITERAL = frozenset(("csharp", "elixir", "java", "kotlin", "php", "ruby"))  # those that have a table for `literal`
# Settings that are computed by a language between marks: Rails reads `database.yml` so.
EMBEDDED = (((".yml", ".yaml"), b"<%", "ruby"),)
MANIFESTS = {"Cargo.toml": "rust"}  # files that tell the sources below them something


def reader(language: str) -> str:
    """Return the name of the module below this package that reads a language."""
    return f"literal.{language}" if language in LITERAL else f"{language}.reader"


def language(path: str, suffix: str, text: bytes = b"") -> str | None:
    """Return the module that reads a file, or None if none does; `text` tells what a file of settings embeds."""
    module = LANGUAGES.get(suffix) or MANIFESTS.get(path.rpartition("/")[2])
    return module or next((own for suffixes, mark, own in EMBEDDED if suffix in suffixes and mark in text), None)
