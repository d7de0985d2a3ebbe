"""What Go code reads from its environment: os, syscall, struct tags, viper, command-line libraries."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Call, Constant, Expression, Function, Load, Read, Source
from estuary_docs.drift.languages.go.defaults import GoDefaults
from estuary_docs.drift.languages.go.koanf import PROVIDERS, GoKoanf
from estuary_docs.drift.languages.go.objects import GoObjects
from estuary_docs.drift.languages.go.records import GoRecords, of_a_variable
from estuary_docs.drift.languages.go.syntax import TEXT, GoTree, called
from estuary_docs.drift.languages.go.tables import GoTables
from estuary_docs.drift.languages.go.values import STRINGS, Bindings, GoValues, literal
from estuary_docs.drift.languages.go.viper import GoViper
from estuary_docs.drift.languages.syntax import descendants, line, text
from estuary_docs.drift.mention import HIDDEN

if TYPE_CHECKING:
    from tree_sitter import Node

TELLING = re.compile(rb'env|Env|viper|mapstructure|split_words|default:"|"[A-Z][A-Z0-9]*_[A-Z0-9_]+"')
IN_TESTS = re.compile(rb"Getenv|LookupEnv|Setenv|Unsetenv|viper|envconfig|env:")
PLAUSIBLE = re.compile(r"_?[A-Za-z][A-Za-z0-9_.-]*")  # also a key, as viper takes it
UPPER = re.compile(r"[A-Z][A-Z0-9_]+")
FOR_TESTS = {"testdata", "test", "tests", "e2e", "examples", "example", "_examples"}

READS = {"os.Getenv", "os.LookupEnv", "syscall.Getenv", "golang.org/x/sys/unix.Getenv"}
WITH_DEFAULT = {"github.com/gobuffalo/envy.Get"}
REQUIRING = {"github.com/gobuffalo/envy.MustGet"}
EXPANDING = {"os.ExpandEnv", "os.Expand"}
WRITES = {"os.Setenv", "os.Unsetenv", "syscall.Setenv", "syscall.Unsetenv"}
EXPANDED = re.compile(r"\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))")
CALLEES = {"identifier", "selector_expression", "type_identifier", "qualified_type"}
FLAGS = {"EnvVars", "EnvVar", "Sources"}  # fields of the flags of urfave/cli, and of its forks
CLI = re.compile(r".*/cli(?:[./]v\d+)?")

ENVCONFIG = "github.com/kelseyhightower/envconfig"
CONFIGOR = re.compile(r".*/configor\b")
PARSERS = {
    *(
        "Parse",
        "ParseAs",
        "ParseWithOptions",
        "ParseAsWithOptions",
        "ParseWithFuncs",
        "ReadEnv",
        "ReadConfig",
        "Process",
    ),
    *("MustProcess", "ProcessWith", "UnmarshalFromEnviron", "MustParse", "Load", "Fill"),
}
TAGGED = re.compile(
    r".*\b(?:caarlos0/env\b.*|cleanenv|sethvargo/go-envconfig|Netflix/go-env|go-arg|kong|go-flags)(?:/v\d+)?"
)


def read(source: bytes, path: str) -> Source:
    """Return what a Go file says of its environment."""
    words = PurePosixPath(path).parts
    test = bool(FOR_TESTS & set(words[:-1])) or words[-1].endswith("_test.go")
    telling = IN_TESTS if test else TELLING
    return _GoFile(GoTree(source)).source(test=test) if telling.search(source) else Source("go", test=test)


class _GoFile:
    def __init__(self, tree: GoTree) -> None:
        self._tree = tree
        self._values = GoValues(tree)
        self._defaults = GoDefaults(tree, self._values)
        self._viper = GoViper(tree, self._values)
        self._koanf = GoKoanf(tree, self._values)
        self._records = GoRecords(tree)
        self._tables = GoTables(tree)
        self._objects = GoObjects(tree, self._values, list(self._names_read()))

    def source(self, *, test: bool) -> Source:
        records = self._records
        through_libraries = chain(self._flags(), self._viper.said(), self._viper.helpers(), records.fallbacks())
        through_objects = chain(self._objects.made(), self._objects.helpers())
        tables = self._tables
        found = list(chain(self._said(), through_libraries, tables.names(), tables.helpers(), through_objects))
        return Source(
            "go",
            reads=tuple(each for each in found if isinstance(each, Read)),
            functions=tuple(self._functions()),
            calls=tuple(each for each in found if isinstance(each, Call)),
            constants=tuple(self._constants()),
            records=tuple(records.records()),
            loads=tuple(each for each in found if isinstance(each, Load)),
            imports=tuple(self._tree.imports.items()),
            test=test,
            keys=tuple(sorted(set(self._viper.keys()))),
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
        for node in self._tree.found.get("call", ()):
            callee, _, given = called(node)
            asks = given and callee is not None and text(callee).endswith(("Getenv", "LookupEnv"))
            if asks and callee is not None and self._canonical(callee) in READS:
                yield given[0]

    def _constants(self) -> Iterator[Constant]:
        for name, value in self._tree.package_names():
            expression = self._values.of(value)
            if None not in expression:
                yield Constant(name, expression)

    # Calls

    def _said(self) -> Iterator[Read | Call | Load]:
        for node in self._tree.found.get("call", ()):
            callee, _, given = called(node)
            if callee is not None and callee.type in CALLEES and not self._viper.is_call(node):
                yield from self._call(node, callee, given)

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

    def _call(  # noqa: C901 - one branch a kind of call
        self, node: "Node", callee: "Node", given: list["Node"]
    ) -> Iterator[Read | Call | Load]:
        name = self._canonical(callee)
        method = name.rpartition(".")[2]
        if name in READS | WITH_DEFAULT | REQUIRING and given:
            yield from self._read(node, given, name)
        elif name in EXPANDING and given and given[0].type in STRINGS:
            for found in EXPANDED.finditer(literal(given[0])):
                expanded = (found[1] or found[2],)
                yield Read(expanded, line(given[0]), function=self._within(node))
        elif given and (name in WRITES or (method == "Setenv" and name.startswith("?."))):
            for expression, where, _ in self._names(given[0]):
                yield Read(expression, where, function=self._within(node), role="other", note="write")
        elif name == "os.Environ":
            yield from self._all(node)
        elif PROVIDERS.fullmatch(name) and given:
            yield from self._koanf.said(node, given, {record.name for record in self._records.records()})
        elif method in {"Envar", "EnvVars", "EnvVar"} and given and given[0].type in STRINGS:
            for each in given:
                yield Read(
                    self._values.of(each),
                    line(each),
                    self._chained_default(node),
                    None,
                    self._within(node),
                )
        elif self._looks_up(callee) and given and given[0].type in STRINGS and UPPER.fullmatch(literal(given[0])):
            yield from self._read(node, given, name)
        else:
            yield from self._load(node, name, given)
            yield from self._followed(node, callee, given)
            yield from self._of_a_text(node, callee, given)

    def _read(self, node: "Node", given: list["Node"], method: str) -> Iterator[Read]:
        for expression, where, bound in self._names(given[0]):
            default, required = self._defaults.of(node, bound)
            if method in WITH_DEFAULT and len(given) > 1:
                default, required = self._values.of(given[1], bound), False
            if default is not None and None in default:
                default = None
            needed = True if method in REQUIRING else required
            yield Read(expression, where, default, needed, self._within(node))

    def _names(self, node: "Node") -> Iterator[tuple[Expression, int, Bindings]]:
        """Yield what a name computes to, once for each turn of the loops around it, and the line that says so."""
        for bound, element in self._values.loops(node):
            where = node if element is None or element.type == "identifier" else element
            yield self._values.of(node, bound), line(where), bound

    def _within(self, node: "Node") -> str:
        return self._tree.name(self._tree.scope(node))

    def _all(self, node: "Node") -> Iterator[Read]:
        """Yield a prefix for each `HasPrefix` in a function that walks through all variables."""
        scope = self._tree.scope(node)
        for call in self._tree.found.get("call", ()):
            arguments = call.child_by_field_name("arguments")
            named = text(call.child_by_field_name("function")) in {"strings.HasPrefix", "strings.CutPrefix"}
            if named and arguments and len(arguments.named_children) > 1 and self._tree.scope(call) == scope:
                prefix = self._values.of(arguments.named_children[1])
                if prefix and prefix[-1] and str(prefix[-1]).endswith("="):
                    yield Read((str(prefix[-1])[:-1],), line(call), function=self._within(node))
                else:
                    yield Read((*prefix, None), line(call), function=self._within(node))

    def _looks_up(self, callee: "Node") -> bool:
        """Tell whether a callee is a function that stands for `os.Getenv`: a parameter, or a field of that type."""
        name = text(callee)
        kind = self._tree.parameters(self._tree.scope(callee)).get(name, "")
        if re.match(r"func\((?:\w+ )?string\) *(?:string|\()", kind):
            return bool(re.search(r"env|get|lookup|source", name, re.IGNORECASE))
        own = name.rpartition(".")[2]
        return own.lower() in {"getenv", "lookupenv"} and any(
            text(each.child_by_field_name("name")) == own and text(each.child_by_field_name("type")).startswith("func(")
            for each in self._tree.found.get("field", ())
        )

    def _followed(self, node: "Node", callee: "Node", given: list["Node"]) -> Iterator[Call]:
        """Yield a call if an argument may name a variable; once for each element where an argument is a list."""
        parameters = self._tree.parameters(self._tree.scope(node))
        first = next((each for each in given if self._plausible(each, parameters)), None)
        if first is None:
            return
        function = self._called(callee)
        for bound, element in self._values.loops(first):
            default, required = self._defaults.of(node, bound)
            names = [] if first.type == "identifier" else self._values.elements(first)
            lists = [self._values.elements(each) if names and each.type != "identifier" else [] for each in given]
            for turn in range(max(1, *map(len, lists))):
                taken = [
                    listed[turn] if turn < len(listed) else each for each, listed in zip(given, lists, strict=True)
                ]
                arguments = tuple(
                    None if None in (value := self._listed(each, bound)) and len(value) == 1 else value
                    for each in taken
                )
                where = next((each for each, listed in zip(taken, lists, strict=True) if listed), element or first)
                yield Call(
                    function, arguments, line(where), within=self._within(node), default=default, required=required
                )

    def _of_a_text(self, node: "Node", callee: "Node", given: list["Node"]) -> Iterator[Call]:
        """Yield a call of a method of what may be a constant."""
        holder = self._objects.text_of(callee) if callee.type == "selector_expression" else None
        if holder is not None:
            default, required = self._defaults.of(node, {})
            arguments = tuple(None if None in (value := self._values.of(each)) else value for each in given)
            function = f"{TEXT}{text(callee.child_by_field_name('field'))}"
            within = self._within(node)
            yield Call(function, (holder, *arguments), line(node), within=within, default=default, required=required)

    def _listed(self, node: "Node", bound: Bindings) -> Expression:
        """Return what an argument computes to; a list written there as an environment would hold it."""
        elements = self._values.elements(node) if node.type == "composite_literal" else []
        values = [self._values.of(each, bound) for each in elements]
        return tuple(chain(*values[:1], *((",", *each) for each in values[1:]))) or self._values.of(node, bound)

    def _called(self, callee: "Node") -> str:
        """Return what is called, its receiver replaced by its type where that is known."""
        name = text(callee)
        first, _, rest = name.partition(".")
        if not rest:
            local = self._tree.binding(name, callee)
            if local is not None and local[0] is not None and local[0].type == "func_literal":
                return self._tree.name(local[0])
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
                self._plausible(each.named_children[0], parameters)
                for each in self._values.elements(node)
                if each.named_children
            )
        return node.type in {"binary_expression", "call_expression"} and any(
            each.type in STRINGS for each in descendants(node, *STRINGS)
        )

    # Records and flags

    def _load(self, node: "Node", name: str, given: list["Node"]) -> Iterator[Load]:
        package, _, function = name.rpartition(".")
        if function not in PARSERS:
            return
        record = text(called(node)[1]).strip("[]*")
        target = self._option_node(node, "Target")
        for each in [target, *given] if target is not None else given:
            spelled = text(each).lstrip("&")
            if record in {"", "context.Context"} and re.fullmatch(r"\w+", spelled):
                record = self._tree.kind(spelled, each)
                record = of_a_variable(spelled) if record.startswith("struct") else record
        if not record:
            return
        if package == ENVCONFIG and given:
            prefix = tuple(part.upper() if isinstance(part, str) else part for part in self._values.of(given[0]))
            yield Load(f"{record}@envconfig", line(node), (*prefix, "_") if prefix else (), "_", "envconfig")
        elif CONFIGOR.match(package):
            prefix = self._option(node, "EnvironmentPrefix") or ("CONFIGOR",)
            yield Load(f"{record}@configor", line(node), (*prefix, "_") if prefix != ("-",) else (), "_", "configor")
        elif TAGGED.fullmatch(package):
            prefix = self._option(node, "Prefix") or self._looked_up(node, given)
            named = text(self._option_node(node, "UseFieldNameByDefault")) == "true"
            for family in ("env", "envnames") if named else ("env",):
                yield Load(f"{record}@{family}", line(node), prefix, "", "env")

    @staticmethod
    def _option_node(node: "Node", key: str) -> "Node | None":
        options = (each for each in descendants(node, "keyed_element") if text(each.named_children[0]) == key)
        option = next(options, None)
        return option.named_children[-1] if option else None

    def _option(self, node: "Node", key: str) -> Expression:
        """Return the value that a call's options give to a key, () for none."""
        option = self._option_node(node, key)
        return () if option is None else self._values.of(option)

    def _looked_up(self, node: "Node", given: list["Node"]) -> Expression:
        """Return the prefix of the lookuper that a call of go-envconfig is given, written there or bound before."""
        bound = (self._tree.binding(text(each), each) for each in given if each.type == "identifier")
        for place in (node, *(local[0] for local in bound if local and local[0])):
            for call in (place, *descendants(place, "call_expression")):
                callee, _, arguments = called(call)
                if callee is not None and text(callee).endswith(".PrefixLookuper") and arguments:
                    return self._values.of(arguments[0])
        return ()

    def _flags(self) -> Iterator[Read]:
        """Yield the variables of urfave/cli's flags."""
        for keyed in self._tree.found.get("keyed", ()):
            key, value = text(keyed.named_children[0]), keyed.named_children[-1]
            if key not in FLAGS or not any(map(CLI.fullmatch, self._tree.imports.values())):
                continue
            siblings = keyed.parent.named_children if keyed.parent else []
            given = {
                text(each.named_children[0]): each.named_children[-1]
                for each in siblings
                if each.type == "keyed_element"
            }
            default = self._values.of(given["Value"]) if "Value" in given else None
            if default is not None and None in default:
                default = None
            required = True if text(given.get("Required")) == "true" else None
            hidden = HIDDEN if text(given.get("Hidden")) == "true" else ""
            for each, name in self._named_by(value) if key != "Sources" else ():
                yield Read(name, line(each), default, required, note=hidden)

    def _named_by(self, value: "Node") -> Iterator[tuple["Node", Expression]]:
        """Yield the names in a flag's text or list, or in the list that a function of this file makes of a text."""
        inner = value.named_children[0] if value.type == "literal_element" else value
        bound: Bindings = {}
        given: list[Node] = []
        if inner.type == "call_expression":
            callee, _, given = called(inner)
            function = next((each for each in self._tree.scopes() if self._tree.name(each) == text(callee)), None)
            parameters = self._tree.parameters(function)
            bound = {name: self._values.of(each) for name, each in zip(parameters, given, strict=False)}
            body = function.child_by_field_name("body") if function else None
            inner = next(descendants(body, "composite_literal"), inner) if body else inner
        elements = self._values.elements(inner) or [inner]
        for each in elements:
            spelled = self._values.of(each.named_children[0] if each.type == "literal_element" else each, bound)
            match spelled:
                case (str(only),):
                    yield from ((given[0] if given else each, (name,)) for name in re.split(r"\s*,\s*", only))
                case _:
                    yield given[0] if given else each, spelled

    def _chained_default(self, node: "Node") -> Expression | None:
        """Return the default of a flag whose builder names a variable: `kingpin.Flag(...).Default("d").Envar("X")`."""
        outer = node
        while outer.parent is not None and outer.parent.type in {"selector_expression", "call_expression"}:
            outer = outer.parent
        for call in descendants(outer, "call_expression"):
            callee, arguments = call.child_by_field_name("function"), call.child_by_field_name("arguments")
            if callee is not None and text(callee.child_by_field_name("field")) == "Default" and arguments:
                value = self._values.of(arguments.named_children[0]) if arguments.named_children else (None,)
                return None if None in value else value
        if outer.parent is not None and outer.parent.type == "literal_element":
            body = outer.parent.parent.parent if outer.parent.parent else None
            for each in body.named_children if body else ():
                if each.type == "keyed_element" and text(each.named_children[0]) == "Value":
                    value = self._values.of(each.named_children[-1])
                    return None if None in value else value
        return None
