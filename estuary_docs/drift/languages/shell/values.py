"""What the variables that a shell script sets itself hold, so far as the text tells: the names in `${!name}`."""

from itertools import product
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Call, Expression, Function, Name
from estuary_docs.drift.languages.scopes import ASSIGNED, DEPTH
from estuary_docs.drift.languages.spellings import ALTERNATIVES, merged
from estuary_docs.drift.languages.syntax import line, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

PARAMETERS = tuple("123456789")
LOOPED = 60  # words of a loop; more are no list of names


class ShellValues:
    """The values of one script's variables; the arguments of its functions stay references to be resolved."""

    def __init__(self, nodes: dict[str, list["Node"]]) -> None:
        self._found = nodes
        self._functions = {
            text(function.child_by_field_name("name")): function for function in nodes.get("function", [])
        }
        self._held: dict[str, list[tuple[Node, list[Node]]]] = {}
        for assignment in nodes.get("assignment", []):
            value = assignment.child_by_field_name("value")
            self._held.setdefault(text(assignment.child_by_field_name("name")), []).append(
                (assignment, [value] if value else [])
            )
        for loop in nodes.get("loop", []):
            words = loop.children_by_field_name("value")
            self._held.setdefault(text(loop.child_by_field_name("variable")), []).append((loop, words))

    def within(self, node: "Node") -> str:
        """Return the function that a place stands in, or ""."""
        around = (
            name
            for name, function in self._functions.items()
            if function.start_byte <= node.start_byte < function.end_byte
        )
        return next(around, "")

    def of(self, name: str, node: "Node", depth: int = 0) -> list[Expression]:
        """Return every text that a variable can hold at a place."""
        if name in PARAMETERS:
            return [(Name(name),)] if self.within(node) else [(None,)]
        here = self.within(node)
        bindings = [binding for binding in self._held.get(name, []) if binding[0].start_byte < node.start_byte]
        own = [binding for binding in bindings if self.within(binding[0]) == here] or [
            binding for binding in bindings if not self.within(binding[0])
        ]
        loops = [
            binding for binding in own if binding[0].type == "for_statement" and node.end_byte <= binding[0].end_byte
        ]
        chosen = loops[-1:] or [binding for binding in own if binding[0].type != "for_statement"]
        if depth > DEPTH or not chosen or len(chosen) > ASSIGNED:
            return [(None,)]
        words = [word for _, values in chosen for word in values][:LOOPED]
        return list(dict.fromkeys(value for word in words for value in self.word(word, depth + 1))) or [(None,)]

    def word(self, node: "Node", depth: int = 0) -> list[Expression]:
        """Return every text that a word can be."""
        match node.type:
            case "word" | "number" | "string_content" | "variable_name":
                return [(text(node),)]
            case "raw_string":
                return [(text(node)[1:-1],)]
            case "string" | "concatenation":
                parts = [self.word(child, depth) for child in node.named_children]
                chosen = list(product(*parts))[:ALTERNATIVES]
                return [merged(tuple(part for expression in parts for part in expression)) for parts in chosen]
            case "array":
                return [value for child in node.named_children for value in self.word(child, depth)]
            case "simple_expansion" | "expansion" if node.named_child_count == 1 and "!" not in text(node):
                expansion = node.named_children[0]
                return self.of(text(expansion.child_by_field_name("name") or expansion), node, depth)
        return [(None,)]

    def functions(self) -> "Iterator[Function]":
        """Yield the script's functions, whose parameters have numbers."""
        for name, function in self._functions.items():
            yield Function(name, PARAMETERS, line(function), optional=len(PARAMETERS))

    def calls(self) -> "Iterator[Call]":
        """Yield the calls of the script's functions."""
        for node in self._found.get("command", []):
            function = text(node.child_by_field_name("name"))
            if function in self._functions:
                arguments = node.children_by_field_name("argument")[: len(PARAMETERS)]
                values = [self.word(argument) for argument in arguments]
                for chosen in list(product(*values))[:ALTERNATIVES] if values else ():
                    yield Call(function, chosen, line(node), within=self.within(node))
