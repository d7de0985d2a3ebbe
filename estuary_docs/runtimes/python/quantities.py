"""The forms of quantities: decimal numbers, and whole numbers with a unit, which are durations and sizes."""

from __future__ import annotations

from estuary_docs.runtimes.python.forms import CHANGES, FAULTS, MOST_DIGITS, VALUES, WRITTEN, fault, is_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from estuary_docs.runtimes.python.forms import Kind

MILLISECONDS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
BYTES = {
    "B": 1,
    "KB": 10**3,
    "MB": 10**6,
    "GB": 10**9,
    "TB": 10**12,
    "KiB": 2**10,
    "MiB": 2**20,
    "GiB": 2**30,
    "TiB": 2**40,
}
# What Python's `timedelta` holds.
LONGEST_DURATION = 999_999_999 * MILLISECONDS["d"]
UNITS_OF = {"duration": MILLISECONDS, "size": BYTES}


def _decimal_fault(
    text: str,
    least: str | None,
    most: str | None,
    above: bool,  # noqa: FBT001
    below: bool,  # noqa: FBT001
) -> str | None:
    magnitude = text[1:] if text[:1] == "-" and (least is None or least[0] == "-") else text
    whole, point, part = magnitude.partition(".")
    if not is_number(whole) or (point and not is_number(part)):
        return "malformed"
    if len(whole.lstrip("0")) > MOST_DIGITS or len(part) > MOST_DIGITS:
        return "out-of-range"
    places = max(len(bound.partition(".")[2]) for bound in (text, least or "", most or ""))
    number = _scaled(text, places)
    is_above = least is None or number > _scaled(least, places) - (not above)
    is_below = most is None or number < _scaled(most, places) + (not below)
    return None if is_above and is_below else "out-of-range"


def _scaled(text: str, places: int) -> int:
    """Return a decimal number, times ten to the power of `places`, which are no fewer than it has."""
    whole, _, part = text.partition(".")
    digits = (whole + part.ljust(places, "0")).lstrip("-").lstrip("0") or "0"
    return -int(digits) if text[0] == "-" else int(digits)


def quantity(text: str, kind: str, units: tuple[str, ...]) -> int | str:
    """Return how much a number with a unit is, in milliseconds or bytes, or the slug of what is wrong with it."""
    digits = text.rstrip("".join(units))
    unit = text[len(digits) :]
    if not is_number(digits) or unit not in units:
        return "malformed"
    digits = digits.lstrip("0") or "0"
    return int(digits) * UNITS_OF[kind][unit] if len(digits) <= MOST_DIGITS else "out-of-range"


def written(amount: int, kind: str, units: tuple[str, ...]) -> str:
    """Return an amount in the largest unit in which it is a whole number; an empty text if there is none."""
    factors = sorted((UNITS_OF[kind][unit], unit) for unit in units)
    fitting = [(factor, unit) for factor, unit in factors if amount >= 0 and amount % factor == 0]
    within = [pair for pair in fitting if pair[0] <= amount] or fitting[:1]
    return f"{amount // within[-1][0]}{within[-1][1]}" if within else ""


def _duration_fault(text: str, least: int | None, most: int | None, units: tuple[str, ...]) -> str | None:
    return _quantity_fault(quantity(text, "duration", units), least, LONGEST_DURATION if most is None else most)


def _size_fault(text: str, least: int | None, most: int | None, units: tuple[str, ...]) -> str | None:
    return _quantity_fault(quantity(text, "size", units), least, most)


def _quantity_fault(amount: int | str, least: int | None, most: int | None) -> str | None:
    if isinstance(amount, str):
        return amount
    return None if (least is None or least <= amount) and (most is None or amount <= most) else "out-of-range"


def _decimal(text: str, *_bounds: Any) -> Any:  # noqa: ANN401 - decimal is imported only where there is such a value
    from decimal import Decimal  # noqa: PLC0415 - it takes long to import

    return Decimal(text)


def _duration(text: str, _least: int | None, _most: int | None, units: tuple[str, ...]) -> Any:  # noqa: ANN401 - likewise
    from datetime import timedelta  # noqa: PLC0415 - it takes long to import

    return timedelta(milliseconds=1) * int(quantity(text, "duration", units))


def _with_unit(kind: Kind, text: str) -> str:
    units = kind[3] if is_number(text[-1:]) else ()
    return next((text + unit for unit in units if not fault(kind, text + unit)), text)


FAULTS.update({"decimal": _decimal_fault, "duration": _duration_fault, "size": _size_fault})
VALUES.update(
    {
        "decimal": _decimal,
        "duration": _duration,
        "size": lambda text, _least, _most, units: quantity(text, "size", units),
    }
)
WRITTEN.update(
    {
        "duration": lambda bound, _least, _most, units: written(bound, "duration", units),
        "size": lambda bound, _least, _most, units: written(bound, "size", units),
    }
)
CHANGES.append((("duration", "size"), (("no-unit", _with_unit),)))
