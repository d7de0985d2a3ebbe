"""What Go code reads through viper, whose keys become names of variables."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Call, Expression, Function, Load, Name, Read
from estuary_docs.drift.languages.go_values import STRINGS, GoValues, literal
from estuary_docs.drift.syntax import line, text

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.languages.go_tree import GoTree

VIPER = "github.com/spf13/viper"
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
        named = {method: given for method, _, given in self._calls}
        self._automatic = "AutomaticEnv" in named
        prefix = values.of(named["SetEnvPrefix"][0]) if named.get("SetEnvPrefix") else ()
        self._prefix = tuple(part.upper() if isinstance(part, str) else part for part in prefix)
        self._prefix = (*self._prefix, "_") if self._prefix else ()
        self._replaced = "SetEnvKeyReplacer" in named
        self._defaults = {
            literal(given[0]): values.of(given[1])
            for method, _, given in self._calls
            if method == "SetDefault" and len(given) > 1 and given[0].type in STRINGS
        }
        self._bound = {
            text(given[0]) for method, _, given in self._calls if method in {"BindEnv", "MustBindEnv"} and given
        }

    def _found(self) -> Iterator[tuple[str, "Node", list["Node"]]]:
        for call in self._tree.found.get("call", ()):
            callee, arguments = call.child_by_field_name("function"), call.child_by_field_name("arguments")
            if callee is None or callee.type != "selector_expression" or arguments is None:
                continue
            operand = callee.child_by_field_name("operand")
            if operand is not None and self._is_viper(operand):
                given = [each for each in arguments.named_children if each.type != "comment"]
                yield text(callee.child_by_field_name("field")), call, given

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

    def _variable(self, key: Expression) -> Expression:
        """Return the name that viper makes of a key, without the prefix."""
        return tuple(re.sub(r"[.-]", "_", part).upper() if isinstance(part, str) else part for part in key)

    def said(self) -> Iterator[Read | Call | Load]:
        """Yield what the file reads through viper."""
        for method, call, given in self._calls:
            if method in {"BindEnv", "MustBindEnv"} and given:
                yield from self._binding(call, given)
            elif method in GETTERS and given and text(given[0]) not in self._bound:
                default = self._default(given[0])
                if given[0].type in STRINGS and re.fullmatch(r"[\w.-]+", literal(given[0])):
                    key = self._variable(self._values.of(given[0]))
                    within = self._tree.name(self._tree.scope(call))
                    yield Call(f"viper.{method}", (key,), line(given[0]), within=within, default=default)
            elif method in {"Unmarshal", "UnmarshalExact"} and given and self._automatic:
                record = self._tree.kind(text(given[0]).lstrip("&"), call)
                if record:
                    yield Load(f"{record}@mapstructure", line(call), self._prefix, "_", "viper.Unmarshal")

    def _default(self, key: "Node") -> Expression | None:
        value = self._defaults.get(literal(key)) if key.type in STRINGS else None
        return None if value is None or None in value else value

    def _binding(self, call: "Node", given: list["Node"]) -> Iterator[Read]:
        within = self._tree.name(self._tree.scope(call))
        for bound, element in self._values.loops(call):
            for each in given[1:] or given[:1]:
                name = self._values.of(each, bound)
                name = name if given[1:] else (*self._prefix, *self._variable(name))
                where = line(each if element is None else element)
                yield Read(name, where, self._default(given[0]), None, within, method="viper.BindEnv")

    def functions(self) -> Iterator[Function]:
        """Yield viper's getters as helpers, from the file that lets them read the environment."""
        if self._automatic:
            for method in GETTERS:
                yield Function(f"viper.{method}", ("key",), 0)

    def helpers(self) -> Iterator[Read]:
        """Yield what viper's getters read."""
        if self._automatic:
            for method in GETTERS:
                name = (*self._prefix, Name("key"))
                yield Read(name, 0, function=f"viper.{method}", method=f"viper.{method}")
