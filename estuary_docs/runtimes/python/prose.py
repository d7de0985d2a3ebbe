"""Shapes that people give to a text in the place of a secret, whatever its words: prose, a count, base64 of text."""

from __future__ import annotations

from estuary_docs.runtimes.python.runs import DIGITS
from estuary_docs.runtimes.python.weights import is_alphabetic

BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def is_word_and_count(text: str) -> bool:
    """Say whether a text is one word and a year or a count, such as `Bluebird2024!` or `bluebird123`."""
    bare = text.rstrip("!?.*#$@")
    letters = bare.rstrip(DIGITS)
    word, count = letters.rstrip("-_@"), bare[len(letters) :]
    is_year = len(count) == 4 and count[:2] in ("19", "20")
    is_word = is_alphabetic(word) and word[1:] in (word[1:].lower(), word[1:].upper())
    is_count = "1234567890".startswith(count) and len(word) < (8 if len(count) == 1 else 16)
    return is_word and 2 < len(word) < 16 and count != "" and (is_year or is_count)


def is_prose(text: str) -> bool:
    """Say whether a text is some words of a language, whichever, as people write them."""
    words = text.split()
    return len(words) > 2 and all(is_alphabetic(word.strip(".,;:!?-'\"()’").replace("'", "") or "a") for word in words)  # noqa: RUF001 - as people write


def decoded(text: str) -> str:
    """Return the printable ASCII that a text is base64 of; an empty text if it is none."""
    bare = text.rstrip("=")
    if len(text) % 4 or len(text) - len(bare) > 2 or bare.strip(BASE_64) != "":
        return ""
    inside, bits, pending = "", 0, 0
    for character in bare:
        bits, pending = bits * 64 + BASE_64.index(character), pending + 6
        if pending > 7:
            pending -= 8
            code = bits >> pending & 255
            if not 31 < code < 127:
                return ""
            inside += chr(code)
            bits &= 255
    return inside
