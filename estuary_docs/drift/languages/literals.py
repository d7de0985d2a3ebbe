"""What literals and arithmetic stand for in every language, in the form that an environment would hold."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression

if TYPE_CHECKING:
    from tree_sitter import Node

DIGITS = re.compile(r"-?(?:0|[1-9]\d{0,14})")
LARGEST = 2**53
BITS = 64  # of the largest numbers that languages have; more shift everything away
NUMBERS = ("number", "int_literal", "integer_literal")
MOST_PARTS = 50  # of a sum or a text
PLAIN = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
PLAIN |= {letter: letter for letter in "\\'\""}
ESCAPE = re.compile(
    r"\\(?:(?P<octal>[0-7]{3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8})"
    r"|(?P<plain>.))",
    re.DOTALL,
)
ASCII, SURROGATES, LAST = 0x7F, range(0xD800, 0xE000), 0x10FFFF


def unescaped(inner: str, *, octal: bool = False) -> str | None:
    """Return what a quoted text stands for, None for one with an escape that is not known.

    A language with `octal` escapes has none of one digit.
    """
    characters = [_character(match, octal=octal) for match in ESCAPE.finditer(inner)]
    waiting = iter(character or "" for character in characters)
    return None if None in characters else ESCAPE.sub(lambda _: next(waiting), inner)


def _character(escape: re.Match[str], *, octal: bool) -> str | None:
    plain, digits = escape["plain"], escape["octal"]
    if digits and not octal:
        return f"\0{digits[1:]}" if digits.startswith("0") else None
    if plain:
        return None if plain == "0" and octal else PLAIN.get(plain)
    code = int(digits, 8) if digits else int(next(filter(None, escape.groups()[1:])), 16)
    # Beyond these, `\x` and octal digits are bytes of a text, and no letters.
    largest = ASCII if digits or escape[2] else LAST
    return None if code > largest or code in SURROGATES else chr(code)


def calculated(operator: str, first: int, second: int, bits: int = BITS) -> int | None:
    """Return what an operator makes of two whole numbers, None for one that is not followed; `<<` has so many bits."""
    if max(abs(first), abs(second)) > LARGEST:
        return None
    result: int | None = None
    match operator:
        case "*":
            result = first * second
        case "+":
            result = first + second
        case "-":
            result = first - second
        case "<<" if 0 <= second < bits and abs(first << second) < 1 << bits - 1:
            result = first << second
    return result if result is not None and abs(result) <= LARGEST else None


def arithmetic(operator: str, left: Expression | None, right: Expression | None, bits: int = BITS) -> Expression | None:
    """Return what an operator makes of two numbers as texts hold them, None for what are no numbers."""
    first, second = number(left), number(right)
    result = calculated(operator, first, second, bits) if first is not None and second is not None else None
    return None if result is None else (str(result),)


def number(expression: Expression | None) -> int | None:
    """Return the whole number that a text would be."""
    spelled = "".join(part if isinstance(part, str) else "?" for part in expression or ())
    return int(spelled) if DIGITS.fullmatch(spelled) else None


def is_number(node: "Node | None") -> bool:
    """Say whether an expression is made of whole numbers alone, by how it is written."""
    return node is not None and all(part.type in NUMBERS for part in _parts(node))


def is_text(node: "Node | None") -> bool:
    """Say whether an expression holds a text, by how it is written."""
    return node is not None and any("string" in part.type for part in _parts(node))


def _parts(node: "Node") -> Iterator["Node"]:
    waiting = [node]
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        current = waiting.pop()
        if current.named_children:
            waiting.extend(current.named_children)
        else:
            yield current
