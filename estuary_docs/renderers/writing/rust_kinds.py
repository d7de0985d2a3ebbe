"""The kinds of a catalogue, and the forms that they hold, as literals of the Rust runtime."""

from collections.abc import Callable
from decimal import Decimal as Exact
from typing import Any

from estuary_docs.renderers.writing.forms import Row, is_limit, limits
from estuary_docs.renderers.writing.rust_text import flag, optional, quoted, texts
from estuary_docs.vocabulary import kinds
from estuary_docs.vocabulary.kinds import Kind

# What the facts of a kind are called in the runtime.
LIMITS = {
    "minimum": "least",
    "maximum": "most",
    "schemes": "words",
    "units": "words",
    "top": "words",
    **dict.fromkeys(("form", "fitting", "contents")),
}
# Any letter at all, in whose place the runtime has what is none of no letters.
ANY_CHARACTER = r"[\s\S]"


def kind(kind: Kind) -> str:
    """Return a kind as the runtime has it; a bound is a text."""
    if isinstance(kind, kinds.Json | kinds.Described) and kind.fitting:
        fault = f"|_, text| fitting_fault(&{_form(kind.fitting)}, text)"
        return f'&Kind {{ name: "fitting", fault: {fault}, ..TEXT }}'
    facts = {LIMITS.get(name, name): fact for name, fact in vars(kind).items()}
    written = [
        f"{name}: {_limit(fact)}, " for name, fact in facts.items() if name and fact is not None and fact is not False
    ]
    written += [
        f"written_{name}: {quoted(text)}, " for name in ("least", "most") if (text := _written(kind, facts.get(name)))
    ]
    slug = "list" if isinstance(kind, kinds.ListOf) else kind.slug
    fault = f"{slug.replace('-', '_')}_fault"
    return f"&Kind {{ name: {quoted(slug)}, fault: {fault}, {''.join(written)}..TEXT }}"


def _written(kind: Kind, bound: Any) -> str:  # noqa: ANN401 - a fact of a kind
    """Return a bound as messages have it."""
    if bound is None or not isinstance(kind, kinds.Integer | kinds.Decimal | kinds.Number | kinds.Quantity):
        return ""
    return kind.written(bound) or "" if isinstance(kind, kinds.Quantity) else str(bound)


def _limit(fact: Any) -> str:  # noqa: ANN401 - a fact of a kind
    match fact:
        case bool():
            return flag(fact)
        case int() | float():
            return optional(_written_out(fact))
        case str() if fact in ("array", "object", "value"):
            return f"&{texts([fact])}"
        case str():
            return optional(fact)
        case tuple():
            return f"&{texts(fact)}"
        case _:
            return f"Some({kind(fact)})"


def _written_out(number: Any) -> str:  # noqa: ANN401 - a number of any type
    """Return a number exactly, without an exponent."""
    return format(Exact(number), "f")


def _form(row: Row) -> str:
    """Return a row of the runtimes' `values` as the runtime has it."""
    written = "".join(f"{name}: {_fact(name, fact)}, " for name, fact in limits(row).items() if is_limit(fact))
    return f"Form {{ fits: fits_{row[0].replace('-', '_')}, {written}..ANY }}"


def _fact(name: str, fact: Any) -> str:  # noqa: ANN401 - a fact of a form
    return WRITERS[name](fact) if name in WRITERS else _limit(fact)


def _key(row: Row) -> str:
    names, form, is_required = row
    return f"Key(&{texts(names)}, {_form(form)}, {flag(is_required)})"


def _choice(word: object) -> str:
    match word:
        case None:
            return "Choice::Nothing"
        case str():
            return f"Choice::Word({quoted(word)})"
        case _:
            return f"Choice::Number({quoted(_written_out(word))})"


def _several(write: Callable[[Any], str]) -> Callable[[Row], str]:
    return lambda row: f"&[{', '.join(map(write, row))}]"


# How a limit of a form is written that is no number, by its name.
WRITERS: dict[str, Callable[[Any], str]] = {
    "pattern": lambda pattern: optional(pattern.replace(ANY_CHARACTER, "[^]")),
    **dict.fromkeys(("key", "item"), lambda row: f"Some(&{_form(row)})"),
    "forms": _several(_form),
    "keys": _several(_key),
    "choices": _several(_choice),
}
