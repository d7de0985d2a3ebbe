"""The kinds of a catalogue as literals of the Rust runtime."""

from decimal import Decimal as Exact
from typing import Any

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
    "form": None,
    "fitting": None,
    "contents": None,
}


def kind(kind: Kind) -> str:
    """Return a kind as the runtime has it; a bound is a text."""
    facts = {LIMITS.get(name, name): fact for name, fact in vars(kind).items()}
    limits = [
        f"{name}: {_limit(fact)}, " for name, fact in facts.items() if name and fact is not None and fact is not False
    ]
    limits += [
        f"written_{name}: {quoted(text)}, " for name in ("least", "most") if (text := _written(kind, facts.get(name)))
    ]
    slug = "list" if isinstance(kind, kinds.ListOf) else kind.slug
    fault = f"{slug.replace('-', '_')}_fault"
    return f"&Kind {{ name: {quoted(slug)}, fault: {fault}, {''.join(limits)}..TEXT }}"


def _written(kind: Kind, bound: Any) -> str:  # noqa: ANN401 - a fact of a kind
    """Return a bound as messages have it."""
    if bound is None or not isinstance(kind, kinds.Integer | kinds.Decimal | kinds.Number | kinds.Quantity):
        return ""
    return kind.written(bound) or "" if isinstance(kind, kinds.Quantity) else str(bound)


def _limit(fact: Any) -> str:  # noqa: ANN401, PLR0911 - a fact of a kind
    match fact:
        case bool():
            return flag(fact)
        case int():
            return optional(str(fact))
        case float():
            return optional(format(Exact(fact), "f"))
        case str() if fact in ("array", "object", "value"):
            return f"&{texts([fact])}"
        case str():
            return optional(fact)
        case tuple():
            return f"&{texts(fact)}"
        case _:
            return f"Some({kind(fact)})"
