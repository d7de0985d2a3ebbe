"""Functions of Go that walk through the whole environment, and by what they pick."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Read
from estuary_docs.drift.languages.branches import takes
from estuary_docs.drift.languages.go.values import GoValues
from estuary_docs.drift.languages.patterns import head
from estuary_docs.drift.languages.syntax import line, text

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.languages.go.syntax import GoTree

PREFIXING = {"strings.HasPrefix", "strings.CutPrefix"}
# Methods that ask a regular expression.
MATCHING = {"MatchString", "FindString", "FindStringIndex", "FindStringSubmatch", "ReplaceAllString"}


class GoWalks:
    """The walks of one file."""

    def __init__(self, tree: "GoTree", values: GoValues) -> None:
        self._tree = tree
        self._values = values

    @cached_property
    def _picking(self) -> "dict[Node | None, list[Node]]":
        """The calls that may ask a text for its prefix, by the function that they stand in."""
        calls: dict[Node | None, list[Node]] = {}
        for call in self._tree.nodes.get("call", ()):
            asked = text(call.child_by_field_name("function"))
            if asked in PREFIXING or asked.rpartition(".")[2] in MATCHING:
                calls.setdefault(self._tree.scope(call), []).append(call)
        return calls

    def reads(self, node: "Node") -> Iterator[Read]:
        """Yield the prefixes by which a function picks that walks through all variables, any name without one."""
        scope, picked = self._tree.scope(node), False
        within = self._tree.name(scope)
        for call in self._picking.get(scope, ()):
            prefix = self._prefix(call) if takes(call) else ()
            picked = picked or bool(prefix)
            if prefix and prefix[-1] and str(prefix[-1]).endswith("="):
                yield Read((str(prefix[-1])[:-1],), line(call), function=within)
            elif prefix:
                yield Read((*prefix, None), line(call), function=within)
        # A loop that picks by something else may pick any; what is handed on as a whole is asked for nothing here.
        if not picked and node.parent is not None and node.parent.type == "range_clause":
            yield Read((None,), line(node), function=within)

    def _prefix(self, call: "Node") -> Expression:
        """Return the prefix that a call asks a text for, itself or by a regular expression; nothing if it asks none."""
        function, argument_list = call.child_by_field_name("function"), call.child_by_field_name("arguments")
        asked, arguments = text(function), argument_list.named_children if argument_list else []
        if asked in PREFIXING:
            return self._values.of(arguments[1]) if len(arguments) > 1 else ()
        value = self._tree.only_value(asked.rpartition(".")[0])
        listed = value.child_by_field_name("arguments") if value is not None else None
        if value is None or listed is None or text(value.child_by_field_name("function")) != "regexp.MustCompile":
            return ()
        pattern = self._values.of(next(iter(listed.named_children), None))
        letters = head("".join(part if isinstance(part, str) else "." for part in pattern))
        return (letters,) if letters else ()
