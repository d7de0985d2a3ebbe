"""The variables that a document names, judged by what stands around them: its headings, tables, lists and sentences.

A document is full of words in capitals. One is certain to be a variable where the document says so: it is assigned, it
stands in a table or a list of variables, or the sentence calls it one. Otherwise it is "likely" at most.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from estuary_docs.drift.mention import Mention
from estuary_docs.drift.places import fences
from estuary_docs.drift.places.blocks import Block, Fence, Line, Table, Text
from estuary_docs.drift.places.claims import cell, claimed, unquoted
from estuary_docs.drift.places.names import is_conventional, is_noise

PHRASE = r"env(?:ironment)?[ -]?var(?:iable)?s?"
SAID = re.compile(rf"\b{PHRASE}\b|\.env\b", re.IGNORECASE)
STRONG = re.compile(rf"\b{PHRASE}\b|\.env\b|\benvironment\b|\benv\b", re.IGNORECASE)
WEAK = re.compile(r"\b(?:config\w*|settings?|variables?|options?|parameters?|flags?|secrets?|tuning)\b", re.IGNORECASE)
FOREIGN = re.compile(
    r"\b(?:errors?|status|codes?|events?|constants?|enums?|permissions?|scopes?|roles?|metrics?|headers?|types?|states?"
    r"|methods?|messages?|columns?|tables?|fields?|targets?|labels?|github|actions|ci|workflows?)\b",
    re.IGNORECASE,
)
GONE = re.compile(
    r"\b(?:removed|no longer|formerly|previously|renamed|superseded|obsolete|used to|replaced|planned|future|dropped"
    r"|not (?:yet )?(?:implemented|supported|used|read|an? (?:environment )?variable))\b",
    re.IGNORECASE,
)
EXPRESSION = re.compile(r"\$\{\{.*?\}\}")
SPAN = re.compile(r"(`+)(.+?)\1")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|https?://\S+|<[A-Za-z/][^>]*>")
CODED = re.compile(r"(?:export\s+|-e\s+|--env\s+|\$env:)?\$?\{?([A-Z_][A-Z0-9_]*)\}?(?:(=)(.*))?", re.DOTALL)
BARE = re.compile(r"(?<![\w$./<:{#@%-])(\*\*|__|\")?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(=[^\s,;)|]*)?(?![\w*/({:>-]|\.\w)")
CALLED = re.compile(
    rf"`\$?([A-Z][A-Z0-9]+)`\s+{PHRASE}\b|\b{PHRASE}\s+(?:called |named |is |are )?`\$?([A-Z][A-Z0-9]+)`", re.IGNORECASE
)
WORDS = re.compile(
    r"GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|HTTP|HTTPS|JSON|YAML|TOML|XML|HTML|CSS|SQL|API|REST|URL|URI|UUID|"
    r"JWT|README|LICENSE|TODO|FIXME|NOTE|MIT|SELECT|INSERT|UPDATE|WHERE|FROM|NULL|TRUE|FALSE|INFO|WARN|WARNING|"
    r"ERROR|FATAL|TRACE|UPPER_SNAKE_CASE|SNAKE_CASE|SCREAMING_SNAKE_CASE|UTF_8|CURRENT_TIMESTAMP|PRIMARY_KEY|"
    r"FOREIGN_KEY|NOT_NULL|YES|NO|ON|OFF|AND|OR|NOT|ENV|VAR|NAME|KEY|VALUE|REQUIRED|OPTIONAL|DEFAULT|"
    r"DEPRECATED|ISO_8601|X_FORWARDED_FOR|KEY_NAME|VARIABLE_NAME|ENV_VAR|VAR_NAME|ENV_VAR_NAME|ALL_CAPS|"
    r"SOME_VAR|MY_VAR"
)
NAME_HEAD = re.compile(r"\b(?:env\w*|variables?|vars?)\b|environment variable", re.IGNORECASE)
KEY_HEAD = re.compile(r"\b(?:names?|keys?|settings?|options?|parameters?|config\w*|secrets?|property)\b", re.IGNORECASE)
DEFAULT_HEAD = re.compile(r"[\W_]*defaults?(?:[ -]values?)?[\W_]*", re.IGNORECASE)
REQUIRED_HEAD = re.compile(r"[\W_]*(?:required|mandatory|req)\??[\W_]*", re.IGNORECASE)
REQUIRED = frozenset(("yes", "true", "required", "always", "y", "✓", "✔", "✅", "✔️", "x", "mandatory"))
OPTIONAL = frozenset(("no", "false", "optional", "n", "-", "—", "\u2013", "✗", "❌", "never", ""))
Certainty = Literal["certain", "likely"]


@dataclass
class _Context:
    """What stands above a block: its headings, the sentence that leads to it, and a name that is a heading."""

    headings: dict[int, str] = field(default_factory=dict)
    lead: str = ""
    subject: str = ""

    def enter(self, heading: Text) -> None:
        self.headings = {level: text for level, text in self.headings.items() if level < heading.level}
        self.headings[heading.level] = heading.text
        self.lead = ""
        self.subject = ""

    @property
    def nearest(self) -> str:
        """The heading right above."""
        return next(reversed(self.headings.values()), "")

    @property
    def foreign(self) -> bool:
        """Whether names of something else than variables are listed here."""
        own = STRONG.search(self.nearest) or STRONG.search(self.lead)
        return not own and bool(FOREIGN.search(self.nearest) or FOREIGN.search(self.lead))

    @property
    def strong(self) -> bool:
        """Whether variables are listed here, as a heading or the sentence above says."""
        return any(STRONG.search(text) for text in (*self.headings.values(), self.lead))

    @property
    def weak(self) -> bool:
        """Whether settings are listed here, as a heading or the sentence above says."""
        return self.strong or any(WEAK.search(text) for text in (*self.headings.values(), self.lead))


def mentions(blocks: Iterable[Block], path: str) -> Iterator[Mention]:
    """Yield what the blocks of a document name, each variable once a line."""
    context = _Context()
    for block in blocks:
        seen: set[tuple[str, int, str | None]] = set()
        for mention in _of_block(block, context, path):
            if (mention.name, mention.line, mention.value) not in seen:
                seen.add((mention.name, mention.line, mention.value))
                yield mention
        if isinstance(block, Text) and block.kind == "paragraph":
            context.lead = block.text


def _of_block(block: Block, context: _Context, path: str) -> Iterator[Mention]:
    match block:
        case Fence():
            yield from fences.mentions(block, path)
        case Table():
            yield from _of_table(block, context, path)
        case Text(kind="heading"):
            context.enter(block)
            names = [found.name for found in _found(block.lines[0], context, listed=True)]
            if len(names) == 1:
                context.subject = names[0]
            yield from _of_text(block, context, path)
        case Text():
            yield from _of_text(block, context, path)


@dataclass(frozen=True)
class _Found:
    name: str
    line: int
    value: str | None
    certainty: Certainty


def _of_text(block: Text, context: _Context, path: str) -> Iterator[Mention]:
    listed = block.kind != "paragraph"
    found = [
        one for index, line in enumerate(block.lines) for one in _found(line, context, listed=listed and not index)
    ]
    names = {one.name for one in found}
    default = claimed(block.text) if len(names) <= 1 else None
    gone = GONE.search(block.text) is not None
    if not found and default is not None and context.subject:
        line = next(number for number, text in block.lines if "default" in text.lower())
        yield Mention(context.subject, path, line, "documented", default=default)
    for index, one in enumerate(found):
        certainty: Certainty = "likely" if gone else one.certainty
        yield Mention(
            one.name,
            path,
            one.line,
            "documented",
            one.value,
            None if index else default,
            certainty,
            _note(certainty, gone=gone),
        )


def _note(certainty: Certainty, *, gone: bool) -> str:
    if gone:
        return "said not to be there"
    return "not called a variable" if certainty == "likely" else ""


def _found(line: Line, context: _Context, *, listed: bool) -> Iterator[_Found]:
    """Yield the names on one line of text; `listed` says that it leads an item of a list, or is a heading."""
    number, text = line
    text = EXPRESSION.sub("", text)
    called = {name for groups in CALLED.findall(text) for name in groups}
    first = listed and not context.foreign
    for span in SPAN.finditer(text):
        coded = CODED.fullmatch(span[2].strip())
        leads = first and not text[: span.start()].strip(" *_[")
        if coded and _is_variable(coded[1]):
            single = "_" not in coded[1].strip("_")
            sure = bool(coded[2]) or coded[1] in called or (leads and (context.strong if single else context.weak))
            if sure or (not single and not context.foreign):
                yield _Found(coded[1], number, _value(coded[3]), "certain" if sure or _said(text, span) else "likely")
        elif " " in span[2]:
            yield from (
                _Found(mention.name, number, mention.value, mention.certainty)
                for mention in fences.mentions(Fence("sh", ((number, span[2]),)), "")
                if mention.certainty != "dynamic"
            )
    bare = LINK.sub(lambda link: link[1] or " ", SPAN.sub(" ", text))
    for name in BARE.finditer(bare):
        if _is_variable(name[2]) and not context.foreign:
            leads = first and context.weak and not bare[: name.start()].strip(" *_[")
            sure = leads or bool(name[3]) or _said(bare, name)
            yield _Found(name[2], number, _value(name[3][1:] if name[3] else None), "certain" if sure else "likely")


def _said(text: str, found: re.Match[str]) -> bool:
    """Say whether the sentence round a name speaks of variables."""
    start = max(text.rfind(end, 0, found.start()) for end in (". ", "; ", "! ", "? "))
    end = re.compile(r"[.;!?](?:\s|$)").search(text, found.end())
    return SAID.search(text, max(start, 0), end.start() if end else len(text)) is not None


def _is_variable(name: str) -> bool:
    return is_conventional(name) and not WORDS.fullmatch(name) and not is_noise(name)


def _value(text: str | None) -> str | None:
    """Return the value of an assignment in a sentence, or None where it stands for any."""
    if text is None or re.search(r"[<>$…*]|\.\.\.", text):
        return None
    return unquoted(text.strip())


@dataclass(frozen=True)
class _Columns:
    """Which columns of a table hold what; `certain` says that the names in it are variables beyond doubt."""

    name: int
    certain: bool
    defaults: tuple[int, ...]
    required: int | None


def _columns(table: Table, context: _Context) -> _Columns | None:
    """Return the columns of a table, or None where it lists something else than variables."""
    head = [re.sub(r"[`*_]", "", title).strip() for title in table.head]
    defaults = tuple(index for index, title in enumerate(head) if DEFAULT_HEAD.fullmatch(title))
    required = _first(head, REQUIRED_HEAD.fullmatch)
    named = _first(head, NAME_HEAD.search)
    if named is not None:
        return _Columns(named, certain=True, defaults=defaults, required=required)
    named = _first(head, KEY_HEAD.search) or 0
    if context.foreign or FOREIGN.search(head[named]):
        return None
    certain = context.strong or (context.weak and bool(defaults))
    return _Columns(named, certain, defaults, required)


def _first(head: list[str], test: Callable[[str], object]) -> int | None:
    return next((index for index, title in enumerate(head) if test(title)), None)


def _of_table(table: Table, context: _Context, path: str) -> Iterator[Mention]:
    columns = _columns(table, context)
    if not columns:
        return
    for line, row in table.rows:
        if columns.name < len(row):
            names = _names(row[columns.name])
            yield from _of_row(names, line, row, columns, path)
            for index, text in enumerate(row):
                if index != columns.name and index not in columns.defaults:
                    for one in _found((line, text), _Context(), listed=False):
                        if one.name not in names:
                            note = "beside a variable"
                            yield Mention(one.name, path, line, "documented", one.value, None, "likely", note)


def _of_row(names: list[str], line: int, row: tuple[str, ...], columns: _Columns, path: str) -> Iterator[Mention]:
    gone = GONE.search(" | ".join(row)) is not None
    certainty: Certainty = "certain" if columns.certain and not gone else "likely"
    default = _default(row, columns) if len(names) == 1 else None
    for name in names:
        if columns.certain or "_" in name:
            yield Mention(
                name,
                path,
                line,
                "documented",
                None,
                default,
                certainty,
                _note(certainty, gone=gone),
                required=_required(row, columns.required),
            )


def _names(text: str) -> list[str]:
    """Return the names that a cell holds, which must hold nothing but them and what says little."""
    bare = LINK.sub(lambda link: link[1] or " ", text)
    bare = re.sub(r"\([^)]*\)|[`*~\"\\†‡¹²³]|\b(?:or|and)\b", " ", bare)
    found = [word.strip(",/;:$") for word in re.split(r"[\s,/]+", bare)]
    assigned = [word.partition("=")[0] for word in found if word and not word.startswith("-")]
    return list(dict.fromkeys(word for word in assigned if _is_variable(word)))


def _default(row: tuple[str, ...], columns: _Columns) -> str | None:
    """Return the default that a row claims in its column, or in its sentences where no column is for it."""
    if len(columns.defaults) == 1:
        return cell(row[columns.defaults[0]]) if columns.defaults[0] < len(row) else None
    told = " ; ".join(text for index, text in enumerate(row) if index != columns.name)
    return None if columns.defaults else claimed(told)


def _required(row: tuple[str, ...], column: int | None) -> bool | None:
    if column is None or column >= len(row):
        return None
    told = row[column].strip("`*_ .!").lower()
    return True if told in REQUIRED else False if told in OPTIONAL else None
