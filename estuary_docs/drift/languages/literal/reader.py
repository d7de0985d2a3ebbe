"""What the sources of a language that has a table read from their environment."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Call, Constant, Expression, Function, Name, Read, SourceFile
from estuary_docs.drift.languages.literal import annotations
from estuary_docs.drift.languages.literal.annotations import CONVENTIONAL
from estuary_docs.drift.languages.literal.table import NONE, Places, Table
from estuary_docs.drift.languages.literal.values import Values
from estuary_docs.drift.languages.syntax import descendants, line, matches, parse, text
from estuary_docs.drift.mention import ANY_KEY, SETTING, WRITE

if TYPE_CHECKING:
    from tree_sitter import Node

QUOTED = re.compile(rb"[\"'][A-Z][A-Z0-9]*_[A-Z0-9_]+[\"']")
HELPER = re.compile(r"env|var|conf|setting|get|fetch|read|secret|require", re.IGNORECASE)
RECEIVERS = ("self.", "static.", "this.")
MOST_LEVELS = 8  # between a read and what stands in for it


def read(source: bytes, path: str, table: Table) -> SourceFile:
    """Return what a source file says about its environment."""
    if not any(word in source for word in table.words) and not QUOTED.search(source):
        return SourceFile(table.language, test=table.tests.search(path) is not None)
    return _File(table, parse(table.grammar, source).root_node).source(path)


@dataclass(frozen=True)
class _Scope:
    """A function: the bytes that it takes up, and what callers see of it."""

    start: int
    end: int
    head: "Node"
    function: Function


class _File:
    def __init__(self, table: Table, root: "Node") -> None:
        self._table = table
        self._root = root
        self._values = Values(table)
        self._classes = list(descendants(root, *table.classes)) if table.classes else []
        self._scopes = [self._scope(match) for match in matches(table.grammar, table.functions, root)]

    def source(self, path: str) -> SourceFile:
        """Return all that the file says."""
        reads = [*self._of_calls(), *self._of_subscripts()]
        bound = list(annotations.reads(self._table, self._values, self._root)) if self._table.annotations else []
        reads += bound
        calls = list(self._calls())
        used: dict[str, set[str]] = {}
        for within, expression in (
            *((read.function, read.name) for read in reads),
            *((call.within, argument) for call in calls for argument in call.arguments if argument),
        ):
            used.setdefault(within, set()).update(part.text for part in expression if isinstance(part, Name))
        own = (scope.function for scope in self._scopes)
        return SourceFile(
            self._table.language,
            reads=tuple(instance for read in reads for instance in self._of_cases(read)),
            functions=tuple(function for function in own if used.get(function.name, set()) & set(function.parameters)),
            calls=tuple(calls),
            constants=tuple(self._constants()),
            imports=(("*", ""),),
            test=self._table.tests.search(path) is not None,
            undecided=tuple((read.line, ANY_KEY) for read in bound if None in read.name),
        )

    # Functions and constants

    def _scope(self, nodes: dict[str, "Node"]) -> _Scope:
        node = nodes["function"]
        parameters = list(self._parameters(nodes["parameters"]))
        function = Function(
            self._owned(node, text(nodes["name"])),
            tuple(name for name, _, _ in parameters),
            line(node),
            tuple((name, default) for name, _, default in parameters if default is not None),
            optional=sum(optional for _, optional, _ in parameters),
        )
        return _Scope(node.start_byte, node.end_byte, nodes["name"].parent or node, function)

    def _parameters(self, node: "Node") -> Iterator[tuple[str, bool, Expression | None]]:
        """Yield the parameters of a function, whether a call may leave each out, and its default if that is known."""
        parameters: list[tuple[str, bool, Expression | None]] = []
        for child in node.named_children:
            name = self._values.named(child)
            if name is None:
                if parameters:  # a grammar that has the default beside the parameter
                    parameters[-1] = parameters[-1][0], True, self._values.default(child)
                continue
            after = [part for part in child.named_children if part.start_byte >= name.end_byte]
            value = after[-1] if after and "type" not in after[-1].type else None
            default = None if value is None else self._values.default(value)
            parameters.append((self._values.spelled(name), value is not None, default))
        yield from parameters

    def _constants(self) -> Iterator[Constant]:
        """Yield the constants, those of a class with its name and without."""
        for match in matches(self._table.grammar, self._table.constants, self._root):
            spelled, value = self._values.spelled(match["name"]), self._text(match["value"])
            owned = self._owned(match["name"], spelled)
            yield from (Constant(name, value) for name in dict.fromkeys((spelled, owned)))

    def _owned(self, node: "Node", name: str) -> str:
        """Return a name with that of the class round a node, if there is one."""
        around = [owner for owner in self._classes if owner.start_byte < node.start_byte < owner.end_byte]
        owner = text(around[-1].child_by_field_name("name")).rpartition("::")[2] if around else ""
        return f"{owner}.{name}" if owner else name

    def _text(self, node: "Node") -> Expression:
        """Return the text of an expression, its class put in for `self`."""
        parts = self._values.text(node)
        return tuple(
            replace(part, text=self._owned(node, part.text.partition(".")[2]))
            if isinstance(part, Name) and part.text.startswith(RECEIVERS) and part.text != self._table.this_case
            else part
            for part in parts
        )

    def _within(self, node: "Node") -> str:
        around = [scope for scope in self._scopes if scope.start <= node.start_byte < scope.end]
        return max(around, key=lambda scope: scope.start).function.name if around else ""

    # Reads

    def _of_calls(self) -> Iterator[Read]:
        for node in self._called():
            called, arguments = self._values.called(node), self._values.arguments(node)
            role = self._table.calls.get(called) or self._table.calls.get(called.rpartition(".")[2] + "(")
            if role is not None:
                yield from self._read(node, arguments, role, failing=called in self._table.failing)
            elif called in self._table.writes and arguments:
                yield Read(self._text(arguments[0]), line(arguments[0]), role="other", note=WRITE)
            else:
                keyed = next((role for end, role in self._table.keyed.items() if called.endswith(end)), None)
                if keyed is not None:
                    yield from self._keyed(self._read(node, arguments, keyed))

    def _read(self, node: "Node", arguments: list["Node"], role: Places, *, failing: bool = False) -> Iterator[Read]:
        at, default = role
        if at >= len(arguments):
            return
        beside = arguments[default] if default != NONE and default < len(arguments) else self._values.block(node)
        fallback = beside if beside is not None else self._fallback(node)
        yield Read(
            self._text(arguments[at]),
            line(arguments[at]),
            None if fallback is None else self._values.default(fallback),
            True if failing and fallback is None else None,
            function=self._within(node),
        )

    def _of_subscripts(self) -> Iterator[Read]:
        for node in descendants(self._root, *self._table.subscript):
            inside = node.named_children
            holder = self._values.spelled(inside[0]) if inside else ""
            key = inside[-1] if len(inside) > 1 else None
            keyed = any(holder.endswith(end) for end in self._table.keyed if not end.startswith("."))
            if key is None or not (holder in self._table.subscripts or keyed):
                continue
            above = node.parent
            written = above is not None and above.type.startswith("assignment") and above.named_children[0] == node
            name = self._text(key)
            if self._table.outside.fullmatch("".join(part for part in name if isinstance(part, str))):
                continue
            if written:
                yield Read(name, line(key), role="other", note=WRITE)
                continue
            fallback = self._fallback(node)
            default = None if fallback is None else self._values.default(fallback)
            read = Read(name, line(key), default, function=self._within(node))
            yield from self._keyed(iter((read,))) if keyed else (read,)

    def _keyed(self, reads: Iterator[Read]) -> Iterator[Read]:
        """Yield the reads of settings: each has the name that a framework makes of its key."""
        for read in reads:
            if (
                len(read.name) == 1
                and isinstance(read.name[0], str)
                and (":" in read.name[0] or read.name[0].isupper())
            ):
                yield replace(read, name=(read.name[0].replace(":", "__"),), note=SETTING, required=None)

    def _of_cases(self, read: Read) -> Iterator[Read]:
        """Yield a read for each case of the enum round it where its name is made of the case at hand."""
        this = Name(self._table.this_case)
        if this not in read.name:
            yield read
            return
        for case in matches(self._table.grammar, self._table.cases, self._root):
            if line(case["enum"]) <= read.line <= case["enum"].end_point.row + 1:
                value = "".join(part for part in self._values.text(case["value"]) if isinstance(part, str))
                name = tuple(value if part == this else part for part in read.name)
                yield replace(read, name=name, line=line(case["value"]))

    def _fallback(self, node: "Node") -> "Node | None":
        """Return what takes the place of a value that is missing: `X || "d"`, `X ?: "d"`, `.orElse("d")`."""
        for _ in range(MOST_LEVELS):
            above = node.parent
            if above is None:
                return None
            first = above.named_children[0] == node
            if first and any(child.type in self._table.fallbacks for child in above.children):
                return above.named_children[-1]
            if first and above.type == "conditional_expression" and above.child_by_field_name("body") is None:
                return above.child_by_field_name("alternative")
            called = self._values.called(above) if above.type in self._table.call else ""
            if first and called.rpartition(".")[2] in self._table.fallbacks:
                arguments = self._values.arguments(above)
                return arguments[0] if arguments else self._values.block(above)
            if not (
                above.type in self._table.through
                or called in self._table.through
                or (first and called)
                or (first and above.type in self._table.members)
            ):
                return None
            node = above
        return None

    # Calls of helpers

    def _called(self) -> Iterator["Node"]:
        return descendants(self._root, *self._table.call)

    def _calls(self) -> Iterator[Call]:
        """Yield the calls that may be of a helper, by their names and by what they are given."""
        heads = {scope.head.id for scope in self._scopes}
        local = {scope.function.name for scope in self._scopes}
        named = {name.rpartition(".")[2] for name in local}
        for node in self._called():
            called = self._values.called(node)
            telling = HELPER.search(called) or called.rpartition(".")[2] in named
            if node.id in heads or called in self._table.calls or not telling:
                continue
            expressions = [self._argument(argument) for argument in self._values.arguments(node)]
            within = self._within(node)
            if not any(_may_name(part, within) for expression in expressions for part in expression):
                continue
            bare = called if self._table.classes else called.rpartition(".")[2]
            bare = bare.partition(".")[2] if bare.startswith(RECEIVERS) else bare
            owned = self._owned(node, bare)
            fallback = self._fallback(node)
            default = None if fallback is None else self._values.default(fallback)
            arguments = tuple(None if expression == (None,) else expression for expression in expressions)
            yield Call(owned if owned in local else bare, arguments, line(node), within=within, default=default)

    def _argument(self, node: "Node") -> Expression:
        """Return what an argument computes to, a number or a word too."""
        expression = self._text(node)
        return (self._values.default(node) or expression) if expression == (None,) else expression


def _may_name(part: str | Name | None, within: str) -> bool:
    """Say whether a part of an argument is the name of a variable, a constant that holds one, or a parameter."""
    if isinstance(part, Name):
        return bool(within) or CONVENTIONAL.search(part.text) is not None
    return part is not None and CONVENTIONAL.search(part) is not None
