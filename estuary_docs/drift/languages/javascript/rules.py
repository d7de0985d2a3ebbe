"""What the schemas of JavaScript's libraries say of variables: which there are, their defaults, which are required."""

import re
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Field
from estuary_docs.drift.languages.scopes import DEPTH
from estuary_docs.drift.languages.spellings import VARIABLE
from estuary_docs.drift.languages.syntax import line, text

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.languages.javascript.values import JavaScriptValues

LONGEST = 40  # of the chains of calls that make a rule
OBJECTS = {"object", "strictObject", "looseObject", "Object", "strict_object", "objectAsync"}
EXTENDING = {"extend", "keys", "append", "shape", "safeExtend", "merge", "concat", "and", "intersection", "Composite"}
LIBRARIES = ("z", "v", "Joi", "joi", "yup", "Yup", "Type", "t", "S")
DEFAULTING = ("default", "defaulted", "prefault", "catch", "fallback", "failover")
ALLOWING = ("optional", "nullish", "nullable", "notRequired", "Optional")
RULING = ("call_expression", "identifier", "member_expression", "new_expression", "ternary_expression")
OPTIONAL = re.compile(r"@(?:IsOptional|ValidateIf)\b")
# What class-validator's decorators are called that ask for something; a field without one is not looked at.
ASKING = re.compile(r"@(?:Is|Equals|NotEquals|Min|Max|Length|Matches|Contains|Array|Validate)\w*\(")
JOI = re.compile(r"\b(Joi|joi|yup|Yup)\b")
Rule = tuple[Expression | None, bool | None]  # the default, and whether the variable is required
Variables = tuple[list[Field], list[str]]  # those of a schema, and the imported schemas that it is made of


class Schemas:
    """The schemas that one file writes."""

    def __init__(self, values: "JavaScriptValues") -> None:
        self.values = values

    def fields(self, node: "Node | None", depth: int = 0) -> Variables:
        """Return the variables of a schema, and the imported schemas that it is made of."""
        node = self.values.bare(node)
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

    def _named(self, node: "Node", depth: int) -> Variables:
        bindings = self.values.bindings(node)
        if not bindings or bindings[0].parameter:
            return [], []
        if bindings[0].origin:
            return [], [text(node)]
        return self.fields(bindings[0].value, depth + 1)

    def _made(self, node: "Node", depth: int) -> Variables:
        function, arguments = node.child_by_field_name("function"), self.values.arguments(node)
        last = text(function).rpartition(".")[2]
        holder = function.child_by_field_name("object") if function is not None else None
        if last in OBJECTS and arguments and (first := self.fields(arguments[0], depth + 1)) != ([], []):
            return first
        parts = [holder] if holder is not None and not _is_library(holder) else []
        if last in EXTENDING:
            parts += arguments
        elif function is not None and function.type == "identifier" and last not in OBJECTS:
            return [], []
        variables = [self.fields(part, depth + 1) for part in parts]
        return [field for fields, _ in variables for field in fields], [
            base for _, bases in variables for base in bases
        ]

    def _object(self, node: "Node", depth: int) -> Variables:
        fields: list[Field] = []
        bases: list[str] = []
        for child in node.named_children:
            if child.type == self.values.spread:
                more, others = self.fields(child.named_child(0), depth + 1)
                fields += more
                bases += others
            elif child.type == "shorthand_property_identifier" and VARIABLE.fullmatch(text(child)):
                fields.append(Field(text(child), line(child), (text(child),)))
            elif child.type == "pair":
                fields += self._property(child)
        return fields, bases

    def _property(self, pair: "Node") -> list[Field]:
        """Return the variable that a property of a schema stands for."""
        key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
        name = text(key).strip("\"'")
        if key is None or value is None or not VARIABLE.fullmatch(name):
            return []
        if value.type not in RULING and all(inner != "schema" for inner, _, _ in self.values.pairs(value)):
            return []
        default, required = self.rule(value)
        return [Field(name, line(key), (name,), default=default, required=required)]

    def of_class(self, node: "Node") -> list[Field]:
        """Return the variables that the members of a validated class stand for."""
        body = node.child_by_field_name("body")
        fields: list[Field] = []
        for child in body.named_children if body is not None else []:
            name = text(child.child_by_field_name("name"))
            if child.type != "public_field_definition" or not VARIABLE.fullmatch(name):
                continue
            if re.search(r"(?:^| )static(?: |$)", text(child).partition(name)[0]):
                continue
            value = child.child_by_field_name("value")
            optional = value is not None or OPTIONAL.search(text(child)) is not None or f"{name}?" in text(child)
            where = line(child.child_by_field_name("name") or child)
            required = not optional if optional or ASKING.search(text(child)) else None
            fields.append(Field(name, where, (name,), default=self.values.default(value), required=required))
        return fields

    def rule(self, node: "Node | None", depth: int = 0) -> Rule:
        """Return the default that a variable's rule gives it, and whether the variable is required."""
        optional_by_nature = JOI.search(text(node)) is not None if node is not None else False
        required: bool | None = None if optional_by_nature else True
        while node is not None and depth < LONGEST:
            node, depth = self.values.bare(node), depth + 1
            if node is None or node.type == "member_expression":
                return None, None if node is not None and depth == 1 else required
            if node.type == "identifier":
                bindings = self.values.bindings(node)
                value = bindings[0].value if bindings else None
                return self.rule(value, depth) if value is not None else (None, required if depth > 1 else None)
            if node.type != "call_expression":
                return None, None if node.type == "ternary_expression" else required
            function, arguments = node.child_by_field_name("function"), self.values.arguments(node)
            last = text(function).rpartition(".")[2]
            if (alone := self._alone(last, arguments, depth)) is not None:
                return alone
            if last in ALLOWING and required is not False:
                if arguments[1:]:
                    return self.values.default(arguments[1]), False
                required = False
            required = True if last == "required" else required
            node = function.child_by_field_name("object") if function is not None else None
        return None, required

    def _alone(self, last: str, arguments: list["Node"], depth: int) -> Rule | None:
        """Return what one call of a chain decides by itself: by a default, an option, or a rule that it is handed."""
        if not arguments:
            return None
        if last in DEFAULTING:
            return self.values.default(arguments[-1]), False
        options = {key: value for key, value, _ in self.values.pairs(arguments[-1])}
        default = options.get("default") or options.get("defaultValue")
        if default is not None:
            return self.values.default(default), False
        if last in ("preprocess", "pipe"):
            inner = self.rule(arguments[1 if last == "preprocess" and len(arguments) > 1 else 0], depth)
            return inner if inner[0] is not None or inner[1] is False else None
        return None


def _is_library(node: "Node") -> bool:
    return node.type == "identifier" and text(node) in LIBRARIES
