"""The variables that an HTML page documents; it is read as the same blocks as a Markdown document."""

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Literal

from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.places import document
from estuary_docs.drift.places.blocks import Block, Fence, Line, Table, Text

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
APART = frozenset(
    ("p", "li", "dt", "dd", "div", "section", "article", "td", "th", "tr", "table", "ul", "ol", *HEADINGS)
)
UNREAD_TAGS = frozenset(("button", "script", "style", "svg", "template", "noscript"))
LANGUAGE = ("language-", "lang-", "highlight-")


def applies(path: str, head: str) -> bool:  # noqa: ARG001 - the name of such a file says enough
    """Say whether a file is a page."""
    return posixpath.basename(path).lower().endswith((".html", ".htm"))


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield what a page documents."""
    page = _Page()
    try:
        page.feed(text)
        page.close()
    except AssertionError:
        yield Undecided(path, page.getpos()[0], "is HTML that cannot be parsed", ends=True)
    yield from document.mentions(page.blocks, path)


class _Page(HTMLParser):
    """Gathers the blocks of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.lines: list[Line] = []
        self.kind: Literal["heading", "item", "paragraph"] = "paragraph"
        self.level = 0
        self.hidden = 0
        self.language: str | None = None
        self.head: tuple[str, ...] = ()
        self.rows: list[tuple[int, tuple[str, ...]]] = []
        self.row: list[str] | None = None
        self.line_of_row = 0
        self.cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD_TAGS:
            self.hidden += 1
        elif tag == "pre":
            self._end()
            self.language = ""
        elif tag == "code" and self.language is None:
            self._add("`")
        if self.language == "" and tag in ("pre", "code"):
            classes = (dict(attrs).get("class") or "").split()
            languages = [name.removeprefix(mark) for name in classes for mark in LANGUAGE if name.startswith(mark)]
            self.language = languages[0] if languages else ""
        if tag in APART:
            self._start(tag)

    def _start(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._end_cell()
        if self.row is None:
            self._end()
            self.kind = "item" if tag in ("li", "dt") else "heading" if tag in HEADINGS else "paragraph"
            self.level = int(tag[1]) if tag in HEADINGS else 0
        if tag == "table":
            self.head, self.rows = (), []
        elif tag == "tr":
            self._end_row()
            self.row, self.line_of_row = [], self.getpos()[0]
        elif tag in ("td", "th"):
            self.cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD_TAGS:
            self.hidden = max(0, self.hidden - 1)
        elif tag == "pre" and self.language is not None:
            self.blocks.append(Fence(self.language, tuple(self.lines)))
            self.language, self.lines = None, []
        elif tag == "code" and self.language is None:
            self._add("`")
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "table":
            self._end_row()
            if self.head:
                self.blocks.append(Table(self.head, tuple(self.rows)))
            self.head, self.rows = (), []
        elif tag in APART and self.row is None:
            self._end()

    def _end_cell(self) -> None:
        if self.row is not None and self.cell:
            self.row.append(" ".join(" ".join(line for _, line in self.lines).split()))
            self.lines = []
        self.cell = False

    def _end_row(self) -> None:
        self._end_cell()
        if self.row and self.head:
            self.rows.append((self.line_of_row, tuple(self.row)))
        elif self.row:
            self.head = tuple(self.row)
        if self.row is not None:
            self.row, self.lines = None, []

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self._add(data)

    def _add(self, data: str) -> None:
        """Add text to the last line, and a new one for each of its own line ends."""
        first, *others = data.split("\n")
        line = self.getpos()[0]
        if self.lines:
            number, text = self.lines[-1]
            self.lines[-1] = (number, text + first)
        else:
            self.lines.append((line, first))
        self.lines += [(line + index, text) for index, text in enumerate(others, 1)]

    def _end(self) -> None:
        lines = tuple((number, line.strip()) for number, line in self.lines if line.strip())
        if lines and self.language is None:
            self.blocks.append(Text(self.kind, lines, self.level))
        self.lines, self.kind = [], "paragraph"

    def close(self) -> None:
        super().close()
        self._end()
