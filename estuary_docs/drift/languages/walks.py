"""Walks through the whole environment in Python and JavaScript, and by what they pick."""

from abc import abstractmethod
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Read
from estuary_docs.drift.languages.branches import takes
from estuary_docs.drift.languages.fallbacks import Fallbacks, Held
from estuary_docs.drift.languages.scopes import Binding, Scope
from estuary_docs.drift.languages.spellings import Spelling
from estuary_docs.drift.languages.syntax import line, text

if TYPE_CHECKING:
    from tree_sitter import Node


class Walks(Fallbacks[Held]):
    """The walks of one file. A language says what differs in its own syntax."""

    def __init__(self, values: Held) -> None:
        super().__init__(values)
        self.reads: list[Read] = []
        # What is walked through, by where it stands, and what of that is picked by a prefix.
        self._walks: dict[int, Node] = {}
        self._understood: set[int] = set()

    @abstractmethod
    def function(self, at: "Node", spelling: Spelling, default: Expression | None = None) -> str:
        """Return the function whose caller tells the name; else the one that the place stands in."""

    @abstractmethod
    def walks(self, items: "Node") -> bool:
        """Say whether what a loop goes through is the whole environment, its keys or its items."""

    def filtered(self, scope: Scope, bindings: list[Binding]) -> "Node | None":  # noqa: ARG002 - not every language has it
        """Return what a function of the language hands one by one to a parameter."""
        return None

    def prefixes(self, node: "Node") -> list["Node"]:
        """Return the prefixes that one argument gives."""
        return [node]

    def prefixed(self, call: "Node", function: "Node | None", arguments: list["Node"]) -> None:
        """Add what a walk through the whole environment picks by its prefix."""
        holder = function.child_by_field_name("object") if function is not None else None
        if (items := self.walked(holder)) is not None and arguments:
            spellings = (
                spelling for prefix in self.prefixes(arguments[0]) for spelling in self.values.spellings(prefix)
            )
            self._picked(call, items, list(spellings))

    def matched(self, call: "Node", items: "Node", letters: str) -> None:
        """Add what a walk through the whole environment picks by a regular expression that begins with letters."""
        self._picked(call, items, [Spelling((letters,))] if letters else [])

    def bound(self, name: "Node | None") -> "Node | None":
        """Return the one value that a name is bound to."""
        meaning = self._lookup(name)
        only = meaning[1][0] if meaning is not None and len(meaning[1]) == 1 else None
        return None if only is None or only.parameter else only.value

    def walked(self, name: "Node | None") -> "Node | None":
        """Return the whole environment if a name stands for that of each of its variables."""
        meaning = self._lookup(name)
        items = self.values.bare(meaning[1][0].items or self.filtered(*meaning)) if meaning else None
        if items is None or not self.walks(items):
            return None
        self._walks[items.start_byte] = items
        return None if meaning is None or meaning[1][0].index else items

    def _picked(self, call: "Node", items: "Node", prefixes: list[Spelling]) -> None:
        """Add the variables that begin with one of the prefixes, unless those are passed over."""
        if not prefixes or not takes(call):
            return
        self._understood.add(items.start_byte)
        for spelling in prefixes:
            expression = (*spelling.expression, None)
            self.reads.append(Read(expression, line(call), function=self.function(call, spelling)))

    def loop(self, node: "Node") -> None:
        """Note a loop that walks through the whole environment."""
        items = self.values.bare(node.child_by_field_name("right"))
        if items is not None and self.walks(items):
            self._walks[items.start_byte] = items

    def any_name(self) -> list[Read]:
        """Return a read of any name for each walk through the whole environment that picks by no prefix."""
        left = self._walks.keys() - self._understood
        return [Read((None,), line(self._walks[start])) for start in sorted(left)]

    def _lookup(self, name: "Node | None") -> tuple[Scope, list[Binding]] | None:
        named = name is not None and name.type == "identifier"
        return self.values.scopes.lookup(text(name), name.start_byte) if name is not None and named else None
