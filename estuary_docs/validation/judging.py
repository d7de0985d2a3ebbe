"""Hold an environment against a catalogue: effective values, and everything that is wrong with them."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.runtimes.python.names import Names, is_own_name
from estuary_docs.runtimes.python.placeholders import is_guessable, looks_like_placeholder
from estuary_docs.runtimes.python.problems import Problem
from estuary_docs.runtimes.python.secret_files import read_secret
from estuary_docs.vocabulary.checks import (
    Accompany,
    BeNoneOf,
    BeOneOf,
    Check,
    DifferFrom,
    Equal,
    HaveBytes,
    NotBeGuessable,
    NotBePlaceholder,
    NotContain,
    Present,
    UseScheme,
)
from estuary_docs.vocabulary.kinds import Kind, ListOf, fault, is_set, items
from estuary_docs.vocabulary.rules import Condition, Is
from estuary_docs.wording import sentences
from estuary_docs.wording.messages import worded

Values = Mapping[str, str | None]


class Judgement:
    """The verdict on one environment.

    `profile` is the profile in force: the one given, or the one that the environment chooses. `values` are the
    effective values in their written form, `problems` all errors and warnings in catalogue order, unknown variables
    last. Where a value is malformed its own rules are passed over, and those of others see the default in its place.
    """

    def __init__(self, catalogue: Catalogue, environ: Mapping[str, str], profile: str | None = None) -> None:
        chosen = environ.get(catalogue.profile_variable or "") if profile is None else profile
        self.profile = chosen if chosen in catalogue.profiles else catalogue.profile
        self.values: dict[str, str | None] = {}
        if profile is not None and catalogue.profile_variable is not None:
            environ = {**environ, catalogue.profile_variable: profile}
        broken: dict[str, Problem] = {}
        for variable in catalogue.variables:
            text, problem = _read(variable, environ)
            if problem is not None:
                broken[variable.name] = problem
            default = variable.defaults[self.profile]
            self.values[variable.name] = default if text is None or (problem and default is not None) else text
        self.problems = [
            problem
            for variable in catalogue.variables
            for problem in (
                *_naming(variable, environ),
                *([broken[variable.name]] if variable.name in broken else breaches(variable, self.values)),
            )
        ]
        self.problems += _unknown(catalogue, environ)


def breaches(variable: Variable, values: Values) -> list[Problem]:
    """Return what the rules of `variable` have against the effective `values`."""
    return [
        sentences.rule_problem(variable.name, rule)
        for rule in variable.rules
        if all(_holds(condition, values) for condition in rule.conditions)
        and not _passes(rule.check, variable.kind, values[variable.name], values)
    ]


def _read(variable: Variable, environ: Mapping[str, str]) -> tuple[str | None, Problem | None]:
    """Return what the environment gives for a variable, and what is wrong with its form."""
    text = environ.get(variable.name)
    if variable.secret:
        text, slug = read_secret(environ, variable.name)
        if slug:
            # Set, though nobody can say to what: presence is all that other rules may ask of it.
            return "unreadable", worded(slug, variable.name, file=variable.file_name)
    if text is None or not is_set(variable.kind, text):
        return None, None
    slug = fault(variable.kind, text)
    return text, worded(slug, variable.name, kind=sentences.kind_clause(variable.kind)) if slug else None


def _naming(variable: Variable, environ: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with the name under which a variable is set."""
    for name in variable.former_names:
        if environ.get(name):
            yield worded("renamed", name, new=variable.name)
    if variable.deprecation and environ.get(variable.name):
        yield worded("deprecated", variable.name, advice=variable.deprecation)


def _unknown(catalogue: Catalogue, environ: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the variables that look like the service's own and are none."""
    names = Names(variable.name for variable in catalogue.variables)
    for name in sorted(environ.keys() - catalogue.known_names):
        if meant := names.nearest(name):
            yield worded("misspelt", name, meant=meant, service=catalogue.title)
        elif is_own_name(name, catalogue.own_prefixes):
            yield worded("unknown", name, service=catalogue.title)


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
        case NotBeGuessable():
            return not any(is_guessable(part) for part in parts)
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
