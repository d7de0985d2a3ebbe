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
from estuary_docs.drift.places.prose import LISTED, Found, found, is_variable, names_in_code

WORD = re.compile(r"[*_]*([A-Z][A-Z0-9]+)[*_]*\s*(?:[-:=(\u2013\u2014]|$)")
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
                past = context.past and mention.certainty == "certain"
                yield replace(mention, certainty="likely", default=None, note="history") if past else mention


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
    every = {one.name for one in names}
    about = every.pop() if len(every) == 1 else ""
    nested = below and block.kind == "item" and DEFAULT.match(block.text)
    above = (context.item if nested else "") or context.subject
    context.take(block, about)
    default = claimed(block.text) if above and not names else None
    if default is not None:
        line = next(number for number, text in block.lines if "default" in text.lower())
        yield Mention(above, path, line, "documented", default=default)
    told: set[str] = set()
    for one in names:
        claim = None if one.name in told else _claim(one, block, about)
        told.add(one.name)
        yield Mention(one.name, path, one.line, "documented", one.value, claim, one.certainty, one.note)


def _claim(one: Found, block: Text, about: str) -> str | None:
    """Return the default claimed for a name: by brackets behind it, by an item about it alone, or by its sentence."""
    remark = re.search(rf"`{re.escape(one.name)}`\s*(\([^()\n]*\bdefault[^()\n]*\))", block.text)
    if remark and not about and not names_in_code(remark[1]):
        return claimed(remark[1])
    if block.kind != "paragraph" or LISTED.match(block.text):
        return claimed(block.text) if about else None
    alone = len(names_in_code(one.sentence) | {one.name}) == 1
    return claimed(one.sentence) if alone else None
