"""The forms of a settings class that says itself what it takes: words, numbers and JSON as pydantic reads them."""

from __future__ import annotations

from estuary_docs.runtimes.python.forms import FAULTS, VALUES, is_text, malformed_unless

TRUE_WORDS = ("1", "on", "t", "true", "y", "yes")
FALSE_WORDS = ("0", "off", "f", "false", "n", "no")
OF_A_NUMBER = frozenset("0123456789+-._eEinftyINFTYaA")
# What pydantic takes off around a number, and Unicode calls white space.
BLANKS = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)


def _number_fault(  # noqa: PLR0913, PLR0917 - the facts of a kind
    text: str,
    whole: bool,  # noqa: FBT001
    least: float | None,
    most: float | None,
    above: bool,  # noqa: FBT001
    below: bool,  # noqa: FBT001
) -> str | None:
    number = number_of(text, whole=whole)
    if number is None:
        return "malformed"
    return None if is_within(number, least, most, above=above, below=below) else "out-of-range"


def is_within(number: float, least: float | None, most: float | None, *, above: bool, below: bool) -> bool:
    """Say whether a number is within bounds, themselves excluded where it must be `above` or `below` them."""
    is_above = least is None or (number > least if above else number >= least)
    is_below = most is None or (number < most if below else number <= most)
    return is_above and is_below


def number_of(text: str, *, whole: bool) -> float | None:
    """Return the number that pydantic reads, or None."""
    bare = text.strip(BLANKS)
    before, point, after = bare.partition(".")
    if not OF_A_NUMBER.issuperset(bare) or (whole and point and (not after or after.strip("0"))):
        return None
    if "__" in bare or bare[:1] == "_" or bare[-1:] == "_":
        return None
    try:
        return int(before) if whole else float(bare.replace("_", ""))
    except ValueError:
        return None


def _is_json(text: str, top: str) -> bool:
    from json import loads  # noqa: PLC0415 - json takes long to import, and most services have no such variable

    try:
        document = loads(text)
    except RecursionError:
        return True
    except ValueError:
        return False
    container = {"array": list, "object": dict}.get(top, object)
    return document is None or isinstance(document, container)


FAULTS.update(
    {
        "switch": lambda text: malformed_unless(text.lower() in TRUE_WORDS + FALSE_WORDS),
        "number": _number_fault,
        "json": lambda text, top: malformed_unless(_is_json(text, top)),
        "described": lambda text, _form: malformed_unless(is_text(text)),
    }
)
VALUES.update(
    {
        "switch": lambda text: text.lower() in TRUE_WORDS,
        "number": lambda text, whole, *_bounds: number_of(text, whole=whole),
    }
)
