"""Python's literals, in the form that an environment would hold."""

import ast
import json
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

from estuary_docs.drift.languages.literals import calculated
from estuary_docs.drift.languages.syntax import text

if TYPE_CHECKING:
    from tree_sitter import Node

LIMIT = 1000
PLAIN = ("string", "integer", "float", "true", "false", "list", "tuple", "dictionary", "set", "unary_operator")


def string(content: "Node") -> str:
    """Return the text of a part of a string, with its escapes resolved."""
    spelled = text(content).replace("{{", "{").replace("}}", "}") if _formatted(content) else text(content)
    if "\\" not in spelled:
        return spelled
    value = _literal(f'"""{spelled}"""')
    return value if isinstance(value, str) else spelled


def _formatted(content: "Node") -> bool:
    return content.parent is not None and "f" in text(content.parent.child(0)).lower()


def written(node: "Node") -> str | None:  # noqa: PLR0911 - a line or two for each form
    """Return a literal as an environment would hold it: `true`, `3000`, a list as JSON; None for anything else."""
    value = evaluated(node)
    match value:
        case None:
            return None
        case bool():
            return str(value).lower()
        case bytes():
            return value.decode(errors="replace")
        case str() | int() | float():
            return str(value)
        case set() | frozenset():
            return json.dumps(sorted(value, key=str), default=str, ensure_ascii=False)
    try:
        return json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        return None


def evaluated(node: "Node") -> object:
    """Return the value of a literal or of simple arithmetic on integers, None for what is neither."""
    if node.type == "parenthesized_expression" and node.named_child_count == 1:
        inner = node.named_child(0)
        return evaluated(inner) if inner is not None else None
    if node.type == "binary_operator":
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        first, second = (None if operand is None else evaluated(operand) for operand in (left, right))
        if type(first) is not int or type(second) is not int:
            return None
        return calculated(text(node.child_by_field_name("operator")), first, second)
    if node.type not in PLAIN or node.end_byte - node.start_byte > LIMIT:
        return None
    return _literal(text(node))


def _literal(source: str) -> object:
    try:
        with catch_warnings():
            simplefilter("ignore")
            return ast.literal_eval(source.strip())
    except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError):
        return None


def is_within(node: "Node", around: "Node | None") -> bool:
    """Say whether a node is a part of another one."""
    return around is not None and around.start_byte <= node.start_byte and node.end_byte <= around.end_byte
