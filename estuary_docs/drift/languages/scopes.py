"""Which function a place of a source file stands in, and what the names there are bound to."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

DEPTH = 12
ASSIGNED = 4  # a name that is assigned more often holds anything
# What a call's arguments hold that may be a variable's name, or stand for one.
CANDIDATE = re.compile(rb"[\"'`]_*[A-Z][A-Z0-9_]*[\"'`]|(?<![\"'`\w])_*[A-Z][A-Z0-9_]+\b")
CHECKING = re.compile(r"env|conf|setting|secret|var|require|check|valid|ensure|must|missing", re.IGNORECASE)
FORWARDING = re.compile(r"env|conf|cfg|setting|secret|var|require|option|param|must|get", re.IGNORECASE)


@dataclass(frozen=True)
class Binding:
    """What a name stands for: an import's `origin`, a `value`, or each of `items` between the bytes of `span`.

    `index` picks one of each item's parts (`for name, default in ...`). With none of these it is a parameter, or
    something that the source does not tell.
    """

    origin: str = ""
    value: "Node | None" = None
    items: "Node | None" = None
    index: int | None = None
    span: tuple[int, int] = (0, 0)
    parameter: bool = False


@dataclass
class Scope:
    """A function, or the whole file: its name, its parameters, what is bound in it, and the class it is a method of."""

    start: int
    end: int
    name: str = ""
    owner: str = ""
    line: int = 0
    parent: "Scope | None" = None
    parameters: tuple[str, ...] = ()
    defaults: dict[str, "Node"] = field(default_factory=dict)
    variadic: str = ""
    bound: dict[str, list[Binding]] = field(default_factory=dict)

    def outward(self) -> "Iterator[Scope]":
        """Yield this scope and those around it."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent

    def bind(self, name: str, binding: Binding) -> None:
        """Note one more thing that a name is bound to."""
        self.bound.setdefault(name, []).append(binding)


class Scopes:
    """The functions of a file, nested; the first scope is the file itself."""

    def __init__(self, scopes: Iterable[Scope]) -> None:
        self.all = sorted(scopes, key=lambda scope: (scope.start, -scope.end))
        self.names = {scope.name.rpartition(".")[2] for scope in self.all if scope.name}
        self._starts = [scope.start for scope in self.all]
        for before, scope in pairwise(self.all):
            scope.parent = next(outer for outer in before.outward() if outer.end >= scope.end)

    def at(self, byte: int) -> Scope:
        """Return the innermost scope round a byte of the file."""
        scope = self.all[max(0, bisect_right(self._starts, byte) - 1)]
        return next((outer for outer in scope.outward() if outer.end > byte), self.all[0])

    def handed(self, call: "Node", called: str) -> set[str]:
        """Return the parameters round a call that it may hand on to a function that reads a variable."""
        around = [scope for scope in self.at(call.start_byte).outward() if scope.parameters]
        own = called.rpartition(".")[2] in self.names
        if not around or not (
            own or FORWARDING.search(called) or any(FORWARDING.search(scope.name) for scope in around)
        ):
            return set()
        return {name for scope in around for name in scope.parameters}

    def lookup(self, name: str, byte: int) -> tuple[Scope, list[Binding]] | None:
        """Return where the name that stands at a byte is bound, and what to; None for a name that is not."""
        for scope in self.at(byte).outward():
            if bindings := scope.bound.get(name):
                loops = [binding for binding in bindings if binding.items is not None]
                around = [loop for loop in loops if loop.span[0] <= byte < loop.span[1]]
                if around:
                    return scope, [max(around, key=lambda loop: loop.span[0])]
                if rest := [binding for binding in bindings if binding.items is None]:
                    return scope, rest
        return None
