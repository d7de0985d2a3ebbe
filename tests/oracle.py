"""A second judge, over the catalogue and not over the tables, against which the tests hold that of the engine.

Forms, conditions and checks are told again here, by other means where there are any. What is judgement rather than
rule is the engine's: placeholders, guessable secrets, slips of names, files of secrets.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal as Exact
from ipaddress import AddressValueError, IPv4Address
from typing import assert_never

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.expressions import ORIGIN, url
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
    Absent,
    Accompany,
    AllOrNone,
    AtLeastOne,
    AtMostOne,
    BeNoneOf,
    BeOneOf,
    Check,
    DifferFrom,
    Equal,
    HaveBytes,
    NotBeExample,
    NotBeGuessable,
    NotBePlaceholder,
    NotContain,
    OfGroup,
    Present,
    UseScheme,
)
from estuary_docs.vocabulary.kinds import (
    Choice,
    Decimal,
    Described,
    Duration,
    Email,
    Flag,
    Host,
    HostAndPort,
    Integer,
    Json,
    Kind,
    ListOf,
    MultilineText,
    Number,
    Origin,
    Path,
    Plain,
    Quantity,
    ShapedText,
    Size,
    Switch,
    Text,
    Url,
    row,
)
from estuary_docs.vocabulary.rules import Condition, Is, IsSet
from estuary_docs.wording.kinds import kind_clause
from estuary_docs.wording.messages import REMEDIES, worded
from estuary_docs.wording.rules import rule_problem

Values = Mapping[str, str | None]
LAST_PORT = 65535
MOST_DIGITS = 1000
WORDS_OF_FLAG = ("true", "false")
TRUE_WORDS = ("1", "on", "t", "true", "y", "yes")
FALSE_WORDS = ("0", "off", "f", "false", "n", "no")
AMOUNTS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "B": 1}
AMOUNTS |= {f"{letter}B": 1000**power for power, letter in enumerate("KMGT", 1)}
AMOUNTS |= {f"{letter}iB": 1024**power for power, letter in enumerate("KMGT", 1)}
IPV6_ADDRESS = re.compile("(?=[^:]*:[^:]*:)[0-9A-Fa-f:.]+")
HOST_NAME = re.compile(r"(?:(?!-)[\w-]{1,63}(?<!-)(?:\.|\Z))+", re.ASCII)
EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)", re.ASCII)
NUMERIC = re.compile(r"[ \t\r\n]*([+\-.0-9_A-Za-z]+)[ \t\r\n]*")
WHOLE = re.compile(r"([+-]?[0-9]+(?:_[0-9]+)*)(?:\.0+)?")
TOPS: dict[str, type] = {"array": list, "object": dict, "value": object}
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
        texts: dict[str, str] = {}
        for variable in catalogue.variables:
            text, problem = _read(variable, environ)
            if problem is not None:
                broken[variable.name] = problem
                texts[variable.name] = text or ""
            default = variable.defaults[self.profile]
            self.values[variable.name] = default if text is None or (problem and default is not None) else text
        passed: set[str] = set()
        for _ in catalogue.variables:
            for variable in catalogue.variables:
                if variable.default_from and self.values[variable.name] is None:
                    self.values[variable.name] = self.values[variable.default_from]
                    passed |= {variable.name} if {variable.default_from} & {*broken, *passed} else set()
        for variable in catalogue.variables:
            if variable.name in broken and variable.name == catalogue.profile_variable:
                cause = cause_of_profile(catalogue.profiles, texts[variable.name], catalogue.profile)
                explained(broken[variable.name], cause, REMEDIES)
            elif variable.name in broken and not broken[variable.name].rule.startswith("file-"):
                kind = variable.kind if environ.get(variable.name) or variable.kind != Text() else MultilineText()
                cause = cause_of_form(row(kind), texts[variable.name])
                told = breaches(variable, {**self.values, variable.name: cause[2]}) if cause[2] else []
                if all(problem.severity == "warning" for problem in told):
                    explained(broken[variable.name], cause, REMEDIES)
        self.problems = [
            problem
            for variable in catalogue.variables
            for problem in (
                *_naming(variable, environ),
                *([broken[variable.name]] if variable.name in broken else []),
                *(breaches(variable, self.values) if variable.name not in {*broken, *passed} else []),
            )
        ]
        self.problems.sort(key=lambda problem: broken.get(catalogue.profile_variable or "") is not problem)
        messages = [problem.message for problem in self.problems]
        self.problems = [each for place, each in enumerate(self.problems) if each.message not in messages[:place]]
        self.problems += _unknown(catalogue, environ)


def breaches(variable: Variable, values: Values) -> list[Problem]:
    """Return what the rules of `variable` have against the effective `values`."""
    return [
        explained(
            rule_problem(variable.name, rule),
            cause_of_breach(rule.check.slug, argument(rule), row(variable.kind), values[variable.name]),
            REMEDIES,
        )
        for rule in variable.rules
        if all(_holds(condition, values) for condition in rule.conditions)
        and not _passes(rule.check, variable.kind, values[variable.name], values)
    ]


def _read(variable: Variable, environ: Mapping[str, str]) -> tuple[str | None, Problem | None]:
    """Return what the environment gives for a variable, and what is wrong with its form."""
    text, kind = environ.get(variable.name), variable.kind
    if not text and kind == Text():
        kind = MultilineText()
    if variable.secret:
        text, slug = read_secret(environ, variable.name)
        if slug:
            # Set, though nobody can say to what: presence is all that other rules may ask of it.
            return "unreadable", worded(slug, variable.name, file=variable.file_name)
    if text is None or not is_set(variable.kind, text):
        return None, None
    slug = fault(kind, text)
    if slug is None:
        return text, None
    return text, worded(slug, variable.name, kind=kind_clause(variable.kind))


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
    if isinstance(condition, Is):
        return value in condition.words
    return (value is not None) == isinstance(condition, IsSet)


def _passes(check: Check, kind: Kind, value: str | None, values: Values) -> bool:
    if isinstance(check, OfGroup):
        number = sum(values[name] is not None for name in check.variables)
        possible = {AtLeastOne: range(1, 99), AtMostOne: (0, 1), AllOrNone: (0, len(check.variables))}
        return number in possible[type(check)]
    if value is None:
        return not isinstance(check, Present)
    parts = items(value) if isinstance(kind, ListOf) else [value]
    match check:
        case Present():
            return True
        case Absent():
            return False
        case Equal(word):
            return value == word
        case BeOneOf(words):
            return all(part in words for part in parts)
        case BeNoneOf(words) | NotBeExample(words):
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
            values = [parse_one(kind.item, item) for item in items(text)]
            _require((kind.least or 0) <= len(values) <= (kind.most or len(values)), "malformed")
            return values
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


def parse_one(kind: Plain | MultilineText, text: str) -> bool | int | str | timedelta | Exact:
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
        case Decimal():
            return _decimal(kind, text)
        case Duration(least, most):
            longest = 999_999_999 * 86_400_000 if most is None else most
            return timedelta(milliseconds=1) * _amount(kind, text, least, longest)
        case Size(least, most):
            return _amount(kind, text, least, most)
        case ShapedText(pattern, least, most):
            _require(FORBIDDEN_IN_TEXT.search(text) is None and (least or 0) <= len(text), "malformed")
            _require(most is None or len(text) <= most, "malformed")
            _require(pattern is None or re.search(pattern, text) is not None, "malformed")
        case MultilineText():
            _require(
                NOT_IN_ANY_TEXT.search(text) is None and re.search(r"\A[\r\n]|[\r\n]\Z", text) is None, "malformed"
            )
        case Path():
            _require(FORBIDDEN_IN_TEXT.search(text) is None and not text.startswith("~"), "malformed")
        case Host():
            _require(_is_host_name(text) or IPV6_ADDRESS.fullmatch(text) is not None, "malformed")
        case HostAndPort():
            _require(_has_form(ORIGIN, f"http://{text}") and re.search(r":[0-9]+\Z", text) is not None, "malformed")
        case Email():
            address = EMAIL.fullmatch(text)
            _require(address is not None and _is_host_name(address[1]), "malformed")
        case Text():
            _require(FORBIDDEN_IN_TEXT.search(text) is None, "malformed")
        case Url(schemes):
            _require(_has_form(url(schemes), text), "malformed")
        case Origin():
            _require(text == "*" or _has_form(ORIGIN, text), "malformed")
        case _:  # pragma: no cover
            assert_never(kind)
    return text


def _decimal(kind: Decimal, text: str) -> Exact:
    sign = "-?" if (kind.minimum or "-")[0] == "-" else ""
    found = re.fullmatch(rf"{sign}0*([0-9]+)(?:\.([0-9]+))?", text, re.ASCII)
    if found is None:
        raise FormError("malformed")
    _require(len(found[1]) <= MOST_DIGITS and len(found[2] or "") <= MOST_DIGITS, "out-of-range")
    value, (least, most) = (
        Exact(text),
        (None if bound is None else Exact(bound) for bound in (kind.minimum, kind.maximum)),
    )
    _require(least is None or value > least or (value == least and not kind.above), "out-of-range")
    _require(most is None or value < most or (value == most and not kind.below), "out-of-range")
    return value


def _amount(kind: Quantity, text: str, least: int | None, most: int | None) -> int:
    found = re.fullmatch(rf"0*([0-9]+)({'|'.join(kind.units)})", text, re.ASCII)
    if found is None:
        raise FormError("malformed")
    _require(len(found[1]) <= MOST_DIGITS, "out-of-range")
    amount = int(found[1]) * AMOUNTS[found[2]]
    _require(least is None or least <= amount, "out-of-range")
    _require(most is None or amount <= most, "out-of-range")
    return amount


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
        raise FormError("malformed") from None
    _require(document is None or isinstance(document, TOPS[kind.top]), "malformed")
    return document


def _require(holds: bool, rule: str) -> None:  # noqa: FBT001 - a condition, not an option
    if not holds:
        raise FormError(rule)


def _is_host_name(text: str) -> bool:
    if re.search(r"(?:\A|\.)[0-9]+\.?\Z", text) is None:
        return HOST_NAME.fullmatch(text) is not None
    try:
        return str(IPv4Address(text)) == text
    except AddressValueError:
        return False


def _has_form(pattern: re.Pattern[str], text: str) -> bool:
    found = pattern.fullmatch(text)
    return found is not None and (found["port"] is None or 1 <= int(found["port"]) <= LAST_PORT)


def within(kind: Number, number: float) -> bool:
    """Say whether a number is within the bounds of a kind."""
    least, most = kind.minimum, kind.maximum
    is_above = least is None or (number > least if kind.above else number >= least)
    return is_above and (most is None or (number < most if kind.below else number <= most))
