"""The kinds of value an environment variable can hold, each with exactly one written form."""

from typing import Literal

from estuary_docs.runtimes.python import forms
from estuary_docs.vocabulary.facts import Fact


class Flag(Fact):
    """Exactly `true` or `false`."""


class Integer(Fact):
    """ASCII digits, after a `-` where less than zero is possible, from `minimum` to `maximum`, both included.

    Without one of them there is no bound on that side.
    """

    minimum: int | None = None
    maximum: int | None = None

    @property
    def shown(self) -> int:
        """A number within the bounds."""
        if self.minimum is not None:
            return self.minimum
        return 1 if self.maximum is None else min(1, self.maximum)


class Choice(Fact):
    """Exactly one of `words`, case-sensitive."""

    words: tuple[str, ...]


class Text(Fact):
    """Any Unicode characters but NUL, carriage return and line feed."""


class Url(Fact):
    """An absolute `http` or `https` URL in ASCII, with a host (RFC 3986)."""


class Origin(Fact):
    """A web origin: scheme, host and optional port (RFC 6454), or `*` for any."""


Plain = Flag | Integer | Choice | Text | Url | Origin


class ListOf(Fact):
    """Items separated by commas; spaces and tabs around an item are ignored, empty items dropped."""

    item: Plain


class Switch(Fact):
    """A word that pydantic takes for true or false, in any case."""


class Number(Fact):
    """A number as pydantic reads it, a whole one where `whole`; a bound is included unless `above` or `below` it."""

    whole: bool
    minimum: float | None = None
    maximum: float | None = None
    above: bool = False
    below: bool = False

    @property
    def shown(self) -> float:
        """A number within the bounds."""
        if self.minimum is None:
            return 1 if self.maximum is None else self.maximum - self.below
        if not self.above:
            return self.minimum
        return self.minimum + 1 if self.maximum is None else (self.minimum + self.maximum) / 2


class Json(Fact):
    """A JSON document (RFC 8259) whose outermost value is `top`, or null."""

    top: Literal["array", "object", "value"]


class Described(Fact):
    """Text that only the service can judge; `form` says in words, and with its article, what it should be."""

    form: str


Kind = Plain | ListOf | Switch | Number | Json | Described

WORDS_OF_FLAG = ("true", "false")


def row(kind: Kind) -> "forms.Kind":
    """Return a kind as the runtimes know it: its name and what limits it, such as `("integer", 1, 65535)`."""
    return ("list", row(kind.item)) if isinstance(kind, ListOf) else (kind.slug, *vars(kind).values())


def is_set(kind: Kind, text: str | None) -> bool:
    """Say whether `text` counts as a value: an empty text is unset, and so is a list without items."""
    return forms.is_set(row(kind), text)


def fault(kind: Kind, text: str) -> str | None:
    """Return the slug of the rule of form that `text` breaks: `malformed`, `out-of-range` or `not-a-choice`."""
    return forms.fault(row(kind), text)
