"""What code makes of the text that it reads, told by the words of each language."""

import re
from collections.abc import Mapping
from itertools import chain
from typing import Literal

from estuary_docs.adoption.statements import declarations, statement, target, type_of, uses
from estuary_docs.drift.mention import Form

Patterns = Mapping[Literal["sized", "flag", "number", "integer", "list"], re.Pattern[str]]

BITS = {"8": 8, "16": 16, "32": 32, "64": 63, "size": 63, "": 63}
WHOLE = r"([ui])(8|16|32|64|size)"
# What the text of a read is turned into; the first that is found counts.
FORMS: Patterns = {
    "sized": re.compile(rf"(?:parse::<|:\s*(?:Option<)?){WHOLE}\b"),
    "flag": re.compile(
        r"parse::<bool>|:\s*bool\b|ParseBool|\w*[Bb]ool\w*\(|cast=bool|={2,3}\s*[\"'](?:true|1)[\"']|\[.* = \"?true"
    ),
    "number": re.compile(r"parse::<f(?:32|64)>|:\s*f(?:32|64)\b|ParseFloat|parseFloat\(|\bfloat\(|cast=float"),
    "integer": re.compile(r"\bint\(|\bNumber\(|parseInt\(|Atoi|ParseU?[Ii]nt|\w*(?<![a-z])[Ii]nt\(|cast=int"),
    "list": re.compile(r"\.split\([\"']|Split\(|\w*[Ll]ist\(|cast=Csv"),
}
TYPES: Patterns = {
    "sized": re.compile(r"(?:Option<|\*)?(u|i)(?:int|nt)?(8|16|32|64|size|)>?"),
    "flag": re.compile(r"(?:Option<|\*)?bool(?:ean)?>?"),
    "number": re.compile(r"(?:Option<|\*)?f(?:loat)?(?:32|64)?>?"),
    "integer": re.compile(r"\*?int"),
    "list": re.compile(r"Vec<.+>|\[\]string|string\[\]|(?:list|List|tuple|set|frozenset)\[.+\]"),
}

NAME = re.compile(r"\b[A-Z][A-Z0-9_]*\b")
PARTS = re.compile(r"\s[?:]\s|[,;]|&&|\|\||\?\?")
CALL = re.compile(r"[\w.:<>]+\(\s*&?$")
BEHIND = re.compile(r"(?:\.(?:\w+)\(\))*(?:\.parse\b|\.split\(| ={2,3} )")


def form(lines: list[str], index: int, name: str, names: set[str]) -> Form | None:
    """Return what the code round a line makes of the variable that is read there.

    `names` are those of every variable: where a statement reads several, only the part with this one tells of it.
    """
    code = statement(lines, index)
    variable = target(lines, index)
    several = (names - {name}) & set(NAME.findall(code))
    return (
        _form_of(FORMS, next((part for part in PARTS.split(code) if name in part), "") if several else code)
        or next(filter(None, (_form_of_use(lines[use], variable) for use in uses(lines, index, variable))), None)
        or _form_of_type(lines, index, variable)
    )


def _form_of_use(line: str, variable: str) -> Form | None:
    """Return what a line makes of a name by a call round it, or by a method or a comparison behind it."""
    before, _, after = line.partition(variable)
    call = CALL.search(before)
    behind = BEHIND.match(after)
    return _form_of(FORMS, f"{call[0]}x" if call else "") or _form_of(FORMS, line if behind else "")


def _form_of_type(lines: list[str], index: int, variable: str) -> Form | None:
    typed = (type_of(lines[place]) for place in chain([index], declarations(lines, index, variable)))
    return next(filter(None, (_form_of(TYPES, text, whole=True) for text in typed)), None)


def _form_of(patterns: Patterns, text: str, *, whole: bool = False) -> Form | None:
    for name, expression in patterns.items():
        match = expression.fullmatch(text) if whole else expression.search(text)
        if match and name == "sized":
            return Form("integer", least=0, most=2 ** BITS[match[2]] - 1) if match[1] == "u" else Form("integer")
        if match and name != "sized":
            return Form(name)
    return None
