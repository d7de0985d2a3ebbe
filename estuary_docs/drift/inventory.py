"""Every place below a folder that names an environment variable: files are read one by one, then held together."""

from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path, PurePosixPath
from posixpath import normpath

from estuary_docs.drift import cache, places, tree
from estuary_docs.drift.code import Call, Name, Source
from estuary_docs.drift.facts import EnvFile, Facts, facts
from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.settings import Comment, DriftSettings
from estuary_docs.drift.tree import Entry
from estuary_docs.errors import ProjectError

# Below it, starting further processes takes longer than they save.
FILES_FOR_ONE_PROCESS = 600
FILES_OF_A_PORTION = 100
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Inventory:
    """What a folder says about environment variables, in the order of files and lines.

    `sources` counts the files of source code. `passed` are names that code hands to functions of others, which may read
    them, and `words` those in the strings of languages that nothing parses. `open_units` are environments of which
    this folder shows only a part. `through_schema` says that a Python program reads all that its schema declares.
    """

    mentions: tuple[Mention, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    comments: tuple[Comment, ...] = ()
    sources: int = 0
    passed: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    open_units: frozenset[str] = frozenset()
    through_schema: bool = False


def inventory(root: Path, settings: DriftSettings, progress: Progress = lambda _done, _all: None) -> Inventory:
    """Read every file below `root` that the settings count; raises ProjectError for a comment that asks for nothing.

    `progress` is told how many of how many files are read.
    """
    found = list(tree.entries(root))
    wanted = [entry for entry in found if isinstance(entry, Entry) and settings.counts(entry.path)]
    passed_over = [each for each in found if isinstance(each, Undecided) and settings.counts(each.file)]
    known = cache.load(root)
    read = _read(root, [entry for entry in wanted if entry not in known], len(wanted), progress)
    told = {entry: known[entry] if entry in known else read[entry] for entry in wanted}
    if any(each.may_be_kept for each in read.values()):
        cache.save(root, told)
    return _together(told, passed_over)


def _read(root: Path, entries: list[Entry], total: int, progress: Progress) -> dict[Entry, Facts]:
    read: dict[Entry, Facts] = {}
    for entry, each in zip(entries, _each(partial(facts, root), [entry.path for entry in entries]), strict=True):
        if isinstance(each, ProjectError):
            raise each
        read[entry] = each
        progress(total - len(entries) + len(read), total)
    return read


def _each(task: Callable[[str], Facts | ProjectError], paths: list[str]) -> Iterator[Facts | ProjectError]:
    processes = min(cpu_count() or 1, 8)
    if len(paths) < FILES_FOR_ONE_PROCESS or processes == 1:
        yield from map(task, paths)
        return
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        yield from pool.map(task, paths, chunksize=FILES_OF_A_PORTION)


def _together(told: dict[Entry, Facts], passed_over: list[Undecided]) -> Inventory:
    each = list(told.values())
    sources = {entry.path: facts.source for entry, facts in told.items() if facts.source is not None}
    resolution = import_module("estuary_docs.drift.resolution")
    resolved = list(resolution.resolve(sources))
    mentions = [found for facts in each for found in facts.mentions]
    if places.PLACES:
        mentions = list(import_module(f"{places.__name__}.kubernetes").attribute(mentions))
    loaded, missing = _loaded([file for facts in each for file in facts.env_files], mentions)
    mentions += [found for found in resolved if isinstance(found, Mention)]
    undecided = [*passed_over, *(found for found in resolved if isinstance(found, Undecided))]
    undecided += [found for facts in each for found in facts.undecided]
    return Inventory(
        tuple(sorted({*mentions, *loaded}, key=lambda each: (each.file, each.line, each.name, each.role, each.unit))),
        tuple(sorted(set(undecided), key=lambda each: (each.file, each.line, each.reason))),
        tuple(comment for facts in each for comment in facts.comments),
        len(sources),
        frozenset(_passed(sources.values())),
        frozenset(word for facts in each for word in facts.words),
        frozenset(missing),
        any(facts.through_schema for facts in each),
    )


def _loaded(files: Iterable[EnvFile], mentions: Iterable[Mention]) -> tuple[list[Mention], set[str]]:
    """Return what env files set for the units that load them, and the units that load a file that is not there."""
    by_file: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.role in {"example", "set"} and not mention.note:
            by_file.setdefault(mention.file, []).append(mention)
    loaded: list[Mention] = []
    missing: set[str] = set()
    for file in files:
        path = normpath(str(PurePosixPath(file.file).parent / file.path))
        if path not in by_file:
            missing.add(file.unit)
        loaded += [replace(mention, role="set", unit=file.unit, image=file.image) for mention in by_file.get(path, ())]
    return loaded, missing


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
