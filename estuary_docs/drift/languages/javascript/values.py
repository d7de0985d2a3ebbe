"""What the names and texts of a JavaScript or TypeScript file stand for, as far as the file itself tells."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Name
from estuary_docs.drift.languages.javascript.libraries import ENVIRONMENTS, WRAPPED
from estuary_docs.drift.languages.names import FileNames
from estuary_docs.drift.languages.scopes import (
    ASSIGNED,
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
"""
GLOBALS = re.compile(r"^(?:globalThis|global|window|self)\.")
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
WRAPPERS = (
    "parenthesized_expression",
    "non_null_expression",
    "as_expression",
    "satisfies_expression",
    "await_expression",
)
# Functions that make something else of the environment: lists of it, texts, checked settings.
MAKING = re.compile(
    r"(?:Object\.(?:keys|values|entries|hasOwn|getOwn\w+)|JSON|console|String|Boolean|Number)\b.*"
    r"|.*(?:parse|decode|valid|cast|clean|check|assert|test|has|includes|keys|createEnv|envsafe|log|expect|render)\w*",
    re.IGNORECASE,
)
OTHER = ("string", "template_string", "number", "true", "false", "binary_expression", "array", "undefined", "null")
SUFFIX = re.compile(r"^(\.{1,2}/.*|@?/?\w.*/.*)\.[cm]?[jt]sx?$")
COPIES = ("Object.assign()", "structuredClone()", "Object.freeze()")
# The methods of texts that are text functions.
STEPS = {"toUpperCase": "upper", "toLowerCase": "lower", "toLocaleUpperCase": "upper", "trim": "trim"}
STEPS |= {"replace": "replace", "replaceAll": "replace"}
PATTERN_OF_TEXT = re.compile(r"/(?:\[([.\-_ ])\]|\\?([.\-_ :/]))/g?")
NESTED = 3  # objects of names within objects
CALLBACKS = {"forEach", "map", "filter", "every", "some", "find", "flatMap", "findIndex", "reduce"}


