"""The kinds of a catalogue, and the forms that they hold, as literals of the Go runtime."""

import re
from collections.abc import Callable
from typing import Any

from estuary_docs.renderers.writing.forms import Row, is_limit, limits
from estuary_docs.renderers.writing.go_text import quoted, texts
from estuary_docs.vocabulary.kinds import Described, Json, Kind, ListOf

# The fields of the kinds of a catalogue, where the runtime calls them otherwise.
FIELDS = {"minimum": "least", "maximum": "most", "units": "words", "schemes": "words", "top": "form"}
# A class or an escape of a regular expression.
TOKEN = re.compile(r"\[\^?(?:\\.|[^\]\\])*\]|\\.", re.DOTALL)
ESCAPE = re.compile(r"\\.", re.DOTALL)
WHITE = r"\t-\r\x1c-\x20\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"


def kind(of: Kind) -> str:
    """Return a kind as the runtime's `kind`; what does not limit it is left out."""
    return f"kind{_kind(of)}"


def _kind(of: Kind) -> str:
    if isinstance(of, ListOf):
        counts = "".join(f", {name}: {_fact(name, vars(of)[name])}" for name in ("least", "most") if vars(of)[name])
        return f'{{name: "list", item: &{kind(of.item)}{counts}}}'
    if isinstance(of, Json | Described) and of.fitting:
        return f'{{name: "fitting", fitting: &form{_form(of.fitting)}}}'
    return _literal({"name": of.slug} | {FIELDS.get(name, name): fact for name, fact in vars(of).items()})


def _form(row: Row) -> str:
    """Return a row of the runtimes' `values` as the fields of the runtime's `form`."""
    return _literal({"name": row[0]} | {_spelled_in_go(name): fact for name, fact in limits(row).items()})


def _spelled_in_go(name: str) -> str:
    head, *humps = name.split("_")
    return head + "".join(map(str.capitalize, humps))


def _literal(facts: dict[str, Any]) -> str:
    written = (f"{name}: {_fact(name, fact)}" for name, fact in facts.items() if is_limit(fact))
    return f"{{{', '.join(written)}}}"


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
