"""Names that mean the same: whether a variable that nothing reads is another one's former name."""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from estuary_docs.runtimes.names import distance

# Words that say how a thing is configured and not which: that two names share one of them means nothing.
COMMON = frozenset(
    "URL URI DSN HOST PORT ADDR ADDRESS KEY SECRET TOKEN PASSWORD PASS USER USERNAME NAME ID MAX MIN LIMIT SIZE COUNT "
    "TIMEOUT INTERVAL SECONDS SECS MS MINUTES HOURS DAYS ENABLED ENABLE DISABLED DISABLE MODE LEVEL TYPE PATH DIR FILE "
    "FORMAT APP API SERVICE SERVER DEFAULT ENV THE OF PER TTL".split()  # noqa: SIM905 - it reads as prose
)
# Words that are written for one another, a group a line.
SAME = (
    ("DB", "DATABASE"),
    ("URL", "URI", "DSN", "ENDPOINT", "CONNECTION", "CONNECTIONS"),
    ("ADDR", "ADDRESS", "BIND", "LISTEN", "HOST"),
    ("PASS", "PASSWORD", "PWD", "PASSWD"),
    ("USER", "USERNAME"),
    ("DIR", "DIRECTORY", "PATH", "FOLDER", "ROOT"),
    ("ENABLED", "ENABLE", "ON"),
    ("DISABLED", "DISABLE"),
    ("SECS", "SECONDS", "SEC", "S"),
    ("MS", "MILLIS", "MILLISECONDS"),
    ("MINS", "MINUTES", "MIN"),
    ("TTL", "EXPIRY", "EXPIRES", "EXPIRATION", "LIFETIME", "MAXAGE"),
    ("MAX", "LIMIT", "MAXIMUM"),
    ("LVL", "LEVEL"),
    ("ENV", "ENVIRONMENT", "PROFILE"),
    ("WORKERS", "THREADS", "CONCURRENCY"),
    ("CONN", "CONNS", "CONNECTION", "CONNECTIONS"),
    ("KEY", "SECRET"),
    ("ORIGIN", "ORIGINS"),
    ("HOSTS", "HOST"),
    ("CFG", "CONFIG", "CONFIGURATION"),
    ("ISSUER", "ISS"),
    ("AUDIENCE", "AUD"),
    ("AUTH", "AUTHENTICATION"),
    ("MSG", "MESSAGE"),
    ("CERT", "CERTIFICATE"),
)
# What a variable holds, by a word of its name, the last that tells: two that hold different things are no rename.
HOLDS = {
    "switch": "ENABLED ENABLE DISABLED DISABLE STRICT MODE DEBUG VERBOSE ON SKIP ALLOW",
    "time": "TIMEOUT INTERVAL TTL EXPIRY EXPIRES EXPIRATION LIFETIME WINDOW SECONDS SECS MS MILLIS DAYS HOURS DELAY AGE",
    "amount": "MAX MIN LIMIT SIZE COUNT REQUESTS MINUTE WORKERS THREADS RETRIES BURST CONNECTIONS POOL BYTES",
    "address": "URL URI DSN ENDPOINT HOST ADDR ADDRESS ORIGIN ORIGINS DOMAIN HOSTS",
    "port": "PORT",
    "secret": "SECRET PASSWORD PASS PWD TOKEN KEY CREDENTIALS",
    "user": "USER USERNAME LOGIN EMAIL FROM",
    "path": "PATH DIR FILE FOLDER CERT",
    "level": "LEVEL LVL FORMAT",
    "identity": "ID NAME ISSUER AUDIENCE REGION BUCKET",
}
KINDS = {word: kind for kind, words in HOLDS.items() for word in words.split()}
OPPOSITES = (("MIN", "MAX"), ("READ", "WRITE"), ("ACCESS", "REFRESH"), ("PUBLIC", "PRIVATE"), ("CLIENT", "SERVER"))
LEAST = 0.5


def pairs(unread: Iterable[str], read: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the likeliest pairs of an unread name and the read one that took its place, each name at most once."""
    reading = sorted(set(read))
    scored = sorted((-likeness(old, new), old, new) for old in set(unread) for new in reading)
    taken: set[str] = set()
    for score, old, new in scored:
        if -score >= LEAST and old not in taken and new not in taken:
            taken |= {old, new}
            yield old, new


def likeness(one: str, other: str) -> float:
    """Return how likely two names are the former and the present one of a variable: 0 for no relation, 1 for a slip."""
    if one.replace("_", "") == other.replace("_", "") or (min(len(one), len(other)) > 5 and distance(one, other) == 1):  # noqa: PLR2004 - shorter ones differ by a letter and mean different things
        return 0.0 if _numbered(one, other) else 1.0
    ours, theirs = one.split("_"), other.split("_")
    if _contradict(ours, theirs):
        return 0.0
    pairs_of_words = list(zip(ours, theirs, strict=False))
    before = list(takewhile(lambda pair: _same(*pair), pairs_of_words))
    rest = list(zip(reversed(ours[len(before) :]), reversed(theirs[len(before) :]), strict=False))
    after = list(takewhile(lambda pair: _same(*pair), rest))
    shared = [*before, *after]
    longest, shortest = max(len(ours), len(theirs)), min(len(ours), len(theirs))
    if len(shared) == shortest == longest:
        return 0.9
    telling = any(word not in COMMON for word, _ in shared)
    # One word more or less at the end names another part of the same thing; at the start it is a prefix.
    if not telling or (longest == 2 and len(shared) < 2):  # noqa: PLR2004 - of two words, both must agree
        return 0.0
    return len(shared) / longest


def _same(one: str, other: str) -> bool:
    if one == other or any(one in group and other in group for group in SAME):
        return True
    return min(len(one), len(other)) > 4 and distance(one, other) == 1  # noqa: PLR2004 - as above


def _numbered(one: str, other: str) -> bool:
    """Say whether two names differ in a digit only, as `SHARD_1` and `SHARD_2` do."""
    letters = [each.translate(str.maketrans("", "", "0123456789")) for each in (one, other)]
    return one != other and letters[0] == letters[1]


def _contradict(ours: list[str], theirs: list[str]) -> bool:
    only_ours, only_theirs = set(ours) - set(theirs), set(theirs) - set(ours)
    for one, other in OPPOSITES:
        if (one in only_ours and other in only_theirs) or (other in only_ours and one in only_theirs):
            return True
    kinds = [next((KINDS[word] for word in reversed(words) if word in KINDS), "") for words in (ours, theirs)]
    return kinds[0] != kinds[1] and "" not in kinds
