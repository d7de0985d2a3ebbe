"""What the calls of libraries read in a file of Python or JavaScript, as the rows of the language say."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from estuary_docs.drift.code import Expression, Name, Read, in_capitals
from estuary_docs.drift.languages.libraries import Row, argument
from estuary_docs.drift.languages.scopes import NAMED_IN_FULL, VARIABLE, How, Spelling
from estuary_docs.drift.languages.syntax import line

if TYPE_CHECKING:
    from tree_sitter import Node

    from estuary_docs.drift.languages.collector import Collector


def reads(file: "Collector[Any]", row: Row, call: "Node") -> Iterator[Read]:
    """Yield what a call reads that a row knows."""
    given, named = file.given(call)
    name = argument(row.name, given, named)
    prefixes = _prefixes(file, row, call)
    if row.role == "none" or (name is None and not row.implied and not row.member):
        return
    if row.role == "family":
        families = file.names.spellings(name) if name is not None else [Spelling((row.implied,))]
        yield from (Read((*each.expression, row.delimiter, None), line(call)) for each in families)
        return
    how = _how(file, row, call)
    items = file.names.elements(name) if name is not None and name.type in file.lists else [name]
    for item in items:
        spelled = (row.implied or file.member(call)) if item is None else item
        for prefix in [()] if item is None and row.implied else prefixes:
            for read in file.make(spelled, call, replace(how, prefix=prefix)):
                told = replace(read, name=in_capitals(read.name)) if row.key else read
                if not row.written or _is_written(told.name, row):
                    yield told


def _how(file: "Collector[Any]", row: Row, call: "Node") -> How:
    """Return what there is to say of the reads of a call: a default, whether it fails, or that it is no read."""
    if row.role != "read":
        return How(note=row.role)
    given, named = file.given(call)
    fallback = argument(row.default, given, named)
    fallback = None if fallback is None or file.is_no_default(fallback) else fallback
    default, required = None, row.required
    if fallback is not None:
        default = file.listed(fallback) if row.listed else file.fallback_of(fallback)
    if fallback is None and row.scheme:
        default = file.scheme(call)
    if fallback is None and default is None and row.chained:
        default, required = file.chained(call)
    if fallback is None and default is None and required is None:
        default, required = file.fallback(call)
    return How(default, False if fallback is not None or default is not None else required)


def _prefixes(file: "Collector[Any]", row: Row, call: "Node") -> list[Expression]:
    """Return what may stand before a name."""
    given, named = file.given(call)
    around = file.around(call, row.blocks) if row.blocks else ()
    prefix = argument(row.prefix, given, named)
    if prefix is None and row.made_with:
        prefix = file.prefix(call, row.made_with)
    told = prefix is not None and prefix.type not in ("none", "null")
    spelled = [each.expression for each in file.names.spellings(prefix)] if told else [()]
    if prefix is None and row.prefixed:
        spelled = [(row.prefixed,)]
    return [(*each, row.delimiter, *around) if each else around for each in spelled]


def _is_written(name: Expression, row: Row) -> bool:
    wanted = NAMED_IN_FULL if row.written == "in full" else VARIABLE
    return all(not isinstance(part, str) or wanted.fullmatch(part) for part in name if not isinstance(part, Name))
