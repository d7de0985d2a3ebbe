"""Settings classes of pydantic and pydantic-settings: which variables fill which field."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Field, Load, Record
from estuary_docs.drift.languages.spellings import merged
from estuary_docs.drift.languages.syntax import descendants, line, text
from estuary_docs.drift.mention import KEYED

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.languages.python.values import PythonValues

BASES = {"pydantic_settings.BaseSettings", "pydantic.BaseSettings", "pydantic.v1.BaseSettings", "goodconf.GoodConf"}
MODELS = {"pydantic.BaseModel", "pydantic.v1.BaseModel", "pydantic.dataclasses.dataclass"}
ALIASES = ("validation_alias", "alias", "env")
FACTORIES = {"list": "[]", "dict": "{}", "set": "[]", "tuple": "[]", "str": ""}


@dataclass
class _Options:
    """What a settings class says of itself, or inherits."""

    prefix: Expression = ()
    delimiter: str = ""
    case_sensitive: bool = False
    by_name: bool = False
    renamed: dict[str, "Node"] = field(default_factory=dict)


def settings(values: "PythonValues", imports: dict[str, str]) -> tuple[list[Record], list[Load]]:
    """Return the models of a file, and which of them are filled from the environment, with which prefix."""
    records, loads = [], []
    for name, node in values.classes.items():
        kind = _kind(values, name, imports)
        if not kind:
            records += [Record(name, (), line(node))] if name.endswith("Settings") else []
            continue
        options = _options(values, name, imports)
        fields = [variable for item in _statements(node) for variable in _field(values, item, options, imports)]
        bases = tuple(base.rpartition(".")[2] for base in _bases(node))
        records.append(Record(name, tuple(fields), line(node), tuple(base for base in bases if base != "BaseSettings")))
        if kind == "settings":
            base = _base_elsewhere(values, name, imports)
            separator = options.delimiter or "_"
            load = Load(
                name, line(node), options.prefix, separator, "pydantic-settings", note=KEYED, base=base, declared=True
            )
            loads.append(load)
    for call in values.nodes.get("call", []):
        prefix = values.keywords(call).get("_env_prefix")
        called = text(call.child_by_field_name("function"))
        if prefix is not None:
            spelled = values.spellings(prefix)[0].expression
            record = called.rpartition(".")[2]
            loads.append(Load(record, line(call), spelled, "_", "pydantic-settings", instance=True))
    return records, loads


def _bases(node: "Node") -> list[str]:
    superclasses = node.child_by_field_name("superclasses")
    parts = (
        [child for child in superclasses.named_children if child.type != "keyword_argument"]
        if superclasses is not None
        else []
    )
    return [text(part.child_by_field_name("value") or part) for part in parts]


def _origin(base: str, imports: dict[str, str]) -> str:
    head, _, rest = base.partition(".")
    origin = imports.get(head, head)
    return f"{origin}.{rest}" if rest else origin


def _kind(values: "PythonValues", name: str, imports: dict[str, str], trail: frozenset[str] = frozenset()) -> str:
    """Tell a settings class from a plain model and from any other class ("")."""
    node = values.classes.get(name)
    if node is None or name in trail:
        return ""
    kinds = set()
    for base in _bases(node):
        origin = _origin(base, imports)
        last = origin.rpartition(".")[2]
        if origin in BASES or last == "BaseSettings":
            return "settings"
        if origin in MODELS or last == "BaseModel":
            kinds.add("model")
        elif base in values.classes:
            kinds.add(_kind(values, base, imports, trail | {name}))
        elif base.partition(".")[0] in imports and last.endswith("Settings"):
            kinds.add("settings")
        elif base.partition(".")[0] in imports and last.endswith(("Model", "Config", "Schema")):
            kinds.add("model")
    if "SettingsConfigDict" in text(node):
        kinds.add("settings" if kinds else "")
    return next((kind for kind in ("settings", "model") if kind in kinds), "")


def _base_elsewhere(
    values: "PythonValues", name: str, imports: dict[str, str], trail: frozenset[str] = frozenset()
) -> str:
    """Return the imported class by which a class fills itself, or "" where the library does it at once."""
    node = values.classes.get(name)
    bases = []
    for base in _bases(node) if node is not None and name not in trail else []:
        if _origin(base, imports) in BASES:
            return ""
        if base in values.classes:
            bases.append(_base_elsewhere(values, base, imports, trail | {name}))
        elif base.partition(".")[0] in imports and _origin(base, imports) not in MODELS:
            bases.append(base)
    return next((base for base in bases if base), "") if "SettingsConfigDict" not in text(node) else ""


def _statements(node: "Node") -> list["Node"]:
    body = node.child_by_field_name("body")
    statements = body.named_children if body is not None else []
    return [
        part
        for statement in statements
        if statement.type == "expression_statement"
        for part in statement.named_children[:1]
    ] + [statement for statement in statements if statement.type == "class_definition"]


def _options(
    values: "PythonValues", name: str, imports: dict[str, str], trail: frozenset[str] = frozenset()
) -> _Options:
    """Return the options of a class: its own ones, else those of its bases in this file."""
    node = values.classes.get(name)
    options = _Options()
    if node is None or name in trail:
        return options
    for base in reversed(_bases(node)):
        if base in values.classes:
            options = _options(values, base, imports, trail | {name})
    configuration: dict[str, Node] = {}
    superclasses = node.child_by_field_name("superclasses")
    for child in superclasses.named_children if superclasses is not None else []:
        if child.type == "keyword_argument" and (value := child.child_by_field_name("value")) is not None:
            configuration[text(child.child_by_field_name("name"))] = value
    for statement in _statements(node):
        if statement.type == "assignment" and text(statement.child_by_field_name("left")) == "model_config":
            right = statement.child_by_field_name("right")
            configuration |= _mapping(values, right)
            if _is_made_by_a_function(right):
                options.prefix = (None,)
        if statement.type == "class_definition" and text(statement.child_by_field_name("name")) == "Config":
            pairs = [
                (text(item.child_by_field_name("left")), item.child_by_field_name("right"))
                for item in _statements(statement)
                if item.type == "assignment"
            ]
            configuration |= {key: value for key, value in pairs if value is not None}
    if "env_prefix" in configuration:
        options.prefix = values.spellings(configuration["env_prefix"])[0].expression
    if "env_nested_delimiter" in configuration:
        options.delimiter = "".join(str(part) for part in values.default(configuration["env_nested_delimiter"]) or ())
    options.case_sensitive = _true(configuration.get("case_sensitive"), otherwise=options.case_sensitive)
    for key in ("populate_by_name", "validate_by_name", "allow_population_by_field_name"):
        options.by_name = _true(configuration.get(key), otherwise=options.by_name)
    if "fields" in configuration:
        options.renamed = {
            key: env
            for key, value in _mapping(values, configuration["fields"]).items()
            if (env := _env_of(values, value))
        }
    if not options.case_sensitive:
        options.prefix = tuple(part.upper() if isinstance(part, str) else part for part in options.prefix)
    return options


def _env_of(values: "PythonValues", node: "Node") -> "Node | None":
    return _mapping(values, node).get("env") if node.type == "dictionary" else node


def _true(node: "Node | None", *, otherwise: bool) -> bool:
    return otherwise if node is None else node.type == "true"


def _is_made_by_a_function(node: "Node | None") -> bool:
    """Say whether the options of a class come from a function of the program itself."""
    if node is None or node.type != "call":
        return False
    called = text(node.child_by_field_name("function")).rpartition(".")[2]
    return called != "dict" and not called.endswith("ConfigDict")


def _mapping(values: "PythonValues", node: "Node | None") -> dict[str, "Node"]:
    if node is not None and node.type == "call":
        return values.keywords(node)
    if node is not None and node.type == "binary_operator":
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        return _mapping(values, left) | _mapping(values, right)
    pairs = node.named_children if node is not None and node.type == "dictionary" else []
    return {
        text(pair.child_by_field_name("key")).strip("\"'"): value
        for pair in pairs
        if (value := pair.child_by_field_name("value")) is not None
    }


def _field(values: "PythonValues", node: "Node", options: _Options, imports: dict[str, str]) -> list[Field]:
    """Return the fields that one statement of a class's body declares: none, one, or two where it has two names."""
    left, kind = node.child_by_field_name("left"), node.child_by_field_name("type")
    name = text(left)
    if node.type != "assignment" or left is None or left.type != "identifier" or name.startswith("_"):
        return []
    value = node.child_by_field_name("right")
    if kind is None or name == "model_config" or "ClassVar" in text(kind):
        return []
    calls = [call for call in descendants(kind, "call") if _is_field(call)]
    if value is not None and value.type == "call" and _is_field(value):
        calls.insert(0, value)
    keywords = {key: keyword for call in reversed(calls) for key, keyword in values.keywords(call).items()}
    described = value is not None and bool(calls) and calls[0] == value
    first = values.arguments(calls[0])[:1] if calls and (described or value is None) else []
    fallback = first[0] if first else keywords.get("default") if described or value is None else value
    default = _default(values, fallback, keywords.get("default_factory"))
    absent = fallback is None and "default_factory" not in keywords
    required = absent or (fallback is not None and fallback.type == "ellipsis")
    record = _record(kind, values, imports)
    full = [alias for key in ALIASES if key in keywords for alias in _names_of(values, keywords[key])][:8]
    if name in options.renamed:
        full += _names_of(values, options.renamed[name])
    if not options.case_sensitive:
        full = [alias.upper() for alias in full]
    segment = name if options.case_sensitive else name.upper()
    if record and not options.delimiter:
        if _constructed(values, record, fallback, keywords.get("default_factory"), imports):
            return []
        record = ""
    variable = Field(segment, line(node), tuple(dict.fromkeys(full)), record, default=default, required=required)
    if full and options.by_name:
        return [variable, Field(segment, line(node), (), record, default=default, required=required)]
    return [variable]


