"""Reads that JavaScript libraries make by name: Nest's ConfigService, env-var, convict, commander, Strapi, Effect."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Read
from estuary_docs.drift.languages.javascript.values import Names
from estuary_docs.drift.languages.scopes import DEPTH, VARIABLE, How
from estuary_docs.drift.languages.syntax import text

if TYPE_CHECKING:
    from tree_sitter import Node

Make = Callable[..., list[Read]]
Fallback = Callable[["Node"], tuple[Expression | None, bool | None]]

GETTERS = ("get", "getOrThrow", "has")
SERVICES = ("configService", "this.configService", "configservice", "this.config_service")
NAMED_IN_FULL = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
DECORATORS = ("Env", "EnvVar", "FromEnv")
OF_STRAPI = ("env", "env.int", "env.float", "env.bool", "env.json", "env.array", "env.date")
OF_EFFECT = re.compile(
    r"effect(?:/Config|\.Config)\.(?:string|nonEmptyString|number|integer|port|boolean|redacted|secret|url|duration|date"
    r"|logLevel)"
)
ENV_VAR = ("env-var", "env-var.default", "env-var.from()", "env-var.default.from()")


def library_reads(names: Names, make: Make, fallback: Fallback) -> list[Read]:  # noqa: C901 - a line or two for each library
    """Return the reads that a file makes through libraries; `make` turns a name's node into reads."""
    found: list[Read] = []
    for node in names.found.get("call", []):
        function, given = node.child_by_field_name("function"), names.arguments(node)
        if function is None or not given:
            continue
        origin = names.origin(function)
        holder, _, method = origin.rpartition(".")
        spelled = text(function.child_by_field_name("object")).replace("?", "").replace("!", "")
        last = text(function.child_by_field_name("property"))
        if last in GETTERS and (holder.endswith("ConfigService()") or spelled in SERVICES):
            found += _service(names, make, fallback, node)
        elif method == "get" and holder in ENV_VAR:
            default, required = _chained(names, node)
            found += make(given[0], node, How(default, required))
        elif origin == "prisma/config.env":
            found += make(given[0], node, How(required=True))
        elif origin in ("convict", "convict.default"):
            found += _convict(names, make, given[0])
        elif last == "env" and _makes_an_option(function.child_by_field_name("object")):
            default, _ = _chained(names, node)
            found += make(given[0], node, How(default, False if default is not None else None))
        elif text(function) in OF_STRAPI and names.is_taken(function, "env"):
            default = names.default(next(iter(given[1:]), None))
            found += _of_variables(make(given[0], node, How(default, False if default is not None else None)))
        elif OF_EFFECT.fullmatch(origin):
            found += _of_variables(make(given[0], node, How()))
        elif text(function) in DECORATORS and node.parent is not None and node.parent.type == "decorator":
            default = names.default(_decorated(node.parent))
            found += _of_variables(make(given[0], node, How(default, False if default is not None else None)))
    if not any("convict" in each for each in names.imports.values()):
        for pair in names.found.get("declared", []):
            found += _declared(names, make, pair)
    return found


def _of_variables(reads: list[Read]) -> list[Read]:
    """Leave out the keys that are not written like a variable."""
    return [each for each in reads if all(not isinstance(part, str) or VARIABLE.fullmatch(part) for part in each.name)]


def _makes_an_option(node: "Node | None") -> bool:
    """Say whether a chain of calls begins with `new Option(...)`."""
    while node is not None and node.type in ("call_expression", "member_expression"):
        node = node.child_by_field_name("function") or node.child_by_field_name("object")
    return node is not None and text(node.child_by_field_name("constructor")).rpartition(".")[2] == "Option"


def _decorated(decorator: "Node") -> "Node | None":
    """Return what the field that a decorator stands before begins with."""
    field = decorator.parent
    return field.child_by_field_name("value") if field is not None else None


def _declared(names: Names, make: Make, pair: "Node") -> Iterator[Read]:
    """Yield what a table of options reads: `{ env: "STOCK_PORT", default: 8080 }`."""
    value = pair.child_by_field_name("value")
    others = {key: each for key, each, _ in names.pairs(pair.parent)}
    default = names.default(others.get("default"))
    for read in make(value, pair, How(default, False if default is not None else None)):
        if len(others) > 1 and all(isinstance(part, str) and NAMED_IN_FULL.fullmatch(part) for part in read.name):
            yield read


def _service(names: Names, make: Make, fallback: Fallback, node: "Node") -> list[Read]:
    """Return what Nest's service reads; a key that is not written like a variable is one of the program's own."""
    given = names.arguments(node)
    default = names.default(next(iter(given[1:]), None))
    required: bool | None = text(node.child_by_field_name("function")).endswith("getOrThrow") or None
    if default is not None:
        required = False
    elif required is None:
        default, required = fallback(node)
    return _of_variables(make(given[0], node, How(default, required)))


def _chained(names: Names, node: "Node") -> tuple[Expression | None, bool | None]:
    """Return the default of `env.get("X").default("d").required()`, and whether the variable is required."""
    default: Expression | None = None
    required: bool | None = None
    parent = node.parent
    while parent is not None and parent.type in ("member_expression", "call_expression"):
        if parent.type == "call_expression":
            method = text(parent.child_by_field_name("function")).rpartition(".")[2]
            given = names.arguments(parent)
            if method == "default" and given:
                default, required = names.default(given[0]), False
            elif method == "required" and default is None:
                required = not (given and text(given[0]) == "false")
        parent = parent.parent
    return default, required


def _convict(names: Names, make: Make, schema: "Node", depth: int = 0) -> list[Read]:
    found: list[Read] = []
    pairs = {key: value for key, value, _ in names.pairs(schema)}
    env = pairs.get("env")
    if env is not None and env.type in ("string", "identifier", "member_expression", "template_string"):
        default = names.default(pairs.get("default"))
        found += make(env, env, How(default, False if default is not None else None))
    for value in pairs.values():
        if value.type in ("object", "identifier", "shorthand_property_identifier") and depth < DEPTH:
            found += _convict(names, make, value, depth + 1)
    return found
