"""The portable subset of env files: how to write a value so that every reader reads the same.

Measured on 14 readers: dotenvy 0.15 and its development head, compose-go, `docker run --env-file`, systemd,
kubectl, bash, dash, busybox, python-dotenv, npm dotenv, node and dotenvx among them.
"""

import re
from dataclasses import dataclass

MOST_BYTES_OF_A_LINE = 64 * 1024
NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)
)
BARE = re.compile(rf"(?![~\s])(?:[A-Za-z0-9_\-./@%+=,?*!^{{}}\[\]~]++|:(?!~)|[^\x00-\x7f{NONCHARACTERS}])*+(?<!\s)")
NOT_IN_SINGLE_QUOTES = re.compile(r"'|\$\{|\\\\|\\$|[\0\r\n]")
NOT_IN_DOUBLE_QUOTES = re.compile(r'["\\$`\0\r\n]')
READERS_THAT_KEEP_QUOTES = ("docker run --env-file", "kubectl --from-env-file")


@dataclass(frozen=True)
class Assignment:
    """One line of an env file. `quoted` says that the readers that keep quotes read another value."""

    line: str
    quoted: bool


def assignment(name: str, value: str) -> Assignment | None:
    """Return the line that sets `name` to `value`, or None if no line does so portably."""
    if BARE.fullmatch(value):
        written = Assignment(f"{name}={value}", quoted=False)
    elif not NOT_IN_SINGLE_QUOTES.search(value):
        written = Assignment(f"{name}='{value}'", quoted=True)
    elif not NOT_IN_DOUBLE_QUOTES.search(value):
        written = Assignment(f'{name}="{value}"', quoted=True)
    else:
        return None
    return written if len(written.line.encode()) < MOST_BYTES_OF_A_LINE else None
