"""What expressions of a language that has a table spell: texts, references, arguments and defaults."""

import re
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Name
from estuary_docs.drift.languages.literal.table import Table
from estuary_docs.drift.languages.syntax import text

if TYPE_CHECKING:
    from tree_sitter import Node

BLOCKS = frozenset(("block", "annotated_lambda", "lambda_literal"))
WRAPPERS = BLOCKS | {
    *("argument", "value_argument", "bracketed_argument_list", "parenthesized_expression"),
    *("block_body", "statements"),
}
NOTHING = frozenset(("nil", "null", "null_literal", "none"))
LITERAL = re.compile(r"[+-]?[0-9][0-9_]*(?:\.[0-9]+)?[lLfFdDmM]?|true|false|TRUE|FALSE")
REFERENCE = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
FORMATS = ("sprintf", "String.format")


class Values:
    """The expressions of one language."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def bare(self, node: "Node") -> "Node":
        """Return an expression without what only wraps it."""
        while node.type in WRAPPERS and node.named_children:
            node = node.named_children[-1]
        return node

    def spelled(self, node: "Node") -> str:
        """Return how a node spells a name: without spaces, `.` between the parts in every language."""
        written = re.sub(r"\s+", "", text(node))
        written = re.sub(r"<[\w,.?\[\]]*>(?=$|\()", "", written)
        return re.sub(r"::|->|\?->|\?\.|&\.", ".", written).lstrip("$@:\\").replace(".$", ".")

    def named(self, node: "Node") -> "Node | None":
        """Return the node that has the name of a parameter."""
        if node.type in self._table.names:
            return node
        name = node.child_by_field_name("name") or node.child_by_field_name("left")
        if name is not None and name.type in self._table.names:
            return name
        return next((child for child in node.named_children if child.type in self._table.names), None)

    def called(self, node: "Node") -> str:
        """Return what a call calls."""
        arguments = self._arguments(node) or self.block(node)
        end = node.end_byte if arguments is None else arguments.start_byte
        parts = [child for child in node.children if child.end_byte <= end and child.type not in ("new", "@")]
        return self.spelled(node) if not parts else "".join(map(self.spelled_part, parts))

    def spelled_part(self, node: "Node") -> str:
        """Return how a part of what is called spells itself."""
        return {"::": ".", "->": ".", "&.": ".", "?.": ".", "?->": "."}.get(text(node)) or self.spelled(node)

    def _arguments(self, node: "Node") -> "Node | None":
        return next((child for child in node.children if child.type in self._table.arguments), None)

    def arguments(self, node: "Node") -> list["Node"]:
        """Return the arguments of a call."""
        arguments = self._arguments(node)
        return [] if arguments is None else [child for child in arguments.named_children if child.type != "comment"]

    def block(self, node: "Node") -> "Node | None":
        """Return the block that a call has, as `fetch("X") { "d" }` has one."""
        return next((child for child in node.children if child.type in BLOCKS), None)

    def pair(self, node: "Node") -> tuple[str, str] | None:
        """Return the name and the text of an argument `name = "text"`."""
        inside = node.named_children
        whole = self.text(inside[-1]) if len(inside) > 1 else (None,)
        texts = [part for part in whole if isinstance(part, str)]
        return (self.spelled(inside[0]), "".join(texts)) if len(texts) == len(whole) else None

    def text(self, node: "Node") -> Expression:
        """Return what an expression computes to, as far as it is a text."""
        node = self.bare(node)
        if node.type in self._table.strings:
            return self._parts(node) if node.named_children else (text(node).strip("@").strip("\"'"),)
        operators = self._table.joined.get(node.type)
        if operators and any(child.type in operators for child in node.children):
            return tuple(part for child in node.named_children for part in self.text(child))
        if node.type in self._table.call and self.called(node) in FORMATS:
            return self._formatted(self.arguments(node))
        spelled = self.spelled(node)
        referring = node.type in self._table.names | self._table.members
        return (Name(spelled),) if referring and REFERENCE.fullmatch(spelled) else (None,)

    def _parts(self, node: "Node") -> Expression:
        parts: list[str | Name | None] = []
        for child in node.named_children:
            if child.type in self._table.texts:
                parts.append(text(child))
            elif child.type in self._table.holes:
                inside = child.named_children
                parts += self.text(inside[-1]) if inside and child.type not in self._table.names else self.text(child)
            elif child.type == "escape_sequence":
                parts.append(text(child)[1:])
        return tuple(parts) or ("",)

    def _formatted(self, arguments: list["Node"]) -> Expression:
        if not arguments:
            return (None,)
        template = self.text(arguments[0])
        pieces = str(template[0]).split("%s") if len(template) == 1 and isinstance(template[0], str) else []
        if len(pieces) != len(arguments):
            return (None,)
        parts: list[str | Name | None] = [pieces[0]]
        for argument, piece in zip(arguments[1:], pieces[1:], strict=True):
            parts += [*self.text(argument), piece]
        return tuple(part for part in parts if part != "")

    def default(self, node: "Node") -> Expression | None:
        """Return what takes the place of a missing variable, in the form that an environment would hold."""
        node = self.bare(node)
        if node.type in NOTHING or text(node) in ("nil", "null"):
            return None
        written = text(node)
        if LITERAL.fullmatch(written):
            return (re.sub(r"[lLfFdDmM]$", "", written.replace("_", "")).lower(),)
        expression = self.text(node)
        return None if expression == (None,) else expression
