"""Names that mean the same: whether a variable that nothing reads is another one's former name."""

from collections.abc import Hashable, Iterable, Iterator
from itertools import takewhile

from estuary_docs.drift.findings.candidates import candidates
from estuary_docs.drift.findings.values import words
from estuary_docs.drift.rules import listed
from estuary_docs.runtimes.python.names import distance

# Words that say how a thing is configured and not which: that two names share one of them means nothing.
COMMON = words(
    "URL URI DSN HOST PORT ADDR ADDRESS KEY SECRET TOKEN PASSWORD PASS USER USERNAME NAME ID MAX MIN LIMIT SIZE COUNT "
    "TIMEOUT INTERVAL SECONDS SECS MS MINUTES HOURS DAYS ENABLED ENABLE DISABLED DISABLE MODE LEVEL TYPE PATH DIR FILE "
    "FORMAT APP API SERVICE SERVER DEFAULT ENV THE OF PER TTL ALLOWED"
)
# Words that are written for one another, a group a line.
SAME = (
    ("DB", "DATABASE"),
    ("URL", "URI", "DSN", "ENDPOINT", "CONNECTION", "CONNECTIONS"),
    ("ADDR", "ADDRESS", "BIND", "LISTEN", "HOST", "SERVER"),
    ("PASS", "PASSWORD", "PWD", "PASSWD"),
    ("USER", "USERNAME"),
    ("DIR", "DIRECTORY", "PATH", "FOLDER", "ROOT"),
    ("ENABLED", "ENABLE", "ON"),
    ("DISABLED", "DISABLE"),
    ("SECS", "SECONDS", "SEC", "S"),
    ("MS", "MILLIS", "MILLISECONDS"),
    ("MINS", "MINUTES", "MIN"),
    ("TTL", "EXPIRY", "EXPIRES", "EXPIRATION", "LIFETIME", "TIMEOUT"),
    ("MAX", "LIMIT", "MAXIMUM"),
    ("LVL", "LEVEL"),
    ("ENV", "ENVIRONMENT", "PROFILE"),
    ("WORKERS", "THREADS", "CONCURRENCY"),
    ("CONN", "CONNS", "CONNECTION", "CONNECTIONS"),
    ("KEY", "SECRET"),
    ("ORIGIN", "ORIGINS"),
    ("HOSTS", "HOST"),
    ("FROM", "SENDER"),
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
    "time": "TIMEOUT INTERVAL TTL EXPIRY EXPIRES EXPIRATION LIFETIME WINDOW SECONDS SECS MS MILLIS DAYS HOURS AGE",
    "amount": "MAX MIN LIMIT SIZE COUNT REQUESTS MINUTE WORKERS THREADS RETRIES BURST CONNECTIONS POOL BYTES",
    "address": "URL URI DSN ENDPOINT HOST ADDR ADDRESS ORIGIN ORIGINS DOMAIN HOSTS",
    "port": "PORT",
    "secret": "SECRET PASSWORD PASS PWD TOKEN KEY CREDENTIALS",
    "user": "USER USERNAME LOGIN EMAIL FROM",
    "path": "PATH DIR FILE FOLDER CERT",
    "level": "LEVEL LVL FORMAT",
    "identity": "ID NAME ISSUER AUDIENCE REGION BUCKET",
}
KINDS = {word: kind for kind, listing in HOLDS.items() for word in words(listing)}
OPPOSITES = (("MIN", "MAX"), ("READ", "WRITE"), ("ACCESS", "REFRESH"), ("PUBLIC", "PRIVATE"), ("CLIENT", "SERVER"))
# A word that makes another thing of the same name.
QUALIFIERS = words("PREVIOUS OLD NEXT NEW REPLICA BACKUP SECONDARY FALLBACK TEST WEBHOOK ADMIN METRICS STRICT")
PREFIXES = words("APP SERVER HTTP SERVICE API BACKEND WEB")
SLIP, REWORDED, PREFIXED, LEAST = 1.0, 0.9, 0.7, 0.5
LETTERS_OF_A_LONG_WORD = 5
SWAPPED = 2
# Of two words, both must agree.
WORDS_THAT_LEAVE_ROOM = 3


