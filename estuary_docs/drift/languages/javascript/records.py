"""Schemas that JavaScript programs hold their environment against: envalid, zod, t3-env, joi, yup, class-validator."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Load, Name, Read, Record
from estuary_docs.drift.languages.javascript.libraries import ENVIRONMENTS
from estuary_docs.drift.languages.javascript.rules import OBJECTS, Rule, Schemas
from estuary_docs.drift.languages.javascript.values import JavaScriptValues
from estuary_docs.drift.languages.scopes import DEPTH
from estuary_docs.drift.languages.syntax import line, text
from estuary_docs.drift.mention import CHECKED

if TYPE_CHECKING:
    from tree_sitter import Node

PARSING = {
    "parse", "safeParse", "parseAsync", "safeParseAsync", "validate", "validateSync", "validateAsync", "cast", "assert",
    "attempt", "create", "mask", "decode", "Decode", "Parse", "safeDecode",
}  # fmt: skip
# Functions that are handed the environment, or take it, and a schema; the schema's place among the arguments.
CLEANERS = {"cleanEnv": 1, "customCleanEnv": 1, "parseEnv": 1, "envsafe": 0, "validateEnv": 1}
ADONIS = re.compile(r"@(?:adonisjs/core/env|ioc:Adonis/Core/Env)(?:\.Env)?\.(?:create|rules)")
TAKING_A_SCHEMA = ("parse", "validate", "assert", "attempt", "Decode", "Parse")  # before what they parse
RUNTIME = ("runtimeEnv", "runtimeEnvStrict", "experimental__runtimeEnv")
# How class-validator is told to ask for nothing that is not set.
SKIPPING = re.compile(r"\bskipMissingProperties\s*:\s*true\b")
VALIDATING = re.compile(r"valid", re.IGNORECASE)
INSTANTIATING = ("plainToInstance", "plainToClass", "transformAndValidate", "transformAndValidateSync")
ENVIRONMENT = re.compile(
    r"^(raw|process)?_?(env|config|configuration|environment|envs|envVars|record|values|variables)"
    r"(ironment|uration)?(Vars?|Variables|Config|Values)?$",
    re.IGNORECASE,
)
TELLING = re.compile(r"env|config|setting", re.IGNORECASE)
# The default of a variable that is read on a line, and whether it is required.
Rules = dict[tuple[str, int], Rule]


def schemas(values: JavaScriptValues, path: str) -> tuple[list[Read], list[Record], list[Load], Rules]:
    """Return what the schemas of this file read, those that it declares, and those that it loads from other files.

    What they say of variables that the file itself reads for them comes last.
    """
    holders = _Holders(values, path)
    for node in values.nodes.get("call", []):
        holders.call(node)
    holders.declared()
    return holders.reads, holders.records, holders.loads, holders.rules


class _Holders:
    def __init__(self, values: JavaScriptValues, path: str) -> None:
        self.values = values
        self.path = path
        self.schemas = Schemas(values)
        self.reads: list[Read] = []
        self.records: list[Record] = []
        self.loads: list[Load] = []
        self.rules: Rules = {}

    def declared(self) -> None:
        """Note the schemas and validated classes that other files may load."""
        for name, bindings in self.values.scopes.all[0].bound.items():
            value = self.values.bare(bindings[0].value)
            if len(bindings) == 1 and value is not None and value.type in ("call_expression", "object"):
                fields, bases = self.schemas.fields(value)
                if fields or bases:
                    self.records.append(Record(name, tuple(fields), line(value), tuple(bases)))
        for name, node in self.values.classes.items():
            if fields := self.schemas.of_class(node):
                self.records.append(Record(name, tuple(fields), line(node)))

    def call(self, node: "Node") -> None:
        """Note what a call holds the environment against."""
        function, arguments = node.child_by_field_name("function"), self.values.arguments(node)
        if function is None or not arguments:
            return
        last = text(function).rpartition(".")[2]
        if last in CLEANERS and len(arguments) > CLEANERS[last]:
            self._load(arguments[CLEANERS[last]], node, strict=False)
        elif last == "createEnv":
            self._created(arguments[0], node)
        elif ADONIS.fullmatch(self.values.origin(function)):
            self._load(arguments[-1], node, strict=False)
        elif last == "defineConfig":
            self._load(self._options(self._options(arguments[0]).get("env")).get("schema"), node, strict=False)
        elif last in ("envSchema", "fastifyEnv") or (last == "register" and "nv" in text(arguments[0])):
            self._json_schema(arguments)
        elif last in INSTANTIATING and len(arguments) > 1:
            self._instance(arguments, node)
        elif last in PARSING:
            self._parsed(function, arguments, node)
        elif VALIDATING.search(last) and any(self.values.origin(argument) in ENVIRONMENTS for argument in arguments):
            classes = [
                text(argument)
                for argument in arguments
                if argument.type == "identifier" and text(argument)[:1].isupper()
            ]
            self.loads += [Load(name, line(node), method="class-validator", note=CHECKED) for name in classes]
        for argument in arguments if last.startswith(("forRoot", "register")) else []:
            for key, value, _ in self.values.pairs(argument):
                if key == "validationSchema":
                    self._load(value, node, strict=False)

    def _options(self, node: "Node | None") -> dict[str, "Node"]:
        return {key: value for key, value, _ in self.values.pairs(node)}

    def _created(self, options: "Node", at: "Node") -> None:
        """Note the schemas of `createEnv({ server: ..., client: ..., runtimeEnv: ... })`."""
        schemas = self._options(options)
        runtime = next((schemas[key] for key in RUNTIME if key in schemas), None)
        renamed = {key for key, (name, _) in self._taken(runtime).items() if key != name}
        for value in (schemas[key] for key in ("server", "client", "shared") if key in schemas):
            self._hand(value, runtime)
            self._load(value, at, strict=False, renamed=renamed)

    def _parsed(self, function: "Node", arguments: list["Node"], at: "Node") -> None:
        """Note a schema that parses what may be the environment: `schema.parse(env)`, `parse(schema, env)`."""
        values, holder = self.values, function.child_by_field_name("object")
        first, second = arguments[0], next(iter(arguments[1:]), None)
        self._hand(values.value(holder), first)
        taking = second is not None and text(function).rpartition(".")[2] in TAKING_A_SCHEMA
        ways = [(holder if holder is not None else second, first), *([(first, second)] if taking else [])]
        for schema, value in ways:
            if schema is not None and value is not None and self._is_environment(value):
                self._load(schema, at, strict=values.origin(value) not in ENVIRONMENTS)
                return
        for schema, value in ways if holder is not None else ways[1:]:
            if environment := values.holder(value):
                self._load(schema, at, strict=False, holder=environment)
                return

    def _is_environment(self, node: "Node") -> bool:
        """Whether a value is the environment, or a parameter that is called like it."""
        bare = self.values.bare(node)
        if self.values.origin(bare) in ENVIRONMENTS:
            return True
        if bare is None or bare.type != "identifier":
            return False
        bindings = self.values.bindings(bare)
        return bool(bindings and bindings[0].parameter and ENVIRONMENT.match(text(bare)))

    def _taken(self, node: "Node | None") -> dict[str, tuple[str, int]]:
        """Return which variable an object takes for each of its keys, and the line that reads it."""
        values = {key: self.values.bare(value) for key, value, _ in self.values.pairs(node)}
        read = {key: value for key, value in values.items() if value is not None and value.type == "member_expression"}
        return {
            key: (text(name), line(name))
            for key, value in read.items()
            if self.values.origin(value.child_by_field_name("object")) in ENVIRONMENTS
            and (name := value.child_by_field_name("property")) is not None
        }

    def _hand(self, schema: "Node | None", runtime: "Node | None") -> None:
        """Note what a schema says of the variables that an object takes under keys of its own."""
        taken = self._taken(runtime)
        schema = self.values.bare(schema) if taken else None
        for _ in range(DEPTH):
            function = schema.child_by_field_name("function") if schema is not None else None
            if schema is None or function is None:
                break
            is_object = text(function).rpartition(".")[2] in OBJECTS
            inner = (
                next(iter(self.values.arguments(schema)), None) if is_object else function.child_by_field_name("object")
            )
            schema = self.values.value(inner)
        for key, value, _ in self.values.pairs(schema):
            if key in taken:
                self.rules[taken[key]] = self.schemas.rule(value)

    def _load(
        self,
        schema: "Node | None",
        at: "Node",
        *,
        strict: bool,
        renamed: Collection[str] = (),
        holder: Expression | None = None,
    ) -> None:
        """Note that a schema is held against the environment; `strict` asks that it looks like one made for it.

        `holder` is what it is held against, where another file tells whether that is the environment.
        """
        fields, bases = self.schemas.fields(schema)
        bare = self.values.bare(schema)
        if strict and not (TELLING.search(f"{self.path} {text(bare)[:60]}") and (fields or bases)):
            return
        for field in fields:
            for name in field.names:
                if name not in renamed:
                    read = Read((name,), field.line, field.default, field.required, note=CHECKED, holder=holder)
                    self.reads.append(replace(read, function=self._within(at, holder)))
        self.loads += [Load(base, line(at), method="schema", note=CHECKED, holder=holder) for base in bases]

    def _within(self, at: "Node", holder: Expression | None) -> str:
        """Return the function whose caller hands what a schema is held against."""
        names = {part.text for part in holder or () if isinstance(part, Name)}
        scopes = self.values.scopes.at(at.start_byte).outward()
        return next((scope.name for scope in scopes if names & set(scope.parameters)), "")

    def _instance(self, arguments: list["Node"], at: "Node") -> None:
        """Note a class that Nest fills from the environment (`plainToInstance(EnvironmentVariables, config)`)."""
        if not self._is_environment(arguments[1]):
            return
        node = self.values.classes.get(text(arguments[0]))
        if node is None:
            self.loads.append(Load(text(arguments[0]), line(at), method="class-validator", note=CHECKED))
        skipping = SKIPPING.search(text(_file_of(at))) is not None
        for field in self.schemas.of_class(node) if node is not None else []:
            for name in field.names:
                required = field.required and not skipping
                self.reads.append(Read((name,), field.line, field.default, required, note=CHECKED))

    def _json_schema(self, arguments: list["Node"]) -> None:
        """Note the properties of a JSON schema that fastify's plugins hold the environment against."""
        for argument in arguments:
            inner = self._options(argument).get("schema")
            schema = self._options(inner)
            required = [text(item).strip("\"'`") for item in self.values.elements(schema.get("required"))]
            for key, value, pair in self.values.pairs(schema.get("properties")):
                default = self.values.default(self._options(value).get("default"))
                needed = key in required and default is None
                self.reads.append(Read((key,), line(pair), default, needed, note=CHECKED))
            if inner is not None and not schema:
                self._load(inner, inner, strict=False)


def _file_of(node: "Node") -> "Node":
    while node.parent is not None:
        node = node.parent
    return node
