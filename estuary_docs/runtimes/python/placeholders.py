"""Tell a stand-in that somebody forgot to replace from a genuine secret.

A value is a placeholder for its structure: it is a template (`<…>`, `${…}`), it trails off (`sk-...`), it can be
guessed, or its words explain it. One part that is no word makes the whole genuine, and so do many words that say
nothing of secrets: random strings, hostnames and passphrases contain suspicious words by chance.

A generated program carries this text whole, and others are ported from it line by line: Python 3.9, no imports.
"""

from __future__ import annotations

from estuary_docs.runtimes.python.lexicon import SECRET_KEYS, TEMPLATES, TOP_LEVEL_DOMAINS, VENDORS
from estuary_docs.runtimes.python.prose import (
    decoded,
    is_name_and_note,
    is_named_word,
    is_prose,
    is_request,
    is_short_word,
    is_word_and_count,
)
from estuary_docs.runtimes.python.references import REFERENCE, unresolved
from estuary_docs.runtimes.python.runs import is_guessable
from estuary_docs.runtimes.python.weights import NOISE, is_alphabetic, is_alphanumeric, is_filler, weights_of

PLACEHOLDER = "placeholder"
MARKS = frozenset("<{([%_@$")
DECORATION = "!@#$%^&*()"
ADDRESS_NOTES = ("change", "replace", "please", "insert")
LONGEST_JUDGED = 1000
DEEPEST = 4


def looks_like_placeholder(text: str) -> bool:
    """Say whether `text` is a stand-in rather than a secret.

    >>> looks_like_placeholder("your-secret-key-here"), looks_like_placeholder("Qe1U5msfYir1example2z8")
    (True, False)
    """
    return stand_in(text) != ""


def stand_in(text: str) -> str:
    """Return what `text` is in the place of a secret, "placeholder", "reference" or "command"; empty if it is one.

    >>> stand_in("your-secret-key-here"), stand_in("op://prod/api/token"), stand_in("Qe1U5msfYir1example2z8")
    ('placeholder', 'reference', '')
    """
    return PLACEHOLDER if text.isspace() else _stands_in(text, DEEPEST)


def _stands_in(text: str, depth: int) -> str:  # noqa: PLR0911 - the forms are tried in turn
    """Judge a text, or what is inside it: the password of an address, the value of an assignment, the rest of a key."""
    text = text.strip().strip("\"'").replace("\\n", " ")
    reference = unresolved(text) if len(text) <= LONGEST_JUDGED else ""
    text = text.strip("`")
    if reference or is_guessable(text):
        return reference or (PLACEHOLDER if len(text) > 2 or text in "xX*#?-_•…." else "")
    if len(text) > LONGEST_JUDGED or depth == 0:
        return ""
    if _is_template(text):
        return REFERENCE if "${" in text or "{{" in text else PLACEHOLDER
    if _trails_off(text):
        return PLACEHOLDER
    for piece in text.replace(";", " ").replace("&", " ").replace("?", " ").split():
        key, _, value = piece.partition("=")
        if value.strip("=") != "" and key.lower().replace("_", "").endswith(SECRET_KEYS):
            return _stands_in(value, depth - 1)
    if " " not in text.partition("://")[0] and ("://" in text or "@tcp(" in text):
        return _of_url(text, depth - 1)
    inside = decoded(text.replace("base64:", "", 1) if text.startswith("base64:") else text)
    if inside and _stands_in(inside, depth - 1):
        return PLACEHOLDER
    is_one = _is_address_to_fill_in(text) if _is_hostname(text) else _is_note(text, depth - 1)
    return PLACEHOLDER if is_one else ""


def _is_hostname(text: str) -> bool:
    domain = text.rpartition(".")[2]
    return domain in TOP_LEVEL_DOMAINS and domain != text == text.lower() and "_" not in text and " " not in text


def _is_note(text: str, depth: int) -> bool:
    """Say whether a text explains itself, perhaps after the letters that a vendor's keys begin with."""
    for vendor in VENDORS:
        rest = text[len(vendor) :]
        if text.startswith(vendor) and (_stands_in(rest, depth) or (rest.endswith("EXAMPLE") and len(rest) == 16)):
            return True
    if is_short_word(text) or is_request(text):
        return True
    plain = text.rstrip(DECORATION)
    if len(text) - len(plain) > 2:
        text = plain
    manual = text.lower() == "n/a" or (text.endswith("EXAMPLEKEY") and len(text) == 40)
    return manual or is_word_and_count(text) or is_named_word(text) or _is_explained(text) or _is_disguised(text)


