"""The syntax tree of a Go file, with what stands around a place: functions, receivers, bindings, imports."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from estuary_docs.drift.code import unspelled
from estuary_docs.drift.languages.syntax import captures, descendants, parse, text

if TYPE_CHECKING:
    from tree_sitter import Node

QUERY = """
(import_spec) @import
[(function_declaration) (method_declaration) (func_literal)] @function
[(const_spec) (var_spec) (short_var_declaration)] @binding
(assignment_statement) @assignment
(short_var_declaration) @short
(call_expression) @call
(type_conversion_expression type: (generic_type)) @call
(keyed_element) @keyed
(composite_literal type: (map_type)) @table
(expression_switch_statement) @switch
(type_spec) @type
(field_declaration) @field
"""

TEXT = unspelled("text.")  # begins the names of methods of texts, whose first parameter is the text
VERSION = re.compile(r"v\d+")


def package(path: str) -> str:
    """Return the name by which a file refers to a package that it imports without one."""
    words = [word for word in path.split("/") if not VERSION.fullmatch(word)]
    return re.sub(r"\.v\d+$|^go-|-go$", "", words[-1] if words else "").replace("-", "")


class GoTree:
    """One parsed file."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.root = parse("go", source).root_node
        self.nodes = captures("go", QUERY, self.root)
        functions = self.nodes.get("function", ())
        self._scopes = [node for node in functions if node.type != "func_literal" or bound_name(node) or outer(node)]
        self._parameters: dict[int, dict[str, str]] = {}  # of each function that begins at a byte
        self._starts = [node.start_byte for node in self._scopes]

    def scopes(self) -> Iterator["Node"]:
        """Yield all functions, methods and the closures that have a name."""
        yield from self._scopes

    def scope(self, node: "Node") -> "Node | None":
        """Return the innermost function, or closure with a name, that a node stands in."""
        for index in range(bisect_right(self._starts, node.start_byte) - 1, -1, -1):
            scope = self._scopes[index]
            if scope.end_byte >= node.end_byte and scope != node:
                return scope
        return None

    def name(self, scope: "Node | None") -> str:
        """Return a function's name as `Function.name` has it; a closure's cannot be spelled from outside."""
        if scope is None:
            return ""
        if scope.type == "func_literal" and (around := outer(scope)) is not None:
            return self.name(around)
        if scope.type == "func_literal":
            return unspelled(bound_name(scope), self.name(self.scope(scope)))
        own = text(scope.child_by_field_name("name"))
        receivers = self._declared(scope.child_by_field_name("receiver"))
        if not receivers:
            return own
        kind = bare(receivers[0][1])
        return f"{TEXT}{own}" if kind in self._texts else f"{kind}.{own}"

    @cached_property
    def curried(self) -> set[str]:
        """The functions that only return a closure."""
        return {self.name(around) for scope in self._scopes if (around := outer(scope)) is not None}

    @cached_property
    def _texts(self) -> set[str]:
        """The types that the file declares for texts: `type Key string`."""
        return {
            text(declaration.child_by_field_name("name"))
            for declaration in self.nodes.get("type", ())
            if text(declaration.child_by_field_name("type")) == "string"
        }

    def parameters(self, scope: "Node | None") -> dict[str, str]:
        """Return the parameters of a function and their types; a variadic one's begins with `...`.

        The first of a method of a text is the text.
        """
        if scope is None:
            return {}
        parameters = self._parameters.get(scope.start_byte)
        if parameters is None:
            receiver = self.receiver(scope) if self._texts else {}
            text_itself = receiver if self._texts.intersection(map(bare, receiver.values())) else {}
            own = dict(self._declared(scope.child_by_field_name("parameters")))
            parameters = text_itself | self.parameters(outer(scope)) | own
            self._parameters[scope.start_byte] = parameters
        return parameters

    def receiver(self, scope: "Node | None") -> dict[str, str]:
        """Return the receiver of a method and its type."""
        return dict(self._declared(scope.child_by_field_name("receiver"))) if scope else {}

    @staticmethod
    def _declared(listed: "Node | None") -> list[tuple[str, str]]:
        parameters: list[tuple[str, str]] = []
        for declaration in listed.named_children if listed else ():
            kind = text(declaration.child_by_field_name("type"))
            kind = f"...{kind}" if declaration.type == "variadic_parameter_declaration" else kind
            names = declaration.children_by_field_name("name")
            parameters.extend((text(name), kind) for name in names)
            if not names:
                parameters.append(("_", kind))
        return parameters

    @cached_property
    def imports(self) -> dict[str, str]:
        """The packages that the file imports, by the name it knows them by; `.` is what it imports whole."""
        imports = {}
        for declaration in self.nodes.get("import", ()):
            path = text(declaration.child_by_field_name("path")).strip('"`')
            name = text(declaration.child_by_field_name("name"))
            imports[name or package(path)] = path
        return imports

    @cached_property
    def _bindings(self) -> dict[str, list[tuple["Node", "Node | None", str]]]:
        """Every declaration of a name: where, with which value, of which type."""
        bindings: dict[str, list[tuple[Node, Node | None, str]]] = {}
        for binding in self.nodes.get("binding", ()):
            short = binding.type == "short_var_declaration"
            left = binding.child_by_field_name("left") if short else None
            right = binding.child_by_field_name("right" if short else "value")
            names = left.named_children if left else binding.children_by_field_name("name")
            values = right.named_children if right else []
            kind = text(binding.child_by_field_name("type"))
            for position, name in enumerate(names):
                alone = len(values) == len(names) or (position == 0 and len(values) == 1)
                value = values[position] if alone and position < len(values) else None
                bindings.setdefault(text(name), []).append((binding, value, kind))
        return bindings

    def binding(self, name: str, node: "Node") -> tuple["Node | None", str] | None:
        """Return the value and the type of a local name's last declaration before a node; None if it has none."""
        scope = self.scope(node)
        latest = None
        for place, value, kind in self._bindings.get(name, ()):
            around = self.scope(place)
            inside = around is not None and around.start_byte <= node.start_byte < around.end_byte
            if place.end_byte <= node.start_byte and inside and scope is not None:
                latest = value, kind
        return latest

    def package_value(self, name: str) -> "Node | None":
        """Return the value that a name of the whole package has in this file."""
        for place, value, _ in self._bindings.get(name, ()):
            if self.scope(place) is None:
                return value
        return None

    def only_value(self, name: str) -> "Node | None":
        """Return the value of a name that the file declares once and assigns nothing to."""
        places = self._bindings.get(name, ())
        return places[0][1] if len(places) == 1 and name not in self.assignments else None

    @cached_property
    def assignments(self) -> dict[str, list["Node"]]:
        """The assignments of each place, by how it is written."""
        assignments: dict[str, list[Node]] = {}
        for assignment in self.nodes.get("assignment", ()):
            assignments.setdefault(text(assignment.child_by_field_name("left")), []).append(assignment)
        return assignments

    def package_names(self) -> Iterator[tuple[str, "Node"]]:
        """Yield the names of the whole package that have a value: constants, and variables assigned once."""
        for name, places in self._bindings.items():
            for place, value, _ in places:
                if value is not None and self.scope(place) is None and name not in self.assignments:
                    yield name, value

    def kind(self, name: str, node: "Node") -> str:
        """Return the type of a local name, a parameter or a receiver, "" where it is not written nearby."""
        scope = self.scope(node)
        bound = self.binding(name, node)
        if bound is not None:
            composed = bound[0] is not None and bound[0].type in {"composite_literal", "unary_expression"}
            return (made(bound[0]) if composed else "") or bare(bound[1]) or made(bound[0])
        results = dict(self._declared(scope.child_by_field_name("result"))) if scope else {}
        written = (results | self.parameters(scope) | self.receiver(scope)).get(name, "")
        if written:
            return bare(written)
        for place_of, value, own in self._bindings.get(name, ()):
            if self.scope(place_of) is None:
                return bare(own) or made(value)
        return ""


