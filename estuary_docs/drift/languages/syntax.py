"""The few things that every reader of source code asks of tree-sitter."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from estuary_docs.errors import ProjectError, missing_extra

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Query, Tree

GRAMMARS = {
    "bash": ("tree_sitter_bash", "language"),
    "csharp": ("tree_sitter_c_sharp", "language"),
    "elixir": ("tree_sitter_elixir", "language"),
    "go": ("tree_sitter_go", "language"),
    "java": ("tree_sitter_java", "language"),
    "javascript": ("tree_sitter_javascript", "language"),
    "kotlin": ("tree_sitter_kotlin", "language"),
    "php": ("tree_sitter_php", "language_php"),
    "python": ("tree_sitter_python", "language"),
    "ruby": ("tree_sitter_ruby", "language"),
    "rust": ("tree_sitter_rust", "language"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
}


@cache
def grammar(language: str) -> "Language":
    """Return the grammar of a language, loaded when it is first asked for.

    Raises `ProjectError` when the parser is not installed, or is of another time than the library that runs it.
    """
    module, function = GRAMMARS[language]
    try:
        from tree_sitter import Language  # noqa: PLC0415 - an optional extra

        return Language(getattr(import_module(module), function)())
    except ImportError as missing:
        raise missing_extra("drift", missing.name or module, "drift") from None
    except (AttributeError, TypeError, ValueError):
        raise ProjectError("drift", f"{module} does not fit the installed tree_sitter; upgrade both") from None


def holds(source: bytes, words: Iterable[bytes], patterns: Iterable[re.Pattern[bytes]]) -> bool:
    """Say whether a source holds one of the words or patterns.

    A search for each takes a third of one search for all, whose alternatives are tried at every byte.
    """
    return any(word in source for word in words) or any(pattern.search(source) for pattern in patterns)


def parse(language: str, source: bytes) -> "Tree":
    """Parse a source file; what is malformed becomes error nodes, and nothing is raised for it."""
    definition = grammar(language)  # It says so where the extra is not installed.
    from tree_sitter import Parser  # noqa: PLC0415 - an optional extra

    return Parser(definition).parse(source)


@cache
def _query(language: str, pattern: str) -> "Query":
    from tree_sitter import Query  # noqa: PLC0415 - an optional extra

    return Query(grammar(language), pattern)


def captures(language: str, pattern: str, node: "Node") -> dict[str, list["Node"]]:
    """Return the nodes at or below `node` that a query captures, by capture, in the order of the source.

    This walks the tree in C: prefer it to `descendants` for a whole file.
    """
    from tree_sitter import QueryCursor  # noqa: PLC0415 - an optional extra

    by_name = QueryCursor(_query(language, pattern)).captures(node)
    return {name: sorted(nodes, key=lambda node: (node.start_byte, -node.end_byte)) for name, nodes in by_name.items()}


def matches(language: str, pattern: str, node: "Node") -> list[dict[str, "Node"]]:
    """Return the matches of a query at or below `node`: the first node of each capture, in the order of the source."""
    from tree_sitter import QueryCursor  # noqa: PLC0415 - an optional extra

    pairs = QueryCursor(_query(language, pattern)).matches(node)
    return [{name: nodes[0] for name, nodes in captured.items()} for _, captured in pairs]


def descendants(node: "Node", *types: str) -> Iterator["Node"]:
    """Yield the nodes of the given types at or below `node`, in the order of the source."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if current.type in types:
            yield current
        waiting.extend(reversed(current.children))


def text(node: "Node | None") -> str:
    """Return what a node spells, "" for none; bytes that are no UTF-8 are replaced."""
    return "" if node is None or node.text is None else node.text.decode(errors="replace")


def first(node: "Node") -> "Node | None":
    """Return the first part of a node, None where it has none."""
    return next(iter(node.named_children), None)


def line(node: "Node") -> int:
    """Return the line that a node begins on, counted from 1."""
    return node.start_point.row + 1
