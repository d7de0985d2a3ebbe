"""Find why a value is refused: which small change would make it pass, or what it is in the place of a secret.

A cause is told only if the value passes once it is removed, so that no advice leads to the next error.
"""

from __future__ import annotations

from estuary_docs.runtimes.python.forms import CHANGES, LONGEST_LABEL, WRITTEN, fault, is_number, items
from estuary_docs.runtimes.python.names import distance
from estuary_docs.runtimes.python.placeholders import PLACEHOLDER, stand_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from estuary_docs.runtimes.python.forms import Change, Kind
    from estuary_docs.runtimes.python.problems import Problem

    Cause = tuple[str, str, str]

NO_CAUSE = ("", "", "")
EMPTY = ("empty", "", "")
MEANT_TRUE = ("1", "on", "t", "true", "y", "yes")
MEANT_FALSE = ("0", "off", "f", "false", "n", "no")
LONGEST_EXPLAINED = 200
SHORTEST_ABBREVIATION = 3
LENGTH_OF_A_LONG_CHOICE = 5
FIGURES = "0123456789"
THOUSANDS = ",_' "
FIGURES_OF_A_THOUSAND = 3
WITH_A_SCHEME = ("scheme", "other-scheme")
UNIT = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%µ "


def cause_of_form(kind: Kind, text: str) -> Cause:
    """Return why `text` has not the form of `kind`, what of the schema was meant, and the text without that fault.

    What was meant is a word or a bound, and empty where there is none. The text is one that would pass, and not always
    what to write: a long label is cut, and a number that ends a host gets a letter. All are empty where no cause can be
    told.
    """
    if kind[0] == "list":
        return _of_list(kind, text)
    if text == "":
        return EMPTY
    if len(text) > LONGEST_EXPLAINED:
        return NO_CAUSE
    if fault(kind, text) == "out-of-range":
        return _of_range(kind, text)
    for name, change in _changes(kind[0]):
        changed = change(kind, text)
        if changed not in ("", text) and not fault(kind, changed):
            return name, changed.partition("://")[0] if name in WITH_A_SCHEME else "", changed
    return _of_words(kind, text)


def _of_list(kind: Kind, text: str) -> Cause:
    parts = items(text)
    for place, part in enumerate(parts):
        if fault(kind[1], part):
            name, meant, corrected = cause_of_form(kind[1], part)
            parts[place] = corrected
            return name, meant, ",".join(parts) if corrected and not fault(kind, ",".join(parts)) else ""
    return _of_count(len(parts), kind[2:], "items-few", "items-many")


def _of_count(count: int, bounds: tuple[int | None, ...], few: str, many: str) -> Cause:
    """Return which of the bounds of letters or items is passed, and the bound."""
    least, most = bounds or (None, None)
    if least is not None and count < least:
        return few, str(least), ""
    return NO_CAUSE if most is None or count <= most else (many, str(most), "")


def _of_words(kind: Kind, text: str) -> Cause:
    """Return the word that was meant by a text, or the length that it lacks or is over."""
    if kind[0] == "choice":
        return _nearest(kind[1], text)
    if kind[0] == "flag":
        meant = "true" if text.lower() in MEANT_TRUE else "false" if text.lower() in MEANT_FALSE else ""
        if not meant:
            return _nearest(("true", "false"), text)
        return "case" if meant == text.lower() else "near", meant, meant
    if kind[0] == "shaped-text" and not fault((*kind[:2], None, None), text):
        return _of_count(len(text), kind[2:], "text-short", "text-long")
    if kind[0] in ("duration", "size"):
        for unit in kind[3]:
            changed = text[: len(text) - len(unit)] + unit
            if text.lower() == changed.lower() and not fault(kind, changed):
                return "case", unit, changed
    return NO_CAUSE


def cause_of_breach(check: str, argument: Any, kind: Kind, text: str | None) -> Cause:  # noqa: ANN401 - as the check wants
    """Return why a value breaks a check, likewise."""
    if not text:
        return NO_CAUSE
    if check == "not-be-placeholder":
        words = (stand_in(part) for part in (items(text) if kind[0] == "list" else [text]))
        return next(((name, "", "") for name in words if name not in ("", PLACEHOLDER)), NO_CAUSE)
    if check in ("equal", "be-one-of"):
        choice = ("choice", (argument,) if check == "equal" else argument)
        return cause_of_form(("list", choice) if kind[0] == "list" else choice, text)
    return NO_CAUSE


def cause_of_profile(profiles: tuple[str, ...], text: str, otherwise: str) -> Cause:
    """Return what is said of a profile that there is not, and the profile that is judged in."""
    meant = nearest_word(profiles, text)
    return ("profile", meant, "") if meant else ("no-profile", otherwise, "")


def explained(problem: Problem, cause: Cause, remedies: Mapping[str, tuple[str, str]]) -> Problem:
    """Put what `remedies` say of a cause in the place of what a problem says in general."""
    name, meant, _ = cause
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
    return next((words[0] for words in (alike, short, slips) if len(words) == 1), "")


