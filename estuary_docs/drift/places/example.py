"""The variables that an example of an environment shows: `.env.example` and its kin.

Values are read as most readers of such files do; see `estuary_docs.runtimes.python.env_file`.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from estuary_docs.drift.mention import COMMENT, COMMENTED_OUT, INTERPOLATION, OF_A_TEST, Mention, Role, Undecided
from estuary_docs.drift.places.claims import cell, claimed
from estuary_docs.drift.places.names import is_conventional, is_noise
from estuary_docs.runtimes.python.env_file import EnvFile
from estuary_docs.runtimes.python.placeholders import looks_like_placeholder

SHOWING = r"(?:example|sample|template|tmpl|dist|default|defaults|tpl)"
ENV = re.compile(rf"\.env(?:[._-].+)?|.+\.env(?:[._-]{SHOWING})?|(?:.*[._-])?(?:dot)?env[._-]{SHOWING}(?:\.txt)?")
CONFIG = re.compile(rf"config(?:uration)?[._-]{SHOWING}(?:\.(?:ya?ml|toml|json|ini|env|conf|cfg|txt|properties))?")
CODE = re.compile(r".*\.(?:[cm]?[jt]sx?|py|go|rs|md|rb|php|java|kt|vault|enc|gpg|j2|html?)")
SHOWN = re.compile(rf"(?:^|.*[._-]){SHOWING}(?:[._-].*|$)")
DEPLOYED = re.compile(r"(?:^|.*[._-])(?:prod|production|staging|stage|live)(?:[._-].*|$)")
FOR_TESTS = re.compile(r"(?:^|.*[._-])(?:tests?|testing|ci|e2e)(?:[._-].*|$)")
ASSIGNED = re.compile(r"[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*(.*)", re.ASCII)
KEY_AND_VALUE = re.compile(r"[ \t]*\"?([A-Z_][A-Z0-9_]*)\"?[ \t]*(:|=)(?:[ \t]+(.*?))?,?[ \t]*")
COMMENTED = re.compile(r"([ \t]*[#;]+[ \t]*)((?:export[ \t]+)?([A-Z_][A-Z0-9_]*)[ \t]*=(.*))")
TEST_FOLDER = re.compile(r"/(?:tests?|testdata|fixtures|__tests__|e2e|spec)/")
INSIDE_PROSE = re.compile(r"(?<![\w./-])\$?\{?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?![\w/-])")
FILLED_IN = re.compile(r"(?<!\\)\$\{?([A-Z][A-Z0-9_]*)")
# Words that make a sentence of what stands behind `=`.
OF_A_SENTENCE = re.compile(r"\b(?:is|are|the|to|for|if|or|and|will|when|means|with|in|on|by|from)\b|[.;:]\s")
# What the head of a file says of all values in it.
OF_DEFAULTS = re.compile(
    r"\b(?:each|every|all|the|these)\b[^.]{0,40}\b(?:options?|variables?|values?|settings?|entries)\b[^.]{0,40}"
    r"\b(?:shown|listed|given|set|commented out|are|is)\b(?: (?:here|below))?(?: (?:with|to|at|as|are|is))?"
    r"(?: its| it's| their| the)? defaults?(?: values?)?(?=[.,;)]|\s*$)",
    re.IGNORECASE | re.MULTILINE,
)
DENIED = re.compile(r"\b(?:not|none|no|never|differ\w*|overrid\w*|overrule\w*)\b|n't\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?:])\s|\n\s*\n")
# Words and numbers that are values, though they would make poor secrets; and what stands for any value.
PLAIN = re.compile(r"[a-z]+|-?[0-9.]+")
SAMPLE = re.compile(r"\bexample\.|\bpath/to\b")
DEEP = 4
MOST_LINES_OF_A_VALUE = 200


@dataclass(frozen=True)
class _Kind:
    """What every mention of one file has in common."""

    path: str
    role: Role
    note: str = ""
    unit: str = ""
    image: str = ""
    config: bool = False
    defaults: bool = False

    def mention(self, name: str, line: int, value: str | None, default: str | None) -> Mention:
        if default is None and self.defaults and value and not _is_sample(value):
            default = cell(f"`{value}`")
        return Mention(
            name, self.path, line, self.role, value, default, note=self.note, unit=self.unit, image=self.image
        )


def applies(path: str, head: str) -> bool:  # noqa: ARG001 - the name of such a file says enough
    """Say whether a file is an example of an environment, or an environment."""
    file = posixpath.basename(path).lower()
    return not CODE.fullmatch(file) and bool(ENV.fullmatch(file) or CONFIG.fullmatch(file))


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield the variables of an example; of a file that names a deployed profile, they are set."""
    file = posixpath.basename(path).lower()
    kind = _Kind(path, "example", config=CONFIG.fullmatch(file) is not None)
    if not SHOWN.fullmatch(file) and DEPLOYED.fullmatch(file):
        kind = _Kind(path, "set", unit=path)
    elif (FOR_TESTS.fullmatch(file) and not SHOWN.fullmatch(file)) or TEST_FOLDER.search(f"/{path}"):
        kind = _Kind(path, "other", OF_A_TEST)
    yield from _variables(text, replace(kind, defaults=kind.role == "example" and _shows_defaults(text)))


