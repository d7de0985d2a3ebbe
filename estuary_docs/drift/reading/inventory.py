"""Every place below a folder that names an environment variable: files are read one by one, then held together."""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from estuary_docs.drift.mention import ENV_FILE, Followed, Mention, Undecided
from estuary_docs.drift.places.example import read_set
from estuary_docs.drift.places.kubernetes import attribute
from estuary_docs.drift.reading import cache, tree
from estuary_docs.drift.reading.budgets import Failure
from estuary_docs.drift.reading.facts import EnvFile, FileFacts, facts, failed
from estuary_docs.drift.reading.images import with_bases
from estuary_docs.drift.reading.limits import limited
from estuary_docs.drift.reading.prefixes import prefixed
from estuary_docs.drift.reading.resolution import resolve
from estuary_docs.drift.reading.schemas import handed_on, schema_reads
from estuary_docs.drift.reading.spelling import CodeFile
from estuary_docs.drift.reading.submodules import absent
from estuary_docs.drift.reading.tree import Entry
from estuary_docs.drift.reading.workers import WORKERS, Workers
from estuary_docs.drift.settings import Comment, DriftSettings
from estuary_docs.errors import ProjectError
from estuary_docs.validation.showing import may_be_shown

NAMED_BY_A_VALUE = "names a variable by what looks like a secret, so the name is not shown"
TOGETHER = "putting together what all files say"
Progress = Callable[[int, int], None]
# What is asked of each file: what the one at a path below a folder says.
Task = Callable[[Path, str], FileFacts | ProjectError]


# What is held together of all files as it is told by each.
UNITED = ("words", "packages", "programs", "keys", "named", "internal", "images", "installed", "locked")


