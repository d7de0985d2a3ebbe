"""What Go code reads through viper, whose keys become names of variables."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Call, Expression, Function, Load, Name, Read, in_capitals
from estuary_docs.drift.languages.go.loads import flags
from estuary_docs.drift.languages.go.methods import TEXT
from estuary_docs.drift.languages.go.values import STRINGS, GoValues, converted, literal
from estuary_docs.drift.languages.syntax import line, text
from estuary_docs.drift.mention import KEYED

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.languages.go.syntax import GoTree

VIPER = "github.com/spf13/viper"
KNOWING = ("SetDefault", "BindEnv", "MustBindEnv", "BindPFlag", "RegisterAlias")
SETTING = ("MergeConfigMap", "MergeConfig", "ReadConfig")  # make keys known that no call names
GETTERS = (
    *(
        "Get",
        "GetString",
        "GetInt",
        "GetInt32",
        "GetInt64",
        "GetUint",
        "GetUint16",
        "GetUint32",
        "GetUint64",
        "GetBool",
    ),
    *("GetFloat64", "GetDuration", "GetTime", "GetStringSlice", "GetIntSlice", "GetStringMapString", "GetSizeInBytes"),
    "IsSet",
)


class GoViper:
    """Reads one file's calls of viper, be it the package or an object made by `viper.New`."""

    def __init__(self, tree: "GoTree", values: GoValues) -> None:
        self._tree = tree
        self._values = values
        self._used = VIPER in tree.imports.values()
        self._calls: list[tuple[str, Node, list[Node]]] = list(self._found()) if self._used else []
        named = {method: arguments for method, _, arguments in self._calls}
        self._prefixed = next((call for method, call, _ in self._calls if method == "SetEnvPrefix"), None)
        self._automatic = "AutomaticEnv" in named
        prefix = values.of(named["SetEnvPrefix"][0]) if named.get("SetEnvPrefix") else ()
        self._prefix = tuple(part.upper() if isinstance(part, str) else part for part in prefix)
        self._prefix = (*self._prefix, "_") if self._prefix else ()
        self._replaced = "SetEnvKeyReplacer" in named
        self._defaults = self._flags() | {
            values.of(arguments[0]): values.of(arguments[1])
            for method, _, arguments in self._calls
            if method == "SetDefault" and len(arguments) > 1
        }
        self._bound = {
            text(arguments[0])
            for method, _, arguments in self._calls
            if method in {"BindEnv", "MustBindEnv"} and arguments
        }

    def _found(self) -> Iterator[tuple[str, "Node", list["Node"]]]:
        for call in self._tree.nodes.get("call", ()):
            callee, argument_list = call.child_by_field_name("function"), call.child_by_field_name("arguments")
            if callee is None or callee.type != "selector_expression" or argument_list is None:
                continue
            operand = callee.child_by_field_name("operand")
            if operand is not None and self._is_viper(operand):
                arguments = [argument for argument in argument_list.named_children if argument.type != "comment"]
                yield text(callee.child_by_field_name("field")), call, arguments

    def _flags(self) -> dict[Expression, Expression]:
        """Return the defaults of the flags that keys are bound to."""
        declared = {name: default for name, default, _ in flags(self._tree, self._values)}
        whole = any(method == "BindPFlags" for method, _, _ in self._calls)
        bound: dict[Expression, Expression] = dict(declared) if whole else {}
        for method, _, arguments in self._calls:
            looked_up = re.search(r'\.Lookup\("([^"]+)"\)$', text(arguments[1])) if len(arguments) > 1 else None
            if method == "BindPFlag" and looked_up and (looked_up[1],) in declared:
                bound[self._values.of(arguments[0])] = declared[looked_up[1],]
        return bound

    def _is_viper(self, operand: "Node") -> bool:
        name = text(operand)
        if self._tree.imports.get(name) == VIPER:
            return True
        kind = self._tree.kind(name, operand)
        return self._tree.imports.get(kind.partition(".")[0]) == VIPER or bool(
            re.fullmatch(r"(?:.*\.)?(?:viper|vip)", name)
        )

    def is_call(self, node: "Node") -> bool:
        """Tell whether a call is one of viper's."""
        return any(call == node for _, call, _ in self._calls)

    def said(self) -> Iterator[Read | Call | Load]:
        """Yield what the file reads through viper."""
        for method, call, arguments in self._calls:
            if method in {"BindEnv", "MustBindEnv"} and arguments:
                yield from self._binding(call, arguments)
            elif method in GETTERS and arguments and text(arguments[0]) not in self._bound:
                scope = self._tree.scope(call)
                key = self._values.of(arguments[0])
                if arguments[0].type not in STRINGS:
                    name = converted(arguments[0])
                    is_key = text(name) in self._tree.parameters(scope) or self._constant(name)
                elif is_key := re.fullmatch(r"[\w.-]+", literal(arguments[0])) is not None:
                    key = in_capitals(key)
                if is_key:
                    default, within = self._default(arguments[0]), self._tree.name(scope)
                    yield Call(f"viper.{method}", (key,), line(arguments[0]), within=within, default=default)
            elif method in {"Unmarshal", "UnmarshalExact"} and arguments and self._automatic:
                yield from self._filling(call, arguments[0])

    def _filling(self, call: "Node", target: "Node") -> Iterator[Read | Load]:
        """Yield the load of a struct, or all that the prefix may name where the struct is not known."""
        record = self._tree.kind(text(target).lstrip("&"), call)
        if record not in {"", "any", "interface{}"}:
            loaded = f"{record}@mapstructure"
            defaults = self._defaults_by_variable()
            keyed = b"ExperimentalBindStruct" not in self._tree.source
            hooked = frozenset((TEXT,)) if b"TextUnmarshallerHookFunc" in self._tree.source else frozenset()
            yield Load(
                *(loaded, line(call), self._prefix, "_", "viper.Unmarshal"),
                defaults=defaults,
                note=KEYED,
                keyed=keyed,
                methods=hooked,
            )
        elif self._prefix:
            yield Read((*self._prefix, None), line(call), note=KEYED)

    def keys(self) -> Iterator[str]:
        """Yield the keys that viper knows, so that it asks the environment for them when it fills a struct."""
        whole = any(method == "BindPFlags" for method, _, _ in self._calls)
        if any(method in SETTING for method, _, _ in self._calls) or (whole and not self._defaults):
            yield "*"
        keys = [
            self._values.of(arguments[0]) for method, _, arguments in self._calls if method in KNOWING and arguments
        ]
        for key in (*keys, *self._defaults):
            name = in_capitals(key)
            yield "".join(map(str, name)) if name and all(isinstance(part, str) for part in name) else "*"

    def _constant(self, key: "Node") -> bool:
        """Tell whether a key is the name of a constant, of this package or of one that is imported."""
        name = text(key)
        first, _, rest = name.partition(".")
        imported = first in self._tree.imports and self._tree.binding(first, key) is None
        own = self._tree.binding(name, key) is None and self._tree.package_value(name) is not None
        return imported if rest else own

    def _defaults_by_variable(self) -> tuple[tuple[str, Expression], ...]:
        """Return the defaults of keys by the names of their variables, as far as they are known."""
        by_name = {(*self._prefix, *in_capitals(key)): value for key, value in self._defaults.items()}
        return tuple(
            ("".join(map(str, name)), value)
            for name, value in by_name.items()
            if None not in value and all(isinstance(part, str) for part in name)
        )

    def _default(self, key: "Node") -> Expression | None:
        value = self._defaults.get(self._values.of(key))
        return None if value is None or None in value else value

    def _binding(self, call: "Node", arguments: list["Node"]) -> Iterator[Read]:
        scope = self._tree.scope(call)
        within = self._tree.name(scope)
        later = self._prefixed is not None and self._tree.scope(self._prefixed) == scope
        before = self._prefixed is not None and later and call.end_byte <= self._prefixed.start_byte
        prefix = () if before else self._prefix  # a prefix that is set after a binding does not reach it
        for bound, element in self._values.loops(call):
            for argument in arguments[1:] or arguments[:1]:
                name = self._values.of(argument, bound)
                name = name if arguments[1:] else (*prefix, *in_capitals(name))
                where = line(argument if element is None else element)
                yield Read(name, where, self._default(arguments[0]), None, within, note=KEYED)

    def functions(self) -> Iterator[Function]:
        """Yield viper's getters as helpers, from the file that lets them read the environment."""
        if self._automatic:
            for method in GETTERS:
                yield Function(f"viper.{method}", ("key",), 0)

    def helpers(self) -> Iterator[Read]:
        """Yield what viper's getters read."""
        if self._automatic:
            for method in GETTERS:
                name = (*self._prefix, Name("key", (("key",),)))
                yield Read(name, 0, function=f"viper.{method}", note=KEYED, library=True)
