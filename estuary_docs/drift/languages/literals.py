"""What literals and arithmetic stand for in every language, in the form that an environment would hold."""

import re

from estuary_docs.drift.code import Expression

DIGITS = re.compile(r"-?\d{1,15}")
LARGEST = 2**53
BITS = 64  # of the largest numbers that languages have; more shift everything away
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}


def unescaped(inner: str) -> str:
    """Return what a quoted text stands for, its escapes resolved."""
    return re.sub(r"\\(.)", lambda escape: ESCAPES.get(escape[1], escape[1]), inner)


def calculated(operator: str, first: int, second: int) -> int | None:
    """Return what an operator makes of two whole numbers, None for one that is not followed."""
    if max(abs(first), abs(second)) > LARGEST:
        return None
    match operator:
        case "*":
            return first * second
        case "+":
            return first + second
        case "-":
            return first - second
        case "<<" if 0 <= second < BITS:
            return first << second
    return None


def arithmetic(operator: str, left: Expression | None, right: Expression | None) -> Expression | None:
    """Return what an operator makes of two numbers as texts hold them, None for what are no numbers."""
    first, second = _number(left), _number(right)
    result = calculated(operator, first, second) if first is not None and second is not None else None
    return None if result is None else (str(result),)


def _number(expression: Expression | None) -> int | None:
    spelled = "".join(part if isinstance(part, str) else "?" for part in expression or ())
    return int(spelled) if DIGITS.fullmatch(spelled) else None
