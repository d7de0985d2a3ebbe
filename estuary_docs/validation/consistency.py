"""Find where a catalogue contradicts itself, before anything is rendered from it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import assert_never

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.errors import SchemaError
from estuary_docs.runtimes.python.placeholders import looks_like_placeholder
from estuary_docs.validation.breaches import borrow, breaches, broken_rules
from estuary_docs.validation.showing import may_be_shown
from estuary_docs.vocabulary.checks import (
    Absent,
    Accompany,
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
from estuary_docs.vocabulary.kinds import WORDS_OF_FLAG, Choice, Flag, Kind, ListOf, ShapedText, Text, Url, fault
from estuary_docs.vocabulary.rules import Is, Rule
from estuary_docs.wording.kinds import kind_clause
from estuary_docs.wording.phrases import plain
from estuary_docs.wording.rules import check_phrase, rule_name

NAME = re.compile("[A-Z_][A-Z0-9_]*")
FORBIDDEN_IN_TEXT = re.compile("[\0\r\n\ud800-\udfff]")


@cache
def is_recognisable(example: str) -> bool:
    """Say whether an example of a secret is a placeholder; the reader asks for each, and the check asks again."""
    return looks_like_placeholder(example)


def faults(catalogue: Catalogue) -> Iterator[SchemaError]:
    """Yield every contradiction of a catalogue, in catalogue order."""
    variables = {variable.name: variable for variable in catalogue.variables}
    yield from _name_faults(catalogue)
    yield from _title_faults(catalogue)
    for variable in catalogue.variables:
        yield from _rule_faults(variable, variables)
        yield from _value_faults(variable, catalogue)
        yield from _borrowing_faults(variable, catalogue)
        yield from _word_faults(variable)
        if not variable.description.isprintable():
            yield from _text_faults(variable)
    named = [part for variable in catalogue.variables for rule in variable.rules for part in _named(rule)]
    named += [variable.default_from for variable in catalogue.variables if variable.default_from]
    if all(part in variables for part in named):
        yield from _default_faults(catalogue)
        yield from _unsatisfiable(catalogue)


def _name_faults(catalogue: Catalogue) -> Iterator[SchemaError]:
    names = [
        *(variable.name for variable in catalogue.variables),
        *(variable.file_name for variable in catalogue.secrets if variable.has_file),
        *(variable.name for variable in catalogue.external),
        *(name for variable in catalogue.variables for name in variable.former_names),
    ]
    for name, count in Counter(names).items():
        if not NAME.fullmatch(name):
            yield SchemaError(name, "is not a portable name", "use the letters A to Z, digits and underscores")
        if count > 1:
            yield SchemaError(
                name, "is the name of two variables", "rename one; every secret X takes the name X_FILE as well"
            )


def _title_faults(catalogue: Catalogue) -> Iterator[SchemaError]:
    for title in (catalogue.title, *(section.title for section in catalogue.sections)):
        if not title.isprintable():
            yield SchemaError(catalogue.source, "has a title with a character that no line can show", "remove it")
    for anchor, count in Counter(section.anchor for section in catalogue.sections).items():
        if count > 1:
            titles = [section.title for section in catalogue.sections if section.anchor == anchor]
            yield SchemaError(titles[0], "is the title of two sections", "give one of them another `title`")


def _text_faults(variable: Variable) -> Iterator[SchemaError]:
    for paragraph in variable.description.splitlines():
        if FORBIDDEN_IN_TEXT.search(paragraph):
            yield SchemaError(variable.name, "its description has a character that is not text", "remove it")


def _word_faults(variable: Variable) -> Iterator[SchemaError]:
    item = variable.kind.item if isinstance(variable.kind, ListOf) else variable.kind
    for word in item.words if isinstance(item, Choice) else ():
        if not word.isprintable() or "`" in word:
            yield SchemaError(variable.name, "a choice holds a character that no message shows", "choose plain words")


def _of(profile: str, catalogue: Catalogue) -> str:
    """Return the words that say of which profile something is told; none where there is no choice of them."""
    return f" in the profile {profile}" if catalogue.profile_variable else ""


def _value_faults(variable: Variable, catalogue: Catalogue) -> Iterator[SchemaError]:
    for profile, default in variable.defaults.items():
        if default is not None and variable.secret:
            yield SchemaError(variable.name, "is a secret with a default", "remove the default")
            break
        if default is not None and ("\n" in default or "\r" in default):
            yield SchemaError(variable.name, "has a default of several lines", "write it on one, or leave it out")
            break
        if default is not None and not may_be_shown("", default):
            yield SchemaError(
                variable.name,
                "has a default that holds a credential, which every page would show",
                "declare the variable as a secret, or leave the credential out",
            )
            break
        if default is not None and fault(variable.kind, default):
            yield SchemaError(
                variable.name,
                f"its default{_of(profile, catalogue)} is malformed",
                f"write {plain(kind_clause(variable.kind))}",
            )
    if variable.example is not None:
        if fault(variable.kind, variable.example):
            yield SchemaError(
                variable.name,
                "its example is malformed",
                f"write {plain(kind_clause(variable.kind))}",
            )
        if variable.secret and not is_recognisable(variable.example):
            yield SchemaError(
                variable.name, "its example could pass for a real secret", "begin it with change-me or your-"
            )
    item = variable.kind.item if isinstance(variable.kind, ListOf) else variable.kind
    if isinstance(item, ShapedText) and variable.example is None and None in variable.defaults.values():
        yield SchemaError(variable.name, "has a form that no stand-in has", "show a value with example(…)")


def unknown(where: str, complaint: str, name: str, variables: Iterable[Variable]) -> SchemaError:
    """Return the error of something that names what is not one of the variables."""
    for variable in variables:
        if variable.has_file and variable.file_name == name:
            hint = f"name {variable.name} itself, which covers both ways"
            return SchemaError(where, f"{complaint}, the file of a secret", hint)
    return SchemaError(where, f"{complaint}, which is unknown", "check the spelling")


def _rule_faults(variable: Variable, variables: dict[str, Variable]) -> Iterator[SchemaError]:
    overlap = [variable.rotation.overlap] if variable.rotation and variable.rotation.overlap else []
    for name in dict.fromkeys([*overlap, *[name for rule in variable.rules for name in _named(rule)]]):
        if name not in variables:
            yield unknown(variable.name, f"has a rule about {name}", name, variables.values())
    for rule in variable.rules:
        if not _applies(rule.check, variable.kind):
            yield SchemaError(
                variable.name,
                f"cannot be asked to {plain(check_phrase(rule.check))}",
                f"it is {plain(kind_clause(variable.kind))}",
            )
        for condition in rule.conditions:
            if isinstance(condition, Is) and condition.variable in variables:
                kind = variables[condition.variable].kind
                for word in condition.words:
                    if fault(kind, word):
                        yield SchemaError(
                            variable.name,
                            f"has a rule for a value that {condition.variable} cannot have",
                            f"{condition.variable} is {plain(kind_clause(kind))}",
                        )
    for rule, count in Counter(variable.rules).items() if len(variable.rules) > 1 else ():
        if count > 1:
            yield SchemaError(variable.name, f"has the rule {rule_name(rule.check)} twice", "keep one")


def _borrowing_faults(variable: Variable, catalogue: Catalogue) -> Iterator[SchemaError]:
    if variable.default_from is None:
        return
    where = f"takes its default from {variable.default_from}"
    source = next((candidate for candidate in catalogue.variables if candidate.name == variable.default_from), None)
    if source is None:
        yield unknown(variable.name, where, variable.default_from, catalogue.variables)
    elif variable.name not in catalogue.borrowed_defaults:
        yield SchemaError(variable.name, f"{where}, and so from itself", "give one of them a default")
    elif source.kind != variable.kind:
        yield SchemaError(variable.name, f"{where}, which has another type", "give both the same type")
    elif source.secret and not variable.secret:
        yield SchemaError(variable.name, f"{where}, which is a secret", "make both secrets")


def _default_faults(catalogue: Catalogue) -> Iterator[SchemaError]:
    for profile in catalogue.profiles:
        values = {variable.name: variable.defaults[profile] for variable in catalogue.variables}
        if catalogue.profile_variable is not None:
            values[catalogue.profile_variable] = profile
        borrow(catalogue, values)
        for variable in catalogue.variables:
            if values[variable.name] is None:
                continue
            for problem in breaches(variable, values):
                if problem.severity == "error":
                    yield SchemaError(
                        variable.name,
                        f"its default{_of(profile, catalogue)} breaks its own rule {problem.rule}",
                        plain(problem.message),
                    )


def _unsatisfiable(catalogue: Catalogue) -> Iterator[SchemaError]:
    """Yield the variables whose rules leave no value in some profile: always, or where those with a condition apply."""
    for variable in catalogue.variables:
        for profile in catalogue.profiles if len(variable.rules) > 1 else ():
            rules = [
                rule
                for rule in catalogue.rules_in(variable, profile)
                if rule.severity == "error" and not isinstance(rule.check, OfGroup)
            ]
            if any(_is_impossible(variable, together) for together in _together(rules)):
                yield SchemaError(variable.name, f"has rules that no value meets{_of(profile, catalogue)}", "drop one")
                break


def _together(rules: list[Rule]) -> Iterator[list[Rule]]:
    """Yield the rules that always apply, and those that apply where one asks for a value; their conditions are met."""
    asking = [rule.conditions for rule in rules if rule.conditions and isinstance(rule.check, Present)]
    for met in dict.fromkeys([(), *asking]):
        yield [type(rule)(rule.check) for rule in rules if set(rule.conditions) <= set(met)]


def _is_impossible(variable: Variable, rules: list[Rule]) -> bool:
    """Say whether no value passes all the checks of rules that apply together."""
    checks = [rule.check for rule in rules]
    if any(isinstance(check, Absent) for check in checks):
        return any(isinstance(check, Present) for check in checks)
    if len({check.scheme for check in checks if isinstance(check, UseScheme)}) > 1:
        return True
    most = variable.kind.most if isinstance(variable.kind, ShapedText) else None
    if most is not None and any(isinstance(check, HaveBytes) and check.least > 4 * most for check in checks):
        return True
    named = [
        set(check.words if isinstance(check, BeOneOf) else (check.word,))
        for check in checks
        if isinstance(check, BeOneOf | Equal)
    ]
    if isinstance(variable.kind, Choice | Flag):
        named.append(set(variable.kind.words if isinstance(variable.kind, Choice) else WORDS_OF_FLAG))
    alone = replace(variable, rules=tuple(rule for rule in rules if not isinstance(rule.check, DifferFrom | Accompany)))
    return bool(named) and all(broken_rules(alone, {variable.name: word}) for word in set.union(*named))


def _named(rule: Rule) -> list[str]:
    """Return the names of the variables that a rule speaks of."""
    conditions = [condition.variable for condition in rule.conditions]
    if isinstance(rule.check, OfGroup):
        return [*conditions, *rule.check.variables]
    return [*conditions, rule.check.variable] if isinstance(rule.check, DifferFrom | Accompany) else conditions


def _applies(check: Check, kind: Kind) -> bool:
    """Say whether a check can be passed, and failed, by values of a kind."""
    item = kind.item if isinstance(kind, ListOf) else kind
    match check:
        case Present() | Absent() | OfGroup() | DifferFrom() | Accompany() | NotBeExample():
            return True
        case Equal(word):
            return not fault(kind, word)
        case BeOneOf(words) | BeNoneOf(words):
            return not any(fault(item, word) for word in words)
        case UseScheme(scheme):
            return isinstance(item, Url) and scheme in item.schemes
        case HaveBytes():
            return isinstance(kind, Text)
        case NotBePlaceholder() | NotBeGuessable():
            return isinstance(item, Text | Url)
        case NotContain():
            return isinstance(kind, Text | ListOf | Url)
        case _:  # pragma: no cover
            assert_never(check)
