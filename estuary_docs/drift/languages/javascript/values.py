"""What the expressions of a JavaScript or TypeScript file compute to: texts, lists, objects and defaults."""

import json
import re
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Name
from estuary_docs.drift.languages.javascript.origins import Origins
from estuary_docs.drift.languages.javascript.syntax import key, string
from estuary_docs.drift.languages.literals import arithmetic, is_number
from estuary_docs.drift.languages.scopes import ASSIGNED, DEPTH
from estuary_docs.drift.languages.spellings import UNKNOWN, Spelling, joined, separated, stepped
from estuary_docs.drift.languages.syntax import line, text

if TYPE_CHECKING:
    from tree_sitter import Node

# The methods of texts that are text functions.
STEPS = {"toUpperCase": "upper", "toLowerCase": "lower", "toLocaleUpperCase": "upper", "trim": "trim"}
STEPS |= {"replace": "replace", "replaceAll": "replace"}
PATTERN_OF_TEXT = re.compile(r"/(?:\[([.\-_ ])\]|\\?([.\-_ :/]))/g?")
CONVERTERS = ("String", "Number", "parseInt", "Boolean")
BITS = 32  # of the numbers that `<<` shifts


class JavaScriptValues(Origins):
    """What the expressions of one JavaScript or TypeScript file compute to."""

    tuples = ("array", "pair")
    keyed = ("object",)

    def qualified(self, node: "Node") -> str:
        """Return the name by which a member may be known in this file."""
        spelled = re.sub(r"[?!]", "", text(node))
        own = spelled.startswith("this.")
        return f"{self.owner(node.start_byte)}.{spelled.removeprefix('this.')}" if own else spelled

    def value(self, node: "Node | None") -> "Node | None":
        """Return what a name stands for that this file gives one value, and anything else as it is."""
        node = self.bare(node)
        bindings = self.bindings(node)
        return self.bare(bindings[0].value) if len(bindings) == 1 else node

    def is_taken(self, node: "Node", name: str) -> bool:
        """Say whether what is called, or what holds it, is a property that the function around takes by that name."""
        holder = node.child_by_field_name("object") or node
        meaning = self.scopes.lookup(text(holder), node.start_byte)
        return meaning is not None and self.options.get((meaning[0].start, text(holder))) == name

    # Texts

    def _spellings(self, node: "Node", depth: int) -> list[Spelling]:  # noqa: PLR0911 - a line or two for each form
        match node.type:
            case "string":
                return [Spelling((content,))] if (content := string(node)) else [Spelling(())]
            case "template_string":
                return joined(
                    [
                        [Spelling((text(child),))]
                        if child.type in ("string_fragment", "escape_sequence")
                        else self.spellings(child.named_child(0), depth + 1)
                        for child in node.named_children
                    ]
                )
            case "ternary_expression":
                return [spelling for part in node.named_children[1:] for spelling in self.spellings(part, depth + 1)]
            case "binary_expression" if text(node.child_by_field_name("operator")) == "+":
                return joined([self.spellings(part, depth + 1) for part in node.named_children])
            case "identifier" | "shorthand_property_identifier":
                return self._name(node, depth)
            case "member_expression":
                return self._member(node, depth)
            case "call_expression":
                return self._call(node, depth)
            case "subscript_expression":
                return self._picked(node, depth)
        return [UNKNOWN]

    def _item(self, item: "Node", picked: "Node | None", depth: int) -> list[Spelling]:
        if picked is not None and picked.type == "property_identifier":
            return [Spelling((text(picked),), line(picked))]
        return super()._item(item, picked, depth)

    def _member(self, node: "Node", depth: int) -> list[Spelling]:
        holder, name = node.child_by_field_name("object"), text(node.child_by_field_name("property"))
        values = self.members.get(self.qualified(node), [])
        if len(values) == 1:
            owner = self.owner(node.start_byte) if text(holder) == "this" else ""
            built = owner if self.scopes.at(values[0].start_byte).name == owner else ""
            return [
                Spelling(spelling.expression, spelling.line, built) for spelling in self.spellings(values[0], depth + 1)
            ]
        bound = self.scopes.lookup(text(holder), node.start_byte)
        if bound is None or values:
            return [UNKNOWN]
        if spellings := self._of_items(holder, name, depth):
            return spellings
        scope, bindings = bound
        if bindings[0].parameter:
            if name not in scope.parameters:
                scope.parameters = (*scope.parameters, name)
            return [Spelling((Name(name),))]
        return [Spelling((Name(text(node)),))] if bindings[0].origin else [UNKNOWN]

    def _call(self, node: "Node", depth: int) -> list[Spelling]:
        function, arguments = node.child_by_field_name("function"), self.arguments(node)
        holder = function.child_by_field_name("object") if function is not None else None
        match text(function).rpartition(".")[2]:
            case "toString" if holder is not None:
                return self.spellings(holder, depth + 1)
            case "join" if holder is not None and arguments:
                parts = [self.spellings(element, depth + 1) for element in self.elements(holder, depth + 1)]
                return separated(parts, self.spellings(arguments[0], depth + 1))
            case method if holder is not None and method in STEPS:
                return stepped(self.spellings(holder, depth + 1), STEPS[method], map(_replaced, arguments))
            case "concat" if holder is not None:
                return joined([self.spellings(part, depth + 1) for part in (holder, *arguments)])
            case "String" if arguments:
                return self.spellings(arguments[0], depth + 1)
        spelled = text(function)
        own = f"{self.owner(node.start_byte)}.{spelled[5:]}" if spelled.startswith("this.") else spelled
        return self._computed(self.function(own), node, depth)

    def _picked(self, node: "Node", depth: int) -> list[Spelling]:
        index = self.bare(node.child_by_field_name("index"))
        member = string(index) if index is not None and index.type == "string" else None
        holder = node.child_by_field_name("object")
        values = [value for name, value, _ in self.pairs(holder) if member is None or name == member]
        spellings = [spelling for value in values for spelling in self.spellings(value, depth + 1)]
        return spellings or self._of_items(holder, member or "", depth) or [UNKNOWN]

    # Lists and objects

    def pairs(self, node: "Node | None", depth: int = 0) -> list[tuple[str, "Node", "Node"]]:
        """Return the properties of an object that is written in this file: key, value, and the pair."""
        node = self.bare(node)
        if node is None or depth > DEPTH:
            return []
        if node.type in ("identifier", "shorthand_property_identifier"):
            return [pair for binding in self.bindings(node) for pair in self.pairs(binding.value, depth + 1)]
        if node.type == "call_expression" and text(node.child_by_field_name("function")) == "Object.freeze":
            return [pair for argument in self.arguments(node)[:1] for pair in self.pairs(argument, depth + 1)]
        pairs: list[tuple[str, Node, Node]] = []
        for child in node.named_children if node.type == "object" else []:
            value = child.child_by_field_name("value")
            if child.type == "pair" and value is not None:
                pairs.append((key(child), value, child))
            elif child.type == "shorthand_property_identifier":
                pairs.append((text(child), child, child))
            elif child.type == self.spread:
                pairs += self.pairs(child.named_child(0), depth + 1)
        return pairs

    def elements(self, node: "Node | None", depth: int = 0) -> list["Node"]:  # noqa: PLR0911 - a line or two for each form
        """Return the items of an array, or the keys of an object; of a parameter, the parameter itself."""
        node = self.bare(node)
        if node is None or depth > DEPTH:
            return []
        match node.type:
            case "array":
                return self._parts(node, depth)
            case "object":
                return [_keynode(pair) for _, _, pair in self.pairs(node, depth + 1)]
            case "identifier":
                bindings = self.bindings(node)
                few = len(bindings) <= ASSIGNED or any(binding.parameter for binding in bindings)
                return self._elements_of_name(node, bindings, depth) if few else []
            case "member_expression":
                return self._elements_of_member(node, depth)
            case "new_expression" if text(node.child_by_field_name("constructor")) in ("Map", "Set"):
                return self.elements(next(iter(self.arguments(node)), None), depth + 1)
            case "call_expression":
                return self._elements_of_call(node, depth)
        return []

    def _elements_of_call(self, node: "Node", depth: int) -> list["Node"]:
        function, arguments = text(node.child_by_field_name("function")), self.arguments(node)
        if function in ("Object.keys", "Object.values", "Object.entries") and arguments:
            pairs = self.pairs(arguments[0], depth + 1)
            if function == "Object.values":
                return [value for _, value, _ in pairs] or self._members_of(text(arguments[0]))
            return [pair if function == "Object.entries" else _keynode(pair) for _, _, pair in pairs]
        method = function.rpartition(".")[2]
        holder = node.child_by_field_name("function")
        if method in ("filter", "slice", "concat", "sort", "flat") and holder is not None:
            return self.elements(holder.child_by_field_name("object"), depth + 1)
        return self.elements(arguments[0], depth + 1) if method == "freeze" and arguments else []

    # Defaults

    def default(self, node: "Node | None", depth: int = 0) -> Expression | None:  # noqa: PLR0911 - a line or two for each form
        """Return what an expression computes to in the form that an environment would hold, or None."""
        node = self.bare(node)
        if node is None or depth > DEPTH:
            return None
        match node.type:
            case "true" | "false":
                return (node.type,)
            case "number":
                return (text(node).replace("_", ""),)
            case "string" | "template_string":
                spellings = self.spellings(node, depth + 1)
                certain = len(spellings) == 1 and None not in spellings[0].expression
                return spellings[0].expression if certain else None
            case "unary_expression" if text(node.child_by_field_name("operator")) == "-":
                inner = self.default(node.child_by_field_name("argument"), depth + 1)
                return ("-", *inner) if inner else None
            case "binary_expression":
                operator = text(node.child_by_field_name("operator"))
                sides = node.child_by_field_name("left"), node.child_by_field_name("right")
                left, right = (self.default(side, depth + 1) for side in sides)
                computable = operator != "+" or all(map(is_number, sides))  # `+` joins, once a side is a text
                return arithmetic(operator, left, right, BITS) if computable else None
            case "array":
                return self._array(node, depth)
            case "identifier" | "member_expression":
                return self._default_of_name(node, depth)
            case "call_expression":
                converts = text(node.child_by_field_name("function")) in CONVERTERS
                return self.default(next(iter(self.arguments(node)), None), depth + 1) if converts else None
            case "arrow_function":
                return self.default(node.child_by_field_name("body"), depth + 1)
        return None

    def _array(self, node: "Node", depth: int) -> Expression | None:
        items = [self.default(child, depth + 1) for child in node.named_children]
        if any(item is None or not all(isinstance(part, str) for part in item) for item in items):
            return None
        texts = ["".join(str(part) for part in item or ()) for item in items]
        quoted = [child.type in ("string", "template_string") for child in node.named_children]
        return ("[" + ",".join(json.dumps(t) if q else t for t, q in zip(texts, quoted, strict=True)) + "]",)

    def _default_of_name(self, node: "Node", depth: int) -> Expression | None:
        spelled = text(node)
        values = self.members.get(self.qualified(node), []) if node.type == "member_expression" else []
        if len(values) == 1:
            return self.default(values[0], depth + 1)
        meaning = self.scopes.lookup(spelled.partition(".")[0], node.start_byte)
        if meaning is None or values:
            return None
        scope, bindings = meaning
        if node.type == "identifier" and bindings[0].parameter:
            return (Name(self.options.get((scope.start, spelled), spelled)),)
        if bindings[0].origin and not bindings[0].parameter and self.origin(node) not in self.environs:
            return (Name(spelled),)
        if node.type == "identifier" and len(bindings) == 1:
            return self.default(bindings[0].value, depth + 1)
        return None


def _replaced(node: "Node") -> str | None:
    """Return an argument of `replace`: a text, or the one character that a regular expression stands for."""
    if node.type == "string":
        return string(node)
    character = PATTERN_OF_TEXT.fullmatch(text(node))
    return character[1] or character[2] if character else None


def _keynode(pair: "Node") -> "Node":
    return pair.child_by_field_name("key") or pair