class Names(FileNames):
    """The scopes of one JavaScript or TypeScript file, and what its expressions compute to."""

    environs = ENVIRONMENTS
    members_of = ("member_expression",)
    environ = "process.env"
    handing = "env"

    def __init__(self, language: str, source: bytes, root: "Node") -> None:
        self.typed: dict[str, str] = {}
        self.default_imports: set[str] = set()
        super().__init__(language, PATTERN, source, root)
        self._bind()

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
        given = node.child_by_field_name("parameters")
        patterns = [single] if single is not None else given.named_children if given is not None else []
        names: list[str] = []
        for position, each in enumerate(patterns):
            pattern = each.child_by_field_name("pattern") or each
            value = each.child_by_field_name("value")
            if items is not None and position == items[1]:
                self._each(scope, pattern, items[0], (node.start_byte, node.end_byte))
                continue
            kind = text(each.child_by_field_name("type")) or documented.get(text(pattern), "")
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
            found = []
            for key, local, default in unpacked(pattern):
                found.append(key)
                self.options[scope.start, local] = key
                if default is not None:
                    scope.defaults[key] = default
                scope.bind(local, Binding(value=default, parameter=True))
            return found
        if pattern.type == "rest_pattern":
            pattern = pattern.named_children[0] if pattern.named_children else pattern
            scope.variadic = text(pattern)
        name = text(pattern)
        if value is not None:
            scope.defaults[name] = value
        origin = ""
        if ENVIRONMENT_TYPE.search(kind) or (TEXT_MAP.search(kind) and "env" in name.lower()):
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
        for node in self.found.get("import", []):
            self._import(node)
        for node in (*self.found.get("class", []), *self.found.get("function", [])):
            name = node.child_by_field_name("name")
            if name is not None and node.type != "method_definition":
                self.scopes.at(node.start_byte - 1 if node.start_byte else 0).bind(
                    text(name), Binding(origin=text(name))
                )
        for node in self.found.get("field", []):
            self._field(node)
        for node in self.found.get("enum", []):
            self._enum(node)
        for node in self.found.get("declarator", []):
            self._declarator(node)
        for node in self.found.get("assignment", []):
            self._assignment(node)
        for node in self.found.get("loop", []):
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            self._each(self.scopes.at(node.start_byte), left, right, (node.start_byte, node.end_byte))

    def _import(self, node: "Node") -> None:
        module = SUFFIX.sub(r"\1", text(node.child_by_field_name("source")).strip("\"'`").removeprefix("node:"))
        clause = next((each for each in node.named_children if each.type == "import_clause"), None)
        for each in clause.named_children if clause is not None else []:
            if each.type == "identifier":
                self.default_imports.add(text(each))
                self._imported(text(each), module)
            elif each.type == "namespace_import":
                self._imported(text(each.named_child(0)), module)
            for part in each.named_children if each.type == "named_imports" else []:
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
        if node.type == "required_parameter" and node.child(0) is not None and "modifier" not in _first(node):
            return
        key = f"{owner}.{text(name)}"
        value = node.child_by_field_name("value")
        if value is not None and node.type == "public_field_definition":
            self.members.setdefault(key, []).append(value)
        elif kind == "string" and name is not None and node.type == "required_parameter":
            self.members.setdefault(key, []).append(name)
        elif kind:
            self.typed[key] = f"{kind.partition('<')[0]}()"

    def _enum(self, node: "Node") -> None:
        name, body = text(node.child_by_field_name("name")), node.child_by_field_name("body")
        for each in body.named_children if body is not None else []:
            value = each.child_by_field_name("value")
            if value is not None:
                self.members.setdefault(f"{name}.{text(each.child_by_field_name('name'))}", []).append(value)

    def _declarator(self, node: "Node") -> None:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        scope = self.scopes.at(node.start_byte)
        kind, required = name.type if name is not None else "", self.required(value)
        if name is not None and kind == "object_pattern":
            holder = self.required(value) or self.origin(value)
            for key, local, _ in unpacked(name):
                if holder:
                    scope.bind(local, Binding(origin=f"{holder}.{key}"))
                    self.imports |= {local: f"{holder}.{key}"} if required else {}
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
            given = self.arguments(node)
            module = text(given[0]).strip("\"'`").removeprefix("node:") if given and given[0].type == "string" else ""
            return SUFFIX.sub(r"\1", module)
        return ""

    def _object(self, name: str, value: "Node | None", depth: int = 0) -> None:
        """Note the members of an object that is written in this file."""
        value = self.bare(value)
        if value is None or depth > NESTED:
            return
        if value.type == "call_expression" and text(value.child_by_field_name("function")) == "Object.freeze":
            given = self.arguments(value)
            value = given[0] if given else value
        for each in value.named_children if value.type == "object" else []:
            held = each.child_by_field_name("value")
            if each.type == "pair" and held is not None:
                key = f"{name}.{_key(each)}"
                self.members.setdefault(key, []).append(held)
                self._object(key, held, depth + 1)

    def _assignment(self, node: "Node") -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is not None and left.type == "identifier":
            self.scopes.at(node.start_byte).bind(text(left), Binding(value=right))
        elif left is not None and right is not None and text(left).startswith("this."):
            key = f"{self.owner(node.start_byte)}.{text(left.child_by_field_name('property'))}"
            self.members.setdefault(key, []).append(right)

    def bare(self, node: "Node | None") -> "Node | None":
        """Return an expression without parentheses, assertions and `await`."""
        while node is not None and node.type in WRAPPERS:
            node = node.named_child(0)
        return node

    def _origin(self, node: "Node", depth: int) -> str:
        match node.type:
            case "identifier":
                return self._origin_of_name(node, depth)
            case "member_expression":
                return self._origin_of_member(node, depth)
            case "meta_property":
                return "import.meta"
            case "call_expression" | "new_expression":
                return self._origin_of_call(node, depth)
        return self._environ(self.carried(node), depth)

    def carried(self, node: "Node") -> list["Node"]:  # noqa: PLR0911 - a line or two for each form
        """Return the values of which an expression is the environment if one of them is: copies, branches, wrappers."""
        match node.type:
            case "object":
                spread = [each.named_child(0) for each in node.named_children if each.type == "spread_element"]
                return [each for each in spread if each is not None]
            case "ternary_expression":
                return node.named_children[1:]
            case "binary_expression" if text(node.child_by_field_name("operator")) in ("??", "||"):
                return node.named_children
            case "new_expression" if text(node.child_by_field_name("constructor")) == "Proxy":
                return self.arguments(node)[:1]
            case "call_expression":
                function = text(node.child_by_field_name("function"))
                given = self.arguments(node)
                if function == "Object.fromEntries" and given:
                    return self._listed(given[0])
                return [] if MAKING.fullmatch(function) or self._makes(function) else given
        return []

    def _listed(self, node: "Node") -> list["Node"]:
        """Return the object whose entries a chain of calls goes through: `Object.entries(x).filter(...)`."""
        while node.type == "call_expression":
            function, given = node.child_by_field_name("function"), self.arguments(node)
            if text(function) == "Object.entries":
                return given
            holder = function.child_by_field_name("object") if function is not None else None
            if holder is None:
                return []
            node = holder
        return []

    def _makes(self, name: str) -> bool:
        """Say whether a function of this file returns something that cannot be what it was handed."""
        scope = self.function(name)
        function = self._root.descendant_for_byte_range(scope.start, scope.end - 1) if scope is not None else None
        body = function.child_by_field_name("body") if function is not None else None
        if body is None:
            return False
        results = [next(iter(each.named_children), None) for each in descendants(body, "return_statement")]
        bare = [self.bare(each) for each in (results if body.type == "statement_block" else [body])]
        return not bare or any(
            each is None or each.type in OTHER or (each.type == "object" and "..." not in text(each)) for each in bare
        )

    def exported(self, spelled: str) -> str:
        """Return the reference by which another file may declare what is imported."""
        return f"{self.imports[spelled]}.default" if spelled in self.default_imports else spelled

    def exports(self) -> Iterator[tuple[str, Expression]]:
        """Yield what a file exports under another name than its own, as far as that may be the environment."""
        for node in self.found.get("export", []):
            module = SUFFIX.sub(r"\1", text(node.child_by_field_name("source")).strip("\"'`"))
            value = node.child_by_field_name("value") or node.child_by_field_name("declaration")
            if any(each.type == "default" for each in node.children):
                yield "default", self.holder(value) or (None,)
            for each in descendants(node, "export_specifier"):
                name = each.child_by_field_name("name")
                other = text(each.child_by_field_name("alias")) or text(name)
                held = (Name(f"{module}.{text(name)}"),) if module else self.holder(name)
                if held is not None and (module or other != text(name)):
                    yield other, held
        for node in self.found.get("assignment", []):
            left, right = text(node.child_by_field_name("left")), node.child_by_field_name("right")
            exported = re.sub(r"^(?:module\.)?exports(?:\.|$)", "", left)
            held = self.holder(right) or (None,)
            if exported != left and (held != (None,) or not exported):
                yield exported or "default", held
            for key, value, _ in self.pairs(right) if exported == "" else []:
                if (held := self.holder(value)) is not None:
                    yield key, held

    def _environ(self, nodes: "list[Node] | list[Node | None]", depth: int) -> str:
        origins = (self.origin(each, depth + 1) for each in nodes)
        return next((origin for origin in origins if origin in ENVIRONMENTS), "")

    def _origin_of_call(self, node: "Node", depth: int) -> str:
        if module := self.required(node):
            return module
        function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        called = self.origin(function, depth + 1) + "()"
        given = self.arguments(node)
        if called in COPIES:
            return self._environ(given, depth)
        scope = self.function(text(function))
        if scope is not None and (made := self._environ([self.returned(scope)], depth)):
            return made
        if self._environ(self.carried(node), depth):
            return WRAPPED
        if called.endswith(".get()") and given and text(given[0]).endswith("ConfigService"):
            return "ConfigService()"
        return "" if called == "()" else called

    def _origin_of_name(self, node: "Node", depth: int) -> str:
        name = text(node)
        found = self.scopes.lookup(name, node.start_byte)
        if found is None:
            return name
        scope, bindings = found
        if bindings[0].items is not None:
            return ""
        origins = [each.origin or self.origin(each.value, depth + 1) for each in bindings]
        if any(each.parameter for each in bindings):
            origins.append(self.passed.get((scope.start, name), ""))
        usable = [each for each in origins if each]
        environs = [each for each in usable if each in ENVIRONMENTS]
        return (environs or usable or [""])[0] if environs or len(set(usable)) == 1 else ""

    def _origin_of_member(self, node: "Node", depth: int) -> str:
        holder, name = node.child_by_field_name("object"), text(node.child_by_field_name("property")).lstrip("#")
        if holder is not None and holder.type == "this":
            key = f"{self.owner(node.start_byte)}.{name}"
            values = self.members.get(key, [])
            if key in self.typed:
                return self.typed[key]
            return self.origin(values[0], depth + 1) if len(values) == 1 else "" if values else key
        origin = self.origin(holder, depth + 1)
        origin = "process" if origin == "process.default" else origin
        return GLOBALS.sub("", f"{origin}.{name}") if origin else ""

    def arguments(self, call: "Node") -> list["Node"]:
        """Return the arguments of a call."""
        given = call.child_by_field_name("arguments")
        return [each for each in given.named_children if each.type != "comment"] if given is not None else []

    def pairs(self, node: "Node | None", depth: int = 0) -> list[tuple[str, "Node", "Node"]]:
        """Return the properties of an object that is written in this file: key, value, and the pair."""
        node = self.bare(node)
        if node is None or depth > DEPTH:
            return []
        if node.type in ("identifier", "shorthand_property_identifier"):
            found = self.scopes.lookup(text(node), node.start_byte)
            values = [each.value for each in found[1]] if found else []
            return [pair for value in values for pair in self.pairs(value, depth + 1)]
        if node.type == "call_expression" and text(node.child_by_field_name("function")) == "Object.freeze":
            return [pair for each in self.arguments(node)[:1] for pair in self.pairs(each, depth + 1)]
        pairs: list[tuple[str, Node, Node]] = []
        for each in node.named_children if node.type == "object" else []:
            value = each.child_by_field_name("value")
            if each.type == "pair" and value is not None:
                pairs.append((_key(each), value, each))
            elif each.type == "shorthand_property_identifier":
                pairs.append((text(each), each, each))
            elif each.type == "spread_element":
                pairs += self.pairs(each.named_child(0), depth + 1)
        return pairs

    def _spellings(self, node: "Node", depth: int) -> list[Spelling]:  # noqa: PLR0911 - a line or two for each form
        match node.type:
            case "string":
                return [Spelling((content,))] if (content := string(node)) else [Spelling(())]
            case "template_string":
                return joined(
                    [
                        [Spelling((text(each),))]
                        if each.type in ("string_fragment", "escape_sequence")
                        else self.spellings(each.named_child(0), depth + 1)
                        for each in node.named_children
                    ]
                )
            case "ternary_expression":
                return [each for part in node.named_children[1:] for each in self.spellings(part, depth + 1)]
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

    def _items(self, binding: Binding, depth: int) -> list[Spelling]:
        found = []
        for item in self.elements(binding.items, depth + 1):
            parts = item.named_children if item.type in ("array", "pair") else [item]
            picked = item if binding.index is None else next(iter(parts[binding.index : binding.index + 1]), None)
            if picked is not None and picked.type == "property_identifier":
                found.append(Spelling((text(picked),), line(picked)))
            elif picked is not None and picked == self.bare(binding.items):
                found += self._name(picked, depth + 1)
            else:
                where = line(item)
                found += [Spelling(each.expression, where, each.owner) for each in self.spellings(picked, depth + 1)]
        return found or [UNKNOWN]

    def value(self, node: "Node | None") -> "Node | None":
        """Return what a name stands for that this file gives one value, and anything else as it is."""
        node = self.bare(node)
        found = self.scopes.lookup(text(node), node.start_byte) if node is not None else None
        return self.bare(found[1][0].value) if found is not None and len(found[1]) == 1 else node

    def is_taken(self, node: "Node", key: str) -> bool:
        """Say whether what is called, or what holds it, is a property that the function around takes by that name."""
        holder = node.child_by_field_name("object") or node
        found = self.scopes.lookup(text(holder), node.start_byte)
        return found is not None and self.options.get((found[0].start, text(holder))) == key

    def elements(self, node: "Node | None", depth: int = 0) -> list["Node"]:  # noqa: PLR0911 - a line or two for each form
        """Return the items of an array, or the keys of an object; of a parameter, the parameter itself."""
        node = self.bare(node)
        if node is None or depth > DEPTH:
            return []
        match node.type:
            case "array":
                return [part for each in node.named_children for part in self._spread(each, depth)]
            case "object":
                keys = [pair.child_by_field_name("key") or pair for _, _, pair in self.pairs(node, depth + 1)]
                return [each for each in keys if each is not None]
            case "identifier":
                found = self.scopes.lookup(text(node), node.start_byte)
                bindings = found[1] if found else []
                if any(each.parameter for each in bindings):
                    return [node]
                if len(bindings) > ASSIGNED:
                    return []
                return [each for binding in bindings for each in self.elements(binding.value, depth + 1)]
            case "member_expression":
                values = [value for key in self.qualified(node) for value in self.members.get(key, [])]
                return self.elements(values[0], depth + 1) if len(values) == 1 else []
            case "new_expression" if text(node.child_by_field_name("constructor")) in ("Map", "Set"):
                return self.elements(next(iter(self.arguments(node)), None), depth + 1)
            case "call_expression":
                return self._elements_of_call(node, depth)
        return []

    def _spread(self, node: "Node", depth: int) -> list["Node"]:
        if node.type == "spread_element":
            return self.elements(node.named_child(0), depth + 1)
        return [] if node.type == "comment" else [node]

    def _elements_of_call(self, node: "Node", depth: int) -> list["Node"]:
        function, given = text(node.child_by_field_name("function")), self.arguments(node)
        if function in ("Object.keys", "Object.values", "Object.entries") and given:
            pairs = self.pairs(given[0], depth + 1)
            if function == "Object.values":
                name = f"{text(given[0])}."
                members = [value for key, values in self.members.items() if key.startswith(name) for value in values]
                return [value for _, value, _ in pairs] or members
            return [pair if function == "Object.entries" else _keynode(pair) for _, _, pair in pairs]
        method = function.rpartition(".")[2]
        holder = node.child_by_field_name("function")
        if method in ("filter", "slice", "concat", "sort", "flat") and holder is not None:
            return self.elements(holder.child_by_field_name("object"), depth + 1)
        return self.elements(given[0], depth + 1) if method == "freeze" and given else []

    def qualified(self, node: "Node") -> Iterator[str]:
        """Yield the names by which a member may be known in this file."""
        spelled = re.sub(r"[?!]", "", text(node))
        yield (
            f"{self.owner(node.start_byte)}.{spelled.removeprefix('this.')}" if spelled.startswith("this.") else spelled
        )

    def _member(self, node: "Node", depth: int) -> list[Spelling]:
        holder, name = node.child_by_field_name("object"), text(node.child_by_field_name("property"))
        key = next(self.qualified(node))
        values = self.members.get(key, [])
        if len(values) == 1:
            owner = self.owner(node.start_byte) if text(holder) == "this" else ""
            built = owner if self.scopes.at(values[0].start_byte).name == owner else ""
            found = self.spellings(values[0], depth + 1)
            return [Spelling(each.expression, each.line, built) for each in found]
        bound = self.scopes.lookup(text(holder), node.start_byte)
        if bound is None or values:
            return [UNKNOWN]
        if found := self._of_items(holder, name, depth):
            return found
        scope, bindings = bound
        if bindings[0].parameter:
            if name not in scope.parameters:
                scope.parameters = (*scope.parameters, name)
            return [Spelling((Name(name),))]
        return [Spelling((Name(text(node)),))] if bindings[0].origin else [UNKNOWN]

    def _call(self, node: "Node", depth: int) -> list[Spelling]:
        function, given = node.child_by_field_name("function"), self.arguments(node)
        holder = function.child_by_field_name("object") if function is not None else None
        match text(function).rpartition(".")[2]:
            case "toString" if holder is not None:
                return self.spellings(holder, depth + 1)
            case "join" if holder is not None and given:
                parts = [self.spellings(each, depth + 1) for each in self.elements(holder, depth + 1)]
                return separated(parts, self.spellings(given[0], depth + 1))
            case method if holder is not None and method in STEPS:
                return stepped(self.spellings(holder, depth + 1), STEPS[method], map(_replaced, given))
            case "concat" if holder is not None:
                return joined([self.spellings(each, depth + 1) for each in (holder, *given)])
            case "String" if given:
                return self.spellings(given[0], depth + 1)
        return self._computed(node, depth)

    def _computed(self, call: "Node", depth: int) -> list[Spelling]:
        """Return what a function of this file that only returns a text makes of the arguments."""
        function = call.child_by_field_name("function")
        spelled = text(function)
        if spelled.startswith("this."):
            spelled = f"{self.owner(call.start_byte)}.{spelled[5:]}"
        scope = self.function(spelled)
        value = self.returned(scope) if scope is not None else None
        if scope is None or value is None or value.type in ("array", "object"):
            return [UNKNOWN]
        given = scope.defaults | dict(zip(scope.parameters, self.arguments(call), strict=False))
        values = {name: self.spellings(given.get(name), depth + 1) for name in scope.parameters}
        return [each for spelling in self.spellings(value, depth + 1) for each in filled(spelling, values)]

    def returned(self, scope: Scope) -> "Node | None":
        """Return the expression that a function returns whose body is that `return` alone, or else None."""
        function = self._root.descendant_for_byte_range(scope.start, scope.end - 1)
        body = function.child_by_field_name("body") if function is not None else None
        if body is None or body.type != "statement_block":
            return self.bare(body)
        done = [each for each in body.named_children if each.type != "comment"]
        alone = done[0] if len(done) == 1 and done[0].type == "return_statement" else None
        return self.bare(next(iter(alone.named_children), None)) if alone is not None else None

    def _picked(self, node: "Node", depth: int) -> list[Spelling]:
        index = self.bare(node.child_by_field_name("index"))
        wanted = string(index) if index is not None and index.type == "string" else None
        holder = node.child_by_field_name("object")
        values = [value for key, value, _ in self.pairs(holder) if wanted is None or key == wanted]
        found = [each for value in values for each in self.spellings(value, depth + 1)]
        return found or self._of_items(holder, wanted or "", depth) or [UNKNOWN]

    def _of_items(self, holder: "Node | None", key: str, depth: int) -> list[Spelling]:
        """Return what a property of a loop's variable can be, where the loop runs over objects written in this file."""
        if holder is None or holder.type != "identifier":
            return []
        bound = self.scopes.lookup(text(holder), holder.start_byte)
        items = bound[1][0].items if bound else None
        return [
            Spelling(each.expression, line(value), each.owner)
            for item in self.elements(items, depth + 1)
            for name, value, _ in self.pairs(item, depth + 1)
            if name == key and item.type == "object"
            for each in self.spellings(value, depth + 1)
        ]

    def default(self, node: "Node | None", depth: int = 0) -> Expression | None:  # noqa: C901, PLR0911 - a line or two for each form
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
                found = self.spellings(node, depth + 1)
                return found[0].expression if len(found) == 1 and None not in found[0].expression else None
            case "unary_expression" if text(node.child_by_field_name("operator")) == "-":
                inner = self.default(node.child_by_field_name("argument"), depth + 1)
                return ("-", *inner) if inner else None
            case "binary_expression":
                return self._arithmetic(node, depth)
            case "array":
                return self._array(node, depth)
            case "identifier" | "member_expression":
                return self._default_of_name(node, depth)
            case "call_expression":
                given = self.arguments(node)
                converts = text(node.child_by_field_name("function")) in ("String", "Number", "parseInt", "Boolean")
                return self.default(given[0], depth + 1) if converts and given else None
            case "arrow_function":
                return self.default(node.child_by_field_name("body"), depth + 1)
        return None

    def _array(self, node: "Node", depth: int) -> Expression | None:
        items = [self.default(each, depth + 1) for each in node.named_children]
        if any(each is None or not all(isinstance(part, str) for part in each) for each in items):
            return None
        texts = ["".join(str(part) for part in each or ()) for each in items]
        quoted = [each.type in ("string", "template_string") for each in node.named_children]
        return ("[" + ",".join(json.dumps(t) if q else t for t, q in zip(texts, quoted, strict=True)) + "]",)

    def _arithmetic(self, node: "Node", depth: int) -> Expression | None:
        operator = text(node.child_by_field_name("operator"))
        sides = [self.default(each, depth + 1) for each in node.named_children]
        numbers = ["".join(str(part) for part in side) if side else "" for side in sides]
        if operator in ("*", "+", "-") and all(re.fullmatch(r"-?\d{1,12}", number) for number in numbers):
            first, second = map(int, numbers)
            return (str({"*": first * second, "+": first + second, "-": first - second}[operator]),)
        return None

    def _default_of_name(self, node: "Node", depth: int) -> Expression | None:
        spelled = text(node)
        values = self.members.get(next(self.qualified(node)), []) if node.type == "member_expression" else []
        if len(values) == 1:
            return self.default(values[0], depth + 1)
        found = self.scopes.lookup(spelled.partition(".")[0], node.start_byte)
        if found is None or values:
            return None
        scope, bindings = found
        if node.type == "identifier" and bindings[0].parameter:
            return (Name(self.options.get((scope.start, spelled), spelled)),)
        if bindings[0].origin and not bindings[0].parameter and self.origin(node) not in ENVIRONMENTS:
            return (Name(spelled),)
        if node.type == "identifier" and len(bindings) == 1:
            return self.default(bindings[0].value, depth + 1)
        return None


