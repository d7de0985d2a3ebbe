"""Rules: when conditions hold, a variable must (error) or should (warning) pass a check."""

from typing import ClassVar, Literal

from estuary_docs.vocabulary.checks import Absent, AllOrNone, AtLeastOne, AtMostOne, Check, NotBePlaceholder, Present
from estuary_docs.vocabulary.facts import Fact

Severity = Literal["error", "warning"]


class Is(Fact):
    """The effective value of `variable` is one of `words`."""

    variable: str
    words: tuple[str, ...]


class Unset(Fact):
    """`variable` is not set."""

    variable: str


class IsSet(Fact):
    """`variable` is set."""

    variable: str


Condition = Is | Unset | IsSet


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


Words = str | tuple[str, ...]


def when(*, is_set: Words = (), unless: Words = (), **words: Words) -> tuple[Condition, ...]:
    """Return the conditions "each named variable has one of its words, `is_set` are set, none of `unless` is"."""
    return (
        *(Is(variable, _tuple(choice)) for variable, choice in words.items()),
        *(IsSet(variable) for variable in _tuple(is_set)),
        *(Unset(variable) for variable in _tuple(unless)),
    )


def required_when(*, is_set: Words = (), unless: Words = (), **words: Words) -> Must:
    """Return the rule "must be set where these conditions hold"; the arguments are those of `when`."""
    return Must(Present(), when(is_set=is_set, unless=unless, **words))


def forbidden_when(*, is_set: Words = (), unless: Words = (), **words: Words) -> Must:
    """Return the rule "must not be set where these conditions hold"; the arguments are those of `when`."""
    return Must(Absent(), when(is_set=is_set, unless=unless, **words))


def at_least_one(*variables: str, when: tuple[Condition, ...] = (), because: str = "") -> Must:
    """Return the rule of a whole schema "at least one of these variables must be set"."""
    return Must(AtLeastOne(variables), when, because)


def at_most_one(*variables: str, when: tuple[Condition, ...] = (), because: str = "") -> Must:
    """Return the rule of a whole schema "at most one of these variables must be set"."""
    return Must(AtMostOne(variables), when, because)


def all_or_none(*variables: str, when: tuple[Condition, ...] = (), because: str = "") -> Must:
    """Return the rule of a whole schema "all of these variables must be set, or none of them"."""
    return Must(AllOrNone(variables), when, because)


def _tuple(words: Words) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words
