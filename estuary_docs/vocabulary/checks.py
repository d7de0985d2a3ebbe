"""What a rule can ask of a variable's value: frozen facts, judged and worded elsewhere.

A check other than Present speaks of a value; a variable that is not set passes it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Present:
    """The variable is set: not absent, not empty, not a list without items."""


@dataclass(frozen=True)
class Equal:
    """The value is exactly `word`."""

    word: str


@dataclass(frozen=True)
class BeOneOf:
    """The value is exactly one of `words`."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class BeNoneOf:
    """The value is none of `words`."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class UseScheme:
    """The URL, or every URL of the list, has the scheme `scheme`."""

    scheme: str


@dataclass(frozen=True)
class HaveBytes:
    """The value is at least `least` bytes long in UTF-8."""

    least: int


@dataclass(frozen=True)
class NotBePlaceholder:
    """The value, or every item of the list, is not a stand-in that somebody forgot to replace."""


@dataclass(frozen=True)
class DifferFrom:
    """The value is not the value of `variable`."""

    variable: str


@dataclass(frozen=True)
class Accompany:
    """The variable is set only where `variable` is set too."""

    variable: str


@dataclass(frozen=True)
class NotContain:
    """No word of `words` occurs in the text, whatever its case, nor is an item of the list."""

    words: tuple[str, ...]


Check = (
    Present
    | Equal
    | BeOneOf
    | BeNoneOf
    | UseScheme
    | HaveBytes
    | NotBePlaceholder
    | DifferFrom
    | Accompany
    | NotContain
)
