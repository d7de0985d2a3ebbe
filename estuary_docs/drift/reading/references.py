"""Which declaration of the repository a reference means: by file, by import, by path, and last by a unique name."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Generic, Protocol, TypeVar

from estuary_docs.drift.code import SourceFile

RECEIVERS = ("self", "this", "cls", "Self")
INTERNAL = ("crate", "super")  # these begin a path within the repository
NAMELESS = ("src", "lib", "main", "mod", "index", "__init__")  # these name no module

ENVIRONMENT = re.compile(r"_?env(?:iron(?:ment)?)?", re.IGNORECASE)
TELLING_RECEIVER = re.compile(r"env|conf|cfg|setting|secret", re.IGNORECASE)


class Declaration(Protocol):
    """What has a name and stands in a file: a constant, a function, a record."""

    @property
    def name(self) -> str:
        """The name, `.` between the class and its member."""


Declared = TypeVar("Declared", bound=Declaration)


def segments(reference: str) -> list[str]:
    """Split a reference, a module's path or a file's address into its words: `config::keys::PORT`, `./config`."""
    return [segment for segment in re.split(r"[./:#]+", reference) if segment]


@cache
def module(path: str) -> list[str]:
    """Return the words by which code refers to a file: `src/config/mod.rs` is `config`."""
    words = [*PurePosixPath(path).parts[:-1], PurePosixPath(path).name.partition(".")[0]]
    return [word.replace("-", "_") for word in words if word not in NAMELESS]


def agreeing(left: list[str], right: list[str]) -> int:
    """Count the equal words at the beginning of two lists."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


def closeness(path: str, qualifiers: list[str]) -> int:
    """Count the words that the end of a qualifier shares with the end of a file's path, or of its folder's."""
    ending = [word.replace("-", "_") for word in reversed(qualifiers) if word not in NAMELESS]
    words = module(path)[::-1]
    return max(agreeing(ending, words), agreeing(ending, words[1:]))


def _is_crate_of(origin: str, file: str) -> bool:
    """Say whether a file may be the root of the crate that a Rust path begins with, whatever its folder is called."""
    crate, separator, _ = origin.partition("::")
    if not separator:
        return False
    folders = {part for word in module(file) for part in word.split("_")}
    root = PurePosixPath(file).name == "lib.rs"
    return crate != "std" and root and (not folders or not folders.isdisjoint(crate.split("_")))


class References(Generic[Declared]):
    """The declarations of one kind in all sources."""

    def __init__(
        self,
        sources: Mapping[str, SourceFile],
        declarations: Callable[[SourceFile], tuple[Declared, ...]],
        *,
        everywhere: bool,
    ) -> None:
        """`everywhere` lets a bare, capitalised name mean the only declaration of that name in the repository."""
        self._imports = {path: dict(source.imports) for path, source in sources.items()}
        self._language = {path: source.language for path, source in sources.items()}
        self._everywhere = everywhere
        self._meant: dict[tuple[str, str, str], list[tuple[str, Declared]]] = {}
        self._named: dict[tuple[str, str], list[tuple[str, Declared]]] = defaultdict(list)
        for path, source in sources.items():
            for declared in declarations(source):
                self._named[source.language, declared.name.rpartition(".")[2]].append((path, declared))

    def expanded(self, path: str, reference: str, within: str = "") -> list[str]:
        """Return the words of a reference, its first one replaced by what it imports or by the class around it."""
        words = segments(reference)
        owner = within.rpartition(".")[0]
        if len(words) > 1 and words[0] in RECEIVERS and owner:
            return [*segments(owner), *words[1:]]
        imported = self._imports[path].get(words[0]) if words else None
        if imported is None:
            return words
        origin = segments(imported)
        last = (self._language[path], origin[-1]) if origin else ("", "")
        renamed = len(words) == 1 and last in self._named
        return [*origin, *(words if len(words) == 1 and not renamed and origin[-1:] != words else words[1:])]

    def meant(self, path: str, reference: str, within: str = "") -> list[tuple[str, Declared]]:
        """Return the declarations that a reference in a file means, with their files; several if that stays open."""
        key = (path, reference, within)
        if key not in self._meant:
            self._meant[key] = self._ranked_first(path, reference, within)
        return self._meant[key]

    def _ranked_first(self, path: str, reference: str, within: str) -> list[tuple[str, Declared]]:
        words = self.expanded(path, reference, within)
        if not words:
            return []
        ranked: dict[tuple[int, ...], list[tuple[str, Declared]]] = defaultdict(list)
        for file, declared in self._named.get((self._language[path], words[-1]), ()):
            rank = self._rank(path, reference, words, (file, declared.name))
            if rank:
                ranked[rank].append((file, declared))
        return ranked[max(ranked)] if ranked else []

    def _rank(self, path: str, reference: str, words: list[str], declared: tuple[str, str]) -> tuple[int, ...]:
        """Return how well a declaration fits, the larger the better; () if it cannot be meant."""
        file, name = declared
        own = name.split(".")
        if words[-len(own) :] != own:
            return ()
        qualifiers = [word for word in words[: -len(own)] if word not in INTERNAL]
        # The last word of a path may be a module within the file.
        near = closeness(file, qualifiers) or closeness(file, qualifiers[:-1])
        nearby = (
            int(file == path),
            int(file.rpartition("/")[0] == path.rpartition("/")[0]),
            agreeing(file.split("/"), path.split("/")),
        )
        bare = len(segments(reference)) == 1 and segments(reference)[0] not in self._imports[path]
        if bare:
            allowed = any(nearby[:2]) or "*" in self._imports[path] or (self._everywhere and not name[0].islower())
        elif len(own) > 1:
            allowed = True
        else:
            origin = self._imports[path].get(segments(reference)[0], reference)
            relative = origin.startswith((*INTERNAL, ".")) or _is_crate_of(origin, file)
            allowed = near > 0 or (relative and not qualifiers) or (relative and self._everywhere)
            allowed = allowed or (len(qualifiers) == 1 and _is_crate_of(origin, file))
        return (near, *nearby) if allowed else ()

    def methods(self, path: str, reference: str, within: str = "") -> list[tuple[str, Declared]]:
        """Return the methods that a call on an object of unknown class may mean.

        They are those of one class, or of all that an object called `env` can be.
        """
        words = self.expanded(path, reference, within)
        if len(words) == 1:
            return []
        receiver, method = words[-2:]
        environment = ENVIRONMENT.fullmatch(receiver)
        if segments(reference)[0] in self._imports[path] and not (environment and receiver[0].isupper()):
            return []
        declarations = [
            (file, declared)
            for file, declared in self._named.get((self._language[path], method), ())
            if "." in declared.name and self._may_be(receiver, declared.name)
        ]
        return declarations if environment or len({declared.name for _, declared in declarations}) == 1 else []

    @staticmethod
    def _may_be(receiver: str, name: str) -> bool:
        owner, _, method = name.rpartition(".")
        same = receiver.replace("_", "").lower() == owner.rpartition(".")[2].lower()
        return same or bool(TELLING_RECEIVER.search(receiver)) or "env" in method.lower()
