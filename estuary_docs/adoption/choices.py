"""The words that code tells apart in what it reads, or that a document lists."""

import re
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePosixPath

from estuary_docs.adoption.statements import declarations, statement, target, type_of, uses

LENIENT = "any other word is taken too"
FEWEST = 2
FAR = 15
FARTHEST_ARM = 60
WORD = r"[\w.\-]+"
QUOTED = re.compile(rf"[\"']({WORD})[\"']")
LISTED = rf"[(\[{{]\s*((?:[\"']{WORD}[\"']\s*,?\s*){{2,}})[)\]}}]"
# A list of words that a library takes, and one that code holds the value against.
TAKEN = re.compile(rf"(?:enum|[Cc]hoices|Literal|[Oo]ne_?[Oo]f|valid|str)\s*[=:(]*\s*{LISTED}")
ASKED = re.compile(rf"\bin\s+{LISTED}|{LISTED}\s*\.\s*(?:includes|contains)\(")
TAGGED = re.compile(rf"\boneof=({WORD}(?: {WORD})+)")
UNION = re.compile(rf"[\"']{WORD}[\"'](?:\s*\|\s*[\"']{WORD}[\"'])+")
SWITCH = re.compile(r"\b(?:match|switch)\b(.+?)(?:\{|:)?\s*$|\bcase\b(.+?)\bin\s*$")
ARMS = {
    ".rs": re.compile(r"\s*(?P<pattern>[^=]+?)\s*=>"),
    ".sh": re.compile(r"\s*\(?(?P<pattern>[^()]*[^()\s])\s*\)"),
}
ARM = re.compile(r"\s*(?:case\s+(?P<pattern>.+?)|default)\s*:(?!:)")
ABSENT = re.compile(r"\bErr\(_\)|\bNone\b|\bundefined\b|\bnull\b|\bnil\b|\"\"|''")
REFUSES = re.compile(
    r"panic|fatal|throw|raise|exit|\bErr\(|[Ee]rror|bail|abort|die|unreachable|return err|unknown|invalid",
    re.IGNORECASE,
)
# "One of `a`, `b` or `c`", and a text of nothing but such words.
IN_CODE = rf"(?:`[\"']?{WORD}[\"']?`|'{WORD}'|\"{WORD}\")"
TOLD = rf"{IN_CODE}(?:\s*(?:,|/|\||\bor\b|\band\b|, or)\s*{IN_CODE})+"
DOCUMENTED = re.compile(rf"(?:\b(?:[Oo]ne of|[Ee]ither|[Vv]alues|[Vv]alues are|[Cc]hoices)\b:?\s*)({TOLD})")
NOTHING_ELSE = re.compile(rf"(?:[Oo]ne of:?\s*|[Ee]ither\s+)?({TOLD})\.?")


@dataclass(frozen=True)
class Choices:
    """The words, in their order, the one that is taken where nothing is set, and whether any other is refused."""

    words: tuple[str, ...]
    absent: str | None
    strict: bool


def choices(lines: list[str], index: int, path: str) -> Choices | None:
    """Return the words that the code round a line tells apart in what is read there; None where it tells none."""
    code = statement(lines, index)
    variable = target(lines, index)
    listed = _listed(TAKEN, code) or _listed(TAGGED, lines[index])
    named = [line for line in uses(lines, index, variable) if line < index + FAR]
    for use in named:
        listed = listed or _listed(ASKED, lines[use])
    for use in declarations(lines, index, variable):
        listed = listed or tuple(QUOTED.findall(type_of(lines[use]) if UNION.search(type_of(lines[use])) else ""))
    if len(listed) >= FEWEST:
        return Choices(listed, None, strict=True)
    subject = re.compile(rf"\b{re.escape(variable)}\b") if variable else None
    for place in (index, *named):
        switch = SWITCH.search(lines[place])
        if switch and (place == index or (subject and subject.search(switch[0]))):
            return _of_arms(lines, place, PurePosixPath(path).suffix)
    return None


def is_switch(line: str) -> bool:
    """Say whether a line opens a choice between words, and is no word of one."""
    return SWITCH.search(line) is not None


def arm_words(line: str, path: str) -> list[str]:
    """Return the words of a line that is one branch of a choice between words."""
    arm = ARMS.get(PurePosixPath(path).suffix, ARM)
    match = arm.match(line)
    return _words(match["pattern"] or "", arm) if match else []


def told_words(description: str) -> tuple[str, ...]:
    """Return the words that a description lists as those that a variable can hold."""
    match = DOCUMENTED.search(description) or NOTHING_ELSE.fullmatch(description)
    return tuple(dict.fromkeys(re.findall(rf"[`'\"]({WORD})[`'\"]", match[1]))) if match else ()


def only_words(description: str) -> bool:
    """Say whether a description says nothing but which words there are."""
    return NOTHING_ELSE.fullmatch(description) is not None


def _listed(expression: re.Pattern[str], text: str) -> tuple[str, ...]:
    match = expression.search(text)
    words = next(filter(None, match.groups()), "") if match else ""
    return tuple(dict.fromkeys(QUOTED.findall(words) or words.split()))


def _of_arms(lines: list[str], opener: int, suffix: str) -> Choices | None:
    arm = ARMS.get(suffix, ARMS[".sh"] if lines[opener].rstrip().endswith(" in") else ARM)
    words: dict[str, None] = {}
    absent: str | None = None
    depth: int | None = None
    together: list[str] = []
    strict = False
    for number, line in _body(lines, opener):
        match = arm.match(line)
        if match is None or (depth is not None and _depth(line) != depth):
            together = []
            continue
        depth = _depth(line)
        pattern = match["pattern"] or "_"
        own = _words(pattern, arm)
        words |= dict.fromkeys(own)
        together = [*together, *own] if line.rstrip().endswith(":") and suffix != ".go" else own
        if ABSENT.search(pattern):
            absent = next(iter(together), absent)
        elif not own:
            refusing = [line, *takewhile(lambda text: not arm.match(text), lines[number + 1 : number + 4])]
            strict = any(map(REFUSES.search, refusing))
    return Choices(tuple(words), absent, strict) if len(words) >= FEWEST else None


def _body(lines: list[str], opener: int) -> list[tuple[int, str]]:
    """Return the lines of a block, numbered: those up to the one that closes it."""
    depth = _depth(lines[opener])
    following = list(enumerate(lines))[opener + 1 : opener + FARTHEST_ARM]
    return list(
        takewhile(
            lambda line: (
                not line[1].strip() or _depth(line[1]) > depth or line[1].lstrip().startswith(("case", "default", "{"))
            ),
            following,
        )
    )


def _words(pattern: str, arm: re.Pattern[str]) -> list[str]:
    bare = [part.strip() for part in pattern.split("|")] if arm is ARMS[".sh"] else []
    return QUOTED.findall(pattern) or [part for part in bare if re.fullmatch(WORD, part)]


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
