"""Functions of Go that walk through the whole environment, and by what they pick."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Read
from estuary_docs.drift.languages.go.values import GoValues
from estuary_docs.drift.languages.patterns import head, pattern_of
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

    def reads(self, node: "Node") -> Iterator[Read]:
        """Yield the prefixes by which a function picks that walks through all variables, any name without one."""
        scope, picked = self._tree.scope(node), False
        within = self._tree.name(scope)
        for call in self._tree.found.get("call", ()):
            prefix = self._prefix(call) if self._tree.scope(call) == scope else ()
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
        function, arguments = call.child_by_field_name("function"), call.child_by_field_name("arguments")
        asked, given = text(function), arguments.named_children if arguments else []
        if asked in PREFIXING and len(given) > 1:
            return self._values.of(given[1])
        holder, _, method = asked.rpartition(".")
        letters = head(pattern_of(holder, "go", self._tree.source)) if given and method in MATCHING else ""
        return (letters,) if letters else ()