def pairs(unread: Iterable[str], read: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the likeliest pairs of an unread name and the read one that took its place, each name at most once.

    Raises TooManyCandidatesError.
    """
    worth_comparing = candidates(set(unread), set(read), spellings, PREFIXES)
    scored = sorted((-likeness(old, new), old, new) for old, new in worth_comparing)
    taken: set[str] = set()
    for score, old, new in scored:
        if -score >= LEAST and old not in taken and new not in taken:
            taken |= {old, new}
            yield old, new


def is_slip(one: str, other: str) -> bool:
    """Say whether two names differ in one word alone, by one letter or by two that stand the wrong way round."""
    ours, theirs = one.split("_"), other.split("_")
    different = [pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]]
    if len(ours) != len(theirs) or len(different) != 1 or len(ours) == 1:
        return False
    (mine, yours) = different[0]
    if not (_is_plain(mine) and _is_plain(yours)):
        return False
    swapped = len(mine) == len(yours) and sorted(mine) == sorted(yours) and _differing(mine, yours) == SWAPPED
    return swapped or _is_one_letter_off(mine, yours)


def _is_plain(word: str) -> bool:
    """Say whether a word has no number, which tells one thing from another."""
    return not any(letter.isdigit() for letter in word)


def _is_one_letter_off(one: str, other: str) -> bool:
    long = min(len(one), len(other)) >= LETTERS_OF_A_LONG_WORD
    return long and _is_plain(one + other) and distance(one, other) == 1


def spellings(word: str) -> Iterator[Hashable]:
    """Yield what a word shares with each that may be written for it: a group, its letters, or all of them but one."""
    yield from (group for group in SAME if word in group)
    if _is_plain(word):
        yield "letters", "".join(sorted(word))
        if len(word) >= LETTERS_OF_A_LONG_WORD:
            yield "but one", word
            yield from (("but one", word[:at] + word[at + 1 :]) for at in range(len(word)))


def _differing(one: str, other: str) -> int:
    return sum(1 for pair in zip(one, other, strict=True) if pair[0] != pair[1])


def likeness(one: str, other: str) -> float:
    """Return how likely two names are the former and the present one of a variable: 0 for no relation, 1 for a slip."""
    if one.replace("_", "") == other.replace("_", "") or is_slip(one, other):
        return SLIP
    ours, theirs = one.split("_"), other.split("_")
    if _contradict(ours, theirs):
        return 0.0
    telling = not (COMMON.issuperset(ours) or COMMON.issuperset(theirs))
    if telling and len(ours) == len(theirs) and _covers(ours, theirs) and _covers(theirs, ours):
        return REWORDED
    short, long = sorted((ours, theirs), key=len)
    if long[-len(short) :] == short and PREFIXES.issuperset(long[: -len(short)]):
        return PREFIXED
    before = _agreeing(ours, theirs)
    alike = bool(_kind(ours)) == bool(_kind(theirs))
    ours, theirs = ours[before:], theirs[before:]
    after = _agreeing(ours[::-1], theirs[::-1])
    shared = [*long[:before], *long[len(long) - after :]]
    ours, theirs = ours[: len(ours) - after], theirs[: len(theirs) - after]
    replaced = bool(ours and theirs) and not (alike and _may_stand_for(ours, theirs))
    # One word before a whole name says whose it is.
    told_apart = replaced or (_tells(ours + theirs) and long[1:] != short)
    if len(long) < WORDS_THAT_LEAVE_ROOM or COMMON.issuperset(shared) or told_apart:
        return 0.0
    return (before + after) / len(long)


def _covers(ours: list[str], theirs: list[str]) -> bool:
    return all(any(_same(word, candidate) for candidate in theirs) for word in ours)


def _agreeing(ours: Iterable[str], theirs: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: _same(*pair), zip(ours, theirs, strict=False)))


def _same(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in SAME) or _is_one_letter_off(one, other)


def _may_stand_for(ours: list[str], theirs: list[str]) -> bool:
    """Say whether words stand in the place of others without another thing being meant."""
    if COMMON.issuperset(ours) or COMMON.issuperset(theirs):
        return True
    return bool(_kind(ours)) and _kind(ours) == _kind(theirs)


def _tells(changed: list[str]) -> bool:
    """Say whether a word is among these that says which thing is meant, and not what is held of it."""
    return not (COMMON | KINDS.keys()).issuperset(changed)


def _contradict(ours: list[str], theirs: list[str]) -> bool:
    only_ours, only_theirs = set(ours) - set(theirs), set(theirs) - set(ours)
    for one, other in OPPOSITES:
        if (one in only_ours and other in only_theirs) or (other in only_ours and one in only_theirs):
            return True
    if not QUALIFIERS.isdisjoint(only_ours | only_theirs):
        return True
    return _kind(ours) != _kind(theirs) and bool(_kind(ours) and _kind(theirs))


def _kind(name: list[str]) -> str:
    return next((KINDS[word] for word in reversed(name) if word in KINDS), "")


def reason(one: str, other: str) -> str:
    """Return what decides that two names are the former and the present one of a variable."""
    if one.replace("_", "") == other.replace("_", ""):
        return "the names differ in underscores alone"
    if is_slip(one, other):
        return "the names differ in one letter, or in two that are swapped"
    ours, theirs = one.split("_"), other.split("_")
    if likeness(one, other) == REWORDED:
        return "the names say the same in other words"
    short, long = sorted((ours, theirs), key=len)
    if long[-len(short) :] == short:
        return "the names differ in a prefix alone"
    before = _agreeing(ours, theirs)
    after = _agreeing(ours[before:][::-1], theirs[before:][::-1])
    shared = [*zip(ours[:before], theirs[:before], strict=True)]
    shared += zip(ours[len(ours) - after :], theirs[len(theirs) - after :], strict=True)
    both = [" or ".join(f"`{word}`" for word in dict.fromkeys(pair)) for pair in shared]
    return f"the names share {listed(both)}, and nothing else in them tells them apart"
