"""Go structs that are filled from the environment, as each family of libraries reads their tags.

A struct is told once for each family, as `Config@env`, `Config@envconfig` and `Config@mapstructure`: which one counts
is decided by what loads it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Field, Load, Record
from estuary_docs.drift.languages.syntax import line, text

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.languages.go.syntax import GoTree

TAG = re.compile(r'([\w-]+):"((?:[^"\\]|\\.)*)"')
OPTIONS = re.compile(
    r"required|notEmpty|file|expand|unset|init|noinit|overwrite|decodeunset|(?:delimiter|separator)=.*|"
)
PREFIXES = ("envPrefix", "env-prefix", "envprefix")
NAMESPACE = "env-namespace"  # joined by an underscore
DEFAULTS = ("envDefault", "env-default", "default")
REQUIRED = ("required", "env-required")
TYPE = re.compile(r"(?:\w+\.)?[A-Za-z]\w*")
# Types that take one text: those of the language, and those of other packages for times, addresses, numbers and levels.
SIMPLE = re.compile(
    r"string|bool|byte|rune|error|any|u?int\d*|float\d+"
    r"|(?:time|url|netip|big|uuid|ulid|decimal)\.\w+|net\.IP(?:Mask)?|regexp\.Regexp|(?:slog|zapcore|zap|logrus|zerolog)\.\w*Level"
)
# What no text can fill.
UNFILLED = re.compile(r"(?:\[\w*\]|\*|map\[[^\]]*\])*(?:func\b|(?:<-\s*)?chan\b)")

Tags = dict[str, str]


def split_words(name: str) -> str:
    """Return a field's name as envconfig splits it: `HTTPPort` is `HTTP_Port`."""
    words: list[str] = []
    for word in re.findall(r"[^A-Z]+|[A-Z]+[^A-Z]+|[A-Z]+", name):
        acronym = re.fullmatch(r"([A-Z]+)([A-Z][^A-Z]+)", word)
        words.extend(acronym.groups() if acronym else (word,))
    return "_".join(words)


def of_a_variable(name: str) -> str:
    """Return how the struct without a name that a variable holds is called: `var options struct {...}`."""
    return f"|{name}"


class GoRecords:
    """Reads the structs of one file."""

    def __init__(self, tree: "GoTree") -> None:
        self._structs: list[tuple[str, Node]] = []
        self._named_by_themselves = (("envnames", _envnames),) if b"env" in tree.source else ()
        self._of_one_package = [
            (name, reader) for name, reader in OF_ONE_PACKAGE.items() if name.encode() in tree.source
        ]
        for declaration in tree.nodes.get("short", ()):
            self._written(declaration)
        for declaration in (*tree.nodes.get("type", ()), *tree.nodes.get("binding", ())):
            kind = declaration.child_by_field_name("type")
            if kind is not None and kind.type == "struct_type":
                name = text(declaration.child_by_field_name("name"))
                self._named(name if declaration.type == "type_spec" else of_a_variable(name), kind)

    def _written(self, declaration: "Node") -> None:
        """Keep the struct without a name that a variable is made with: `cfg := struct {...}{}`."""
        left, right = declaration.child_by_field_name("left"), declaration.child_by_field_name("right")
        value = right.named_child(0) if right is not None else None
        kind = value.child_by_field_name("type") if value is not None else None
        if kind is not None and kind.type == "struct_type":
            self._named(of_a_variable(text(left)), kind)

    def _named(self, name: str, struct: "Node") -> None:
        """Keep a struct, and the structs without a name that its fields hold."""
        self._structs.append((name, struct))
        for field in _fields(struct):
            kind = field.child_by_field_name("type")
            if kind is not None and kind.type == "struct_type":
                self._named(f"{name}|{text(field.child_by_field_name('name'))}", kind)

    def records(self) -> Iterator[Record]:
        """Yield each struct once for each family of libraries."""
        for name, struct in self._structs:
            for family, reader in (
                ("env", _env),
                *self._named_by_themselves,
                ("envconfig", _envconfig),
                ("mapstructure", _mapstructure),
                ("koanf", _koanf),
                ("configor", _configor),
                *self._of_one_package,
            ):
                fields = [
                    field
                    for declaration in _fields(struct)
                    for own, kind in _declared(name, declaration)
                    if not UNFILLED.match(kind)
                    for field in reader(own, _record(kind, family), _tags(declaration), declaration)
                ]
                if fields:
                    yield Record(f"{name}@{family}", tuple(fields), line(struct))

    def fallbacks(self) -> Iterator[Load]:
        """Yield a load for each struct whose tags name variables: someone reads it, wherever that is."""
        told_otherwise = any(family == "aconfig" for family, _ in self._of_one_package)
        for record in self.records():
            if record.name.endswith("@env") and not told_otherwise:
                yield Load(record.name, record.line, separator="", method="env", fallback=True)