def called(node: "Node") -> tuple["Node | None", "Node | None", list["Node"]]:
    """Return what a call calls, its type arguments, and its arguments.

    The grammar takes a generic call with one argument for a conversion to a generic type.
    """
    if node.type == "type_conversion_expression":
        generic = next(descendants(node, "generic_type"), node)
        own, taken = generic.child_by_field_name("type"), generic.child_by_field_name("type_arguments")
        return own, taken, [operand for operand in (node.child_by_field_name("operand"),) if operand]
    callee, argument_list = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    kinds = node.child_by_field_name("type_arguments")
    if callee is not None and callee.type == "index_expression":
        kinds = callee.child_by_field_name("index")
        callee = callee.child_by_field_name("operand")
    arguments = argument_list.named_children if argument_list else []
    return callee, kinds, [argument for argument in arguments if argument.type != "comment"]


def bare(kind: str) -> str:
    """Return a type without pointers and type arguments."""
    return re.sub(r"^[*&.]+|\[.*", "", kind).strip()


def made(value: "Node | None") -> str:
    """Return the type that an expression makes: `&T{}`, `new(T)`, `NewT()`."""
    match = re.match(r"&?(?:new\()?(?:(\w+)\.)?(New)?([A-Za-z]\w*)?\s*[{(\[)]", text(value))
    if match is None or value is None or value.type not in {"composite_literal", "unary_expression", "call_expression"}:
        return ""
    package_name, new, own = match[1], match[2], match[3] or ""
    if new and not own:
        return package_name or ""
    return f"{package_name}.{own}" if package_name else own


def outer(literal: "Node") -> "Node | None":
    """Return the function that does nothing but return a closure."""
    statement = literal.parent.parent if literal.type == "func_literal" and literal.parent is not None else None
    block = statement.parent if statement is not None and statement.type == "return_statement" else None
    block = block.parent if block is not None and block.type == "statement_list" else block
    function = block.parent if block is not None else None
    taken = [text(parameter.child_by_field_name("type")) for parameter in descendants(literal, "parameter_declaration")]
    alone = (
        block is not None
        and taken[:1] == ["string"]
        and [statement.type for statement in statements(block)] == ["return_statement"]
    )
    return function if alone and function is not None and function.type == "function_declaration" else None


def statements(block: "Node") -> list["Node"]:
    """Return the statements of a block."""
    lists = [child for child in block.named_children if child.type == "statement_list"]
    return [child for listed in lists or [block] for child in listed.named_children if child.type != "comment"]


def bound_name(literal: "Node") -> str:
    """Return the name that a closure is given, "" for none."""
    listed = literal.parent
    binding = listed.parent if listed and listed.type == "expression_list" else None
    if binding is None or listed is None or binding.type not in {"short_var_declaration", "var_spec"}:
        return ""
    names = binding.child_by_field_name("left") or binding.child_by_field_name("name")
    if names is None or len(listed.named_children) != 1:
        return ""
    return text(names)
