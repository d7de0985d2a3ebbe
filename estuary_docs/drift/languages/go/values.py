"""What a Go expression computes to, as far as the text tells: names, texts and numbers."""

import re
from functools import cached_property
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Name, applied
from estuary_docs.drift.languages.expressions import DEEP, UNKNOWN, Bindings, Expressions, Turns, separated, turned
from estuary_docs.drift.languages.go.syntax import statements
from estuary_docs.drift.languages.literals import unescaped
from estuary_docs.drift.languages.scopes import ASSIGNED
from estuary_docs.drift.languages.syntax import descendants, text

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.languages.go.syntax import GoTree

MANY = 100  # elements of a list that is looked at; longer ones hold no names of variables
STRINGS = ("interpreted_string_literal", "raw_string_literal")
SAME = {
    "strconv.Itoa",
    "string",
    "strconv.FormatInt",
    "fmt.Sprint",
    "strconv.FormatBool",
    "url.Parse",
}
SAME |= {"int", "int64", "int32", "uint", "uint16", "uint64", "float64", "time.Duration", "strconv.Quote", "int16"}
STEPS = {  # functions that are text functions
    "strings.ToUpper": "upper",
    "strings.ToLower": "lower",
    "strings.TrimSpace": "trim",
    "strings.ReplaceAll": "replace",
    "strings.Replace": "replace",
    "strings.TrimPrefix": "without_prefix",
    "strings.TrimSuffix": "without_suffix",
}
UNITS = {"time.Second": "s", "time.Minute": "m", "time.Hour": "h", "time.Millisecond": "ms", "time.Microsecond": "us"}
VERB = re.compile(r"%%|%[-+# 0]*\d*(?:\.\d+)?[a-zA-Z]")


def literal(node: "Node") -> str:
    """Return the text between the quotes of a string, "" where its escapes are not known."""
    return _written(node) or ""


def _written(node: "Node") -> str | None:
    inner = text(node)[1:-1]
    return inner if node.type == "raw_string_literal" else unescaped(inner, octal=True)


def converted(node: "Node") -> "Node":
    """Return what a conversion to a text is made of: `k` for `string(k)`."""
    arguments = node.child_by_field_name("arguments") if node.type == "call_expression" else None
    operands = arguments.named_children if arguments is not None else []
    plain = len(operands) == 1 and text(node.child_by_field_name("function")) == "string"
    return operands[0] if plain else node


