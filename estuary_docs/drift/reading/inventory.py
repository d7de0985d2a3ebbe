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
from estuary_docs.drift.reading.facts import EnvFile, Facts, facts, failed
from estuary_docs.drift.reading.limits import limited
from estuary_docs.drift.reading.resolution import resolve
from estuary_docs.drift.reading.schemas import handed_on, schema_reads
from estuary_docs.drift.reading.spelling import CodeFile
from estuary_docs.drift.reading.tree import Entry
from estuary_docs.drift.reading.workers import WORKERS, Failure, Workers
from estuary_docs.drift.settings import Comment, DriftSettings
from estuary_docs.errors import ProjectError
from estuary_docs.validation.showing import may_be_shown

NAMED_BY_A_VALUE = "names a variable by what looks like a secret, so the name is not shown"
TOGETHER = "putting together what all files say"
Progress = Callable[[int, int], None]
# What is asked of each file: what the one at a path below a folder says.
Task = Callable[[Path, str], Facts | ProjectError]


@dataclass(frozen=True)
class Inventory:
    """What a folder says about environment variables, in the order of files and lines.

    `words` are names that settings and templates are filled in with, and that workflows hand on. `code` are the source
    files, `packages` and `programs` what manifests name, `roots` their folders, `keys` the keys of settings and
    documents, `named` the words of documents that may be variables, `internal` what scripts set for the services of
    their container. `images` are those of containers and stages, `installed` what stages are made from or install,
    `locked` the packages of lock files. `open_units` are environments of which this folder shows only a part.
    `followed` are the places, by file and line, where helpers read what their callers name.
    `through_schema` are the places, by file and line, where a program reads all that its schema declares.
    `through_validator` says that something starts the service through a validator, which reads secrets from files for
    it.
    """

    mentions: tuple[Mention, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    comments: tuple[Comment, ...] = ()
    words: frozenset[str] = frozenset()
    open_units: frozenset[str] = frozenset()
    through_schema: tuple[tuple[str, int], ...] = ()
    through_validator: bool = False
    packages: frozenset[str] = frozenset()
    programs: frozenset[str] = frozenset()
    roots: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    internal: frozenset[str] = frozenset()
    images: frozenset[str] = frozenset()
    installed: frozenset[str] = frozenset()
    locked: frozenset[str] = frozenset()
    code: tuple[CodeFile, ...] = ()
    followed: frozenset[tuple[str, int]] = frozenset()


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
    read: dict[Entry, Facts] = {}
    for entry, outcome in zip(unread, outcomes, strict=True):
        if isinstance(outcome, ProjectError):
            raise outcome
        read[entry] = failed(entry.path, outcome.reason) if isinstance(outcome, Failure) else outcome
        progress(len(files) - len(unread) + len(read), len(files))
    facts_by_entry = {entry: known[entry] if entry in known else read[entry] for entry in files}
    if any(facts.may_be_kept for facts in read.values()):
        cache.save(root, facts_by_entry, time.time() if now is None else now)
    with limited(TOGETHER):
        return _together(root, facts_by_entry, passed_over)


def _together(root: Path, facts_by_entry: dict[Entry, Facts], passed_over: list[Undecided]) -> Inventory:
    all_facts = list(facts_by_entry.values())
    told_by_path = {entry.path: facts for entry, facts in facts_by_entry.items()}
    sources = {path: facts.source for path, facts in told_by_path.items() if facts.source is not None}
    resolved = list(resolve(sources))
    files = [file for facts in all_facts for file in facts.env_files]
    present = {entry.path for entry in facts_by_entry}
    loaded = [mention for file in files if file.path in present for mention in _loaded(root, file)]
    placed = list(attribute([*(mention for facts in all_facts for mention in facts.mentions), *loaded]))
    reads = [mention for mention in resolved if isinstance(mention, Mention)]
    undecided = [*passed_over, *(place for place in resolved if isinstance(place, Undecided))]
    undecided += [place for facts in all_facts for place in facts.undecided]
    through_schema = tuple(schema_reads(told_by_path))
    undecided += handed_on(told_by_path, frozenset(through_schema))
    mentions = {*placed, *reads}
    secret = {name for name in {mention.name for mention in mentions} if not may_be_shown("", name)}
    undecided += [
        Undecided(mention.file, mention.line, NAMED_BY_A_VALUE) for mention in mentions if mention.name in secret
    ]
    return Inventory(
        tuple(
            sorted(
                (mention for mention in mentions if mention.name not in secret),
                key=lambda mention: (mention.file, mention.line, mention.name, mention.role, mention.unit),
            )
        ),
        tuple(sorted(set(undecided), key=lambda place: (place.file, place.line, place.reason))),
        tuple(comment for facts in all_facts for comment in facts.comments),
        frozenset(word for facts in all_facts for word in facts.words),
        frozenset(_open_units(placed, files, present)),
        through_schema,
        any(facts.through_validator for facts in all_facts),
        frozenset(package for facts in all_facts for package in facts.packages),
        frozenset(program for facts in all_facts for program in facts.programs),
        frozenset(entry.path.rpartition("/")[0] for entry, facts in facts_by_entry.items() if facts.programs),
        frozenset(key for facts in all_facts for key in facts.keys),
        frozenset(name for facts in all_facts for name in facts.named),
        frozenset(name for facts in all_facts for name in facts.internal),
        frozenset(image for facts in all_facts for image in facts.images),
        frozenset(name for facts in all_facts for name in facts.installed),
        frozenset(name for facts in all_facts for name in facts.locked),
        tuple(
            _code(entry.path, facts)
            for entry, facts in facts_by_entry.items()
            if facts.language and not facts.declaring
        ),
        frozenset((place.file, place.line) for place in resolved if isinstance(place, Followed)),
    )


def _code(path: str, facts: Facts) -> CodeFile:
    parsed = facts.source is not None
    return CodeFile(path, facts.language, parsed, facts.source.test if facts.source else False, facts.touches)


def _loaded(root: Path, file: EnvFile) -> Iterator[Mention]:
    """Yield what an env file sets for a unit that loads it."""
    text = tree.content(root, file.path)
    if isinstance(text, bytes):
        yield from read_set(text.decode(errors="replace"), file.path, file.unit, file.image)


def _open_units(placed: Iterable[Mention], files: Collection[EnvFile], present: Collection[str]) -> Iterator[str]:
    """Yield the units that take variables from something that is not in the folder."""
    counts = Counter(file.unit for file in files if file.path in present)
    for mention in placed:
        if mention.role == "set" and mention.certainty == "dynamic":
            if mention.note.startswith(ENV_FILE) and counts[mention.unit]:
                counts[mention.unit] -= 1
            else:
                yield mention.unit
