"""How text is written for a shell to read."""

import re
from shlex import quote

from estuary_docs.renderers.writing.snippet import UNPRINTABLE

UNSAFE = re.compile(rf"[\0-\x1f]|{UNPRINTABLE.pattern}")
QUOTES = re.compile(r"[\\']")


def word(text: str) -> str:
    """Return a text as one word, and on one line whatever it holds: bash and zsh know the escapes of `$'...'`."""
    if not UNSAFE.search(text):
        return quote(text)
    escaped = UNSAFE.sub(lambda match: rf"\u{ord(match[0]):04x}", QUOTES.sub(r"\\\g<0>", text))
    return f"$'{escaped}'"