def read_set(text: str, path: str, unit: str, image: str = "") -> Iterator[Mention]:
    """Yield the variables of an env file that a deployment reads, as set in its unit."""
    yield from (mention for mention in _variables(text, _Kind(path, "set", "", unit, image)) if mention.role == "set")


def _is_sample(value: str) -> bool:
    """Say whether a value stands for any other, and is no default."""
    return bool(SAMPLE.search(value)) or (looks_like_placeholder(value) and not PLAIN.fullmatch(value))


def _shows_defaults(text: str) -> bool:
    """Say whether the comments that a file begins with call its values the defaults."""
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    head = takewhile(lambda line: not line or (line[0] in "#;" and not COMMENTED.fullmatch(line)), lines)
    sentences = SENTENCE_END.split("\n".join(line.lstrip("#; \t") for line in head))
    return any(OF_DEFAULTS.search(sentence) and not DENIED.search(sentence) for sentence in sentences)


def _variables(text: str, kind: _Kind) -> Iterator[Mention]:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    above: list[str] = []
    skipped = 0
    for index, line in enumerate(lines):
        if skipped:
            skipped -= 1
            continue
        if line.lstrip().startswith(("#", ";", "//")):
            hiding = list(_comment(line, index, kind, above))
            yield from hiding
            # What stands above an assignment is about that one alone.
            above = [] if any(mention.role != "other" for mention in hiding) else [*above, line]
            continue
        if line.strip():
            mentions, skipped = _assignment(index, lines, kind, above)
            yield from mentions
        above = []


def _assignment(index: int, lines: list[str], kind: _Kind, above: list[str]) -> tuple[list[Mention], int]:
    """Return what a line assigns, and how many more lines its value takes."""
    line = lines[index]
    keyed = KEY_AND_VALUE.fullmatch(line) if kind.config or not ASSIGNED.match(line) else None
    if keyed:
        line = f"{keyed[1]}={keyed[3] or ''}"
    assigned = ASSIGNED.fullmatch(line)
    if not assigned or (kind.config and not is_conventional(assigned[1])):
        return [], 0
    more = _lines_of(assigned[2], lines, index)
    value = _value("\n".join((assigned[2], *lines[index + 1 : index + 1 + more])))
    comment = "\n".join((*above, line.partition(" #")[2]))
    default = claimed(comment, assigned[1]) if kind.role == "example" else None
    others = [name for name in FILLED_IN.findall(assigned[2]) if name != assigned[1]]
    filling = [Mention(name, kind.path, index + 1, "other", note=INTERPOLATION, fills=assigned[1]) for name in others]
    return [kind.mention(assigned[1], index + 1, value, default), *filling], more


def _comment(line: str, index: int, kind: _Kind, above: list[str]) -> Iterator[Mention]:
    """Yield the variable that a comment hides as a whole, or those that its prose names."""
    hidden = COMMENTED.fullmatch(line)
    if hidden and is_conventional(hidden[3]) and not is_noise(hidden[3]) and _is_value(hidden[4]):
        sample = len(hidden[1].expandtabs()) >= DEEP or (
            bool(above) and above[-1].rstrip().endswith(":") and not COMMENTED.fullmatch(above[-1])
        )
        comment = "\n".join((*above, hidden[4].partition(" #")[2]))
        default = claimed(comment, hidden[3]) if kind.role == "example" and not sample else None
        mention = kind.mention(hidden[3], index + 1, _value(hidden[4].strip()), default)
        if kind.role == "set":
            yield replace(mention, role="other", note=COMMENTED_OUT, unit="", image="")
        else:
            yield replace(mention, certainty="likely", note="a sample in a comment") if sample else mention
        return
    for match in INSIDE_PROSE.finditer(line):
        if not is_noise(match[1]):
            yield Mention(match[1], kind.path, index + 1, "other", note=COMMENT)


def _is_value(raw: str) -> bool:
    """Say whether what stands behind `=` in a comment is a value, and not the rest of a sentence."""
    bare = re.sub(r"\s+#.*", "", raw).strip()
    return " " not in bare or (bare[0] in "\"'" and bare[-1] == bare[0]) or not OF_A_SENTENCE.search(bare)


def _lines_of(raw: str, lines: list[str], index: int) -> int:
    """Return how many more lines a quoted value takes; none where the quote never closes."""
    if raw[:1] not in ('"', "'") or raw[0] in raw[1:]:
        return 0
    for more in range(1, min(MOST_LINES_OF_A_VALUE, len(lines) - index)):
        if raw[0] in lines[index + more]:
            return more
    return 0


def _value(raw: str) -> str | None:
    """Return a value as it stands, or None where it is made of others."""
    value = EnvFile(f"X={raw}\n").values["X"]
    return None if "${" in value or "$(" in value else value
