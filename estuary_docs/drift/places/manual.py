"""The variables that a manual page describes below its heading ENVIRONMENT, in the macros of man and of mdoc."""

import re
from collections.abc import Iterator

from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.places.names import is_conventional

PAGE = re.compile(r".*\.[1-8]")
BEGINNING = re.compile(r"^\.(?:TH|Dd) ", re.MULTILINE)
HEADING = re.compile(r"\.S[Hh] +(.*)")
FONT = re.compile(r"\\f(?:[A-Z]|\[\w*\])")
NAMED = re.compile(r"(?:\.(?:B|BR|I|IR|IP|It Ev|It Va|Ev) +\"?)?([A-Z_][A-Z0-9_]*)\b(?: ?=.*|[ \",.;].*)?")
ITEMS = (".B", ".I", ".Ev", "\\f")


def applies(path: str, head: str) -> bool:
    """Say whether a file is a manual page."""
    return PAGE.fullmatch(path) is not None and BEGINNING.search(head) is not None


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield the variables that the page describes, one for each item that begins with a name."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        heading = HEADING.fullmatch(line)
        if heading:
            inside = "ENVIRONMENT" in heading[1].upper()
        elif inside and line.startswith(ITEMS):
            named = NAMED.fullmatch(FONT.sub("", line))
            if named and is_conventional(named[1]):
                yield Mention(named[1], path, number, "documented")