def _is_template(text: str) -> bool:
    """Say whether a text is a template, or has a hole that stands alone, as in `Bearer <token>`."""
    if MARKS.isdisjoint(text):
        return False
    for index in range(0, len(TEMPLATES), 2):
        opening, closing = TEMPLATES[index], TEMPLATES[index + 1]
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start + len(opening))
            inner = text[start + len(opening) : end]
            if end < 0 or len(inner) > 100:
                break
            after = text[end + len(closing) :]
            if start == 0 and after == "" and (_is_hole(inner) or is_prose(inner)):
                return True
            plain = inner.replace(" ", "").replace("_", "").replace("-", "")
            if is_alphabetic(plain):
                alone = not is_alphanumeric(text[:start][-1:]) and not is_alphanumeric(after[:1])
                named = alone and len(plain) > 2 and _is_named(inner) and min(weights_of(inner)) >= 0
                if named or _are_words(text[:start] + " " + after, 1):
                    return True
            start = text.find(opening, start + 1)
    return text.startswith("$") and is_alphanumeric(text[1:].replace("_", "")) and _is_named(text[1:])


def _is_hole(inner: str) -> bool:
    letters = inner.replace(" ", "").replace("_", "").replace("-", "")
    words = is_alphabetic(letters) and inner in (inner.lower(), inner.upper()) and NOISE not in weights_of(inner)
    return words or inner == "..." or _is_named(inner) or _is_disguised(inner)


def _are_words(text: str, least: int) -> bool:
    """Say whether a text is at least so many words, all of them known."""
    weights = weights_of(text)
    return len(weights) >= least and min(weights) > 0


def _is_named(text: str) -> bool:
    """Say whether a text reads as the name of a secret, or as a note about one."""
    return sum(weights_of(text)) > 0


def _trails_off(text: str) -> bool:
    if "…" in text or text.startswith("...") or text.endswith("..."):
        return True
    if text.endswith(("***", "•••")):
        return NOISE not in weights_of(text)
    return text.count("...") == 1 and all(
        character in "-_.:/@= {}\"',;" or is_alphanumeric(character) for character in text
    )


def _of_url(text: str, depth: int) -> str:
    """Judge the password of a URL, or the address where it has none."""
    scheme, _, rest = text.rpartition("://")
    authority = rest.replace("?", "/").replace("#", "/").partition("/")[0]
    credentials, _, _ = authority.rpartition("@")
    user, colon, password = credentials.partition(":")
    if colon != "":
        return PLACEHOLDER if password in ("", user) else _stands_in(password.replace("%40", "@"), depth)
    if user != "" and scheme.startswith("http"):
        return _stands_in(user, depth)
    return PLACEHOLDER if _is_address_to_fill_in(rest) else ""


def _is_address_to_fill_in(address: str) -> bool:
    """Say whether a label of an address is a note, such as `your-project` or `xxxx`."""
    weights = weights_of(address)
    if NOISE in weights:
        return False
    fillers = 0
    if "/your/" in address.lower() or (weights and min(weights) > 0 and max(weights) == 4):
        return True
    for label in address.replace("/", ".").replace("@", ".").replace(":", ".").lower().split("."):
        is_yours = "your" in label.replace("_", "-").split("-") or (label.startswith("your") and _is_named(label))
        if (is_yours and label != "your") or (label.startswith(ADDRESS_NOTES) and _are_words(label, 3)):
            return True
        if len(label) > 2 and is_filler(label):
            fillers += 1 if len(label) == 3 else 2
    return fillers > 1


def _is_explained(text: str) -> bool:
    """Say whether the words of a text are those of a note, or of a lazy author."""
    weights = weights_of(text)
    known = sum(weight > 0 for weight in weights)
    unknown = sum(weight < 0 for weight in weights)
    telling = sum(weight > 1 for weight in weights)
    total = sum(weights)
    if unknown == 0:
        return total > 1
    is_sentence = " " in text and len(weights) > 4 and telling > 0
    if (
        (known >= 2 * unknown and ((telling > 1 and total > 0) or is_sentence))
        or (telling > 1 and telling >= 2 * unknown)
        or (total > 1 and not text.isascii())
    ):
        return True
    if NOISE not in weights and is_name_and_note(text, weights):
        return True
    noted = max(weights) > 2
    if unknown == 1:
        return total > 0 and telling > 0 and (noted or known > 1 or len(weights) < 4)
    return max(weights[0], weights[-1], weights[-2]) > 2 and total > 0 and known > 2 * unknown


def _is_disguised(text: str) -> bool:
    """Say whether the text is one such as `P@ssw0rd`."""
    bare = text.rstrip("0123456789!?.*#")
    for plain in (text, bare, bare.replace("@", "-")):
        undisguised = plain
        for digit, letter in ("0o", "1i", "3e", "4a", "5s", "7t", "@a", "$s"):
            undisguised = undisguised.replace(digit, letter)
        if 3 < len(plain) < 25 and undisguised != plain:
            weights = weights_of(undisguised)
            if weights and min(weights) > 0 and max(weights) > 1:
                return True
    return False
