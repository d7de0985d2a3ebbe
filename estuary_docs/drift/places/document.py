"""The variables that a document names, judged by what stands around them: its headings, tables, lists and sentences.

A document is full of words in capitals. One is certain to be a variable where the document says so: it is assigned, it
stands in a table or a list of variables, or the sentence calls it one. Otherwise it is "likely" at most.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from estuary_docs.drift.mention import Mention
from estuary_docs.drift.places import fences, table
from estuary_docs.drift.places.blocks import Block, Fence, Table, Text
from estuary_docs.drift.places.claims import claimed
from estuary_docs.drift.places.context import Context
from estuary_docs.drift.places.names import is_conventional
from estuary_docs.drift.places.prefixes import Prefixes
from estuary_docs.drift.places.prose import LISTED, Found, found, is_variable, names_in_code

WORD = re.compile(r"[*_]*([A-Z][A-Z0-9]+)[*_]*\s*(?:[-:=(\u2013\u2014]|$)")
# What a list gives as the name of the variable that its section is about.
NAMED = re.compile(
    r"[*_`]*(?:env(?:ironment)?(?:[ -]var(?:iable)?)?(?: name)?|var(?:iable)?(?: name)?|name)[*_`]*\s*[:=][*_`\s]*"
    r"([A-Z][A-Z0-9_]*)[*_`]*",
    re.IGNORECASE,
)
GOING_ON = re.compile(
    r"[.;]?\s+(?:(?:It|This|The value)\s+defaults?|(?:The\s+|Its\s+)?default)\b[^\n]*?(?:\.(?=\s|$)|$)", re.IGNORECASE
)
MOST_WORDS_OF_A_TITLE = 3
DEFAULT = re.compile(r"\W*(?:the )?defaults?\b", re.IGNORECASE)


def mentions(blocks: Iterable[Block], path: str) -> Iterator[Mention]:
    """Yield what the blocks of a document name, each variable once a line for each role."""
    context = Context()
    everything = list(blocks)
    expanded = fences.expanded(block for block in everything if isinstance(block, Fence))
    named = _named(everything)
    about = _subject(everything) if "/" in path else ""
    prefixes = Prefixes(everything)
    for block in everything:
        if isinstance(block, Text) and block.lines[0][0] in named:
            context.enter(block)
            context.subject = named[block.lines[0][0]]
            continue
        statements: set[tuple[str, int, str, str | None]] = set()
        for mention in _of_block(block, context, path, expanded):
            statement = (mention.name, mention.line, mention.role, mention.value)
            if statement not in statements:
                statements.add(statement)
                mention = prefixes.told(replace(mention, about=about) if about else mention, block)  # noqa: PLW2901 - the same, with its page
                past = context.past and mention.certainty == "certain"
                yield replace(mention, certainty="likely", default=None, note="history") if past else mention


def _named(blocks: list[Block]) -> dict[int, str]:
    """Return, by the line of a heading, the name that the list of its section gives in the place of the heading's."""
    names: dict[int, str] = {}
    heading: Text | None = None
    for block in blocks:
        if not isinstance(block, Text):
            continue
        if block.kind == "heading":
            heading = block
        elif heading and block.kind == "item":
            match = NAMED.fullmatch(block.text.strip())
            if match and is_conventional(match[1]) and match[1] not in heading.text:
                names.setdefault(heading.lines[0][0], match[1])
    return names


def _subject(blocks: list[Block]) -> str:
    """Return the title of a page that is the name of a program, as sentences of the page spell it; else nothing."""
    texts = [block for block in blocks if isinstance(block, Text)]
    title = next(
        (re.sub(r"[*_`\[\]]|\([^)]*\)", "", block.text).strip() for block in texts if block.kind == "heading"), ""
    )
    if not title[:1].isupper() or len(title.split()) > MOST_WORDS_OF_A_TITLE:
        return ""
    inside = re.compile(rf"[a-z,] \[?{re.escape(title)}\b")
    return title if any(inside.search(block.text) for block in texts if block.kind != "heading") else ""


def _of_block(block: Block, context: Context, path: str, expanded: frozenset[str]) -> Iterator[Mention]:
    if isinstance(block, Fence):
        return fences.mentions(block, path, expanded, listed=context.strong)
    if isinstance(block, Table):
        return table.mentions(block, context, path)
    if block.kind == "heading":
        context.enter(block)
    return _of_text(block, context, path)


def _of_text(block: Text, context: Context, path: str) -> Iterator[Mention]:
    alone = WORD.match(block.text) if block.kind != "paragraph" and context.strong else None
    if alone and is_variable(alone[1]):
        note = "a word that leads"
        yield Mention(alone[1], path, block.lines[0][0], "documented", certainty="likely", note=note)
    below = context.below(block)
    names = list(found(block.lines, context, listed=block.kind != "paragraph", below=below))
    every = {occurrence.name for occurrence in names}
    about = every.pop() if len(every) == 1 else ""
    nested = below and block.kind == "item" and DEFAULT.match(block.text)
    above = (context.item if nested else "") or context.subject
    context.take(block, about)
    match = NAMED.fullmatch(block.text.strip()) if block.kind == "item" else None
    if match and is_conventional(match[1]):
        yield Mention(match[1], path, block.lines[0][0], "documented")
        names = [occurrence for occurrence in names if occurrence.name != match[1]]
    of_another = bool(above) and DEFAULT.match(block.text) is not None
    default = claimed(block.text, above) if above and (not names or of_another) else None
    if default is not None and default in {occurrence.name for occurrence in names}:
        default = None
    if default is not None:
        line = next(number for number, text in block.lines if "default" in text.lower())
        yield Mention(above, path, line, "documented", default=default)
    mentioned: set[str] = set()
    for occurrence in names:
        claim = None if occurrence.name in mentioned or of_another else _claim(occurrence, block, about)
        mentioned.add(occurrence.name)
        yield Mention(
            occurrence.name,
            path,
            occurrence.line,
            "documented",
            occurrence.value,
            claim,
            occurrence.certainty,
            occurrence.note,
        )


def _claim(occurrence: Found, block: Text, about: str) -> str | None:
    """Return the default claimed for a name, unless that is the name itself."""
    claim = _claimed(occurrence, block, about)
    return None if claim == occurrence.name else claim


def _claimed(occurrence: Found, block: Text, about: str) -> str | None:
    """Return the default claimed for a name: by brackets behind it, by an item about it alone, or by its sentence."""
    remark = re.search(rf"`{re.escape(occurrence.name)}`\s*(\([^()\n]*\bdefault[^()\n]*\))", block.text)
    if remark and not about and not names_in_code(remark[1]):
        return claimed(remark[1], occurrence.name)
    if block.kind != "paragraph" or LISTED.match(block.text):
        return claimed(block.text, occurrence.name) if about else None
    sentences = occurrence.sentence + _going_on(occurrence.sentence, block.text)
    alone = len(names_in_code(sentences) | {occurrence.name}) == 1
    return claimed(sentences, occurrence.name) if alone else None


def _going_on(sentence: str, text: str) -> str:
    """Return the sentence behind one, if it goes on about the same, as `It defaults to 3000` does."""
    following = GOING_ON.match(text, text.find(sentence) + len(sentence))
    return following[0] if following else ""
