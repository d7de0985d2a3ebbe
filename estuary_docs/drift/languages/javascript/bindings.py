"""What the names of a JavaScript or TypeScript file are bound to: imports, parameters, loops, fields, members."""

import re
from typing import TYPE_CHECKING

from estuary_docs.drift.languages.javascript.syntax import WRAPPERS, key, unpacked
from estuary_docs.drift.languages.scopes import Binding, Scope
from estuary_docs.drift.languages.syntax import line, text
from estuary_docs.drift.languages.values import FileValues

if TYPE_CHECKING:
    from tree_sitter import Node

PATTERN = """
(import_statement) @import
[(call_expression) (new_expression)] @call
(member_expression) @member
(subscript_expression) @subscript
(variable_declarator) @declarator
[(assignment_expression) (augmented_assignment_expression)] @assignment
[(function_declaration) (generator_function_declaration) (function_expression)] @function
[(arrow_function) (method_definition)] @function
[(class_declaration) (abstract_class_declaration) (class)] @class
[(public_field_definition) (required_parameter)] @field
(for_in_statement) @loop
(binary_expression) @binary
(enum_declaration) @enum
(export_statement) @export
(pair key: (property_identifier) @key value: (string) (#any-of? @key "env" "envVar" "envName" "envKey")) @declared
(pair key: (string) @key (#match? @key "^.(process|import.meta).env.[A-Za-z_][A-Za-z0-9_]*.$")) @defined
"""
ENVIRONMENT_TYPE = re.compile(r"ProcessEnv\b|ImportMetaEnv\b|Dict<string>")
DOCUMENTED = re.compile(r"\{([^}\n]*ProcessEnv[^}\n]*)\}\s+(\w+)")
CARRIERS = (
    "variable_declarator",
    "lexical_declaration",
    "export_statement",
    "assignment_expression",
    "expression_statement",
)
TEXT_MAP = re.compile(r"Record<\s*string|\[\s*\w+\s*:\s*string\s*\]")
SUFFIX = re.compile(r"^(\.{1,2}/.*|@?/?\w.*/.*)\.[cm]?[jt]sx?$")
NESTED = 3  # objects of names within objects
CALLBACKS = {"forEach", "map", "filter", "every", "some", "find", "flatMap", "findIndex", "reduce"}


