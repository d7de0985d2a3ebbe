"""The regular expressions that ECMA 262, Python, Rust and Go read alike."""

import re

from estuary_docs.vocabulary.ambiguity import is_ambiguous

GREATEST_REPETITION = 1000
# What stands for itself, what may be escaped, a class, and how often; nothing else is read alike everywhere.
LITERAL = r"[^\\.^$*+?()\[\]{}|\x00-\x1f]"
ESCAPED = r"\\[\\.^$*+?()\[\]{}|/]"
MEMBER = r"(?:[^\\\[\]^\x00-\x1f-]|\\[\\.^$*+?()\[\]{}|/-])"
CLASS = rf"\[\^?-?(?:{MEMBER}(?:-{MEMBER})?)+-?\]"
TOKEN = re.compile(
    rf"(?P<one>{LITERAL}|{ESCAPED}|{CLASS})|(?P<opening>\((?:\?:)?(?!\?))|(?P<closing>\))|(?P<choice>\|)"
    r"|(?P<often>[*+?]|\{(?P<least>[0-9]{1,4})(?:,(?P<most>[0-9]{1,4})?)?\})"
)
# The first escape in a class that no class may have.
STRANGE_IN_CLASS = re.compile(rf"\[\^?-?(?:{MEMBER}|-)*?(?P<escaped>\\[^\\.^$*+?()\[\]{{}}|/-])")
SET_OPERATION = re.compile(r"&&|--|~~|\|\|")


SCHEME = re.compile(r"[a-z][a-z0-9+.-]*")


def is_scheme(text: str) -> bool:
    """Say whether a text is a scheme of URLs in lower case, such as `postgresql+asyncpg` (RFC 3986)."""
    return SCHEME.fullmatch(text) is not None


def complaint(pattern: str) -> str | None:  # noqa: PLR0911 - one branch a kind of token
    """Return what keeps a pattern from being read alike everywhere, as a clause about it; None if nothing does."""
    if not (pattern.startswith("^") and pattern.endswith("$")) or pattern.endswith("\\$"):
        return "does not begin with ^ and end with $"
    inner = pattern[1:-1]
    place, before, closed, repetitions = 0, "", 1, [1]
    tokens: list[re.Match[str]] = []
    while place < len(inner):
        token = TOKEN.match(inner, place)
        if token is None:
            strange = STRANGE_IN_CLASS.match(inner, place)
            fault = strange["escaped"] if strange else inner[place : place + 2]
            return f"has {fault} in it, which not every dialect knows or reads alike"
        what = str(token.lastgroup if token.lastgroup not in ("least", "most") else "often")
        if token["one"] and token["one"].startswith("[") and SET_OPERATION.search(token["one"]):
            return "has a doubled sign in a class"
        if what == "choice" and len(repetitions) == 1:
            return "has a | outside any group"
        if what == "opening":
            repetitions.append(1)
        elif what == "closing":
            closed = repetitions.pop()
            if not repetitions:
                return "closes a group that is not open"
        elif what == "often":
            if before not in ("one", "closing"):
                return "repeats what cannot be repeated"
            closed *= max(int(token["least"] or 1), int(token["most"] or 1))
            if closed > GREATEST_REPETITION:
                return f"repeats something more than {GREATEST_REPETITION} times"
        else:
            closed = 1
        repetitions[-1] = max(repetitions[-1], closed)
        before, place = what, token.end()
        tokens.append(token)
    if len(repetitions) > 1:
        return "has a group that is not closed"
    try:
        re.compile(inner)
    except re.error:
        return "is no regular expression"
    if is_ambiguous(tokens):
        return "reads some texts in so many ways that refusing one takes too long"
    return None
