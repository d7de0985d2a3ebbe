"""What the names of a file stand for: the part that does not depend on how its language spells them."""

import re
from abc import ABC, abstractmethod
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from estuary_docs.drift.code import ENVIRONMENT, Name
from estuary_docs.drift.languages.scopes import ASSIGNED, DEPTH, UNKNOWN, Binding, Scope, Scopes, Spelling, filled
from estuary_docs.drift.languages.syntax import captures, text

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.code import Expression

CURRIED = "|"  # ends the name of a function that another one returns
REFERENCE = re.compile(r"[\w$]+(?:\.[\w$]+)*")


class FileNames(ABC):
    """The scopes of one file, and what its expressions compute to. A language says how it writes them."""

    environs: ClassVar[set[str]]
    members_of: ClassVar[tuple[str, ...]]  # the types of `a.b`
    environ: ClassVar[str]
    readers: ClassVar[set[str]] = set()
    handing: ClassVar[str]

    def __init__(self, language: str, pattern: str, source: bytes, root: "Node") -> None:
        self.source = source
        self._language = language
        self._root = root
        self.found = captures(language, pattern, root)
        self._origins: dict[int, str] = {}
        self._spelled: dict[int, list[Spelling]] = {}
        self.imports: dict[str, str] = {}
        self.members: dict[str, list[Node]] = {}
        self.curried: set[str] = set()
        self.options: dict[tuple[int, str], str] = {}
        self.classes = {text(each.child_by_field_name("name")): each for each in self.found.get("class", [])}
        self._bodies = [(each.start_byte, each.end_byte, name) for name, each in self.classes.items()]
        scopes = [Scope(root.start_byte, root.end_byte + 1)]
        self.scopes = Scopes([*scopes, *map(self._scope, self.found.get("function", []))])

    @abstractmethod
    def _scope(self, node: "Node") -> Scope: ...

    @abstractmethod
    def _origin(self, node: "Node", depth: int) -> str: ...

    @abstractmethod
    def _spellings(self, node: "Node", depth: int) -> list[Spelling]: ...

    @abstractmethod
    def _items(self, binding: Binding, depth: int) -> list[Spelling]: ...

    @abstractmethod
    def arguments(self, call: "Node") -> list["Node"]:
        """Return the arguments that a call gives by position."""

    @abstractmethod
    def elements(self, node: "Node | None", depth: int = 0) -> list["Node"]:
        """Return the items of a list, the keys of a mapping; of a parameter, the parameter itself."""

    @abstractmethod
    def default(self, node: "Node | None", depth: int = 0) -> "Expression | None":
        """Return what an expression computes to in the form that an environment would hold, or None."""

    def keywords(self, call: "Node") -> dict[str, "Node"]:  # noqa: ARG002 - not every language has them
        """Return the arguments that a call gives by name."""
        return {}

    def bare(self, node: "Node | None") -> "Node | None":
        """Return an expression without what does not change its value."""
        return node

    @cached_property
    def identifiers(self) -> dict[str, list["Node"]]:
        """Every place where a name stands alone, by name."""
        found: dict[str, list[Node]] = {}
        for each in captures(self._language, "(identifier) @name", self._root).get("name", []):
            found.setdefault(text(each), []).append(each)
        return found

    def function(self, name: str) -> Scope | None:
        """Return the one function of this file that has a name."""
        named = [scope for scope in self.scopes.all if scope.name and scope.name == name]
        return named[0] if len(named) == 1 else None

    def holder(self, node: "Node | None", depth: int = 0) -> "Expression | None":
        """Return `ENVIRONMENT` for a value that is the environment, what it refers to if that may be it, else None."""
        node = self.bare(node)
        if node is None or depth > DEPTH:
            return None
        if self.origin(node) in self.environs:
            return (ENVIRONMENT,)
        handed = (self.holder(each, depth + 1) for each in self.carried(node))
        given = next((each for each in handed if each is not None), None)
        return given or self._referred(node.child_by_field_name("function") or node, depth)

    def _referred(self, node: "Node", depth: int) -> "Expression | None":
        if node.type != "identifier" and node.type not in self.members_of:
            return None
        spelled = text(node)
        first, _, rest = spelled.partition(".")
        found = self.scopes.lookup(first, node.start_byte)
        if found is None or not REFERENCE.fullmatch(spelled):
            return None
        scope, bindings = found
        binding = bindings[0]
        if binding.origin and not binding.parameter:
            return (Name(self.exported(spelled)),) if first in self.imports else None
        if len(bindings) != 1 or binding.items is not None or rest:
            return None
        if binding.parameter:
            return (Name(self.options.get((scope.start, first), first)),)
        return self.holder(binding.value, depth + 1)

    def exported(self, spelled: str) -> str:
        """Return the reference by which another file may declare what is imported."""
        return spelled

    @abstractmethod
    def carried(self, node: "Node") -> list["Node"]:
        """Return the values of which an expression is the environment if one of them is: copies, branches, wrappers."""

    @abstractmethod
    def returned(self, scope: Scope) -> "Node | None":
        """Return the expression that a function returns whose body is that `return` alone, or else None."""

    def curry(self) -> None:
        """Join each function that only returns another one with it: `(prefix) => (name) => env[prefix + name]`."""
        by_start = {scope.start: scope for scope in self.scopes.all if not scope.name}
        for scope in [each for each in self.scopes.all if each.name]:
            value = self.returned(scope)
            inner = by_start.get(value.start_byte) if value is not None else None
            if inner is not None:
                inner.name, inner.parameters = f"{scope.name}{CURRIED}", (*scope.parameters, *inner.parameters)
                inner.defaults = scope.defaults | inner.defaults
                self.curried.add(scope.name)

    def partial(self, function: "Node | None") -> "Node | None":
        """Return the call that makes the function which is called, where it takes the first arguments."""
        if function is not None and function.type == "identifier":
            found = self.scopes.lookup(text(function), function.start_byte)
            function = found[1][0].value if found is not None and len(found[1]) == 1 else None
        made = text(function.child_by_field_name("function")) if function is not None else ""
        return function if made in self.curried else None

    def instances(self, spelling: Spelling) -> list[Spelling]:
        """Return a text that an object and the caller of its method make together, for each object this file makes."""
        names = [part for part in spelling.expression if isinstance(part, Name)]
        constructor = self.function(spelling.owner) if spelling.owner and len(names) > 1 else None
        made: list[Spelling] = []
        for call in self.found.get("call", []) if constructor is not None else []:
            called = call.child_by_field_name("function") or call.child_by_field_name("constructor")
            if constructor is not None and text(called) == spelling.owner:
                given = dict(zip(constructor.parameters, self.arguments(call), strict=False)) | self.keywords(call)
                values = {name: self.spellings(given.get(name)) for name in constructor.parameters}
                made += [replace(each, owner="") for each in filled(spelling, values)]
        return made or [spelling]

    def uses(self, name: str, scope: Scope, start: int) -> list["Node"]:
        """Return the places from a byte on that use a variable which its scope binds once."""
        if len(scope.bound.get(name, [])) != 1:
            return []
        after = (each for each in self.identifiers.get(name, []) if start < each.start_byte < scope.end)
        meant = ((each, self.scopes.lookup(name, each.start_byte)) for each in after)
        return [each for each, found in meant if found is not None and found[0] is scope]

    def owner(self, byte: int) -> str:
        """Return the name of the innermost class round a byte, or ""."""
        around = [(start, name) for start, end, name in self._bodies if start <= byte < end]
        return max(around, default=(0, ""))[1]

    def origin(self, node: "Node | None", depth: int = 0) -> str:
        """Return where a value comes from (`os.environ`, `ConfigService()`), or "" where that cannot be told."""
        node = self.bare(node)
        if node is None or depth > DEPTH:
            return ""
        if node.id not in self._origins:
            self._origins[node.id] = ""
            self._origins[node.id] = self._origin(node, depth)
        return self._origins[node.id]

    def spellings(self, node: "Node | None", depth: int = 0) -> list[Spelling]:
        """Return every text that an expression can compute to."""
        node = self.bare(node)
        if node is None or depth > DEPTH:
            return [UNKNOWN]
        if node.id not in self._spelled:
            self._spelled[node.id] = [UNKNOWN]
            self._spelled[node.id] = self._spellings(node, depth)
        return self._spelled[node.id]

    @cached_property
    def passed(self) -> dict[tuple[int, str], str]:
        """The parameters that a call in this file hands the environment to."""
        self.passed = {}
        handed: dict[tuple[int, str], str] = {}
        by_name = {scope.name.rpartition(".")[2]: scope for scope in self.scopes.all if scope.name}
        for call in self.found.get("call", []):
            function = call.child_by_field_name("function") or call.child_by_field_name("constructor")
            called = text(function).rpartition(".")[2]
            if called not in by_name or self.handing not in text(call.child_by_field_name("arguments")):
                continue
            scope = by_name[called]
            named = self.keywords(call).items()
            for name, value in (*zip(scope.parameters, self.arguments(call), strict=False), *named):
                if (origin := self.origin(value)) in self.environs or origin in self.readers:
                    handed[scope.start, name] = origin if origin in self.readers else self.environ
        return handed

    def _name(self, node: "Node", depth: int) -> list[Spelling]:
        name = text(node)
        found = self.scopes.lookup(name, node.start_byte)
        if found is None:
            return [UNKNOWN]
        scope, bindings = found
        if any(each.parameter for each in bindings):
            return self._of_parameter(scope, node, bindings, depth)
        if bindings[0].items is not None:
            return self._items(bindings[0], depth)
        if bindings[0].origin:
            return [Spelling((Name(name),))]
        values = [each.value for each in bindings if each.value is not None]
        if len(values) > ASSIGNED:
            return [UNKNOWN]
        return [each for value in values for each in self.spellings(value, depth + 1)] or [UNKNOWN]

    def _of_parameter(
        self,
        scope: Scope,
        node: "Node",
        bindings: list[Binding],  # noqa: ARG002 - likewise
        depth: int,  # noqa: ARG002 - likewise
    ) -> list[Spelling]:
        name = text(node)
        return [Spelling((Name(self.options.get((scope.start, name), name)),))]
