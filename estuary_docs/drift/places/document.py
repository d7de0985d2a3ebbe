"""The variables that a document names, judged by what stands around them: its headings, tables, lists and sentences.

A document is full of words in capitals. One is certain to be a variable where the document says so: it is assigned, it
stands in a table or a list of variables, or the sentence calls it one. Otherwise it is "likely" at most.
"""

import re
from collections.abc import Iterable, Iterator

from estuary_docs.drift.mention import Mention
from estuary_docs.drift.places import fences, table
from estuary_docs.drift.places.blocks import Block, Fence, Table, Text
from estuary_docs.drift.places.claims import claimed
from estuary_docs.drift.places.context import Context
from estuary_docs.drift.places.prose import LISTED, Found, found, is_variable, names_in_code

WORD = re.compile(r"[*_]*([A-Z][A-Z0-9]+)[*_]*")
DEFAULT = re.compile(r"\W*(?:the )?defaults?\b", re.IGNORECASE)


def mentions(blocks: Iterable[Block], path: str) -> Iterator[Mention]:
    """Yield what the blocks of a document name, each variable once a line."""
    context = Context()
    everything = list(blocks)
    expanded = fences.expanded(block for block in everything if isinstance(block, Fence))
    for block in everything:
        seen: set[tuple[str, int, str | None]] = set()
        for mention in _of_block(block, context, path, expanded):
            if (mention.name, mention.line, mention.value) not in seen:
                seen.add((mention.name, mention.line, mention.value))
                yield mention


def _of_block(block: Block, context: Context, path: str, expanded: frozenset[str]) -> Iterator[Mention]:
    if isinstance(block, Fence):
        return fences.mentions(block, path, expanded, listed=context.strong)
    if isinstance(block, Table):
        return table.mentions(block, context, path)
    if block.kind == "heading":
        context.enter(block)
    return _of_text(block, context, path)


def _of_text(block: Text, context: Context, path: str) -> Iterator[Mention]:
    alone = WORD.fullmatch(block.text) if block.kind == "heading" and context.strong else None
    if alone and is_variable(alone[1]):
        note = "a heading of one word"
        yield Mention(alone[1], path, block.lines[0][0], "documented", certainty="likely", note=note)
    below = context.below(block)
    names = list(found(block.lines, context, listed=block.kind != "paragraph", below=below))
    about = next(iter({one.name for one in names})) if len({one.name for one in names}) == 1 else ""
    above = context.item if below and DEFAULT.match(block.text) and block.kind == "item" else ""
    subject = about or (not names and (above or context.subject)) or ""
    context.take(block, about)
    default = claimed(_about(block, names)) if subject else None
    if not names and default is not None:
        line = next(number for number, text in block.lines if "default" in text.lower())
        yield Mention(subject, path, line, "documented", default=default)
    for index, one in enumerate(names):
        claim = None if index else default
        yield Mention(one.name, path, one.line, "documented", one.value, claim, one.certainty, one.note)


def _about(block: Text, names: list[Found]) -> str:
    """Return the text that may claim a default of the only name in it: of a paragraph, the sentence with that name."""
    if block.kind != "paragraph" or not names or LISTED.match(block.text):
        return block.text
    sentence = names[0].sentence
    return sentence if len(names_in_code(sentence) | {names[0].name}) == 1 else ""
