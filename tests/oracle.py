"""A second judge, over the catalogue and not over the tables, against which the tests hold that of the engine.

Forms, conditions and checks are told again here, by other means where there are any. What is judgement rather than
rule is the engine's: placeholders, guessable secrets, slips of names, files of secrets.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import assert_never

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.expressions import ORIGIN, URL
from estuary_docs.runtimes.python.causes import (
    cause_of_breach,
    cause_of_form,
    cause_of_profile,
    explained,
    nearest_word,
)
from estuary_docs.runtimes.python.names import Names, is_own_name
from estuary_docs.runtimes.python.placeholders import looks_like_placeholder
from estuary_docs.runtimes.python.problems import Problem
from estuary_docs.runtimes.python.runs import is_guessable
from estuary_docs.runtimes.python.secret_files import read_secret
from estuary_docs.validation.breaches import argument
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
from estuary_docs.vocabulary.kinds import (
    Choice,
    Described,
    Flag,
    Integer,
    Json,
    Kind,
    ListOf,
    Number,
    Origin,
    Plain,
    Switch,
    Text,
    Url,
    row,
)
from estuary_docs.vocabulary.rules import Condition, Is
from estuary_docs.wording import sentences
from estuary_docs.wording.messages import REMEDIES, worded

Values = Mapping[str, str | None]
LAST_PORT = 65535
MOST_DIGITS = 1000
WORDS_OF_FLAG = ("true", "false")
TRUE_WORDS = ("1", "on", "t", "true", "y", "yes")
FALSE_WORDS = ("0", "off", "f", "false", "n", "no")
NUMERIC = re.compile(r"[ \t\r\n]*([+\-.0-9_A-Za-z]+)[ \t\r\n]*")
WHOLE = re.compile(r"([+-]?[0-9]+(?:_[0-9]+)*)(?:\.0+)?")
TOPS: dict[str, type] = {"array": list, "object": dict, "value": object}
NOT_IN_JSON = ("NaN", "Infinity")
NOT_IN_ANY_TEXT = re.compile("[\0\ud800-\udfff]")
FORBIDDEN_IN_TEXT = re.compile("[\0\r\n\ud800-\udfff]")


class Judgement:
    """The verdict on one environment.

    `profile` is the profile in force: the one given, or the one that the environment chooses. `values` are the
    effective values in their written form, `problems` all errors and warnings in catalogue order, unknown variables
    last. Where a value is malformed its own rules are passed over, and those of others see the default in its place.
    """

    def __init__(self, catalogue: Catalogue, environ: Mapping[str, str], profile: str | None = None) -> None:
        chosen = environ.get(catalogue.profile_variable or "") if profile is None else profile
        self.profile = (
            chosen
            if chosen in catalogue.profiles
            else nearest_word(catalogue.profiles, chosen or "") or catalogue.profile
        )
        self.values: dict[str, str | None] = {}
        if profile is not None and catalogue.profile_variable is not None:
            environ = {**environ, catalogue.profile_variable: profile}
        broken: dict[str, Problem] = {}
        for variable in catalogue.variables:
            text, problem = _read(variable, environ)
            if problem is not None:
                broken[variable.name] = problem
                if variable.name == catalogue.profile_variable:
                    cause = cause_of_profile(catalogue.profiles, text or "", catalogue.profile)
                    broken[variable.name] = explained(problem, cause, REMEDIES)
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
        self.problems.sort(key=lambda problem: broken.get(catalogue.profile_variable or "") is not problem)
        self.problems += _unknown(catalogue, environ)


def breaches(variable: Variable, values: Values) -> list[Problem]:
    """Return what the rules of `variable` have against the effective `values`."""
    return [
        explained(
            sentences.rule_problem(variable.name, rule),
            cause_of_breach(rule.check.slug, argument(rule), row(variable.kind), values[variable.name]),
            REMEDIES,
        )
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
    if slug is None:
        return text, None
    problem = worded(slug, variable.name, kind=sentences.kind_clause(variable.kind))
    return text, explained(problem, cause_of_form(row(variable.kind), text), REMEDIES)


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


class FormError(ValueError):
    """A text is not in the written form of its kind; `rule` is the slug. The text is not kept."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def items(text: str) -> list[str]:
    """Split a list as it is written in an environment variable."""
    return [item for part in text.split(",") if (item := part.strip(" \t"))]


