"""What Go code reads through koanf, whose provider makes keys of the variables that begin with a prefix."""

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Load, Read
from estuary_docs.drift.languages.go.methods import TEXT
from estuary_docs.drift.languages.go.syntax import called
from estuary_docs.drift.languages.go.values import STRINGS, GoValues, literal
from estuary_docs.drift.languages.syntax import descendants, line, text
from estuary_docs.drift.mention import KEYED

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.languages.go.syntax import GoTree

LEVELS = re.compile(r'"(_+)", "\."')
GETTERS = re.compile(r"(?:Must)?(?:String|Int|Int64|Bool|Float64|Duration|Time|Bytes)(?:s|Map)?|Get|Exists")
BRANCHES = re.compile(r"\b(?:if|switch|for|Split\w*|Index\w*|Cut)\b")


class GoKoanf:
    """Reads one file's provider of the environment, and the struct that the file then fills."""

    def __init__(self, tree: "GoTree", values: GoValues) -> None:
        self._tree = tree
        self._values = values

    def said(self, provider: "Node", arguments: list["Node"], records: Collection[str]) -> Iterator[Read | Load]:
        """Yield the load of the struct that is filled, and all that the prefix may name where that is not known.

        `records` are the structs of the file.
        """
        prefix = self._prefix(arguments)
        levels = _levels(text(provider))
        record = self._filled() if levels else ""
        if record:
            texts = frozenset((TEXT,))
            yield Load(f"{record}@koanf", line(provider), prefix, levels, "koanf", note=KEYED, methods=texts)
        if levels:
            yield from self._asked(prefix, levels)
        if f"{record}@koanf" not in records:
            yield Read((*prefix, None), line(provider), note=KEYED)

    def _prefix(self, arguments: list["Node"]) -> Expression:
        """Return the prefix, which is the first argument, or an option since the second version."""
        for element in descendants(arguments[-1], "keyed_element"):
            if text(element.named_children[0]) == "Prefix":
                return self._values.of(element.named_children[-1])
        return () if arguments[-1].type == "composite_literal" else self._values.of(arguments[0])

    def _asked(self, prefix: Expression, levels: str) -> Iterator[Read]:
        """Yield the variables of the keys that the file asks for: `k.String("db.host")`."""
        for call in self._tree.nodes.get("call", ()):
            callee, _, arguments = called(call)
            holder = text(callee.child_by_field_name("operand")) if callee is not None else ""
            asks = callee is not None and GETTERS.fullmatch(text(callee.child_by_field_name("field")))
            if (
                asks
                and arguments
                and arguments[0].type in STRINGS
                and self._tree.kind(holder, call).startswith("koanf")
            ):
                key = literal(arguments[0]).replace(".", levels)
                yield Read(
                    (*prefix, key.upper()), line(call), function=self._tree.name(self._tree.scope(call)), note=KEYED
                )

    def _filled(self) -> str:
        for call in self._tree.nodes.get("call", ()):
            callee, _, arguments = called(call)
            method = text(callee.child_by_field_name("field")) if callee is not None else ""
            if (
                method in {"Unmarshal", "UnmarshalWithConf"}
                and len(arguments) > 1
                and text(arguments[0]) in {'""', "``"}
            ):
                return self._tree.kind(text(arguments[1]).lstrip("&"), arguments[1])
        return ""


def _levels(provider: str) -> str:
    """Return what stands between the levels of a name: "" where a function decides, `.` where names have one level."""
    match = LEVELS.search(provider)
    return "" if BRANCHES.search(provider) else match[1] if match else "."
