"""The calls of a Rust file that may hand the name of a variable to a function that reads it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Call, Expression
from estuary_docs.drift.languages.expressions import UNKNOWN, Bindings, separated
from estuary_docs.drift.languages.rust.defaults import RustDefaults
from estuary_docs.drift.languages.rust.loops import RustLoops
from estuary_docs.drift.languages.rust.values import CONSTANT, RustValues
from estuary_docs.drift.languages.syntax import text

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.languages.rust.syntax import RustTree

PLAUSIBLE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")


class RustCalls:
    """The calls of one file."""

    def __init__(self, tree: "RustTree", values: RustValues, loops: RustLoops, defaults: RustDefaults) -> None:
        self._tree = tree
        self._values = values
        self._loops = loops
        self._defaults = defaults

    def receiver(self, node: "Node") -> str:
        """Return what a method is called on: its type where that is written nearby, else its last name."""
        spelled = text(node)
        if spelled in {"self", "Self"}:
            return self._tree.owner(node) or spelled
        if node.type == "identifier":
            kind = self._tree.parameters(self._tree.scope(node)).get(spelled, "")
            let = self._tree.binding(spelled, node)
            if let is not None:
                value = text(let.child_by_field_name("value"))
                match = re.match(r"(?:\w+::)*([A-Z]\w*)(?:::\w+\(|\s*\{|$)", value)
                kind = text(let.child_by_field_name("type")) or (match[1] if match else "")
            kind = re.sub(r"^&|'\w+ |\bmut |\bdyn |\bimpl |<.*", "", kind).strip().rpartition("::")[2]
            return kind if len(kind) > 1 else spelled
        own = re.fullmatch(r"self\.([a-z_]\w*)", spelled)
        implementer = self._tree.implementer(self._tree.field(own[1], node)) if own else ""
        if implementer:
            return implementer
        constructed = re.fullmatch(r"(?:\w+::)*([A-Z]\w*)::\w+\(.*\)", spelled, re.DOTALL)
        if constructed:
            return constructed[1]
        return re.sub(r"\(.*|<.*", "", spelled, flags=re.DOTALL).rpartition(".")[2].strip() or "?"

    def called(self, spelled: str, node: "Node") -> str:
        """Return a function's path with `.` for `::`; a closure's name where it is one."""
        let = self._tree.binding(spelled, node) if "::" not in spelled else None
        value = let.child_by_field_name("value") if let else None
        if value is not None and value.type == "closure_expression":
            return self._tree.name(value)
        return self._values.absolute(spelled, node).replace("::", ".")

    def calls(self, node: "Node", function: str, arguments: list["Node"]) -> Iterator[Call]:
        """Yield a call if an argument may name a variable; once for each element where an argument is a list."""
        parameters = self._tree.parameters(self._tree.scope(node))
        first = next((argument for argument in arguments if self._plausible(argument, parameters)), None)
        if first is None:
            return
        for bound, element in self._loops.turns(first):
            default, required = self._defaults.of(node, bound)
            names = [] if first.type == "identifier" else self._values.elements(first)
            lists = [
                self._values.elements(argument) if names and argument.type != "identifier" else []
                for argument in arguments
            ]
            for turn in range(max(1, *map(len, lists)) if lists else 1):
                pairs = list(zip(arguments, lists, strict=True))
                taken = [listed[turn] if turn < len(listed) else argument for argument, listed in pairs]
                place = next(
                    (argument for argument, (_, listed) in zip(taken, pairs, strict=True) if listed), element or first
                )
                yield Call(
                    function,
                    tuple(known(self._listed(argument, bound)) for argument in taken),
                    self._tree.line(place),
                    within=self._tree.name(self._tree.scope(node)),
                    default=default,
                    required=required,
                )

    def _listed(self, node: "Node", bound: Bindings) -> Expression:
        """Return what an argument computes to; a list written there as an environment would hold it."""
        written = re.match(r"&?\[", text(node)) is not None
        values = [self._values.of(element, bound) for element in self._values.elements(node)] if written else []
        return separated(values, (",",)) or self._values.of(node, bound)

    def _plausible(self, node: "Node", parameters: dict[str, str]) -> bool:
        if node.type == "string_literal":
            return bool(PLAUSIBLE.fullmatch(text(node)[1:-1]))
        if node.type in {"reference_expression", "array_expression", "index_expression"}:
            return any(self._plausible(child, parameters) for child in node.named_children)
        if node.type == "call_expression":
            callee = node.child_by_field_name("function")
            return callee is not None and text(callee).endswith(
                (".to_string", "String::from", "format", ".into", "concat")
            )
        if node.type == "identifier":
            name = text(node)
            return name in parameters or bool(CONSTANT.fullmatch(name)) or bool(self._loops.turns(node)[0][0])
        return node.type == "scoped_identifier" and bool(CONSTANT.fullmatch(text(node)))


def known(expression: Expression) -> Expression | None:
    """Return an expression, None where the source does not tell it."""
    return None if expression == UNKNOWN else expression
