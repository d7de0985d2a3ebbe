"""What somebody wrote where a generated file is to stand: it is kept beside that."""

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from estuary_docs.project.artefacts import Target
from estuary_docs.renderers import BY_US

ENDING = ".orig"


def originals(wanted: Iterable[Target]) -> list[Target]:
    """Return a copy of each file that `wanted` replaces, but that nobody generated.

    It is named as the file, with ENDING, and a number where that name is taken. Raises ProjectError if a file cannot be
    read.
    """
    return [
        _copy(target, current)
        for target in wanted
        if (current := target.current()) and not target.is_current() and _is_somebody_s(target, current)
    ]


def _is_somebody_s(target: Target, current: bytes) -> bool:
    return not (target.is_shared or BY_US.encode() in current)


def _copy(target: Target, current: bytes) -> Target:
    path = next(path for path in _names(target.path) if not path.exists())
    return Target(path, current.decode(errors="surrogateescape"), target.shown + path.name[len(target.path.name) :])


def _names(path: Path) -> Iterator[Path]:
    yield path.with_name(path.name + ENDING)
    yield from (path.with_name(f"{path.name}{ENDING}{number}") for number in count(2))
