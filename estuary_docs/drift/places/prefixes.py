"""The prefix that a document states once, for variables that it then names without it.

What it says holds in the section where it stands, and where it speaks of all variables, in the section above too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from estuary_docs.drift.mention import Mention
from estuary_docs.drift.places.blocks import Block, Fence, Table, Text

VARIABLES = r"\b(?:variables?|settings?|options?|parameters?|them|(?:of )?these|below|following)\b"
OF_VARIABLES = re.compile(r"\bvariables?\b|\benv(?:ironment)?\b", re.IGNORECASE)
PREFIX = r"[`*\"']*(?-i:(?P<prefix>[A-Z][A-Z0-9_]*_))(?:\*|<\w+>|…)?[`*\"']*(?![\w`])"
# "Variables are prefixed with `SHOP_`", "all of them take the prefix `SHOP_`", "each needs a `SHOP_` prefix",
# "names begin with `SHOP_`", "prefix all variables with `SHOP_`"; not "variables that begin with `SHOP_` are ...".
ABOUT = rf"{VARIABLES}[^.`]{{0,150}}?(?<!\bthat)(?<!\bwhich) "
ALL = r"(?:all|each|every|the|these|them)\b"
NOUN = r"(?:the )?(?:(?:prefix|string) )?"
HAVE = r"(?:takes?|have|has|needs?|requires?|uses?|carry|carries|shares?) (?:all )?(?:(?:the|a|an) )?"
STATED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{ABOUT}(?:are|is|be|get|gets) (?:\w+ )?(?:prefixed|preceded) (?:with|by) {NOUN}{PREFIX}",
        rf"{ABOUT}{HAVE}(?:\w+ )?prefix(?: of)? {PREFIX}",
        rf"{ABOUT}{HAVE}{PREFIX} prefix",
        rf"{ABOUT}(?:all )?(?:start|begin)s? with {NOUN}{PREFIX}",
        rf"\bprefix {ALL}[^.`]{{0,150}}? with {NOUN}{PREFIX}",
        rf"\badd {NOUN}{PREFIX}(?: prefix)? to {ALL}",
    )
)
EVERY = re.compile(r"\b(?:all|each|every|any)\b", re.IGNORECASE)
# What makes a sentence speak of some variables, of a choice, or of what a prefix is for.
OF_SOME = re.compile(
    r"\b(?:not|never|no longer|can|may|could|might|optionally|if|unless|when|only|some|client|browser|public|exposed?"
    r"|so that|in order to|to be)\b|n't\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+")
WITHOUT = re.compile(
    r"\b(?:no|not prefixed|without)\b[^.`|]{0,60}(?:`[A-Z0-9_]+`[^.`|]{0,60})?\bprefix(?:ed)?\b", re.IGNORECASE
)


@dataclass(frozen=True)
class _Section:
    """The lines of a section, for which a prefix is stated; a deeper one counts before those round it."""

    first: int
    last: int
    prefix: str


class Prefixes:
    """The prefixes that a document states."""

    def __init__(self, blocks: list[Block]) -> None:
        self._sections = sorted(_sections(blocks), key=lambda section: section.last - section.first)

    def told(self, mention: Mention, block: Block) -> Mention:
        """Return a mention with the prefix that is stated for it; a block of code shows names as they are."""
        if isinstance(block, Fence) or not self._sections:
            return mention
        prefix = next(
            (section.prefix for section in self._sections if section.first <= mention.line <= section.last), ""
        )
        if mention.name.startswith(prefix) or _is_without(mention, block):
            return mention
        return replace(mention, prefix=prefix)


def _sections(blocks: list[Block]) -> Iterator[_Section]:
    headings = [block for block in blocks if isinstance(block, Text) and block.kind == "heading"]
    for block in blocks:
        line = block.lines[0][0] if isinstance(block, Text) else 0
        above = [heading for heading in headings if heading.lines[0][0] <= line]
        for prefix, every in _stated(block, above[-1].text if above else ""):
            own = above[-1] if above else None
            if own and every:
                own = next((heading for heading in reversed(above) if heading.level < own.level), None)
            yield _Section(own.lines[0][0] if own else 0, _end(own, headings), prefix)


def _end(own: Text | None, headings: Iterable[Text]) -> int:
    """Return the last line of the section below a heading, or of the document."""
    first = own.lines[0][0] if own else 0
    following = (heading.lines[0][0] for heading in headings if own and heading.level <= own.level)
    return next((line - 1 for line in following if line > first), 2**31)


def _stated(block: Block, heading: str) -> Iterator[tuple[str, bool]]:
    """Yield the prefixes that a text states, and whether that is for every variable; it or its heading names those."""
    if not isinstance(block, Text) or "_" not in block.text:
        return
    for sentence in SENTENCE.split(" ".join(block.text.split())):
        match = next((match for pattern in STATED if (match := pattern.search(sentence))), None)
        if match and OF_VARIABLES.search(f"{heading} {sentence}") and not OF_SOME.search(sentence):
            yield match["prefix"], EVERY.search(sentence) is not None


def _is_without(mention: Mention, block: Text | Table) -> bool:
    """Say whether a text says that a variable has no prefix: in brackets behind its name, or of all that it names."""
    if isinstance(block, Text):
        text = block.text
    else:
        text = " | ".join(next((row for line, row in block.rows if line == mention.line), ()))
    remark = WITHOUT.search(text)
    if remark is None:
        return False
    in_brackets = text.rfind("(", 0, remark.start()) > text.rfind(")", 0, remark.start())
    own = re.search(rf"`{re.escape(mention.name)}`\s*\(([^()]*)\)", text)
    return not in_brackets or (own is not None and WITHOUT.search(own[1]) is not None)
