"""What systemd's units set: `Environment=`, and by name `EnvironmentFile=`.

Source: https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Environment=
"""

import re
from collections.abc import Iterator

from estuary_docs.drift.mention import ENV_FILE, Mention, Undecided
from estuary_docs.drift.places.commands import split
from estuary_docs.drift.places.environment import Environment

FILE = re.compile(
    r"(?:.*/)?[^/]+\.(?:service|socket|timer|mount|container|pod)(?:\.in|\.j2|\.tmpl)?|(?:.*/)?[^/]+\.service\.d/[^/]+\.conf"
)
DIRECTIVE = re.compile(r"\s*(Environment|EnvironmentFile|PassEnvironment)\s*=\s*(.*)", re.DOTALL)
USED = re.compile(r"^\s*Exec\w*\s*=.*", re.MULTILINE)
SPECIFIER = re.compile(r"(?<!%)%[A-Za-z]|\{\{")


def applies(path: str, head: str) -> bool:
    """Say whether a file is a unit, or what drops into one."""
    return FILE.fullmatch(path) is not None and "[" in head


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield what a unit sets; what its env file sets stands on the machine, and is told as `*`."""
    unit = re.sub(r"\.d/[^/]+$", "", path)
    commands = " ".join(USED.findall(text))
    used = frozenset(re.findall(r"\$\{?([A-Za-z_]\w*)", commands, re.ASCII))
    environment = Environment(path, unit, opaque=SPECIFIER, used=used)
    for line, joined in _lines(text):
        setting = DIRECTIVE.fullmatch(joined)
        if not setting or not setting[2].strip():
            continue
        if setting[1] == "EnvironmentFile":
            yield environment.unknown(line, f"{ENV_FILE}{setting[2].strip().removeprefix('-')}")
            continue
        for word in split(setting[2], comments=False):
            position = joined.find(word.partition("=")[0])
            offset = joined.count("\n", 0, position) if position > 0 else 0
            if "=" in word or setting[1] == "PassEnvironment":
                yield from environment.assignment(word, line + offset)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with those that a backslash joins to it, and its number."""
    start, joined = 0, ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line.lstrip().startswith(("#", ";")):
            continue
        start = start or number
        if line.endswith("\\"):
            joined += line[:-1] + "\n"
        else:
            yield start, joined + line
            start, joined = 0, ""
    if joined:
        yield start, joined
