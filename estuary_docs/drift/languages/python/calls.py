"""What the calls of libraries hand on in Python: constructors, `with` blocks, members of classes, annotations."""

import re
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Read
from estuary_docs.drift.languages.calls import RowCalls
from estuary_docs.drift.languages.libraries import Row
from estuary_docs.drift.languages.python.fallbacks import PythonFallbacks
from estuary_docs.drift.languages.python.libraries import MADE_ELSEWHERE, ROWS
from estuary_docs.drift.languages.python.values import PythonValues
from estuary_docs.drift.languages.syntax import text

if TYPE_CHECKING:
    from tree_sitter import Node

TYPES = ("str", "int", "float", "bool", "list", "dict")


class LibraryCalls(PythonFallbacks, RowCalls[PythonValues]):
    """The calls of libraries in one file."""

    def given(self, call: "Node") -> tuple[list["Node"], dict[str, "Node"]]:
        """Return the arguments of a call, by position and by name; those in `context_settings` are click's."""
        named = self.values.keywords(call)
        settings = named.get("context_settings")
        pairs = settings.named_children if settings is not None and settings.type == "dictionary" else []
        options = {
            text(pair.child_by_field_name("key")).strip("\"'"): pair.child_by_field_name("value") for pair in pairs
        }
        return self.values.arguments(call), named | {key: value for key, value in options.items() if value is not None}

    def library_reads(self, call: "Node", origin: str) -> list[Read]:
        """Return what a call of a library reads."""
        row = ROWS.row(origin, self.given(call)[1]) or self._made_elsewhere(call, origin)
        return list(self.row_reads(row, call)) if row is not None else []

    def _made_elsewhere(self, call: "Node", origin: str) -> Row | None:
        """Return the row of an object that another module makes: `from config import env`, `self.env`."""
        row = MADE_ELSEWHERE.row(text(call.child_by_field_name("function")))
        arguments, named = self.given(call)
        own = re.fullmatch(r"(?:env|config|(?:.*\.)?(?:env|config)(?:\.\w+)?|self\..*|)", origin)
        if row is None or own is None or not arguments or arguments[0].type != "string":
            return None
        return row if row.of != "config" or {"cast", "default"} & named.keys() else None

    def constructor(self, call: "Node") -> "Node | None":
        """Return the call that makes the object which is asked: `environ.Env(DEBUG=(bool, False))`."""
        function = call.child_by_field_name("function")
        holder = function.child_by_field_name("object") if function is not None else None
        meaning = self.values.scopes.lookup(text(holder if holder is not None else function), call.start_byte)
        value = meaning[1][0].value if meaning else None
        return value if value is not None and value.type == "call" else None

    def scheme(self, call: "Node") -> Expression | None:
        """Return the default that `environ.Env(DEBUG=(bool, False))` gives a variable."""
        constructor, arguments = self.constructor(call), self.values.arguments(call)
        default = (
            self.values.keywords(constructor).get(text(arguments[0]).strip("\"'"))
            if constructor is not None and arguments
            else None
        )
        parts = default.named_children if default is not None and default.type == "tuple" else []
        return self.values.default(next(iter(parts[1:]), None))

    def prefix(self, call: "Node", keyword: str) -> "Node | None":
        """Return the prefix that an object is made with, or that is assigned to it: `env.prefix = "APP_"`."""
        constructor = self.constructor(call)
        if constructor is not None and (prefix := self.values.keywords(constructor).get(keyword)) is not None:
            return prefix
        function = call.child_by_field_name("function")
        holder = text(function.child_by_field_name("object") or function if function is not None else None)
        assigned = {text(node.child_by_field_name("left")): node for node in self.values.nodes.get("assignment", [])}
        assignment = assigned.get(f"{holder}.{keyword}")
        return assignment.child_by_field_name("right") if assignment is not None else None

    def around(self, call: "Node", method: str) -> Expression:
        """Return what the `with env.prefixed(...)` blocks round a place put before each name."""
        parts: Expression = ()
        current = call.parent
        while current is not None:
            clause = current.named_child(0) if current.type == "with_statement" else None
            for item in clause.named_children if clause is not None else []:
                value = item.child_by_field_name("value")
                inner = value.named_child(0) if value is not None and value.type == "as_pattern" else value
                if inner is not None and text(inner.child_by_field_name("function")).endswith(f".{method}"):
                    arguments = self.values.arguments(inner)
                    parts = (*(self.values.spellings(arguments[0])[0].expression if arguments else (None,)), *parts)
            current = current.parent
        return parts

    def member(self, call: "Node") -> str:
        """Return the name of the member that holds what a call makes."""
        assignment = call.parent if call.parent is not None and call.parent.type == "assignment" else None
        return text(assignment.child_by_field_name("left")) if assignment is not None else ""

    def is_no_default(self, node: "Node") -> bool:
        """Say whether an argument that stands in a default's place is a type, or the flag of an option."""
        return text(node) in TYPES or re.match(r"[\"']-", text(node)) is not None

    def fallback(self, node: "Node", hops: int = 0) -> tuple[Expression | None, bool | None]:
        """Return what is used where a read finds nothing; the parameter that an option describes may tell."""
        described = self._annotated(node)
        return (described, False) if described is not None else super().fallback(node, hops)

    def _annotated(self, node: "Node") -> Expression | None:
        """Return the default of the parameter that `Annotated[..., typer.Option(envvar=...)]` describes."""
        current = node.parent
        while current is not None and current.type != "typed_default_parameter":
            if current.type in ("typed_parameter", "block", "parameters", "module"):
                return None
            current = current.parent
        return self.values.default(current.child_by_field_name("value")) if current is not None else None

    def listed(self, node: "Node") -> Expression | None:
        """Return a list as a variable holds it: `a,b`."""
        if node.type not in ("list", "tuple"):
            return self.fallback_of(node)
        texts = [self.values.default(child) for child in node.named_children]
        if any(item is None for item in texts):
            return self.fallback_of(node)
        joined = ",".join("".join(part for part in item or () if isinstance(part, str)) for item in texts)
        return (joined,) if joined else ()
