"""What the rules of a variable have against its value, by the judge that every service ships with."""

from collections.abc import Mapping
from typing import Any

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.runtimes.python import rules as judge
from estuary_docs.runtimes.python.causes import cause_of_breach, explained
from estuary_docs.runtimes.python.problems import Problem
from estuary_docs.vocabulary.kinds import row
from estuary_docs.vocabulary.rules import Is, IsSet, Rule
from estuary_docs.wording.messages import REMEDIES
from estuary_docs.wording.rules import rule_problem

Values = Mapping[str, str | None]


def breaches(variable: Variable, values: Values) -> list[Problem]:
    """Return what the rules of `variable` have against the effective `values`, in the order of the rules."""
    return [
        explained(
            rule_problem(variable.name, rule),
            cause_of_breach(rule.check.slug, argument(rule), row(variable.kind), values[variable.name]),
            REMEDIES,
        )
        for rule in broken_rules(variable, values)
    ]


def broken_rules(variable: Variable, values: Values) -> list[Rule]:
    """Return the rules of `variable` that apply to the effective `values`, which fail their checks."""
    kind = row(variable.kind) if variable.rules else ()
    return [
        rule
        for rule in variable.rules
        if judge.applies(conditions(rule), values)
        and not judge.passes(rule.check.slug, argument(rule), kind, values[variable.name], values)
    ]


def borrow(catalogue: Catalogue, values: dict[str, str | None]) -> None:
    """Give each variable that has no value that of the one from which its default comes."""
    judge.borrow(values, {}, catalogue.borrowed_defaults)


def conditions(rule: Rule) -> "tuple[judge.Condition, ...]":
    """Return when a rule applies, as the judge knows it: names with their words, True if set, None if not."""
    return tuple(
        (part.variable, part.words if isinstance(part, Is) else isinstance(part, IsSet) or None)
        for part in rule.conditions
    )


def argument(rule: Rule) -> Any:  # noqa: ANN401 - a word, words, a number or a name, as the check wants
    """Return what the check of a rule asks for; None if it takes nothing."""
    return next(iter(vars(rule.check).values()), None)
