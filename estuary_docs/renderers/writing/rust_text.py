"""Rust as rustfmt leaves it: literals, names and documentation."""

import re
from collections.abc import Iterable, Sequence

WIDTH = 100
SKIP = "#[rustfmt::skip]"
# https://doc.rust-lang.org/reference/keywords.html
KEYWORDS = frozenset(
    """
    abstract as async await become box break const continue do dyn else enum extern false final fn for gen if impl in
    let loop macro match mod move mut override priv pub ref return static struct trait true try type typeof unsafe
    unsized use virtual where while yield
    """.split()  # noqa: SIM905 - a list of words reads as prose
)
# Those that no `r#` makes a name.
NEVER_NAMES = ("self", "super", "crate")
NOT_PRINTED_AS_IT_IS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]")
ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}


def optional(text: str | None) -> str:
    """Return a text that may be none as an `Option`."""
    return "None" if text is None else f"Some({quoted(text)})"


def texts(words: Sequence[str]) -> str:
    """Return texts as an array, in lines that hold as many as fit."""
    lines = [""]
    for text in map(quoted, words):
        if lines[-1] and len(lines[-1]) + len(text) > WIDTH:
            lines.append("")
        lines[-1] += f"{text}, "
    return (
        f"[{lines[0][:-2]}]" if len(lines) == 1 else "[\n" + "".join(f"    {line.rstrip()}\n" for line in lines) + "]"
    )


def quoted(text: str) -> str:
    """Return a text as a string literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{NOT_PRINTED_AS_IT_IS.sub(_escape, escaped)}"'


def _escape(match: re.Match[str]) -> str:
    return ESCAPES.get(match[0], f"\\u{{{ord(match[0]):x}}}")


def flag(holds: bool) -> str:  # noqa: FBT001 - a fact
    """Return a truth."""
    return "true" if holds else "false"


def documentation(paragraphs: Sequence[str], indent: str) -> str:
    """Return paragraphs as lines of documentation."""
    return f"{indent}///\n".join(f"{indent}/// {one_line(paragraph)}\n" for paragraph in paragraphs)


def one_line(text: str) -> str:
    """Return a text as a line of documentation."""
    return " ".join(NOT_PRINTED_AS_IT_IS.sub(" ", text).split())


def field_name(words: Sequence[str]) -> str:
    """Return words as the name of a field."""
    name = "_".join(words)
    return f"{name}_" if name in NEVER_NAMES else f"r#{name}" if name in KEYWORDS else name


def camel(words: Iterable[str]) -> str:
    """Return words as the name of a type or a variant."""
    return "".join(word[:1].upper() + word[1:] for word in words)
