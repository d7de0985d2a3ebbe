"""Read an env file, and find every line that its readers do not read alike."""

from __future__ import annotations

from estuary_docs.runtimes.python.problems import printable
from estuary_docs.runtimes.python.secret_files import beginning_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES_OF_AN_ENV_FILE = 16 * 1024 * 1024
MOST_BYTES_OF_A_LINE = 64 * 1024
BARE_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:@%+=,?*!^{}[]~")
SPACES = " \t"
EACH_SPACE = (" ", "\t")
QUOTES = ("'", '"')
EXPANDING = ("$", "`")
TAKEN_OUT = ("'", '"', "\\")
KNOWN_ESCAPES = frozenset("\\'\"$ n")


class EnvFile:
    """What an env file says.

    `values` maps each name to its value, the first where there are two, and `lines` to its line number from 1.
    `traps` lists what readers differ about as (line number, name or "", trap); the name of a variable is known only
    where the line assigns one.
    """

    def __init__(self, text: str) -> None:
        self.values: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.traps: list[tuple[int, str, str]] = []
        if text.startswith("\ufeff"):
            self.traps.append((1, "", "byte-order-mark"))
            text = text[1:]
        lines = text.split("\n")
        if lines[-1]:
            ends_in_space = lines[-1][-1] in SPACES
            self.traps.append((len(lines), "", "space-at-end-of-file" if ends_in_space else "no-final-newline"))
        else:
            lines.pop()
        returning = [number for number, line in enumerate(lines, 1) if "\r" in line]
        if returning:
            self.traps.append((returning[0], "", "carriage-return"))
            lines = [line.removesuffix("\r") for line in lines]
        number = 0
        while number < len(lines):
            number += 1
            number += self._read_line(number, lines)
        self.traps.sort(key=lambda trap: trap[0])

    def _read_line(self, number: int, lines: list[str]) -> int:
        """Read the line of that number; return how many more belong to its value."""
        line = lines[number - 1]
        bare = line.strip(SPACES)
        traps = []
        if len(line) >= MOST_BYTES_OF_A_LINE or len(line.encode("utf-8", "surrogatepass")) >= MOST_BYTES_OF_A_LINE:
            traps.append("long-line")
        if not bare:
            traps += ["blank-line-with-spaces"] if line else []
        elif bare[0] == "#":
            traps += ["comment-goes-on"] if line.endswith("\\") else []
        elif bare[0] == ";":
            traps.append("semicolon-comment")
        else:
            bare = line.lstrip(SPACES)
            if bare != line:
                traps.append("indented")
            if bare.startswith(("export ", "export\t")):
                traps.append("export")
                bare = bare[len("export ") :].lstrip(SPACES)
            return self._read_assignment(number, bare, traps, (lines[index] for index in range(number, len(lines))))
        self.traps += [(number, "", trap) for trap in traps]
        return 0

    def _read_assignment(self, number: int, bare: str, traps: list[str], following: Iterator[str]) -> int:
        name, equals, raw = bare.partition("=")
        if name[-1:] in EACH_SPACE or raw[:1] in EACH_SPACE:
            traps.append("spaces-round-equals")
            name = name.rstrip(SPACES)
        if not (name.isascii() and name.isidentifier()):
            dotted = name.replace(".", "_")
            bad = "dotted-name" if dotted.isascii() and dotted.isidentifier() and name[0] != "." else "bad-name"
            traps.append(bad if equals else "no-assignment")
            name = ""
        elif not equals:
            traps.append("no-assignment")
        elif name in self.values:
            traps.append("duplicate")
        more = 0
        if equals:
            if raw.lstrip(SPACES)[:1] in QUOTES:
                value, more = _quoted(raw.lstrip(SPACES), traps, following)
            else:
                value = _unquoted(raw, traps)
            if name:
                self.values.setdefault(name, value)
                self.lines.setdefault(name, number)
        self.traps += [(number, name, trap) for trap in traps]
        return more


