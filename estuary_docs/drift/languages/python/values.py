"""What the names and texts of a Python file stand for, as far as the file itself tells."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Name
from estuary_docs.drift.languages.names import FileNames
from estuary_docs.drift.languages.python.libraries import ENVIRONMENTS
from estuary_docs.drift.languages.python.returned import assigned_anew, returned
from estuary_docs.drift.languages.python.syntax import string, written
from estuary_docs.drift.languages.scopes import (
    DEPTH,
    UNKNOWN,
    Binding,
    Scope,
    Spelling,
    filled,
    joined,
    separated,
    stepped,
)
from estuary_docs.drift.languages.syntax import descendants, line, text

if TYPE_CHECKING:
    from tree_sitter import Node

PATTERN = """
[(import_statement) (import_from_statement)] @import
(call) @call
(subscript) @subscript
[(assignment) (named_expression)] @assignment
(class_definition) @class
[(function_definition) (lambda)] @function
(comparison_operator) @comparison
[(for_statement) (for_in_clause)] @loop
(with_item) @with
"""
WRAPPED = "os.environ()"
ENVIRONS = {"os.environ", "os.environb", WRAPPED}
# Functions that make something else of the environment: lists of it, texts, checked settings, objects of a class.
MAKING = re.compile(
    r"(?:len|str|print|sorted|list|set|tuple|bool|repr|iter|any|all|type|isinstance|id|map|filter|enumerate|zip|vars)"
    r"|(?:json|subprocess|pprint|logging|logger|log)\..*|(?:.*\.)?_*[A-Z](?!.*(?:Map|Dict|Proxy)).*"
    r"|.*(?:parse|load|valid|cast|check|assert|test|has|keys|values|items|join|format|structure|run|call|exec|render)\w*"
)
OTHER = ("string", "integer", "float", "true", "false", "none", "list", "tuple", "comparison_operator", "lambda")
READERS = {f"{environ}.get" for environ in ENVIRONS} | {"os.getenv", "os.getenvb"}
# Copies of the environment, and mappings made of it, hold the same names.
COPIES = {f"{environ}.copy()" for environ in ENVIRONS} | {"dict()", "copy.copy()", "copy.deepcopy()", "ChainMap()"}
# The methods of texts that are text functions.
STEPS = {"upper": "upper", "lower": "lower", "strip": "trim", "replace": "replace"}
STEPS |= {"removeprefix": "without_prefix", "removesuffix": "without_suffix"}


class Names(FileNames):
    """The scopes of one Python file, and what its expressions compute to."""

    environs = ENVIRONS
    members_of = ("attribute",)
    environ = "os.environ"
    readers = READERS
    handing = "env"

    def __init__(self, source: bytes, root: "Node") -> None:
        super().__init__("python", PATTERN, source, root)
        self._bind()

    def _scope(self, node: "Node") -> Scope:
        name, parent = text(node.child_by_field_name("name")), node.parent
        if node.type == "lambda" and parent is not None and parent.type == "assignment":
            name = text(parent.child_by_field_name("left"))
        owner = self.owner(node.start_byte)
        scope = Scope(node.start_byte, node.end_byte, name, owner, line(node))
        parameters = node.child_by_field_name("parameters")
        names = []
        for each in parameters.named_children if parameters is not None else []:
            inner = each.named_child(0) if each.type == "typed_parameter" else each
            parts = (each, inner, *inner.named_children) if inner is not None else ()
            spelled = text(next((part for part in parts if part is not None and part.type == "identifier"), None))
            if inner is not None and inner.type == "list_splat_pattern":
                scope.variadic = spelled
            if (value := each.child_by_field_name("value")) is not None:
                scope.defaults[spelled] = value
            if spelled:
                names.append(spelled)
                scope.bind(spelled, Binding(value=scope.defaults.get(spelled), parameter=True))
        method = bool(owner) and names[:1] in (["self"], ["cls"])
        scope.parameters = tuple(names[1:] if method else names)
        decorated = parent is not None and parent.type == "decorated_definition" and "staticmethod" in text(parent)
        if owner and (method or decorated):
            scope.name = owner if name == "__init__" else f"{owner}.{name}"
        return scope

    def _bind(self) -> None:
        for node in self.found.get("import", []):
            self._import(node)
        for node in (*self.found.get("class", []), *self.found.get("function", [])):
            if (name := text(node.child_by_field_name("name"))) and not self._is_member(node):
                self.scopes.at(node.start_byte - 1).bind(name, Binding(origin=name))
        for node in self.found.get("assignment", []):
            self._assignment(node)
        for node in self.found.get("loop", []):
            self._loop(node)
        for node in self.found.get("with", []):
            value = node.child_by_field_name("value")
            alias = value.child_by_field_name("alias") if value is not None else None
            if value is not None and alias is not None:
                self.scopes.at(node.start_byte).bind(text(alias), Binding(value=value.named_child(0)))

    def _is_member(self, node: "Node") -> bool:
        body = node.parent
        while body is not None and body.type in ("decorated_definition", "expression_statement"):
            body = body.parent
        return body is not None and body.parent is not None and body.parent.type == "class_definition"

    def _import(self, node: "Node") -> None:
        module = text(node.child_by_field_name("module_name"))
        if module == "os" and text(node).endswith("*"):
            for name in ("environ", "environb", "getenv", "putenv", "path"):
                self.scopes.at(node.start_byte).bind(name, Binding(origin=f"os.{name}"))
        for each in node.children_by_field_name("name"):
            name, alias = text(each.child_by_field_name("name") or each), text(each.child_by_field_name("alias"))
            origin = f"{module}{'' if module.endswith('.') else '.'}{name}" if module else name
            local = alias or (name if module else name.partition(".")[0])
            origin = origin if alias or module else local
            self.imports[local] = origin
            self.scopes.at(node.start_byte).bind(local, Binding(origin=origin))

    def _assignment(self, node: "Node") -> None:
        left = node.child_by_field_name("left") or node.child_by_field_name("name")
        right = node.child_by_field_name("right") or node.child_by_field_name("value")
        if left is None or right is None:
            return
        owner = self.owner(node.start_byte)
        if left.type == "identifier" and owner and self._is_member(node):
            self.members.setdefault(f"{owner}.{text(left)}", []).append(right)
        elif left.type == "identifier":
            self.scopes.at(node.start_byte).bind(text(left), Binding(value=right))
        elif left.type == "attribute" and text(left.child_by_field_name("object")) in ("self", "cls") and owner:
            self.members.setdefault(f"{owner}.{text(left.child_by_field_name('attribute'))}", []).append(right)
        elif left.type == "pattern_list":
            values = right.named_children if right.type in ("expression_list", "tuple") else []
            for name, value in zip(left.named_children, values, strict=False):
                self.scopes.at(node.start_byte).bind(text(name), Binding(value=value))

    def _loop(self, node: "Node") -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        around = node.parent if node.type == "for_in_clause" and node.parent is not None else node
        span = around.start_byte, around.end_byte
        scope = self.scopes.at(node.start_byte)
        if left is not None and left.type == "identifier":
            scope.bind(text(left), Binding(items=right, span=span))
        parts = left.named_children if left is not None and left.type in ("pattern_list", "tuple_pattern") else []
        for index, each in enumerate(parts):
            scope.bind(text(each), Binding(items=right, index=index, span=span))

    def _origin(self, node: "Node", depth: int) -> str:  # noqa: PLR0911 - a line or two for each form
        match node.type:
            case "identifier":
                return self._origin_of_name(node, depth)
            case "attribute":
                return self._origin_of_attribute(node, depth)
            case "call":
                called = self.origin(node.child_by_field_name("function"), depth + 1) + "()"
                if called in ENVIRONMENTS:
                    return "os.environ"
                if called in COPIES:
                    inner = [self.origin(each, depth + 1) for each in self.arguments(node)]
                    return "os.environ" if called.startswith("os.") or ENVIRONS & set(inner) else called
                scope = self.function(called.removesuffix("()"))
                if scope is not None and self.origin(self.returned(scope), depth + 1) in ENVIRONS:
                    return "os.environ"
                return "" if called == "()" else WRAPPED if self._environ(node, depth) else called
            case "boolean_operator" | "conditional_expression" | "dictionary" | "dictionary_splat" | "binary_operator":
                return self._environ(node, depth)
            case "dictionary_comprehension" if self._environ(node, depth):
                return WRAPPED
            case "parenthesized_expression" | "await":
                return self.origin(node.named_child(0), depth + 1)
        return ""

    def _environ(self, node: "Node", depth: int) -> str:
        origins = (self.origin(each, depth + 1) for each in self.carried(node))
        return next((origin for origin in origins if origin in ENVIRONS), "")

    def carried(self, node: "Node") -> list["Node"]:
        """Return the values of which an expression is the environment if one of them is: copies, branches, wrappers."""
        match node.type:
            case "boolean_operator" | "conditional_expression" | "dictionary" | "dictionary_splat":
                return [each for each in node.named_children if each.type != "pair"]
            case "binary_operator" if text(node.child_by_field_name("operator")) == "|":
                return node.named_children
            case "dictionary_comprehension":
                clauses = [each for each in node.named_children if each.type == "for_in_clause"]
                calls = [each.child_by_field_name("right") for each in clauses]
                items = [each.child_by_field_name("function") for each in calls if each is not None]
                named = [each for each in items if text(each).endswith(".items")]
                return [held for each in named if each and (held := each.child_by_field_name("object"))]
            case "call":
                function = text(node.child_by_field_name("function"))
                if function == "dict":
                    return [*self.arguments(node), *self._splats(node)]
                return [] if MAKING.fullmatch(function) or self._makes(function) else self.arguments(node)
        return []

    @staticmethod
    def _splats(call: "Node") -> list["Node"]:
        given = call.child_by_field_name("arguments")
        return [each for each in given.named_children if each.type == "dictionary_splat"] if given is not None else []

    def _makes(self, name: str) -> bool:
        """Say whether a function of this file returns something that cannot be what it was handed."""
        scope = self.function(name)
        function = self._root.descendant_for_byte_range(scope.start, scope.end - 1) if scope is not None else None
        results = list(descendants(function, "return_statement")) if function is not None else []
        made = [next(iter(each.named_children), None) for each in results]
        return function is not None and (
            not made
            or any(
                each is None or each.type in OTHER or (each.type == "dictionary" and "**" not in text(each))
                for each in made
            )
        )

    def returned(self, scope: Scope) -> "Node | None":
        """Return the expression that a function returns whose body is that `return` alone, or else None."""
        return returned(self._root, scope)

    def _origin_of_name(self, node: "Node", depth: int) -> str:
        found = self.scopes.lookup(text(node), node.start_byte)
        if found is None:
            return text(node)
        scope, bindings = found
        origins = [
            each.origin or self.origin(each.value, depth + 1)
            for each in bindings
            if each.value is None or each.value.end_byte < node.start_byte or scope.parent is None
        ]
        passed = self.passed.get((scope.start, text(node)), "") if bindings[0].parameter else ""
        usable = [each for each in (*origins, passed) if each]
        environs = [each for each in usable if each in ENVIRONS]
        return (environs or usable or [""])[0] if environs or len(bindings) == 1 or len(set(usable)) == 1 else ""

    def _origin_of_attribute(self, node: "Node", depth: int) -> str:
        holder, attribute = node.child_by_field_name("object"), text(node.child_by_field_name("attribute"))
        if text(holder) in ("self", "cls"):
            name = f"{self.owner(node.start_byte)}.{attribute}"
            values = self.members.get(name, [])
            return self.origin(values[0], depth + 1) if len(values) == 1 else "" if values else name
        origin = self.origin(holder, depth + 1)
        return f"{origin}.{attribute}" if origin else ""

    def arguments(self, call: "Node") -> list["Node"]:
        """Return the positional arguments of a call."""
        given = call.child_by_field_name("arguments")
        others = ("keyword_argument", "comment", "dictionary_splat")
        return [each for each in given.named_children if each.type not in others] if given is not None else []

    def keywords(self, call: "Node") -> dict[str, "Node"]:
        """Return the keyword arguments of a call."""
        given = call.child_by_field_name("arguments")
        pairs = [
            (each.child_by_field_name("name"), each.child_by_field_name("value"))
            for each in (given.named_children if given is not None else [])
            if each.type == "keyword_argument"
        ]
        return {text(name): value for name, value in pairs if value is not None}

    def _spellings(self, node: "Node", depth: int) -> list[Spelling]:  # noqa: PLR0911 - a line or two for each form
        match node.type:
            case "string":
                return self._string(node, depth)
            case "concatenated_string":
                return joined([self.spellings(each, depth + 1) for each in node.named_children])
            case "parenthesized_expression":
                return self.spellings(node.named_child(0), depth + 1)
            case "conditional_expression":
                branches = node.named_children
                return [each for branch in branches[::2] for each in self.spellings(branch, depth + 1)]
            case "binary_operator":
                return self._operator(node, depth)
            case "identifier":
                return self._name(node, depth)
            case "attribute":
                return self._member(node, depth)
            case "call":
                return self._call(node, depth)
            case "subscript":
                found = [each for item in self._picked(node, depth) for each in self.spellings(item, depth + 1)]
                return found or self._of_items(node, depth) or [UNKNOWN]
        return [UNKNOWN]

    def _string(self, node: "Node", depth: int) -> list[Spelling]:
        parts = [
            self.spellings(each.child_by_field_name("expression"), depth + 1)
            if each.type == "interpolation"
            else [Spelling((string(each),))]
            for each in node.named_children
            if each.type in ("interpolation", "string_content")
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

    def _call(self, node: "Node", depth: int) -> list[Spelling]:
        function, arguments = node.child_by_field_name("function"), self.arguments(node)
        holder = function.child_by_field_name("object") if function is not None else None
        match text(function).rpartition(".")[2]:
            case "format" if holder is not None and holder.type == "string":
                return self._filled(text(holder)[1:-1].split("{}"), arguments, depth)
            case "encode" | "decode" if holder is not None:
                return self.spellings(holder, depth + 1)
            case "join" if holder is not None and arguments:
                parts = [self.spellings(each, depth + 1) for each in self.elements(arguments[0], depth + 1)]
                return separated(parts, self.spellings(holder, depth + 1))
            case method if holder is not None and method in STEPS:
                return stepped(self.spellings(holder, depth + 1), STEPS[method], map(written, arguments))
            case "str" if len(arguments) == 1:
                return self.spellings(arguments[0], depth + 1)
        return self._computed(node, depth)

    def _computed(self, call: "Node", depth: int) -> list[Spelling]:
        """Return what a function of this file that only returns a text makes of the arguments."""
        holder, _, last = text(call.child_by_field_name("function")).rpartition(".")
        owner = self.owner(call.start_byte) if holder in ("self", "cls") else holder
        scope = self.function(f"{owner}.{last}" if owner else last)
        value = returned(self._root, scope) if scope is not None else None
        if scope is None or value is None:
            return [UNKNOWN]
        given = scope.defaults | dict(zip(scope.parameters, self.arguments(call), strict=False)) | self.keywords(call)
        values = {name: self.spellings(given.get(name), depth + 1) for name in scope.parameters}
        return [each for spelling in self.spellings(value, depth + 1) for each in filled(spelling, values)]

    def _of_parameter(self, scope: Scope, node: "Node", bindings: list[Binding], depth: int) -> list[Spelling]:
        value = assigned_anew(scope, bindings)
        if value is not None and value.end_byte <= node.start_byte:
            return self.spellings(value, depth + 1)
        if len(bindings) == 1 or scope.variadic or value is not None:
            return super()._of_parameter(scope, node, bindings, depth)
        return [UNKNOWN]

    def _items(self, binding: Binding, depth: int) -> list[Spelling]:
        found = []
        if (drawn := self._drawn(binding)) is not None:
            binding = replace(binding, items=drawn, index=None)
        for item in self.elements(binding.items, depth + 1):
            parts = item.named_children if item.type in ("tuple", "list", "pair") else [item]
            picked = item if binding.index is None else next(iter(parts[binding.index : binding.index + 1]), None)
            if picked is not None and picked.type == "identifier" and picked == binding.items:
                found.append(Spelling((Name(text(picked)),)))
                continue
            found += [Spelling(each.expression, line(item), each.owner) for each in self.spellings(picked, depth + 1)]
        return found or [UNKNOWN]

    def _drawn(self, binding: Binding) -> "Node | None":
        """Return the list that a loop's variable runs through: `enumerate(names)`, `zip(names, defaults)`."""
        items = binding.items
        called = text(items.child_by_field_name("function")).rpartition(".")[2] if items is not None else ""
        if items is None or binding.index is None or items.type != "call":
            return None
        given = self.arguments(items)
        if called == "enumerate":
            return given[0] if given and binding.index == 1 else None
        return given[binding.index] if called in ("zip", "product") and binding.index < len(given) else None

    def elements(self, node: "Node | None", depth: int = 0) -> list["Node"]:  # noqa: PLR0911 - a line or two for each form
        """Return the items of a list, a tuple or a set, the keys of a mapping; of a parameter, the parameter itself."""
        if node is None or depth > DEPTH:
            return []
        match node.type:
            case "list" | "tuple" | "set" | "expression_list":
                return [part for each in node.named_children for part in self._spread(each, depth)]
            case "dictionary":
                keys = [each.child_by_field_name("key") for each in node.named_children if each.type == "pair"]
                return [each for each in keys if each is not None]
            case "parenthesized_expression":
                return self.elements(node.named_child(0), depth + 1)
            case "binary_operator":
                sides = [node.child_by_field_name("left"), node.child_by_field_name("right")]
                return [each for side in sides for each in self.elements(side, depth + 1)]
            case "identifier":
                return self._elements_of_name(node, depth)
            case "attribute":
                values = [value for name in self.qualified(node) for value in self.members.get(name, [])]
                return self.elements(values[0], depth + 1) if len(values) == 1 else []
            case "call":
                return self._elements_of_call(node, depth)
        return []

    def _spread(self, node: "Node", depth: int) -> list["Node"]:
        if node.type == "list_splat":
            return self.elements(node.named_child(0), depth + 1)
        return [] if node.type == "comment" else [node]

    def _elements_of_name(self, node: "Node", depth: int) -> list["Node"]:
        found = self.scopes.lookup(text(node), node.start_byte)
        bindings = found[1] if found else []
        if any(each.parameter for each in bindings):
            return [node]
        if text(node) in self.classes:
            return self._members_of(text(node))
        return [each for binding in bindings for each in self.elements(binding.value, depth + 1)]

    def _members_of(self, name: str) -> list["Node"]:
        return [value for each, values in self.members.items() if each.startswith(f"{name}.") for value in values]

    def _elements_of_call(self, node: "Node", depth: int) -> list["Node"]:
        function, arguments = node.child_by_field_name("function"), self.arguments(node)
        called = text(function).rpartition(".")[2]
        holder = function.child_by_field_name("object") if function is not None else None
        if called in ("items", "values") and holder is not None:
            pairs = [each for each in self._mapping(holder, depth + 1) if each.type == "pair"]
            values = [each.child_by_field_name("value") for each in pairs]
            return pairs if called == "items" else [each for each in values if each is not None]
        if called == "keys":
            return self.elements(holder, depth + 1)
        if called in ("sorted", "list", "tuple", "set", "frozenset", "reversed", "iter") and arguments:
            return self.elements(arguments[0], depth + 1)
        return []

    def _of_items(self, node: "Node", depth: int) -> list[Spelling]:
        """Return what a key of a loop's variable can be, where the loop runs over mappings written in this file."""
        holder, wanted = node.child_by_field_name("value"), text(node.child_by_field_name("subscript"))
        if holder is None or holder.type != "identifier":
            return []
        bound = self.scopes.lookup(text(holder), holder.start_byte)
        pairs = [
            pair
            for item in self.elements(bound[1][0].items if bound else None, depth + 1)
            for pair in self._mapping(item, depth + 1)
        ]
        values = [
            value
            for pair in pairs
            if text(pair.child_by_field_name("key")) == wanted
            and (value := pair.child_by_field_name("value")) is not None
        ]
        return [
            Spelling(each.expression, line(value), each.owner)
            for value in values
            for each in self.spellings(value, depth + 1)
        ]

    def _mapping(self, node: "Node | None", depth: int) -> list["Node"]:
        """Return the pairs of a mapping that is written in this file."""
        if node is None or depth > DEPTH:
            return []
        if node.type == "identifier":
            found = self.scopes.lookup(text(node), node.start_byte)
            return [pair for each in (found[1] if found else []) for pair in self._mapping(each.value, depth + 1)]
        if node.type == "attribute":
            values = [value for name in self.qualified(node) for value in self.members.get(name, [])]
            return [pair for value in values for pair in self._mapping(value, depth + 1)]
        return node.named_children if node.type == "dictionary" else []

    def _picked(self, node: "Node", depth: int) -> Iterator["Node"]:
        """Yield what a subscript may pick from a mapping that is written in this file."""
        wanted = text(node.child_by_field_name("subscript"))
        pairs = [
            (text(pair.child_by_field_name("key")), pair.child_by_field_name("value"))
            for pair in self._mapping(node.child_by_field_name("value"), depth + 1)
        ]
        literal = wanted[:1] in ("'", '"')
        for key, value in pairs:
            if value is not None and (key == wanted or not literal):
                yield value

    def qualified(self, node: "Node") -> list[str]:
        """Return the names by which an attribute may be a member of a class of this file."""
        holder, attribute = text(node.child_by_field_name("object")), text(node.child_by_field_name("attribute"))
        owner = (
            self.owner(node.start_byte) if holder in ("self", "cls") else holder.rpartition(".")[2].removesuffix("()")
        )
        return [f"{owner}.{attribute}"]

    def _member(self, node: "Node", depth: int) -> list[Spelling]:
        if text(node.child_by_field_name("attribute")) == "value":
            holder = node.child_by_field_name("object")
            members = self._members_of(self.owner(node.start_byte)) if text(holder) == "self" else []
            found = [each for member in members for each in self.spellings(member, depth + 1)]
            return found or self.spellings(holder, depth + 1)
        name = self.qualified(node)[0]
        values = self.members.get(name, [])
        if len(values) != 1:
            known = self.scopes.lookup(text(node).partition(".")[0], node.start_byte)
            imported = known is not None and bool(known[1][0].origin)
            return [Spelling((Name(text(node)),))] if imported and not values else [UNKNOWN]
        owner = name.partition(".")[0]
        found = self.spellings(values[0], depth + 1)
        in_constructor = self.scopes.at(values[0].start_byte).name == owner
        return [Spelling(each.expression, each.line, owner) for each in found] if in_constructor else found

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
            found = self.spellings(node, depth + 1)
            return found[0].expression if len(found) == 1 and None not in found[0].expression else None
        return None

    def wrapped(self, call: "Node") -> "Node | None":
        """Return the one argument of a call that only converts it: `str(3)`, `SecretStr("x")`, `Path("/x")`."""
        called = text(call.child_by_field_name("function")).rpartition(".")[2]
        given = self.arguments(call)
        converters = ("str", "int", "float", "bool", "Decimal", "list", "tuple", "set", "dict", "bytes")
        converts = called in converters or called.endswith(("Str", "Path", "Url", "Dsn", "URL", "Bytes"))
        return given[0] if converts and len(given) == 1 and not self.keywords(call) else None

    def _default_of_name(self, node: "Node", depth: int) -> Expression | None:
        if node.type == "attribute":
            if text(node.child_by_field_name("attribute")) == "value":
                return self.default(node.child_by_field_name("object"), depth + 1)
            values = self.members.get(self.qualified(node)[0], [])
            found = self.scopes.lookup(text(node).partition(".")[0], node.start_byte)
            if not values and found and found[1][0].origin:
                return (Name(text(node)),)
            return self.default(values[0], depth + 1) if len(values) == 1 else None
        found = self.scopes.lookup(text(node), node.start_byte)
        bindings = found[1] if found else []
        if len(bindings) != 1:
            return None
        if bindings[0].parameter or bindings[0].origin:
            return (Name(text(node)),)
        return self.default(bindings[0].value, depth + 1)
