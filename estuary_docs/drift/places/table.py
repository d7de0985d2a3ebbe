"""The variables that a table of a document lists, with what its columns say of them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from estuary_docs.drift.mention import Mention
from estuary_docs.drift.places.blocks import Table
from estuary_docs.drift.places.claims import cell, claimed
from estuary_docs.drift.places.context import FOREIGN, GONE, Context
from estuary_docs.drift.places.names import is_ending
from estuary_docs.drift.places.prose import CODED, LINK, SPAN, Found, certainty_of, found, is_variable, note_of

NAME_HEAD = re.compile(r"\b(?:env\w*|variables?|vars?)\b|environment variable", re.IGNORECASE)
KEY_HEAD = re.compile(r"\b(?:names?|keys?|settings?|options?|parameters?|config\w*|secrets?|property)\b", re.IGNORECASE)
VALUE_HEAD = re.compile(r"\b(?:values?|levels?|modes?|choices?|meanings?|profiles?|environments?)\b", re.IGNORECASE)
OLD_HEAD = re.compile(r"\b(?:old|previous|former|legacy|deprecated|removed)\b", re.IGNORECASE)
DEFAULT_HEAD = re.compile(r"[\W_]*defaults?(?:[ -]values?)?[\W_]*", re.IGNORECASE)
# What else a table tells of one variable.
ABOUT_HEAD = re.compile(
    r"[\W_]*(?:types?|descriptions?|required|mandatory|optional|examples?|format|unit|notes?|since"
    r"|(?:allowed |possible |valid )?values)\??[\W_]*",
    re.IGNORECASE,
)
REQUIRED_HEAD = re.compile(r"[\W_]*(?:required|mandatory|req)\??[\W_]*", re.IGNORECASE)
REQUIRED = re.compile(
    r"yes|true|required|always|y|\u2713|\u2714|\u2705|\u2714\ufe0f|x|mandatory|:(?:heavy|white)_check_mark:"
)
OPTIONAL = re.compile(r"no|false|optional|n|-|\u2014|\u2013|\u2717|\u274c|never|:x:")
AROUND = re.compile(r"\([^)]*\)|[*~\"\\\u2020\u2021\u00b9\u00b2\u00b3]|\b(?:or|and)\b")


@dataclass(frozen=True)
class _Columns:
    """Which columns of a table hold what; `certain` says that the names in it are variables beyond doubt."""

    name: int
    certain: bool
    defaults: tuple[int, ...]
    required: int | None


def _columns(table: Table, context: Context) -> _Columns | None:
    """Return the columns of a table, or None where it lists something else than variables."""
    head = [re.sub(r"[`*_]", "", title).strip() for title in table.head]
    defaults = tuple(index for index, title in enumerate(head) if DEFAULT_HEAD.fullmatch(title))
    required = next((index for index, title in enumerate(head) if REQUIRED_HEAD.fullmatch(title)), None)
    named = _naming(table, head, NAME_HEAD.search)
    if named is not None:
        return _Columns(named, certain=True, defaults=defaults, required=required)
    key = _naming(table, head, KEY_HEAD.search)
    named = key or 0
    if context.foreign or context.subject or FOREIGN.search(head[named]) or VALUE_HEAD.search(head[named]):
        return None
    every = all(_names(row[named]) for _, row in table.rows if named < len(row))
    listed = context.strong or (context.weak and (bool(defaults) or every))
    return _Columns(named, listed and key is not None, defaults, required)


def _naming(table: Table, head: list[str], test: Callable[[str], object]) -> int | None:
    """Return the first column whose title passes a test and that holds names."""
    return next(
        (
            index
            for index, title in enumerate(head)
            if test(title)
            and not OLD_HEAD.search(title)
            and any(_names(row[index]) for _, row in table.rows if index < len(row))
        ),
        None,
    )


def mentions(table: Table, context: Context, path: str) -> Iterator[Mention]:
    """Yield the variables that a table lists, and the names beside them."""
    columns = _columns(table, context)
    yield from _of_subject(table, context.subject, path)
    if not columns or not _is_of_variables(table, columns.name):
        return
    for line, row in table.rows:
        if columns.name < len(row):
            names = _names(row[columns.name])
            yield from _of_row(names, line, row, columns, path)
            for index, text in enumerate(row):
                if (index != columns.name or not names) and index not in columns.defaults:
                    for occurrence in found(((line, text),), Context(), listed=False):
                        if occurrence.name not in names and (
                            "_" in occurrence.name or occurrence.certainty == "certain"
                        ):
                            yield _beside(occurrence, path)


def _of_subject(table: Table, subject: str, path: str) -> Iterator[Mention]:
    """Yield the default of the one variable that a heading is about, from a table of one row below it."""
    defaults = [index for index, title in enumerate(table.head) if DEFAULT_HEAD.fullmatch(title)]
    about = all(ABOUT_HEAD.fullmatch(title) for index, title in enumerate(table.head) if index not in defaults)
    if subject and about and len(table.rows) == len(defaults) == 1:
        line, row = table.rows[0]
        default = cell(row[defaults[0]]) if defaults[0] < len(row) else None
        if default is not None:
            yield Mention(subject, path, line, "documented", default=default)


def _is_of_variables(table: Table, column: int) -> bool:
    """Say whether at least half of a column that is not empty names variables, and nothing like `User.Name`."""
    texts = [row[column] for _, row in table.rows if column < len(row) and row[column].strip(" `-*")]
    return 2 * sum(bool(_names(text)) for text in texts) >= len(texts)


def _beside(occurrence: Found, path: str) -> Mention:
    if occurrence.certainty == "dynamic":
        return Mention(occurrence.name, path, occurrence.line, "documented", certainty="dynamic")
    return Mention(
        occurrence.name, path, occurrence.line, "documented", occurrence.value, None, "likely", "beside a variable"
    )


def _of_row(names: list[str], line: int, row: tuple[str, ...], columns: _Columns, path: str) -> Iterator[Mention]:
    gone = GONE.search(" | ".join(row)) is not None
    default = _default(row, columns, names[0]) if len(names) == 1 else None
    required = _required(row, columns.required)
    for name in names:
        if columns.certain or "_" in name:
            certainty = certainty_of(sure=columns.certain and not gone and not is_ending(name))
            note = note_of(certainty, gone=gone)
            yield Mention(name, path, line, "documented", None, default, certainty, note, required=required)


def _names(text: str) -> list[str]:
    """Return the names that a cell holds: those in code, or all of its words if each of them is a name."""
    bare = AROUND.sub(" ", LINK.sub(lambda link: link[1] or " ", text))
    spans = [CODED.fullmatch(span[2].strip()) for span in SPAN.finditer(bare)]
    words = [span[1] for span in spans if span]
    if not spans:
        split = [word.strip(",/;:$") for word in re.split(r"[\s,/]+", bare)]
        words = [word.partition("=")[0] for word in split if word and not word.startswith("-")]
        words = words if all(is_variable(word) for word in words) else []
    return list(dict.fromkeys(word for word in words if is_variable(word)))


def _default(row: tuple[str, ...], columns: _Columns, name: str) -> str | None:
    """Return the default that a row claims in its column, or in its sentences where no column is for it."""
    if len(columns.defaults) == 1:
        return cell(row[columns.defaults[0]]) if columns.defaults[0] < len(row) else None
    rest = " ; ".join(text for index, text in enumerate(row) if index != columns.name)
    return None if columns.defaults else claimed(rest, name)


def _required(row: tuple[str, ...], column: int | None) -> bool | None:
    if column is None or column >= len(row):
        return None
    word = row[column].strip("`*_ .!").lower()
    return True if REQUIRED.fullmatch(word) else False if OPTIONAL.fullmatch(word) else None
