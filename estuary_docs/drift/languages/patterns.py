"""Regular expressions, as far as they tell how everything begins that they match."""

import re

BEGINNING = re.compile(r"(\^|\\A)?((?:\((?:\?(?::|P?<\w+>))?)*)(\w*)([?*{]?)", re.ASCII)
ESCAPED = re.compile(r"\\.|\[(?:\\.|[^\]])*\]")
LONGEST = 200  # letters; longer ones tell more than a prefix


def head(pattern: str, *, anchored: bool = False) -> str:
    """Return the letters with which every variable begins that a pattern matches; "" where they tell too little.

    A pattern without `^` matches anywhere, unless what asks it is `anchored` at the beginning.
    """
    match = BEGINNING.match(pattern) if len(pattern) <= LONGEST else None
    if match is None or not (match[1] or anchored) or _branches(pattern, inside=bool(match[2])):
        return ""
    letters = match[3][:-1] if match[4] else match[3]
    return letters if "_" in letters.strip("_") or re.fullmatch(r"[A-Z][A-Z0-9]+_", letters) else ""


def _branches(pattern: str, *, inside: bool) -> bool:
    """Say whether a pattern has alternatives outside of groups, or `inside` of any."""
    depth = 0
    for letter in ESCAPED.sub("", pattern):
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and (inside or depth == 0):
            return True
    return False
