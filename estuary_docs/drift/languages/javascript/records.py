"""Schemas that JavaScript programs hold their environment against: envalid, zod, t3-env, joi, yup, class-validator."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Field, Load, Name, Read, Record
from estuary_docs.drift.languages.javascript.libraries import ENVIRONMENTS
from estuary_docs.drift.languages.javascript.values import Names
from estuary_docs.drift.languages.scopes import DEPTH, VARIABLE
from estuary_docs.drift.languages.syntax import line, text

if TYPE_CHECKING:
    from tree_sitter import Node

LONGEST = 40  # of the chains of calls that make a rule
OBJECTS = {"object", "strictObject", "looseObject", "Object", "strict_object", "objectAsync"}
EXTENDING = {"extend", "keys", "append", "shape", "safeExtend", "merge", "concat", "and", "intersection", "Composite"}
PARSING = {
    "parse", "safeParse", "parseAsync", "safeParseAsync", "validate", "validateSync", "validateAsync", "cast", "assert",
    "attempt", "create", "mask", "decode", "Decode", "Parse", "safeDecode",
}  # fmt: skip
# Functions that are handed the environment, or take it, and a schema; the schema's place among the arguments.
CLEANERS = {"cleanEnv": 1, "customCleanEnv": 1, "parseEnv": 1, "envsafe": 0, "validateEnv": 1}
ADONIS = re.compile(r"@(?:adonisjs/core/env|ioc:Adonis/Core/Env)(?:\.Env)?\.(?:create|rules)")
RUNTIME = ("runtimeEnv", "runtimeEnvStrict", "experimental__runtimeEnv")
VALIDATING = re.compile(r"valid", re.IGNORECASE)
INSTANTIATING = ("plainToInstance", "plainToClass", "transformAndValidate", "transformAndValidateSync")
ENVIRONMENT = re.compile(
    r"^(raw|process)?_?(env|config|configuration|environment|envs|envVars|record|values|variables)"
    r"(ironment|uration)?(Vars?|Variables|Config|Values)?$",
    re.IGNORECASE,
)
TELLING = re.compile(r"env|config|setting", re.IGNORECASE)
OPTIONAL = re.compile(r"@(?:IsOptional|ValidateIf)\b")
JOI = re.compile(r"\b(Joi|joi|yup|Yup)\b")
# The default of a variable that is read on a line, and whether it is required.
Rules = dict[tuple[str, int], tuple[Expression | None, bool | None]]


def schemas(names: Names, path: str) -> tuple[list[Read], list[Record], list[Load], Rules]:
    """Return what the schemas of this file read, those that it declares, and those that it loads from other files.

    What they say of variables that the file itself reads for them comes last.
    """
    schema = _Schemas(names, path)
    for node in names.found.get("call", []):
        schema.call(node)
    schema.declared()
    return schema.reads, schema.records, schema.loads, schema.rules


class _Schemas:
    def __init__(self, names: Names, path: str) -> None:
        self.names = names
        self.path = path
        self.reads: list[Read] = []
        self.records: list[Record] = []
        self.loads: list[Load] = []
        self.rules: Rules = {}

    def declared(self) -> None:
        """Note the schemas and validated classes that other files may load."""
        for name, bindings in self.names.scopes.all[0].bound.items():
            value = self.names.bare(bindings[0].value)
            if len(bindings) == 1 and value is not None and value.type in ("call_expression", "object"):
                fields, bases = self.fields(value)
                if fields or bases:
                    self.records.append(Record(name, tuple(fields), line(value), tuple(bases)))
        for name, node in self.names.classes.items():
            if fields := self._class(node):
                self.records.append(Record(name, tuple(fields), line(node)))

    def call(self, node: "Node") -> None:  # noqa: C901, PLR0912 - a line or two for each form
        """Note what a call holds the environment against."""
        names, function = self.names, node.child_by_field_name("function")
        if function is None:
            return
        given = names.arguments(node)
        last = text(function).rpartition(".")[2]
        if last in CLEANERS and len(given) > CLEANERS[last]:
            self._load(given[CLEANERS[last]], node, strict=False)
        elif last == "createEnv" and given:
            told = {key: value for key, value, _ in names.pairs(given[0])}
            runtime = next((told[key] for key in RUNTIME if key in told), None)
            renamed = {key for key, (name, _) in self._taken(runtime).items() if key != name}
            for value in (told[key] for key in ("server", "client", "shared") if key in told):
                self._hand(value, runtime)
                self._load(value, node, strict=False, renamed=renamed)
        elif ADONIS.fullmatch(names.origin(function)) and given:
            self._load(given[-1], node, strict=False)
        elif last == "defineConfig" and given:
            options = {key: value for key, value, _ in names.pairs(given[0])}
            told = {key: value for key, value, _ in names.pairs(options.get("env"))}
            self._load(told.get("schema"), node, strict=False)
        elif last in ("envSchema", "fastifyEnv") or (last == "register" and given and "nv" in text(given[0])):
            self._json_schema(given)
        elif last in INSTANTIATING and len(given) > 1:
            self._instance(given, node)
        elif last in PARSING and given:
            holder = function.child_by_field_name("object")
            self._hand(names.value(holder), given[0])
            with_schema = last in ("parse", "validate", "assert", "attempt", "Decode", "Parse") and len(given) > 1
            if holder is not None and self._is_environment(given[0]):
                self._load(holder, node, strict=names.origin(given[0]) not in ENVIRONMENTS)
            elif holder is None and len(given) > 1 and self._is_environment(given[0]):
                self._load(given[1], node, strict=names.origin(given[0]) not in ENVIRONMENTS)
            elif with_schema and self._is_environment(given[1]):
                self._load(given[0], node, strict=names.origin(given[1]) not in ENVIRONMENTS)
            elif holder is not None and (held := names.holder(given[0])):
                self._load(holder, node, strict=False, held=held)
            elif with_schema and (held := names.holder(given[1])):
                self._load(given[0], node, strict=False, held=held)
        elif VALIDATING.search(last) and any(names.origin(each) in ENVIRONMENTS for each in given):
            classes = [text(each) for each in given if each.type == "identifier" and text(each)[:1].isupper()]
            self.loads += [Load(each, line(node), method="class-validator") for each in classes]
        for each in given:
            for key, value, _ in names.pairs(each) if last.startswith(("forRoot", "register")) else []:
                if key == "validationSchema":
                    self._load(value, node, strict=False)

    def _is_environment(self, node: "Node") -> bool:
        """Whether a value is the environment, or a parameter that is called like it."""
        bare = self.names.bare(node)
        if self.names.origin(bare) in ENVIRONMENTS:
            return True
        if bare is None or bare.type != "identifier":
            return False
        found = self.names.scopes.lookup(text(bare), bare.start_byte)
        return bool(found and found[1][0].parameter and ENVIRONMENT.match(text(bare)))

    def _taken(self, node: "Node | None") -> dict[str, tuple[str, int]]:
        """Return which variable an object takes for each of its keys, and the line that reads it."""
        found = {key: self.names.bare(value) for key, value, _ in self.names.pairs(node)}
        read = {key: value for key, value in found.items() if value is not None and value.type == "member_expression"}
        return {
            key: (text(name), line(name))
            for key, value in read.items()
            if self.names.origin(value.child_by_field_name("object")) in ENVIRONMENTS
            and (name := value.child_by_field_name("property")) is not None
        }

    def _hand(self, schema: "Node | None", given: "Node | None") -> None:
        """Note what a schema says of the variables that an object takes under keys of its own."""
        taken = self._taken(given)
        schema = self.names.bare(schema) if taken else None
        for _ in range(DEPTH):
            function = schema.child_by_field_name("function") if schema is not None else None
            if schema is None or function is None:
                break
            made = text(function).rpartition(".")[2] in OBJECTS
            schema = self.names.value(next(iter(self.names.arguments(schema)), None) if made else _holder(function))
        for key, value, _ in self.names.pairs(schema):
            if key in taken:
                self.rules[taken[key]] = self.rule(value)

    def _load(
        self,
        schema: "Node | None",
        at: "Node",
        *,
        strict: bool,
        renamed: Collection[str] = (),
        held: Expression | None = None,
    ) -> None:
        """Note that a schema is held against the environment; `strict` asks that it looks like one made for it.

        `held` is what it is held against, where another file tells whether that is the environment.
        """
        fields, bases = self.fields(schema)
        bare = self.names.bare(schema)
        if strict and not (TELLING.search(f"{self.path} {text(bare)[:60]}") and (fields or bases)):
            return
        for field in fields:
            for name in field.names:
                if name not in renamed:
                    read = Read((name,), field.line, field.default, field.required, holder=held)
                    self.reads.append(replace(read, function=self._within(at, held)))
        self.loads += [Load(base, line(at), method="schema", holder=held) for base in bases]

    def _within(self, at: "Node", held: Expression | None) -> str:
        """Return the function whose caller hands what a schema is held against."""
        wanted = {part.text for part in held or () if isinstance(part, Name)}
        scopes = self.names.scopes.at(at.start_byte).outward()
        return next((scope.name for scope in scopes if wanted & set(scope.parameters)), "")

    def _instance(self, given: list["Node"], at: "Node") -> None:
        """Note a class that Nest fills from the environment (`plainToInstance(EnvironmentVariables, config)`)."""
        if not self._is_environment(given[1]):
            return
        node = self.names.classes.get(text(given[0]))
        if node is None:
            self.loads.append(Load(text(given[0]), line(at), method="class-validator"))
        for field in self._class(node) if node is not None else []:
            for name in field.names:
                self.reads.append(Read((name,), field.line, field.default, field.required))

    def _class(self, node: "Node") -> list[Field]:
        body = node.child_by_field_name("body")
        found = []
        for each in body.named_children if body is not None else []:
            name = text(each.child_by_field_name("name"))
            if (
                each.type != "public_field_definition"
                or not VARIABLE.fullmatch(name)
                or text(each).startswith("static")
            ):
                continue
            if " static " in f" {text(each).partition(name)[0]} ":
                continue
            value = each.child_by_field_name("value")
            optional = value is not None or OPTIONAL.search(text(each)) is not None or f"{name}?" in text(each)
            where = line(each.child_by_field_name("name") or each)
            default = self.names.default(value)
            found.append(Field(name, where, (name,), default=default, required=not optional))
        return found

    def _json_schema(self, given: list["Node"]) -> None:
        """Note the properties of a JSON schema that fastify's plugins hold the environment against."""
        for each in given:
            pairs = {key: value for key, value, _ in self.names.pairs(each)}
            inner = pairs.get("schema")
            schema = {key: value for key, value, _ in self.names.pairs(inner)} if inner is not None else {}
            wanted = [text(item).strip("\"'`") for item in self.names.elements(schema.get("required"))]
            for key, value, pair in self.names.pairs(schema.get("properties")):
                default = next((self.names.default(v) for k, v, _ in self.names.pairs(value) if k == "default"), None)
                self.reads.append(Read((key,), line(pair), default, key in wanted and default is None))
            if inner is not None and not schema:
                self._load(inner, inner, strict=False)

    def fields(self, node: "Node | None", depth: int = 0) -> tuple[list[Field], list[str]]:
        """Return the variables of a schema, and the imported schemas that it is made of."""
        node = self.names.bare(node)
        if node is None or depth > DEPTH:
            return [], []
        match node.type:
            case "object":
                return self._object(node, depth)
            case "identifier" | "shorthand_property_identifier":
                return self._named(node, depth)
            case "member_expression":
                return self.fields(node.child_by_field_name("object"), depth + 1)
            case "call_expression":
                return self._made(node, depth)
        return [], []

    def _named(self, node: "Node", depth: int) -> tuple[list[Field], list[str]]:
        found = self.names.scopes.lookup(text(node), node.start_byte)
        if found is None or found[1][0].parameter:
            return [], []
        if found[1][0].origin:
            return [], [text(node)]
        return self.fields(found[1][0].value, depth + 1)

    def _made(self, node: "Node", depth: int) -> tuple[list[Field], list[str]]:
        function, given = node.child_by_field_name("function"), self.names.arguments(node)
        last = text(function).rpartition(".")[2]
        holder = function.child_by_field_name("object") if function is not None else None
        if last in OBJECTS:
            first = self.fields(given[0], depth + 1) if given else ([], [])
            if first != ([], []):
                return first
        parts = [holder] if holder is not None and not self._is_library(holder) else []
        if last in EXTENDING:
            parts += given
        elif function is not None and function.type == "identifier" and last not in OBJECTS:
            return [], []
        found = [self.fields(each, depth + 1) for each in parts]
        return [each for fields, _ in found for each in fields], [each for _, bases in found for each in bases]

    def _is_library(self, node: "Node") -> bool:
        return node.type == "identifier" and text(node) in ("z", "v", "Joi", "joi", "yup", "Yup", "Type", "t", "S")

    def _object(self, node: "Node", depth: int) -> tuple[list[Field], list[str]]:
        fields, bases = [], []
        for each in node.named_children:
            if each.type == "spread_element":
                more, others = self.fields(each.named_child(0), depth + 1)
                fields += more
                bases += others
            key = each.child_by_field_name("key")
            name = text(key).strip("\"'")
            value = each.child_by_field_name("value")
            if each.type == "pair" and key is not None and value is not None and VARIABLE.fullmatch(name):
                if value.type in (
                    "call_expression",
                    "identifier",
                    "member_expression",
                    "new_expression",
                    "ternary_expression",
                ) or any(inner == "schema" for inner, _, _ in self.names.pairs(value)):
                    default, required = self.rule(value)
                    fields.append(Field(name, line(key), (name,), default=default, required=required))
            elif each.type == "shorthand_property_identifier" and VARIABLE.fullmatch(text(each)):
                fields.append(Field(text(each), line(each), (text(each),)))
        return fields, bases

    def rule(self, node: "Node | None", depth: int = 0) -> tuple[Expression | None, bool | None]:  # noqa: C901, PLR0911 - a line or two for each form
        """Return the default that a variable's rule gives it, and whether the variable is required."""
        optional_by_nature = JOI.search(text(node)) is not None if node is not None else False
        required: bool | None = None if optional_by_nature else True
        while node is not None and depth < LONGEST:
            node, depth = self.names.bare(node), depth + 1
            if node is None or node.type == "member_expression":
                return None, None if node is not None and depth == 1 else required
            if node.type == "identifier":
                found = self.names.scopes.lookup(text(node), node.start_byte)
                value = found[1][0].value if found else None
                if value is None:
                    return None, required if depth > 1 else None
                return self.rule(value, depth)
            if node.type != "call_expression":
                return None, None if node.type == "ternary_expression" else required
            function, given = node.child_by_field_name("function"), self.names.arguments(node)
            last = text(function).rpartition(".")[2]
            options = {key: value for key, value, _ in self.names.pairs(given[-1])} if given else {}
            given_default = options.get("default") or options.get("defaultValue")
            if last in ("default", "defaulted", "prefault", "catch", "fallback", "failover") and given:
                return self.names.default(given[-1]), False
            if given_default is not None:
                return self.names.default(given_default), False
            if last in ("optional", "nullish", "nullable", "notRequired", "Optional") and required is not False:
                if given[1:]:
                    return self.names.default(given[1]), False
                required = False
            if last == "required":
                required = True
            if last in ("preprocess", "pipe") and given:
                default, inner = self.rule(given[1 if last == "preprocess" and len(given) > 1 else 0], depth)
                if default is not None or inner is False:
                    return default, inner
            node = function.child_by_field_name("object") if function is not None else None
        return None, required


def _holder(function: "Node") -> "Node | None":
    return function.child_by_field_name("object")
