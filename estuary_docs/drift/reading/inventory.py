"""Every place below a folder that names an environment variable: files are read one by one, then held together."""

import re
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from estuary_docs.drift.code import Call, Name, Source
from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.places.example import read_set
from estuary_docs.drift.places.kubernetes import attribute
from estuary_docs.drift.reading import cache, tree
from estuary_docs.drift.reading.facts import EnvFile, Facts, facts, failed, names_in_strings
from estuary_docs.drift.reading.resolution import resolve
from estuary_docs.drift.reading.tree import Entry
from estuary_docs.drift.reading.workers import WORKERS, Failure, Workers
from estuary_docs.drift.settings import Comment, DriftSettings
from estuary_docs.errors import ProjectError
from estuary_docs.validation.showing import may_be_shown

NAMED_BY_A_VALUE = "names a variable by what looks like a secret, so the name is not shown"
# Languages whose imports begin with the name of a package.
IMPORTING = frozenset(("python", "javascript"))
Progress = Callable[[int, int], None]
# What is asked of each file: what the one at a path below a folder says.
Task = Callable[[Path, str], Facts | ProjectError]


@dataclass(frozen=True)
class Inventory:
    """What a folder says about environment variables, in the order of files and lines.

    `words` are names that code may read though no reader sees it: in the strings of languages that nothing parses,
    of files that compute names, and of calls to functions of others. `open_units` are environments of which this
    folder shows only a part. `through_schema` says that a Python program reads all that its schema declares,
    `through_validator` that something starts the service through a validator, which reads secrets from files for
    it. `packages` are the imported ones of others, as the names of their variables begin: `CELERY`.
    """

    mentions: tuple[Mention, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    comments: tuple[Comment, ...] = ()
    words: frozenset[str] = frozenset()
    open_units: frozenset[str] = frozenset()
    through_schema: bool = False
    through_validator: bool = False
    packages: frozenset[str] = frozenset()


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
    found = list(tree.entries(root))
    wanted = [entry for entry in found if isinstance(entry, Entry) and settings.counts(entry.path)]
    passed_over = [each for each in found if isinstance(each, Undecided) and settings.counts(each.file)]
    known = cache.load(root)
    unread = [entry for entry in wanted if entry not in known]
    outcomes = workers.outcomes(partial(task, root), [entry.path for entry in unread])
    read: dict[Entry, Facts] = {}
    for entry, outcome in zip(unread, outcomes, strict=True):
        if isinstance(outcome, ProjectError):
            raise outcome
        read[entry] = failed(entry.path, outcome.reason) if isinstance(outcome, Failure) else outcome
        progress(len(wanted) - len(unread) + len(read), len(wanted))
    told = {entry: known[entry] if entry in known else read[entry] for entry in wanted}
    if any(each.may_be_kept for each in read.values()):
        cache.save(root, told, time.time() if now is None else now)
    return _together(root, told, passed_over)


def _together(root: Path, told: dict[Entry, Facts], passed_over: list[Undecided]) -> Inventory:
    each = list(told.values())
    sources = {entry.path: facts.source for entry, facts in told.items() if facts.source is not None}
    resolved = list(resolve(sources))
    files = [file for facts in each for file in facts.env_files]
    present = {entry.path for entry in told}
    loaded = [mention for file in files if file.path in present for mention in _loaded(root, file)]
    placed = list(attribute([*(found for facts in each for found in facts.mentions), *loaded]))
    reads = [found for found in resolved if isinstance(found, Mention)]
    undecided = [*passed_over, *(found for found in resolved if isinstance(found, Undecided))]
    undecided += [found for facts in each for found in facts.undecided]
    mentions = {*placed, *reads}
    secret = {name for name in {each.name for each in mentions} if not may_be_shown("", name)}
    undecided += [Undecided(each.file, each.line, NAMED_BY_A_VALUE) for each in mentions if each.name in secret]
    words = {word for facts in each for word in facts.words}
    return Inventory(
        tuple(
            sorted(
                (each for each in mentions if each.name not in secret),
                key=lambda found: (found.file, found.line, found.name, found.role, found.unit),
            )
        ),
        tuple(sorted(set(undecided), key=lambda found: (found.file, found.line, found.reason))),
        tuple(comment for facts in each for comment in facts.comments),
        frozenset(words | _computed_from(root, resolved) | {*_passed(sources.values()), *_named(sources, resolved)}),
        frozenset(_open_units(placed, files, present)),
        any(facts.through_schema for facts in each),
        any(facts.through_validator for facts in each),
        frozenset(_packages(sources)),
    )


def _loaded(root: Path, file: EnvFile) -> Iterator[Mention]:
    """Yield what an env file sets for a unit that loads it."""
    text = tree.content(root, file.path)
    if isinstance(text, bytes):
        yield from read_set(text.decode(errors="replace"), file.path, file.unit, file.image)


def _open_units(placed: Iterable[Mention], files: Collection[EnvFile], present: Collection[str]) -> Iterator[str]:
    """Yield the units that take variables from something that is not in the folder."""
    found = Counter(file.unit for file in files if file.path in present)
    for mention in placed:
        if mention.role == "set" and mention.certainty == "dynamic":
            if mention.note.startswith("env file") and found[mention.unit]:
                found[mention.unit] -= 1
            else:
                yield mention.unit


def _computed_from(root: Path, resolved: Iterable[Mention | Undecided]) -> set[str]:
    """Return the names in the strings of files that read variables by names which nothing tells."""
    untold = (each for each in resolved if isinstance(each, Undecided) or not each.name.strip("*_"))
    names: set[str] = set()
    for path in {each.file for each in untold}:
        text = tree.content(root, path)
        if isinstance(text, bytes):
            names |= names_in_strings(text)
    return names


def _named(sources: dict[str, Source], resolved: Iterable[Mention | Undecided]) -> Iterator[str]:
    """Yield the texts of constants in languages where a place reads names that nothing tells: one may be theirs."""
    untold = [sources[each.file] for each in resolved if isinstance(each, Undecided)]
    open_places = {source.language for source in untold if not source.test}
    for source in sources.values():
        for constant in source.constants if source.language in open_places and not source.test else ():
            match constant.value:
                case (str(word),):
                    yield word


def _packages(sources: Mapping[str, Source]) -> set[str]:
    """Return the first words of the packages that Python and JavaScript import from outside of the folder."""
    own = {part.partition(".")[0] for path in sources for part in path.split("/")}
    origins = (
        origin.lstrip("@")
        for source in sources.values()
        if source.language in IMPORTING and not source.test
        for _, origin in source.imports
    )
    found = {re.split(r"[./-]", origin)[0] for origin in origins}
    return {package.upper() for package in found - own - {""}}


def _passed(sources: Collection[Source]) -> Iterator[str]:
    """Yield the texts that code hands to functions which it does not define itself."""
    own = {function.name.rpartition(".")[2] for source in sources for function in source.functions}
    for source in sources:
        for call in source.calls if not source.test else ():
            if call.function.rpartition(".")[2] not in own:
                yield from _texts(call)


def _texts(call: Call) -> Iterator[str]:
    for argument in (*call.arguments, *(value for _name, value in call.keywords)):
        if argument is not None and len(argument) == 1 and argument[0] and not isinstance(argument[0], Name):
            yield argument[0]
