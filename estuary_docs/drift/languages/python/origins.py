"""Where the values of a Python file come from."""

import re
from typing import TYPE_CHECKING

from estuary_docs.drift.languages.python.bindings import Bindings
from estuary_docs.drift.languages.python.libraries import ENVIRONMENTS
from estuary_docs.drift.languages.syntax import text

if TYPE_CHECKING:
    from tree_sitter import Node

WRAPPED = "os.environ()"
ENVIRONS = {"os.environ", "os.environb", WRAPPED}
# Functions that make something else of the environment: lists of it, texts, checked settings, objects of a class.
MAKING = re.compile(
    r"(?:len|str|print|sorted|list|set|tuple|bool|repr|iter|any|all|type|isinstance|id|map|filter|enumerate|zip|vars)"
    r"|(?:json|subprocess|pprint|logging|logger|log)\..*|(?:.*\.)?_*[A-Z](?!.*(?:Map|Dict|Proxy)).*"
    r"|.*(?:parse|load|valid|cast|check|assert|test|has|keys|values|items|join|format|structure|run|call|exec|render)\w*"
)
READERS = {f"{environ}.get" for environ in ENVIRONS} | {"os.getenv", "os.getenvb"}
# Copies of the environment, and mappings made of it, hold the same names.
COPIES = {f"{environ}.copy()" for environ in ENVIRONS} | {"dict()", "copy.copy()", "copy.deepcopy()", "ChainMap()"}


class Origins(Bindings):
    """Where the values of one Python file come from."""

    environs = ENVIRONS
    members_of = ("attribute",)
    environ = "os.environ"
    readers = READERS
    handing = "env"
    plain_types = (
        "string",
        "integer",
        "float",
        "true",
        "false",
        "none",
        "list",
        "tuple",
        "comparison_operator",
        "lambda",
    )
    mapping = ("dictionary", "**")

    def _origin(self, node: "Node", depth: int) -> str:
        match node.type:
            case "identifier":
                return self._origin_of_name(node, depth)
            case "attribute":
                return self._origin_of_attribute(node, depth)
            case "call":
                return self._origin_of_call(node, depth)
            case "parenthesized_expression" | "await":
                return self.origin(node.named_child(0), depth + 1)
        environ = self._environ(self.carried(node), depth)
        return WRAPPED if environ and node.type == "dictionary_comprehension" else environ

    def carried(self, node: "Node") -> list["Node"]:
        """Return the values of which an expression is the environment if one of them is: copies, branches, wrappers."""
        match node.type:
            case "boolean_operator" | "conditional_expression" | "dictionary" | "dictionary_splat":
                return [child for child in node.named_children if child.type != "pair"]
            case "binary_operator" if text(node.child_by_field_name("operator")) == "|":
                return node.named_children
            case "dictionary_comprehension":
                clauses = [child for child in node.named_children if child.type == "for_in_clause"]
                calls = [clause.child_by_field_name("right") for clause in clauses]
                items = [call.child_by_field_name("function") for call in calls if call is not None]
                named = [item for item in items if text(item).endswith(".items")]
                return [holder for item in named if item and (holder := item.child_by_field_name("object"))]
            case "call":
                function = text(node.child_by_field_name("function"))
                if function == "dict":
                    return [*self.arguments(node), *self.splats(node)]
                return [] if MAKING.fullmatch(function) or self._makes(function) else self.arguments(node)
        return []

    def _origin_of_name(self, node: "Node", depth: int) -> str:
        meaning = self.scopes.lookup(text(node), node.start_byte)
        if meaning is None:
            return text(node)
        scope, bindings = meaning
        origins = [
            binding.origin or self.origin(binding.value, depth + 1)
            for binding in bindings
            if binding.value is None or binding.value.end_byte < node.start_byte or scope.parent is None
        ]
        passed = self.passed.get((scope.start, text(node)), "") if bindings[0].parameter else ""
        known = [origin for origin in (*origins, passed) if origin]
        return self._agreed(known) or (known[0] if known and len(bindings) == 1 else "")

    def _origin_of_attribute(self, node: "Node", depth: int) -> str:
        holder, attribute = node.child_by_field_name("object"), text(node.child_by_field_name("attribute"))
        if text(holder) in ("self", "cls"):
            name = f"{self.owner(node.start_byte)}.{attribute}"
            values = self.members.get(name, [])
            return self.origin(values[0], depth + 1) if len(values) == 1 else "" if values else name
        origin = self.origin(holder, depth + 1)
        return f"{origin}.{attribute}" if origin else ""

    def _origin_of_call(self, node: "Node", depth: int) -> str:
        called = self.origin(node.child_by_field_name("function"), depth + 1) + "()"
        if called in ENVIRONMENTS:
            return self.environ
        if called in COPIES:
            copied = called.startswith("os.") or self._environ(self.arguments(node), depth)
            return self.environ if copied else called
        scope = self.function(called.removesuffix("()"))
        if scope is not None and self._environ([self.returned(scope)], depth):
            return self.environ
        return "" if called == "()" else WRAPPED if self._environ(self.carried(node), depth) else called
