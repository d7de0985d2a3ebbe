"""What takes the place of a missing variable: beside the read, through a variable, or in a function of the file."""

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from estuary_docs.drift.code import Expression, Name
from estuary_docs.drift.languages.syntax import first, text

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.languages.values import FileValues

HOPS = 2  # from one variable to another that holds the same in another form
Held = TypeVar("Held", bound="FileValues")


class Fallbacks(ABC, Generic[Held]):
    """The defaults that the code of one file gives to what it reads. A language says how it writes conditions."""

    carrying: ClassVar[tuple[str, ...]]  # the types of what only hands a value on
    empty: ClassVar[str]  # how a condition asks whether NAME is empty
    full: ClassVar[str]  # likewise whether it is not

    def __init__(self, values: Held) -> None:
        self.values = values

    @abstractmethod
    def beside(self, node: "Node") -> tuple[Expression | None, bool | None]:
        """Return what the expression round a read uses where it finds nothing, and whether it then fails."""

    @abstractmethod
    def converts(self, call: "Node", value: "Node") -> bool:
        """Whether a call only makes another form of a value that is handed to it, or that it is a method of."""

    def fallback(self, node: "Node", hops: int = 0) -> tuple[Expression | None, bool | None]:
        """Return what is used where a read finds nothing, and whether it then fails, also through a variable."""
        default, required = self.beside(node)
        if default is not None or required is not None or hops > HOPS:
            return default, required
        if (handed := self._handed(node, hops)) is not None:
            return handed, False
        variable = self._held(node)
        uses = (
            self.values.uses(text(variable), self.values.scopes.at(variable.start_byte), variable.end_byte)
            if variable
            else []
        )
        default = self._of_uses(uses, hops)
        return default, None if default is None else False

    def _of_uses(self, uses: list["Node"], hops: int) -> Expression | None:
        """Return the one default that the uses of a variable agree on."""
        returned = any(map(self._is_returned, uses))
        guards = [
            default for use in uses if (default := self._guarded(use)) and (returned or isinstance(default[0], Name))
        ]
        beside = [default for use in uses if (default := self.fallback(use, hops + 1)[0]) is not None]
        defaults = {*guards, *beside}
        return defaults.pop() if len(defaults) == 1 else None

    def _handed(self, node: "Node", hops: int) -> Expression | None:
        """Return what a function of this file makes of a value that it is handed empty: `number(x, 3)`."""
        around = node.parent
        call = around.parent if around is not None and around.type in ("arguments", "argument_list") else None
        scope = self.values.function(text(call.child_by_field_name("function"))) if call is not None else None
        if call is None or scope is None:
            return None
        arguments = dict(zip(scope.parameters, self.values.arguments(call), strict=False))
        taken = next((name for name, argument in arguments.items() if argument == node), None)
        default = self._of_uses(self.values.uses(taken, scope, scope.start), hops) if taken else None
        if default is None or len(default) != 1 or not isinstance(default[0], Name):
            return default
        name = default[0].text
        return self.values.default(arguments.get(name, scope.defaults.get(name)))

    def _held(self, node: "Node") -> "Node | None":
        """Return the variable that holds a value, as it is or in another form."""
        current, parent = node, node.parent
        while parent is not None and parent.type in self.carrying:
            if parent.child_by_field_name("arguments") is not None and not self.converts(parent, node):
                return None
            current, parent = parent, parent.parent
        if parent is None or parent.type not in ("variable_declarator", "assignment", "named_expression"):
            return None
        left = parent.child_by_field_name("name") or parent.child_by_field_name("left")
        return left if left is not None and left.type == "identifier" and left != current else None

    def _is_returned(self, use: "Node") -> bool:
        """Whether a function returns a variable, as it is, in another form or compared to something."""
        parent = use.parent
        while parent is not None and parent.type in (*self.carrying, "comparison_operator", "binary_expression"):
            if parent.child_by_field_name("arguments") is not None and not self.converts(parent, use):
                return False
            parent = parent.parent
        return _is_return(parent)

    def _guarded(self, use: "Node") -> Expression | None:
        """Return what a function returns where a variable is empty: `if (!x) return 3`, `if x: return x` and then 3."""
        current, parent = use, use.parent
        while parent is not None and parent.type not in ("if_statement", "statement_block", "block"):
            current, parent = parent, parent.parent
        if parent is None or parent.child_by_field_name("condition") != current:
            return None
        condition, name = text(current).strip("() "), re.escape(text(use))
        then = parent.child_by_field_name("consequence")
        then = then if then is None or _is_return(then) else first(then)
        if re.match(self.empty.replace("NAME", name), condition):
            return self._returned(then)
        if _is_return(then) and re.fullmatch(self.full.replace("NAME", name), condition):
            return self._returned(parent.next_named_sibling)
        return None

    def _returned(self, statement: "Node | None") -> Expression | None:
        return self.values.default(first(statement)) if statement is not None and _is_return(statement) else None


def _is_return(statement: "Node | None") -> bool:
    return statement is not None and statement.type == "return_statement"
