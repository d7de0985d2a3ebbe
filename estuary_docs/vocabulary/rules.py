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
    """Where `conditions` hold, the variable must pass `check`, for the reason `because`. A breach is an error."""

    severity: ClassVar[Severity] = "error"


class Should(Rule):
    """Where `conditions` hold, the variable should pass `check`, for the reason `because`. A breach is a warning."""

    severity: ClassVar[Severity] = "warning"


# What holds for each secret of a schema that says nothing else.
EVERY_SECRET: tuple[Rule, ...] = (Should(NotBePlaceholder()),)


Words = str | tuple[str, ...]


def when(*, is_set: Words = (), unless: Words = (), **words: Words) -> tuple[Condition, ...]:
    """Say when a rule applies: each named variable has one of its words, `is_set` are set, and `unless` are not."""
    return (
        *(Is(variable, _tuple(choice)) for variable, choice in words.items()),
        *(IsSet(variable) for variable in _tuple(is_set)),
        *(Unset(variable) for variable in _tuple(unless)),
    )


def required_when(*, is_set: Words = (), unless: Words = (), **words: Words) -> Must:
    """Require the variable where these conditions hold, or always without one. The arguments are those of `when`."""
    return Must(Present(), when(is_set=is_set, unless=unless, **words))


def forbidden_when(*, is_set: Words = (), unless: Words = (), **words: Words) -> Must:
    """Forbid the variable where these conditions hold. The arguments are those of `when`."""
    return Must(Absent(), when(is_set=is_set, unless=unless, **words))


def at_least_one(*variables: str, when: tuple[Condition, ...] = (), because: str = "") -> Must:
    """Require one or more of these variables. It goes into `rules` of the settings class."""
    return Must(AtLeastOne(variables), when, because)


def at_most_one(*variables: str, when: tuple[Condition, ...] = (), because: str = "") -> Must:
    """Allow no more than one of these variables. It goes into `rules` of the settings class."""
    return Must(AtMostOne(variables), when, because)


def all_or_none(*variables: str, when: tuple[Condition, ...] = (), because: str = "") -> Must:
    """Require all of these variables as soon as one of them is set. It goes into `rules` of the settings class."""
    return Must(AllOrNone(variables), when, because)


def _tuple(words: Words) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words