def _fields(struct: "Node") -> Iterator["Node"]:
    for listed in struct.named_children:
        yield from (child for child in listed.named_children if child.type == "field_declaration")


def _tags(field: "Node") -> Tags:
    """Return the tags of a field; a default that is given several times is a list, as `env-delim` joins it."""
    pairs = TAG.findall(text(field.child_by_field_name("tag")))
    tags = dict(pairs)
    defaults = [value for key, value in pairs if key == "default"]
    return tags | {"default": tags.get("env-delim", ",").join(defaults)} if defaults else tags


def _declared(owner: str, field: "Node") -> Iterator[tuple[str, str]]:
    """Yield the names that a field's declaration declares with their types; an embedded one has no name."""
    kind = field.child_by_field_name("type")
    written = text(kind).lstrip("*") if kind is not None else ""
    names = [text(identifier) for identifier in field.children_by_field_name("name")] or [""]
    for name in names:
        yield name, f"{owner}|{name}" if kind is not None and kind.type == "struct_type" else written


def _record(kind: str, family: str) -> str:
    inline = "|" in kind
    return f"{kind}@{family}" if inline or (TYPE.fullmatch(kind) and not SIMPLE.fullmatch(kind)) else ""


def _first(tags: Tags, keys: tuple[str, ...]) -> str | None:
    return next((tags[key] for key in keys if key in tags), None)


def _text(value: str | None) -> Expression | None:
    return None if value is None else (value,) if value else ()


def _env(name: str, record: str, tags: Tags, node: "Node") -> Iterator[Field]:
    """Read a field as caarlos0/env, go-envconfig, cleanenv, go-arg, go-flags and kong do."""
    written = tags.get("env", "")
    argument = re.search(r"(?:^|,)env(?::([A-Za-z_]\w*))?(?:,|$)", tags.get("arg", ""))
    if argument and not written:
        written = argument[1] or name.upper()
    written, _, late = written.partition("default=")
    default = late if late or "default=" in tags.get("env", "") else _first(tags, DEFAULTS)
    items = [item.strip() for item in written.split(",")]
    prefix = next((item.partition("=")[2] for item in items if item.startswith("prefix=")), _first(tags, PREFIXES))
    prefix = f"{tags[NAMESPACE]}_" if tags.get(NAMESPACE) else prefix
    names = [item for item in items if item and item != "-" and not OPTIONS.fullmatch(item) and "=" not in item]
    required = bool({"required", "notEmpty"} & set(items)) or _first(tags, REQUIRED) in {"true", ""}
    if names:
        for variable in names:
            yield Field(variable, _line(node, "env"), default=_text(default), required=required and default is None)
    elif record and written != "-":
        yield Field(prefix or "", line(node), record=record, flatten=prefix is None)


def _envnames(name: str, record: str, tags: Tags, node: "Node") -> Iterator[Field]:
    """Read a field as caarlos0/env does when a field without a tag is named by itself."""
    fields = list(_env(name, record, tags, node))
    own = re.sub(r"(?<=.)[A-Z](?=[a-z])|(?<=[a-z])[A-Z](?=.)", r"_\g<0>", name.replace("_", "")).upper()
    yield from (replace(field, segment=own) if field.flatten else field for field in fields)
    if name[:1].isupper() and tags.get("env") != "-" and not fields:
        yield Field(own, line(node), default=_text(_first(tags, DEFAULTS)))


