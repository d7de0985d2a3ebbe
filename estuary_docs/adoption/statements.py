"""The statement that a line of code belongs to, what it gives its value to, and where that is declared."""

import re
from collections.abc import Iterator

LONGEST = 6
NEAR = 8
QUOTED = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`[^`\n]*`")
OPENS, CLOSES = re.compile(r"[(\[{]"), re.compile(r"[)\]}]")
CONTINUES = re.compile(r"\s*(?:\.(?!\.)|\?|\|\||&&|:\s|[)\]}])")
BEGINS_EARLIER = re.compile(r"(?:(?<![=!<>])=|\()\s*$")
ENDS = re.compile(r"[;{}]\s*$|^\s*$")
MODIFIERS = (
    r"(?:(?:pub(?:\([a-z]+\))?|export|let|mut|const|var|val|final|public|private|protected|static|readonly|local)\s+)*"
)
TARGET = re.compile(
    rf"\s*{MODIFIERS}(?:\w+\.)*(?P<name>[A-Za-z_]\w*)\s*(?:,\s*\w+\s*)?(?:\s*:=|(?::[^:=]+)?=(?![=>])|:(?![:=]))"
)
DECLARED = re.compile(
    rf"\s*{MODIFIERS}(?P<name>[A-Za-z_]\w*)\??(?::\s*|[ \t]+)(?P<type>[\[*A-Za-z\"'][^=(;#`]*?)\s*(?:[=;,#`]|//|$)"
)


def statement(lines: list[str], index: int) -> str:
    """Return the lines of the statement that a line is in, from the line before where that one asks for more."""
    first = index - 1 if index and BEGINS_EARLIER.search(lines[index - 1]) else index
    depth = 0
    for last in range(first, min(len(lines), first + LONGEST)):
        bare = QUOTED.sub("", lines[last])
        depth += len(OPENS.findall(bare)) - len(CLOSES.findall(bare))
        follows = last + 1 < len(lines) and CONTINUES.match(lines[last + 1])
        if last >= index and (ENDS.search(lines[last]) or (depth <= 0 and not follows)):
            break
    return "\n".join(lines[first : last + 1])


def target(lines: list[str], index: int) -> str:
    """Return what a line, or its statement, gives its value to: a name, a field, a key; "" if to nothing."""
    match = TARGET.match(lines[index]) or TARGET.match(statement(lines, index))
    return match["name"] if match else ""


def uses(lines: list[str], index: int, name: str) -> Iterator[int]:
    """Yield the lines soon after one that name an identifier."""
    named = re.compile(rf"\b{re.escape(name)}\b")
    last = min(len(lines), index + 1 + NEAR)
    return (place for place in range(index + 1, last) if name and named.search(lines[place]))


def declarations(lines: list[str], index: int, name: str) -> list[int]:
    """Return the lines that declare a name with a type, the nearest first; `fooBar`, `foo_bar` and `FooBar` are one."""
    bare_name = _bare(name)
    places = [place for place, line in enumerate(lines) if _declares(line, bare_name)] if bare_name else []
    return sorted(places, key=lambda place: abs(place - index))


def type_of(line: str) -> str:
    """Return the type that a line declares, as it is written; "" if it declares none."""
    match = DECLARED.match(line)
    return match["type"].strip().rstrip(",") if match else ""


def _declares(line: str, bare_name: str) -> bool:
    match = DECLARED.match(line)
    return match is not None and _bare(match["name"]) == bare_name


def _bare(name: str) -> str:
    return name.replace("_", "").lower()
