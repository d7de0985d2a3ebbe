"""What a document says that a variable does: in a table's row, in a list's item, or in a sentence."""

import re

FEWEST_WORDS = 2
ITEM = re.compile(
    r"\s*(?:[-*+]|\d+\.)\s+\W*(?P<name>[A-Z][A-Z0-9_]*)[`*_]*\s*(?:\([^)]*\)\s*)?[:\u2013\u2014-]+\s+(?P<prose>.+)"
)
CELLS = re.compile(r"(?<!\\)\|")
DESCRIBES = re.compile(r"descri|meaning|purpose|what|explanation|details|use[ds]?\b|notes?\b|comment", re.IGNORECASE)
MARKUP = re.compile(r"\*\*|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)|\[([^\]]*)\]\([^)]*\)")
# What ends a paragraph, or is none.
BREAK = re.compile(r"\s*(?:$|#|\||```|~~~|>|(?:[-*+]|\d+\.)\s)")
NEXT_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z`*])")
# "`X` sets the port", "The `X` variable is the port", "Set `X` to send mail". A verb ends in `s`.
SUBJECT = re.compile(
    r"(?:The\s+)?(?:(?:environment\s+)?(?:variable|setting|option)\s+)?[`*]+{name}[`*]+"
    r"(?:\s+(?:environment\s+)?(?:variable|setting|option))?\s+"
    r"(?P<verb>(?:must |should )?be|is|are|[a-z]+s)\s+(?P<rest>.+)"
)
STATES = frozenset(("is", "are", "was", "has", "needs", "defaults", "does", "exists", "changes"))
PARTICIPLE = re.compile(r"(?:\w+ed|set|read|not|required|optional|only|always|missing|empty|given)\b")
TO_DO = re.compile(
    r"(?:\b[Ss]et|\b[Uu]se|,?\s+and|,?\s+or|,)\s+[`*]+{name}[`*]+\s+(?P<rest>to\s+.+?|for\s+.+?)"
    r"(?=,?\s+(?:and|or)\s+[`*]+[A-Z]|,\s+[`*]+[A-Z]|$)"
)


def in_document(lines: list[str], index: int, name: str) -> str:
    """Return what a line of a document, or the sentence that it is part of, says that the variable does."""
    line = lines[index]
    if line.lstrip().startswith("|"):
        return _cell(lines, index, name)
    item = ITEM.match(line)
    if item:
        return plain(item["prose"]) if item["name"] == name else ""
    for sentence in NEXT_SENTENCE.split(_paragraph(lines, index)):
        remark = _said(sentence.rstrip(". "), name)
        if remark:
            return plain(remark)
    return ""


def plain(text: str) -> str:
    """Return prose without the markup of emphasis and links."""
    return MARKUP.sub(lambda match: match[1] or "", text).replace("\\|", "|").strip()


def _cell(lines: list[str], index: int, name: str) -> str:
    cells = [plain(cell) for cell in CELLS.split(lines[index])]
    top = index
    while top and lines[top - 1].lstrip().startswith("|"):
        top -= 1
    for heading, cell in zip(CELLS.split(lines[top]), cells, strict=False):
        if top != index and DESCRIBES.search(heading) and name not in heading:
            return "" if _bare(cell) in _bare(name) else cell
    prose = max(cells, key=lambda cell: len(cell.split()))
    return prose if len(prose.split()) >= FEWEST_WORDS else ""


def _bare(text: str) -> str:
    return re.sub(r"\W|_", "", text).lower()


def _paragraph(lines: list[str], index: int) -> str:
    first = last = index
    while first and not BREAK.match(lines[first]) and not BREAK.match(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and not BREAK.match(lines[last + 1]):
        last += 1
    return re.sub(r"^\s*(?:[-*+]|\d+\.)\s+", "", " ".join(line.strip() for line in lines[first : last + 1]))


def _said(sentence: str, name: str) -> str:
    """Return what a sentence says of a variable that is its subject, or that it tells the reader to set."""
    subject = re.match(SUBJECT.pattern.replace("{name}", name), sentence)
    if subject and subject["verb"].endswith(("is", "are", "be")):
        return "" if PARTICIPLE.match(subject["rest"]) else f"{subject['rest']}."
    if subject:
        return "" if subject["verb"] in STATES else f"{subject['verb']} {subject['rest']}."
    asked = re.search(TO_DO.pattern.replace("{name}", name), sentence)
    return f"Set it {asked['rest']}." if asked else ""
