"""The one written form of each kind of value."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Kind = tuple[Any, ...]
    Typed = bool | int | str | list[Any] | None

LAST_PORT = 65535
LETTERS_AND_DIGITS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
OF_A_HOST = LETTERS_AND_DIGITS | frozenset("_.-")
OF_AN_ADDRESS = frozenset("0123456789ABCDEFabcdef:.")
LENGTHS_OF_AN_ADDRESS = range(2, 46)


def items(text: str) -> list[str]:
    """Split a list as it is written."""
    return [item for part in text.split(",") if (item := part.strip(" \t"))]


def fault(kind: Kind, text: str) -> str | None:
    """Return the slug of the rule of form that a text breaks."""
    name = kind[0]
    if name == "list":
        return next((slug for item in items(text) if (slug := fault(kind[1], item))), None)
    if name == "choice":
        return None if text in kind[1] else "not-a-choice"
    if name == "integer":
        if not (text.isascii() and text.isdigit()):
            return "malformed"
        digits = text.lstrip("0") or "0"
        within = len(digits) <= len(str(kind[2])) and kind[1] <= int(digits) <= kind[2]
        return None if within else "out-of-range"
    if name == "flag":
        holds = text in ("true", "false")
    elif name == "text":
        holds = not any(letter in "\0\r\n" or "\ud800" <= letter <= "\udfff" for letter in text)
    else:
        holds = _is_url(text) if name == "url" else text == "*" or _is_origin(text)
    return None if holds else "malformed"


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
    """Return what a sound text stands for; `text_type` is made of what is neither number nor flag."""
    if kind[0] == "list":
        return [typed(kind[1], item, text_type) for item in items(text)]
    if kind[0] == "flag":
        return text == "true"
    return int(text.lstrip("0") or "0") if kind[0] == "integer" else text_type(text)
