"""The one written form of each kind of value."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Kind = tuple[Any, ...]
    Change = Callable[[Kind, str], str]
    Typed = Any

LAST_PORT = 65535
# Python converts no more than 4,300 digits, and RE2 repeats nothing more than 1,000 times.
MOST_DIGITS = 1000
WEB_SCHEMES = ("http", "https", "ws", "wss")
LETTERS_AND_DIGITS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
OF_A_LABEL = LETTERS_AND_DIGITS | frozenset("_-")
LONGEST_LABEL = 63
PARTS_OF_AN_ADDRESS = 4
LARGEST_BYTE = 255
OF_AN_ADDRESS = frozenset("0123456789ABCDEFabcdef:.")
LENGTHS_OF_AN_ADDRESS = range(2, 46)


def items(text: str) -> list[str]:
    """Split a list as it is written."""
    return [item for part in text.split(",") if (item := part.strip(" \t"))]


def is_set(kind: Kind, text: str | None) -> bool:
    """Say whether a text counts as a value: an empty text is unset, and so is a list without items."""
    return bool(items(text) if text and kind[0] == "list" else text)


def in_file(kind: Kind) -> Kind:
    """Return what a secret of a kind may be in a file: plain text has as many lines as it wants there."""
    return ("multiline-text",) if kind[0] == "text" else kind


def fault(kind: Kind, text: str) -> str | None:
    """Return the slug of the rule of form that a text breaks; raises KeyError for a kind that is not known."""
    return FAULTS[kind[0]](text, *kind[1:])


def typed(kind: Kind, text: str, text_type: type[str]) -> Typed:
    """Return what a sound text stands for; `text_type` is made of what is neither number nor flag, JSON among it."""
    if kind[0] == "list":
        return [typed(kind[1], item, text_type) for item in items(text)]
    value = VALUES.get(kind[0])
    return value(text, *kind[1:]) if value else text_type(text)


def malformed_unless(holds: bool) -> str | None:  # noqa: FBT001 - a condition
    """Return the slug of a malformed text unless the condition of its form holds."""
    return None if holds else "malformed"


def is_text(text: str, forbidden: str = "") -> bool:
    """Say whether a text can be a value: without NUL and what no UTF-8 holds, and without the letters `forbidden`."""
    return not any(letter == "\0" or letter in forbidden or "\ud800" <= letter <= "\udfff" for letter in text)


def is_number(text: str) -> bool:
    """Say whether a text is made of the digits 0 to 9."""
    return text.isascii() and text.isdigit()


def _list_fault(text: str, item: Kind, least: int | None = None, most: int | None = None) -> str | None:
    parts = items(text)
    is_within = (least is None or least <= len(parts)) and (most is None or len(parts) <= most)
    return next((slug for part in parts if (slug := fault(item, part))), malformed_unless(is_within))


def _integer_fault(text: str, least: int | None, most: int | None) -> str | None:
    digits = text[1:] if text[:1] == "-" and (least is None or least < 0) else text
    if not is_number(digits):
        return "malformed"
    if len(digits.lstrip("0")) > MOST_DIGITS:
        return "out-of-range"
    number = _integer(text)
    return None if (least is None or least <= number) and (most is None or number <= most) else "out-of-range"


def _integer(text: str) -> int:
    """Return the number; zeros before it do not count for Python's limit of digits."""
    number = int(text.lstrip("-").lstrip("0") or "0")
    return -number if text[0] == "-" else number


def _url_fault(text: str, schemes: tuple[str, ...]) -> str | None:
    scheme, _, rest = text.partition("://")
    if scheme not in schemes or not all("!" <= letter <= "~" for letter in rest):
        return "malformed"
    end = min((place for place in map(rest.find, "/?#") if place >= 0), default=len(rest))
    user, _, authority = rest[:end].rpartition("@")
    is_local = scheme not in WEB_SCHEMES and rest[:1] == "/"
    return malformed_unless(is_local or ("@" not in user and is_authority(authority)))


def _origin_fault(text: str) -> str | None:
    scheme, _, authority = text.partition("://")
    return malformed_unless(text == "*" or (scheme in ("http", "https") and is_authority(authority)))


def is_authority(text: str) -> bool:
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
        if not is_host_name(host):
            return False
    if not colon:
        return True
    return is_number(port) and len(port) <= len(str(LAST_PORT)) and 1 <= int(port) <= LAST_PORT


def is_host_name(text: str) -> bool:
    """Say whether a text is a host's name, which may end in a dot, or an IPv4 address: all that ends in a number."""
    labels = text.removesuffix(".").split(".")
    if is_number(labels[-1]):
        return len(labels) == PARTS_OF_AN_ADDRESS and text[-1] != "." and all(map(_is_byte, labels))
    return all(map(_is_label, labels))


def _is_byte(text: str) -> bool:
    return is_number(text) and text == str(int(text[:4])) and int(text) <= LARGEST_BYTE


def _is_label(text: str) -> bool:
    return 0 < len(text) <= LONGEST_LABEL and "-" not in (text[0], text[-1]) and OF_A_LABEL.issuperset(text)


# What is wrong with a text, what it stands for, and how a bound is written, by the name of the kind; and the small
# changes that may make a text pass, each with the cause that it takes away, by kinds. Further modules add their own.
FAULTS: dict[str, Callable[..., str | None]] = {
    "list": _list_fault,
    "text": lambda text: malformed_unless(is_text(text, "\r\n")),
    "multiline-text": lambda text: malformed_unless(is_text(text) and text == text.strip("\r\n")),
    "flag": lambda text: malformed_unless(text in ("true", "false")),
    "choice": lambda text, words: None if text in words else "not-a-choice",
    "integer": _integer_fault,
    "url": _url_fault,
    "origin": _origin_fault,
}
VALUES: dict[str, Callable[..., Any]] = {
    "flag": lambda text: text == "true",
    "integer": lambda text, *_bounds: _integer(text),
}
WRITTEN: dict[str, Callable[..., str]] = {}
CHANGES: list[tuple[tuple[str, ...], tuple[tuple[str, Change], ...]]] = []
