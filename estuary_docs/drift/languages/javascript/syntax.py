"""What JavaScript's and TypeScript's trees are made of."""

from typing import TYPE_CHECKING

from estuary_docs.drift.languages.syntax import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

WRAPPERS = (
    "parenthesized_expression",
    "non_null_expression",
    "as_expression",
    "satisfies_expression",
    "await_expression",
)


def unpacked(pattern: "Node") -> "Iterator[tuple[str, str, Node | None]]":
    """Yield what a destructuring takes: the property, the local name, and the default."""
    for child in pattern.named_children:
        match child.type:
            case "shorthand_property_identifier_pattern":
                yield text(child), text(child), None
            case "object_assignment_pattern":
                name = text(child.child_by_field_name("left"))
                yield name, name, child.child_by_field_name("right")
            case "pair_pattern":
                value = child.child_by_field_name("value")
                default = value.child_by_field_name("right") if value is not None else None
                local = value.child_by_field_name("left") if default is not None and value is not None else value
                yield key(child), text(local), default


def called(call: "Node") -> "Node | None":
    """Return what a call calls: a function, or a class that it makes an object of."""
    return call.child_by_field_name("function") or call.child_by_field_name("constructor")


def string(node: "Node") -> str:
    """Return the text of a quoted string."""
    return text(node)[1:-1]


def key(pair: "Node") -> str:
    """Return the key of a property, without quotes."""
    node = pair.child_by_field_name("key")
    computed = node is not None and node.type == "computed_property_name"
    return text(node.named_child(0) if node is not None and computed else node).strip("\"'")
