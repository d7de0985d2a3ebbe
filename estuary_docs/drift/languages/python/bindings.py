"""What the names of a Python file are bound to: imports, parameters, assignments, loops, `with` blocks, members."""

from typing import TYPE_CHECKING

from estuary_docs.drift.languages.scopes import Binding, Scope
from estuary_docs.drift.languages.syntax import line, text
from estuary_docs.drift.languages.values import FileValues

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
NO_POSITION = ("keyword_argument", "comment", "dictionary_splat")  # arguments that are given in another way


class Bindings(FileValues):
    """The scopes of one Python file."""

    block = "block"

    def __init__(self, source: bytes, root: "Node") -> None:
        super().__init__("python", PATTERN, source, root)

    def statements(self, body: "Node") -> list["Node"]:
        """Return what a function's body does, without comments and docstrings."""
        return [statement for statement in super().statements(body) if not _is_docstring(statement)]

    def arguments(self, call: "Node") -> list["Node"]:
        """Return the positional arguments of a call."""
        return [argument for argument in _arguments(call) if argument.type not in NO_POSITION]

    def splats(self, call: "Node") -> list["Node"]:
        """Return the mappings that a call takes its arguments from."""
        return [argument for argument in _arguments(call) if argument.type == "dictionary_splat"]

    def keywords(self, call: "Node") -> dict[str, "Node"]:
        """Return the keyword arguments of a call."""
        keywords = (argument for argument in _arguments(call) if argument.type == "keyword_argument")
        pairs = ((keyword.child_by_field_name("name"), keyword.child_by_field_name("value")) for keyword in keywords)
        return {text(name): value for name, value in pairs if value is not None}

    def _scope(self, node: "Node") -> Scope:
        name, parent = text(node.child_by_field_name("name")), node.parent
        if node.type == "lambda" and parent is not None and parent.type == "assignment":
            name = text(parent.child_by_field_name("left"))
        owner = self.owner(node.start_byte)
        scope = Scope(node.start_byte, node.end_byte, name, owner, line(node))
        parameters = node.child_by_field_name("parameters")
        names = []
        for parameter in parameters.named_children if parameters is not None else []:
            inner = parameter.named_child(0) if parameter.type == "typed_parameter" else parameter
            parts = (parameter, inner, *inner.named_children) if inner is not None else ()
            spelled = text(next((part for part in parts if part is not None and part.type == "identifier"), None))
            if inner is not None and inner.type == "list_splat_pattern":
                scope.variadic = spelled
            if (value := parameter.child_by_field_name("value")) is not None:
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
        for node in self.nodes.get("import", []):
            self._import(node)
        for node in (*self.nodes.get("class", []), *self.nodes.get("function", [])):
            if (name := text(node.child_by_field_name("name"))) and not self._is_member(node):
                self.scopes.at(node.start_byte - 1).bind(name, Binding(origin=name))
        for node in self.nodes.get("assignment", []):
            self._assignment(node)
        for node in self.nodes.get("loop", []):
            self._loop(node)
        for node in self.nodes.get("with", []):
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
        for item in node.children_by_field_name("name"):
            name, alias = text(item.child_by_field_name("name") or item), text(item.child_by_field_name("alias"))
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
        for index, part in enumerate(parts):
            scope.bind(text(part), Binding(items=right, index=index, span=span))


def _arguments(call: "Node") -> list["Node"]:
    arguments = call.child_by_field_name("arguments")
    return arguments.named_children if arguments is not None else []


def _is_docstring(statement: "Node") -> bool:
    return statement.type == "expression_statement" and [child.type for child in statement.named_children] == ["string"]
