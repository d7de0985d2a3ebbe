"""Find why a value is refused: which small change would make it pass, or what it is in the place of a secret.

A cause is told only if the value passes once it is removed, so that no advice leads to the next error.
"""

from __future__ import annotations

from estuary_docs.runtimes.python.forms import fault, items
from estuary_docs.runtimes.python.names import distance
from estuary_docs.runtimes.python.placeholders import PLACEHOLDER, stand_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from estuary_docs.runtimes.python.forms import Kind
    from estuary_docs.runtimes.python.problems import Problem

    Cause = tuple[str, str]

NO_CAUSE = ("", "")
MEANT_TRUE = ("1", "on", "t", "true", "y", "yes")
MEANT_FALSE = ("0", "off", "f", "false", "n", "no")
LONGEST_EXPLAINED = 200
SHORTEST_ABBREVIATION = 3
LENGTH_OF_A_LONG_CHOICE = 5
FIGURES = "0123456789"
THOUSANDS = ",_' "
UNIT = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%µ "


def cause_of_form(kind: Kind, text: str) -> Cause:
    """Return why `text` has not the form of `kind`, and the allowed word that was meant if there is one.

    Both are empty where no cause can be told.
    """
    if kind[0] == "list":
        kind, parts = kind[1], items(text)
        text = next((part for part in parts if fault(kind, part)), "")
    if text == "" or len(text) > LONGEST_EXPLAINED:
        return NO_CAUSE
    if fault(kind, text) == "out-of-range":
        return _of_range(kind, text)
    for name, change in CHANGES:
        changed = change(text)
        if changed not in ("", text) and not fault(kind, changed):
            return name, ""
    if kind[0] == "choice":
        return _nearest(kind[1], text)
    if kind[0] == "flag":
        meant = "true" if text.lower() in MEANT_TRUE else "false" if text.lower() in MEANT_FALSE else ""
        return ("case" if meant == text.lower() else "near", meant) if meant else _nearest(("true", "false"), text)
    return NO_CAUSE


def cause_of_breach(check: str, argument: Any, kind: Kind, text: str | None) -> Cause:  # noqa: ANN401 - as the check wants
    """Return why a value breaks a check, likewise."""
    if not text:
        return NO_CAUSE
    if check == "not-be-placeholder":
        found = (stand_in(part) for part in (items(text) if kind[0] == "list" else [text]))
        return next(((name, "") for name in found if name not in ("", PLACEHOLDER)), NO_CAUSE)
    if check in ("equal", "be-one-of"):
        choice = ("choice", (argument,) if check == "equal" else argument)
        return cause_of_form(("list", choice) if kind[0] == "list" else choice, text)
    return NO_CAUSE


def cause_of_profile(profiles: tuple[str, ...], text: str, otherwise: str) -> Cause:
    """Return what is said of a profile that there is not, and the profile that is judged in."""
    meant = nearest_word(profiles, text)
    return ("profile", meant) if meant else ("no-profile", otherwise)


def explained(problem: Problem, cause: Cause, remedies: Mapping[str, tuple[str, str]]) -> Problem:
    """Put what `remedies` say of a cause in the place of what a problem says in general."""
    name, meant = cause
    if name in remedies:
        message, remedy = remedies[name]
        problem.message = message.format(variable=problem.variable) or problem.message
        problem.remedy = remedy.format(variable=problem.variable, meant=meant)
    return problem


def nearest_word(words: tuple[str, ...], text: str) -> str:
    """Return the only word that a text is a slip or an abbreviation of; an empty text if there is none such."""
    lower = text.strip().lower()
    if not lower or len(lower) > LONGEST_EXPLAINED:
        return ""
    alike = [word for word in words if word.lower() == lower]
    short = [word for word in words if len(lower) >= SHORTEST_ABBREVIATION and word.lower().startswith(lower)]
    slips = [
        word for word in words if distance(lower, word.lower()) <= (2 if len(word) > LENGTH_OF_A_LONG_CHOICE else 1)
    ]
    return next((found[0] for found in (alike, short, slips) if len(found) == 1), "")


def _nearest(words: tuple[str, ...], text: str) -> Cause:
    word = nearest_word(words, text)
    if word == "":
        return NO_CAUSE
    return ("case" if word.lower() == text.lower() else "near", word)


def _of_range(kind: Kind, text: str) -> Cause:
    """Return which bound of an integer is passed, and the bound."""
    if kind[0] != "integer":
        return NO_CAUSE
    least, most = kind[1], kind[2]
    is_below = least is not None and fault(("integer", least, None), text) is not None
    return ("too-small", str(least)) if is_below else ("too-large", str(most))


def _without_quotes(text: str) -> str:
    return text[1:-1] if text[:1] == text[-1:] and text[:1] in ("'", '"', "`") else text


def _without_thousands(text: str) -> str:
    digits = text
    for separator in THOUSANDS:
        digits = digits.replace(separator, "")
    return digits if not digits.lstrip("-").strip(FIGURES) else text


def _without_unit(text: str) -> str:
    number = text.rstrip(UNIT)
    return number if number[-1:] in FIGURES else text


def _without_decimals(text: str) -> str:
    number, _, decimals = text.partition(".")
    return number if decimals.strip(FIGURES) == "" else text


def _with_lower_scheme(text: str) -> str:
    scheme, separator, rest = text.partition("://")
    return scheme.lower() + separator + rest if separator else text


def _without_path(text: str) -> str:
    scheme, separator, rest = text.partition("://")
    return scheme + separator + rest.split("/", 1)[0]


CHANGES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("blank-around", str.strip),
    ("quotes", _without_quotes),
    ("blank-inside", lambda text: "".join(text.split())),
    ("thousands", _without_thousands),
    ("plus", lambda text: text.lstrip("+")),
    ("unit", _without_unit),
    ("decimals", _without_decimals),
    ("scheme-case", _with_lower_scheme),
    ("scheme", lambda text: "https://" + text),
    ("slash", lambda text: text.rstrip("/")),
    ("path", _without_path),
)
