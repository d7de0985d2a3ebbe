"""The rows of the runtimes' `values` as facts with names, for languages whose forms are structures."""

from typing import Any

Row = tuple[Any, ...]
BOUNDS = ("least", "most")
OF_A_NUMBER = (*BOUNDS, "above", "below", "multiple", "is_finite")
# What limits each form, in the order of its row.
LIMITS = {
    "text": (*BOUNDS, "pattern", "is_stripped"),
    **dict.fromkeys(("whole", "exactly-whole"), (*BOUNDS, "multiple")),
    **dict.fromkeys(("number", "exactly-a-number", "exact"), OF_A_NUMBER),
    "one": ("choices", "as_number"),
    "json": ("item", "or_text"),
    "array": ("item", *BOUNDS),
    "tuple": ("forms",),
    "mapping": ("key", "item", *BOUNDS),
    "object": ("keys", "any_case", "is_closed"),
}


def limits(row: Row) -> dict[str, Any]:
    """Return what limits a form, by its names, and the forms that it holds."""
    name, *facts = row
    if name == "either":
        return {"forms": tuple(facts)}
    return dict(zip(LIMITS.get(name, ()), facts, strict=True))


def is_limit(fact: object) -> bool:
    """Say whether a fact limits anything."""
    return fact is not None and fact is not False and fact != ()