def is_set(kind: Kind, text: str | None) -> bool:
    """Say whether `text` counts as a value: an empty text is unset, and so is a list without items."""
    return bool(items(text) if text and isinstance(kind, ListOf) else text)


def parse(kind: Kind, text: str) -> object:
    """Turn the written form of a kind into a Python value.

    Raises FormError with the rule `malformed`, `out-of-range` or `not-a-choice`.
    """
    match kind:
        case ListOf():
            return [parse_one(kind.item, item) for item in items(text)]
        case Switch():
            _require(text.lower() in TRUE_WORDS + FALSE_WORDS, "malformed")
            return text.lower() in TRUE_WORDS
        case Number():
            return _number(kind, text)
        case Json():
            return _document(kind, text)
        case Described():
            _require(NOT_IN_ANY_TEXT.search(text) is None, "malformed")
            return text
        case _:
            return parse_one(kind, text)


def parse_one(kind: Plain, text: str) -> bool | int | str:
    """Turn the written form of a kind that is no list into a Python value; raises FormError."""
    match kind:
        case Flag():
            _require(text in WORDS_OF_FLAG, "malformed")
            return text == "true"
        case Integer(minimum, maximum):
            signed = minimum is None or minimum < 0
            number = re.fullmatch(r"(-?)0*([0-9]+)" if signed else r"()0*([0-9]+)", text, re.ASCII)
            if number is None:
                raise FormError("malformed")
            _require(len(number[2]) <= MOST_DIGITS, "out-of-range")
            value = int("".join(number.groups()))
            _require(minimum is None or value >= minimum, "out-of-range")
            _require(maximum is None or value <= maximum, "out-of-range")
            return value
        case Choice():
            _require(text in kind.words, "not-a-choice")
        case Text():
            _require(FORBIDDEN_IN_TEXT.search(text) is None, "malformed")
        case Url():
            _require(_has_form(URL, text), "malformed")
        case Origin():
            _require(text == "*" or _has_form(ORIGIN, text), "malformed")
        case _:  # pragma: no cover
            assert_never(kind)
    return text


def fault(kind: Kind, text: str) -> str | None:
    """Return the slug of the rule of form that `text` breaks, or None."""
    try:
        parse(kind, text)
    except FormError as error:
        return error.rule
    return None


def _number(kind: Number, text: str) -> float:
    bare = NUMERIC.fullmatch(text)
    whole = WHOLE.fullmatch(bare[1]) if bare else None
    try:
        number = int(whole[1]) if kind.whole and whole else float(bare[1]) if bare and not kind.whole else None
    except ValueError:
        number = None
    if number is None:
        raise FormError("malformed")
    _require(within(kind, number), "out-of-range")
    return number


def _document(kind: Json, text: str) -> object:
    try:
        document = json.loads(text)
    except RecursionError:
        return text
    except ValueError:
        # Python takes these words for numbers, other readers of JSON do not: nobody is refused for them.
        _require(any(word in text for word in NOT_IN_JSON), "malformed")
        return text
    _require(document is None or isinstance(document, TOPS[kind.top]), "malformed")
    return document


def _require(holds: bool, rule: str) -> None:  # noqa: FBT001 - a condition, not an option
    if not holds:
        raise FormError(rule)


def _has_form(pattern: re.Pattern[str], text: str) -> bool:
    found = pattern.fullmatch(text)
    return found is not None and (found["port"] is None or 1 <= int(found["port"]) <= LAST_PORT)


def within(kind: Number, number: float) -> bool:
    """Say whether a number is within the bounds of a kind."""
    least, most = kind.minimum, kind.maximum
    is_above = least is None or (number > least if kind.above else number >= least)
    return is_above and (most is None or (number < most if kind.below else number <= most))
