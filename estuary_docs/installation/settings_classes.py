"""Find the settings classes of a project by reading its source; nothing is imported."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

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


def settings_classes(root: Path, files: Iterable[Path]) -> list[SettingsClass]:
    """Return the settings classes that no other one holds or extends, by file and line.

    A class counts where it, or a base of it in these files, extends `BaseSettings` of pydantic-settings, or `Settings`
    of the engine's vocabulary. A file that Python cannot parse is passed over.
    """
    declared = [declaration for path in files if path.suffix == ".py" for declaration in _declared(root, path)]
    names = {OF_PYDANTIC}
    size = 0
    while len(names) != size:
        size = len(names)
        names |= {
            node.name
            for _path, node, of_engine in declared
            if _names(node.bases) & (names | ({OF_THE_ENGINE} if of_engine else set()))
        }
    chosen = [(path, node) for path, node, _of_engine in declared if node.name in names]
    inner = {name for _path, node in chosen for name in _names([*node.bases, *_annotations(node)])}
    return [
        SettingsClass(f"{_module(root, path)}:{node.name}", path.relative_to(root).as_posix(), node.lineno)
        for path, node in chosen
        if node.name not in inner
    ]


def _declared(root: Path, path: Path) -> Iterator[tuple[Path, ast.ClassDef, bool]]:
    is_test = {"tests", "test"} & set(path.relative_to(root).parts) or path.name.startswith(("test_", "conftest"))
    try:
        text = "" if is_test else regular_bytes(root, path, MOST_BYTES).decode()
        tree = ast.parse(text if OF_THE_ENGINE in text else "")
    except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
        return
    of_engine = any(
        isinstance(node, ast.ImportFrom) and node.module == "estuary_docs.vocabulary" for node in ast.walk(tree)
    )
    yield from ((path, node, of_engine) for node in tree.body if isinstance(node, ast.ClassDef))


def _names(nodes: Iterable[ast.expr]) -> set[str]:
    return {
        part.attr if isinstance(part, ast.Attribute) else part.id
        for node in nodes
        for part in ast.walk(node)
        if isinstance(part, ast.Attribute | ast.Name)
    }


def _annotations(node: ast.ClassDef) -> list[ast.expr]:
    return [part.annotation for part in node.body if isinstance(part, ast.AnnAssign)]


def _module(root: Path, path: Path) -> str:
    inner = path.relative_to(root).with_suffix("").parts
    inner = inner[1:] if inner[0] in ROOTS else inner
    return ".".join(inner[:-1] if inner[-1] == "__init__" else inner)
