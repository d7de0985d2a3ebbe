"""Regular expressions that mean the same in ECMA 262 and in most other dialects."""

import re
from collections.abc import Iterable

from estuary_docs.runtimes.python.forms import MOST_DIGITS

AUTHORITY = r"(?:[A-Za-z0-9_][A-Za-z0-9_.\-]*|\[[0-9A-Fa-f:.]{2,45}\])(?::(?P<port>[0-9]{1,5}))?"
URL = re.compile(rf"https?://(?:[!-\"$-.0->A-Z\[-~]*@)?{AUTHORITY}(?:[/?#][!-~]*)?")
ORIGIN = re.compile(rf"https?://{AUTHORITY}")
# Letters beyond ASCII whose lower case is within it.
FURTHER_CAPITALS = {"k": "\u212a"}


def digits(minimum: int, maximum: int, width: int | None = None) -> str:
    """Return an expression for the whole numbers from `minimum` to `maximum`, with zeros before them up to `width`."""
    parts = []
    for length in range(len(str(minimum)), len(str(maximum)) + 1):
        low = max(minimum, 10 ** (length - 1)) if length > 1 else minimum
        zeros = f"0{{0,{width - length}}}" if width and width > length else ""
        parts.append(zeros + _between(str(low), str(min(maximum, 10**length - 1))))
    return _one_of(parts)


def whole_numbers(minimum: int | None, maximum: int | None) -> str:
    """Return an expression for the whole numbers from `minimum` to `maximum`, as a variable's integer is written."""
    parts = []
    if minimum is None or minimum < 0:
        least = 0 if maximum is None or maximum > 0 else -maximum
        parts.append("-" + _magnitudes(least, None if minimum is None else -minimum))
    if maximum is None or maximum >= 0:
        parts.append(_magnitudes(max(minimum or 0, 0), maximum))
    return _one_of(parts)


def _magnitudes(least: int, most: int | None) -> str:
    if most is not None:
        return f"0*{digits(least, most)}"
    more = f"[1-9][0-9]{{{len(str(least))},{MOST_DIGITS - 1}}}"
    return f"0*{_one_of([digits(least, 10 ** len(str(least)) - 1), more])}"


def _between(low: str, high: str) -> str:
    """Return an expression for the numbers of one length from `low` to `high`."""
    if low == high:
        return low
    if low[0] == high[0]:
        return low[0] + _between(low[1:], high[1:])
    first, last, others = int(low[0]), int(high[0]), len(low) - 1
    parts, top = [], []
    if low[1:] != "0" * others:
        parts.append(low[0] + _between(low[1:], "9" * others))
        first += 1
    if high[1:] != "9" * others:
        top.append(high[0] + _between("0" * others, high[1:]))
        last -= 1
    if first <= last:
        repeated = {0: "", 1: "[0-9]"}.get(others, f"[0-9]{{{others}}}")
        parts.append((str(first) if first == last else f"[{first}-{last}]") + repeated)
    return _one_of(parts + top)


def _one_of(parts: list[str]) -> str:
    return f"(?:{'|'.join(parts)})" if len(parts) > 1 else parts[0]


def any_of(words: Iterable[str]) -> str:
    """Return an expression for one of the words."""
    return f"(?:{'|'.join(map(literally, words))})"


def literally(word: str) -> str:
    """Return an expression for a word as it stands."""
    return re.sub(r"[\\^$.*+?()\[\]{}|/]", r"\\\g<0>", word)


def in_any_case(word: str) -> str:
    """Return an expression for a word in any mixture of cases."""
    forms = ((letter, {letter.lower(), letter.upper(), *FURTHER_CAPITALS.get(letter, "")}) for letter in word.lower())
    return "".join(f"[{''.join(sorted(each))}]" if len(each) > 1 else literally(letter) for letter, each in forms)
