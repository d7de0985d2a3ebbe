"""Where the values of a file come from: the environment followed through names, copies, calls and parameters."""

import re
from abc import abstractmethod
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from estuary_docs.drift.code import ENVIRONMENT, Name
from estuary_docs.drift.languages.names import FileNames
from estuary_docs.drift.languages.scopes import DEPTH
from estuary_docs.drift.languages.syntax import text

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.code import Expression

REFERENCE = re.compile(r"[\w$]+(?:\.[\w$]+)*")


class FileOrigins(FileNames):
    """Where the values of one file come from. A language says how it writes members, calls and copies."""

    environs: ClassVar[set[str]]
    members_of: ClassVar[tuple[str, ...]]  # the types of `a.b`
    environ: ClassVar[str]
    readers: ClassVar[set[str]] = set()
    handing: ClassVar[str]
    plain_types: ClassVar[tuple[str, ...]]  # the types of values that cannot be the environment
    mapping: ClassVar[tuple[str, str]]  # the type of a mapping that is written out, and what spreads another in it

    def __init__(self, language: str, pattern: str, source: bytes, root: "Node") -> None:
        self._origins: dict[int, str] = {}
        super().__init__(language, pattern, source, root)

    @abstractmethod
    def _origin(self, node: "Node", depth: int) -> str: ...

    @abstractmethod
    def carried(self, node: "Node") -> list["Node"]:
        """Return the values of which an expression is the environment if one of them is: copies, branches, wrappers."""

    def exported(self, spelled: str) -> str:
        """Return the reference by which another file may declare what is imported."""
        return spelled

    def origin(self, node: "Node | None", depth: int = 0) -> str:
        """Return where a value comes from (`os.environ`, `ConfigService()`), or "" where that cannot be told."""
        node = self.bare(node)
        if node is None or depth > DEPTH:
            return ""
        if node.id not in self._origins:
            self._origins[node.id] = ""
            self._origins[node.id] = self._origin(node, depth)
        return self._origins[node.id]

    def _environ(self, nodes: Iterable["Node | None"], depth: int) -> str:
        """Return the origin of the first of some values that is the environment."""
        origins = (self.origin(node, depth + 1) for node in nodes)
        return next((origin for origin in origins if origin in self.environs), "")

    def _agreed(self, origins: Iterable[str]) -> str:
        """Return where a name comes from that has some origins: from the environment, or from one place alone."""
        known = [origin for origin in origins if origin]
        environs = [origin for origin in known if origin in self.environs]
        return environs[0] if environs else known[0] if len(set(known)) == 1 else ""

    def _makes(self, name: str) -> bool:
        """Say whether a function of this file returns something that cannot be what it was handed."""
        scope = self.function(name)
        results = self.results(scope) if scope is not None else None
        return results is not None and (not results or any(map(self._is_made, results)))

    def _is_made(self, value: "Node | None") -> bool:
        mapping, spread = self.mapping
        return value is None or value.type in self.plain_types or (value.type == mapping and spread not in text(value))

    def holder(self, node: "Node | None", depth: int = 0) -> "Expression | None":
        """Return `ENVIRONMENT` for a value that is the environment, what it refers to if that may be it, else None."""
        node = self.bare(node)
        if node is None or depth > DEPTH:
            return None
        if self.origin(node) in self.environs:
            return (ENVIRONMENT,)
        holders = (self.holder(part, depth + 1) for part in self.carried(node))
        holder = next((holder for holder in holders if holder is not None), None)
        return holder or self._referred(node.child_by_field_name("function") or node, depth)

    def _referred(self, node: "Node", depth: int) -> "Expression | None":
        if node.type != "identifier" and node.type not in self.members_of:
            return None
        spelled = text(node)
        first, _, rest = spelled.partition(".")
        meaning = self.scopes.lookup(first, node.start_byte)
        if meaning is None or not REFERENCE.fullmatch(spelled):
            return None
        scope, bindings = meaning
        binding = bindings[0]
        if binding.origin and not binding.parameter:
            return (Name(self.exported(spelled)),) if first in self.imports else None
        if len(bindings) != 1 or binding.items is not None or rest:
            return None
        if binding.parameter:
            return (Name(self.options.get((scope.start, first), first)),)
        return self.holder(binding.value, depth + 1)

    @cached_property
    def passed(self) -> dict[tuple[int, str], str]:
        """The parameters that a call in this file hands the environment to."""
        self.passed = {}
        handed: dict[tuple[int, str], str] = {}
        by_name = {scope.name.rpartition(".")[2]: scope for scope in self.scopes.all if scope.name}
        for call in self.nodes.get("call", []):
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
