"""Regular expressions, as far as they tell how everything begins that they match."""

import re

BEGINNING = re.compile(r"(?:\(\?[a-z]+\))?(?:\^|\\A)?((?:\((?:\?(?::|P?<\w+>))?)*)(\w*)([?*{]?)", re.ASCII)
# How each language binds a regular expression to a name.
BINDINGS = {
    "python": r"\b%s\b[^=\n]*=\s*re\.compile\(\s*[rRuU]?(?:\"([^\"\n]*)\"|'([^'\n]*)')",
    "javascript": r"\b%s\b\s*(?::[^=\n]+)?=\s*/((?:\\.|[^/\\\n])+)/",
    "go": r"\b%s\b[^=\n]*=\s*regexp\.MustCompile\(\s*(?:`([^`]*)`|\"((?:\\.|[^\"\\\n])*)\")",
    "rust": r"\b%s\b[^=]*=[^;]*?\bRegex::new\(\s*r?#*\"([^\"]*)\"",
}
ESCAPED = re.compile(r"\\.|\[(?:\\.|[^\]])*\]")


def head(pattern: str) -> str:
    """Return the letters with which every variable begins that a pattern matches; "" where they tell too little."""
    found = BEGINNING.match(pattern)
    if found is None or _branches(pattern, inside=bool(found[1])):
        return ""
    letters = found[2][:-1] if found[3] else found[2]
    return letters if "_" in letters.strip("_") or re.fullmatch(r"[A-Z][A-Z0-9]+_", letters) else ""


def pattern_of(name: str, language: str, source: bytes) -> str:
    """Return the regular expression that a file binds to a name, or an empty text."""
    if not re.fullmatch(r"\w+", name):
        return ""
    found = re.search(BINDINGS[language] % name, source.decode(errors="replace"))
    return next((each for each in found.groups() if each), "") if found else ""


def _branches(pattern: str, *, inside: bool) -> bool:
    """Say whether a pattern has alternatives outside of groups, or `inside` of any."""
    depth = 0
    for letter in ESCAPED.sub("", pattern):
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and (inside or depth == 0):
            return True
    return False
