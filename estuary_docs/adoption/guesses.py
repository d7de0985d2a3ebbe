"""Guess what a variable is from every place that names it, and say what is doubtful."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from estuary_docs.adoption.choices import LENIENT, only_words, told_words
from estuary_docs.drift.mention import CHECKED, Form, Mention
from estuary_docs.runtimes.python.secret_files import FILE_SUFFIX
from estuary_docs.schemas.connections import leads_to_a_store
from estuary_docs.validation.secret_names import is_secret_name
from estuary_docs.validation.showing import may_be_shown
from estuary_docs.vocabulary.kinds import (
    WORDS_OF_FLAG,
    Choice,
    Decimal,
    Email,
    Flag,
    Host,
    Integer,
    ListOf,
    Plain,
    Text,
    Url,
    fault,
)
from estuary_docs.wording.kinds import kind_clause
from estuary_docs.wording.phrases import plain

LAST_PORT = 65535
LARGEST_INTEGER = 2**31 - 1
NAME = re.compile("(?=.*[A-Z])[A-Z_][A-Z0-9_]*")
BOTH = frozenset(WORDS_OF_FLAG)
KINDS_OF_FORMS: dict[str, Plain | ListOf] = {
    "flag": Flag(),
    "url": Url(),
    "email": Email(),
    "host": Host(),
    "list": ListOf(Text()),
    "number": Decimal(),
}
UNDESCRIBED = "No description yet."
HTTP = re.compile(r"https?://")
# "Required when `AUTH_ENABLED` is `true`", "needed if AUTH_ENABLED=true", "only with AUTH_ENABLED: true".
CONDITION = re.compile(
    r"(?i:required|needed|mandatory|must be set|only)\s+(?i:when|if|with|where)\s+`?(?P<variable>[A-Z][A-Z0-9_]+)`?"
    r"(?:\s*=\s*|\s*:\s*|\s+(?i:is|equals)\s+(?i:set to\s+)?)[`\"]?(?P<word>[A-Za-z0-9_\-]+)"
)


@dataclass(frozen=True)
class Guess:
    """What one variable seems to be. `doubts` are sentences, each with its place, for whoever reads the schema.

    `condition` is the variable and the word with which it is required, where a document or the code says so.
    """

    name: str
    kind: Plain | ListOf
    secret: bool
    default: str | None
    required: bool
    description: str
    condition: tuple[str, str] | None = None
    doubts: tuple[str, ...] = ()


def guesses(mentions: Iterable[Mention]) -> Iterator[Guess]:
    """Yield a guess for each variable that the code reads, by name; where it reads none, for each that is named.

    A secret's file (`X_FILE`) is not a variable of its own: a schema knows it with the secret.
    """
    places: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.certainty != "dynamic" and mention.role != "other" and NAME.fullmatch(mention.name):
            places.setdefault(mention.name, []).append(mention)
    read = {name for name, mentions in places.items() if any(mention.role == "read" for mention in mentions)}
    by_name = {name: guess(name, places[name]) for name in sorted(read or places)}
    for name, variable in by_name.items():
        base = by_name.get(name.removesuffix(FILE_SUFFIX))
        if base is None or base is variable or not base.secret:
            yield replace(variable, condition=variable.condition if _can_hold(variable.condition, by_name) else None)


def _can_hold(condition: tuple[str, str] | None, by_name: Mapping[str, Guess]) -> bool:
    return condition is not None and condition[0] in by_name and not fault(by_name[condition[0]].kind, condition[1])


def guess(name: str, places: list[Mention]) -> Guess:
    """Return what `name` seems to be, from the places that read it, document it, set it or show it."""
    reads = [mention for mention in places if mention.role == "read"]
    secret, doubts_of_secrecy = _secrecy(name, places)
    kind, doubts_of_kind = (_kind_of_secret(name, reads), []) if secret else _kind(name, places)
    kind, default, doubts_of_default = _default(kind, places, secret=secret)
    checking = _checking(reads)
    if checking and default is not None:
        fallback = next((mention for mention in reads if mention.default == default), checking)
        doubts_of_default.append(f"{_place(fallback)} falls back to {default!r}, but {_place(checking)} requires it")
        default = None
    description, doubts_of_description = _description(places)
    condition, doubts_of_condition = _condition(description, [mention for mention in reads if mention.required])
    return Guess(
        name,
        kind,
        secret,
        default,
        required=_is_required(reads, checking) and default is None and condition is None,
        description=description or UNDESCRIBED,
        condition=condition if default is None else None,
        doubts=(
            *doubts_of_kind,
            *doubts_of_secrecy,
            *doubts_of_default,
            *doubts_of_description,
            *_doubtful_reads(reads),
            *doubts_of_condition,
            *(() if checking else _doubtful_need(reads, default)),
            *_left_out(reads),
        ),
    )


def _secrecy(name: str, places: list[Mention]) -> tuple[bool, list[str]]:
    """Say whether a variable seems to be a secret, and what is doubtful about it."""
    if is_secret_name(name) or any("secret" in mention.note for mention in places) or _holds_secret(name, places):
        return True, []
    if leads_to_a_store(name) and not any(_texts(places)):
        return True, [f"{_place(places[0])} does not tell whether this address holds a password, so it is a secret"]
    return False, []


def _default(
    kind: Plain | ListOf, places: list[Mention], *, secret: bool
) -> tuple[Plain | ListOf, str | None, list[str]]:
    """Return the kind that the default leaves possible, the default itself, and what is doubtful about it."""
    of_code = _defaults(mention for mention in places if mention.role == "read")
    defaults = of_code or _defaults(mention for mention in places if mention.role == "documented")
    default = next(iter(defaults), "")
    if secret:
        doubt = f"{_place(defaults[default])} gives this secret a default, which a schema does not" if default else ""
        return kind, None, [doubt] if doubt else []
    doubts = []
    if len(defaults) > 1:
        listed = ", ".join(f"{text!r} in {_place(mention)}" for text, mention in defaults.items())
        doubts.append(f"the defaults differ: {listed}")
    if isinstance(kind, Flag) and default not in BOTH and default.lower() in BOTH:
        doubts.append(f"{_place(defaults[default])} writes the default as {default!r}, and a flag is `true` or `false`")
        default = default.lower()
    elif default and fault(kind, default):
        form = plain(kind_clause(kind))
        doubts.append(f"{_place(defaults[default])} has the default {default!r}, but elsewhere it looks like {form}")
        kind = Text()
    doubts += _differing(kind, default if of_code else "", places)
    return kind, default if default and not fault(kind, default) else None, doubts


def _description(places: list[Mention]) -> tuple[str, list[str]]:
    """Return the description that is believed most, or an empty text with a doubt."""
    descriptions = [mention.description for mention in _documents_first(places) if mention.description]
    description = next((text for text in descriptions if not only_words(text)), "")
    doubt = f"no document and no comment describes it; {_place(places[0])} names it"
    return description, [] if description else [doubt]


def _doubtful_reads(reads: list[Mention]) -> Iterator[str]:
    for mention in reads:
        if mention.certainty == "likely" or mention.note == LENIENT:
            yield f"{_place(mention)}: {mention.note or 'the place may not read it'}"


def _condition(description: str, needing: list[Mention]) -> tuple[tuple[str, str] | None, list[str]]:
    """Return the condition under which a variable is required: as a document says it, or else as the code has it."""
    if described := CONDITION.search(description):
        return (described["variable"], described["word"]), []
    conditions = {mention.condition for mention in needing}
    condition = conditions.pop() if len(conditions) == 1 else None
    if condition is None:
        return None, []
    variable, word = condition
    return condition, [f"{_place(needing[0])} needs it when {variable} is {word!r}; no document says so"]


def _documents_first(places: list[Mention]) -> list[Mention]:
    """Return the places in the order in which their descriptions are believed."""
    order = ("documented", "read", "example")
    return sorted(places, key=lambda mention: order.index(mention.role) if mention.role in order else len(order))


def _differing(kind: Plain | ListOf, default: str, places: list[Mention]) -> Iterator[str]:
    """Yield where documents and examples tell another default than the code; a text in an example is only a sample."""
    verbs = {"documented": "says that the default is", "example": "shows"}
    for mention in places if default else ():
        text = {"documented": mention.default, "example": mention.value}.get(mention.role)
        if not text or text.lower() == default.lower() or fault(kind, text):
            continue
        if mention.role == "documented" or kind != Text():
            shown = "another text" if isinstance(kind, Text) else repr(text)
            yield f"{_place(mention)} {verbs[mention.role]} {shown}, and the default of the code is {default!r}"


def _needs_it_first(reads: Iterable[Mention]) -> bool:
    """Say whether each file that reads the variable fails without it where it reads it first."""
    first: dict[str, Mention] = {}
    for mention in sorted(reads, key=lambda mention: (mention.line, not mention.required)):
        first.setdefault(mention.file, mention)
    return bool(first) and all(mention.required for mention in first.values())


def _checking(reads: Iterable[Mention]) -> Mention | None:
    """Return a schema that requires the variable before the program does anything, if none can do without it."""
    checked = [mention for mention in reads if mention.note == CHECKED]
    return checked[0] if checked and all(mention.required for mention in checked) else None


def _is_required(reads: list[Mention], checking: Mention | None) -> bool:
    return checking.condition is None if checking else _needs_it_first(reads)


def _doubtful_need(reads: list[Mention], default: str | None) -> Iterator[str]:
    """Yield that one place fails without the variable where another does not."""
    needing = next((mention for mention in reads if mention.required and mention.condition is None), None)
    if needing and (default is not None or not _needs_it_first(reads)):
        other = next((mention for mention in reads if not mention.required), needing)
        yield f"{_place(needing)} fails without it, and {_place(other)} does not"


def _left_out(reads: list[Mention]) -> Iterator[str]:
    for mention in reads:
        if mention.left_out:
            calls = ", ".join(mention.left_out)
            yield f"{_place(mention)} asks for more, which this draft leaves out: {calls}"


def _holds_secret(name: str, places: Iterable[Mention]) -> bool:
    descriptions = (mention.description for mention in places)
    return not all(may_be_shown(name, text) for text in (*_texts(places), *descriptions))


def _texts(places: Iterable[Mention]) -> Iterator[str]:
    return (text for mention in places for text in (mention.default, mention.value) if text)


def _defaults(places: Iterable[Mention]) -> dict[str, Mention]:
    """Return each default that a place gives, and the first place that does."""
    defaults: dict[str, Mention] = {}
    for mention in places:
        if mention.default is not None:
            defaults.setdefault(mention.default, mention)
    return defaults


def _kind(name: str, places: list[Mention]) -> tuple[Plain | ListOf, list[str]]:
    """Return the kind that the parsing calls tell, or else the texts, and what is doubtful about it."""
    parsing = next((mention for mention in places if mention.form), None)
    listing = next((mention for mention in places if told_words(mention.description)), None)
    parsed = parsing.form if parsing else None
    if listing and parsed in (None, Form("flag")) and set(words := told_words(listing.description)) - BOTH:
        return Choice(words), [f"{_place(listing)} lists the words, and no code that was found compares them"]
    form = parsed or _form_of_texts(set(_texts(places)))
    place = _place(parsing) if parsing else ""
    match form:
        case Form("choice"):
            return Choice(form.words), []
        case Form("integer", least=int(least), most=int(most)):
            return Integer(least, most), []
        case Form("integer" | "number") if name == "PORT" or name.endswith("_PORT"):
            return Integer(1, LAST_PORT), []
        case Form("integer", least=None, most=None):
            return Integer(0, LARGEST_INTEGER), [f"the bounds are guessed; {place} names none"]
        case Form("integer"):
            least = min(0, form.most or 0) if form.least is None else form.least
            most = max(LARGEST_INTEGER, least) if form.most is None else form.most
            return Integer(least, most), [f"one bound is guessed; {place} names the other one"]
        case Form("url") if form.words:
            return Url(form.words), []
        case Form(simple):
            return KINDS_OF_FORMS[simple], []
    return Text(), []


def _kind_of_secret(name: str, reads: Iterable[Mention]) -> Plain:
    """Return the kind that a schema gives to a secret: a URL, or else any text."""
    checked = (mention for mention in reads if mention.note == CHECKED)
    kind, _ = _kind(name, [mention for mention in checked if mention.form and mention.form.name == "url"])
    return kind if isinstance(kind, Url) else Text()


def _form_of_texts(texts: set[str]) -> Form | None:
    if texts and texts <= set(WORDS_OF_FLAG):
        return Form("flag")
    if texts and all(text.isascii() and text.isdigit() for text in texts):
        return Form("integer")
    return Form("url") if texts and all(HTTP.match(text) and not fault(Url(), text) for text in texts) else None


def _place(mention: Mention) -> str:
    return f"{mention.file}:{mention.line}"
