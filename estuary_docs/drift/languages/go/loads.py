"""What Go code fills from the environment at once: structs by their tags, and flags of command lines."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Load, Read, in_capitals
from estuary_docs.drift.languages.go.libraries import FLAGS
from estuary_docs.drift.languages.go.records import of_a_variable
from estuary_docs.drift.languages.go.syntax import GoTree, called
from estuary_docs.drift.languages.go.values import STRINGS, GoValues
from estuary_docs.drift.languages.libraries import Row, argument
from estuary_docs.drift.languages.syntax import descendants, line, text
from estuary_docs.drift.mention import HIDDEN, SETTING

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.languages.expressions import Bindings

CLI = re.compile(r".*/cli(?:[./]v\d+)?")
FLAG = re.compile(r"(?:Bool|String|Int\d*|Uint\d*|Float\d*|Duration|StringSlice|Count)(Var)?(P)?")


def flags(tree: GoTree, values: GoValues) -> Iterator[tuple[Expression, Expression, int]]:
    """Yield the flags that a file declares by functions: the name, the default, and the line."""
    for call in tree.nodes.get("call", ()):
        callee, _, arguments = called(call)
        declared = FLAG.fullmatch(text(callee.child_by_field_name("field"))) if callee is not None else None
        place = bool(declared and declared[1])
        if declared and len(arguments) > place + 1 and arguments[place].type in STRINGS:
            value = arguments[place + (2 if declared[2] else 1)]
            yield values.of(arguments[place]), values.of(value), line(call)


class GoLoads:
    """Reads one file's loads and flags."""

    def __init__(self, tree: GoTree, values: GoValues) -> None:
        self._tree = tree
        self._values = values

    def load(self, row: Row, node: "Node", arguments: list["Node"]) -> Iterator[Load]:
        """Yield what a call fills."""
        named = self._named(node, arguments)
        record = self._record(node, [*([named["Target"]] if "Target" in named else []), *arguments])
        if not record:
            return
        family, _, otherwise = row.family.partition(" ")
        prefix = self._prefix(row, arguments, named)
        families = [family if prefix or not otherwise else otherwise]
        families += ["envnames"] if text(named.get("UseFieldNameByDefault")) == "true" else []
        # What a field gives no name of its own is a key of a file first.
        note = SETTING if family == "configor" else ""
        yield from (
            Load(f"{record}@{reader}", line(node), prefix, row.level, reader, note=note, methods=row.methods)
            for reader in families
        )

    def flags(self, row: Row, node: "Node", arguments: list["Node"]) -> Iterator[Read]:
        """Yield what a call reads for each flag of the file, if it is told a prefix."""
        prefix = self._prefix(row, arguments, self._named(node, arguments))
        for name, default, where in flags(self._tree, self._values) if prefix else ():
            yield Read((*prefix, *in_capitals(name)), where, _told(default))

    def _prefix(self, row: Row, arguments: list["Node"], named: dict[str, "Node"]) -> Expression:
        node = argument(row.prefix, arguments, named)
        prefix = self._values.of(node) if node is not None else (row.prefixed,)
        if prefix in ((), ("",), ("-",)):
            return ()
        return (*(in_capitals(prefix) if row.key else prefix), row.delimiter)

    def _named(self, node: "Node", options: list["Node"]) -> dict[str, "Node"]:
        """Return what options name: fields of structs, and functions that make an option, here or bound before."""
        bound = (
            self._tree.binding(text(identifier), identifier)
            for identifier in options
            if identifier.type == "identifier"
        )
        named: dict[str, Node] = {}
        for place in (node, *(local[0] for local in bound if local and local[0])):
            for element in descendants(place, "keyed_element"):
                named.setdefault(text(element.named_children[0]), element.named_children[-1])
            for call in descendants(place, "call_expression"):
                callee, _, arguments = called(call)
                if callee is not None and arguments:
                    named.setdefault(text(callee).rpartition(".")[2], arguments[0])
        return named

    def _record(self, node: "Node", targets: list["Node"]) -> str:
        """Return the struct that a call fills: its type argument, or the type of what it is handed."""
        record = text(called(node)[1]).strip("[]*")
        for target in targets:
            spelled = text(target).lstrip("&")
            if record in {"", "context.Context"} and re.fullmatch(r"\w+", spelled):
                record = self._tree.kind(spelled, target)
                record = of_a_variable(spelled) if record.startswith("struct") else record
        return record

    def fields(self) -> Iterator[Read]:
        """Yield the variables of urfave/cli's flags."""
        if not any(map(CLI.fullmatch, self._tree.imports.values())):
            return
        for keyed in self._tree.nodes.get("keyed", ()):
            key, value = text(keyed.named_children[0]), keyed.named_children[-1]
            if key in FLAGS and key != "Sources":
                siblings = _siblings(keyed.parent)
                default = _told(self._values.of(siblings["Value"])) if "Value" in siblings else None
                required = True if text(siblings.get("Required")) == "true" else None
                hidden = HIDDEN if text(siblings.get("Hidden")) == "true" else ""
                for node, name in self._named_by(value):
                    yield Read(name, line(node), default, required, note=hidden)

    def _named_by(self, value: "Node") -> Iterator[tuple["Node", Expression]]:
        """Yield the names in a flag's text or list, or in the list that a function of this file makes of a text."""
        inner = value.named_children[0] if value.type == "literal_element" else value
        bound: Bindings = {}
        arguments: list[Node] = []
        if inner.type == "call_expression":
            callee, _, arguments = called(inner)
            function = next((scope for scope in self._tree.scopes() if self._tree.name(scope) == text(callee)), None)
            parameters = self._tree.parameters(function)
            bound = {name: self._values.of(operand) for name, operand in zip(parameters, arguments, strict=False)}
            body = function.child_by_field_name("body") if function else None
            inner = next(descendants(body, "composite_literal"), inner) if body else inner
        elements = self._values.elements(inner) or [inner]
        for element in elements:
            spelled = self._values.of(
                element.named_children[0] if element.type == "literal_element" else element, bound
            )
            match spelled:
                case (str(only),):
                    yield from (
                        (arguments[0] if arguments else element, (name,)) for name in re.split(r"\s*,\s*", only)
                    )
                case _:
                    yield arguments[0] if arguments else element, spelled

    def chained_default(self, node: "Node") -> Expression | None:
        """Return the default of a flag whose builder names a variable: `kingpin.Flag(...).Default("d").Envar("X")`."""
        outer = node
        while outer.parent is not None and outer.parent.type in {"selector_expression", "call_expression"}:
            outer = outer.parent
        for call in descendants(outer, "call_expression"):
            callee, arguments = call.child_by_field_name("function"), call.child_by_field_name("arguments")
            if callee is not None and text(callee.child_by_field_name("field")) == "Default" and arguments:
                return _told(self._values.of(next(iter(arguments.named_children), None)))
        element = outer.parent if outer.parent is not None and outer.parent.type == "literal_element" else None
        siblings = _siblings(element.parent.parent if element is not None and element.parent is not None else None)
        return _told(self._values.of(siblings["Value"])) if "Value" in siblings else None


def _siblings(body: "Node | None") -> dict[str, "Node"]:
    """Return the fields of a struct that is written."""
    keyed = [child for child in (body.named_children if body is not None else ()) if child.type == "keyed_element"]
    return {text(element.named_children[0]): element.named_children[-1] for element in keyed}


def _told(value: Expression) -> Expression | None:
    return None if None in value else value
