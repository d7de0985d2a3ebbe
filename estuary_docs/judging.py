"""Hold an environment against a catalogue: effective values, and everything that is wrong with them."""

from collections.abc import Mapping
from typing import assert_never

from estuary_docs import wording
from estuary_docs.catalogue import Catalogue, Variable
from estuary_docs.runtimes.placeholders import looks_like_placeholder
from estuary_docs.secret_files import SecretFileError, read_secret
from estuary_docs.vocabulary.checks import (
    Accompany,
    BeNoneOf,
    BeOneOf,
    Check,
    DifferFrom,
    Equal,
    HaveBytes,
    NotBePlaceholder,
    NotContain,
    Present,
    UseScheme,
)
from estuary_docs.vocabulary.kinds import Kind, ListOf, fault, is_set, items
from estuary_docs.vocabulary.problems import Problem
from estuary_docs.vocabulary.rules import Condition, Is

Values = Mapping[str, str | None]


class Judgement:
    """The verdict on one environment.

    `profile` is the profile in force, `values` the effective values in their written form, `problems` all
    errors and warnings in catalogue order. Where a value is malformed its own rules are passed over, and the
    rules of others see the default in its place.
    """

    def __init__(self, catalogue: Catalogue, environ: Mapping[str, str]) -> None:
        self.values: dict[str, str | None] = {}
        self.problems: list[Problem] = []
        given = environ.get(catalogue.profile_variable or "")
        self.profile = given if given in catalogue.profiles else catalogue.profile
        broken: dict[str, Problem] = {}
        for variable in catalogue.variables:
            text, problem = _read(variable, environ)
            if problem is not None:
                broken[variable.name] = problem
            default = variable.defaults[self.profile]
            self.values[variable.name] = default if text is None or (problem and default is not None) else text
        for variable in catalogue.variables:
            if variable.name in broken:
                self.problems.append(broken[variable.name])
            else:
                self.problems += breaches(variable, self.values)


def breaches(variable: Variable, values: Values) -> list[Problem]:
    """Return what the rules of `variable` have against the effective `values`."""
    return [
        wording.rule_problem(variable.name, rule)
        for rule in variable.rules
        if all(_holds(condition, values) for condition in rule.conditions)
        and not _passes(rule.check, variable.kind, values[variable.name], values)
    ]


def _read(variable: Variable, environ: Mapping[str, str]) -> tuple[str | None, Problem | None]:
    """Return what the environment gives for a variable, and what is wrong with its form."""
    try:
        text = (
            read_secret(environ, variable.name, variable.file_name) if variable.secret else environ.get(variable.name)
        )
    except SecretFileError as error:
        # Set, though nobody can say to what: presence is all that other rules may ask of it.
        return "unreadable", wording.file_problem(variable.name, variable.file_name, error.rule)
    if text is None or not is_set(variable.kind, text):
        return None, None
    rule = fault(variable.kind, text)
    return text, wording.form_problem(variable.name, rule, variable.kind) if rule else None


def _holds(condition: Condition, values: Values) -> bool:
    value = values[condition.variable]
    return value in condition.words if isinstance(condition, Is) else value is None


def _passes(check: Check, kind: Kind, value: str | None, values: Values) -> bool:
    if value is None:
        return not isinstance(check, Present)
    parts = items(value) if isinstance(kind, ListOf) else [value]
    match check:
        case Present():
            return True
        case Equal(word):
            return value == word
        case BeOneOf(words):
            return all(part in words for part in parts)
        case BeNoneOf(words):
            return not any(part in words for part in parts)
        case UseScheme(scheme):
            return all(part.startswith(f"{scheme}://") for part in parts)
        case HaveBytes(least):
            return len(value.encode()) >= least
        case NotBePlaceholder():
            return not any(looks_like_placeholder(part) for part in parts)
        case DifferFrom(variable):
            return value != values[variable]
        case Accompany(variable):
            return values[variable] is not None
        case NotContain(words) if isinstance(kind, ListOf):
            return not any(part.lower() == word.lower() for part in parts for word in words)
        case NotContain(words):
            return not any(word.lower() in value.lower() for word in words)
        case _:  # pragma: no cover
            assert_never(check)
