"""Where the values of a JavaScript or TypeScript file come from, and what it exports of the environment."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Name
from estuary_docs.drift.languages.javascript.bindings import Bindings, module_name
from estuary_docs.drift.languages.javascript.libraries import ENVIRONMENTS, WRAPPED
from estuary_docs.drift.languages.javascript.syntax import called
from estuary_docs.drift.languages.syntax import descendants, text

if TYPE_CHECKING:
    from tree_sitter import Node

GLOBALS = re.compile(r"^(?:globalThis|global|window|self)\.")
# Functions that make something else of the environment: lists of it, texts, checked settings.
MAKING = re.compile(
    r"(?:Object\.(?:keys|values|entries|hasOwn|getOwn\w+)|JSON|console|String|Boolean|Number)\b.*"
    r"|.*(?:parse|decode|valid|cast|clean|check|assert|test|has|includes|keys|createEnv|envsafe|log|expect|render)\w*",
    re.IGNORECASE,
)
COPIES = ("Object.assign()", "structuredClone()", "Object.freeze()")


class Origins(Bindings):
    """Where the values of one JavaScript or TypeScript file come from."""

    environs = ENVIRONMENTS
    members_of = ("member_expression",)
    environ = "process.env"
    handing = "env"
    plain_types = (
        "string",
        "template_string",
        "number",
        "true",
        "false",
        "binary_expression",
        "array",
        "undefined",
        "null",
    )
    mapping = ("object", "...")
    spread = "spread_element"

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
                spread = [child.named_child(0) for child in node.named_children if child.type == self.spread]
                return [part for part in spread if part is not None]
            case "ternary_expression":
                return node.named_children[1:]
            case "binary_expression" if text(node.child_by_field_name("operator")) in ("??", "||"):
                return node.named_children
            case "new_expression" if text(node.child_by_field_name("constructor")) == "Proxy":
                return self.arguments(node)[:1]
            case "call_expression":
                function, arguments = text(node.child_by_field_name("function")), self.arguments(node)
                if function == "Object.fromEntries" and arguments:
                    return self._listed(arguments[0])
                return [] if MAKING.fullmatch(function) or self._makes(function) else arguments
        return []

    def _listed(self, node: "Node") -> list["Node"]:
        """Return the object whose entries a chain of calls goes through: `Object.entries(x).filter(...)`."""
        while node.type == "call_expression":
            function = node.child_by_field_name("function")
            if text(function) == "Object.entries":
                return self.arguments(node)
            holder = function.child_by_field_name("object") if function is not None else None
            if holder is None:
                return []
            node = holder
        return []

    def exported(self, spelled: str) -> str:
        """Return the reference by which another file may declare what is imported."""
        return f"{self.imports[spelled]}.default" if spelled in self.default_imports else spelled

    def exports(self) -> Iterator[tuple[str, Expression]]:
        """Yield what a file exports under another name than its own, as far as that may be the environment."""
        for node in self.nodes.get("export", []):
            module = module_name(node.child_by_field_name("source"))
            value = node.child_by_field_name("value") or node.child_by_field_name("declaration")
            if any(child.type == "default" for child in node.children):
                yield "default", self.holder(value) or (None,)
            for specifier in descendants(node, "export_specifier"):
                name = specifier.child_by_field_name("name")
                alias = text(specifier.child_by_field_name("alias")) or text(name)
                holder = (Name(f"{module}.{text(name)}"),) if module else self.holder(name)
                if holder is not None and (module or alias != text(name)):
                    yield alias, holder
        for node in self.nodes.get("assignment", []):
            left, right = text(node.child_by_field_name("left")), node.child_by_field_name("right")
            exported = re.sub(r"^(?:module\.)?exports(?:\.|$)", "", left)
            holder = self.holder(right) or (None,)
            if exported != left and (holder != (None,) or not exported):
                yield exported or "default", holder
            for key, value, _ in self.pairs(right) if exported == "" else []:
                if (holder := self.holder(value)) is not None:
                    yield key, holder

    def _origin_of_call(self, node: "Node", depth: int) -> str:
        if module := self.required(node):
            return module
        function, arguments = called(node), self.arguments(node)
        origin = self.origin(function, depth + 1) + "()"
        if origin in COPIES:
            return self._environ(arguments, depth)
        scope = self.function(text(function))
        if scope is not None and (result := self._environ([self.returned(scope)], depth)):
            return result
        if self._environ(self.carried(node), depth):
            return WRAPPED
        if origin.endswith(".get()") and arguments and text(arguments[0]).endswith("ConfigService"):
            return "ConfigService()"
        return "" if origin == "()" else origin

    def _origin_of_name(self, node: "Node", depth: int) -> str:
        name = text(node)
        meaning = self.scopes.lookup(name, node.start_byte)
        if meaning is None:
            return name
        scope, bindings = meaning
        if bindings[0].items is not None:
            return ""
        origins = [binding.origin or self.origin(binding.value, depth + 1) for binding in bindings]
        if any(binding.parameter for binding in bindings):
            origins.append(self.passed.get((scope.start, name), ""))
        return self._agreed(origins)

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