def _is_field(call: "Node") -> bool:
    return text(call.child_by_field_name("function")).rpartition(".")[2] in ("Field", "FieldInfo", "PydanticField")


def _names_of(values: "PythonValues", node: "Node") -> list[str]:
    """Return the names that an alias gives: a text, a list of them, `AliasChoices(...)`, `AliasPath(...)`."""
    if node.type == "call":
        called = text(node.child_by_field_name("function")).rpartition(".")[2]
        arguments = values.arguments(node)
        return [
            name for item in (arguments[:1] if called == "AliasPath" else arguments) for name in _names_of(values, item)
        ]
    if node.type in ("list", "tuple", "set"):
        return [name for item in node.named_children for name in _names_of(values, item)]
    expressions = [merged(spelling.expression) for spelling in values.spellings(node)]
    return [expression[0] for expression in expressions if len(expression) == 1 and isinstance(expression[0], str)]


def _record(kind: "Node", values: "PythonValues", imports: dict[str, str]) -> str:
    """Return the nested model that a field holds, or ""."""
    for identifier in descendants(kind, "identifier"):
        name = text(identifier)
        if name in ("list", "List", "dict", "Dict", "Sequence", "Literal", "tuple", "set", "Mapping"):
            return ""
        if name in values.classes:
            return name if _kind(values, name, imports) else ""
        if name in imports and name.endswith(("Settings", "Config", "Model", "Options")):
            return name
    return ""


def _constructed(
    values: "PythonValues", record: str, fallback: "Node | None", factory: "Node | None", imports: dict[str, str]
) -> bool:
    """Whether a field's nested record fills itself from the environment, so that no variable is named for the field."""
    own = _kind(values, record, imports) == "settings" or (record in imports and record.endswith("Settings"))
    constructed = fallback is not None and fallback.type == "call"
    return own or (record in imports and (constructed or factory is not None))


def _default(values: "PythonValues", node: "Node | None", factory: "Node | None") -> Expression | None:
    if node is not None:
        return values.default(node)
    if factory is None:
        return None
    if factory.type == "lambda":
        return values.default(factory.child_by_field_name("body"))
    default = FACTORIES.get(text(factory))
    return None if default is None else (default,) if default else ()
