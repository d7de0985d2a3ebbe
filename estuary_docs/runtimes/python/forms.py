"""The one written form of each kind of value."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Kind = tuple[Any, ...]
    Typed = bool | float | str | list[Any] | None

LAST_PORT = 65535
# Python converts no more than 4,300 digits, and RE2 repeats nothing more than 1,000 times.
MOST_DIGITS = 1000
TRUE_WORDS = ("1", "on", "t", "true", "y", "yes")
FALSE_WORDS = ("0", "off", "f", "false", "n", "no")
OF_A_NUMBER = frozenset("0123456789+-._eEinftyINFTYaA")
LETTERS_AND_DIGITS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
OF_A_HOST = LETTERS_AND_DIGITS | frozenset("_.-")
OF_AN_ADDRESS = frozenset("0123456789ABCDEFabcdef:.")
LENGTHS_OF_AN_ADDRESS = range(2, 46)


def items(text: str) -> list[str]:
    """Split a list as it is written."""
    return [item for part in text.split(",") if (item := part.strip(" \t"))]


def is_set(kind: Kind, text: str | None) -> bool:
    """Say whether a text counts as a value: an empty text is unset, and so is a list without items."""
    return bool(items(text) if text and kind[0] == "list" else text)


def fault(kind: Kind, text: str) -> str | None:  # noqa: C901 - one branch a kind is read whole
    """Return the slug of the rule of form that a text breaks."""
    name = kind[0]
    if name == "list":
        return next((slug for item in items(text) if (slug := fault(kind[1], item))), None)
    if name == "choice":
        return None if text in kind[1] else "not-a-choice"
    if name == "integer":
        return _integer_fault(text, *kind[1:])
    if name == "number":
        number = _number(kind[1], text)
        if number is None:
            return "malformed"
        _name, _whole, least, most, above, below = kind
        is_above = least is None or (number > least if above else number >= least)
        is_below = most is None or (number < most if below else number <= most)
        return None if is_above and is_below else "out-of-range"
    if name == "flag":
        holds = text in ("true", "false")
    elif name == "switch":
        holds = text.lower() in TRUE_WORDS + FALSE_WORDS
    elif name == "json":
        holds = _is_json(kind[1], text)
    elif name == "described":
        holds = not any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in text)
    elif name == "text":
        holds = not any(letter in "\0\r\n" or "\ud800" <= letter <= "\udfff" for letter in text)
    else:
        holds = _is_url(text) if name == "url" else text == "*" or _is_origin(text)
    return None if holds else "malformed"


def _integer_fault(text: str, least: int | None, most: int | None) -> str | None:
    digits = text[1:] if text[:1] == "-" and (least is None or least < 0) else text
    if not (digits.isascii() and digits.isdigit()):
        return "malformed"
    if len(digits.lstrip("0")) > MOST_DIGITS:
        return "out-of-range"
    number = _integer(text)
    return None if (least is None or least <= number) and (most is None or number <= most) else "out-of-range"


def _integer(text: str) -> int:
    """Return the number; zeros before it do not count for Python's limit of digits."""
    number = int(text.lstrip("-").lstrip("0") or "0")
    return -number if text[0] == "-" else number


def _number(whole: bool, text: str) -> float | None:  # noqa: FBT001 - what a table says
    """Return the number that pydantic reads, or None."""
    bare = text.strip(" \t\r\n")
    before, point, after = bare.partition(".")
    if not OF_A_NUMBER.issuperset(bare) or (whole and point and (not after or after.strip("0"))):
        return None
    try:
        return int(before) if whole else float(bare)
    except ValueError:
        return None


def _is_json(top: str, text: str) -> bool:
    from json import loads  # noqa: PLC0415 - json takes long to import, and most services have no such variable

    try:
        document = loads(text)
    except RecursionError:
        return True
    except ValueError:
        # Python takes these words for numbers, other readers of JSON do not: nobody is refused for them.
        return "NaN" in text or "Infinity" in text
    wanted = {"array": list, "object": dict}.get(top, object)
    return document is None or isinstance(document, wanted)


def _is_url(text: str) -> bool:
    scheme, _, rest = text.partition("://")
    if scheme not in ("http", "https") or not all("!" <= letter <= "~" for letter in rest):
        return False
    end = min((place for place in map(rest.find, "/?#") if place >= 0), default=len(rest))
    user, _, authority = rest[:end].rpartition("@")
    return "@" not in user and _is_authority(authority)


def _is_origin(text: str) -> bool:
    scheme, _, authority = text.partition("://")
    return scheme in ("http", "https") and _is_authority(authority)


def _is_authority(text: str) -> bool:
    """Say whether a text is a host, or an IPv6 address in brackets, with an optional port."""
    if text.startswith("["):
        address, bracket, port = text[1:].partition("]")
        if not bracket or len(address) not in LENGTHS_OF_AN_ADDRESS or not OF_AN_ADDRESS.issuperset(address):
            return False
        colon, port = port[:1], port[1:]
        if colon not in ("", ":"):
            return False
    else:
        host, colon, port = text.partition(":")
        if not host or host[0] in ".-" or not OF_A_HOST.issuperset(host):
            return False
    if not colon:
        return True
    return port.isascii() and port.isdigit() and len(port) <= len(str(LAST_PORT)) and 1 <= int(port) <= LAST_PORT


def typed(kind: Kind, text: str, text_type: type[str]) -> Typed:
    """Return what a sound text stands for; `text_type` is made of what is neither number nor flag, JSON among it."""
    if kind[0] == "list":
        return [typed(kind[1], item, text_type) for item in items(text)]
    if kind[0] == "flag":
        return text == "true"
    if kind[0] == "switch":
        return text.lower() in TRUE_WORDS
    if kind[0] == "number":
        return _number(kind[1], text)
    return _integer(text) if kind[0] == "integer" else text_type(text)
