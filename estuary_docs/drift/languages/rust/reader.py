"""What Rust code reads from its environment: std, dotenvy, clap, envconfig, envy, figment, config, env_logger."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Call, Constant, Expression, Function, Load, Read, Source
from estuary_docs.drift.languages.rust import macros
from estuary_docs.drift.languages.rust.defaults import RustDefaults
from estuary_docs.drift.languages.rust.records import HIDING, RustRecords
from estuary_docs.drift.languages.rust.syntax import RustTree, called
from estuary_docs.drift.languages.rust.values import CONSTANT, CRATE, Bindings, RustValues, uppercase
from estuary_docs.drift.languages.syntax import text
from estuary_docs.drift.mention import COMPILED, HIDDEN, OPTION, SETTING

if TYPE_CHECKING:
    from tree_sitter import Node

TELLING = re.compile(rb'env|Env|figment|Deserialize|"[A-Z][A-Z0-9_]+"')
PLAUSIBLE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
MANIFEST = "Cargo.toml"
PACKAGE = re.compile(rb'^\[package\][^\[]*?^name\s*=\s*"([^"]+)"', re.MULTILINE)
FOR_TESTS = {"tests", "test", "examples", "benches"}

READS = {"std::env::var", "std::env::var_os", "dotenvy::var", "dotenv::var", "figment::providers::Env::var"}
MACROS = {"env", "option_env", "std::env", "std::option_env", "core::env", "dotenv", "dotenvy::dotenv"}
COMPILING = re.compile(r"(?:(?:std|core)::)?(?:option_)?env!")
MACROS |= {"dotenvy_macro::dotenv", "dotenv_codegen::dotenv"}
WRITES = {"std::env::set_var", "std::env::remove_var", "temp_env::with_var", "temp_env::with_var_unset"}
LOGGING = re.compile(  # functions and methods of loggers whose first argument names a variable
    r"(?:(?:\w+::)*(?:EnvFilter|Env|Builder|(?:pretty_)?env_logger)::)?"
    r"(?:(?:try_)?(?:init_)?from_env|(?:filter|write_style)_or|with_env_var|parse_env)"
)
LOGGERS = (b"env_logger", b"EnvFilter")
BUILDERS = (b"clap", b"bpaf", b"structopt")
SOURCE = re.compile(r"(?:add|load|merge|with)_env(?:ironment)?(?:_\w+)?|\w*env\w*_prefix|prefixed_env")
FAMILY = re.compile(r"[A-Z][A-Z0-9]*_*")
LOADERS = re.compile(
    r"(?:\w+::)*(?:envy::(?:from_env|prefixed)|Env::(?:prefixed|raw)|Environment::(?:with_prefix|default|new))"
)
FILLING = {"extract", "try_deserialize", "deserialize", "try_into", "from_env", "extract_lossy"}
FILED = re.compile(rb"\b(?:File|Toml|Yaml|Json)(?:::<\w+>)?::\w+\(")  # what reads configuration from a file
DESERIALIZING = re.compile(r"\b(?:extract\w*|(?:try_)?deserialize)\b[^.]*$")
PLAIN = r"Result|Option|Box|Arc|Figment|Environment|String"  # types that hold no settings themselves


def read(source: bytes, path: str) -> Source:
    """Return what a Rust file says of its environment."""
    words = PurePosixPath(path).parts
    if words[-1] == MANIFEST:
        package = PACKAGE.search(source)
        name = package[1].decode() if package else ""
        return Source("rust", constants=(Constant(CRATE[0], (name,)),) if name else ())
    test = bool(FOR_TESTS & set(words[:-1])) or bool(re.search(r"(^|_)tests?\.rs$", words[-1]))
    if not TELLING.search(source):
        return Source("rust", test=test)
    return _RustFile(RustTree(source)).source(test=test)


class _RustFile:
    def __init__(self, tree: RustTree, imports: dict[str, str] | None = None) -> None:
        self._tree = tree
        self._imports = tree.imports if imports is None else imports
        self._values = RustValues(tree)
        self._defaults = RustDefaults(self._values)
        self._undecided: list[tuple[int, str]] = []

    def source(self, *, test: bool) -> Source:
        records = RustRecords(self._tree, self._values)
        arms = [_RustFile(arm, self._imports) for arm in self._tree.arms()]
        found = [each for file in (self, *arms) for each in file.said()] + list(macros.reads(self._tree.source))
        return Source(
            "rust",
            reads=tuple(each for each in chain(found, records.reads()) if isinstance(each, Read)),
            functions=tuple(function for file in (self, *arms) for function in file.functions()),
            calls=tuple(each for each in found if isinstance(each, Call)),
            constants=tuple(self._constants()),
            records=tuple(records.records()),
            loads=tuple(each for each in found if isinstance(each, Load)),
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
        for node in self._tree.found.get("constant", ()):
            value = self._values.of(node.child_by_field_name("value"))
            if None not in value:
                owner = self._tree.owner(node)
                name = text(node.child_by_field_name("name"))
                yield Constant(f"{owner}.{name}" if owner else name, value)

    def said(self) -> Iterator[Read | Call | Load]:
        for node in self._tree.found.get("call", ()):
            callee, given = called(node)
            if callee.type == "field_expression":
                yield from self._method(node, callee, given)
            elif callee.type in {"identifier", "scoped_identifier"}:
                yield from self._plain(node, callee, given)

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

    def _plain(self, node: "Node", callee: "Node", given: list["Node"]) -> Iterator[Read | Call | Load]:
        spelled = re.sub(r"::<.*?>", "", text(callee))
        if self._tree.is_macro(callee):
            if spelled in MACROS and given:
                yield from self._read(node, given[0], f"{spelled}!", fails=not spelled.endswith("option_env"))
            elif spelled not in {"format", "concat"}:
                yield from self._call(node, f"{spelled}!", given)
            return
        path = self._canonical(self._aliased(spelled, node))
        if path in READS and given:
            yield from self._read(node, given[0], path)
        elif path in WRITES and given:
            yield from (
                Read(name, line, function=self._within(node), role="other", note="write")
                for name, line, _ in self._names(given[0])
            )
        elif path in {"std::env::vars", "std::env::vars_os"}:
            yield from self._all(node)
        elif LOADERS.fullmatch(spelled) and self._foreign(spelled):
            yield from self._load(node, spelled, given)
        elif self._logs(spelled, given) or (
            given and given[0].type == "string_literal" and self._looks_up(node, spelled)
        ):
            yield from self._read(node, given[0], spelled)
        else:
            yield from self._call(node, self._called(spelled, node), given)

    def _aliased(self, spelled: str, node: "Node") -> str:
        """Return the path of the function that a local name stands for: `let get = env::var`."""
        let = self._tree.binding(spelled, node) if "::" not in spelled else None
        value = let.child_by_field_name("value") if let else None
        return text(value) if value is not None and value.type in {"identifier", "scoped_identifier"} else spelled

    def _foreign(self, spelled: str) -> bool:
        """Tell whether a loader is that of the crate and not a type of the same name."""
        path = self._canonical(spelled)
        first = path.partition("::")[0]
        glob = self._imports.get("*", "").partition("::")[0]
        known = first in {"envy", "config"} or "figment" in path or glob in {"config", "figment"}
        return known and first not in self._tree.modules

    def _logs(self, name: str, given: list["Node"]) -> bool:
        """Tell whether a call gives a logger the name of the variable that holds its filter."""
        told = bool(given) and given[0].type == "string_literal" and LOGGING.fullmatch(name) is not None
        return told and any(each in self._tree.source for each in LOGGERS)

    def _read(self, node: "Node", name: "Node", method: str, *, fails: bool = False) -> Iterator[Read]:
        for expression, line, bound in self._names(name):
            text_like = method in READS or method.endswith("!")
            default, required = self._defaults.of(node, bound, parsed=not text_like)
            note = COMPILED if COMPILING.fullmatch(method) else ""
            yield Read(expression, line, default, fails or required, self._within(node), note=note)

    def _names(self, node: "Node") -> Iterator[tuple[Expression, int, Bindings]]:
        """Yield what a name computes to, once for each turn of the loops around it, and the line that says so."""
        for bound, element in self._values.loops(node):
            place = node if element is None or element.type in {"identifier", "scoped_identifier"} else element
            yield self._values.of(node, bound), self._tree.line(place), bound

    def _within(self, node: "Node") -> str:
        return self._tree.name(self._tree.scope(node))

    def _all(self, node: "Node") -> Iterator[Read]:
        """Yield a prefix for each `starts_with` in a function that walks through all variables."""
        scope = self._tree.scope(node)
        found = False
        for call in self._tree.found.get("call", ()):
            callee, arguments = call.child_by_field_name("function"), call.child_by_field_name("arguments")
            named = callee is not None and text(callee.child_by_field_name("field")) in {"starts_with", "strip_prefix"}
            if named and arguments and arguments.named_children and self._tree.scope(call) == scope:
                prefix = self._values.of(arguments.named_children[0])
                yield Read((*prefix, None), self._tree.line(call), function=self._within(node))
                found = True
        if not found:
            self._undecided.append((self._tree.line(node), "the whole environment is read here"))

    def _looks_up(self, node: "Node", name: str) -> bool:
        """Tell whether a name is a parameter that looks variables up: `impl Fn(&str) -> Option<String>`."""
        scope = self._tree.scope(node)
        kind = self._tree.parameters(scope).get(name)
        if scope is None or kind is None or not re.search(r"env|get|lookup|var|source|read", name):
            return False
        header = text(scope).partition("{")[0]
        return bool(re.search(r"\bFn(?:Mut|Once)?\s*\(\s*&(?:'\w+ )?(?:'static )?str\s*\)", header)) and (
            "Fn" in kind or re.search(rf"\b{re.escape(kind.lstrip('&'))}\s*:[^,{{]*\bFn", header) is not None
        )

    # Calls

    def _method(self, node: "Node", callee: "Node", given: list["Node"]) -> Iterator[Read | Call | Load]:
        method = text(callee.child_by_field_name("field"))
        receiver = callee.child_by_field_name("value") or callee
        if method == "env" and len(given) == 1 and any(each in self._tree.source for each in BUILDERS):
            for name, line, bound in self._names(given[0]):
                if None not in name:
                    default = self._built(node, bound)
                    note = HIDDEN if _is_hidden(node) else OPTION
                    yield Read(name, line, default, None, self._within(node), note=note)
        elif (method, len(given)) in {("env", 2), ("env_remove", 1)}:
            for name, line, _ in self._names(given[0]):
                if None not in name:
                    yield Read(name, line, function=self._within(node), role="other", note="write")
        elif self._logs(method, given) and "from_env" not in method:
            default = self._values.of(given[1]) if len(given) > 1 else None
            yield Read(self._values.of(given[0]), self._tree.line(given[0]), default, None, self._within(node))
        else:
            yield from self._family(node, method, given)
            yield from self._call(node, f"{self._receiver(receiver)}.{method}", given)

    def _family(self, node: "Node", method: str, given: list["Node"]) -> Iterator[Read]:
        """Yield the family of variables that a builder of settings is told to take: `.add_env("ACME")`."""
        prefix = self._values.of(given[0]) if given and given[0].type == "string_literal" else ()
        told = len(prefix) == 1 and FAMILY.fullmatch(str(prefix[0])) and SOURCE.fullmatch(method)
        if told and not any(each.type == "string_literal" for each in given[1:]):
            yield Read((str(prefix[0]).rstrip("_") + "_", None), self._tree.line(node), function=self._within(node))

    def _built(self, node: "Node", bound: Bindings) -> Expression | None:
        """Return the `default_value` of the same builder, before or after `.env`."""
        for method, given in _options(node):
            if method in {"default_value", "fallback"} and given:
                value = self._values.of(given[0], bound)
                return None if None in value else value
        return None

    def _receiver(self, node: "Node") -> str:
        """Return what a method is called on: its type where that is written nearby, else its last name."""
        spelled = text(node)
        if spelled in {"self", "Self"}:
            return self._tree.owner(node) or spelled
        if node.type == "identifier":
            kind = self._tree.parameters(self._tree.scope(node)).get(spelled, "")
            let = self._tree.binding(spelled, node)
            if let is not None:
                value = text(let.child_by_field_name("value"))
                made = re.match(r"(?:\w+::)*([A-Z]\w*)(?:::\w+\(|\s*\{|$)", value)
                kind = text(let.child_by_field_name("type")) or (made[1] if made else "")
            kind = re.sub(r"^&|'\w+ |\bmut |\bdyn |\bimpl |<.*", "", kind).strip().rpartition("::")[2]
            return kind if len(kind) > 1 else spelled
        own = re.fullmatch(r"self\.([a-z_]\w*)", spelled)
        held = self._tree.implementer(self._tree.field(own[1], node)) if own else ""
        if held:
            return held
        constructed = re.fullmatch(r"(?:\w+::)*([A-Z]\w*)::\w+\(.*\)", spelled, re.DOTALL)
        if constructed:
            return constructed[1]
        return re.sub(r"\(.*|<.*", "", spelled, flags=re.DOTALL).rpartition(".")[2].strip() or "?"

    def _called(self, spelled: str, node: "Node") -> str:
        """Return a function's path with `.` for `::`; a closure's name where it is one."""
        let = self._tree.binding(spelled, node) if "::" not in spelled else None
        value = let.child_by_field_name("value") if let else None
        if value is not None and value.type == "closure_expression":
            return self._tree.name(value)
        return self._values.absolute(spelled, node).replace("::", ".")

    def _call(self, node: "Node", function: str, given: list["Node"]) -> Iterator[Call]:
        """Yield a call if an argument may name a variable; once for each element where an argument is a list."""
        parameters = self._tree.parameters(self._tree.scope(node))
        if not any(self._plausible(each, parameters) for each in given):
            return
        first = next(each for each in given if self._plausible(each, parameters))
        for bound, element in self._values.loops(first):
            default, required = self._defaults.of(node, bound)
            names = [] if first.type == "identifier" else self._values.elements(first)
            lists = [self._values.elements(each) if names and each.type != "identifier" else [] for each in given]
            for turn in range(max(1, *map(len, lists)) if lists else 1):
                taken = [
                    (listed[turn] if turn < len(listed) else each) for each, listed in zip(given, lists, strict=True)
                ]
                arguments = tuple(_told(self._listed(each, bound)) for each in taken)
                place = next((each for each, listed in zip(taken, lists, strict=True) if listed), element or first)
                yield Call(
                    function,
                    arguments,
                    self._tree.line(place),
                    within=self._within(node),
                    default=default,
                    required=required,
                )

    def _listed(self, node: "Node", bound: Bindings) -> Expression:
        """Return what an argument computes to; a list written there as an environment would hold it."""
        written = re.match(r"&?\[", text(node)) is not None
        values = [self._values.of(each, bound) for each in self._values.elements(node)] if written else []
        return tuple(chain(*values[:1], *((",", *each) for each in values[1:]))) or self._values.of(node, bound)

    def _plausible(self, node: "Node", parameters: dict[str, str]) -> bool:
        if node.type == "string_literal":
            return bool(PLAUSIBLE.fullmatch(text(node)[1:-1]))
        if node.type in {"reference_expression", "array_expression", "index_expression"}:
            return any(self._plausible(each, parameters) for each in node.named_children)
        if node.type == "call_expression":
            callee = node.child_by_field_name("function")
            return callee is not None and text(callee).endswith(
                (".to_string", "String::from", "format", ".into", "concat")
            )
        if node.type == "identifier":
            name = text(node)
            return name in parameters or bool(CONSTANT.fullmatch(name)) or bool(self._values.loops(node)[0][0])
        return node.type == "scoped_identifier" and bool(CONSTANT.fullmatch(text(node)))

    # Loads

    def _load(self, node: "Node", spelled: str, given: list["Node"]) -> Iterator[Read | Load]:
        prefix = self._values.of(given[0]) if given else ()
        outer = [(method, arguments) for method, arguments, _ in _chained(node)]
        options = dict(outer)
        if "only" in options:
            for name in options["only"][:1]:
                for each in self._values.elements(name):
                    value = uppercase(self._values.of(each))
                    yield Read((*prefix, *value), self._tree.line(each), function=self._within(node))
            return
        separator = "."
        if "Environment" in spelled:
            written = options.get("separator")
            separator = self._spelled(written, ".")
            fallback = separator if written else "_"
            between = self._spelled(options.get("prefix_separator"), fallback)
            given_prefix = options.get("prefix") or given
            prefix = self._values.of(given_prefix[0]) if given_prefix else ()
            prefix = (*uppercase(prefix), between) if prefix else ()
        elif "split" in options:
            separator = self._spelled(options["split"], ".")
        record = self._filled(node)
        if record:
            keys = self._set_defaults() if "Environment" in spelled else self._serialized(record)
            defaults = tuple(_by_name(keys, prefix, separator))
            note = SETTING if FILED.search(self._tree.source) else ""
            yield Load(record, self._tree.line(node), prefix, separator, spelled, defaults=defaults, note=note)
        else:
            self._undecided.append((self._tree.line(node), "the struct that is loaded here is not told"))
            if any(prefix):
                yield Read((*prefix, None), self._tree.line(node), function=self._within(node))

    def _set_defaults(self) -> Iterator[tuple[Expression, Expression]]:
        """Yield the defaults that the file gives to keys of `config`."""
        for call in self._tree.found.get("call", ()):
            callee, given = called(call)
            if text(callee.child_by_field_name("field")) == "set_default" and len(given) > 1:
                yield self._values.of(given[0]), self._values.of(given[1])

    def _serialized(self, record: str) -> Iterator[tuple[Expression, Expression]]:
        """Yield the defaults that figment takes from an instance of the record."""
        if b"Serialized::" in self._tree.source:
            for path, value in RustRecords(self._tree, self._values).instance(record):
                yield (path,), value

    def _spelled(self, given: list["Node"] | None, otherwise: str) -> str:
        value = self._values.of(given[0]) if given else UNTOLD
        return "".join(map(str, value)) if None not in value else otherwise

    def _filled(self, node: "Node") -> str:
        """Return the record that a load fills: by type argument, by the type of the binding, by the return type."""
        scope = self._tree.scope(node)
        told = [(call, self._filled_by(call)) for call in self._tree.found.get("call", ())]
        for call, kind in told:
            if kind and scope is not None and scope.start_byte <= call.start_byte < scope.end_byte:
                return kind
        returned = scope.child_by_field_name("return_type") if scope else None
        kinds = {kind for call, kind in told if kind and DESERIALIZING.search(text(call))}
        owner = self._tree.owner(node)
        elsewhere = owner if owner in kinds else kinds.pop() if len(kinds) == 1 else ""
        return self._record(text(returned), node) or elsewhere

    def _filled_by(self, call: "Node") -> str:
        """Return the record that a call fills, by its type argument or by the type of the binding around it."""
        callee = call.child_by_field_name("function")
        inner = callee.child_by_field_name("function") if callee and callee.type == "generic_function" else callee
        named = text(inner.child_by_field_name("field") or inner.child_by_field_name("name")) if inner else ""
        if named not in FILLING:
            return ""
        if callee is not None and callee.type == "generic_function":
            kind = self._record(text(callee.child_by_field_name("type_arguments"))[1:-1], call)
            if kind:
                return kind
        scope = self._tree.scope(call)
        current: Node | None = call
        while current is not None and current != scope:
            if current.type == "let_declaration" and current.child_by_field_name("type"):
                kind = self._record(text(current.child_by_field_name("type")), call)
                if kind:
                    return kind
            current = current.parent
        return ""

    def _record(self, kind: str, node: "Node") -> str:
        found = re.search(rf"(?:\w+::)*\b(?!(?:{PLAIN})\b)[A-Z]\w*", kind)
        if found is None:
            return ""
        return self._tree.owner(node) if found[0] == "Self" else self._values.absolute(found[0], node)


UNTOLD: Expression = (None,)


def _by_name(
    keys: Iterator[tuple[Expression, Expression]], prefix: Expression, separator: str
) -> Iterator[tuple[str, Expression]]:
    """Yield the known values of known keys by the names of the variables that stand for the keys."""
    for key, value in keys:
        name = (*prefix, *key)
        if None not in value and all(isinstance(part, str) for part in name):
            below = "".join(map(str, key)).replace(".", separator).upper()
            yield "".join(map(str, prefix)) + below, value


def _told(expression: Expression) -> Expression | None:
    return None if expression == UNTOLD else expression


def _chained(node: "Node") -> Iterator[tuple[str, list["Node"], "Node"]]:
    """Yield the methods called one after another on a node, with their arguments."""
    while node.parent is not None and node.parent.type == "field_expression":
        call = node.parent.parent
        if call is None or call.type != "call_expression":
            return
        arguments = call.child_by_field_name("arguments")
        yield text(node.parent.child_by_field_name("field")), arguments.named_children if arguments else [], call
        node = call


def _options(node: "Node") -> Iterator[tuple[str, list["Node"]]]:
    """Yield the methods called after and before a method of a builder, with their arguments."""
    yield from ((method, given) for method, given, _ in _chained(node))
    yield from _inner(node)


def _is_hidden(node: "Node") -> bool:
    return any(method == HIDING and given and text(given[0]) == "true" for method, given in _options(node))


def _inner(node: "Node") -> Iterator[tuple[str, list["Node"]]]:
    """Yield the methods called before a method, with their arguments."""
    current: Node | None = node
    while current is not None and current.type == "call_expression":
        callee, arguments = current.child_by_field_name("function"), current.child_by_field_name("arguments")
        if callee is None or callee.type != "field_expression" or arguments is None:
            return
        yield text(callee.child_by_field_name("field")), arguments.named_children
        current = callee.child_by_field_name("value")
