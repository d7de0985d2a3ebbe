"""What takes the place of a missing variable in Python: `or`, conditions, conversions."""

import re
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression
from estuary_docs.drift.languages.fallbacks import Fallbacks
from estuary_docs.drift.languages.python.origins import READERS
from estuary_docs.drift.languages.python.syntax import is_within
from estuary_docs.drift.languages.python.values import PythonValues
from estuary_docs.drift.languages.syntax import text

if TYPE_CHECKING:
    from tree_sitter import Node

WRAPPERS = (
    "comparison_operator",
    "parenthesized_expression",
    "boolean_operator",
    "conditional_expression",
    "argument_list",
    "call",
    "attribute",
    "await",
)
CONVERTERS = {"int", "float", "str", "bool", "Decimal", "Path", "loads", "literal_eval"}


class PythonFallbacks(Fallbacks[PythonValues]):
    """The defaults that the code of one Python file gives to what it reads."""

    carrying = ("parenthesized_expression", "argument_list", "call", "attribute", "await")
    empty = r"not NAME\b(?!\()|NAME is None|NAME == (?:''|\"\")"
    full = r"NAME(?: is not None| != (?:''|\"\"))?"

    def fallback_of(self, node: "Node") -> Expression | None:
        """Return the default that an argument gives: a literal, or what another read falls back to."""
        if node.type == "call" and self.values.origin(node.child_by_field_name("function")) in READERS:
            inner = self.values.arguments(node)[1:2]
            return self.fallback_of(inner[0]) if inner else None
        if node.type == "boolean_operator":
            right = node.child_by_field_name("right")
            return self.fallback_of(right) if right is not None else None
        return self.values.default(node)

    def beside(self, node: "Node") -> tuple[Expression | None, bool | None]:  # noqa: PLR0911 - a line or two for each form
        """Return what is used where a read finds nothing (`or 3`, `if ... else 3`), and whether it then fails."""
        current, parent, compared = node, node.parent, False
        while parent is not None and parent.type in WRAPPERS:
            compared = compared or parent.type == "comparison_operator"
            if parent.type == "boolean_operator":
                right = parent.child_by_field_name("right")
                if text(parent.child_by_field_name("operator")) == "and" or compared:
                    return None, None
                if right is not None and current != right and (default := self.values.default(right)) is not None:
                    return default, False
            if parent.type == "conditional_expression":
                branches = parent.named_children
                if current == branches[0] and self._says(branches[1], node):
                    return None if compared else self.values.default(branches[-1]), False
                return None, None
            if parent.type == "attribute" and parent.parent is not None and parent.parent.type != "call":
                return None, None
            if parent.type == "argument_list" and not self._converts(parent.parent):
                return None, None
            current, parent = parent, parent.parent
        return None, None

    def _name_of(self, node: "Node") -> str:
        """Return how the source spells the name that a read asks for."""
        return text(next(iter(self.values.arguments(node)), None) or node.child_by_field_name("subscript"))

    def _says(self, condition: "Node", node: "Node") -> bool:
        """Whether a condition names what a read asks for, or the variable that holds it."""
        if node.type == "identifier":
            return re.search(rf"(?<![\w.]){re.escape(text(node))}\b", text(condition)) is not None
        return self._name_of(node) in text(condition)

    def converts(self, call: "Node", value: "Node") -> bool:
        """Whether a call only makes another form of a value."""
        function = call.child_by_field_name("function")
        return text(function).rpartition(".")[2] in CONVERTERS or is_within(value, function)

    def _converts(self, call: "Node | None") -> bool:
        called = text(call.child_by_field_name("function")).rpartition(".")[2] if call is not None else ""
        return called in CONVERTERS or (call is not None and len(self.values.arguments(call)) == 1)
