"""What the lines round a mention tell beyond its name: what the variable does, and what code makes of its text."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from estuary_docs.drift.mention import Mention

Lines = Callable[[str], list[str]]

FEWEST_WORDS = 2
LINES_OF_A_STATEMENT = 3
ENDS_A_STATEMENT = re.compile(r"[;{}]\s*$|^\s*$")
COMMENT = re.compile(r"\s*(?:#|;|//)+ ?(?P<prose>.*)")
ASSIGNED = re.compile(r"\s*(?:export\s+)?\w+\s*[=:]")
ITEM = re.compile(
    r"\s*(?:[-*+]|\d+\.)\s+\W*(?P<name>[A-Z][A-Z0-9_]*)[`*_]*\s*(?:\([^)]*\)\s*)?[:\u2013\u2014-]+\s+(?P<prose>.+)"
)
CELLS = re.compile(r"(?<!\\)\|")
MARKUP = re.compile(r"[*_]{2}|\[([^\]]*)\]\([^)]*\)")
BITS = {"8": 8, "16": 16, "32": 32, "64": 63, "size": 63}
WHOLE = r"([ui])(8|16|32|64|size)"
# What the text of a read is turned into, by the words of each language; the first that is found counts.
FORMS = {
    "sized": re.compile(rf"(?:parse::<|:\s*(?:Option<)?){WHOLE}\b"),
    "flag": re.compile(r"parse::<bool>|:\s*bool\b|ParseBool|\w*[Bb]ool\w*\(|cast=bool"),
    "number": re.compile(r"parse::<f(?:32|64)>|:\s*f(?:32|64)\b|ParseFloat|parseFloat\(|\bfloat\(|cast=float"),
    "integer": re.compile(r"\bint\(|\bNumber\(|parseInt\(|Atoi|ParseU?[Ii]nt|\w*(?<![a-z])[Ii]nt\(|cast=int"),
    "list": re.compile(r"\.split\([\"']|Split\(|\w*[Ll]ist\(|cast=Csv"),
}


def with_hints(mentions: Iterable[Mention], lines: Lines) -> Iterator[Mention]:
    """Yield the mentions, with descriptions and forms where their lines tell them; `lines` gives those of a file."""
    for mention in mentions:
        text = lines(mention.file)
        if not 0 < mention.line <= len(text):
            yield mention
        elif mention.role in ("documented", "example"):
            yield replace(mention, description=mention.description or _description(mention, text))
        elif mention.role == "read":
            yield replace(mention, form=mention.form or _form(text[mention.line - 1 :]))
        else:
            yield mention


def _description(mention: Mention, lines: list[str]) -> str:
    line = lines[mention.line - 1]
    if line.lstrip().startswith("|"):
        prose = max((_plain(cell) for cell in CELLS.split(line)), key=lambda cell: len(cell.split()))
        return prose if len(prose.split()) >= FEWEST_WORDS else ""
    item = ITEM.match(line)
    if item:
        return _plain(item["prose"]) if item["name"] == mention.name else ""
    return _comment_above(lines[: mention.line - 1]) if mention.role == "example" else ""


def _comment_above(lines: list[str]) -> str:
    """Return the comment that ends with the last line, up to a line that is none or that hides an assignment."""
    found: list[str] = []
    for line in reversed(lines):
        comment = COMMENT.fullmatch(line)
        if comment is None or ASSIGNED.match(comment["prose"]) or not any(map(str.isalpha, comment["prose"])):
            break
        found.insert(0, comment["prose"].strip())
    return _plain(" ".join(found))


def _plain(text: str) -> str:
    return MARKUP.sub(lambda found: found[1] or "", text).replace("\\|", "|").strip()


def _form(lines: list[str]) -> str:
    statement = ""
    for line in lines[:LINES_OF_A_STATEMENT]:
        statement += f"{line}\n"
        if ENDS_A_STATEMENT.search(line):
            break
    for form, expression in FORMS.items():
        found = expression.search(statement)
        if found and form == "sized":
            return f"integer:0:{2 ** BITS[found[2]] - 1}" if found[1] == "u" else "integer"
        if found:
            return form
    return ""
