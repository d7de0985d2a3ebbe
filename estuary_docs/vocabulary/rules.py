"""Rules: when conditions hold, a variable must (error) or should (warning) pass a check."""

from typing import ClassVar, Literal

from estuary_docs.vocabulary.checks import Check, NotBePlaceholder, Present
from estuary_docs.vocabulary.facts import Fact

Severity = Literal["error", "warning"]


class Is(Fact):
    """The effective value of `variable` is one of `words`."""

    variable: str
    words: tuple[str, ...]


class Unset(Fact):
    """`variable` is not set."""

    variable: str


Condition = Is | Unset


class Rule(Fact):
    """Where all `conditions` hold, the variable passes `check`; `because` completes the sentence."""

    severity: ClassVar[Severity]

    check: Check
    conditions: tuple[Condition, ...] = ()
    because: str = ""


class Must(Rule):
    """A rule whose breach is an error."""

    severity: ClassVar[Severity] = "error"


class Should(Rule):
    """A rule whose breach is a warning."""

    severity: ClassVar[Severity] = "warning"


# What holds for each secret of a schema that says nothing else.
EVERY_SECRET: tuple[Rule, ...] = (Should(NotBePlaceholder()),)


def when(*, unless: str | tuple[str, ...] = (), **words: str | tuple[str, ...]) -> tuple[Condition, ...]:
    """Return the conditions "each named variable has one of these words, and none of `unless` is set"."""
    return (
        *(Is(variable, _tuple(choice)) for variable, choice in words.items()),
        *(Unset(variable) for variable in _tuple(unless)),
    )


def required_when(*, unless: str | tuple[str, ...] = (), **words: str | tuple[str, ...]) -> Must:
    """Return the rule "must be set where these conditions hold"; the arguments are those of `when`."""
    return Must(Present(), when(unless=unless, **words))


def _tuple(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words
