"""What the branch behind a test does with what passes it, in every language that is parsed in full."""

import re
from typing import TYPE_CHECKING

from estuary_docs.drift.languages.syntax import text

if TYPE_CHECKING:
    from tree_sitter import Node

# What stands round a test that turns its answer into the opposite, without spaces: `not X`, `X is None`, `X == nil`.
NEGATING = re.compile(rb"not|!|(?:is|={2,3})(?:none|null|undefined|nil|false|-1)|\.is_none", re.IGNORECASE)
ROUND_A_TEST = 30  # bytes
MOST_LEVELS = 12
# What leaves the turn of a loop, or its function, with nothing.
LEAVES = re.compile(
    r"(?:continue|break|raise|throw)\b.*|return(?:\s+(?:false|null|nil|undefined|False|None))?\s*;?", re.DOTALL
)
BLOCKS = ("block", "statement_block", "statement_list", "expression_statement")
ENDS = re.compile(r"_statement$|_declaration$|_clause$|block$|function$|^lambda$|^(?:if|match|closure)_expression$")


def takes(test: "Node") -> bool:
    """Say whether what passes a test is what is used: the branch behind it neither passes it over nor is the other."""
    node, above, negated = test, test.parent, False
    for _ in range(MOST_LEVELS):
        if above is None or ENDS.search(above.type):
            break
        if NEGATING.fullmatch(_round(node, above)):
            negated = not negated
        node, above = above, above.parent
    return negated == _passes_over(above.child_by_field_name("consequence") if above is not None else None)


def _round(node: "Node", above: "Node") -> bytes:
    if node.start_byte - above.start_byte + above.end_byte - node.end_byte > ROUND_A_TEST or above.text is None:
        return b""
    start = node.start_byte - above.start_byte
    return re.sub(rb"\s", b"", above.text[:start] + above.text[start + node.end_byte - node.start_byte :])


def _passes_over(branch: "Node | None") -> bool:
    """Say whether a branch does nothing with what passed the test."""
    while branch is not None and branch.type in BLOCKS:
        branch = next((child for child in branch.named_children if "comment" not in child.type), None)
    return branch is not None and LEAVES.fullmatch(text(branch)) is not None
