"""The forms of values as pydantic reads them: what a text, or a part of a JSON document, is taken for.

A form is a row, its name and what limits it, and may hold others: `("either", ("null",), ("whole", 1, None, None))`.
Further modules add their own to `FITS`.
"""

from __future__ import annotations

from estuary_docs.runtimes.python.forms import FAULTS, is_text, malformed_unless
from estuary_docs.runtimes.python.lenient_forms import BLANKS, FALSE_WORDS, TRUE_WORDS, is_within, number_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from estuary_docs.runtimes.python.forms import Kind

    Value = Any

GREATEST_FLOAT = 1.7976931348623157e308
PRECISION = 1e9


def fits(form: Kind, value: Value) -> bool:
    """Say whether a text, or a part of a document, has a form; raises KeyError for a form that is not known."""
    return FITS[form[0]](value, *form[1:])


def _fits_text(value: Value, least: int | None, most: int | None, pattern: str | None, stripped: bool) -> bool:  # noqa: FBT001 - the facts of a form
    """Say whether a value is a text that matches the whole of `pattern`; where `stripped`, without blanks around it."""
    if not isinstance(value, str):
        return False
    bare = value.strip(BLANKS) if stripped else value
    if (least is not None and len(bare) < least) or (most is not None and len(bare) > most):
        return False
    if pattern is None:
        return True
    from re import fullmatch  # noqa: PLC0415 - it takes long to import, and most services have no pattern

    return fullmatch(pattern, bare) is not None


def _fits_whole(value: Value, least: float | None, most: float | None, multiple: int | None) -> bool:
    if isinstance(value, str):
        value = number_of(value, whole=True)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int):
        return False
    return is_within(value, least, most, above=False, below=False) and not (multiple and value % multiple)


def _fits_number(  # noqa: PLR0913, PLR0917 - the facts of a form
    value: Value,
    least: float | None,
    most: float | None,
    above: bool,  # noqa: FBT001
    below: bool,  # noqa: FBT001
    multiple: float | None,
    finite: bool,  # noqa: FBT001
) -> bool:
    number = number_of(value, whole=False) if isinstance(value, str) else value
    if not isinstance(number, (int, float)):
        return False
    # An integer may be too large for a float.
    is_finite = -GREATEST_FLOAT <= number <= GREATEST_FLOAT
    if finite and not is_finite:
        return False
    if multiple and is_finite:
        rest = number % multiple
        if min(rest, multiple - rest) > abs(number) / PRECISION:
            return False
    return is_within(number, least, most, above=above, below=below)


def _fits_exact(value: Value, *limits: Any) -> bool:  # noqa: ANN401 - those of a number
    """Say whether a value is a number that Python's Decimal reads."""
    if isinstance(value, str):
        bare = value.strip().replace("_", "")
        try:
            number = float(bare)
        except ValueError:
            return False
        if bare != bare.strip():
            return False
        # What is too large for a float is finite still.
        finite = limits[-1] and "n" in value.lower()
        return _fits_number(number, *limits[:-1], finite)  # type: ignore[call-arg]  # a form has as many
    return not isinstance(value, bool) and _fits_number(value, *limits)


def _fits_flag(value: Value) -> bool:
    return value.lower() in TRUE_WORDS + FALSE_WORDS if isinstance(value, str) else value in (0, 1)


def _fits_one(value: Value, choices: tuple[Value, ...], as_number: bool) -> bool:  # noqa: FBT001 - what a table says
    """Say whether a value is one of the choices; where `as_number`, a text is read as a whole number first."""
    if as_number and isinstance(value, str):
        value = number_of(value, whole=True)
    return any(isinstance(choice, str) == isinstance(value, str) and choice == value for choice in choices)


# JavaScript knows 1.0 and 1 for one number, so they are one everywhere.
# What has a form, by the name of the form; further modules add their own.
FITS: dict[str, Callable[..., bool]] = {
    "any": lambda _value: True,
    "null": lambda value: value is None,
    "exactly-a-flag": lambda value: isinstance(value, bool),
    "exactly-whole": lambda value, *limits: type(value) in (int, float) and _fits_whole(value, *limits),
    "exactly-a-number": lambda value, *limits: type(value) in (int, float) and _fits_number(value, *limits),
    "either": lambda value, *forms: any(fits(form, value) for form in forms),
    "text": _fits_text,
    "whole": _fits_whole,
    "number": _fits_number,
    "exact": _fits_exact,
    "flag": _fits_flag,
    "one": _fits_one,
}
FAULTS["fitting"] = lambda text, form: malformed_unless(is_text(text) and fits(form, text))