def _unquoted(raw: str, traps: list[str]) -> str:
    if raw.startswith("#"):
        traps.append("hash-first")
        return ""
    for index, letter in enumerate(raw):
        if letter == "#" and index and raw[index - 1] in SPACES:
            traps.append(_comment_trap(raw[:index], raw[index:]))
            raw = raw[:index].rstrip(SPACES)
            break
    if raw[-1:] in EACH_SPACE and not raw.isspace():
        traps.append("space-at-end")
    raw = raw.strip(SPACES)
    if any(space in raw for space in SPACES):
        traps.append("unquoted-space")
    elif any(letter in raw for letter in EXPANDING):
        traps.append("expansion")
    elif any(letter in raw for letter in TAKEN_OUT):
        traps.append("unquoted-quote")
    elif "#" in raw:
        traps.append("unquoted-hash")
    elif not _is_plain(raw):
        traps.append("unquoted-special")
    return raw


def _comment_trap(before: str, comment: str) -> str:
    """Name the trap of a comment on the line of a value: dotenvy skips one only if a single space stands before it."""
    several = before[-2:].isspace() and len(before) > 1
    return "comment-with-quote" if several and any(quote in comment for quote in QUOTES) else "inline-comment"


def _is_plain(raw: str) -> bool:
    if raw[:1] == "~" or ":~" in raw or raw != raw.strip():
        return False
    return all(letter in BARE_CHARACTERS or (not letter.isascii() and not _is_noncharacter(letter)) for letter in raw)


def _is_noncharacter(letter: str) -> bool:
    return ord(letter) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(letter) <= 0xFDEF  # noqa: PLR2004 - Unicode, section 23.7


def _quoted(raw: str, traps: list[str], following: Iterator[str]) -> tuple[str, int]:
    """Return what stands between the quotes, and how many of the lines that follow it takes."""
    quote, line = raw[0], raw[1:]
    before: list[str] = []
    end = _end_of(line, quote)
    while end is None:
        before.append(line)
        more = next(following, None)
        if more is None:
            traps.append("unclosed-quote")
            return raw[1:], 0
        line = more
        end = _end_of(line, quote)
    if before:
        traps.append("many-lines")
    content = "\n".join((*before, line[:end]))
    traps += _traps_after(line[end + 1 :])
    if quote == "'":
        if content.endswith("\\"):
            traps.append("backslash-before-quote")
        elif "${" in content or "\\\\" in content:
            traps.append("single-quoted-special")
        return content, len(before)
    value, escapes = _unescaped(content)
    if "$" in content:
        traps.append("double-quoted-dollar")
    elif not escapes <= KNOWN_ESCAPES:
        traps.append("double-quoted-escape")
    elif escapes or "`" in content:
        traps.append("double-quoted-special")
    return value, len(before)


def _traps_after(tail: str) -> list[str]:
    """Name the traps of what stands after a closing quote."""
    comment = tail.lstrip(SPACES)
    if comment and (tail[0] not in SPACES or comment[0] != "#"):
        return ["text-after-quote"]
    if comment:
        return [_comment_trap(tail[: -len(comment)], comment)]
    return ["space-at-end"] if tail else []


def _end_of(text: str, quote: str) -> int | None:
    """Return where the closing quote stands; a backslash hides one among double quotes."""
    end = text.find(quote)
    while end >= 0:
        start = end
        while quote == '"' and start > 0 and text[start - 1] == "\\":
            start -= 1
        if (end - start) % 2 == 0:
            return end
        end = text.find(quote, end + 1)
    return None


def _unescaped(content: str) -> tuple[str, set[str]]:
    """Return a text without its backslashes, as dotenvy does, and the letters behind them."""
    letters, escaped, escapes = [], False, set()
    for letter in content:
        if escaped:
            escapes.add(letter)
            letters.append("\n" if letter == "n" else letter)
        elif letter != "\\":
            letters.append(letter)
        escaped = letter == "\\" and not escaped
    return "".join(letters), escapes


def text_of(path: str) -> tuple[str, str | None]:
    """Return what an env file holds, and what keeps it from being read."""
    reason: str | None
    try:
        content = beginning_of(path, MOST_BYTES_OF_AN_ENV_FILE)
        if len(content) <= MOST_BYTES_OF_AN_ENV_FILE:
            return content.decode(), None
        reason = "it is larger than 16 MiB"
    except OSError as error:
        reason = error.strerror
    except ValueError:
        reason = "it is not UTF-8 text"
    return "", f"{printable(path)}: cannot be read: {reason}"
