"""What the sources of a language that has a table read from their environment."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Call, Constant, Expression, Function, Name, Read, Source
from estuary_docs.drift.languages.literal import annotations
from estuary_docs.drift.languages.literal.annotations import CONVENTIONAL
from estuary_docs.drift.languages.literal.table import NONE, Places, Table
from estuary_docs.drift.languages.literal.values import Values
from estuary_docs.drift.languages.syntax import descendants, line, matches, parse, text
from estuary_docs.drift.mention import ANY_KEY, SETTING

if TYPE_CHECKING:
    from tree_sitter import Node

QUOTED = re.compile(rb"[\"'][A-Z][A-Z0-9]*_[A-Z0-9_]+[\"']")
HELPER = re.compile(r"env|var|conf|setting|get|fetch|read|secret|require", re.IGNORECASE)
RECEIVERS = ("self.", "static.", "this.")
MOST_LEVELS = 8  # between a read and what stands in for it


def read(source: bytes, path: str, table: Table) -> Source:
    """Return what a source file says about its environment."""
    if not any(word in source for word in table.words) and not QUOTED.search(source):
        return Source(table.language, test=table.tests.search(path) is not None)
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
        self._scopes = [self._scope(each) for each in matches(table.grammar, table.functions, root)]

    def source(self, path: str) -> Source:
        """Return all that the file says."""
        reads = [*self._of_calls(), *self._of_subscripts()]
        bound = list(annotations.reads(self._table, self._values, self._root)) if self._table.annotations else []
        reads += bound
        calls = list(self._calls())
        used: dict[str, set[str]] = {}
        for within, expression in (
            *((each.function, each.name) for each in reads),
            *((each.within, argument) for each in calls for argument in each.arguments if argument),
        ):
            used.setdefault(within, set()).update(part.text for part in expression if isinstance(part, Name))
        own = (each.function for each in self._scopes)
        return Source(
            self._table.language,
            reads=tuple(each for read in reads for each in self._of_cases(read)),
            functions=tuple(each for each in own if used.get(each.name, set()) & set(each.parameters)),
            calls=tuple(calls),
            constants=tuple(self._constants()),
            imports=(("*", ""),),
            test=self._table.tests.search(path) is not None,
            undecided=tuple((each.line, ANY_KEY) for each in bound if None in each.name),
        )

    # Functions and constants

    def _scope(self, found: dict[str, "Node"]) -> _Scope:
        node = found["function"]
        parameters = list(self._parameters(found["parameters"]))
        function = Function(
            self._owned(node, text(found["name"])),
            tuple(each for each, _, _ in parameters),
            line(node),
            tuple((each, default) for each, _, default in parameters if default is not None),
            optional=sum(optional for _, optional, _ in parameters),
        )
        return _Scope(node.start_byte, node.end_byte, found["name"].parent or node, function)

    def _parameters(self, node: "Node") -> Iterator[tuple[str, bool, Expression | None]]:
        """Yield the parameters of a function, whether a call may leave each out, and its default if that is known."""
        found: list[tuple[str, bool, Expression | None]] = []
        for child in node.named_children:
            name = self._values.named(child)
            if name is None:
                if found:  # a grammar that has the default beside the parameter
                    found[-1] = found[-1][0], True, self._values.default(child)
                continue
            after = [each for each in child.named_children if each.start_byte >= name.end_byte]
            told = after[-1] if after and "type" not in after[-1].type else None
            default = None if told is None else self._values.default(told)
            found.append((self._values.spelled(name), told is not None, default))
        yield from found

    def _constants(self) -> Iterator[Constant]:
        """Yield the constants, those of a class with its name and without."""
        for found in matches(self._table.grammar, self._table.constants, self._root):
            spelled, value = self._values.spelled(found["name"]), self._text(found["value"])
            owned = self._owned(found["name"], spelled)
            yield from (Constant(name, value) for name in dict.fromkeys((spelled, owned)))

    def _owned(self, node: "Node", name: str) -> str:
        """Return a name with that of the class round a node, if there is one."""
        around = [each for each in self._classes if each.start_byte < node.start_byte < each.end_byte]
        owner = text(around[-1].child_by_field_name("name")).rpartition("::")[2] if around else ""
        return f"{owner}.{name}" if owner else name

    def _text(self, node: "Node") -> Expression:
        """Return the text of an expression, its class put in for `self`."""
        told = self._values.text(node)
        return tuple(
            replace(part, text=self._owned(node, part.text.partition(".")[2]))
            if isinstance(part, Name) and part.text.startswith(RECEIVERS) and part.text != self._table.this_case
            else part
            for part in told
        )

    def _within(self, node: "Node") -> str:
        around = [each for each in self._scopes if each.start <= node.start_byte < each.end]
        return max(around, key=lambda each: each.start).function.name if around else ""

    # Reads

    def _of_calls(self) -> Iterator[Read]:
        for node in self._called():
            called, given = self._values.called(node), self._values.arguments(node)
            role = self._table.calls.get(called) or self._table.calls.get(called.rpartition(".")[2] + "(")
            if role is not None:
                yield from self._read(node, given, role, failing=called in self._table.failing)
            elif called in self._table.writes and given:
                yield Read(self._text(given[0]), line(given[0]), role="other", note="write")
            else:
                keyed = next((role for end, role in self._table.keyed.items() if called.endswith(end)), None)
                if keyed is not None:
                    yield from self._keyed(self._read(node, given, keyed))

    def _read(self, node: "Node", given: list["Node"], role: Places, *, failing: bool = False) -> Iterator[Read]:
        at, default = role
        if at >= len(given):
            return
        beside = given[default] if default != NONE and default < len(given) else self._values.block(node)
        told = beside if beside is not None else self._fallback(node)
        yield Read(
            self._text(given[at]),
            line(given[at]),
            None if told is None else self._values.default(told),
            True if failing and told is None else None,
            function=self._within(node),
        )

    def _of_subscripts(self) -> Iterator[Read]:
        for node in descendants(self._root, *self._table.subscript):
            inside = node.named_children
            held = self._values.spelled(inside[0]) if inside else ""
            key = inside[-1] if len(inside) > 1 else None
            keyed = any(held.endswith(end) for end in self._table.keyed if not end.startswith("."))
            if key is None or not (held in self._table.subscripts or keyed):
                continue
            above = node.parent
            written = above is not None and above.type.startswith("assignment") and above.named_children[0] == node
            name = self._text(key)
            if self._table.outside.fullmatch("".join(part for part in name if isinstance(part, str))):
                continue
            if written:
                yield Read(name, line(key), role="other", note="write")
                continue
            told = self._fallback(node)
            default = None if told is None else self._values.default(told)
            made = Read(name, line(key), default, function=self._within(node))
            yield from self._keyed(iter((made,))) if keyed else (made,)

    def _keyed(self, reads: Iterator[Read]) -> Iterator[Read]:
        """Yield the reads of settings: each has the name that a framework makes of its key."""
        for each in reads:
            if (
                len(each.name) == 1
                and isinstance(each.name[0], str)
                and (":" in each.name[0] or each.name[0].isupper())
            ):
                yield replace(each, name=(each.name[0].replace(":", "__"),), note=SETTING, required=None)

    def _of_cases(self, made: Read) -> Iterator[Read]:
        """Yield a read for each case of the enum round it where its name is made of the case at hand."""
        this = Name(self._table.this_case)
        if this not in made.name:
            yield made
            return
        for found in matches(self._table.grammar, self._table.cases, self._root):
            if line(found["enum"]) <= made.line <= found["enum"].end_point.row + 1:
                value = "".join(part for part in self._values.text(found["value"]) if isinstance(part, str))
                name = tuple(value if part == this else part for part in made.name)
                yield replace(made, name=name, line=line(found["value"]))

    def _fallback(self, node: "Node") -> "Node | None":
        """Return what takes the place of a value that is missing: `X || "d"`, `X ?: "d"`, `.orElse("d")`."""
        for _ in range(MOST_LEVELS):
            above = node.parent
            if above is None:
                return None
            first = above.named_children[0] == node
            if first and any(each.type in self._table.fallbacks for each in above.children):
                return above.named_children[-1]
            if first and above.type == "conditional_expression" and above.child_by_field_name("body") is None:
                return above.child_by_field_name("alternative")
            called = self._values.called(above) if above.type in self._table.call else ""
            if first and called.rpartition(".")[2] in self._table.fallbacks:
                given = self._values.arguments(above)
                return given[0] if given else self._values.block(above)
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
        heads = {each.head.id for each in self._scopes}
        local = {each.function.name for each in self._scopes}
        named = {name.rpartition(".")[2] for name in local}
        for node in self._called():
            called = self._values.called(node)
            telling = HELPER.search(called) or called.rpartition(".")[2] in named
            if node.id in heads or called in self._table.calls or not telling:
                continue
            given = [self._argument(each) for each in self._values.arguments(node)]
            within = self._within(node)
            if not any(_may_name(part, within) for each in given for part in each):
                continue
            bare = called if self._table.classes else called.rpartition(".")[2]
            bare = bare.partition(".")[2] if bare.startswith(RECEIVERS) else bare
            owned = self._owned(node, bare)
            told = self._fallback(node)
            default = None if told is None else self._values.default(told)
            arguments = tuple(None if each == (None,) else each for each in given)
            yield Call(owned if owned in local else bare, arguments, line(node), within=within, default=default)

    def _argument(self, node: "Node") -> Expression:
        """Return what an argument computes to, a number or a word too."""
        told = self._text(node)
        return (self._values.default(node) or told) if told == (None,) else told


def _may_name(part: str | Name | None, within: str) -> bool:
    """Say whether a part of an argument is the name of a variable, a constant that holds one, or a parameter."""
    if isinstance(part, Name):
        return bool(within) or CONVENTIONAL.search(part.text) is not None
    return part is not None and CONVENTIONAL.search(part) is not None