@dataclass(frozen=True, kw_only=True)
class Inventory:
    """What a folder says about environment variables, in the order of files and lines."""

    mentions: tuple[Mention, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    comments: tuple[Comment, ...] = ()
    words: frozenset[str] = frozenset()
    """Names that settings and templates are filled in with, and that workflows hand on."""
    open_units: frozenset[str] = frozenset()
    """Environments of which this folder shows only a part."""
    through_schema: tuple[tuple[str, int], ...] = ()
    """The places, by file and line, where a program reads all that its schema declares."""
    through_validator: bool = False
    """Whether something starts the service through a validator, which reads secrets from files for it."""
    packages: frozenset[str] = frozenset()
    """Packages that manifests name."""
    programs: frozenset[str] = frozenset()
    """Programs that manifests name."""
    roots: frozenset[str] = frozenset()
    """The folders of the manifests that name a program."""
    keys: frozenset[str] = frozenset()
    """The keys of settings and documents."""
    named: frozenset[str] = frozenset()
    """Words of documents that may be variables."""
    internal: frozenset[str] = frozenset()
    """What scripts set for the services of their container."""
    images: frozenset[str] = frozenset()
    """The images of containers and stages."""
    installed: frozenset[str] = frozenset()
    """What stages are made from, or install."""
    locked: frozenset[str] = frozenset()
    """The packages of lock files."""
    code: tuple[CodeFile, ...] = ()
    followed: frozenset[tuple[str, int]] = frozenset()
    """The places, by file and line, where helpers read what their callers name."""


def inventory(  # noqa: PLR0913 - what it reads, and how
    root: Path,
    settings: DriftSettings,
    progress: Progress = lambda _done, _all: None,
    *,
    task: Task = facts,
    workers: Workers = WORKERS,
    now: float | None = None,
) -> Inventory:
    """Read every file below `root` that the settings count, each by `task`, within the budget of `workers`.

    A file that exceeds it, or ends its reader, is passed over and named. `progress` is told how many of how many files
    are read. `now` is the time by which the cache tells files that may still be changing.

    Raises ProjectError for a comment that asks for nothing, and where the parsers of source code are not installed.
    """
    entries = list(tree.entries(root))
    files = [entry for entry in entries if isinstance(entry, Entry) and settings.counts(entry.path)]
    passed_over = [place for place in entries if isinstance(place, Undecided) and settings.counts(place.file)]
    known = cache.load(root)
    unread = [entry for entry in files if entry not in known]
    outcomes = workers.outcomes(partial(task, root), [entry.path for entry in unread])
    read: dict[Entry, FileFacts] = {}
    for entry, outcome in zip(unread, outcomes, strict=True):
        if isinstance(outcome, ProjectError):
            raise outcome
        read[entry] = failed(entry.path, outcome.reason) if isinstance(outcome, Failure) else outcome
        progress(len(files) - len(unread) + len(read), len(files))
    facts_by_entry = {entry: known[entry] if entry in known else read[entry] for entry in files}
    submodules = {folder for facts in facts_by_entry.values() for folder in facts.submodules}
    passed_over += absent(filter(settings.counts, submodules), [entry.path for entry in files])
    if any(facts.may_be_kept for facts in read.values()):
        cache.save(root, facts_by_entry, time.time() if now is None else now)
    with limited(TOGETHER):
        return _together(root, facts_by_entry, passed_over)


def _together(root: Path, facts_by_entry: dict[Entry, FileFacts], passed_over: list[Undecided]) -> Inventory:
    all_facts = list(facts_by_entry.values())
    facts_by_path = {entry.path: facts for entry, facts in facts_by_entry.items()}
    sources = {path: facts.source for path, facts in facts_by_path.items() if facts.source is not None}
    resolved = list(resolve(sources))
    files = [file for facts in all_facts for file in facts.env_files]
    loaded = [mention for file in files if file.path in facts_by_path for mention in _loaded(root, file)]
    placed = list(attribute([*(mention for facts in all_facts for mention in facts.mentions), *loaded]))
    through_schema = tuple(schema_reads(facts_by_path))
    reads = [mention for mention in resolved if isinstance(mention, Mention)]
    bases = {path: facts.base for path, facts in facts_by_path.items()}
    placed = list(with_bases(list(prefixed(placed, reads)), bases))
    mentions = {*placed, *reads}
    secret = {name for name in {mention.name for mention in mentions} if not may_be_shown("", name)}
    hidden = {mention for mention in mentions if mention.name in secret}
    undecided = {
        *passed_over,
        *(place for place in resolved if isinstance(place, Undecided)),
        *(place for facts in all_facts for place in facts.undecided),
        *handed_on(facts_by_path, frozenset(through_schema)),
        *(Undecided(mention.file, mention.line, NAMED_BY_A_VALUE) for mention in hidden),
    }
    return Inventory(
        mentions=tuple(
            sorted(
                mentions - hidden,
                key=lambda mention: (mention.file, mention.line, mention.name, mention.role, mention.unit),
            )
        ),
        undecided=tuple(sorted(undecided, key=lambda place: (place.file, place.line, place.reason))),
        comments=tuple(comment for facts in all_facts for comment in facts.comments),
        open_units=frozenset(_open_units(placed, files, facts_by_path)),
        through_schema=through_schema,
        through_validator=any(facts.through_validator for facts in all_facts),
        roots=frozenset(path.rpartition("/")[0] for path, facts in facts_by_path.items() if facts.programs),
        code=tuple(
            _code(path, facts) for path, facts in facts_by_path.items() if facts.language and not facts.declaring
        ),
        followed=frozenset((place.file, place.line) for place in resolved if isinstance(place, Followed)),
        **{field: frozenset(word for facts in all_facts for word in getattr(facts, field)) for field in UNITED},
    )


def _code(path: str, facts: FileFacts) -> CodeFile:
    parsed = facts.source is not None
    return CodeFile(path, facts.language, parsed, facts.source.test if facts.source else False, facts.touches)


def _loaded(root: Path, file: EnvFile) -> Iterator[Mention]:
    """Yield what an env file sets for a unit that loads it."""
    text = tree.content(root, file.path)
    if isinstance(text, bytes):
        yield from read_set(text.decode(errors="replace"), file.path, file.unit, file.image)


def _open_units(placed: Iterable[Mention], files: Collection[EnvFile], present: Collection[str]) -> Iterator[str]:
    """Yield the units that take variables from something that is not in the folder.

    What a place gives an env file by a command may be given more: by a shell, or when it is started.
    """
    telling = {mention.unit for mention in placed if mention.role == "set" and mention.certainty == "dynamic"}
    yield from (file.unit for file in files if file.unit not in telling)
    counts = Counter(file.unit for file in files if file.path in present)
    for mention in placed:
        if mention.role == "set" and mention.certainty == "dynamic":
            if mention.note.startswith(ENV_FILE) and counts[mention.unit]:
                counts[mention.unit] -= 1
            else:
                yield mention.unit
