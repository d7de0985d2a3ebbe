"""What the calls of libraries hand on in JavaScript: chains of calls, decorators, tables of options."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Read
from estuary_docs.drift.languages.calls import RowCalls
from estuary_docs.drift.languages.collector import How
from estuary_docs.drift.languages.javascript.fallbacks import JavaScriptFallbacks
from estuary_docs.drift.languages.javascript.libraries import MADE_ELSEWHERE, ROWS
from estuary_docs.drift.languages.javascript.syntax import key
from estuary_docs.drift.languages.javascript.values import JavaScriptValues
from estuary_docs.drift.languages.libraries import Row
from estuary_docs.drift.languages.scopes import DEPTH
from estuary_docs.drift.languages.spellings import NAMED_IN_FULL
from estuary_docs.drift.languages.syntax import line, text
from estuary_docs.drift.mention import BUILT

if TYPE_CHECKING:
    from tree_sitter import Node

# Source: https://nextjs.org/docs/pages/api-reference/config/next-config-js/env
OF_NEXT = re.compile(r"(?:^|/)next\.config\.\w+$")
CONVICT = ("convict", "convict.default")


class LibraryCalls(JavaScriptFallbacks, RowCalls[JavaScriptValues]):
    """The calls of libraries in one file."""

    def given(self, call: "Node") -> tuple[list["Node"], dict[str, "Node"]]:
        """Return the arguments before the first object, and the properties of objects."""
        arguments = self.values.arguments(call)
        pairs = [pair for argument in arguments if argument.type == "object" for pair in self.values.pairs(argument)]
        positional = list(takewhile(lambda argument: argument.type != "object", arguments))
        return positional, {key: value for key, value, _ in pairs}

    def library_reads(self, call: "Node", origin: str) -> list[Read]:
        """Return what a call of a library reads."""
        if origin in CONVICT:
            return [read for argument in self.values.arguments(call)[:1] for read in self._convict(argument)]
        row = ROWS.row(origin) or self._made_elsewhere(call)
        return list(self.row_reads(row, call)) if row is not None else []

    def _made_elsewhere(self, call: "Node") -> Row | None:
        """Return the row of an object that another module makes, or of a decorator, by how it is called."""
        function = call.child_by_field_name("function")
        spelled = re.sub(r"[?!]", "", text(function))
        row = MADE_ELSEWHERE.row(spelled, (spelled,))
        if row is None or function is None:
            return None
        if row.where == "parameter":
            return row if self.values.is_taken(function, "env") else None
        decorates = call.parent is not None and call.parent.type == "decorator"
        return row if decorates or row.where != "decorator" else None

    def chained(self, call: "Node") -> tuple[Expression | None, bool | None]:
        """Return the default of `env.get("X").default("d").required()`, and whether the variable is required."""
        default: Expression | None = None
        required: bool | None = None
        for method, arguments in self._chain(call):
            if method in ("default", "withDefault") and arguments:
                default, required = self.values.default(arguments[0]), False
            elif method == "required" and default is None:
                required = not (arguments and text(arguments[0]) == "false")
        return default, required

    def _chain(self, call: "Node") -> Iterator[tuple[str, list["Node"]]]:
        """Yield the methods called before and after a call, with their arguments."""
        function = call.child_by_field_name("function")
        inner = function.child_by_field_name("object") if function is not None else None
        while inner is not None and inner.type == "call_expression":
            function = inner.child_by_field_name("function")
            yield text(function).rpartition(".")[2], self.values.arguments(inner)
            inner = function.child_by_field_name("object") if function is not None else None
        parent = call.parent
        while parent is not None and parent.type in ("member_expression", "call_expression"):
            if parent.type == "call_expression":
                piped = [argument for argument in self.values.arguments(parent) if argument.type == "call_expression"]
                for link in (parent, *piped):
                    yield text(link.child_by_field_name("function")).rpartition(".")[2], self.values.arguments(link)
            parent = parent.parent

    def fallback(self, node: "Node", hops: int = 0) -> tuple[Expression | None, bool | None]:
        """Return what is used where a read finds nothing; a field that a decorator stands before may tell."""
        if node.parent is None or node.parent.type != "decorator":
            return super().fallback(node, hops)
        field = node.parent.parent
        default = self.values.default(field.child_by_field_name("value")) if field is not None else None
        return default, False if default is not None else None

    def declared(self) -> Iterator[Read]:
        """Yield what tables of options read: `{ env: "STOCK_PORT", default: 8080 }`."""
        if any("convict" in module for module in self.values.imports.values()):
            return
        for pair in self.values.nodes.get("declared", []):
            others = {key: value for key, value, _ in self.values.pairs(pair.parent)}
            for read in self._told(pair.child_by_field_name("value"), others) if len(others) > 1 else []:
                if all(isinstance(part, str) and NAMED_IN_FULL.fullmatch(part) for part in read.name):
                    yield read

    def built(self, path: str) -> Iterator[Read]:
        """Yield what the build surely puts in the place of a variable: a literal, in a file that does not read it."""
        given = [pair for config in self._configs() for pair in self._filled(config)] if OF_NEXT.search(path) else []
        for pair in self.values.nodes.get("defined", []):
            name = key(pair).rpartition(".")[2]
            given.append((name, pair.child_by_field_name("value")))
        read = {read.name for read in self.reads}
        for name, value in given:
            if value is not None and (name,) not in read and self._is_literal(value):
                yield Read((name,), line(value), role="other", note=BUILT)

    def _configs(self) -> Iterator["Node | None"]:
        """Yield what a file exports by default."""
        for node in self.values.nodes.get("export", []):
            if any(child.type == "default" for child in node.children):
                yield node.child_by_field_name("value")
        for node in self.values.nodes.get("assignment", []):
            if text(node.child_by_field_name("left")) == "module.exports":
                yield node.child_by_field_name("right")

    def _filled(self, config: "Node | None", depth: int = 0) -> list[tuple[str, "Node | None"]]:
        """Return what the `env` of a configuration holds, which a plugin may wrap as its first argument."""
        config = self.values.value(config)
        if config is not None and config.type == "call_expression" and depth < DEPTH:
            return self._filled(next(iter(self.values.arguments(config)), None), depth + 1)
        tables = (value for name, value, _ in self.values.pairs(config) if name == "env")
        return [(name, value) for table in tables for name, value, _ in self.values.pairs(table)]

    def _is_literal(self, value: "Node") -> bool:
        if text(value.child_by_field_name("function")) == "JSON.stringify":
            value = next(iter(self.values.arguments(value)), value)
        told = self.values.default(value)
        return told is not None and all(isinstance(part, str) for part in told)

    def _told(self, name: "Node | None", options: dict[str, "Node"]) -> list[Read]:
        default = self.values.default(options.get("default"))
        return self.make(name, name, How(default, False if default is not None else None)) if name is not None else []

    def _convict(self, schema: "Node", depth: int = 0) -> Iterator[Read]:
        pairs = {key: value for key, value, _ in self.values.pairs(schema)}
        env = pairs.get("env")
        if env is not None and env.type in ("string", "identifier", "member_expression", "template_string"):
            yield from self._told(env, pairs)
        for value in pairs.values():
            if value.type in ("object", "identifier", "shorthand_property_identifier") and depth < DEPTH:
                yield from self._convict(value, depth + 1)
