"""The reference of the engine's packages, as Markdown that is computed from their docstrings."""

import ast
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import estuary_docs
from estuary_docs.renderers.writing import html

HIGHEST_HEADING = 3
DEEPEST_HEADING = 5


def packages() -> str:
    """Return a section for each package of the engine, with what its docstring says."""
    root = Path(next(iter(estuary_docs.__path__)))
    return "\n\n".join(part for folder in _folders(root) for part in _section(folder.relative_to(root), folder))


def _folders(folder: Path) -> Iterator[Path]:
    for below in sorted(path.parent for path in folder.glob("*/__init__.py")):
        yield below
        yield from _folders(below)


def _section(path: Path, folder: Path) -> Iterator[str]:
    docstring = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    summary, _, rest = cleandoc(docstring).partition("\n\n")
    level = min(HIGHEST_HEADING + len(path.parts) - 1, DEEPEST_HEADING)
    yield html.heading(level, path.as_posix(), path.as_posix().replace("/", "-").replace("_", "-"))
    yield summary
    yield rest
