"""Go code that takes the whole environment apart and looks its names up in a table, which may stand in another file.

A file that takes it apart declares a helper, and each name in a table of the same package is a call of it.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Call, Function, Name, Read, unspelled
from estuary_docs.drift.languages.go.syntax import called
from estuary_docs.drift.languages.go.values import STRINGS, literal
from estuary_docs.drift.languages.syntax import line, text

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.languages.go.syntax import GoTree

HELPER = unspelled("environment")
TAKING = re.compile(r"(?:\w+\.)*(?:parse|load|read|from|decode|process)\w*", re.IGNORECASE)
SPLITTING = re.compile(r'strings\.(?:SplitN?|Cut|Index(?:Byte)?)\([^()]*["\']=["\']')
UPPER = re.compile(r"[A-Z][A-Z0-9_]+")
FEWEST = 3


class GoTables:
    """Reads one file's tables, and whether it takes the environment apart."""

    def __init__(self, tree: "GoTree") -> None:
        self._tree = tree
        self._takes = any(map(_takes_apart, tree.nodes.get("call", ())))

    def names(self) -> Iterator[Call]:
        """Yield the names in tables: the keys of a map, and the cases of a switch."""
        for table in (*self._maps(), *self._switches()):
            names = [literal(node) for node in table]
            spelled = [UPPER.fullmatch(name) for name in names]
            if len(names) >= FEWEST and all(spelled) and sum("_" in name for name in names) * 2 >= len(names):
                for node, name in zip(table, names, strict=True):
                    yield Call(HELPER, ((name,),), line(node), within=self._tree.name(self._tree.scope(node)))

    def functions(self) -> Iterator[Function]:
        """Yield the helper, from the file that takes the environment apart."""
        if self._takes:
            yield Function(HELPER, ("name",), 0)

    def helpers(self) -> Iterator[Read]:
        """Yield what the helper reads."""
        if self._takes:
            yield Read((Name("name"),), 0, function=HELPER, library=True)

    def _maps(self) -> Iterator[list["Node"]]:
        """Yield the keys of maps; one of texts may be what a program that is started gets as its environment."""
        for table in self._tree.nodes.get("table", ()):
            kind, body = table.child_by_field_name("type"), table.child_by_field_name("body")
            if text(kind).startswith("map[string]") and text(kind) != "map[string]string" and body is not None:
                keys = [pair.named_children[0] for pair in body.named_children if pair.type == "keyed_element"]
                yield from _texts(keys)

    def _switches(self) -> Iterator[list["Node"]]:
        for switch in self._tree.nodes.get("switch", ()):
            cases = [
                case.child_by_field_name("value") for case in switch.named_children if case.type == "expression_case"
            ]
            yield from _texts([value for case in cases if case is not None for value in case.named_children])


def _texts(listed: list["Node"]) -> Iterator[list["Node"]]:
    """Yield a list without what is around its elements, if all of them are texts."""
    bare = [element.named_children[0] if element.type == "literal_element" else element for element in listed]
    if bare and all(element.type in STRINGS for element in bare):
        yield bare


def _takes_apart(call: "Node") -> bool:
    """Tell whether a call is `os.Environ()` that is given to a parser, or whose elements are split at their `=`."""
    if text(call.child_by_field_name("function")) != "os.Environ" or call.parent is None or call.parent.parent is None:
        return False
    if call.parent.type == "range_clause":
        return SPLITTING.search(text(call.parent.parent)) is not None
    callee = called(call.parent.parent)[0] if call.parent.type == "argument_list" else None
    return callee is not None and TAKING.fullmatch(text(callee)) is not None
