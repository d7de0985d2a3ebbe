"""Reads that Python libraries make: environs, django-environ, decouple, starlette, dynaconf, click, typer."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Read
from estuary_docs.drift.languages.python.values import Names
from estuary_docs.drift.languages.scopes import VARIABLE, How
from estuary_docs.drift.languages.syntax import text

if TYPE_CHECKING:
    from tree_sitter import Node

Make = Callable[..., list[Read]]

# Instances whose call or method takes a variable's name first, and then its default.
ENVS = ("environs.Env()", "environs.env", "environs.FileAwareEnv()", "environ.Env()", "environ.FileAwareEnv()")
ENV_METHODS = {
    "str",
    "bytes",
    "int",
    "float",
    "bool",
    "list",
    "dict",
    "json",
    "url",
    "uuid",
    "path",
    "datetime",
    "date",
    "time",
    "timedelta",
    "decimal",
    "enum",
    "log_level",
    "email",
    "db",
    "db_url",
    "cache",
    "cache_url",
    "email_url",
    "search_url",
    "channels",
    "channels_url",
    "dj_db_url",
    "dj_email_url",
    "dj_cache_url",
    "tuple",
    "unicode",
    "get_value",
}
CONFIGS = (
    "decouple.config",
    "decouple.Config()",
    "decouple.AutoConfig()",
    "starlette.config.Config()",
    "starlette.config.config",
)
IMPLIED = {"db": "DATABASE_URL", "cache": "CACHE_URL", "email_url": "EMAIL_URL", "email": "EMAIL_URL"}
DYNACONF = ("dynaconf.Dynaconf", "dynaconf.LazySettings", "dynaconf.FlaskDynaconf")
DATABASE_URLS = ("dj_database_url.config",)
OPTIONS = ("envvar", "env_var")


def library_reads(names: Names, make: Make) -> list[Read]:
    """Return the reads that a file makes through libraries; `make` turns a name's node into reads."""
    found: list[Read] = []
    for node in names.found.get("call", []):
        function = node.child_by_field_name("function")
        given, keywords = names.arguments(node), names.keywords(node)
        origin = names.origin(function)
        if _is_env(function, origin, given):
            found += _env(names, make, node, given, keywords)
        elif _is_config(function, origin, given, keywords):
            default = _default(names, keywords.get("default") or _positional(origin, given))
            required = default is None and "default" not in keywords and not given[1:]
            found += make(given[0], node, How(default, required))
        elif origin in DATABASE_URLS:
            found += _database_url(names, make, node, given, keywords)
        elif origin.endswith("config.from_prefixed_env") and (given or "prefix" in keywords):
            for spelling in names.spellings(given[0] if given else keywords["prefix"]):
                found.append(Read((*spelling.expression, "_", None), node.start_point.row + 1))
        elif origin in DYNACONF and "envvar_prefix" in keywords:
            for spelling in names.spellings(keywords["envvar_prefix"]):
                found.append(Read((*spelling.expression, "_", None), node.start_point.row + 1))
        elif "auto_envvar_prefix" in keywords:
            found += _automatic(names, keywords["auto_envvar_prefix"])
        else:
            found += _option(names, make, node, given, keywords)
        found += _automatic_settings(names, keywords.get("context_settings"))
    return found


def _database_url(
    names: Names, make: Make, node: "Node", given: list["Node"], keywords: dict[str, "Node"]
) -> list[Read]:
    """Return the variable that holds a database's address: `DATABASE_URL`, where the call names no other one."""
    name = given[0] if given else keywords.get("env")
    default = names.default(given[1] if given[1:] else keywords.get("default"))
    how = How(default, False if default is not None else None)
    return make(name, node, how) if name is not None else [how.read(("DATABASE_URL",), node.start_point.row + 1, "")]


def _is_env(function: "Node | None", origin: str, given: list["Node"]) -> bool:
    """Whether a call asks environs or django-environ for a variable, also through an instance of another module."""
    holder, _, method = origin.rpartition(".")
    if (origin.endswith("()") and origin in ENVS) or origin in ENVS:
        return bool(given)
    if method in ENV_METHODS and holder in ENVS:
        return bool(given) or method in IMPLIED
    spelled, _, last = text(function).rpartition(".")
    shared = (spelled if last in ENV_METHODS else text(function)) in ("env", "self.env", "settings.env")
    imported = origin in ("", "env") or holder.endswith(".env") or origin.endswith(".env") or origin.startswith("self.")
    return shared and imported and bool(given) and _upper(given[0])


def _upper(node: "Node") -> bool:
    return node.type == "string" and VARIABLE.fullmatch(text(node).strip("\"'")) is not None


def _is_config(function: "Node | None", origin: str, given: list["Node"], keywords: dict[str, "Node"]) -> bool:
    if not given or given[0].type not in ("string", "identifier", "attribute", "concatenated_string"):
        return False
    if origin in CONFIGS or origin in tuple(f"{each}.get" for each in CONFIGS):
        return True
    shared = text(function) == "config" and (origin.endswith(".config") or origin == "config")
    return shared and _upper(given[0]) and bool({"cast", "default"} & keywords.keys())


