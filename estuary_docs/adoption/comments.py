"""What comments beside code, and in example files, say that a variable does."""

import re

from estuary_docs.adoption.statements import DECLARED, declarations, statement, target, type_of, uses

FEWEST_WORDS = 2
LONGEST_HEADING = 4
COMMENT = re.compile(r"\s*(?:#(?!\[)|;|//|--\s)[#;/!]* ?(?P<prose>.*)")
BLOCK = re.compile(r"\s*(?:/\*\*?|\*/?)(?P<prose>.*?)(?:\*/)?\s*")
BEHIND = re.compile(r"\s(?:#|//)[/!<]* +(?P<prose>[^\"'`]+)$")
BETWEEN = re.compile(r"\s*(?:#\[.*\]|@\w.*)\s*")
DOCSTRING = re.compile(r"\s*(?:\"\"\"|''')(?P<prose>.+?)(?:\"\"\"|''')?\s*")
ASSIGNED = re.compile(r"\s*(?:export\s+)?[\w.]+\s*[=:](?!\s*$)")
CODE = re.compile(r"[;{}]\s*$|^\s*(?:return|import|use|from|let|const|var|if|for)\b.*[=(]")
DECORATION = re.compile(r"[-=*#~+_]{3,}")
NOTE = re.compile(
    r"(?:TODO|FIXME|XXX|HACK|SAFETY|NOLINT|noqa|nosec|type:|pragma|eslint|prettier|@ts-|nolint|shellcheck|go:)"
)
TOLD = re.compile(
    r"\b(?:help|help_text|desc|description|describe|doc|[Uu]sage)[\"']?\s*[:=(]\s*(?P<quote>[\"'`])(?P<prose>(?:(?!(?P=quote)).)+)(?P=quote)"
)
# "Port is the TCP port" and "PORT: the TCP port" say the name again.
NAME_AGAIN = r"^[`\"]?{name}[`\"]?\s*(?:(?:is|are)\s+(?=\w)|:\s+|\s[-\u2013\u2014]\s+|(?=[a-z]+s\s))"


def beside_code(lines: list[str], index: int, name: str) -> str:
    """Return what the code round a read says of the variable: in the call, in comments there, or at its declaration."""
    code = statement(lines, index)
    speech = TOLD.search(code)
    if speech:
        return speech["prose"].strip()
    variable = target(lines, index)
    onward = [target(lines, use) for use in list(uses(lines, index, variable))[:1]]
    declared = [place for which in dict.fromkeys((variable, *onward)) for place in declarations(lines, index, which)]
    here = index if DECLARED.match(lines[index]) else -1
    for place in (index, *declared):
        comment = _behind(lines[place]) or above(lines, place, may_head=place == index != here) or _below(lines, place)
        if comment:
            return _without_name(comment, (name, variable, *onward))
    return ""


def in_example(lines: list[str], index: int, name: str) -> str:
    """Return what an example file says of the variable that a line shows: behind it, or above it."""
    comment = _behind(lines[index]) or above(lines, index, may_head=True)
    return _without_name(comment, (name,))


def above(lines: list[str], index: int, *, may_head: bool) -> str:
    """Return the comment that ends above a line, up to a line that is none or that hides an assignment.

    Where it `may_head` a group of lines, a short comment over several of them, and a single word, is their heading, and
    describes none of them.
    """
    while index and BETWEEN.fullmatch(lines[index - 1]):
        index -= 1
    proses: list[str] = []
    for line in reversed(lines[:index]):
        comment = COMMENT.fullmatch(line) or BLOCK.fullmatch(line)
        prose = comment["prose"].strip() if comment else ""
        if comment is None or ASSIGNED.match(prose) or CODE.search(prose) or DECORATION.search(prose):
            break
        if not any(map(str.isalpha, prose)):
            if proses or not BLOCK.fullmatch(line):
                break
            continue
        proses.insert(0, prose)
    text = " ".join(proses)
    if len(text.split()) < FEWEST_WORDS or NOTE.match(text) or text.endswith("?"):
        return ""
    heads = may_head and len(text.split()) <= LONGEST_HEADING and _is_shared(lines, index) and not text.endswith(".")
    return "" if heads else text


def _is_shared(lines: list[str], index: int) -> bool:
    """Say whether the next line stands under the same comment: it is an assignment too, without one of its own."""
    following = lines[index + 1] if index + 1 < len(lines) else ""
    return bool(following.strip()) and bool(ASSIGNED.match(following)) and not COMMENT.match(following)


def _behind(line: str) -> str:
    match = BEHIND.search(line)
    prose = match["prose"].strip() if match else ""
    return "" if NOTE.match(prose) or len(prose.split()) < FEWEST_WORDS else prose


def _below(lines: list[str], index: int) -> str:
    """Return the docstring of an attribute."""
    match = DOCSTRING.fullmatch(lines[index + 1]) if index + 1 < len(lines) and type_of(lines[index]) else None
    return match["prose"].strip() if match else ""


def _without_name(text: str, names: tuple[str, ...]) -> str:
    for name in filter(None, names):
        text = re.sub(NAME_AGAIN.format(name=re.escape(name)), "", text, flags=re.IGNORECASE)
    return text
