"""What the loops and the conditions round a place of a Rust file bind, once for each turn."""

import re
from typing import TYPE_CHECKING

from estuary_docs.drift.languages.expressions import Bindings, Turns, turned
from estuary_docs.drift.languages.rust.values import CHOOSING, RustValues
from estuary_docs.drift.languages.syntax import descendants, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from estuary_docs.drift.languages.rust.syntax import RustTree


class RustLoops:
    """The loops of one file."""

    def __init__(self, tree: "RustTree", values: RustValues) -> None:
        self._tree = tree
        self._values = values

    def turns(self, node: "Node") -> Turns:
        """Return what the loops around a node bind, once for each turn, with the element that gives it."""
        names = {text(identifier) for identifier in descendants(node, "identifier")} | set(
            re.findall(r"\{(\w+)", text(node))
        )
        scope = self._tree.scope(node)
        turns = turned([({}, None)], [(bindings, None) for bindings in self._chosen(node)])
        inner, current = node, node.parent
        while current is not None and inner != scope:
            pattern, values = _loop(current, inner)
            if pattern is not None and names & {text(identifier) for identifier in descendants(pattern, "identifier")}:
                elements = self._values.elements(values)
                turns = turned(turns, [(self._matched(pattern, element), element) for element in elements])
            inner, current = current, current.parent
        return turns

    def _chosen(self, node: "Node") -> list[Bindings]:
        """Return what a value may be that a condition chooses, by the place of the condition."""
        current: Node | None = node
        while current is not None and current.type in {
            "reference_expression",
            "parenthesized_expression",
            "identifier",
        }:
            if current.type == "identifier":
                let = self._tree.binding(text(current), current)
                current = let.child_by_field_name("value") if let else None
            else:
                current = current.named_children[-1]
        current = self._values.choosing(current) or current if current is not None else None
        if current is None or current.type not in CHOOSING:
            return []
        values = [self._values.of(branch) for branch in _branches(current)]
        return [] if any(None in value for value in values) else [{str(current.start_byte): value} for value in values]

    def _matched(self, pattern: "Node", value: "Node") -> Bindings:
        if pattern.type in {"reference_pattern", "closure_parameters"} and pattern.named_children:
            return self._matched(pattern.named_children[0], value)
        if pattern.type == "tuple_pattern" and value.type == "tuple_expression":
            pairs = zip(pattern.named_children, value.named_children, strict=False)
            return {name: part for left, right in pairs for name, part in self._matched(left, right).items()}
        if pattern.type == "identifier" and value.type == "struct_expression":
            fields = list(descendants(value, "field_initializer"))
            named = [(text(field.child_by_field_name("field")), field.child_by_field_name("value")) for field in fields]
            return {f"{text(pattern)}.{name}": self._values.of(node) for name, node in named}
        return {text(pattern): self._values.of(value)} if pattern.type == "identifier" else {}


def _branches(node: "Node") -> "Iterator[Node | None]":
    """Yield the values of a condition's branches."""
    if node.type == "match_expression":
        yield from (arm.child_by_field_name("value") for arm in descendants(node, "match_arm"))
        return
    alternative = node.child_by_field_name("alternative")
    following = alternative.named_children[0] if alternative is not None and alternative.named_children else None
    yield node.child_by_field_name("consequence")
    yield from _branches(following) if following is not None and following.type == "if_expression" else [following]


def _loop(node: "Node", inner: "Node") -> tuple["Node | None", "Node | None"]:
    """Return the pattern and the values of a loop around `inner`: a `for`, or a closure given to an iterator."""
    if node.type == "for_expression" and inner == node.child_by_field_name("body"):
        return node.child_by_field_name("pattern"), node.child_by_field_name("value")
    if node.type == "closure_expression" and node.parent and node.parent.type == "arguments":
        call = node.parent.parent
        callee = call.child_by_field_name("function") if call else None
        if callee and callee.type == "field_expression":
            return node.child_by_field_name("parameters"), callee.child_by_field_name("value")
    return None, None
