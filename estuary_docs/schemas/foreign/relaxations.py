"""What code that runs before a type often makes of its form: other spellings, further words, numbers, any document."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from estuary_docs.renderers.writing.expressions import any_of, in_any_case
from estuary_docs.runtimes.python.lenient_forms import FALSE_WORDS, TRUE_WORDS
from estuary_docs.schemas.foreign import forms
from estuary_docs.schemas.foreign.forms import ANY, NULL
from estuary_docs.schemas.foreign.judging import form_of_kind
from estuary_docs.vocabulary.documents import Form
from estuary_docs.vocabulary.kinds import Choice, Described, Json, Kind, Number, Switch, fault
from estuary_docs.wording.kinds import kind_clause

MOST_WORDS = 8
A_NUMBER: Form = ("number", None, None, False, False, None, False)
TOPS: dict[str, Form] = {"array": ("array", ANY, None, None), "object": ("mapping", ANY, ANY, None, None), "value": ANY}


class Reply(Enum):
    """What a text tells that is taken: that other texts are, that this word is, or that spellings are."""

    TEXT = "text"
    WORD = "word"
    SPELLING = "spelling"


@dataclass
class Findings:
    """The texts that a class takes for a variable beyond its kind, each with what it tells."""

    kind: Kind
    taken: dict[str, Reply] = field(default_factory=dict)

    def add(self, text: str, reply: Reply) -> None:
        """Note a text that is taken."""
        self.taken[text] = reply


def narrowest(findings: Findings) -> Kind | None:
    """Return the narrowest kind that has all the texts; None where only one would that refuses nothing."""
    for kind in _candidates(findings.kind):
        beyond = [text for text in findings.taken if fault(kind, text)]
        if not beyond:
            return kind
        if all(findings.taken[text] is Reply.WORD for text in beyond):
            words = list(dict.fromkeys(text.strip().lower() for text in beyond))
            if len(words) <= MOST_WORDS and form_of_kind(kind):
                return _with_words(kind, beyond)
    return None


def _candidates(kind: Kind) -> Iterator[Kind]:
    yield kind
    clause = kind_clause(kind)
    if isinstance(kind, Choice):
        yield Described(f"{clause}, in any case", _text(_in_any_case(kind.words), bared=False))
        yield Described(clause, _text(any_of(kind.words), bared=True))
        yield Described(f"{clause}, in any case", _text(_in_any_case(kind.words), bared=True))
    if isinstance(kind, Switch):
        yield Described(clause, _text(_in_any_case(TRUE_WORDS + FALSE_WORDS), bared=True))
    form = form_of_kind(kind)
    if isinstance(kind, Number) and kind.whole:
        yield Described(f"{clause}, or another number", forms.either(form or ANY, A_NUMBER))
    elif isinstance(kind, Described) and form:
        yield Described(f"{clause}, or a number", forms.either(form, A_NUMBER))
    if isinstance(kind, Json) and kind.fitting:
        yield Json(kind.top, ("json", forms.either(TOPS[kind.top], NULL), False))


def _with_words(kind: Kind, texts: list[str]) -> Kind:
    """Return a kind that also has some words; those in any case of which two spellings are among the texts."""
    spellings: dict[str, set[str]] = {}
    for text in texts:
        spellings.setdefault(text.strip().lower(), set()).add(text.strip())
    parts = [in_any_case(word) if len(variants) > 1 else any_of(variants) for word, variants in spellings.items()]
    bared = any(text != text.strip() for text in texts)
    shown = [f"`{min(variants, key=str.swapcase)}`" for variants in spellings.values() if "`" not in "".join(variants)]
    clause = kind_clause(kind) + "".join(f", or {word}" for word in shown).replace("``", "an empty text")
    return Described(clause, forms.either(form_of_kind(kind) or ANY, _text("|".join(parts), bared=bared)))


def _text(pattern: str, *, bared: bool) -> Form:
    return ("text", None, None, pattern, bared)


def _in_any_case(words: tuple[str, ...]) -> str:
    return "|".join(map(in_any_case, words))
