"""What Go code reads from its environment: os, syscall, struct tags, viper, command-line libraries."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Call, Constant, Expression, Function, Load, Read, SourceFile
from estuary_docs.drift.languages.expressions import Bindings
from estuary_docs.drift.languages.go.defaults import GoDefaults
from estuary_docs.drift.languages.go.koanf import GoKoanf
from estuary_docs.drift.languages.go.libraries import ROWS
from estuary_docs.drift.languages.go.loads import GoLoads
from estuary_docs.drift.languages.go.methods import DECLARED, methods
from estuary_docs.drift.languages.go.objects import GoObjects
from estuary_docs.drift.languages.go.records import GoRecords
from estuary_docs.drift.languages.go.syntax import TEXT, GoTree, called, made
from estuary_docs.drift.languages.go.tables import GoTables
from estuary_docs.drift.languages.go.values import STRINGS, GoValues, literal
from estuary_docs.drift.languages.go.viper import GoViper
from estuary_docs.drift.languages.go.walks import GoWalks
from estuary_docs.drift.languages.libraries import Row, argument
from estuary_docs.drift.languages.syntax import descendants, line, text
from estuary_docs.drift.mention import WRITE

if TYPE_CHECKING:
    from tree_sitter import Node

TELLING = re.compile(
    rb'env|Env|viper|mapstructure|configor|ardanlabs/conf|\bconf:"|split_words|default:"|"[A-Z][A-Z0-9]*_[A-Z0-9_]+"'
    rb"|\b[a-z]\w*\.[A-Z]\w*\.(?:Get|Lookup|Value|String|Int|Bool|Float|Duration)\w*\(\)"  # of a key of a package
    rb'|\b(?:toml|yaml|koanf):"|\btype\s+\w*(?:[Cc]onfig|[Ss]ettings|[Oo]ptions)\w*\s+struct\b'  # filled elsewhere
)
IN_TESTS = re.compile(rb"Getenv|LookupEnv|Setenv|Unsetenv|viper|envconfig|env:")
PLAUSIBLE = re.compile(r"_?[A-Za-z][A-Za-z0-9_.-]*")  # also a key, as viper takes it
UPPER = re.compile(r"[A-Z][A-Z0-9_]+")
FOR_TESTS = {"testdata", "test", "tests", "e2e", "examples", "example", "_examples"}

EXPANDED = re.compile(r"\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))")
CALLEES = {"identifier", "selector_expression", "type_identifier", "qualified_type"}


def read(source: bytes, path: str) -> SourceFile:
    """Return what a Go file says of its environment."""
    words = PurePosixPath(path).parts
    test = bool(FOR_TESTS & set(words[:-1])) or words[-1].endswith("_test.go")
    telling = IN_TESTS if test else TELLING
    if telling.search(source):
        return _GoFile(GoTree(source)).source(test=test)
    taking = tuple(methods(GoTree(source))) if DECLARED.search(source) and not test else ()
    return SourceFile("go", test=test, methods=taking)


class _GoFile:
    def __init__(self, tree: GoTree) -> None:
        self._tree = tree
        self._values = GoValues(tree)
        self._defaults = GoDefaults(tree, self._values)
        self._viper = GoViper(tree, self._values)
        self._koanf = GoKoanf(tree, self._values)
        self._records = GoRecords(tree)
        self._loads = GoLoads(tree, self._values)
        self._tables = GoTables(tree)
        self._walks = GoWalks(tree, self._values)
        self._objects = GoObjects(tree, self._values, list(self._names_read()))

    def source(self, *, test: bool) -> SourceFile:
        records = self._records
        through_libraries = chain(self._loads.fields(), self._viper.said(), self._viper.helpers(), records.fallbacks())
        through_objects = chain(self._objects.made(), self._objects.helpers())
        tables = self._tables
        entries = list(chain(self._said(), through_libraries, tables.names(), tables.helpers(), through_objects))
        return SourceFile(
            "go",
            reads=tuple(entry for entry in entries if isinstance(entry, Read)),
            functions=tuple(self._functions()),
            calls=tuple(entry for entry in entries if isinstance(entry, Call)),
            constants=tuple(self._constants()),
            records=tuple(records.records()),
            loads=tuple(entry for entry in entries if isinstance(entry, Load)),
            imports=tuple(self._tree.imports.items()),
            test=test,
            keys=tuple(sorted(set(self._viper.keys()))),
            methods=tuple(methods(self._tree)),
        )

    def _functions(self) -> Iterator[Function]:
        for scope in self._tree.scopes():
            parameters = self._tree.parameters(scope)
            if parameters:
                name = self._tree.name(scope)
                variadic = any(kind.startswith("...") for kind in parameters.values())
                yield Function(name, tuple(parameters), line(scope), variadic=variadic)
        yield from chain(self._viper.functions(), self._tables.functions(), self._objects.functions())

    def _names_read(self) -> Iterator["Node"]:
        """Yield the names that are read by the standard library."""
        for node in self._tree.nodes.get("call", ()):
            callee, _, arguments = called(node)
            asks = arguments and callee is not None and text(callee).endswith(("Getenv", "LookupEnv"))
            if asks and callee is not None and (row := ROWS.row(self._canonical(callee))) and row.role == "read":
                yield arguments[0]

    def _constants(self) -> Iterator[Constant]:
        for name, value in self._tree.package_names():
            expression = self._values.of(value)
            if None not in expression:
                yield Constant(name, expression)

    # Calls

    def _said(self) -> Iterator[Read | Call | Load]:
        for node in self._tree.nodes.get("call", ()):
            callee, _, arguments = called(node)
            if callee is not None and callee.type in CALLEES and not self._viper.is_call(node):
                yield from self._call(node, callee, arguments)

    def _canonical(self, callee: "Node") -> str:
        """Return the full name of what is called."""
        name = text(callee)
        first, _, rest = name.partition(".")
        if callee.type in {"identifier", "type_identifier"}:
            local = self._tree.binding(name, callee)
            value = local[0] if local else self._tree.package_value(name)
            if value is not None and value.type == "selector_expression":
                return self._canonical(value)
            return f"os.{name}" if self._tree.imports.get(".") == "os" and local is None else name
        if first in self._tree.imports and self._tree.binding(first, callee) is None:
            return f"{self._tree.imports[first]}.{rest}"
        return f"?.{name}"

    def _call(self, node: "Node", callee: "Node", arguments: list["Node"]) -> Iterator[Read | Call | Load]:
        row = ROWS.row(self._canonical(callee))
        written = bool(arguments) and arguments[0].type in STRINGS
        if row is not None and row.role in ("load", "flags"):
            yield from (
                self._loads.load(row, node, arguments)
                if row.role == "load"
                else self._loads.flags(row, node, arguments)
            )
        elif row is not None and (row.role == "all" or (written if row.role in ("expand", "flag") else arguments)):
            yield from self._reads(row, node, arguments)
            return
        elif written and self._looks_up(callee) and UPPER.fullmatch(literal(arguments[0])):
            yield from self._read(node, arguments)
            return
        yield from self._followed(node, callee, arguments)
        yield from self._of_a_text(node, callee, arguments)

    def _reads(self, row: Row, node: "Node", arguments: list["Node"]) -> Iterator[Read | Load]:
        """Yield what a call reads or writes that a row knows."""
        within = self._within(node)
        match row.role:
            case "read":
                yield from self._read(node, arguments, row)
            case "expand":
                for match in EXPANDED.finditer(literal(arguments[0])):
                    yield Read((match[1] or match[2],), line(arguments[0]), function=within)
            case "write":
                for expression, where, _ in self._names(arguments[0]):
                    yield Read(expression, where, function=within, role="other", note=WRITE)
            case "all":
                yield from self._walks.reads(node)
            case "keys":
                yield from self._koanf.said(node, arguments, {record.name for record in self._records.records()})
            case "flag":
                default = self._loads.chained_default(node)
                yield from (Read(self._values.of(name), line(name), default, None, within) for name in arguments)

    def _read(self, node: "Node", arguments: list["Node"], row: Row | None = None) -> Iterator[Read]:
        fallback = argument(row.default, arguments, {}) if row is not None else None
        for expression, where, bound in self._names(arguments[0]):
            default, required = self._defaults.of(node, bound)
            if fallback is not None:
                default, required = self._values.of(fallback, bound), False
            if default is not None and None in default:
                default = None
            yield Read(expression, where, default, (row and row.required) or required, self._within(node))

    def _names(self, node: "Node") -> Iterator[tuple[Expression, int, Bindings]]:
        """Yield what a name computes to, once for each turn of the loops around it, and the line that says so."""
        for bound, element in self._values.loops(node):
            where = node if element is None or element.type == "identifier" else element
            yield self._values.of(node, bound), line(where), bound

    def _within(self, node: "Node") -> str:
        return self._tree.name(self._tree.scope(node))

    def _looks_up(self, callee: "Node") -> bool:
        """Tell whether a callee is a function that stands for `os.Getenv`: a parameter, or a field of that type."""
        name = text(callee)
        kind = self._tree.parameters(self._tree.scope(callee)).get(name, "")
        if re.match(r"func\((?:\w+ )?string\) *(?:string|\()", kind):
            return bool(re.search(r"env|get|lookup|source", name, re.IGNORECASE))
        own = name.rpartition(".")[2]
        return own.lower() in {"getenv", "lookupenv"} and any(
            text(field.child_by_field_name("name")) == own
            and text(field.child_by_field_name("type")).startswith("func(")
            for field in self._tree.nodes.get("field", ())
        )

    def _followed(self, node: "Node", callee: "Node", arguments: list["Node"]) -> Iterator[Call]:
        """Yield a call if an argument may name a variable; once for each element where an argument is a list."""
        callee, arguments = self._curried(callee, arguments)
        parameters = self._tree.parameters(self._tree.scope(node))
        first = next((candidate for candidate in arguments if self._plausible(candidate, parameters)), None)
        if first is None:
            return
        function = self._called(callee)
        for bound, element in self._values.loops(first):
            default, required = self._defaults.of(node, bound)
            names = [] if first.type == "identifier" else self._values.elements(first)
            lists = [
                self._values.elements(candidate) if names and candidate.type != "identifier" else []
                for candidate in arguments
            ]
            for turn in range(max(1, *map(len, lists))):
                taken = [
                    listed[turn] if turn < len(listed) else candidate
                    for candidate, listed in zip(arguments, lists, strict=True)
                ]
                expressions = tuple(
                    None if None in (value := self._listed(operand, bound)) and len(value) == 1 else value
                    for operand in taken
                )
                where = next(
                    (operand for operand, listed in zip(taken, lists, strict=True) if listed), element or first
                )
                yield Call(
                    function, expressions, line(where), within=self._within(node), default=default, required=required
                )

    def _curried(self, callee: "Node", arguments: list["Node"]) -> tuple["Node", list["Node"]]:
        """Return what a closure is called by that a function of this file returns, with the arguments of both."""
        local = self._tree.binding(text(callee), callee)
        value = local[0] if local is not None else callee if callee.type == "call_expression" else None
        if value is None or text(value.child_by_field_name("function")) not in self._tree.curried:
            return callee, arguments
        made_by, _, before = called(value)
        return made_by or callee, [*before, *arguments]

    def _of_a_text(self, node: "Node", callee: "Node", arguments: list["Node"]) -> Iterator[Call]:
        """Yield a call of a method of what may be a constant."""
        holder = self._objects.text_of(callee) if callee.type == "selector_expression" else None
        if holder is not None:
            default, required = self._defaults.of(node, {})
            expressions = tuple(None if None in (value := self._values.of(operand)) else value for operand in arguments)
            function = f"{TEXT}{text(callee.child_by_field_name('field'))}"
            within = self._within(node)
            yield Call(function, (holder, *expressions), line(node), within=within, default=default, required=required)

    def _listed(self, node: "Node", bound: Bindings) -> Expression:
        """Return what an argument computes to; a list written there as an environment would hold it."""
        elements = self._values.elements(node) if node.type == "composite_literal" else []
        values = [self._values.of(element, bound) for element in elements]
        return tuple(chain(*values[:1], *((",", *value) for value in values[1:]))) or self._values.of(node, bound)

    def _called(self, callee: "Node") -> str:
        """Return what is called, its receiver replaced by its type where that is known."""
        name = text(callee)
        first, _, rest = name.partition(".")
        if not rest:
            local = self._tree.binding(name, callee)
            if local is not None and local[0] is not None and local[0].type == "func_literal":
                return self._tree.name(local[0])
            if local is not None and local[0] is not None and local[0].type == "selector_expression":
                holder, field = local[0].child_by_field_name("operand"), local[0].child_by_field_name("field")
                return f"{made(holder) or self._tree.kind(text(holder), callee)}.{text(field)}"
            return name
        if "." in rest or (first in self._tree.imports and self._tree.binding(first, callee) is None):
            return name
        kind = self._tree.kind(first, callee)
        return f"{kind}.{rest}" if kind else name

    def _plausible(self, node: "Node", parameters: dict[str, str]) -> bool:
        if node.type in STRINGS:
            return bool(PLAUSIBLE.fullmatch(text(node)[1:-1]))
        if node.type in {"identifier", "selector_expression"}:
            name = text(node)
            return (
                name in parameters
                or name.rpartition(".")[2][:1].isupper()
                or bool(re.search(r"[a-z][A-Z]|[kK]ey|[nN]ame|[eE]nv", name))
                or bool(self._values.loops(node)[0][0])
            )
        if node.type in {"composite_literal", "variadic_argument"}:
            return any(
                self._plausible(element.named_children[0], parameters)
                for element in self._values.elements(node)
                if element.named_children
            )
        return node.type in {"binary_expression", "call_expression"} and any(
            string.type in STRINGS for string in descendants(node, *STRINGS)
        )
