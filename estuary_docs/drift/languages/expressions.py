"""What expressions compute to in languages whose names have types: the part that no syntax changes."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression
from estuary_docs.drift.languages.literals import arithmetic, is_number, is_text, number
from estuary_docs.drift.languages.syntax import text

if TYPE_CHECKING:
    from tree_sitter import Node

Bindings = dict[str, Expression]
Turns = list[tuple[Bindings, "Node | None"]]  # what a loop binds in each turn, and the element that gives it

UNKNOWN: Expression = (None,)
DEEP = 20  # of names that stand for other names, and calls within calls


class Expressions(ABC):
    """Computes expressions of one file. A language says how it writes them."""

    def of(self, node: "Node | None", bound: Bindings | None = None, depth: int = 0) -> Expression:
        """Return what an expression computes to; `bound` are the values of names that a loop binds."""
        return UNKNOWN if node is None or depth > DEEP else self._of(node, bound or {}, depth)

    @abstractmethod
    def _of(self, node: "Node", bound: Bindings, depth: int) -> Expression: ...

    def _operated(self, node: "Node", bound: Bindings, depth: int) -> Expression:
        """Return what an operator makes of numbers, or texts that follow each other."""
        sides = node.child_by_field_name("left"), node.child_by_field_name("right")
        left, right = (self.of(side, bound, depth + 1) for side in sides)
        operator = text(node.child_by_field_name("operator"))
        if operator != "+" or any(map(is_number, sides)):
            return arithmetic(operator, left, right) or UNKNOWN
        ambiguous = number(left) is not None and number(right) is not None
        return (*left, *right) if not ambiguous or any(map(is_text, sides)) else UNKNOWN

    @cached_property
    def _fields_held(self) -> dict[tuple[str, str], Expression]:
        return {}

    @abstractmethod
    def _initializers(self, kind: str, field: str) -> "Iterable[Node | None]":
        """Return the values that the file gives a field where it makes a struct of a type."""

    def _held(self, kind: str, field: str, depth: int) -> Expression:
        """Return what a field holds, if all places that make its struct give it one known text."""
        asked = kind, field
        if asked not in self._fields_held:
            self._fields_held[asked] = UNKNOWN  # so that a field made of itself ends here
            expressions = {self.of(value, None, depth + 1) for value in self._initializers(kind, field)}
            value = expressions.pop() if len(expressions) == 1 else UNKNOWN
            self._fields_held[asked] = value if all(isinstance(part, str) for part in value) else UNKNOWN
        return self._fields_held[asked]


def separated(values: Sequence[Expression], separator: Expression) -> Expression:
    """Return texts with a separator between them."""
    return tuple(chain(*values[:1], *((*separator, *value) for value in values[1:])))


def turned(turns: Turns, more: Turns) -> Turns:
    """Return the turns of a loop in each turn of the loops within it; what binds nothing has none of its own."""
    return [(bound | added, element) for added, element in more for bound, _ in turns] or turns