def _envconfig(name: str, record: str, tags: Tags, node: "Node") -> Iterator[Field]:
    """Read a field as kelseyhightower/envconfig does."""
    bare = name or record.partition("@")[0].rpartition(".")[2]
    if tags.get("ignored") == "true" or not bare[:1].isupper() or tags.get("envconfig") == "-":
        return
    tagged = tags.get("envconfig", "").upper()
    own = tagged or (split_words(bare) if tags.get("split_words") == "true" else bare).upper()
    default = _text(tags.get("default"))
    required = tags.get("required") == "true" and default is None
    field = Field(own, _line(node, "envconfig"), record=record, flatten=not name, default=default, required=required)
    yield replace(field, alternatives=(tagged,) if tagged else ())


def _configor(name: str, record: str, tags: Tags, node: "Node") -> Iterator[Field]:
    """Read a field as configor does; one whose tag names its variable is told by that tag."""
    if name[:1].isupper() and not tags.get("env"):
        default = _text(tags.get("default"))
        required = tags.get("required") == "true" and default is None
        yield Field(name.upper(), line(node), record=record, default=default, required=required)


def _conf(name: str, record: str, tags: Tags, node: "Node") -> Iterator[Field]:
    """Read a field as ardanlabs/conf does: `conf:"default:80,env:PORT"`."""
    options = dict(option.partition(":")[::2] for option in tags.get("conf", "").split(","))
    if name[:1].isupper() and "-" not in options:
        default = _text(options.get("default"))
        own = options.get("env") or split_words(name)
        yield Field(own.upper(), line(node), record=record, default=default, required="required" in options)


def _aconfig(name: str, record: str, tags: Tags, node: "Node") -> Iterator[Field]:
    """Read a field as cristalhq/aconfig does."""
    own = tags.get("env") or split_words(name)
    if name[:1].isupper() and own != "-":
        default = _text(tags.get("default"))
        required = tags.get("required") == "true" and default is None
        yield Field(own.upper(), line(node), record=record, default=default, required=required)


def _kong(name: str, record: str, tags: Tags, node: "Node") -> Iterator[Field]:
    """Read a field as kong does when each flag has a variable: one that a tag names keeps that name."""
    fields = list(_env(name, "", tags, node))
    yield from (replace(field, names=(field.segment,)) for field in fields)
    if name[:1].isupper() and not fields and "arg" not in tags and "cmd" not in tags:
        prefix = tags.get("prefix", "").replace("-", "_").upper()
        own = prefix if record else (tags.get("name") or split_words(name)).replace("-", "_").upper()
        yield Field(
            own, line(node), record=record, flatten=bool(record) and not prefix, default=_text(tags.get("default"))
        )


def _koanf(name: str, record: str, tags: Tags, node: "Node") -> Iterator[Field]:
    """Read a field as koanf does when it unmarshals."""
    return _mapstructure(name, record, {"mapstructure": tags.get("koanf", "")}, node)


def _mapstructure(name: str, record: str, tags: Tags, node: "Node") -> Iterator[Field]:
    """Read a field as viper does when it unmarshals."""
    key, _, options = tags.get("mapstructure", "").partition(",")
    if key == "-" or (name and not name[0].isupper()):
        return
    flatten = "squash" in options or not name
    own = re.sub(r"\W", "_", key or name).upper()
    yield Field(own, line(node), record=record, flatten=flatten)


def _line(node: "Node", key: str) -> int:
    """Return the line of a field's tag, or of the field where its name gives the variable's."""
    tag = node.child_by_field_name("tag")
    return line(tag) if tag is not None and f'{key}:"' in text(tag) else line(node)


# Families whose structs are told where the file names the package, or its tag.
OF_ONE_PACKAGE = {"conf": _conf, "aconfig": _aconfig, "kong": _kong}
