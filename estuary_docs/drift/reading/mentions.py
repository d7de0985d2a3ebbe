"""What a read whose name is known as far as it can be says of a variable: a mention, or a place that stays open."""

import re
from collections.abc import Iterator, Mapping

from estuary_docs.drift.code import Expression, Read, SourceFile
from estuary_docs.drift.mention import OF_A_TEST, WRITE, Mention, Undecided

VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
PATTERN = re.compile(r"[A-Za-z0-9_*]*[A-Za-z][A-Za-z0-9_*]*")


def is_text(expression: Expression) -> bool:
    """Say whether an expression is known in full."""
    return all(isinstance(part, str) for part in expression)


def spelled(expression: Expression) -> str:
    """Return an expression with `*` for what is not known of it."""
    return "".join(part if isinstance(part, str) else "*" for part in expression)


def is_tested(source: SourceFile, line: int) -> bool:
    """Say whether only tests run a line."""
    return source.test or any(first <= line <= last for first, last in source.tests)


def mentions(
    sources: Mapping[str, SourceFile], path: str, read: Read, *, test: bool = False
) -> Iterator[Mention | Undecided]:
    """Yield what a read mentions; `test` says that what reads it is a test, wherever the name is."""
    name = re.sub(r"\*+", "*", spelled(read.name))
    dynamic = "*" in name
    role, note = read.role, read.note
    if test or is_tested(sources[path], read.line):
        # What a test sets, the code that it tests may read, which shows there alone.
        note = OF_A_TEST if role == "read" else "" if note == WRITE else note
        role = "other"
    if PATTERN.fullmatch(name) if dynamic else VARIABLE.fullmatch(name):
        yield Mention(
            name,
            path,
            read.line,
            role,
            default=spelled(read.default) if read.default is not None and is_text(read.default) else None,
            certainty="dynamic" if dynamic else "certain",
            note=note,
            required=read.required,
        )
    elif dynamic and role == "read" and not re.search(r"[^*_]", name):
        yield Undecided(path, read.line, "the name of the variable read here is computed")
