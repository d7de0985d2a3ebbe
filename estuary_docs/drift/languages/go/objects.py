"""Go objects that hold a variable's name and read it themselves: a text with methods, a struct with a field for it.

A method of a text is a helper whose first parameter is the text. A field that is read is a helper, and each struct
that is made with a name in that field is a call of it.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Call, Expression, Function, Name, Read, unspelled
from estuary_docs.drift.languages.go.syntax import TEXT, bare
from estuary_docs.drift.languages.go.values import GoValues
from estuary_docs.drift.languages.syntax import line, text

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.languages.go.syntax import GoTree

FIELD = re.compile(r"(?:name|key|env\w*|var\w*)", re.IGNORECASE)
UPPER = re.compile(r"_?[A-Z][A-Z0-9]*_[A-Z0-9_]+")


class GoObjects:
    """Reads one file's objects; `reading` are the names that its reads are given."""

    def __init__(self, tree: "GoTree", values: GoValues, reading: list["Node"]) -> None:
        self._tree = tree
        self._values = values
        self._fields = sorted({field for node in reading if (field := self._field(node))})

    def _field(self, name: "Node") -> str:
        """Return the type and the field that hold a name, "" where it is no field of a known type."""
        owner, _, field = text(name).partition(".")
        if name.type != "selector_expression" or not FIELD.fullmatch(field) or owner in self._tree.imports:
            return ""
        kind = self._tree.kind(owner, name)
        return unspelled(f"{kind}.{field}") if kind else ""

    def functions(self) -> Iterator[Function]:
        """Yield a helper for each field that is read."""
        return (Function(field, ("name",), 0) for field in self._fields)

    def helpers(self) -> Iterator[Read]:
        """Yield what the helpers read."""
        return (Read((Name("name"),), 0, function=field, library=True) for field in self._fields)

    def made(self) -> Iterator[Call]:
        """Yield a call for each struct that is made with a name in a field."""
        for element in self._tree.nodes.get("keyed", ()):
            key = text(element.named_children[0])
            literal = element.parent.parent if FIELD.fullmatch(key) and element.parent is not None else None
            kind = literal.child_by_field_name("type") if literal is not None else None
            if kind is None or kind.type not in {"type_identifier", "qualified_type"}:
                continue
            value = element.named_children[-1]
            name = self._values.of(value)
            if self._may_name(name):
                function = unspelled(f"{bare(text(kind)).rpartition('.')[2]}.{key}")
                yield Call(function, (name,), line(value), within=self._tree.name(self._tree.scope(element)))

    @staticmethod
    def _may_name(name: Expression) -> bool:
        match name:
            case (str(only),):
                return UPPER.fullmatch(only) is not None
            case (Name(),):
                return True
        return False

    def text_of(self, callee: "Node") -> Expression | None:
        """Return the text whose method is called, None where the object cannot be a constant."""
        holder = callee.child_by_field_name("operand")
        if holder is None or holder.type not in {"identifier", "selector_expression"}:
            return None
        last = text(holder).rpartition(".")[2]
        constant = last[:1].isupper() and self._tree.binding(last, callee) is None
        if not constant and not self._tree.name(self._tree.scope(callee)).startswith(TEXT):
            return None
        value = self._values.of(holder)
        return value if len(value) == 1 and isinstance(value[0], Name) else None
