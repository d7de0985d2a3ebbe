"""What Rust code fills from the environment at once: records by serde, and the keys that settings are asked for."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Load, Read
from estuary_docs.drift.languages.expressions import UNKNOWN
from estuary_docs.drift.languages.libraries import Row, argument
from estuary_docs.drift.languages.rust.records import RustRecords
from estuary_docs.drift.languages.rust.syntax import RustTree, called
from estuary_docs.drift.languages.rust.values import RustValues, literal, uppercase
from estuary_docs.drift.languages.syntax import text
from estuary_docs.drift.mention import KEYED, SETTING

if TYPE_CHECKING:
    from tree_sitter import Node

FILLING = {
    "extract",
    "try_deserialize",
    "deserialize",
    "try_into",
    "from_env",
    "from_env_with_prefix",
    "extract_lossy",
    "with_layers",
}
FILED = re.compile(rb"\b(?:File|Toml|Yaml|Json)(?:::<\w+>)?::\w+\(")  # what reads configuration from a file
DESERIALIZING = re.compile(r"\b(?:extract\w*|(?:try_)?deserialize)\b[^.]*$")
PLAIN = r"Result|Option|Box|Arc|Figment|Environment|String"  # types that hold no settings themselves
GETTERS = re.compile(r"get(?:_(?:string|int|bool|float|array|table))?")
KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")


class RustLoads:
    """Reads one file's loads; `undecided` are those whose record is not told."""

    def __init__(self, tree: RustTree, values: RustValues) -> None:
        self._tree = tree
        self._values = values
        self.undecided: list[tuple[int, str]] = []

    def load(self, row: Row, node: "Node", arguments: list["Node"]) -> Iterator[Read | Load]:
        """Yield what a call fills; what is not told is every variable that begins with the prefix."""
        named = {method: operands[0] for method, operands, _ in chained(node) if operands}
        prefix = self._values.of(place) if (place := argument(row.prefix, arguments, named)) is not None else ()
        if "only" in named:
            for element in self._values.elements(named["only"]):
                value = uppercase(self._values.of(element))
                yield Read((*prefix, *value), self._tree.line(element), function=self._within(node))
            return
        level = self._spelled(argument(row.levels, arguments, named), row.level)
        delimiter = self._spelled(argument(row.delimiters, arguments, named), row.delimiter)
        prefix = (*(uppercase(prefix) if row.key else prefix), delimiter) if prefix else ()
        record = self._filled(node)
        if record:
            keys = self._set_defaults() if row.key else self._serialized(record)
            defaults = tuple(_by_name(keys, prefix, level))
            note = SETTING if FILED.search(self._tree.source) else KEYED
            yield Load(record, self._tree.line(node), prefix, level, row.of, defaults=defaults, note=note)
            return
        asked = list(self._asked(prefix, level)) if row.key else []
        yield from asked
        self.undecided += [] if asked else [(self._tree.line(node), "the struct that is loaded here is not told")]
        if any(prefix):
            yield Read((*prefix, None), self._tree.line(node), function=self._within(node))

    def _asked(self, prefix: Expression, level: str) -> Iterator[Read]:
        """Yield the variables of the keys that the file asks for: `settings.get_string("db.host")`."""
        for call in self._tree.nodes.get("call", ()):
            callee, arguments = called(call)
            method = text(callee.child_by_field_name("field"))
            if GETTERS.fullmatch(method) and len(arguments) == 1 and arguments[0].type == "string_literal":
                key = literal(arguments[0])
                if KEY.fullmatch(key):
                    name = (*prefix, key.replace(".", level).upper())
                    yield Read(name, self._tree.line(call), function=self._within(call), note=KEYED)

    def _within(self, node: "Node") -> str:
        return self._tree.name(self._tree.scope(node))

    def _set_defaults(self) -> Iterator[tuple[Expression, Expression]]:
        """Yield the defaults that the file gives to keys of `config`."""
        for call in self._tree.nodes.get("call", ()):
            callee, arguments = called(call)
            if text(callee.child_by_field_name("field")) == "set_default" and len(arguments) > 1:
                yield self._values.of(arguments[0]), self._values.of(arguments[1])

    def _serialized(self, record: str) -> Iterator[tuple[Expression, Expression]]:
        """Yield the defaults that figment takes from an instance of the record."""
        if b"Serialized::" in self._tree.source:
            for path, value in RustRecords(self._tree, self._values).instance(record):
                yield (path,), value

    def _spelled(self, node: "Node | None", otherwise: str) -> str:
        value = self._values.of(node) if node is not None else UNKNOWN
        return "".join(map(str, value)) if None not in value else otherwise

    def _filled(self, node: "Node") -> str:
        """Return the record that a load fills: by type argument, by the type of the binding, by the return type."""
        scope = self._tree.scope(node)
        pairs = [(call, self._filled_by(call)) for call in self._tree.nodes.get("call", ())]
        for call, kind in pairs:
            if kind and scope is not None and scope.start_byte <= call.start_byte < scope.end_byte:
                return kind
        returned = scope.child_by_field_name("return_type") if scope else None
        kinds = {kind for call, kind in pairs if kind and DESERIALIZING.search(text(call))}
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
        if named == "with_layers" and inner is not None:
            return self._record(text(inner.child_by_field_name("path")), call)
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
        match = re.search(rf"(?:\w+::)*\b(?!(?:{PLAIN})\b)[A-Z]\w*", kind)
        if match is None:
            return ""
        return self._tree.owner(node) if match[0] == "Self" else self._values.absolute(match[0], node)


def _by_name(
    keys: Iterator[tuple[Expression, Expression]], prefix: Expression, separator: str
) -> Iterator[tuple[str, Expression]]:
    """Yield the known values of known keys by the names of the variables that stand for the keys."""
    for key, value in keys:
        name = (*prefix, *key)
        if None not in value and all(isinstance(part, str) for part in name):
            below = "".join(map(str, key)).replace(".", separator).upper()
            yield "".join(map(str, prefix)) + below, value


def chained(node: "Node") -> Iterator[tuple[str, list["Node"], "Node"]]:
    """Yield the methods called one after another on a node, with their arguments."""
    while node.parent is not None and node.parent.type == "field_expression":
        call = node.parent.parent
        if call is None or call.type != "call_expression":
            return
        arguments = call.child_by_field_name("arguments")
        yield text(node.parent.child_by_field_name("field")), arguments.named_children if arguments else [], call
        node = call
