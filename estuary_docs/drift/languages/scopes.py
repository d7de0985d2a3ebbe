"""Which function a place of a source file stands in, and what the names there are bound to."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise, product
from typing import TYPE_CHECKING, Literal

from estuary_docs.drift.code import ENVIRONMENT, Expression, Name, Read, transformed

if TYPE_CHECKING:
    from tree_sitter import Node

VARIABLE = re.compile(r"_*[A-Z][A-Z0-9_]*")
NAMED_IN_FULL = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
DEPTH = 12
ALTERNATIVES = 60
MOST_LETTERS = 65_536  # texts that are added to themselves grow without end
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
                loops = [each for each in bindings if each.items is not None]
                around = [each for each in loops if each.span[0] <= byte < each.span[1]]
                if around:
                    return scope, [max(around, key=lambda each: each.span[0])]
                if rest := [each for each in bindings if each.items is None]:
                    return scope, rest
        return None


@dataclass(frozen=True)
class Spelling:
    """One thing that a name can compute to, the line it is spelled on if elsewhere, and the class that holds it."""

    expression: Expression
    line: int = 0
    owner: str = ""


@dataclass(frozen=True)
class How:
    """What there is to say of a read besides its name.

    `prefix` comes before the name. A read is `wrapped` where the environment stands behind an object with methods.
    """

    default: Expression | None = None
    required: bool | None = None
    note: str = ""
    prefix: Expression = ()
    holder: Expression | None = None
    wrapped: bool = False

    def read(self, name: Expression, line: int, function: str) -> Read:
        """Return the read of a name."""
        role: Literal["read", "other"] = "other" if self.note else "read"
        return Read(name, line, self.default, self.required, function, role, self.note, self.holder)


UNKNOWN = Spelling((None,))


def joined(parts: list[list[Spelling]]) -> list[Spelling]:
    """Return every way to write the parts one after the other."""
    found = []
    for chosen in product(*parts):
        expression = tuple(each for part in chosen for each in part.expression)
        line = next((part.line for part in chosen if part.line), 0)
        found.append(Spelling(merged(expression), line, next((part.owner for part in chosen if part.owner), "")))
        if len(found) == ALTERNATIVES:
            break
    return found


def merged(expression: Expression) -> Expression:
    """Join neighbouring texts; what grows longer than any name or value is not told."""
    parts: list[str | Name | None] = []
    for part in expression:
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            whole = parts[-1] + part
            parts[-1] = whole if len(whole) <= MOST_LETTERS else None
        elif part != "":
            parts.append(part)
    return tuple(parts)


def plausible(expression: Expression, parameters: Iterable[str]) -> bool:
    """Whether an argument may be a variable's name: it is written like one, or refers to a constant or a parameter."""
    if any(isinstance(part, Name) and refers(part.text, parameters) for part in expression):
        return True
    text = "".join(part for part in expression if isinstance(part, str))
    return text == ENVIRONMENT or VARIABLE.fullmatch(text) is not None


def is_key(expression: Expression) -> bool:
    """Whether a text may be a part of a variable's name, in the spelling of some function of its own."""
    return len(expression) == 1 and isinstance(expression[0], str) and KEY.fullmatch(expression[0]) is not None


def refers(name: str, parameters: Iterable[str]) -> bool:
    """Whether a reference is to a parameter, or to a constant by the look of it."""
    return name in parameters or VARIABLE.fullmatch(name.rpartition(".")[2]) is not None


def stepped(spellings: Iterable[Spelling], function: str, arguments: Iterable[str | None] = ()) -> list[Spelling]:
    """Return what a text function makes of each text; its arguments are None where the source does not tell them."""
    given = list(arguments)
    known = [each for each in given if each is not None]
    if known != given:
        return [UNKNOWN]
    return [replace(each, expression=transformed(each.expression, (function, *known))) for each in spellings]


def separated(parts: list[list[Spelling]], separator: list[Spelling]) -> list[Spelling]:
    """Return every way to write the parts with a separator between them."""
    between = [each for part in parts for each in (separator, part)]
    return joined(between[1:]) if parts else [UNKNOWN]


def filled(spelling: Spelling, values: Mapping[str, list[Spelling]]) -> list[Spelling]:
    """Return what a text becomes with values for the parameters that it refers to."""
    return joined(
        [
            [replace(each, expression=transformed(each.expression, *part.steps)) for each in values[part.text]]
            if isinstance(part, Name) and part.text in values
            else [replace(spelling, expression=(part,))]
            for part in spelling.expression
        ]
    )