def _nearest(words: tuple[str, ...], text: str) -> Cause:
    word = nearest_word(words, text)
    if word == "":
        return NO_CAUSE
    return ("case" if word.lower() == text.lower() else "near", word, word)


def _of_range(kind: Kind, text: str) -> Cause:
    """Return which bound of a number or a quantity is passed, and the bound as it is written."""
    slug, *limits = kind
    if slug == "number":
        del limits[0]
    least, most = limits[:2]
    above, below = limits[2:] if slug in ("number", "decimal") else (False, False)
    place_of_most = len(kind) - len(limits) + 1
    alone = (*kind[:place_of_most], None, *kind[place_of_most + 1 :])
    is_below = least is not None and fault(alone, text) is not None
    bound = least if is_below else most
    meant = "" if bound is None else WRITTEN[slug](bound, *limits) if slug in WRITTEN else str(bound)
    if not meant:
        return NO_CAUSE
    if is_below:
        return "not-above" if above else "too-small", meant, ""
    return "not-below" if below else "too-large", meant, ""


def _without_quotes(_kind: Kind, text: str) -> str:
    return text[1:-1] if text[:1] == text[-1:] and text[:1] in ("'", '"', "`") else text


def _without_thousands(_kind: Kind, text: str) -> str:
    with_commas = text
    for separator in THOUSANDS:
        with_commas = with_commas.replace(separator, ",")
    digits = with_commas.replace(",", "")
    first, *groups = with_commas.lstrip("-").split(",")
    # What fewer or more figures follow is perhaps a decimal comma.
    is_grouped = first.strip("0") and groups and len(groups[-1]) == FIGURES_OF_A_THOUSAND
    return digits if is_grouped and not digits.lstrip("-").strip(FIGURES) else text


def _without_unit(_kind: Kind, text: str) -> str:
    number = text.rstrip(UNIT)
    return number if number[-1:] in FIGURES else text


def _without_decimals(_kind: Kind, text: str) -> str:
    number, _, decimals = text.partition(".")
    return number if decimals.strip(FIGURES) == "" else text


def _with_lower_scheme(_kind: Kind, text: str) -> str:
    scheme, separator, rest = text.partition("://")
    return scheme.lower() + separator + rest if separator else text


def _with_scheme(kind: Kind, text: str) -> str:
    schemes = kind[1] if kind[0] == "url" else ("https",)
    return text if "://" in text else f"{schemes[-1]}://{text}"


def _without_path(_kind: Kind, text: str) -> str:
    scheme, separator, rest = text.partition("://")
    return scheme + separator + rest.split("/", 1)[0]


def _in_host(change: Callable[[str], str]) -> Change:
    """Return the change of a text whose host is changed: what follows scheme and user, up to port, path or query."""

    def changed(_kind: Kind, text: str) -> str:
        scheme, separator, rest = text.partition("://") if "://" in text else ("", "", text)
        authority = rest[: min((place for place in map(rest.find, "/?#") if place >= 0), default=len(rest))]
        user, at, place = authority.rpartition("@")
        host = place.partition(":")[0]
        start = len(scheme + separator + user + at)
        return text[:start] + change(host) + text[start + len(host) :]

    return changed


def _without_line_break(_kind: Kind, text: str) -> str:
    return text.strip("\r\n").replace("\r\n", " ").replace("\n", " ")


def _changes(slug: str) -> Iterator[tuple[str, Change]]:
    """Yield the changes that are tried on a text of a kind, those that hold for all kinds first."""
    yield from OF_ANY_KIND
    for slugs, changes in CHANGES:
        if slug in slugs:
            yield from changes


OF_ANY_KIND: tuple[tuple[str, Change], ...] = (
    ("line-break", _without_line_break),
    ("blank-around", lambda _, text: text.strip()),
    ("quotes", _without_quotes),
    ("blank-inside", lambda _, text: "".join(text.split())),
)
CHANGES += (
    (
        ("integer", "decimal", "number", "duration", "size"),
        (
            ("thousands", _without_thousands),
            ("plus", lambda _, text: text.lstrip("+")),
            ("unit", _without_unit),
            ("decimals", _without_decimals),
        ),
    ),
    (("url", "origin"), (("scheme-case", _with_lower_scheme), ("scheme", _with_scheme))),
    (("url",), (("other-scheme", lambda kind, text: f"{kind[1][-1]}://{text.partition('://')[2]}"),)),
    (("origin",), (("slash", lambda _, text: text.rstrip("/")), ("path", _without_path))),
    (
        ("host", "host-and-port", "email", "url", "origin"),
        (
            ("dots", _in_host(lambda host: ".".join(filter(None, host.split("."))))),
            ("hyphen", _in_host(lambda host: ".".join(label.strip("-") for label in host.split(".")))),
            ("label-long", _in_host(lambda host: ".".join(label[:LONGEST_LABEL] for label in host.split(".")))),
            ("address", _in_host(lambda host: f"{host}a" if is_number(host[-1:]) else host)),
        ),
    ),
)
