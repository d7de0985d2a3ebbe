"""A document as headings, items, paragraphs, tables and fences that know their lines: Markdown, and what is near it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Line = tuple[int, str]

FENCE = re.compile(r"([ \t>]*(?:[-*+] |\d+[.)] )?[ \t]*)(`{3,}|~{3,})[ \t]*\{?[ \t]*\.?([\w+#-]*)(?![^\n]*`{3})")
HEADING = re.compile(r"[ \t>]*(#{1,6}|={1,6})[ \t]+(.+?)[ \t]*[#=]*[ \t]*")
UNDERLINE = re.compile(r"(?:=+|-{3,}|~{3,}|\^{3,})[ \t]*")
ITEM = re.compile(r"([ \t>]*)(?:[-*+]|\d+[.)]|\*{2,})[ \t]+(.*)")
RULE = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
INDENTED = ("    ", "\t")
INDENT = re.compile(r"\t| {1,4}")
# What holds indented text that is no code: the notes of MkDocs, and what reStructuredText writes with two dots.
NOTES = ("!!!", "???", "===", ":::", "..", ":")
HTML_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
DIRECTIVE = re.compile(r"\.\. (?:code-block|code|sourcecode)::[ \t]*([\w-]*)[ \t]*")
SOURCE = re.compile(r"\[source(?:,[ \t]*([\w-]+))?.*\][ \t]*")


@dataclass(frozen=True)
class Text:
    """A heading, an item of a list or a paragraph; `level` is that of a heading, or how deep an item is."""

    kind: Literal["heading", "item", "paragraph"]
    lines: tuple[Line, ...]
    level: int = 0

    @property
    def text(self) -> str:
        """All lines as one text."""
        return "\n".join(line for _, line in self.lines)


@dataclass(frozen=True)
class Table:
    """A table: the cells of its head, and those of each row with the line it stands on."""

    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Fence:
    """A block of code in a language, which may be an empty text."""

    language: str
    lines: tuple[Line, ...]


Block = Text | Table | Fence


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a Markdown document; of reStructuredText and AsciiDoc what looks alike, and their code."""
    text = HTML_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text.removeprefix("\ufeff"))
    reader = _Reader([line.removesuffix("\r") for line in text.split("\n")])
    return reader.blocks()


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0
        self.holding = False  # whether what is indented now belongs to an item, or to a note, that began further out

    def blocks(self) -> Iterator[Block]:
        self._skip_front_matter()
        gathered: list[Line] = []
        indent = 0
        kind: Literal["item", "paragraph"] = "paragraph"
        while self.at < len(self.lines):
            line = self.lines[self.at]
            item = ITEM.fullmatch(line)
            if line.strip() and not line.startswith(INDENTED):
                self.holding = item is not None or line.startswith(NOTES)
            block = self._special(line, gathered) or (None if gathered or self.holding else self._indented(line))
            if (block or item or not line.strip()) and gathered:
                yield Text(kind, tuple(gathered), indent)
                gathered = []
            if block:
                yield block
                kind = "paragraph"
                continue
            self.at += 1
            if item:
                kind = "item"
                gathered.append((self.at, item[2]))
                indent = len(item[1].expandtabs())
            elif line.strip():
                kind = kind if gathered else "paragraph"
                gathered.append((self.at, line.strip(" \t>")))
        if gathered:
            yield Text(kind, tuple(gathered), indent)

    def _skip_front_matter(self) -> None:
        if self.lines[0].rstrip() in ("---", "+++") and self.lines[0].rstrip() in self.lines[1:]:
            self.at = self.lines.index(self.lines[0].rstrip(), 1) + 1

    def _special(self, line: str, gathered: list[Line]) -> Block | None:
        """Return the heading, table or fence that begins at this line, and go on behind it."""
        fence = FENCE.match(line)
        if fence:
            return self._fence(fence[2], fence[3].lower(), 1)
        heading = HEADING.fullmatch(line)
        if heading:
            self.at += 1
            return Text("heading", ((self.at, heading[2]),), len(heading[1]))
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else ""
        if "|" in line and "|" in following and RULE.fullmatch(following):
            return self._table(line)
        foreign = self._foreign(line, following)
        if foreign:
            return foreign
        if line.strip() and not gathered and UNDERLINE.fullmatch(following) and not UNDERLINE.fullmatch(line):
            self.at += 2
            return Text("heading", ((self.at - 1, line.strip()),), 1 if following[0] == "=" else 2)
        return None

    def _foreign(self, line: str, following: str) -> Block | None:
        """Return the code block of reStructuredText or AsciiDoc that begins at this line."""
        source = SOURCE.fullmatch(line)
        if source and following.rstrip() == "----":
            return self._fence("----", (source[1] or "").lower(), 2)
        if (
            line.rstrip() == "----"
            and following.strip()
            and "----" in (row.rstrip() for row in self.lines[self.at + 1 :])
        ):
            return self._fence("----", "", 1)
        directive = DIRECTIVE.fullmatch(line)
        if not directive:
            return None
        self.at += 1
        inside: list[Line] = []
        while self.at < len(self.lines) and (not self.lines[self.at].strip() or self.lines[self.at][0] in " \t"):
            inside.append((self.at + 1, self.lines[self.at]))
            self.at += 1
        return Fence(directive[1].lower(), tuple(inside))

    def _indented(self, line: str) -> Fence | None:
        """Return the block of code that is one because it is indented."""
        if not line.strip() or not line.startswith(INDENTED):
            return None
        inside: list[Line] = []
        while self.at < len(self.lines) and (
            not self.lines[self.at].strip() or self.lines[self.at].startswith(INDENTED)
        ):
            inside.append((self.at + 1, self.lines[self.at]))
            self.at += 1
        while not inside[-1][1].strip():
            inside.pop()
        return Fence("", tuple((number, INDENT.sub("", text, count=1)) for number, text in inside))

    def _fence(self, mark: str, language: str, lines_before: int) -> Fence:
        self.at += lines_before
        inside: list[Line] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            bare = line.strip(" \t>")
            if bare.startswith(mark) and not bare.strip(mark[0]):
                break
            inside.append((self.at, line))
        return Fence(language, tuple(inside))

    def _table(self, head: str) -> Table:
        self.at += 2
        rows = []
        while self.at < len(self.lines) and "|" in self.lines[self.at]:
            rows.append((self.at + 1, cells(self.lines[self.at])))
            self.at += 1
        return Table(cells(head), tuple(rows))


def cells(row: str) -> tuple[str, ...]:
    """Return the cells of a row of a table; a bar in a code span or behind a backslash is no border."""
    bare = row.strip(" \t>").removeprefix("|").removesuffix("|")
    texts, start = [], 0
    inside = False
    for index, letter in enumerate(bare):
        if letter == "`":
            inside = not inside and "`" in bare[index + 1 :]
        if letter == "|" and not inside and bare[index - 1 : index] != "\\":
            texts.append(bare[start:index].strip())
            start = index + 1
    return (*texts, bare[start:].strip())
