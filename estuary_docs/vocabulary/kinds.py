"""The kinds of value an environment variable can hold, each with exactly one written form."""

import json
import re
from typing import Literal, assert_never

from estuary_docs.vocabulary.facts import Fact


class Flag(Fact):
    """Exactly `true` or `false`."""


class Integer(Fact):
    """ASCII digits only, from `minimum` to `maximum`, both included."""

    minimum: int
    maximum: int


class Choice(Fact):
    """Exactly one of `words`, case-sensitive."""

    words: tuple[str, ...]


class Text(Fact):
    """Any Unicode characters but NUL, carriage return and line feed."""


class Url(Fact):
    """An absolute `http` or `https` URL in ASCII, with a host (RFC 3986)."""


class Origin(Fact):
    """A web origin: scheme, host and optional port (RFC 6454), or `*` for any."""


Plain = Flag | Integer | Choice | Text | Url | Origin


class ListOf(Fact):
    """Items separated by commas; spaces and tabs around an item are ignored, empty items dropped."""

    item: Plain


class Switch(Fact):
    """A word that pydantic takes for true or false, in any case."""


class Number(Fact):
    """A number as pydantic reads it, a whole one where `whole`; a bound is included unless `above` or `below` it."""

    whole: bool
    minimum: float | None = None
    maximum: float | None = None
    above: bool = False
    below: bool = False

    def holds(self, number: float) -> bool:
        """Say whether a number is within the bounds."""
        least, most = self.minimum, self.maximum
        is_above = least is None or (number > least if self.above else number >= least)
        return is_above and (most is None or (number < most if self.below else number <= most))

    @property
    def shown(self) -> float:
        """A number within the bounds."""
        if self.minimum is None:
            return 1 if self.maximum is None else self.maximum - self.below
        if not self.above:
            return self.minimum
        return self.minimum + 1 if self.maximum is None else (self.minimum + self.maximum) / 2


class Json(Fact):
    """A JSON document (RFC 8259) whose outermost value is `top`, or null."""

    top: Literal["array", "object", "value"]


class Described(Fact):
    """Text that only the service can judge; `form` says in words, and with its article, what it should be."""

    form: str


Kind = Plain | ListOf | Switch | Number | Json | Described

LAST_PORT = 65535
WORDS_OF_FLAG = ("true", "false")
TRUE_WORDS = ("1", "on", "t", "true", "y", "yes")
FALSE_WORDS = ("0", "off", "f", "false", "n", "no")
NUMERIC = re.compile(r"[ \t\r\n]*([+\-.0-9_A-Za-z]+)[ \t\r\n]*")
WHOLE = re.compile(r"([+-]?[0-9]+(?:_[0-9]+)*)(?:\.0+)?")
TOPS: dict[str, type] = {"array": list, "object": dict, "value": object}
NOT_IN_JSON = ("NaN", "Infinity")
NOT_IN_ANY_TEXT = re.compile("[\0\ud800-\udfff]")
FORBIDDEN_IN_TEXT = re.compile("[\0\r\n\ud800-\udfff]")
AUTHORITY = r"(?:[A-Za-z0-9_][A-Za-z0-9_.\-]*|\[[0-9A-Fa-f:.]{2,45}\])(?::(?P<port>[0-9]{1,5}))?"
URL = re.compile(rf"https?://(?:[!-\"$-.0->A-Z\[-~]*@)?{AUTHORITY}(?:[/?#][!-~]*)?")
ORIGIN = re.compile(rf"https?://{AUTHORITY}")


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
        case Integer():
            _require(text.isascii() and text.isdigit(), "malformed")
            significant = text.lstrip("0") or "0"
            _require(len(significant) <= len(str(kind.maximum)), "out-of-range")
            _require(kind.minimum <= int(significant) <= kind.maximum, "out-of-range")
            return int(significant)
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
    _require(kind.holds(number), "out-of-range")
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
