"""What Rust code reads from its environment: std, dotenvy, clap, envconfig, envy, figment, config, env_logger."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Call, Constant, Expression, Function, Load, Read, SourceFile
from estuary_docs.drift.languages.branches import takes
from estuary_docs.drift.languages.expressions import Bindings
from estuary_docs.drift.languages.libraries import Row, argument
from estuary_docs.drift.languages.patterns import head
from estuary_docs.drift.languages.rust import macros
from estuary_docs.drift.languages.rust.calls import RustCalls, known
from estuary_docs.drift.languages.rust.defaults import RustDefaults
from estuary_docs.drift.languages.rust.libraries import BUILDERS, LOGGERS, LOGGING, ROWS
from estuary_docs.drift.languages.rust.loads import RustLoads, chained
from estuary_docs.drift.languages.rust.loops import RustLoops
from estuary_docs.drift.languages.rust.records import HIDING, RustRecords
from estuary_docs.drift.languages.rust.syntax import RustTree, called
from estuary_docs.drift.languages.rust.values import CRATE, RustValues, literal
from estuary_docs.drift.languages.syntax import text
from estuary_docs.drift.mention import HIDDEN, OPTION, WRITE

if TYPE_CHECKING:
    from tree_sitter import Node

TELLING = re.compile(rb'env|Env|figment|Deserialize|"[A-Z][A-Z0-9_]+"')
MANIFEST = "Cargo.toml"
PACKAGE = re.compile(rb'^\[package\][^\[]*?^name\s*=\s*"([^"]+)"', re.MULTILINE)
FOR_TESTS = {"tests", "test", "examples", "benches"}

SOURCE = re.compile(r"(?:add|load|merge|with)_env(?:ironment)?(?:_\w+)?|\w*env\w*_prefix|prefixed_env")
PREFIXING = {"starts_with", "strip_prefix"}
MATCHING = {"is_match", "captures", "find", "is_match_at"}  # methods that ask a regular expression
MOST_LEVELS = 12  # between a regular expression and the name that it is bound to
FAMILY = re.compile(r"[A-Z][A-Z0-9]*_*")


def read(source: bytes, path: str) -> SourceFile:
    """Return what a Rust file says of its environment."""
    words = PurePosixPath(path).parts
    if words[-1] == MANIFEST:
        package = PACKAGE.search(source)
        name = package[1].decode() if package else ""
        return SourceFile("rust", constants=(Constant(CRATE[0], (name,)),) if name else ())
    test = bool(FOR_TESTS & set(words[:-1])) or bool(re.search(r"(^|_)tests?\.rs$", words[-1]))
    if not TELLING.search(source):
        return SourceFile("rust", test=test)
    return _RustFile(RustTree(source)).source(test=test)


class _RustFile:
    def __init__(self, tree: RustTree, imports: dict[str, str] | None = None) -> None:
        self._tree = tree
        self._imports = tree.imports if imports is None else imports
        self._values = RustValues(tree)
        self._loops = RustLoops(tree, self._values)
        self._defaults = RustDefaults(self._values)
        self._calls = RustCalls(tree, self._values, self._loops, self._defaults)
        self._loads = RustLoads(tree, self._values)
        self._undecided = self._loads.undecided

    def source(self, *, test: bool) -> SourceFile:
        records = RustRecords(self._tree, self._values)
        arms = [_RustFile(arm, self._imports) for arm in self._tree.arms()]
        entries = [entry for file in (self, *arms) for entry in file.said()] + list(macros.reads(self._tree.source))
        return SourceFile(
            "rust",
            reads=tuple(entry for entry in chain(entries, records.reads()) if isinstance(entry, Read)),
            functions=tuple(function for file in (self, *arms) for function in file.functions()),
            calls=tuple(entry for entry in entries if isinstance(entry, Call)),
            constants=tuple(self._constants()),
            records=tuple(records.records()),
            loads=tuple(entry for entry in entries if isinstance(entry, Load)),
            imports=tuple(self._imports.items()),
            test=test,
            tests=self._tree.tests,
            undecided=tuple(self._undecided),
        )

    def functions(self) -> Iterator[Function]:
        for scope in self._tree.scopes():
            name = self._tree.name(scope)
            parameters = tuple(self._tree.parameters(scope))
            if parameters:
                yield Function(name, parameters, self._tree.line(scope))

    def _constants(self) -> Iterator[Constant]:
        for node in self._tree.nodes.get("constant", ()):
            value = self._values.of(node.child_by_field_name("value"))
            if None not in value:
                owner = self._tree.owner(node)
                name = text(node.child_by_field_name("name"))
                yield Constant(f"{owner}.{name}" if owner else name, value)

    def said(self) -> Iterator[Read | Call | Load]:
        for node in self._tree.nodes.get("call", ()):
            callee, arguments = called(node)
            if callee.type == "field_expression":
                yield from self._method(node, callee, arguments)
            elif callee.type in {"identifier", "scoped_identifier"}:
                yield from self._plain(node, callee, arguments)

    # Reads

    def _canonical(self, path: str) -> str:
        """Return the full path of what a name stands for."""
        first, _, rest = path.partition("::")
        if first in self._imports:
            return f"{self._imports[first]}::{rest}" if rest else self._imports[first]
        if first == "env" and first not in self._tree.modules:
            return f"std::{path}"
        if not rest and self._imports.get("*") == "std::env":
            return f"std::env::{path}"
        return path

    def _plain(self, node: "Node", callee: "Node", arguments: list["Node"]) -> Iterator[Read | Call | Load]:
        spelled = re.sub(r"::<.*?>", "", text(callee))
        macro = "!" if self._tree.is_macro(callee) else ""
        path = spelled if macro else self._canonical(self._aliased(spelled, node))
        row = self._row(path + macro)
        written = bool(arguments) and arguments[0].type == "string_literal"
        match row.role if row is not None else "":
            case "load" if row is not None:
                yield from self._loads.load(row, node, arguments)
            case "all":
                yield from self._all(node)
            case "write" if arguments:
                names = self._names(arguments[0])
                within = self._within(node)
                yield from (Read(name, line, function=within, role="other", note=WRITE) for name, line, _ in names)
            case "read" if arguments:
                yield from self._read(node, arguments, row)
            case _ if macro:
                yield from (
                    self._calls.calls(node, f"{spelled}!", arguments) if spelled not in {"format", "concat"} else ()
                )
            case _ if (logging := self._logging(spelled, arguments)) or (written and self._looks_up(node, spelled)):
                yield from self._read(node, arguments, logging)
            case _:
                yield from self._calls.calls(node, self._calls.called(spelled, node), arguments)

    def _row(self, path: str) -> Row | None:
        """Return the row of a path, unless a module of the program has the name of the crate."""
        whole = self._imports.get("*", "")
        rows = (ROWS.row(name.replace("::", ".")) for name in (path, f"{whole}::{path}"))
        row = next((row for row in rows if row is not None), None)
        return row if row is None or row.role != "load" or path.partition("::")[0] not in self._tree.modules else None

    def _logging(self, path: str, arguments: list["Node"]) -> Row | None:
        """Return the row of a call that gives a logger the name of the variable that holds its filter."""
        written = bool(arguments) and arguments[0].type == "string_literal"
        if not written or not any(logger in self._tree.source for logger in LOGGERS):
            return None
        row = LOGGING.row(path.replace("::", "."))
        return row if FAMILY.fullmatch(literal(arguments[0]).replace("_", "")) else None

    def _aliased(self, spelled: str, node: "Node") -> str:
        """Return the path of the function that a local name stands for: `let get = env::var`."""
        let = self._tree.binding(spelled, node) if "::" not in spelled else None
        value = let.child_by_field_name("value") if let else None
        return text(value) if value is not None and value.type in {"identifier", "scoped_identifier"} else spelled

    def _read(self, node: "Node", arguments: list["Node"], row: Row | None) -> Iterator[Read]:
        fallback = argument(row.default, arguments, {}) if row is not None else None
        for expression, line, bound in self._names(arguments[0]):
            default, required = self._defaults.of(node, bound, parsed=row is None or bool(row.default))
            if fallback is not None:
                default, required = known(self._values.of(fallback, bound)), False
            note = row.note if row is not None else ""
            yield Read(expression, line, default, (row and row.required) or required, self._within(node), note=note)

    def _names(self, node: "Node") -> Iterator[tuple[Expression, int, Bindings]]:
        """Yield what a name computes to, once for each turn of the loops around it, and the line that says so."""
        for bound, element in self._loops.turns(node):
            place = node if element is None or element.type in {"identifier", "scoped_identifier"} else element
            yield self._values.of(node, bound), self._tree.line(place), bound

    def _within(self, node: "Node") -> str:
        return self._tree.name(self._tree.scope(node))

    def _all(self, node: "Node") -> Iterator[Read]:
        """Yield a prefix for each `starts_with` in a function that walks through all variables."""
        picked = False
        for call in self._picking.get(self._tree.scope(node), ()):
            callee, arguments = called(call)
            prefix: Expression = ()
            if text(callee.child_by_field_name("field")) in PREFIXING:
                prefix = self._values.of(arguments[0])
            elif letters := head(self._patterns.get(text(callee.child_by_field_name("value")), "")):
                prefix = (letters,)
            if prefix and takes(call):
                yield Read((*prefix, None), self._tree.line(call), function=self._within(node))
                picked = True
        if not picked:
            self._undecided.append((self._tree.line(node), "the whole environment is read here"))

    @cached_property
    def _picking(self) -> "dict[Node | None, list[Node]]":
        """The calls that may ask a text for its prefix, by the function that they stand in."""
        calls: dict[Node | None, list[Node]] = {}
        for call in self._tree.nodes.get("call", ()):
            callee, arguments = called(call)
            if arguments and text(callee.child_by_field_name("field")) in (*PREFIXING, *MATCHING):
                calls.setdefault(self._tree.scope(call), []).append(call)
        return calls

    @cached_property
    def _patterns(self) -> dict[str, str]:
        """The regular expressions that names stand for, by the name; an empty text for one that has several."""
        patterns: dict[str, str] = {}
        for call in self._tree.nodes.get("call", ()):
            callee, arguments = called(call)
            if text(callee).endswith("Regex::new") and arguments and "string_literal" in arguments[0].type:
                name = _bound_name(call)
                patterns[name] = "" if name in patterns else literal(arguments[0])
        return patterns

    def _looks_up(self, node: "Node", name: str) -> bool:
        """Tell whether a name is a parameter that looks variables up: `impl Fn(&str) -> Option<String>`."""
        scope = self._tree.scope(node)
        kind = self._tree.parameters(scope).get(name)
        if scope is None or kind is None or not re.search(r"env|get|lookup|var|source|read", name):
            return False
        header = text(scope).partition("{")[0]
        return bool(re.search(r"\b(?:Fn(?:Mut|Once)?|fn)\s*\(\s*&(?:'\w+ )?(?:'static )?str\s*\)", header)) and (
            re.search(r"\b[Ff]n", kind) is not None
            or re.search(rf"\b{re.escape(kind.lstrip('&'))}\s*:[^,{{]*\bFn", header) is not None
        )

    # Methods

    def _method(self, node: "Node", callee: "Node", arguments: list["Node"]) -> Iterator[Read | Call | Load]:
        method = text(callee.child_by_field_name("field"))
        receiver = callee.child_by_field_name("value") or callee
        if method == "env" and len(arguments) == 1 and any(builder in self._tree.source for builder in BUILDERS):
            for name, line, bound in self._names(arguments[0]):
                if None not in name:
                    default = self._built(node, bound)
                    note = HIDDEN if _is_hidden(node) else OPTION
                    yield Read(name, line, default, None, self._within(node), note=note)
        elif (method, len(arguments)) in {("env", 2), ("env_remove", 1)}:
            for name, line, _ in self._names(arguments[0]):
                if None not in name:
                    yield Read(name, line, function=self._within(node), role="other", note=WRITE)
        elif "from_env" not in method and (row := self._logging(method, arguments)) is not None:
            yield from self._read(node, arguments, row)
        else:
            yield from self._family(node, method, arguments)
            yield from self._calls.calls(node, f"{self._calls.receiver(receiver)}.{method}", arguments)

    def _family(self, node: "Node", method: str, arguments: list["Node"]) -> Iterator[Read]:
        """Yield the family of variables that a builder of settings is told to take: `.add_env("ACME")`."""
        prefix = self._values.of(arguments[0]) if arguments and arguments[0].type == "string_literal" else ()
        is_family = len(prefix) == 1 and FAMILY.fullmatch(str(prefix[0])) and SOURCE.fullmatch(method)
        if is_family and not any(value.type == "string_literal" for value in arguments[1:]):
            yield Read((str(prefix[0]).rstrip("_") + "_", None), self._tree.line(node), function=self._within(node))

    def _built(self, node: "Node", bound: Bindings) -> Expression | None:
        """Return the `default_value` of the same builder, before or after `.env`."""
        for method, arguments in _options(node):
            if method in {"default_value", "fallback"} and arguments:
                value = self._values.of(arguments[0], bound)
                return None if None in value else value
        return None


def _options(node: "Node") -> Iterator[tuple[str, list["Node"]]]:
    """Yield the methods called after and before a method of a builder, with their arguments."""
    yield from ((method, arguments) for method, arguments, _ in chained(node))
    yield from _inner(node)


def _is_hidden(node: "Node") -> bool:
    return any(method == HIDING and arguments and text(arguments[0]) == "true" for method, arguments in _options(node))


def _inner(node: "Node") -> Iterator[tuple[str, list["Node"]]]:
    """Yield the methods called before a method, with their arguments."""
    current: Node | None = node
    while current is not None and current.type == "call_expression":
        callee, arguments = current.child_by_field_name("function"), current.child_by_field_name("arguments")
        if callee is None or callee.type != "field_expression" or arguments is None:
            return
        yield text(callee.child_by_field_name("field")), arguments.named_children
        current = callee.child_by_field_name("value")


def _bound_name(node: "Node") -> str:
    """Return the name that a value is bound to: `let name = …`, `static NAME: Kind = …`."""
    above = node.parent
    for _ in range(MOST_LEVELS):
        if above is None or above.type in {"let_declaration", "static_item", "const_item"}:
            break
        above = above.parent
    named = above.child_by_field_name("pattern") or above.child_by_field_name("name") if above is not None else None
    return text(named)