class Bindings(FileValues):
    """The scopes of one JavaScript or TypeScript file."""

    block = "statement_block"
    arrows = True

    def __init__(self, language: str, source: bytes, root: "Node") -> None:
        self.typed: dict[str, str] = {}
        self.default_imports: set[str] = set()
        super().__init__(language, PATTERN, source, root)

    def arguments(self, call: "Node") -> list["Node"]:
        """Return the arguments of a call."""
        arguments = call.child_by_field_name("arguments")
        return [child for child in arguments.named_children if child.type != "comment"] if arguments is not None else []

    def _scope(self, node: "Node") -> Scope:
        name, parent = text(node.child_by_field_name("name")), node.parent
        owner = self.owner(node.start_byte)
        method = node.type == "method_definition" and parent is not None and parent.type == "class_body"
        while parent is not None and parent.type in WRAPPERS:
            parent = parent.parent
        if not name and parent is not None:
            left = next(filter(None, map(parent.child_by_field_name, ("name", "left", "key"))), None)
            name = text(left).rpartition(".")[2] if parent.type != "assignment_pattern" else ""
            method = parent.type == "public_field_definition"
        qualified = (owner if name == "constructor" else f"{owner}.{name}") if method and owner else name
        scope = Scope(node.start_byte, node.end_byte, qualified, owner, line(node))
        documented = self._documented(node)
        items = self._called_back(node)
        single = node.child_by_field_name("parameter")
        several = node.child_by_field_name("parameters")
        patterns = [single] if single is not None else several.named_children if several is not None else []
        names: list[str] = []
        for position, parameter in enumerate(patterns):
            pattern = parameter.child_by_field_name("pattern") or parameter
            value = parameter.child_by_field_name("value")
            if items is not None and position == items[1]:
                self._each(scope, pattern, items[0], (node.start_byte, node.end_byte))
                continue
            kind = text(parameter.child_by_field_name("type")) or documented.get(text(pattern), "")
            names += self._parameter(scope, pattern, value, kind)
        scope.parameters = tuple(names)
        return scope

    def _documented(self, node: "Node") -> dict[str, str]:
        """Return the types that a comment before a function gives its parameters, where one is an environment."""
        current = node
        while current.parent is not None and current.parent.type in CARRIERS:
            current = current.parent
        before = current.prev_named_sibling
        comment = text(before) if before is not None and before.type == "comment" else ""
        return {name: kind for kind, name in DOCUMENTED.findall(comment)}

    def _called_back(self, node: "Node") -> "tuple[Node, int] | None":
        """Return what a callback is called with each item of, and the position of that parameter."""
        call = node.parent.parent if node.parent is not None and node.parent.type == "arguments" else None
        function = call.child_by_field_name("function") if call is not None else None
        method = text(function.child_by_field_name("property")) if function is not None else ""
        holder = function.child_by_field_name("object") if function is not None else None
        return (holder, int(method == "reduce")) if method in CALLBACKS and holder is not None else None

    def _parameter(self, scope: Scope, pattern: "Node", value: "Node | None", kind: str) -> list[str]:
        if pattern.type == "object_pattern":
            names = []
            for name, local, default in unpacked(pattern):
                names.append(name)
                self.options[scope.start, local] = name
                if default is not None:
                    scope.defaults[name] = default
                scope.bind(local, Binding(value=default, parameter=True))
            return names
        if pattern.type == "rest_pattern":
            pattern = pattern.named_children[0] if pattern.named_children else pattern
            scope.variadic = text(pattern)
        name = text(pattern)
        if value is not None:
            scope.defaults[name] = value
        origin = ""
        # What has an environment among its members, or is called with one, is none itself.
        whole = not kind.lstrip(": ").startswith(("{", "("))
        if (whole and ENVIRONMENT_TYPE.search(kind)) or (TEXT_MAP.search(kind) and "env" in name.lower()):
            origin = "process.env"
        elif kind.lstrip(": ").partition("<")[0].endswith("ConfigService"):
            origin = "ConfigService()"
        scope.bind(name, Binding(origin=origin, value=value, parameter=True))
        return [name]

    def _each(self, scope: Scope, pattern: "Node | None", items: "Node | None", span: tuple[int, int]) -> None:
        if pattern is not None and pattern.type == "identifier":
            scope.bind(text(pattern), Binding(items=items, span=span))
        parts = pattern.named_children if pattern is not None and pattern.type == "array_pattern" else []
        for index, part in enumerate(parts):
            scope.bind(text(part), Binding(items=items, index=index, span=span))

    def _bind(self) -> None:
        for node in self.nodes.get("import", []):
            self._import(node)
        for node in (*self.nodes.get("class", []), *self.nodes.get("function", [])):
            name = node.child_by_field_name("name")
            if name is not None and node.type != "method_definition":
                self.scopes.at(node.start_byte - 1 if node.start_byte else 0).bind(
                    text(name), Binding(origin=text(name))
                )
        for node in self.nodes.get("field", []):
            self._field(node)
        for node in self.nodes.get("enum", []):
            self._enum(node)
        for node in self.nodes.get("declarator", []):
            self._declarator(node)
        for node in self.nodes.get("assignment", []):
            self._assignment(node)
        for node in self.nodes.get("loop", []):
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            self._each(self.scopes.at(node.start_byte), left, right, (node.start_byte, node.end_byte))

    def _import(self, node: "Node") -> None:
        module = module_name(node.child_by_field_name("source"))
        clause = next((child for child in node.named_children if child.type == "import_clause"), None)
        for child in clause.named_children if clause is not None else []:
            if child.type == "identifier":
                self.default_imports.add(text(child))
                self._imported(text(child), module)
            elif child.type == "namespace_import":
                self._imported(text(child.named_child(0)), module)
            for part in child.named_children if child.type == "named_imports" else []:
                name = text(part.child_by_field_name("name"))
                self._imported(text(part.child_by_field_name("alias")) or name, f"{module}.{name}")

    def _imported(self, local: str, origin: str) -> None:
        self.imports[local] = origin
        self.scopes.all[0].bind(local, Binding(origin=origin))

    def _field(self, node: "Node") -> None:
        """Note what a class's field holds, also one that a constructor's parameter declares."""
        name = node.child_by_field_name("name") or node.child_by_field_name("pattern")
        kind = text(node.child_by_field_name("type")).lstrip(": ")
        owner = self.owner(node.start_byte)
        if node.type == "required_parameter" and node.child(0) is not None and "modifier" not in _modifier(node):
            return
        member = f"{owner}.{text(name)}"
        value = node.child_by_field_name("value")
        if value is not None and node.type == "public_field_definition":
            self.members.setdefault(member, []).append(value)
        elif kind == "string" and name is not None and node.type == "required_parameter":
            self.members.setdefault(member, []).append(name)
        elif kind:
            self.typed[member] = f"{kind.partition('<')[0]}()"

    def _enum(self, node: "Node") -> None:
        name, body = text(node.child_by_field_name("name")), node.child_by_field_name("body")
        for child in body.named_children if body is not None else []:
            value = child.child_by_field_name("value")
            if value is not None:
                self.members.setdefault(f"{name}.{text(child.child_by_field_name('name'))}", []).append(value)

    def _declarator(self, node: "Node") -> None:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        scope = self.scopes.at(node.start_byte)
        kind, required = name.type if name is not None else "", self.required(value)
        if name is not None and kind == "object_pattern":
            holder = self.required(value) or self.origin(value)
            for part, local, _ in unpacked(name):
                if holder:
                    scope.bind(local, Binding(origin=f"{holder}.{part}"))
                    self.imports |= {local: f"{holder}.{part}"} if required else {}
                else:
                    scope.bind(local, Binding())
        elif required and kind == "identifier":
            self.default_imports.add(text(name))
            self.imports[text(name)] = required
            scope.bind(text(name), Binding(origin=required))
        elif kind == "identifier":
            scope.bind(text(name), Binding(value=value))
            self._object(text(name), value)

    def required(self, node: "Node | None") -> str:
        """Return the module that `require("x")` or `await import("x")` loads, "" for anything else."""
        node = self.bare(node)
        if node is None:
            return ""
        if node.type == "member_expression" and (module := self.required(node.child_by_field_name("object"))):
            return f"{module}.{text(node.child_by_field_name('property'))}"
        if node.type == "call_expression" and text(node.child_by_field_name("function")) in ("require", "import"):
            asked = self.arguments(node)
            return module_name(asked[0]) if asked and asked[0].type == "string" else ""
        return ""

    def _object(self, name: str, value: "Node | None", depth: int = 0) -> None:
        """Note the members of an object that is written in this file."""
        value = self.bare(value)
        if value is None or depth > NESTED:
            return
        if value.type == "call_expression" and text(value.child_by_field_name("function")) == "Object.freeze":
            value = next(iter(self.arguments(value)), value)
        for child in value.named_children if value.type == "object" else []:
            content = child.child_by_field_name("value")
            if child.type == "pair" and content is not None:
                member = f"{name}.{key(child)}"
                self.members.setdefault(member, []).append(content)
                self._object(member, content, depth + 1)

    def _assignment(self, node: "Node") -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is not None and left.type == "identifier":
            self.scopes.at(node.start_byte).bind(text(left), Binding(value=right))
        elif left is not None and right is not None and text(left).startswith("this."):
            member = f"{self.owner(node.start_byte)}.{text(left.child_by_field_name('property'))}"
            self.members.setdefault(member, []).append(right)

    def bare(self, node: "Node | None") -> "Node | None":
        """Return an expression without parentheses, assertions and `await`."""
        while node is not None and node.type in WRAPPERS:
            node = node.named_child(0)
        return node


def module_name(source: "Node | None") -> str:
    """Return the module that a text names, as every file spells it."""
    return SUFFIX.sub(r"\1", text(source).strip("\"'`").removeprefix("node:"))


def _modifier(node: "Node") -> str:
    first = node.child(0)
    return first.type if first is not None else ""
