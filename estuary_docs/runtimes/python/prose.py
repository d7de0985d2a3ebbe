"""Shapes that people give to a text in the place of a secret, whatever its words: prose, a count, base64 of text."""

from __future__ import annotations

from estuary_docs.runtimes.python.lexicon import REQUESTS
from estuary_docs.runtimes.python.runs import DIGITS
from estuary_docs.runtimes.python.weights import is_alphabetic, is_alphanumeric, is_year

WORDS_FOR_A_SECRET = ("pass", "password", "passwd", "pwd", "secret")
VOWELS = "aeiouy"
BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def is_word_and_count(text: str) -> bool:
    """Say whether a text is one word and a year or a count, such as `Bluebird2024!` or `bluebird123`."""
    bare = text.rstrip("!?.*#$@")
    letters = bare.rstrip(DIGITS)
    word, count = letters.rstrip("-_@"), bare[len(letters) :]
    is_word = is_alphabetic(word) and word[1:] in (word[1:].lower(), word[1:].upper())
    is_count = "1234567890".startswith(count) and len(word) < (8 if len(count) == 1 else 16)
    is_named = (
        len(count) > 2
        and "1234567890".startswith(count)
        and word.isascii()
        and is_alphabetic(word)
        and 2 < len(word) < 31
    )
    return is_named or (is_word and 2 < len(word) < 16 and count != "" and (is_year(count) or is_count))


def is_named_word(text: str) -> bool:
    """Say whether a text is a name and a word for a secret, run together, such as `acmepass` or `OrderDeskSecret`."""
    lower = text.lower()
    return lower.isascii() and lower.isalpha() and 6 < len(lower) < 31 and lower.endswith(WORDS_FOR_A_SECRET)


def is_short_word(text: str) -> bool:
    """Say whether a text is one short word, such as `alpha`: its vowels and consonants take turns."""
    if not (2 < len(text) < 9 and text.isascii() and text.isalpha() and text == text.lower()):
        return False
    shape = "".join("v" if letter in VOWELS else "c" for letter in text)
    return "cccc" not in shape and "vvv" not in shape and "v" in shape


def is_request(text: str) -> bool:
    """Say whether a text asks its reader to do something, as in `replace-with-your-key`."""
    request = text.lower().replace("-", " ").replace("_", " ")
    return request.startswith(REQUESTS) or request.endswith((" replace me", " change me"))


def is_prose(text: str) -> bool:
    """Say whether a text is some words of a language, whichever, as people write them: at most a third is none."""
    words = [word.strip(".,;:!?-'\"()’").replace("'", "") or "a" for word in text.split()]  # noqa: RUF001 - as people write
    return len(words) > 2 and 3 * sum(map(is_alphabetic, words)) >= 2 * len(words)


def is_name_and_note(text: str, weights: list[int]) -> bool:
    """Say whether a text is one or two names before a word for a secret, or a note that names begin after."""
    bare = text.replace("-", "").replace("_", "")
    unknown = sum(weight < 0 for weight in weights)
    if not is_alphanumeric(bare):
        return False
    if unknown == 2 and len(weights) == 3 and bare != text and bare.lower().endswith(WORDS_FOR_A_SECRET):
        return True
    if (
        unknown == 1
        and weights[0] < 0
        and weights[-1] == 2
        and bare != text
        and 0 not in weights
        and (len(weights) < 4 or (sum(weights) > 0 and "-" not in text))
    ):
        return True
    return unknown < 3 and weights[0] == 4 and sum(weight > 0 for weight in weights) > 1 and weights[-1] > 0


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
