"""The docstrings below fields, which Python does not keep: read from the source, once for all classes of a module.

pydantic can do this too; it parses every class again, which is a third of the time that importing a schema takes.
"""

import ast
import sys
from functools import lru_cache
from inspect import cleandoc
from pathlib import Path

KEPT_MODULES = 64


def field_docstrings(cls: type) -> dict[str, str]:
    """Return the docstring of each field that the body of `cls` declares; none where there is no source."""
    file = getattr(sys.modules.get(cls.__module__), "__file__", None)
    if file is None:
        return {}
    path = Path(file)
    return _of_module(path, path.stat().st_mtime_ns).get(cls.__qualname__.replace(".<locals>", ""), {})


@lru_cache(maxsize=KEPT_MODULES)
def _of_module(path: Path, changed: int) -> dict[str, dict[str, str]]:  # noqa: ARG001 - an edited file is another key
    found: dict[str, dict[str, str]] = {}
    _collect(ast.parse(path.read_bytes()).body, "", found)
    return found


def _collect(body: list[ast.stmt], prefix: str, found: dict[str, dict[str, str]]) -> None:
    for statement in body:
        if isinstance(statement, ast.ClassDef):
            found[prefix + statement.name] = _of_body(statement.body)
        if isinstance(statement, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            _collect(statement.body, f"{prefix}{statement.name}.", found)


def _of_body(body: list[ast.stmt]) -> dict[str, str]:
    docstrings: dict[str, str] = {}
    for index, statement in enumerate(body[:-1]):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            match body[index + 1]:
                case ast.Expr(value=ast.Constant(value=str(text))):
                    docstrings[statement.target.id] = cleandoc(text)
    return docstrings
