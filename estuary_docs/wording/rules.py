"""Rules in English: what they ask, when, and what to do about a breach."""

from collections.abc import Iterable, Sequence
from typing import assert_never

from estuary_docs.runtimes.python.problems import Problem
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
from estuary_docs.vocabulary.rules import Condition, Is, IsSet, Rule, Unset
from estuary_docs.wording.commands import random_key
from estuary_docs.wording.phrases import code_list, enumeration


def rule_name(check: Check) -> str:
    """Return the slug under which a breach of `check` is reported."""
    match check:
        case Present() | AtLeastOne():
            return "missing"
        case Absent():
            return "forbidden"
        case AtMostOne():
            return "conflicting"
        case AllOrNone():
            return "incomplete"
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
        case NotBePlaceholder() | NotBeExample():
            return "placeholder"
        case NotBeGuessable():
            return "guessable"
        case DifferFrom():
            return "same-value"
        case Accompany():
            return "unaccompanied"
        case NotContain():
            return "forbidden-content"
        case _:  # pragma: no cover
            assert_never(check)


def required_phrases(rules: Iterable[Rule]) -> list[str]:
    """Word when a variable with these rules is required, such as "when `DATABASE_TYPE` is `convex`", or "always"."""
    return [_conditions(rule.conditions).lstrip(", ") or "always" for rule in rules if isinstance(rule.check, Present)]


def required_phrase(rules: Iterable[Rule]) -> str:
    """Word that a variable must be set, and by which of the conditions of these rules, which all hold."""
    reasons = [_reason(rule) for rule in rules]
    return f"yes{reasons[0] if all(reasons) and reasons else ''}"


def one_of_phrase(names: tuple[str, ...], rule: Rule) -> str:
    """Word that one of several variables must be set, and by which conditions of the rule that asks for it."""
    return f"one of {code_list(names, 'or')}{_reason(rule)}"


def need_sentence(phrase: str, profiles: Sequence[str] = ()) -> str:
    """Word that a variable must be set, or when; `profiles` are those it holds in, none if it holds in all."""
    where = f" in {enumeration(list(profiles), 'and')}" if profiles else ""
    if phrase.startswith("yes"):
        return f"Required{where}{phrase.removeprefix('yes')}."
    return f"Required{where}{':' if phrase.startswith('one of') else ''} {phrase}."


def rule_sentences(rules: Iterable[Rule]) -> list[str]:
    """Word the rules but the requirements as sentences about their variable, such as "Must be `true`, because …"."""
    return [
        _group_sentence(rule) if isinstance(rule.check, OfGroup) else f"{_modal(rule).capitalize()} {_predicate(rule)}."
        for rule in rules
        if not isinstance(rule.check, Present)
    ]


def rules_in_full(rules: Iterable[Rule]) -> list[str]:
    """Word all rules as sentences, the requirements first."""
    rules = list(rules)
    return [*(f"Required {phrase}." for phrase in required_phrases(rules)), *rule_sentences(rules)]


def rule_problem(variable: str, rule: Rule) -> Problem:
    """Word the breach of a rule."""
    return Problem(
        variable,
        rule_name(rule.check),
        rule.severity,
        _group_sentence(rule)
        if isinstance(rule.check, OfGroup)
        else f"`{variable}` {_modal(rule)} {_predicate(rule)}.",
        _remedy(variable, rule),
    )


def check_phrase(check: Check) -> str:
    """Word what a check asks, as it stands after "must"."""
    match check:
        case Present() | OfGroup():
            return "be set"
        case Absent():
            return "not be set"
        case Equal(word):
            return f"be `{word}`"
        case BeOneOf(words):
            return f"be {code_list(words, 'or')}"
        case BeNoneOf(words):
            return f"not be {code_list(words, 'or')}"
        case UseScheme(scheme):
            return f"use the scheme `{scheme}`"
        case HaveBytes(least):
            return f"be at least {least} bytes long"
        case NotBePlaceholder() | NotBeExample():
            return "not be a placeholder"
        case NotBeGuessable():
            return "not be a repetition or a sequence"
        case DifferFrom(variable):
            return f"differ from `{variable}`"
        case Accompany(variable):
            return f"be set only together with `{variable}`"
        case NotContain(words):
            return f"not contain {code_list(words, 'or')}"
        case _:  # pragma: no cover
            assert_never(check)


def _reason(rule: Rule) -> str:
    holding = tuple(part for part in rule.conditions if isinstance(part, Is))
    return _conditions(holding).replace(" when ", ", because ", 1)


def _modal(rule: Rule) -> str:
    return "must" if rule.severity == "error" else "should"


def _group_sentence(rule: Rule) -> str:
    """Word a rule over several variables, with no regard to the one that it stands at."""
    names = code_list(rule.check.variables, "and") if isinstance(rule.check, OfGroup) else ""
    predicate = _predicate(rule)
    if isinstance(rule.check, AllOrNone):
        return f"All of {names}, or none of them, {_modal(rule)} {predicate}."
    if isinstance(rule.check, AtLeastOne):
        return f"At least one of {names} {_modal(rule)} {predicate}."
    return f"At most one of {names} {'may' if rule.severity == 'error' else 'should'} {predicate}."


def _predicate(rule: Rule) -> str:
    because = f", because {rule.because}" if rule.because else ""
    return f"{check_phrase(rule.check)}{_conditions(rule.conditions)}{because}"


def _conditions(conditions: tuple[Condition, ...]) -> str:
    equal = [f"`{part.variable}` is {code_list(part.words, 'or')}" for part in conditions if isinstance(part, Is)]
    unset = [f"`{part.variable}`" for part in conditions if isinstance(part, Unset)]
    equal += [f"`{part.variable}` is set" for part in conditions if isinstance(part, IsSet)]
    when = f" when {enumeration(equal, 'and')}" if equal else ""
    unless = f"{',' if equal else ''} unless {enumeration(unset, 'or')} is set" if unset else ""
    return when + unless


def _remedy(variable: str, rule: Rule) -> str:
    match rule.check:
        case Present():
            others = [f"`{part.variable}`" for part in rule.conditions if isinstance(part, Unset)]
            return f"Set {enumeration([f'`{variable}`', *others], 'or')}."
        case Absent():
            return f"Remove `{variable}`."
        case AtLeastOne(names):
            return f"Set {code_list(names, 'or')}."
        case AtMostOne(names):
            return f"Keep one of {code_list(names, 'and')}, and remove the others."
        case AllOrNone(names):
            return f"Set all of {code_list(names, 'and')}, or remove them."
        case Equal(word):
            return f"Set `{variable}` to `{word}`, or remove it where that is the default."
        case BeOneOf(words):
            return f"Set `{variable}` to {code_list(words, 'or')}."
        case BeNoneOf() | NotContain():
            return f"Choose another value for `{variable}`."
        case UseScheme(scheme):
            return f"Begin every URL in `{variable}` with `{scheme}://`."
        case HaveBytes(least):
            return f"Generate a new value of at least {least} bytes for `{variable}`: `{random_key(least)}`."
        case NotBePlaceholder() | NotBeExample():
            real = "secret" if isinstance(rule.check, NotBePlaceholder) else "value"
            return f"Replace the placeholder in `{variable}` with the real {real}."
        case NotBeGuessable():
            return f"Generate a random value for `{variable}`: `{random_key(32)}`."
        case DifferFrom(other):
            return f"Generate a new value for `{other}`, and keep the old one in `{variable}`."
        case Accompany(other):
            return f"Set `{other}` too, or remove `{variable}`."
        case _:  # pragma: no cover
            assert_never(rule.check)
