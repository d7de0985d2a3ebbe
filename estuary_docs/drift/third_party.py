"""Variables that others than the service read: its runtime, its libraries, the images beside it, the platform."""

import re
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files

from estuary_docs.drift.findings.likeness import is_slip

# `registry.example:5000/owner/name:tag@digest`; a registry has a dot or a port, or is localhost.
IMAGE = re.compile(r"(?:(?:[^/]*[.:][^/]*|localhost)/)?([^:@$]*)")


@dataclass(frozen=True)
class Group:
    """One reader: the names it reads, and the images or packages that hold it, none if it can be anywhere."""

    title: str
    source: str
    images: tuple[str, ...]
    names: frozenset[str]
    prefixes: tuple[str, ...]
    packages: frozenset[str] = frozenset()

    def reads(self, name: str, image: str, used: frozenset[str] = frozenset()) -> bool:
        """Say whether this reader reads a variable that is set on an image, or on none that is known.

        Where no image is known, a whole name counts if one of the `used` images is the reader's.
        """
        begins = name.startswith(self.prefixes) and not any(is_slip(name, known_name) for known_name in self.names)
        if name not in self.names and not begins:
            return False
        if not self.images or self.runs_on(image):
            return True
        return not image and name in self.names and any(map(self.runs_on, used))

    def runs_on(self, image: str) -> bool:
        """Say whether an image is one of this reader's."""
        return any(_matches(image, pattern) for pattern in self.images)


@cache
def groups() -> tuple[Group, ...]:
    """Return all readers that are known, those of images first: they know most of what is set on them."""
    table = tomllib.loads(files("estuary_docs.drift").joinpath("third_party.toml").read_text(encoding="utf-8"))
    read = (
        Group(
            group["title"],
            group["source"],
            tuple(group.get("images", ())),
            frozenset(group.get("names", ())),
            tuple(group.get("prefixes", ())),
            frozenset(group.get("packages", ())),
        )
        for group in table["group"]
    )
    return tuple(sorted(read, key=lambda group: not group.images))


@cache
def _names() -> frozenset[str]:
    """Return all names that a reader is known to read."""
    return frozenset(name for group in groups() for name in group.names)


@cache
def _prefixes() -> tuple[str, ...]:
    """Return all that names of a reader begin with."""
    return tuple({prefix for group in groups() for prefix in group.prefixes})


@cache
def is_of_others(image: str) -> bool:
    """Say whether an image is known to hold a program of others: a database, a queue, a proxy."""
    return any(group.runs_on(image) for group in groups())


@cache
def reader_of(
    name: str,
    image: str = "",
    *,
    exact: bool = False,
    packages: frozenset[str] = frozenset(),
    images: frozenset[str] = frozenset(),
) -> str | None:
    """Return who reads a variable that is set on an image, or anywhere, if it is not the service; None if none does.

    `exact` asks for a reader that is known to read just this name, and none by the way it begins. `packages` are those
    and `images` those that the repository uses: a reader that is one of them counts nowhere else.
    """
    if name not in _names() and not name.startswith(_prefixes()):
        return None
    # What a library reads by a name is told by its documents only as long as the service leaves that to it.
    used = (group for group in groups() if not group.packages or (group.packages & packages and not exact))
    reading = (group for group in used if group.reads(name, image, images))
    return next((group.title for group in reading if name in group.names or not exact), None)


def image_name(image: str) -> str:
    """Return the last part of an image's name, in lower case, without registry, owner and tag."""
    return _named(image).rpartition("/")[2]


def _named(image: str) -> str:
    match = IMAGE.match(image)
    return match[1].lower() if match else ""


def _matches(image: str, pattern: str) -> bool:
    named = _named(image)
    return fnmatchcase(named if "/" in pattern else named.rpartition("/")[2], pattern)
