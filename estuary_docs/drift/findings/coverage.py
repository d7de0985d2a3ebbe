"""How much of the reading was understood, for each language and for the program that a unit runs.

A language is closed where every place that touches the environment is understood, else open. A language that nothing
parses is open as soon as one of its files touches the environment.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import splitext

from estuary_docs.drift.findings import programs
from estuary_docs.drift.languages import LANGUAGES
from estuary_docs.drift.mention import ANY_KEY, SUBMODULE
from estuary_docs.drift.reading.inventory import Inventory
from estuary_docs.drift.reading.spelling import CodeFile
from estuary_docs.drift.rules import Place

# A read may spread over some lines behind the place that touches the environment.
LINES_OF_A_READ = 4
SETTINGS = "settings of frameworks"
SUBMODULES = "submodules"
TITLES = {
    "csharp": "C#",
    "elixir": "Elixir",
    "go": "Go",
    "java": "Java",
    "javascript": "JavaScript and TypeScript",
    "kotlin": "Kotlin",
    "php": "PHP",
    "python": "Python",
    "ruby": "Ruby",
    "rust": "Rust",
    SETTINGS: "Settings of frameworks",
    "shell": "Shell",
    SUBMODULES: "Submodules",
}


@dataclass(frozen=True)
class LanguageCoverage:
    """What is known of one language: its files, the places that touch the environment, and those not understood."""

    language: str
    parsed: bool
    files: int
    touching: int
    open_places: tuple[Place, ...]

    @property
    def title(self) -> str:
        """The language, as people write it."""
        return TITLES.get(self.language, self.language)

    @property
    def closed(self) -> bool:
        """Whether everything that touches the environment is understood."""
        return not self.open_places


class Coverage:
    """The coverage of one inventory; `schemas` are the places that read through a schema which nobody knows."""

    def __init__(self, inventory: Inventory, schemas: Sequence[Place] = ()) -> None:
        self._schemas = [
            schema
            for schema in schemas
            if not programs.FOR_TESTS.search(schema.file) and programs.is_of_the_service(schema.file)
        ]
        lines_by_file: dict[str, set[int]] = {}
        for mention in inventory.mentions:
            lines_by_file.setdefault(mention.file, set()).add(mention.line)
        for path, number in inventory.followed:
            lines_by_file.setdefault(path, set()).add(number)
        undecided: dict[str, set[int]] = {}
        for place in inventory.undecided:
            undecided.setdefault(place.file, set()).add(place.line)
        paths = {file.path for file in inventory.code}
        # A source file that was passed over may read anything.
        lost = (place.file for place in inventory.undecided if not place.line and place.file not in paths)
        named = ((path, LANGUAGES.get(splitext(path)[1].lower(), "")) for path in lost)
        passed_over = [CodeFile(path, language, parsed=True) for path, language in named if language]
        binding = {place.file for place in inventory.undecided if place.reason == ANY_KEY} - paths
        elsewhere = {place.file for place in inventory.undecided if place.reason == SUBMODULE}
        unseen = [CodeFile(path, SETTINGS, parsed=True) for path in binding]
        unseen += [CodeFile(path, SUBMODULES, parsed=False) for path in elsewhere]
        self._files = [
            file
            for file in (*inventory.code, *passed_over, *unseen)
            if not (file.test or programs.FOR_TESTS.search(file.path)) and programs.is_of_the_service(file.path)
        ]
        sources = [*(file.path for file in self._files), *(schema.file for schema in self._schemas)]
        self._folders = {"", *(str(folder) for source in sources for folder in PurePosixPath(source).parents)}
        self._open: dict[str, tuple[Place, ...]] = {}
        self._touching: dict[str, int] = {}
        self._languages: dict[str, tuple[LanguageCoverage, ...]] = {}
        for file in self._files:
            lines = lines_by_file.get(file.path, set())
            left = undecided.get(file.path, set()) | set(_not_understood(file.touches, lines, parsed=file.parsed))
            self._open[file.path] = tuple(Place(file.path, line) for line in sorted(left))
            self._touching[file.path] = len(lines | left | set(file.touches)) if file.parsed else len(file.touches)

    def languages(self, folder: str = ".") -> tuple[LanguageCoverage, ...]:
        """Return the coverage of each language below a folder, in the order of their names."""
        if folder not in self._languages:
            self._languages[folder] = tuple(self._counted(folder))
        return self._languages[folder]

    def _counted(self, folder: str) -> Iterator[LanguageCoverage]:
        paths: dict[tuple[str, bool], list[str]] = {}
        for file in self._files:
            if programs.is_below(file.path, folder):
                paths.setdefault((file.language, file.parsed), []).append(file.path)
        for (language, parsed), own in sorted(paths.items()):
            places = tuple(place for path in own for place in self._open[path])
            yield LanguageCoverage(language, parsed, len(own), sum(self._touching[path] for path in own), places)

    def is_closed(self, folders: Collection[str]) -> bool:
        """Say whether the programs in these folders are understood; a folder without code tells nothing of its own."""
        return not self.open_places(folders)

    def open_places(self, folders: Collection[str]) -> tuple[Place, ...]:
        """Return the places in these folders that were not understood."""
        places = dict.fromkeys(self.schemas(folders))
        for folder in self._programs(folders):
            places |= dict.fromkeys(place for language in self.languages(folder) for place in language.open_places)
        return tuple(places)

    def schemas(self, folders: Collection[str]) -> tuple[Place, ...]:
        """Return the places in these folders that read through a schema which nobody knows, so anything may be read."""
        roots = self._programs(folders)
        return tuple(
            schema for schema in self._schemas if any(programs.is_below(schema.file, folder) for folder in roots)
        )

    def _programs(self, folders: Collection[str]) -> set[str]:
        """Return the folders that have code; for others all of it counts."""
        return {folder if folder in self._folders else "." for folder in folders or {"."}}


def _not_understood(touches: tuple[int, ...], mentioned: set[int], *, parsed: bool) -> list[int]:
    """Return the lines that touch the environment and that no reader says anything of."""
    if not parsed:
        return list(touches)
    near = {line: mentioned & set(range(line - 1, line + LINES_OF_A_READ)) for line in touches}
    left = [line for line, nearby in near.items() if not nearby]
    # What is read through another name than the environment's own explains the place where it was taken.
    elsewhere = mentioned - {line for nearby in near.values() for line in nearby}
    return [] if elsewhere else left
