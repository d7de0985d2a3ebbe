"""What the names of a file stand for: its functions, its classes, and what is bound in them."""

from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from estuary_docs.drift.code import unspelled
from estuary_docs.drift.languages.scopes import Binding, Scope, Scopes
from estuary_docs.drift.languages.syntax import captures, descendants, first, text

if TYPE_CHECKING:
    from tree_sitter import Node

CURRIED = unspelled("")  # ends the name of a function that another one returns


class FileNames(ABC):
    """The scopes of one file. A language says how it writes them."""

    block: ClassVar[str]  # the type of a function's body that is made of statements
    arrows: ClassVar[bool] = False  # whether a body that is an expression is what the function returns

    def __init__(self, language: str, pattern: str, source: bytes, root: "Node") -> None:
        self.source = source
        self._language = language
        self._root = root
        self.nodes = captures(language, pattern, root)
        self.imports: dict[str, str] = {}
        self.members: dict[str, list[Node]] = {}
        self.curried: set[str] = set()
        self.options: dict[tuple[int, str], str] = {}
        self.classes = {text(node.child_by_field_name("name")): node for node in self.nodes.get("class", [])}
        self._bodies = [(node.start_byte, node.end_byte, name) for name, node in self.classes.items()]
        scopes = [Scope(root.start_byte, root.end_byte + 1)]
        self.scopes = Scopes([*scopes, *map(self._scope, self.nodes.get("function", []))])
        self._bind()

    @abstractmethod
    def _scope(self, node: "Node") -> Scope: ...

    @abstractmethod
    def _bind(self) -> None:
        """Bind the names of imports, assignments, loops and classes."""

    @abstractmethod
    def arguments(self, call: "Node") -> list["Node"]:
        """Return the arguments that a call gives by position."""

    def keywords(self, call: "Node") -> dict[str, "Node"]:  # noqa: ARG002 - not every language has them
        """Return the arguments that a call gives by name."""
        return {}

    def bare(self, node: "Node | None") -> "Node | None":
        """Return an expression without what does not change its value."""
        return node

    def statements(self, body: "Node") -> list["Node"]:
        """Return what a function's body does, without what only describes it."""
        return [child for child in body.named_children if child.type != "comment"]

    @cached_property
    def identifiers(self) -> dict[str, list["Node"]]:
        """Every place where a name stands alone, by name."""
        places: dict[str, list[Node]] = {}
        for name in captures(self._language, "(identifier) @name", self._root).get("name", []):
            places.setdefault(text(name), []).append(name)
        return places

    def bindings(self, node: "Node | None") -> list[Binding]:
        """Return what a name is bound to where it stands."""
        meaning = self.scopes.lookup(text(node), node.start_byte) if node is not None else None
        return meaning[1] if meaning is not None else []

    @cached_property
    def _functions(self) -> dict[str, list[Scope]]:
        named: dict[str, list[Scope]] = {}
        for scope in self.scopes.all:
            named.setdefault(scope.name, []).append(scope)
        return named

    def function(self, name: str) -> Scope | None:
        """Return the one function of this file that has a name."""
        named = self._functions.get(name, []) if name else []
        return named[0] if len(named) == 1 else None

    def owner(self, byte: int) -> str:
        """Return the name of the innermost class round a byte, or ""."""
        around = [(start, name) for start, end, name in self._bodies if start <= byte < end]
        return max(around, default=(0, ""))[1]

    def uses(self, name: str, scope: Scope, start: int) -> list["Node"]:
        """Return the places from a byte on that use a variable which its scope binds once."""
        if len(scope.bound.get(name, [])) != 1:
            return []
        after = (
            identifier for identifier in self.identifiers.get(name, []) if start < identifier.start_byte < scope.end
        )
        meant = ((identifier, self.scopes.lookup(name, identifier.start_byte)) for identifier in after)
        return [identifier for identifier, meaning in meant if meaning is not None and meaning[0] is scope]

    # What functions return

    def _body(self, scope: Scope) -> "Node | None":
        function = self._root.descendant_for_byte_range(scope.start, scope.end - 1)
        return function.child_by_field_name("body") if function is not None else None

    def returned(self, scope: Scope) -> "Node | None":
        """Return the expression that a function returns whose body is that `return` alone, or else None."""
        body = self._body(scope)
        if body is None or body.type != self.block:
            return self.bare(body) if self.arrows else None
        statements = self.statements(body)
        alone = len(statements) == 1 and statements[0].type == "return_statement"
        return self.bare(first(statements[0])) if alone else None

    def results(self, scope: Scope) -> list["Node | None"] | None:
        """Return what each `return` of a function gives, None for a function without a body."""
        body = self._body(scope)
        if body is None:
            return None
        if self.arrows and body.type != self.block:
            return [self.bare(body)]
        return [self.bare(first(statement)) for statement in descendants(body, "return_statement")]

    def curry(self) -> None:
        """Join each function that only returns another one with it: `(prefix) => (name) => env[prefix + name]`."""
        by_start = {scope.start: scope for scope in self.scopes.all if not scope.name}
        for scope in [scope for scope in self.scopes.all if scope.name]:
            value = self.returned(scope)
            inner = by_start.get(value.start_byte) if value is not None else None
            if inner is not None:
                inner.name, inner.parameters = f"{scope.name}{CURRIED}", (*scope.parameters, *inner.parameters)
                inner.defaults = scope.defaults | inner.defaults
                self.curried.add(scope.name)
        vars(self).pop("_functions", None)

    def partial(self, function: "Node | None") -> "Node | None":
        """Return the call that makes the function which is called, where it takes the first arguments."""
        if function is not None and function.type == "identifier":
            bindings = self.bindings(function)
            function = bindings[0].value if len(bindings) == 1 else None
        name = text(function.child_by_field_name("function")) if function is not None else ""
        return function if name in self.curried else None
