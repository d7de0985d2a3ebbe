"""The attributes of Rust's items: which stand before one, and the arguments that they hold."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estuary_docs.drift.languages.syntax import text

if TYPE_CHECKING:
    from tree_sitter import Node

ARGUMENTS = re.compile(
    r"(?P<key>\w+)\s*(?:=\s*(?P<value>\"(?:[^\"\\]|\\.)*\"[.\w()]*|(?:[^,()\[\]\"]|\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])+)"
    r"|\((?P<inner>(?:[^()\"]|\"(?:[^\"\\]|\\.)*\"|\([^()]*\))*)\))?\s*(?:,|$)"
)
SERDE = re.compile(r"#\[\s*serde\s*\((.*)\)\s*\]$", re.DOTALL)
QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"")

Arguments = dict[str, str | None]


def arguments(listed: str) -> Arguments:
    """Return the arguments of an attribute, each with its value as the source spells it, None for a bare word."""
    values: Arguments = {}
    for argument in ARGUMENTS.finditer(listed):
        value = argument["inner"] if argument["value"] is None else argument["value"].strip()
        key = argument["key"]
        values[key] = f"{values[key]},{value}" if key == "alias" and key in values else value
    return values


def quoted(value: str | None) -> str:
    """Return the text of a quoted argument, "" if it is none."""
    match = QUOTED.match(value or "")
    return match[1] if match else ""


def is_bare(field: "Node") -> bool:
    """Say whether a field has no attribute."""
    before = field.prev_named_sibling
    return field.type == "field_declaration" and (before is None or before.type != "attribute_item")


def fields_of(body: "Node") -> Iterator[tuple["Node", list["Node"]]]:
    """Yield the fields of a struct, each with its attributes."""
    attributes: list[Node] = []
    for child in body.named_children:
        if child.type == "attribute_item":
            attributes.append(child)
        elif child.type == "field_declaration":
            yield child, attributes
            attributes = []


def serde_arguments(node: "Node") -> Arguments:
    """Return the serde arguments of an item."""
    values: Arguments = {}
    for attribute in attributes_of(node):
        match = SERDE.match(text(attribute))
        values = (arguments(match[1]) if match else {}) | values
    return values


def attributes_of(node: "Node") -> Iterator["Node"]:
    """Yield the attributes of an item, the last one first."""
    before = node.prev_named_sibling
    while before is not None and before.type in {"attribute_item", "line_comment", "block_comment"}:
        if before.type == "attribute_item":
            yield before
        before = before.prev_named_sibling