def _positional(origin: str, given: list["Node"]) -> "Node | None":
    """Return the default among the arguments; starlette's second one is the cast."""
    position = 2 if origin.startswith("starlette") else 1
    return given[position] if len(given) > position else None


def _env(names: Names, make: Make, node: "Node", given: list["Node"], keywords: dict[str, "Node"]) -> list[Read]:
    function = node.child_by_field_name("function")
    method = text(function).rpartition(".")[2]
    separator = keywords.get("subcast")
    if not given:
        default = _default(names, keywords.get("default"))
        return [Read((IMPLIED[method],), node.start_point.row + 1, default, default is None)]
    django = "environ" in names.imports and method not in ("str", "int", "float", "bool", "list", "json")
    second = given[1] if len(given) > 1 and not (django and _is_type(given[1])) else None
    fallback = keywords.get("default") or second
    default = _default(names, fallback, separated=method in ("list", "tuple") or separator is not None)
    if default is None and fallback is None:
        default = _scheme(names, function, given[0])
    required = default is None and fallback is None
    return make(given[0], node, How(default, required, prefix=_prefix(names, node)))


def _is_type(node: "Node") -> bool:
    return text(node) in ("str", "int", "float", "bool", "list", "dict")


def _default(names: Names, node: "Node | None", *, separated: bool = False) -> Expression | None:
    if node is None:
        return None
    if separated and node.type in ("list", "tuple"):
        texts = [names.default(each) for each in node.named_children]
        if all(each is not None for each in texts):
            joined = ",".join("".join(part for part in each or () if isinstance(part, str)) for each in texts)
            return (joined,) if joined else ()
    return names.default(node)


def _scheme(names: Names, function: "Node | None", name: "Node") -> Expression | None:
    """Return the default that `environ.Env(DEBUG=(bool, False))` gives a variable."""
    holder = function.child_by_field_name("object") if function is not None else None
    found = names.scopes.lookup(text(holder if holder is not None else function), name.start_byte)
    made = found[1][0].value if found else None
    if made is None or made.type != "call":
        return None
    scheme = names.keywords(made).get(text(name).strip("\"'"))
    parts = scheme.named_children if scheme is not None and scheme.type == "tuple" else []
    return names.default(next(iter(parts[1:]), None))


def _prefix(names: Names, node: "Node") -> Expression:
    """Return what the `with env.prefixed(...)` blocks round a place put before each name."""
    parts: Expression = ()
    current = node.parent
    while current is not None:
        if current.type == "with_statement":
            clauses = [item for clause in current.named_children[:1] for item in clause.named_children]
            calls = [item.child_by_field_name("value") for item in clauses]
            for call in calls:
                inner = call.named_child(0) if call is not None and call.type == "as_pattern" else call
                if inner is not None and text(inner.child_by_field_name("function")).endswith(".prefixed"):
                    given = names.arguments(inner)
                    parts = (*(names.spellings(given[0])[0].expression if given else (None,)), *parts)
        current = current.parent
    return parts


def _option(names: Names, make: Make, node: "Node", given: list["Node"], keywords: dict[str, "Node"]) -> list[Read]:
    """Return the variables that fill an option of a command line."""
    value = next((keywords[option] for option in OPTIONS if option in keywords), None)
    if value is None:
        return []
    command = text(node.child_by_field_name("function"))
    default = names.default(keywords.get("default"))
    if default is None and command.endswith(("Option", "Argument")):
        default = (
            names.default(given[0]) if given and not re.match(r"[\"']-", text(given[0])) else _annotated(names, node)
        )
    items = names.elements(value) if value.type in ("list", "tuple") else [value]
    return [read for item in items for read in make(item, item, How(default, False if default is not None else None))]


def _annotated(names: Names, node: "Node") -> Expression | None:
    """Return the default of the parameter that `Annotated[..., typer.Option(envvar=...)]` describes."""
    current = node.parent
    while current is not None and current.type != "typed_default_parameter":
        if current.type in ("typed_parameter", "block", "parameters"):
            return None
        current = current.parent
    return names.default(current.child_by_field_name("value")) if current is not None else None


def _automatic(names: Names, node: "Node") -> list[Read]:
    return [Read((*each.expression, "_", None), node.start_point.row + 1) for each in names.spellings(node)]


def _automatic_settings(names: Names, node: "Node | None") -> list[Read]:
    pairs = node.named_children if node is not None and node.type == "dictionary" else []
    values = [
        pair.child_by_field_name("value")
        for pair in pairs
        if text(pair.child_by_field_name("key")).strip("\"'") == "auto_envvar_prefix"
    ]
    return [read for value in values if value is not None for read in _automatic(names, value)]
