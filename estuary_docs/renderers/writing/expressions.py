"""Regular expressions that mean the same in ECMA 262 and in most other dialects."""

import re
from collections.abc import Iterable

from estuary_docs.runtimes.python.forms import MOST_DIGITS, WEB_SCHEMES
from estuary_docs.runtimes.python.quantities import LONGEST_DURATION
from estuary_docs.vocabulary.kinds import WEB, Duration, Quantity

# A label is read in one way only, for engines that try every way; the last one of a host's name is not a number.
LABEL = r"(?![A-Za-z0-9_\-]{64})[A-Za-z0-9_]+(?:-+[A-Za-z0-9_]+)*"
HOST_NAME = rf"(?:{LABEL}\.)*(?=[0-9]*[A-Za-z_\-]){LABEL}"
DOMAIN = HOST_NAME.replace("_", "")
BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
IPV4_ADDRESS = rf"(?:{BYTE}\.){{3}}{BYTE}"
AUTHORITY = rf"(?:{HOST_NAME}\.?|{IPV4_ADDRESS}|\[[0-9A-Fa-f:.]{{2,45}}\])(?::(?P<port>[0-9]{{1,5}}))?"
HOST = rf"(?:{HOST_NAME}\.?|{IPV4_ADDRESS}|[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)"
HOST_AND_PORT = re.compile(AUTHORITY.removesuffix("?"))
EMAIL = rf"[A-Za-z0-9.!#$%&'*+\/=?^_`{{|}}~\-]+@(?:{DOMAIN}|{IPV4_ADDRESS})"
ORIGIN = re.compile(rf"https?://{AUTHORITY}")
ANY_PART = rf"(?:\.[0-9]{{1,{MOST_DIGITS}}})?"
POINT = rf"\.(?=[0-9]{{1,{MOST_DIGITS}}}(?![0-9]))"
# Letters beyond ASCII whose lower case is within it.
FURTHER_CAPITALS = {"k": "\u212a"}


def url(schemes: Iterable[str]) -> re.Pattern[str]:
    """Return an expression for the URLs that have one of the schemes."""
    every = tuple(schemes)
    others = [scheme for scheme in every if scheme not in WEB_SCHEMES]
    scheme = "https?" if every == WEB else any_of(every)
    parts = [rf"{scheme}://(?:[!-\"$-.0->A-Z\[-~]*@)?{AUTHORITY}(?:[/?#][!-~]*)?"]
    return re.compile(_one_of([*parts, f"{any_of(others)}:///[!-~]*"] if others else parts))


def quantities(kind: Quantity) -> str:
    """Return an expression for the whole numbers with a unit that are within the bounds of a kind."""
    most = LONGEST_DURATION if isinstance(kind, Duration) and kind.maximum is None else kind.maximum
    parts = []
    for unit in kind.units:
        factor = kind.factors[unit]
        low, high = -(-max(kind.minimum or 0, 0) // factor), None if most is None else most // factor
        if high is None or low <= high:
            parts.append(whole_numbers(low, high) + unit)
    return _one_of(parts)


def lengths(least: int | None, most: int | None) -> str:
    """Return an expression for the items of a list that have from `least` to `most` characters."""
    return f"[^,]{{{(least or 1) - 1},{'' if most is None else most - 1}}}[^, \t]"


def decimals(bound: str | None, *, strict: bool, least: bool) -> str:
    """Return an expression for the decimal numbers on one side of a bound, as a variable's decimal is written.

    They are at least the bound where `least`, at most it otherwise, and not the bound itself where `strict`. A number
    below zero is written only where the bound lets it.
    """
    if bound is None:
        return f"-?{whole_numbers(0, None)}{ANY_PART}"
    whole, _, part = bound.lstrip("-").partition(".")
    number, part = int(whole), part.rstrip("0")
    # All below zero are.
    is_negative = bound[0] == "-" or (strict and not least and not number and not part)
    is_far = least is not is_negative
    part_of = _part_from if is_far else _part_up_to
    ends = [(whole_numbers(number, number), part_of(part, strict=strict))]
    if is_far or number:
        ends.append((whole_numbers(number + 1, None) if is_far else whole_numbers(0, number - 1), ANY_PART))
    magnitudes = _one_of([head + end for head, end in ends if end is not None] or ["(?!)"])
    if least and is_negative:
        return f"(?:-{magnitudes}|{whole_numbers(0, None)}{ANY_PART})"
    if is_negative:
        return f"-{magnitudes}"
    return magnitudes if least else f"(?:-{whole_numbers(0, None)}{ANY_PART}|{magnitudes})"


def _part_from(part: str, *, strict: bool) -> str | None:
    """Return what follows the point, and the point, in numbers that are no less than their whole part and `part`."""
    if not part and not strict:
        return ANY_PART
    larger = [f"{part[:place]}[{int(digit) + 1}-9][0-9]*" for place, digit in enumerate(part) if digit != "9"]
    return POINT + _one_of([*larger, f"{part}0*[1-9][0-9]*" if strict else f"{part}[0-9]*"])


def _part_up_to(part: str, *, strict: bool) -> str | None:
    """Return the same for numbers that are no more; None if there is none."""
    if not part:
        return None if strict else rf"(?:{POINT}0+)?"
    smaller = [f"{part[:place]}[0-{int(digit) - 1}][0-9]*" for place, digit in enumerate(part) if digit != "0"]
    shorter = [f"{part[:place]}0*" for place in range(1, len(part))]
    return f"(?:{POINT}{_one_of(['0+', *smaller, *shorter, *([] if strict else [f'{part}0*'])])})?"


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
    return "".join(
        f"[{''.join(sorted(letters))}]" if len(letters) > 1 else literally(letter) for letter, letters in forms
    )
