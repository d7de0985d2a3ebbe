"""What the lines round a mention tell beyond its name.

That is what the variable does, what code makes of its text, and under which condition code wants it.
"""

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
IF = re.compile(r"\s*(?:\}\s*)?(?:el(?:se\s+)?)?if\b(?P<condition>.+)")
OF_SEVERAL = re.compile(r"&&|\|\||\band\b|\bor\b|!(?!=)|!=|\bnot\b")
COMPARED = re.compile(r"===?\s*(?:Ok\(|Some\()?[\"'](?P<word>[^\"']+)[\"']")
COMPARISON = re.compile(r"[=<>]")
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
IDENTIFIER = re.compile(r"[A-Za-z_]\w*")


def with_hints(mentions: Iterable[Mention], lines: Lines) -> Iterator[Mention]:
    """Yield the mentions, with what their lines tell; `lines` gives those of a file."""
    mentions = list(mentions)
    names = {mention.name for mention in mentions if mention.role == "read"}
    for mention in mentions:
        text = lines(mention.file)
        if not 0 < mention.line <= len(text):
            yield mention
        elif mention.role in ("documented", "example"):
            yield replace(mention, description=mention.description or _description(mention, text))
        elif mention.role == "read":
            condition = _condition(text[: mention.line], names - {mention.name}) if mention.required else None
            yield replace(mention, form=mention.form or _form(text[mention.line - 1 :]), condition=condition)
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


def _condition(lines: list[str], names: set[str]) -> tuple[str, str] | None:
    """Return the variable, and its word, that the branch asks for which the last line stands in.

    The branch is the nearest line above with less indentation. One that asks for more than one thing tells nothing.
    """
    depth = _depth(lines[-1])
    above = next((line for line in reversed(lines[:-1]) if line.strip() and _depth(line) < depth), "")
    branch = IF.match(above)
    if branch is None or OF_SEVERAL.search(branch["condition"]):
        return None
    compared = COMPARED.search(branch["condition"])
    if compared is None and COMPARISON.search(branch["condition"]):
        return None
    asked = {HUMP.sub("_", word).upper() for word in IDENTIFIER.findall(branch["condition"])} & names
    return (asked.pop(), compared["word"] if compared else "true") if len(asked) == 1 else None


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
