"""The comments that speak of one field: those above it, where it is alone below them, or the one behind it.

What speaks to tools or to those who edit the code is none of them, nor is code that is switched off.
"""

import ast
import re
from itertools import pairwise, takewhile

from estuary_docs.schemas.foreign.secrecy import holds_secret
from estuary_docs.vocabulary.docstrings import declaration

MARK = re.compile(r"\s*#+:?\s?")
OF_SPHINX = "#:"
TO_TOOLS = re.compile(
    r"(?:type|noqa|nosec|pylint|pyright|mypy|ruff|flake8|fmt|isort|yapf|pragma|region|endregion)\b(?!\s+\w)"
    r"|todo\b|fixme\b|xxx\b|hack\b",
    re.IGNORECASE,
)
AROUND_A_WORD = "<>()[]{}\"'`.,;"
# A word for a secret, and what may be its value a few words on: letters with digits. What is numbered, as `base64` and
# `OAuth2` are, may be a password and no other secret.
CREDENTIAL = re.compile(
    r"(?:(?P<password>password|passphrase|passwd|pwd)|secret|token|key|credentials?)[:=]?", re.IGNORECASE
)
WORDS_TO_A_VALUE = 6
MIXED = re.compile(r"(?=\S*[A-Za-z])(?=\S*[0-9])[\w+/=!@#$%^&*~-]{6,}")
NUMBERED = re.compile(r"[A-Za-z]+-?[0-9]+(?:[.-][0-9]+)*|[0-9]+-?[A-Za-z]+")
BANNER = re.compile(r"([^\w\s`])\1{2,}|([^\w\s`])\2.*\2{2}$|.*([^\w\s.`])\3{2,}$")


def field_comments(cls: type) -> dict[str, str]:
    """Return the comment of each field that the body of a class declares."""
    source, body = declaration(cls)
    lines = source.splitlines()
    fields = [statement for statement in body if isinstance(statement, ast.AnnAssign)]
    starts = {field.lineno for field in fields}
    return {
        field.target.id: text
        for field in fields
        if isinstance(field.target, ast.Name)
        and (text := _above(lines, field, starts) or _behind(lines, field))
        and not _tells_secret(text)
    }


def _tells_secret(text: str) -> bool:
    """Say whether a comment holds a secret: in a word, in two as in `password: x`, or behind the word for one."""
    words = [word for written in text.split() if (word := written.strip(AROUND_A_WORD))]
    pairs = (f"{name} {value}" for name, value in pairwise(words) if name.endswith((":", "=")))
    if any(map(holds_secret, (*words, *pairs))):
        return True
    for index, word in enumerate(words):
        if kind := CREDENTIAL.fullmatch(word):
            near = words[index + 1 : index + 1 + WORDS_TO_A_VALUE]
            if any(MIXED.fullmatch(value) and (kind["password"] or not NUMBERED.fullmatch(value)) for value in near):
                return True
    return False


def _above(lines: list[str], field: ast.AnnAssign, starts: set[int]) -> str:
    """Return the comment above a field; what another one follows at once may be the heading of both."""
    margin = " " * field.col_offset + "#"
    comment = list(takewhile(lambda line: line.startswith(margin), reversed(lines[: field.lineno - 1])))[::-1]
    is_alone = (field.end_lineno or field.lineno) + 1 not in starts
    if not comment or not (is_alone or comment[-1].strip().startswith(OF_SPHINX)):
        return ""
    banners = [place for place, line in enumerate(comment) if BANNER.match(line.strip().strip("# "))]
    return _meant(comment[banners[-1] + 1 if banners else 0 :])


def _behind(lines: list[str], field: ast.AnnAssign) -> str:
    line = lines[(field.end_lineno or field.lineno) - 1]
    rest = line.encode()[field.end_col_offset or 0 :].decode().strip()
    return _meant([rest]) if rest.startswith("#") else ""


def _meant(comment: list[str]) -> str:
    """Return the text of a comment, or "" where it is not for readers of documentation."""
    texts = [MARK.sub("", line, count=1).rstrip() for line in comment]
    return "" if any(TO_TOOLS.match(text) or _is_code(text) for text in texts) else "\n".join(texts)


def _is_code(text: str) -> bool:
    try:
        statements = ast.parse(text).body
    except (SyntaxError, ValueError):
        return False
    return any(
        statement.value is not None if isinstance(statement, ast.AnnAssign) else not _is_words(statement)
        for statement in statements
    )


def _is_words(statement: ast.stmt) -> bool:
    """Say whether a statement is an expression that is no call, such as a word or two of a sentence."""
    return isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Call | ast.Await)
