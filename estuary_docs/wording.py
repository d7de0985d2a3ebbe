"""Rules, kinds and problems in English: the only place where they are worded.

Code stands in backticks; `plain` takes them off where nothing can show them.
"""

from collections.abc import Iterable, Mapping
from typing import assert_never

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
from estuary_docs.vocabulary.kinds import Choice, Flag, Integer, Kind, ListOf, Origin, Text, Url
from estuary_docs.vocabulary.markers import Rotation
from estuary_docs.vocabulary.problems import Problem
from estuary_docs.vocabulary.rules import Condition, Is, Rule, Unset

FORM_RULES = {
    "malformed": "is malformed",
    "out-of-range": "is out of range",
    "not-a-choice": "is none of the words allowed",
}
MEANINGS = {
    "missing": "A variable that the rest of the configuration needs is not set. An empty value counts as not set.",
    "malformed": "The value is not in the one written form of its kind. Nothing is trimmed or guessed.",
    "out-of-range": "The number is outside its bounds.",
    "not-a-choice": "The value is none of the words that the variable knows. Upper and lower case differ.",
    "wrong-value": "Another value is called for here.",
    "value-not-allowed": "Only some values are allowed here.",
    "value-refused": "This value is not for here.",
    "insecure-url": "The URL begins with a scheme that is not safe enough.",
    "too-short": "The secret has too few bytes to resist guessing.",
    "placeholder": "The secret is a stand-in from an example, a template, or a word that anybody would try.",
    "same-value": "Two variables hold the same value where they must not.",
    "unaccompanied": "The variable has no effect, or a wrong one, without another that is not set.",
    "forbidden-content": "A part of the value is not allowed here.",
    "file-conflict": "The secret arrives twice: as a variable and as a file.",
    "file-unreadable": "The file of the secret is absent, is a folder, or may not be read.",
    "file-too-large": "The file of the secret is so large that it must be another file.",
    "file-not-text": "The file of the secret holds bytes that are not UTF-8.",
}
FILE_RULES = {
    "file-conflict": ("is set, and so is `{file}`", "Set only one of `{name}` and `{file}`."),
    "file-unreadable": ("names no file that can be read", "Give `{file}` the path of a readable file."),
    "file-too-large": ("names a file of more than 64 KiB", "Point `{file}` at the file that holds the secret alone."),
    "file-not-text": ("names a file that is not UTF-8", "Write the secret to the file as UTF-8 text."),
}


def plain(text: str) -> str:
    """Return a sentence without the backticks round its code."""
    return text.replace("`", "")


def kind_phrase(kind: Kind) -> str:
    """Name a kind and its limits, such as "whole number from 1 to 65535"."""
    match kind:
        case Flag():
            return "`true` or `false`"
        case Integer(minimum, maximum):
            return f"whole number from {minimum} to {maximum}"
        case Choice(words):
            return f"one of {_code_list(words, 'or')}"
        case Text():
            return "text on one line"
        case Url():
            return "`http` or `https` URL"
        case Origin():
            return "origin (scheme, host and optional port) or `*`"
        case ListOf(item):
            return f"comma-separated list, each item: {kind_phrase(item)}"
        case _:  # pragma: no cover
            assert_never(kind)


def rule_name(check: Check) -> str:
    """Return the slug under which a breach of `check` is reported."""
    match check:
        case Present():
            return "missing"
        case Equal():
            return "wrong-value"
        case BeOneOf():
            return "value-not-allowed"
        case BeNoneOf():
            return "value-refused"
        case UseScheme():
            return "insecure-url"
        case HaveBytes():
            return "too-short"
        case NotBePlaceholder():
            return "placeholder"
        case DifferFrom():
            return "same-value"
        case Accompany():
            return "unaccompanied"
        case NotContain():
            return "forbidden-content"
        case _:  # pragma: no cover
            assert_never(check)


def rule_sentence(rule: Rule) -> str:
    """Word a rule as a sentence about its variable, such as "Must be `true`, because …"."""
    return f"{_modal(rule).capitalize()} {_predicate(rule)}."


def required_phrase(rule: Rule) -> str:
    """Word when a variable is required, such as "when `DATABASE_TYPE` is `convex`"; "always" without conditions."""
    return _conditions(rule.conditions).lstrip(", ") or "always"


def rule_problem(variable: str, rule: Rule) -> Problem:
    """Word the breach of a rule."""
    return Problem(
        variable,
        rule_name(rule.check),
        rule.severity,
        f"`{variable}` {_modal(rule)} {_predicate(rule)}.",
        _remedy(variable, rule),
    )


def form_problem(variable: str, rule: str, form: Kind) -> Problem:
    """Word a value that is not in the written form of its kind; `rule` is a key of FORM_RULES."""
    return Problem(
        variable,
        rule,
        "error",
        f"`{variable}` {FORM_RULES[rule]}: it must be {_article(form)}{kind_phrase(form)}.",
        f"Write `{variable}` exactly in that form, without spaces or quotes round it.",
    )


def file_problem(variable: str, file: str, rule: str) -> Problem:
    """Word a secret that could not be read from its file; `rule` is a key of FILE_RULES."""
    complaint, remedy = FILE_RULES[rule]
    subject = variable if rule == "file-conflict" else file
    return Problem(
        variable,
        rule,
        "error",
        f"`{subject}` {complaint.format(file=file)}.",
        remedy.format(name=variable, file=file),
    )


