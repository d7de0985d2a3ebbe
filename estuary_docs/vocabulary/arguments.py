"""What the words of a schema take: checked at the field, before anything is computed from it."""

from collections.abc import Mapping

from estuary_docs.vocabulary.checks import Check
from estuary_docs.vocabulary.facts import Fact, annotations
from estuary_docs.vocabulary.rules import Condition, Is, Rule


def complaint(fact: Fact) -> tuple[str, str] | None:
    """Return what is wrong with the arguments of a marker or a rule, and how to fix it; None if nothing is."""
    if isinstance(fact, Rule):
        return _of_rule(fact)
    types = annotations(type(fact))
    for name, value in vars(fact).items():
        if phrase := _wanted(types[name], value):
            if isinstance(fact, Is):
                return f"has a condition on {fact.variable} that is not {phrase}", 'write it as in when(MODE="strict")'
            return f"the argument {name} of {fact.spelling} is not {phrase}", f"give {fact.spelling} {phrase}"
    return None


def _of_rule(rule: Rule) -> tuple[str, str] | None:
    # What a schema gives in their place, whatever their types say.
    check, conditions, because = vars(rule).values()
    if not isinstance(check, Check):
        return f"{rule.spelling} has no check", f"write one in it, as in {rule.spelling}(NotBePlaceholder())"
    if not isinstance(conditions, tuple) or not all(isinstance(part, Condition) for part in conditions):
        return f"the conditions of {rule.spelling} are none", 'write them with when(…), as in when(MODE="strict")'
    if not isinstance(because, str):
        return f"the argument because of {rule.spelling} is not a text", "say why in a few words"
    return next(filter(None, map(complaint, (check, *conditions))), None)


def _wanted(annotation: object, value: object) -> str:
    """Return what a field takes, if the value is not that; an empty text if it is."""
    if annotation == str | None and value is None:
        return ""
    if annotation in (str, str | None):
        return "" if _is_word(value) else "a text"
    if annotation is int:
        return "" if type(value) is int and value > 0 else "a whole number above zero"
    if annotation == tuple[str, ...]:
        return "" if isinstance(value, tuple) and value and all(map(_is_word, value)) else "one or more texts"
    return "a value for at least one profile" if isinstance(value, Mapping) and not value else ""


def _is_word(value: object) -> bool:
    return isinstance(value, str) and value != ""
