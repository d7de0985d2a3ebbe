"""The kinds of a catalogue, and the forms that they hold, as literals of the Go runtime."""

import re
from collections.abc import Callable
from typing import Any

from estuary_docs.renderers.writing.go_text import quoted, texts
from estuary_docs.vocabulary.kinds import Described, Json, Kind, ListOf

# The fields of the kinds of a catalogue, where the runtime calls them otherwise.
FIELDS = {"minimum": "least", "maximum": "most", "units": "words", "schemes": "words", "top": "form"}
BOUNDS = ("least", "most")
OF_A_NUMBER = (*BOUNDS, "above", "below", "multiple", "isFinite")
# What limits each form of the runtimes, in the order of its row.
LIMITS = {
    "text": (*BOUNDS, "pattern", "isStripped"),
    **dict.fromkeys(("whole", "exactly-whole"), (*BOUNDS, "multiple")),
    **dict.fromkeys(("number", "exactly-a-number", "exact"), OF_A_NUMBER),
    "one": ("choices", "asNumber"),
    "json": ("item", "orText"),
    "array": ("item", *BOUNDS),
    "tuple": ("forms",),
    "mapping": ("key", "item", *BOUNDS),
    "object": ("keys", "anyCase", "isClosed"),
}
# A class or an escape of a regular expression.
TOKEN = re.compile(r"\[\^?(?:\\.|[^\]\\])*\]|\\.", re.DOTALL)
ESCAPE = re.compile(r"\\.", re.DOTALL)
WHITE = r"\t-\r\x1c-\x20\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
Row = tuple[Any, ...]


def kind(of: Kind) -> str:
    """Return a kind as the runtime's `kind`; what does not limit it is left out."""
    return f"kind{_kind(of)}"


def _kind(of: Kind) -> str:
    if isinstance(of, ListOf):
        return f'{{name: "list", item: &{kind(of.item)}}}'
    if isinstance(of, Json | Described) and of.fitting:
        return f'{{name: "fitting", fitting: &form{_form(of.fitting)}}}'
    limits = {FIELDS.get(name, name): fact for name, fact in vars(of).items()}
    return _literal({"name": of.slug} | limits)


def _form(row: Row) -> str:
    """Return a row of the runtimes' `values` as the fields of the runtime's `form`."""
    name, *limits = row
    if name == "either":
        return f'{{name: "either", forms: {_forms(tuple(limits))}}}'
    return _literal({"name": name} | dict(zip(LIMITS.get(name, ()), limits, strict=True)))


def _literal(facts: dict[str, Any]) -> str:
    written = (f"{name}: {_fact(name, fact)}" for name, fact in facts.items() if _limits(fact))
    return f"{{{', '.join(written)}}}"


def _limits(fact: object) -> bool:
    return fact is not None and fact is not False and fact != ()


def _fact(name: str, fact: Any) -> str:  # noqa: ANN401 - plain Python values
    if name in WRITERS:
        return WRITERS[name](fact)
    return "true" if fact is True else quoted(str(fact))


def _forms(rows: Row) -> str:
    return f"[]form{{{', '.join(map(_form, rows))}}}"


def _key(row: Row) -> str:
    names, form, is_required = row
    return f"{{{texts(names)}, form{_form(form)}, {str(is_required).lower()}}}"


def _expression(pattern: str) -> str:
    """Return an expression with what Python calls white space spelled out, of which Go knows less."""
    return TOKEN.sub(_spelled, pattern)


def _spelled(token: re.Match[str]) -> str:
    if token[0] == r"[\s\S]":
        return "(?s:.)"
    if token[0] == r"\s":
        return f"[{WHITE}]"
    return ESCAPE.sub(lambda escape: WHITE if escape[0] == r"\s" else escape[0], token[0])


def _choice(word: object) -> str:
    match word:
        case None:
            return "nil"
        case bool():
            return str(word).lower()
        case str():
            return quoted(word)
        case _:
            return f"numeral({quoted(str(word))})"


# How a limit is written that is neither a text nor a number, by its name.
WRITERS: dict[str, Callable[[Any], str]] = {
    "words": texts,
    "pattern": lambda pattern: quoted(_expression(pattern)),
    "forms": _forms,
    **dict.fromkeys(("key", "item"), lambda row: f"&form{_form(row)}"),
    "keys": lambda rows: f"[]formOfKey{{{', '.join(map(_key, rows))}}}",
    "choices": lambda words: f"[]any{{{', '.join(map(_choice, words))}}}",
}
