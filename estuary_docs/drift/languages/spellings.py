"""What an expression spells, in each of its ways, and what text functions make of it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product

from estuary_docs.drift.code import ENVIRONMENT, MOST_LETTERS, Expression, Name, transformed

VARIABLE = re.compile(r"_*[A-Z][A-Z0-9_]*")
NAMED_IN_FULL = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
ALTERNATIVES = 60


@dataclass(frozen=True)
class Spelling:
    """One thing that a name can compute to, the line it is spelled on if elsewhere, and the class that holds it."""

    expression: Expression
    line: int = 0
    owner: str = ""


UNKNOWN = Spelling((None,))


def joined(parts: list[list[Spelling]]) -> list[Spelling]:
    """Return every way to write the parts one after the other."""
    spellings = []
    for chosen in product(*parts):
        expression = tuple(piece for part in chosen for piece in part.expression)
        line = next((part.line for part in chosen if part.line), 0)
        spellings.append(Spelling(merged(expression), line, next((part.owner for part in chosen if part.owner), "")))
        if len(spellings) == ALTERNATIVES:
            break
    return spellings


def merged(expression: Expression) -> Expression:
    """Join neighbouring texts; what grows longer than any name or value is not told."""
    parts: list[str | Name | None] = []
    for part in expression:
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            whole = parts[-1] + part
            parts[-1] = whole if len(whole) <= MOST_LETTERS else None
        elif part != "":
            parts.append(part)
    return tuple(parts)


def plausible(expression: Expression, parameters: Iterable[str]) -> bool:
    """Whether an argument may be a variable's name: it is written like one, or refers to a constant or a parameter."""
    if any(isinstance(part, Name) and refers(part.text, parameters) for part in expression):
        return True
    text = "".join(part for part in expression if isinstance(part, str))
    return text == ENVIRONMENT or VARIABLE.fullmatch(text) is not None


def is_key(expression: Expression) -> bool:
    """Whether a text may be a part of a variable's name, in the spelling of some function of its own."""
    return len(expression) == 1 and isinstance(expression[0], str) and KEY.fullmatch(expression[0]) is not None


def refers(name: str, parameters: Iterable[str]) -> bool:
    """Whether a reference is to a parameter, or to a constant by the look of it."""
    return name in parameters or VARIABLE.fullmatch(name.rpartition(".")[2]) is not None


def stepped(spellings: Iterable[Spelling], function: str, arguments: Iterable[str | None] = ()) -> list[Spelling]:
    """Return what a text function makes of each text; its arguments are None where the source does not tell them."""
    operands = list(arguments)
    texts = [operand for operand in operands if operand is not None]
    if texts != operands:
        return [UNKNOWN]
    return [
        replace(spelling, expression=transformed(spelling.expression, (function, *texts))) for spelling in spellings
    ]


def separated(parts: list[list[Spelling]], separator: list[Spelling]) -> list[Spelling]:
    """Return every way to write the parts with a separator between them."""
    between = [piece for part in parts for piece in (separator, part)]
    return joined(between[1:]) if parts else [UNKNOWN]


def filled(spelling: Spelling, values: Mapping[str, list[Spelling]]) -> list[Spelling]:
    """Return what a text becomes with values for the parameters that it refers to."""
    return joined(
        [
            [replace(value, expression=transformed(value.expression, *part.steps)) for value in values[part.text]]
            if isinstance(part, Name) and part.text in values
            else [replace(spelling, expression=(part,))]
            for part in spelling.expression
        ]
    )
