"""Find the settings classes of a project by reading its source; nothing is imported."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from estuary_docs.drift.reading.budgets import Failure
from estuary_docs.drift.reading.workers import WORKERS
from estuary_docs.project.regular_files import regular_bytes

OF_PYDANTIC = "BaseSettings"
OF_THE_ENGINE = "Settings"
ROOTS = ("src", "")
MOST_BYTES = 1 << 20


@dataclass(frozen=True)
class SettingsClass:
    """A class that reads the environment, as a schema is named, and the place that declares it."""

    schema: str
    file: str
    line: int


@dataclass(frozen=True)
class _Class:
    """A class of a file: the names of its bases, those in the annotations of its fields, what the file imports."""

    name: str
    file: Path
    line: int
    bases: frozenset[str]
    parts: frozenset[str]
    of_engine: bool


def settings_classes(root: Path, files: Iterable[Path]) -> list[SettingsClass]:
    """Return the settings classes that no other one holds or extends, by file and line.

    A class counts where it, or a base of it in these files, extends `BaseSettings` of pydantic-settings, or `Settings`
    of the engine's vocabulary. A file that Python cannot parse, or that takes more than its budget, is passed over.
    """
    outcomes = WORKERS.outcomes(partial(_declared, root), [path for path in files if path.suffix == ".py"])
    declared = [declaration for outcome in outcomes if not isinstance(outcome, Failure) for declaration in outcome]
    derived: dict[str, list[str]] = {}
    for declaration in declared:
        for base in declaration.bases:
            derived.setdefault(base, []).append(declaration.name)
    of_the_engine = (declaration for declaration in declared if declaration.of_engine)
    waiting = [OF_PYDANTIC, *(declaration.name for declaration in of_the_engine if OF_THE_ENGINE in declaration.bases)]
    names: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in names:
            names.add(name)
            waiting += derived.get(name, ())
    chosen = [declaration for declaration in declared if declaration.name in names]
    inner = {name for declaration in chosen for name in declaration.bases | declaration.parts}
    return [
        SettingsClass(f"{_module(declaration.file)}:{declaration.name}", declaration.file.as_posix(), declaration.line)
        for declaration in chosen
        if declaration.name not in inner
    ]


def _declared(root: Path, path: Path) -> list[_Class]:
    is_test = {"tests", "test"} & set(path.relative_to(root).parts) or path.name.startswith(("test_", "conftest"))
    try:
        text = "" if is_test else regular_bytes(root, path, MOST_BYTES).decode()
        tree = ast.parse(text if OF_THE_ENGINE in text else "")
    except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
        return []
    of_engine = any(
        isinstance(node, ast.ImportFrom) and node.module == "estuary_docs.vocabulary" for node in ast.walk(tree)
    )
    file = path.relative_to(root)
    return [
        _Class(node.name, file, node.lineno, _names(node.bases), _names(_annotations(node)), of_engine)
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    ]


def _names(nodes: Iterable[ast.expr]) -> frozenset[str]:
    return frozenset(
        part.attr if isinstance(part, ast.Attribute) else part.id
        for node in nodes
        for part in ast.walk(node)
        if isinstance(part, ast.Attribute | ast.Name)
    )


def _annotations(node: ast.ClassDef) -> list[ast.expr]:
    return [part.annotation for part in node.body if isinstance(part, ast.AnnAssign)]


def _module(file: Path) -> str:
    inner = file.with_suffix("").parts
    inner = inner[1:] if inner[0] in ROOTS else inner
    return ".".join(inner[:-1] if inner[-1] == "__init__" else inner)
