"""Where the words of a name stand in code that no reader took for a read: as a string, a member, a key or a flag."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from estuary_docs.drift.reading import tree
from estuary_docs.drift.reading.touches import without_comments
from estuary_docs.drift.rules import Place

# What stands between the words of a name in other spellings of it.
BETWEEN = b"_-."
LOWER = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz")
STRING = re.compile(rb"\"((?:\\.|[^\"\\\n])*)\"|'((?:\\.|[^'\\\n])*)'|`((?:\\.|[^`\\])*)`", re.DOTALL)
WORD = re.compile(rb"[A-Za-z_]\w*")
PLAIN_WORD = re.compile(rb"(?<!\S)[a-z]{2,}(?!\S)")
# Other ways of a language to write a name as it is: Ruby's symbols, `$ENV{NAME}`, `$env:NAME`, `%NAME%`.
UNQUOTED = re.compile(rb"(?:\bENV\{|\$env:|(?<![\w:]):|%)([A-Z_][A-Z0-9_]*)\b")
WORDS_OF_A_SENTENCE = 2
# What declares types alone reads nothing.
OF_TYPES = (".d.ts", ".d.mts", ".d.cts", ".pyi")


@dataclass(frozen=True)
class CodeFile:
    """A source file of the folder: its language, and the lines that touch the environment.

    `parsed` says that a reader understands the language; `test` that the file is a test or an example.
    """

    path: str
    language: str
    parsed: bool
    test: bool = False
    touches: tuple[int, ...] = ()


@dataclass(frozen=True)
class Spelling:
    """A place in code that spells a name: `exact` as a string or a tag, else in another way, as `text` has it."""

    place: Place
    text: str
    exact: bool
    test: bool


Spellings = Mapping[str, tuple[Spelling, ...]]


def spelled(root: Path, files: Iterable[CodeFile], names: Collection[str], prefixes: Collection[str]) -> Spellings:
    """Return the first place of each file that spells one of the names, exact ones first.

    A name also counts without one of the service's own `prefixes`, if two words are left.
    """
    by_name: dict[str, list[Spelling]] = {}
    forms_by_name = {name: [_joined(form) for form in _forms(name, prefixes)] for name in names}
    for file in files if names else ():
        text = tree.content(root, file.path)
        if not isinstance(text, bytes) or file.path.endswith(OF_TYPES):
            continue
        joined = text.translate(LOWER, BETWEEN)
        near = [name for name, forms in forms_by_name.items() if any(form in joined for form in forms)]
        code = without_comments(text, file.language) if near else b""
        exact = set(_exact(code, frozenset(near))) if near else set()
        for name in near:
            by_name.setdefault(name, []).extend(_in(code, file, name, prefixes, exact=name in exact))
    return {
        name: tuple(sorted(spellings, key=lambda spelling: (spelling.test, not spelling.exact)))
        for name, spellings in by_name.items()
    }


def _forms(name: str, prefixes: Collection[str]) -> Iterator[str]:
    yield name
    for prefix in prefixes:
        rest = name.removeprefix(prefix)
        if rest != name and "_" in rest.strip("_"):
            yield rest


def _joined(name: str) -> bytes:
    return name.encode().translate(LOWER, BETWEEN)


def _exact(code: bytes, names: frozenset[str]) -> Iterator[str]:
    """Yield the names that stand in strings as they are, but for those of whole sentences."""
    for match in STRING.finditer(code):
        inside = match[1] or match[2] or match[3] or b""
        whole = inside.decode(errors="replace")
        if whole in names:
            yield whole
        elif len(PLAIN_WORD.findall(inside)) < WORDS_OF_A_SENTENCE:
            yield from (word for letters in WORD.findall(inside) if "_" in (word := letters.decode()) and word in names)
    yield from (word for letters in UNQUOTED.findall(code) if (word := letters.decode()) in names)


def _in(code: bytes, file: CodeFile, name: str, prefixes: Collection[str], *, exact: bool) -> Iterator[Spelling]:
    forms = [name] if exact else list(_forms(name, prefixes))
    for form in forms:
        pattern = _quoted(form) if exact else _pattern(form)
        place = pattern.search(code)
        if place:
            line = code.count(b"\n", 0, place.start()) + 1
            yield Spelling(Place(file.path, line), place[0].decode(errors="replace"), exact, file.test)
            return


@lru_cache(4096)
def _pattern(name: str) -> re.Pattern[bytes]:
    words = rb"[-_.]?".join(re.escape(word.encode()) for word in name.strip("_").split("_") if word)
    return re.compile(rb"(?<![A-Za-z0-9_])" + words + rb"(?![A-Za-z0-9_])", re.IGNORECASE)


@lru_cache(4096)
def _quoted(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"(?<![A-Za-z0-9_])" + re.escape(name.encode()) + rb"(?![A-Za-z0-9_])")
