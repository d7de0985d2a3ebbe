"""Guess what a variable is from every place that names it, and say what is doubtful."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from estuary_docs.drift.mention import Mention
from estuary_docs.vocabulary.kinds import Flag, Integer, Kind, ListOf, Text, Url, fault

LAST_PORT = 65535
LARGEST_INTEGER = 2**31 - 1
NAME = re.compile("[A-Z_][A-Z0-9_]*")
PASSWORD_IN_URL = re.compile(r"[a-z][a-z0-9+.\-]*://[^/?#\s]*:[^/?#\s]*@")
URL = re.compile(r"https?://")
# "Required when `AUTH_ENABLED` is `true`", "needed if AUTH_ENABLED=true", "only when AUTH_ENABLED: true".
CONDITION = re.compile(
    r"(?i:required|needed|mandatory|must be set|only)\s+(?i:when|if|with|where)\s+`?(?P<variable>[A-Z][A-Z0-9_]+)`?"
    r"(?:\s*=\s*|\s*:\s*|\s+(?i:is|equals)\s+(?i:set to\s+)?)`?\"?(?P<word>[A-Za-z0-9_.\-]+)"
)


@dataclass(frozen=True)
class Guess:
    """What one variable seems to be. `doubts` are sentences, each with its place, for whoever reads the schema."""

    name: str
    kind: Kind
    secret: bool
    default: str | None
    required: bool
    description: str
    condition: tuple[str, str] | None = None
    doubts: tuple[str, ...] = ()


def guesses(mentions: Iterable[Mention], is_secret_name: "IsSecretName") -> Iterator[Guess]:
    """Yield a guess for each variable that the code reads, by name; where it reads none, for each that is named."""
    places: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.certainty != "dynamic" and NAME.fullmatch(mention.name):
            places.setdefault(mention.name, []).append(mention)
    read = {name for name, found in places.items() if any(mention.role == "read" for mention in found)}
    named = {name for name, found in places.items() if any(mention.role != "other" for mention in found)}
    for name in sorted(read or named):
        yield _guess(name, places[name], is_secret_name(name))
