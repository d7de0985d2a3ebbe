"""Under which condition code wants a variable."""

import re
from collections.abc import Mapping

from estuary_docs.adoption.choices import arm_words, is_switch

IF = re.compile(r"\s*(?:\}\s*)?(?:el(?:se\s+)?)?if\b(?P<condition>.+)")
OF_SEVERAL = re.compile(r"&&|\|\||\band\b|\bor\b|!(?!=)|!=|\bnot\b")
COMPARED = re.compile(r"(?:===?| =(?= ))\s*(?:Ok\(|Some\()?[\"'](?P<word>[^\"']+)[\"']")
COMPARISON = re.compile(r"[=<>]")
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
IDENTIFIER = re.compile(r"[A-Za-z_]\w*")


def condition(lines: list[str], path: str, names: set[str], locals_of: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the variable, and its word, that the branch asks for which the last line stands in.

    The branch is the nearest line above with less indentation. One that asks for more than one thing tells nothing.
    `locals_of` gives the variable that a name of the code holds.
    """
    number = _above(lines, len(lines) - 1)
    if number < 0:
        return None
    branch = IF.match(lines[number])
    if branch is None:
        words = arm_words(lines[number], path)
        subject = _switch(lines, number) if len(words) == 1 else ""
        return _asked(subject, words[0], names, locals_of) if subject else None
    if OF_SEVERAL.search(branch["condition"]):
        return None
    compared = COMPARED.search(branch["condition"])
    if compared is None and COMPARISON.search(branch["condition"]):
        return None
    return _asked(branch["condition"], compared["word"] if compared else "true", names, locals_of)


def _above(lines: list[str], number: int) -> int:
    """Return the nearest line above with less indentation; -1 where there is none."""
    depth = _depth(lines[number])
    return next(
        (place for place in range(number - 1, -1, -1) if lines[place].strip() and _depth(lines[place]) < depth), -1
    )


def _switch(lines: list[str], arm: int) -> str:
    """Return the line that opens what an arm belongs to: not deeper than the arm, as some languages write it."""
    above = (line for line in reversed(lines[:arm]) if is_switch(line) and _depth(line) <= _depth(lines[arm]))
    return next(above, "")


def _asked(text: str, word: str, names: set[str], locals_of: Mapping[str, str]) -> tuple[str, str] | None:
    words = IDENTIFIER.findall(text)
    asked = {HUMP.sub("_", word).upper() for word in words} & names or {
        locals_of[word] for word in words if word in locals_of
    }
    return (asked.pop(), word) if len(asked) == 1 else None


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
