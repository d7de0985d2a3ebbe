"""Go as gofmt leaves it: literals, names and doc comments."""

import json
import re
import textwrap
from collections.abc import Iterable

WIDTH = 110
# What an editor of Go expects in capitals (https://go.dev/wiki/CodeReviewComments#initialisms).
INITIALISMS = frozenset(
    (
        *(
            "acl",
            "api",
            "ascii",
            "cpu",
            "css",
            "dns",
            "eof",
            "guid",
            "html",
            "http",
            "https",
            "id",
            "ip",
            "json",
            "jwt",
        ),
        *("qps", "ram", "rpc", "sla", "smtp", "sql", "ssh", "tcp", "tls", "ttl", "udp", "ui", "uid", "uri", "url"),
        *("utf8", "uuid", "vm", "xml", "xmpp", "xsrf", "xss"),
    )
)
ITEM = re.compile(r"(?P<marker>-|\d+[.)]) (?P<text>.*)", re.DOTALL)
# What begins a list or a heading where it begins a line.
MARKER = re.compile(r"(?:[-*+•]|\d+[.)]|#)(?: |$)")
NOT_PRINTABLE = re.compile(r"[^\S ]|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]")


def quoted(text: str) -> str:
    """Return a text as an interpreted string."""
    escaped = json.dumps(text, ensure_ascii=False)
    return NOT_PRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped)


def raw(text: str) -> str:
    """Return a text of several lines as it is, if it can be written so."""
    return quoted(text) if "`" in text or "\r" in text or NOT_PRINTABLE.search(text.replace("\n", "")) else f"`{text}`"


def texts(values: Iterable[str]) -> str:
    """Return a slice of texts on one line; nil where there is none."""
    listed = ", ".join(map(quoted, values))
    return f"[]string{{{listed}}}" if listed else "nil"


def filled(values: Iterable[str]) -> str:
    """Return a slice of texts in lines that hold as many as fit."""
    lines = [""]
    for word in map(quoted, values):
        longer = f"{lines[-1]} {word}," if lines[-1] else f"{word},"
        if len(longer) < WIDTH:
            lines[-1] = longer
        else:
            lines.append(f"{word},")
    return "\n".join(("[]string{", *(f"\t{line}" for line in lines), "}"))


def camel(words: Iterable[str]) -> str:
    """Return words as one exported name."""
    return "".join(word.upper() if word in INITIALISMS else word[0].upper() + word[1:] for word in words)


def comment(paragraphs: Iterable[str], indent: str = "") -> str:
    """Return paragraphs as a doc comment; those that begin as items of a list become one (https://go.dev/doc/comment)."""
    lines: list[str] = []
    was_item = False
    for paragraph in paragraphs:
        # Go reads two such marks as one of typographers'.
        text = paragraph.replace("``", "`").replace("''", '"')
        item = ITEM.fullmatch(text)
        if lines and not (item and was_item):
            lines.append("")
        if item:
            first = "  - " if item["marker"] == "-" else f"{item['marker']:>3} "
            lines += _wrapped(item["text"], first, "    ")
        else:
            lines += _wrapped(text, "", "")
        was_item = item is not None
    return "".join(f"{indent}//{' ' if line else ''}{line}\n" for line in lines)


def _wrapped(text: str, first: str, others: str) -> list[str]:
    """Return the lines of a paragraph, none of which begins like the item of a list."""
    wrapped = textwrap.wrap(text, WIDTH - 10, break_long_words=False, break_on_hyphens=False)
    lines: list[str] = []
    for line in wrapped:
        if lines and MARKER.match(line):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return [f"{others if place else first}{line}" for place, line in enumerate(lines)]