def rotation_sentence(rotation: Rotation) -> str:
    """Word how often a secret is replaced."""
    overlap = f"; meanwhile the outgoing one stands in `{rotation.overlap}`" if rotation.overlap else ""
    return f"Replace it every {rotation.every_days} days{overlap}."


def delivery_sentence(name: str, file: str) -> str:
    """Word the ways in which a secret may arrive."""
    return f"As `{name}`, or in a file whose path is in `{file}`; not both."


def default_phrase(text: str | None) -> str:
    """Word a default; "not set" where there is none."""
    return "not set" if text is None else f"`{text}`"


def default_sentences(defaults: Mapping[str, str | None]) -> list[str]:
    """Word the defaults of the profiles, one sentence for each default that differs."""
    profiles: dict[str | None, list[str]] = {}
    for profile, text in defaults.items():
        profiles.setdefault(text, []).append(profile)
    if len(profiles) == 1:
        return [f"Default: {default_phrase(text)}." for text in profiles]
    return [f"Default in {_list(names, 'and')}: {default_phrase(text)}." for text, names in profiles.items()]


def possible_problems(name: str, file: str | None, form: Kind, rules: Iterable[Rule]) -> list[Problem]:
    """Word everything that can be wrong with a variable; `file` is its file's variable if it is secret."""
    of_files = [file_problem(name, file, rule) for rule in FILE_RULES] if file else []
    of_form = [form_problem(name, rule, form) for rule in _form_rules(form)]
    return [*of_files, *of_form, *(rule_problem(name, rule) for rule in rules)]


def _form_rules(form: Kind) -> list[str]:
    match form:
        case Flag() | Text() | Url() | Origin():
            return ["malformed"]
        case Integer():
            return ["malformed", "out-of-range"]
        case Choice():
            return ["not-a-choice"]
        case ListOf(item):
            return _form_rules(item)
        case _:  # pragma: no cover
            assert_never(form)


def _article(form: Kind) -> str:
    match form:
        case Flag() | Choice() | Text():
            return ""
        case Origin() | Url():
            return "an "
        case _:
            return "a "


def _modal(rule: Rule) -> str:
    return "must" if rule.severity == "error" else "should"


def _predicate(rule: Rule) -> str:
    because = f", because {rule.because}" if rule.because else ""
    return f"{check_phrase(rule.check)}{_conditions(rule.conditions)}{because}"


def check_phrase(check: Check) -> str:
    """Word what a check asks, as it stands after "must"."""
    match check:
        case Present():
            return "be set"
        case Equal(word):
            return f"be `{word}`"
        case BeOneOf(words):
            return f"be {_code_list(words, 'or')}"
        case BeNoneOf(words):
            return f"not be {_code_list(words, 'or')}"
        case UseScheme(scheme):
            return f"use the scheme `{scheme}`"
        case HaveBytes(least):
            return f"be at least {least} bytes long"
        case NotBePlaceholder():
            return "not be a placeholder"
        case DifferFrom(variable):
            return f"differ from `{variable}`"
        case Accompany(variable):
            return f"be set only together with `{variable}`"
        case NotContain(words):
            return f"not contain {_code_list(words, 'or')}"
        case _:  # pragma: no cover
            assert_never(check)


def _conditions(conditions: tuple[Condition, ...]) -> str:
    equal = [f"`{part.variable}` is {_code_list(part.words, 'or')}" for part in conditions if isinstance(part, Is)]
    unset = [f"`{part.variable}`" for part in conditions if isinstance(part, Unset)]
    when = f" when {_list(equal, 'and')}" if equal else ""
    unless = f"{',' if equal else ''} unless {_list(unset, 'or')} is set" if unset else ""
    return when + unless


def _remedy(variable: str, rule: Rule) -> str:
    match rule.check:
        case Present():
            others = [f"`{part.variable}`" for part in rule.conditions if isinstance(part, Unset)]
            return f"Set {_list([f'`{variable}`', *others], 'or')}."
        case Equal(word):
            return f"Set `{variable}` to `{word}`, or take it out where that is the default."
        case BeOneOf(words):
            return f"Set `{variable}` to {_code_list(words, 'or')}."
        case BeNoneOf() | NotContain():
            return f"Choose another value for `{variable}`."
        case UseScheme(scheme):
            return f"Begin every URL in `{variable}` with `{scheme}://`."
        case HaveBytes(least):
            return f"Generate a new value of at least {least} bytes for `{variable}`: `openssl rand -base64 {least}`."
        case NotBePlaceholder():
            return f"Replace the stand-in in `{variable}` with the real secret."
        case DifferFrom(other):
            return f"Generate a new value for `{other}`, and keep the outgoing one in `{variable}`."
        case Accompany(other):
            return f"Set `{other}` too, or take `{variable}` out."
        case _:  # pragma: no cover
            assert_never(rule.check)


def _code_list(words: tuple[str, ...], conjunction: str) -> str:
    return _list([f"`{word}`" for word in words], conjunction)


def _list(words: list[str], conjunction: str) -> str:
    *front, last = words
    return f"{', '.join(front)} {conjunction} {last}" if front else last
