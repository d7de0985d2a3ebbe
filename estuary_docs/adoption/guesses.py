"""Guess what a variable is from every place that names it, and say what is doubtful."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from estuary_docs.adoption.choices import LENIENT, only_words, told_words
from estuary_docs.drift.mention import Mention
from estuary_docs.runtimes.python.secret_files import FILE_SUFFIX
from estuary_docs.schemas.connections import leads_to_a_store
from estuary_docs.validation.secret_names import is_secret_name
from estuary_docs.vocabulary.kinds import WORDS_OF_FLAG, Choice, Flag, Integer, ListOf, Plain, Text, Url, fault
from estuary_docs.wording.sentences import kind_clause, plain

LAST_PORT = 65535
LARGEST_INTEGER = 2**31 - 1
NAME = re.compile("(?=.*[A-Z])[A-Z_][A-Z0-9_]*")
PASSWORD_IN_URL = re.compile(r"\b[a-z][a-z0-9+.\-]*://[^/?#\s@]*:[^/?#\s@]*@")
BOTH = frozenset(WORDS_OF_FLAG)
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
    read = {name for name, found in places.items() if any(mention.role == "read" for mention in found)}
    found = {name: guess(name, places[name]) for name in sorted(read or places)}
    for name, told in found.items():
        base = found.get(name.removesuffix(FILE_SUFFIX))
        if base is None or base is told or not base.secret:
            yield replace(told, condition=told.condition if _can_hold(told.condition, found) else None)


def _can_hold(condition: tuple[str, str] | None, found: Mapping[str, Guess]) -> bool:
    return condition is not None and condition[0] in found and not fault(found[condition[0]].kind, condition[1])


def guess(name: str, places: list[Mention]) -> Guess:
    """Return what `name` seems to be, from the places that read it, document it, set it or show it."""
    reads = [mention for mention in places if mention.role == "read"]
    secret = is_secret_name(name) or any("secret" in mention.note for mention in places) or _holds_password(places)
    connects = not secret and leads_to_a_store(name) and not any(_texts(places))
    secret = secret or connects
    kind, doubts = (Text(), []) if secret else _kind(name, places)
    if connects:
        doubts.append(f"{_place(places[0])} does not tell whether this address holds a password, so it is a secret")
    defaults = _defaults(reads) or _defaults([mention for mention in places if mention.role == "documented"])
    default = next(iter(defaults), None)
    if secret and default:
        doubts.append(f"{_place(defaults[default])} gives this secret a default, which a schema does not")
    if len(defaults) > 1 and not secret:
        told = ", ".join(f"{text!r} in {_place(mention)}" for text, mention in defaults.items())
        doubts.append(f"the defaults differ: {told}")
    if default and isinstance(kind, Flag) and default not in BOTH and default.lower() in BOTH:
        doubts.append(f"{_place(defaults[default])} writes the default as {default!r}, and a flag is `true` or `false`")
        default = default.lower()
    elif default and not secret and fault(kind, default):
        form = plain(kind_clause(kind))
        doubts.append(f"{_place(defaults[default])} has the default {default!r}, but elsewhere it looks like {form}")
        kind = Text()
    if not secret:
        doubts += _differing(kind, default if _defaults(reads) else None, places)
    default = None if secret or not default or fault(kind, default) else default
    needed = [mention for mention in reads if mention.required]
    described = [mention.description for mention in _documents_first(places) if mention.description]
    description = next((text for text in described if not only_words(text)), "")
    if not description:
        doubts.append(f"no document and no comment describes it; {_place(places[0])} names it")
    likely = [mention for mention in reads if mention.certainty == "likely" or mention.note == LENIENT]
    doubts += [f"{_place(mention)}: {mention.note or 'the place may not read it'}" for mention in likely]
    condition = _told_condition(description) or _seen_condition(needed)
    if condition and condition != _told_condition(description):
        doubts.append(f"{_place(needed[0])} needs it when {condition[0]} is {condition[1]!r}; no document says so")
    return Guess(
        name,
        kind,
        secret,
        default,
        required=_needs_it_first(reads) and default is None and condition is None,
        description=description or UNDESCRIBED,
        condition=condition if default is None else None,
        doubts=tuple(doubts),
    )


def _documents_first(places: list[Mention]) -> list[Mention]:
    """Return the places in the order in which their descriptions are believed."""
    order = ("documented", "read", "example")
    return sorted(places, key=lambda mention: order.index(mention.role) if mention.role in order else len(order))


def _differing(kind: Plain | ListOf, default: str | None, places: list[Mention]) -> Iterator[str]:
    """Yield where documents and examples tell another default than the code."""
    for mention in places if default else ():
        told = mention.default if mention.role == "documented" else mention.value if mention.role == "example" else None
        if (
            told
            and told.lower() != str(default).lower()
            and not fault(kind, told)
            and (told is mention.default or kind != Text())
        ):
            shown = repr(told) if not isinstance(kind, Text) else "another text"
            verb = "says that the default is" if mention.role == "documented" else "shows"
            yield f"{_place(mention)} {verb} {shown}, and the default of the code is {default!r}"


def _told_condition(description: str) -> tuple[str, str] | None:
    found = CONDITION.search(description)
    return (found["variable"], found["word"]) if found else None


def _seen_condition(needed: list[Mention]) -> tuple[str, str] | None:
    """Return the condition that every place has which fails without the variable."""
    seen = {mention.condition for mention in needed}
    return seen.pop() if len(seen) == 1 else None


def _needs_it_first(reads: Iterable[Mention]) -> bool:
    """Say whether each file that reads the variable fails without it where it reads it first."""
    first: dict[str, Mention] = {}
    for mention in sorted(reads, key=lambda each: (each.line, not each.required)):
        first.setdefault(mention.file, mention)
    return bool(first) and all(mention.required for mention in first.values())


def _holds_password(places: Iterable[Mention]) -> bool:
    said = (mention.description for mention in places)
    return any(PASSWORD_IN_URL.search(text) for text in (*_texts(places), *said))


def _texts(places: Iterable[Mention]) -> Iterator[str]:
    return (text for mention in places for text in (mention.default, mention.value) if text)


def _defaults(places: Iterable[Mention]) -> dict[str, Mention]:
    """Return each default that a place gives, and the first place that does."""
    found: dict[str, Mention] = {}
    for mention in places:
        if mention.default is not None:
            found.setdefault(mention.default, mention)
    return found


def _kind(name: str, places: list[Mention]) -> tuple[Plain | ListOf, list[str]]:
    """Return the kind that the parsing calls tell, or else the texts, and what is doubtful about it."""
    told = next((mention for mention in places if mention.form), None)
    listing = next((mention for mention in places if told_words(mention.description)), None)
    if listing and (told is None or told.form == "flag") and set(words := told_words(listing.description)) - BOTH:
        return Choice(words), [f"{_place(listing)} lists the words, and no code that was found compares them"]
    form, *bounds = told.form.split(":") if told else [_form_of_texts(set(_texts(places)))]
    match form:
        case "choice":
            return Choice(tuple(bounds[0].split("|"))), []
        case "flag":
            return Flag(), []
        case "integer" if bounds and int(bounds[0]) >= 0:
            return Integer(int(bounds[0]), int(bounds[1])), []
        case "integer" if name == "PORT" or name.endswith("_PORT"):
            return Integer(1, LAST_PORT), []
        case "integer":
            return Integer(0, LARGEST_INTEGER), [f"the bounds are guessed; {_place(told or places[0])} names none"]
        case "url":
            return Url(), []
        case "list":
            return ListOf(Text()), []
        case "number":
            return Text(), [f"{_place(told or places[0])} parses a number with a fraction, which is a text here"]
    return Text(), []


def _form_of_texts(texts: set[str]) -> str:
    if texts and texts <= set(WORDS_OF_FLAG):
        return "flag"
    if texts and all(text.isascii() and text.isdigit() for text in texts):
        return "integer"
    return "url" if texts and all(HTTP.match(text) and not fault(Url(), text) for text in texts) else ""


def _place(mention: Mention) -> str:
    return f"{mention.file}:{mention.line}"
