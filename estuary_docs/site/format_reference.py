"""The reference of the formats and of `[tool.estuary-docs]`, as Markdown that is computed from both."""

import ast
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import estuary_docs
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import DEPLOYMENTS, FILES, PAGES, render
from estuary_docs.renderers.files.table import code, text
from estuary_docs.renderers.writing import html

GROUPS = (("Files", FILES), ("Deployments", DEPLOYMENTS), ("Pages", PAGES))


def formats() -> str:
    """Return a table of the formats of each group, with the first line of what each module says of itself."""
    root = Path(next(iter(estuary_docs.__path__)))
    parts = []
    for title, group in GROUPS:
        rows = ((code(name), text(_summary(root, module))) for name, module in group.items())
        parts += [html.heading(2, title, title.lower()), _table(("Format", "What it is"), rows)]
    return "\n\n".join(parts)


def keys(catalogue: Catalogue) -> str:
    """Return a table of the keys of `[tool.estuary-docs]`, from the schema that editors check them with."""
    schema = json.loads(render(catalogue, "settings-schema"))
    return _table(("Key", "What it says", "Example"), _rows(schema["properties"]))


def _rows(properties: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str, str]]:
    for name, key in properties.items():
        example = json.dumps(key["examples"][0], ensure_ascii=False) if "examples" in key and not above else ""
        shown = code(example) if example and key.get("type") != "object" else ""
        yield code(above + name), text(key["description"]), shown
        yield from _rows(key.get("properties", {}), f"{above}{name}.")


def _summary(root: Path, module: str) -> str:
    source = root.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ("---",) * len(heads), *rows))