def unpacked(pattern: "Node") -> "Iterator[tuple[str, str, Node | None]]":
    """Yield what a destructuring takes: the property, the local name, and the default."""
    for each in pattern.named_children:
        match each.type:
            case "shorthand_property_identifier_pattern":
                yield text(each), text(each), None
            case "object_assignment_pattern":
                name = text(each.child_by_field_name("left"))
                yield name, name, each.child_by_field_name("right")
            case "pair_pattern":
                value = each.child_by_field_name("value")
                default = value.child_by_field_name("right") if value is not None else None
                local = value.child_by_field_name("left") if default is not None and value is not None else value
                yield _key(each), text(local), default


def string(node: "Node") -> str:
    """Return the text of a quoted string."""
    return text(node)[1:-1]


def _replaced(node: "Node") -> str | None:
    """Return an argument of `replace`: a text, or the one character that a regular expression stands for."""
    if node.type == "string":
        return string(node)
    found = PATTERN_OF_TEXT.fullmatch(text(node))
    return found[1] or found[2] if found else None


def _first(node: "Node") -> str:
    first = node.child(0)
    return first.type if first is not None else ""


def _key(pair: "Node") -> str:
    key = pair.child_by_field_name("key")
    return text(key.named_child(0) if key is not None and key.type == "computed_property_name" else key).strip("\"'")


def _keynode(pair: "Node") -> "Node":
    return pair.child_by_field_name("key") or pair
