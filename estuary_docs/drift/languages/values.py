"""What the expressions of a file compute to: the texts that may be names of variables, lists of them, and defaults."""

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from estuary_docs.drift.code import Name
from estuary_docs.drift.languages.origins import FileOrigins
from estuary_docs.drift.languages.scopes import ASSIGNED, DEPTH, Binding, Scope
from estuary_docs.drift.languages.spellings import UNKNOWN, Spelling, filled
from estuary_docs.drift.languages.syntax import line, text

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.code import Expression


class FileValues(FileOrigins):
    """What the expressions of one file compute to. A language says how it writes them."""

    tuples: ClassVar[tuple[str, ...]]  # the types of items that have parts: `for name, default in ...`
    keyed: ClassVar[tuple[str, ...]]  # the types of items whose values a loop's variable is asked for by key
    spread: ClassVar[str]  # the type of a list's part that is a list itself

    def __init__(self, language: str, pattern: str, source: bytes, root: "Node") -> None:
        self._spelled: dict[int, list[Spelling]] = {}
        super().__init__(language, pattern, source, root)

    @abstractmethod
    def _spellings(self, node: "Node", depth: int) -> list[Spelling]: ...

    @abstractmethod
    def elements(self, node: "Node | None", depth: int = 0) -> list["Node"]:
        """Return the items of a list, the keys of a mapping; of a parameter, the parameter itself."""

    @abstractmethod
    def pairs(self, node: "Node | None", depth: int = 0) -> list[tuple[str, "Node", "Node"]]:
        """Return what a mapping that is written in this file holds: each key as it is asked for, value, and pair."""

    @abstractmethod
    def qualified(self, node: "Node") -> str:
        """Return the name by which a member may be known in this file."""

    @abstractmethod
    def default(self, node: "Node | None", depth: int = 0) -> "Expression | None":
        """Return what an expression computes to in the form that an environment would hold, or None."""

    # Texts

    def spellings(self, node: "Node | None", depth: int = 0) -> list[Spelling]:
        """Return every text that an expression can compute to."""
        node = self.bare(node)
        if node is None or depth > DEPTH:
            return [UNKNOWN]
        if node.id not in self._spelled:
            self._spelled[node.id] = [UNKNOWN]
            self._spelled[node.id] = self._spellings(node, depth)
        return self._spelled[node.id]

    def _name(self, node: "Node", depth: int) -> list[Spelling]:
        meaning = self.scopes.lookup(text(node), node.start_byte)
        if meaning is None:
            return [UNKNOWN]
        scope, bindings = meaning
        if any(binding.parameter for binding in bindings):
            return self._of_parameter(scope, node, bindings, depth)
        if bindings[0].items is not None:
            return self._items(bindings[0], depth)
        if bindings[0].origin:
            return [Spelling((Name(text(node)),))]
        values = [binding.value for binding in bindings if binding.value is not None]
        if len(values) > ASSIGNED:
            return [UNKNOWN]
        return [spelling for value in values for spelling in self.spellings(value, depth + 1)] or [UNKNOWN]

    def _of_parameter(
        self,
        scope: Scope,
        node: "Node",
        bindings: list[Binding],  # noqa: ARG002 - not every language tells by them
        depth: int,  # noqa: ARG002 - likewise
    ) -> list[Spelling]:
        return [Spelling((Name(self.options.get((scope.start, text(node)), text(node))),))]

    def instances(self, spelling: Spelling) -> list[Spelling]:
        """Return a text that an object and the caller of its method make together, for each object this file makes."""
        names = [part for part in spelling.expression if isinstance(part, Name)]
        constructor = self.function(spelling.owner) if spelling.owner and len(names) > 1 else None
        spellings: list[Spelling] = []
        for call in self.nodes.get("call", []) if constructor is not None else []:
            called = call.child_by_field_name("function") or call.child_by_field_name("constructor")
            if constructor is not None and text(called) == spelling.owner:
                arguments = dict(zip(constructor.parameters, self.arguments(call), strict=False)) | self.keywords(call)
                values = {name: self.spellings(arguments.get(name)) for name in constructor.parameters}
                spellings += [replace(alternative, owner="") for alternative in filled(spelling, values)]
        return spellings or [spelling]

    def _computed(self, scope: Scope | None, call: "Node", depth: int) -> list[Spelling]:
        """Return what a function of this file that only returns a text makes of the arguments of a call."""
        value = self.returned(scope) if scope is not None else None
        if scope is None or value is None:
            return [UNKNOWN]
        arguments = dict(zip(scope.parameters, self.arguments(call), strict=False))
        arguments = scope.defaults | arguments | self.keywords(call)
        values = {name: self.spellings(arguments.get(name), depth + 1) for name in scope.parameters}
        return [
            alternative for spelling in self.spellings(value, depth + 1) for alternative in filled(spelling, values)
        ]

    # Loops and lists

    def _items(self, binding: Binding, depth: int) -> list[Spelling]:
        """Return what a loop's variable can be."""
        spelled: list[Spelling] = []
        for item in self.elements(binding.items, depth + 1):
            parts = item.named_children if item.type in self.tuples else [item]
            picked = item if binding.index is None else next(iter(parts[binding.index : binding.index + 1]), None)
            if picked is not None and picked == self.bare(binding.items):
                meaning = self.scopes.lookup(text(picked), picked.start_byte)
                spelled += (
                    FileValues._of_parameter(self, meaning[0], picked, meaning[1], depth) if meaning else [UNKNOWN]
                )
            else:
                spelled += self._item(item, picked, depth)
        return spelled or [UNKNOWN]

    def _item(self, item: "Node", picked: "Node | None", depth: int) -> list[Spelling]:
        """Return what a part of an item can be, with the line that tells it."""
        return [
            Spelling(spelling.expression, line(item), spelling.owner) for spelling in self.spellings(picked, depth + 1)
        ]

    def _of_items(self, holder: "Node | None", key: str, depth: int) -> list[Spelling]:
        """Return what a key of a loop's variable can be, where the loop runs over mappings written in this file."""
        bindings = self.bindings(holder) if holder is not None and holder.type == "identifier" else []
        return [
            Spelling(spelling.expression, line(value), spelling.owner)
            for item in self.elements(bindings[0].items if bindings else None, depth + 1)
            for name, value, _ in self.pairs(item, depth + 1)
            if name == key and item.type in self.keyed
            for spelling in self.spellings(value, depth + 1)
        ]

    def _parts(self, node: "Node", depth: int) -> list["Node"]:
        """Return the items of a list that is written out, also those of lists within it."""
        return [
            part
            for child in node.named_children
            if child.type != "comment"
            for part in (self.elements(child.named_child(0), depth + 1) if child.type == self.spread else [child])
        ]

    def _elements_of_name(self, node: "Node", bindings: list[Binding], depth: int) -> list["Node"]:
        if any(binding.parameter for binding in bindings):
            return [node]
        return [element for binding in bindings for element in self.elements(binding.value, depth + 1)]

    def _members_of(self, owner: str) -> list["Node"]:
        """Return what the members of a class or an object hold."""
        return [value for name, values in self.members.items() if name.startswith(f"{owner}.") for value in values]

    def _elements_of_member(self, node: "Node", depth: int) -> list["Node"]:
        values = self.members.get(self.qualified(node), [])
        return self.elements(values[0], depth + 1) if len(values) == 1 else []
