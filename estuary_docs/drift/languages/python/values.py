"""What the expressions of a Python file compute to: texts, lists, mappings and defaults."""

from dataclasses import replace
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Name
from estuary_docs.drift.languages.python.origins import Origins
from estuary_docs.drift.languages.python.syntax import string, written
from estuary_docs.drift.languages.scopes import DEPTH, Binding, Scope
from estuary_docs.drift.languages.spellings import UNKNOWN, Spelling, joined, separated, stepped
from estuary_docs.drift.languages.syntax import text

if TYPE_CHECKING:
    from tree_sitter import Node

# The methods of texts that are text functions.
STEPS = {"upper": "upper", "lower": "lower", "strip": "trim", "replace": "replace"}
STEPS |= {"removeprefix": "without_prefix", "removesuffix": "without_suffix"}
OWN = ("self", "cls")
COPYING = ("sorted", "list", "tuple", "set", "frozenset", "reversed", "iter")
CONVERTERS = ("str", "int", "float", "bool", "Decimal", "list", "tuple", "set", "dict", "bytes")
TYPES = ("Str", "Path", "Url", "Dsn", "URL", "Bytes")  # end the names of classes that only convert


class PythonValues(Origins):
    """What the expressions of one Python file compute to."""

    tuples = ("tuple", "list", "pair")
    keyed = ("dictionary", "identifier", "attribute")
    spread = "list_splat"

    def qualified(self, node: "Node") -> str:
        """Return the name by which an attribute may be a member of a class of this file."""
        holder, attribute = text(node.child_by_field_name("object")), text(node.child_by_field_name("attribute"))
        named = holder.rpartition(".")[2].removesuffix("()")
        return f"{self.owner(node.start_byte) if holder in OWN else named}.{attribute}"

    # Texts

    def _spellings(self, node: "Node", depth: int) -> list[Spelling]:  # noqa: PLR0911 - a line or two for each form
        match node.type:
            case "string":
                return self._string(node, depth)
            case "concatenated_string":
                return joined([self.spellings(child, depth + 1) for child in node.named_children])
            case "parenthesized_expression":
                return self.spellings(node.named_child(0), depth + 1)
            case "conditional_expression":
                branches = node.named_children
                return [spelling for branch in branches[::2] for spelling in self.spellings(branch, depth + 1)]
            case "binary_operator":
                return self._operator(node, depth)
            case "identifier":
                return self._name(node, depth)
            case "attribute":
                return self._member(node, depth)
            case "call":
                return self._call(node, depth)
            case "subscript":
                return self._picked(node, depth)
        return [UNKNOWN]

    def _string(self, node: "Node", depth: int) -> list[Spelling]:
        parts = [
            self.spellings(child.child_by_field_name("expression"), depth + 1)
            if child.type == "interpolation"
            else [Spelling((string(child),))]
            for child in node.named_children
            if child.type in ("interpolation", "string_content")
        ]
        return joined(parts)

    def _operator(self, node: "Node", depth: int) -> list[Spelling]:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        match text(node.child_by_field_name("operator")), left:
            case "+", _:
                return joined([self.spellings(left, depth + 1), self.spellings(right, depth + 1)])
            case "%", left if left is not None and left.type == "string" and right is not None:
                values = right.named_children if right.type == "tuple" else [right]
                return self._filled(text(left)[1:-1].split("%s"), values, depth)
        return [UNKNOWN]

    def _filled(self, texts: list[str], values: list["Node"], depth: int) -> list[Spelling]:
        parts = [[Spelling((texts[0],))]]
        for index, after in enumerate(texts[1:]):
            parts.append(self.spellings(values[index] if index < len(values) else None, depth + 1))
            parts.append([Spelling((after,))])
        return joined(parts)

    def _member(self, node: "Node", depth: int) -> list[Spelling]:
        if text(node.child_by_field_name("attribute")) == "value":
            holder = node.child_by_field_name("object")
            members = self._members_of(self.owner(node.start_byte)) if text(holder) == "self" else []
            spellings = [spelling for member in members for spelling in self.spellings(member, depth + 1)]
            return spellings or self.spellings(holder, depth + 1)
        name = self.qualified(node)
        values = self.members.get(name, [])
        if len(values) != 1:
            return [Spelling((Name(text(node)),))] if self._is_imported(node) and not values else [UNKNOWN]
        owner = name.partition(".")[0]
        spellings = self.spellings(values[0], depth + 1)
        in_constructor = self.scopes.at(values[0].start_byte).name == owner
        return (
            [Spelling(spelling.expression, spelling.line, owner) for spelling in spellings]
            if in_constructor
            else spellings
        )

    def _is_imported(self, node: "Node") -> bool:
        """Say whether the first word of an attribute is the name of something that is imported."""
        meaning = self.scopes.lookup(text(node).partition(".")[0], node.start_byte)
        return meaning is not None and bool(meaning[1][0].origin)

    def _call(self, node: "Node", depth: int) -> list[Spelling]:
        function, arguments = node.child_by_field_name("function"), self.arguments(node)
        holder = function.child_by_field_name("object") if function is not None else None
        match text(function).rpartition(".")[2]:
            case "format" if holder is not None and holder.type == "string":
                return self._filled(text(holder)[1:-1].split("{}"), arguments, depth)
            case "encode" | "decode" if holder is not None:
                return self.spellings(holder, depth + 1)
            case "join" if holder is not None and arguments:
                parts = [self.spellings(element, depth + 1) for element in self.elements(arguments[0], depth + 1)]
                return separated(parts, self.spellings(holder, depth + 1))
            case method if holder is not None and method in STEPS:
                return stepped(self.spellings(holder, depth + 1), STEPS[method], map(written, arguments))
            case "str" if len(arguments) == 1:
                return self.spellings(arguments[0], depth + 1)
        own, _, last = text(function).rpartition(".")
        owner = self.owner(node.start_byte) if own in OWN else own
        return self._computed(self.function(f"{owner}.{last}" if owner else last), node, depth)

    def _picked(self, node: "Node", depth: int) -> list[Spelling]:
        """Return what a subscript may pick from a mapping that is written in this file."""
        holder, subscript = node.child_by_field_name("value"), text(node.child_by_field_name("subscript"))
        literal = subscript[:1] in ("'", '"')
        values = [value for key, value, _ in self.pairs(holder, depth + 1) if key == subscript or not literal]
        spellings = [spelling for value in values for spelling in self.spellings(value, depth + 1)]
        return spellings or self._of_items(holder, subscript, depth) or [UNKNOWN]

    def _of_parameter(self, scope: Scope, node: "Node", bindings: list[Binding], depth: int) -> list[Spelling]:
        value = _assigned_anew(scope, bindings)
        if value is not None and value.end_byte <= node.start_byte:
            return self.spellings(value, depth + 1)
        if len(bindings) == 1 or scope.variadic or value is not None:
            return super()._of_parameter(scope, node, bindings, depth)
        return [UNKNOWN]

    def _items(self, binding: Binding, depth: int) -> list[Spelling]:
        drawn = self._drawn(binding)
        return super()._items(binding if drawn is None else replace(binding, items=drawn, index=None), depth)

    def _drawn(self, binding: Binding) -> "Node | None":
        """Return the list that a loop's variable runs through: `enumerate(names)`, `zip(names, defaults)`."""
        items = binding.items
        called = text(items.child_by_field_name("function")).rpartition(".")[2] if items is not None else ""
        if items is None or binding.index is None or items.type != "call":
            return None
        lists = self.arguments(items)
        if called == "enumerate":
            return lists[0] if lists and binding.index == 1 else None
        return lists[binding.index] if called in ("zip", "product") and binding.index < len(lists) else None

    # Lists and mappings

    def pairs(self, node: "Node | None", depth: int = 0) -> list[tuple[str, "Node", "Node"]]:
        """Return the pairs of a mapping that is written in this file: the key as it is spelled, value, and pair."""
        if node is None or depth > DEPTH:
            return []
        if node.type == "identifier":
            return [pair for binding in self.bindings(node) for pair in self.pairs(binding.value, depth + 1)]
        if node.type == "attribute":
            mappings = self.members.get(self.qualified(node), [])
            return [pair for mapping in mappings for pair in self.pairs(mapping, depth + 1)]
        pairs = [child for child in node.named_children if child.type == "pair"] if node.type == "dictionary" else []
        values = [pair.child_by_field_name("value") for pair in pairs]
        keyed = zip(pairs, values, strict=True)
        return [(text(pair.child_by_field_name("key")), value, pair) for pair, value in keyed if value is not None]

    def elements(self, node: "Node | None", depth: int = 0) -> list["Node"]:  # noqa: PLR0911 - a line or two for each form
        """Return the items of a list, a tuple or a set, the keys of a mapping; of a parameter, the parameter itself."""
        if node is None or depth > DEPTH:
            return []
        match node.type:
            case "list" | "tuple" | "set" | "expression_list":
                return self._parts(node, depth)
            case "dictionary":
                return [_key(pair) for _, _, pair in self.pairs(node, depth + 1)]
            case "parenthesized_expression":
                return self.elements(node.named_child(0), depth + 1)
            case "binary_operator":
                sides = [node.child_by_field_name("left"), node.child_by_field_name("right")]
                return [element for side in sides for element in self.elements(side, depth + 1)]
            case "identifier":
                return self._elements_of_name(node, self.bindings(node), depth) or self._members_of(text(node))
            case "attribute":
                return self._elements_of_member(node, depth)
            case "call":
                return self._elements_of_call(node, depth)
        return []

    def _elements_of_call(self, node: "Node", depth: int) -> list["Node"]:
        function, arguments = node.child_by_field_name("function"), self.arguments(node)
        called = text(function).rpartition(".")[2]
        holder = function.child_by_field_name("object") if function is not None else None
        if called in ("items", "values") and holder is not None:
            return [pair if called == "items" else value for _, value, pair in self.pairs(holder, depth + 1)]
        if called == "keys":
            return self.elements(holder, depth + 1)
        if called in COPYING and arguments:
            return self.elements(arguments[0], depth + 1)
        return []

    # Defaults

    def default(self, node: "Node | None", depth: int = 0) -> Expression | None:  # noqa: PLR0911 - a line or two for each form
        """Return what an expression computes to in the form that an environment would hold, or None."""
        if node is None or depth > DEPTH:
            return None
        if (literal := written(node)) is not None:
            return (literal,) if literal else ()
        if node.type == "call" and (inner := self.wrapped(node)) is not None:
            return self.default(inner, depth + 1)
        if node.type in ("identifier", "attribute"):
            return self._default_of_name(node, depth)
        if node.type == "parenthesized_expression":
            return self.default(node.named_child(0), depth + 1)
        if node.type in ("string", "concatenated_string", "binary_operator"):
            spellings = self.spellings(node, depth + 1)
            certain = len(spellings) == 1 and None not in spellings[0].expression
            return spellings[0].expression if certain else None
        return None

    def wrapped(self, call: "Node") -> "Node | None":
        """Return the one argument of a call that only converts it: `str(3)`, `SecretStr("x")`, `Path("/x")`."""
        called = text(call.child_by_field_name("function")).rpartition(".")[2]
        arguments = self.arguments(call)
        converts = called in CONVERTERS or called.endswith(TYPES)
        return arguments[0] if converts and len(arguments) == 1 and not self.keywords(call) else None

    def _default_of_name(self, node: "Node", depth: int) -> Expression | None:
        if node.type == "attribute":
            if text(node.child_by_field_name("attribute")) == "value":
                return self.default(node.child_by_field_name("object"), depth + 1)
            values = self.members.get(self.qualified(node), [])
            if not values and self._is_imported(node):
                return (Name(text(node)),)
            return self.default(values[0], depth + 1) if len(values) == 1 else None
        bindings = self.bindings(node)
        if len(bindings) != 1:
            return None
        if bindings[0].parameter or bindings[0].origin:
            return (Name(text(node)),)
        return self.default(bindings[0].value, depth + 1)


def _assigned_anew(scope: Scope, bindings: list[Binding]) -> "Node | None":
    """Return the value that a parameter gets in every run of its function, or None if that is not so."""
    values = [binding.value for binding in bindings if not binding.parameter]
    value = values[0] if len(values) == 1 and len(bindings) == 2 else None  # noqa: PLR2004 - the parameter and its new value
    statement = value.parent.parent if value is not None and value.parent is not None else None
    block = statement.parent if statement is not None else None
    function = block.parent if block is not None and block.type == "block" else None
    return value if function is not None and function.start_byte == scope.start else None


def _key(pair: "Node") -> "Node":
    return pair.child_by_field_name("key") or pair
