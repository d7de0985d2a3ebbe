"""Rust structs that are filled from the environment: clap and envconfig attributes, serde fields."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Field, Name, Read, Record
from estuary_docs.drift.languages.rust.attributes import (
    QUOTED,
    Arguments,
    arguments,
    attributes_of,
    fields_of,
    is_bare,
    quoted,
    serde_arguments,
)
from estuary_docs.drift.languages.rust.values import CONSTANT, NUMBER, RustValues
from estuary_docs.drift.languages.syntax import descendants, text
from estuary_docs.drift.mention import HIDDEN, OPTION

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.languages.rust.syntax import RustTree

TOOLS = r"(arg|clap|structopt|envconfig|conf|config)"
COMMAND = re.compile(rf"#\[\s*{TOOLS}\s*\((.*)\)\s*\]$", re.DOTALL)
CONDITIONAL = re.compile(
    rf"#\[\s*cfg_attr\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*?,\s*{TOOLS}\s*\((.*)\)\s*,?\s*\)\s*\]$", re.DOTALL
)
DERIVED = re.compile(r"#\[\s*derive\s*\([^)]*\bEnvconfig\b")
DERIVE = re.compile(r"#\[\s*derive\s*\(")
# The attribute of a derive macro that the repository may have itself: `#[env_key(PORT_KEY)]`, `#[env = "PORT"]`; and
# what another attribute beside it says of the default.
OF_A_DERIVE = re.compile(
    r"#\[\s*(?:from_)?env(?:ironment)?(?:_?(?:key|var|name))?\s*[(=]\s*"
    r"(\"[^\"\\]+\"|(?:\w+::)*[A-Z][A-Z0-9_]*)\s*,?\s*\)?\s*\]$"
)
DEFAULT_BESIDE = re.compile(r"#\[\s*default(?:_value)?\s*[(=]\s*(.+?)\s*\)?\s*\]$", re.DOTALL)
HIDING = "hide"  # keeps an option out of the help
LISTED_BY_HELP = frozenset(("arg", "clap", "structopt"))
CONCATENATED = re.compile(r"(?:std::)?concat ?!?\s*\((.*)\)", re.DOTALL)
OPTIONAL = re.compile(r"(?:std::option::)?Option\s*<(.*)>$", re.DOTALL)
BOXED = re.compile(r"(?:Box|Arc|Rc)\s*<(.*)>$", re.DOTALL)
DEFAULTS = ("default_value", "default_value_t", "default_value_os_t", "default", "default_values", "default_values_t")
ZERO = {"String": (), "bool": ("false",)}


def words(name: str) -> list[str]:
    """Split an identifier into its words."""
    return re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[0-9]+", name)


RENAMING: dict[str, Callable[[str], str]] = {
    "lowercase": lambda name: name.lower(),
    "UPPERCASE": lambda name: name.upper(),
    "camelCase": lambda name: "".join([*words(name)[:1], *(word.title() for word in words(name)[1:])]),
    "PascalCase": lambda name: "".join(word.title() for word in words(name)),
    "kebab-case": lambda name: name.replace("_", "-"),
    "SCREAMING-KEBAB-CASE": lambda name: name.replace("_", "-"),
}


class RustRecords:
    """Reads the structs of one file."""

    def __init__(self, tree: "RustTree", values: RustValues) -> None:
        self._tree = tree
        self._values = values

    def reads(self) -> Iterator[Read]:
        """Yield the fields whose attribute names their variable."""
        for fields in self._tree.nodes.get("fields", ()):
            around = attributes_of(fields.parent) if fields.parent is not None else ()
            derived = any(DERIVE.match(text(attribute)) for attribute in around)
            for field, attributes in fields_of(fields):
                yield from self._of_attributes(field, attributes, derived=derived)

        for struct in self._tree.nodes.get("struct", ()):
            before = struct.prev_named_sibling
            if before is not None and DERIVED.search(text(before)) and (body := struct.child_by_field_name("body")):
                yield from (self._named_by_itself(child) for child in body.named_children if is_bare(child))

    def _of_attributes(self, field: "Node", attributes: "list[Node]", *, derived: bool) -> Iterator[Read]:
        written = [(attribute, text(attribute)) for attribute in attributes]
        beside = next((occurrence[1] for _, spelled in written if (occurrence := DEFAULT_BESIDE.match(spelled))), "")
        default = self._snippet(beside, field) if derived and beside else None
        for attribute, spelled in written:
            if match := COMMAND.match(spelled) or CONDITIONAL.match(spelled):
                yield from self._command(attribute, field, match[1], match[2])
            elif derived and (named := OF_A_DERIVE.match(spelled)):
                yield Read(self._named(named[1], field), self._tree.line(attribute), default)

    def _named_by_itself(self, field: "Node") -> Read:
        name = text(field.child_by_field_name("name")).removeprefix("r#").upper()
        optional = OPTIONAL.match(text(field.child_by_field_name("type"))) is not None
        return Read((name,), self._tree.line(field), required=not optional)

    def _command(self, attribute: "Node", field: "Node", tool: str, listed: str) -> Iterator[Read]:
        options = arguments(listed)
        key = "from" if tool == "envconfig" else "env"
        if "nested" in options or (key not in options and tool != "envconfig"):
            return
        own = text(field.child_by_field_name("name")).removeprefix("r#")
        value = options.get(key)
        name = self._named(value, field) if value else (own.upper(),)
        if not any(name):
            return
        default = self._default(options, field)
        kind = text(field.child_by_field_name("type"))
        required = not options.keys() & DEFAULTS and not re.match(r"Option\b|bool$|Vec\b", kind)
        match = re.search(rf"\b{key}\b(?=\s*[=,)\]])", text(attribute))
        line = self._tree.line(attribute) + text(attribute)[: match.start() if match else 0].count("\n")
        hidden = options.get(HIDING, "") in {None, "true"}
        note = (HIDDEN if hidden else OPTION) if tool in LISTED_BY_HELP else ""
        yield Read(name, line, default, required, note=note)

    def _named(self, value: str, field: "Node") -> Expression:
        """Return the name that an attribute gives: a text, a constant, or what `concat!` makes of some."""
        joined = CONCATENATED.fullmatch(value)
        parts = [part.strip() for part in joined[1].split(",")] if joined else [value]
        struct = field.parent.parent if field.parent else None
        owner = text(struct.child_by_field_name("name")) if struct else ""
        return tuple(
            quoted(part)
            or (Name(self._tree_path(re.sub(r"^Self\b", owner, part), field)) if CONSTANT.fullmatch(part) else None)
            for part in parts
            if part
        )

    def _tree_path(self, path: str, node: "Node") -> str:
        return self._values.absolute(path, node)

    def _default(self, options: Arguments, field: "Node") -> Expression | None:
        for key in DEFAULTS[:-1]:
            if key in options:
                value = options[key]
                if value is None:
                    return ZERO.get(text(field.child_by_field_name("type")))
                return self._snippet(value, field)
        return None

    def _snippet(self, value: str, node: "Node") -> Expression | None:
        """Return what the few kinds of values that attributes hold compute to."""
        number = NUMBER.fullmatch(value.replace("_", ""))
        if number or value in {"true", "false"}:
            return (number[1] if number else value,)
        if CONSTANT.fullmatch(value):
            return (Name(self._tree_path(value, node)),)
        match = QUOTED.search(value)
        if match and re.match(r"\"|String::from\(|(?:\w+::)+from", value):
            return (match[1],) if match[1] else ()
        return None

    # Serde

    def records(self) -> Iterator[Record]:
        """Yield the structs of the file as serde fills them."""
        by_hand = {
            text(implementation.child_by_field_name("type")) for implementation in self._implementations("Deserialize")
        }
        for struct in self._tree.nodes.get("struct", ()):
            body = struct.child_by_field_name("body")
            name = text(struct.child_by_field_name("name"))
            if body is None or name in by_hand:
                continue
            options = serde_arguments(struct)
            if body.type == "field_declaration_list":
                defaults = self._instance(name) if "default" in options or b"figment" in self._tree.source else {}
                yield Record(name, tuple(self._all_fields(body, options, defaults)), self._tree.line(struct))
            elif body.type == "enum_variant_list" and "content" in options:
                keys = [quotation for key in ("tag", "content") if (quotation := quoted(options.get(key)))]
                where = self._tree.line(struct)
                yield Record(name, tuple(Field(key.upper(), where) for key in keys), where)
            elif body.type == "enum_variant_list" and options.keys() & {"tag", "untagged"}:
                yield self._variants(struct, body, options)
            else:  # it holds one value, and stands before a struct of the same name elsewhere
                yield Record(name, (), self._tree.line(struct))

    def _all_fields(self, body: "Node", container: Arguments, defaults: dict[str, Expression]) -> Iterator[Field]:
        for child in body.named_children:
            if child.type == "field_declaration":
                yield from self._fields(child, container, defaults)

    def _variants(self, enum: "Node", body: "Node", options: Arguments) -> Record:
        """Return an enum as a record that holds what each of its variants holds, and the tag that tells them apart."""
        tag = quoted(options.get("tag"))
        fields = [Field(tag.upper(), self._tree.line(enum))] if tag else []
        bases = []
        for variant in body.named_children:
            content = variant.child_by_field_name("body")
            if content is not None and content.type == "field_declaration_list":
                fields += [replace(field, required=None) for field in self._all_fields(content, {}, {})]
            elif content is not None:
                bases += [text(child) for child in content.named_children if "type_identifier" in child.type]
        name = text(enum.child_by_field_name("name"))
        return Record(name, tuple(fields), self._tree.line(enum), bases=tuple(bases))

    def _fields(self, node: "Node", container: Arguments, defaults: dict[str, Expression]) -> Iterator[Field]:
        options = serde_arguments(node)
        if options.keys() & {"skip", "skip_deserializing"}:
            return
        own = text(node.child_by_field_name("name")).removeprefix("r#")
        kind = text(node.child_by_field_name("type"))
        optional = OPTIONAL.match(kind)
        boxed = BOXED.match(optional[1] if optional else kind)
        inner = boxed[1] if boxed else optional[1] if optional else kind
        record = inner if re.fullmatch(r"(?:\w+::)*[A-Z]\w*", inner) and inner != "String" else ""
        renamed = RENAMING.get(quoted(container.get("rename_all")), str)(own)
        default = self._serde_default(options, kind, node)
        default = defaults.get(own) if default is None else default
        required = not (optional or default is not None or "default" in options or "default" in container)
        inner_names = [*QUOTED.findall(options.get("alias") or ""), quoted(options.get("rename")) or renamed]
        for name in reversed(inner_names):
            yield Field(
                name.upper(),
                self._tree.line(node),
                record=record,
                flatten="flatten" in options,
                default=default,
                required=None if "alias" in options else required,
            )

    def _serde_default(self, options: Arguments, kind: str, node: "Node") -> Expression | None:
        if "default" not in options:
            return None
        if options["default"] is None:
            return ZERO.get(kind, ("0",) if re.fullmatch(r"[iu]\d+|[iu]size", kind) else None)
        value = self._values.result(quoted(options["default"]), node)
        return None if None in value else value

    def _implementations(self, trait: str) -> Iterator["Node"]:
        """Yield the implementations of a trait, `Deserialize` for `serde::Deserialize<'de>`."""
        for implementation in self._tree.nodes.get("impl", ()):
            path = text(implementation.child_by_field_name("trait")).partition("<")[0]
            if path.rpartition("::")[2] == trait:
                yield implementation

    def _instance(self, name: str) -> dict[str, Expression]:
        """Return the values of the fields that `impl Default` gives."""
        return {path: value for path, value in self.instance(name) if "." not in path}

    def instance(self, name: str) -> Iterator[tuple[str, Expression]]:
        """Yield what `impl Default` gives to each field, and to those of structs written inside: `server.port`."""
        for implementation in self._implementations("Default"):
            if text(implementation.child_by_field_name("type")) == name:
                for node in descendants(implementation, "field_initializer"):
                    value = self._values.of(node.child_by_field_name("value"))
                    if None not in value:
                        yield _path(node, implementation), value


def _path(initializer: "Node", root: "Node") -> str:
    """Return the fields that lead to an initializer: `server.port` in `Self { server: Server { port: 80 } }`."""
    names: list[str] = []
    current: Node | None = initializer
    while current is not None and current != root:
        if current.type == "field_initializer":
            names.append(text(current.child_by_field_name("field")))
        current = current.parent
    return ".".join(reversed(names))
