"""Variables that others than the service read: its runtime, its libraries, the images beside it, the platform."""

import re
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files

# `registry.example:5000/owner/name:tag@digest`; a registry has a dot or a port, or is localhost.
IMAGE = re.compile(r"(?:(?:[^/]*[.:][^/]*|localhost)/)?([^:@$]*)")


@dataclass(frozen=True)
class Group:
    """One reader: the names it reads, and the images that hold it, none if it can be anywhere."""

    title: str
    source: str
    images: tuple[str, ...]
    names: frozenset[str]
    prefixes: tuple[str, ...]

    def reads(self, name: str, image: str) -> bool:
        """Say whether this reader reads a variable that is set on an image, or on none that is known."""
        if name not in self.names and not name.startswith(self.prefixes):
            return False
        return not self.images or any(_matches(image, pattern) for pattern in self.images)


@cache
def groups() -> tuple[Group, ...]:
    """Return all readers that are known, those of images first: they know most of what is set on them."""
    table = tomllib.loads(files("estuary_docs.drift.findings").joinpath("third_party.toml").read_text(encoding="utf-8"))
    read = (
        Group(
            group["title"],
            group["source"],
            tuple(group.get("images", ())),
            frozenset(group.get("names", ())),
            tuple(group.get("prefixes", ())),
        )
        for group in table["group"]
    )
    return tuple(sorted(read, key=lambda group: not group.images))


@cache
def reader_of(name: str, image: str = "") -> str | None:
    """Return who reads a variable that is set on an image, or anywhere, if it is not the service; None if none does."""
    return next((group.title for group in groups() if group.reads(name, image)), None)


def _matches(image: str, pattern: str) -> bool:
    found = IMAGE.match(image)
    named = found[1].lower() if found else ""
    return fnmatchcase(named if "/" in pattern else named.rpartition("/")[2], pattern)