class GoValues(Expressions):
    """Computes expressions of one file."""

    def __init__(self, tree: "GoTree") -> None:
        self._tree = tree

    def _of(self, node: "Node", bound: Bindings, depth: int) -> Expression:  # noqa: PLR0911 - one a kind of expression
        kind = node.type
        if kind in STRINGS:
            value = _written(node)
            return UNKNOWN if value is None else (value,) if value else ()
        if kind in {"int_literal", "float_literal", "true", "false"}:
            return (text(node).replace("_", ""),)
        if kind in {"identifier", "selector_expression", "field_identifier"}:
            return self._named(node, bound, depth)
        if kind in {"parenthesized_expression", "literal_element", "expression_list", "unary_expression"}:
            inner = self.of(node.named_children[0], bound, depth + 1) if node.named_children else UNKNOWN
            return ("-", *inner) if text(node).startswith("-") and kind == "unary_expression" else inner
        if kind == "binary_expression":
            return self._operated(node, bound, depth)
        if kind == "index_expression":
            return self._picked(node, bound, depth)
        if kind == "type_conversion_expression":
            return self.of(node.child_by_field_name("operand"), bound, depth + 1)
        return self._called(node, bound, depth) if kind == "call_expression" else UNKNOWN

    def _named(self, node: "Node", bound: Bindings, depth: int) -> Expression:
        name = text(node)
        if name in bound:
            return bound[name]
        if name in UNITS:
            return ("1" + UNITS[name],)
        first, _, rest = name.partition(".")
        local = self._tree.binding(first, node)
        scope = self._tree.scope(node)
        if rest:
            imported = local is None and (first in self._tree.imports) and "." not in rest
            return (Name(name),) if imported else self._held(self._tree.kind(first, node), rest, depth)
        if local is not None:
            later = self._assigned(name, node)
            if all(self._extends(name, assignment) for assignment in later):
                return (*self.of(local[0], bound, depth + 1), *(UNKNOWN if later else ()))
            return UNKNOWN
        receiver = self._tree.receiver(scope).keys() - self._tree.parameters(scope).keys()
        return UNKNOWN if name in {*receiver, "nil", "iota"} else (Name(name),)

    @cached_property
    def _made(self) -> "dict[tuple[str, str], list[Node]]":
        """The values that the file's literals give the fields of structs, by type and field."""
        values: dict[tuple[str, str], list[Node]] = {}
        for keyed in self._tree.nodes.get("keyed", ()):
            literal_value = keyed.parent.parent if keyed.parent is not None else None
            struct = text(literal_value.child_by_field_name("type")) if literal_value is not None else ""
            values.setdefault((struct, text(keyed.named_children[0])), []).append(keyed.named_children[-1])
        return values

    def _initializers(self, kind: str, field: str) -> "list[Node]":
        return self._made.get((kind, field), []) if kind else []

    def _assigned(self, name: str, node: "Node") -> list["Node"]:
        """Return the assignments of another value to a local name before a node, in the same function."""
        scope = self._tree.scope(node)
        return [
            assignment
            for assignment in self._tree.assignments.get(name, ())
            if assignment.end_byte <= node.start_byte and self._tree.scope(assignment) == scope
        ]

    @staticmethod
    def _extends(name: str, assignment: "Node") -> bool:
        """Tell whether an assignment only adds to the end of what a name holds."""
        return re.match(rf"{re.escape(name)}\s*(?:\+=|=\s*{re.escape(name)}\s*\+)", text(assignment)) is not None

    def _operated(self, node: "Node", bound: Bindings, depth: int) -> Expression:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        operator = text(node.child_by_field_name("operator"))
        for number, unit in ((left, text(right)), (right, text(left))):
            if operator == "*" and unit in UNITS:
                return (*self.of(number, bound, depth + 1), UNITS[unit])
        return super()._operated(node, bound, depth)

    def _called(self, node: "Node", bound: Bindings, depth: int) -> Expression:
        name = text(node.child_by_field_name("function"))
        argument_list = node.child_by_field_name("arguments")
        arguments = argument_list.named_children if argument_list else []
        if name == "fmt.Sprintf" and arguments and arguments[0].type in STRINGS:
            template = _written(arguments[0])
            values = [self.of(argument, bound, depth + 1) for argument in arguments[1:]]
            return UNKNOWN if template is None else self._formatted(template, values)
        if name == "strings.Join" and len(arguments) > 1:
            return self._joined(arguments, bound, depth)
        values = [self.of(argument, bound, depth + 1) for argument in arguments]
        if name in STEPS and arguments:
            return applied(values[0], STEPS[name], values[1:3])
        if name in SAME and arguments:
            return values[0]
        return self._returned(name, values, depth)

    def _returned(self, name: str, values: list[Expression], depth: int) -> Expression:
        """Return what a function of this file that only returns a text makes of its arguments."""
        named = [scope for scope in self._tree.scopes() if self._tree.name(scope) == name]
        body = named[0].child_by_field_name("body") if len(named) == 1 else None
        if body is None or [statement.type for statement in statements(body)] != ["return_statement"]:
            return UNKNOWN
        result = statements(body)[0].named_children
        parameters = self._tree.parameters(named[0])
        bound = dict.fromkeys(parameters, UNKNOWN) | dict(zip(parameters, values, strict=False))
        return self.of(result[0], bound, depth + 1) if len(result) == 1 else UNKNOWN

    def _picked(self, node: "Node", bound: Bindings, depth: int) -> Expression:
        """Return what a key picks from a map that is written in this file."""
        key = self.of(node.child_by_field_name("index"), bound, depth + 1)
        for element in self.elements(node.child_by_field_name("operand"), depth + 1):
            if element.type == "keyed_element" and self.of(element.named_children[0], None, depth + 1) == key:
                return self.of(element.named_children[-1], None, depth + 1)
        return UNKNOWN

    def _joined(self, arguments: list["Node"], bound: Bindings, depth: int) -> Expression:
        parts = [self.of(element, bound, depth + 1) for element in self.elements(arguments[0])]
        return separated(parts, self.of(arguments[1], bound, depth + 1)) or UNKNOWN

    @staticmethod
    def _formatted(template: str, values: list[Expression]) -> Expression:
        parts: list[str | Name | None] = []
        end = 0
        waiting = iter(values)
        for verb in VERB.finditer(template):
            parts.append(template[end : verb.start()])
            parts.extend(("%",) if verb[0] == "%%" else next(waiting, UNKNOWN))
            end = verb.end()
        return tuple(part for part in (*parts, template[end:]) if part != "")

    # Lists of names

    def elements(self, node: "Node | None", depth: int = 0) -> list["Node"]:  # noqa: PLR0911 - one a kind
        """Return the elements of a list or a map, also of one that a name stands for."""
        if node is None or depth > DEEP:
            return []
        if node.type == "composite_literal":
            kind = node.child_by_field_name("type")
            body = node.child_by_field_name("body")
            listed = kind is not None and kind.type in {
                "slice_type",
                "array_type",
                "map_type",
                "implicit_length_array_type",
            }
            return [child for child in body.named_children if child.type != "comment"][:MANY] if body and listed else []
        if node.type in {"parenthesized_expression", "variadic_argument"}:
            return self.elements(node.named_children[0], depth + 1) if node.named_children else []
        if node.type == "identifier":
            local = self._tree.binding(text(node), node)
            if local is not None:
                return self.elements(local[0], depth + 1)
            kind_text = self._tree.parameters(self._tree.scope(node)).get(text(node), "")
            if kind_text:
                return [node] if re.match(r"\.\.\.string|\[\]string", kind_text) else []
            return self.elements(self._tree.package_value(text(node)), depth + 1)
        return []

    def loops(self, node: "Node") -> Turns:
        """Return what the loops around a node bind, once for each turn, with the element that gives it."""
        turns: Turns = [({}, None)]
        names = {text(identifier) for identifier in descendants(node, "identifier")}
        scope = self._tree.scope(node)
        for name in names:
            turns = turned(turns, [({name: alternative}, None) for alternative in self._alternatives(name, node)])
        current = node.parent
        while current is not None and current != scope:
            parts = current.children if current.type == "for_statement" else ()
            clause = next((part for part in parts if part.type == "range_clause"), None)
            left = clause.child_by_field_name("left") if clause else None
            if clause and left and names & {text(child) for child in left.named_children}:
                values = clause.child_by_field_name("right")
                turns = turned(
                    turns, [(self._turn(left, values, element), element) for element in self.elements(values)]
                )
            current = current.parent
        return turns

    def _alternatives(self, name: str, node: "Node") -> list[Expression]:
        """Return the texts that a local name may hold, where each of a few assignments gives it a known one."""
        local, later = self._tree.binding(name, node), self._assigned(name, node)
        if (
            local is None
            or not 0 < len(later) <= ASSIGNED
            or any(self._extends(name, assignment) for assignment in later)
        ):
            return []
        values = [self.of(local[0])] if local[0] is not None else []
        for assignment in later:
            block = assignment.parent
            always = block is not None and block.start_byte <= node.start_byte < block.end_byte
            values = [*([] if always else values), self.of(assignment.child_by_field_name("right"))]
        return [] if any(None in value for value in values) else [value for value in dict.fromkeys(values) if value]

    def _turn(self, left: "Node", values: "Node | None", element: "Node") -> Bindings:
        names = [text(child) for child in left.named_children]
        if element.type == "keyed_element":
            pair = [part.named_children[0] if part.named_children else part for part in element.named_children]
            bound: Bindings = {}
            for name, part in zip(names, pair, strict=False):
                bound |= self._bound(name, part, values)
            return bound
        inner = element.named_children[0] if element.type == "literal_element" and element.named_children else element
        return self._bound(names[1], inner, values) if len(names) > 1 else {}

    def _bound(self, name: str, value: "Node", values: "Node | None") -> Bindings:
        """Return what a loop's variable is, and what its fields are where it is a struct."""
        body = value.child_by_field_name("body") if value.type == "composite_literal" else value
        if body is None or body.type != "literal_value":
            return {name: self.of(value)}
        order = self._fields(values)
        bound: Bindings = {}
        for position, element in enumerate(child for child in body.named_children if child.type != "comment"):
            parts = [part.named_children[0] if part.named_children else part for part in element.named_children]
            if element.type == "keyed_element" and len(parts) > 1:
                bound[f"{name}.{text(parts[0])}"] = self.of(parts[1])
            elif position < len(order):
                bound[f"{name}.{order[position]}"] = self.of(element)
        return bound

    def _fields(self, values: "Node | None") -> list[str]:
        """Return the names of the fields of the structs in a list, in order."""
        if values is not None and values.type == "identifier":
            local = self._tree.binding(text(values), values)
            values = local[0] if local else self._tree.package_value(text(values))
        kind = values.child_by_field_name("type") if values else None
        named = re.sub(r"^(?:\[[^\]]*\]|map\[[^\]]*\])\*?", "", text(kind))
        for declaration in self._tree.nodes.get("type", ()):
            if text(declaration.child_by_field_name("name")) == named:
                kind = declaration.child_by_field_name("type")
        fields = descendants(kind, "field_declaration") if kind else iter(())
        return [text(name) for field in fields for name in field.children_by_field_name("name")]
