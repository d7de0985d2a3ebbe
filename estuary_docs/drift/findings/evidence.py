"""The evidence that something reads a variable, strongest first, each with who reads it and where.

`read`: code reads exactly this name. `foreign`: somebody other than the service reads it, or the place uses it itself.
`exact`: the name stands in code as a string. `covered`: a place reads names that the text does not tell in full, and
this one fits. `named`: its words stand in code in another spelling.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Literal, Protocol

from estuary_docs.drift.findings import programs
from estuary_docs.drift.findings.claims import Claim
from estuary_docs.drift.mention import BUILD_ARGUMENT, INTERPOLATION, OF_A_TEST, SAMPLE, TOOL, WRITE, Mention
from estuary_docs.drift.reading.inventory import Inventory
from estuary_docs.drift.reading.spelling import Spellings
from estuary_docs.drift.rules import Place
from estuary_docs.drift.settings import DriftSettings

Grade = Literal["read", "foreign", "exact", "covered", "named"]
SpellingsOf = Callable[[Collection[str], Collection[str]], Spellings]
# Mentions that neither set a variable for the service nor read it, and still make use of it.
USED = {
    WRITE: "the code sets it itself",
    INTERPOLATION: "the file is filled in with it",
    BUILD_ARGUMENT: "the Dockerfile uses it while it builds",
    TOOL: "the command that it is set for reads it",
}
LEAST_NAMES_OF_A_PREFIX = 2
# Of fewer names, one may well be the variable of another program: the `PORT` of a database beside `SHOP_PORT`.
LEAST_NAMES_WITHOUT_IT = 3
LEAST_LETTERS_OF_A_PART = 5
# Libraries that take the value of any variable from the file that its twin names: `X_FILE` for `X`.
READING_TWINS = frozenset(("figment_file_provider_adapter",))


class ReaderOf(Protocol):
    """Names the third party that reads a variable on an image, or None; `exact` asks for the name and no prefix."""

    def __call__(self, name: str, image: str, /, *, exact: bool = False) -> str | None:
        """Return the title of the reader."""


@dataclass(frozen=True)
class Evidence:
    """Why a variable may be read: the grade, a sentence without its end, and the place where there is one.

    `whole` is the name that code reads, where documents leave out its prefix.
    """

    grade: Grade
    why: str
    place: Place | None = None
    whole: str = ""


def place(mention: Mention) -> Place:
    """Return where a mention stands."""
    return Place(mention.file, mention.line)


class Readers:
    """Who reads a variable, as far as one inventory tells."""

    def __init__(
        self,
        inventory: Inventory,
        settings: DriftSettings,
        reader_of: ReaderOf,
        spellings: SpellingsOf,
    ) -> None:
        self._inventory = inventory
        self._settings = settings
        self._reader_of = reader_of
        self._spellings_of = spellings
        self._spellings: Spellings = {}
        self._reads: dict[str, list[Mention]] = {}
        self._others: dict[str, list[Mention]] = {}
        self._given_to_others: Collection[tuple[str, str]] = ()
        self._patterns: list[Mention] = []
        for mention in inventory.mentions:
            computed = mention.certainty == "dynamic" or "*" in mention.name
            if mention.role == "read" and computed and mention.name.strip("*_"):
                self._patterns.append(mention)
            elif mention.role == "read" and not computed:
                self._reads.setdefault(mention.name, []).append(mention)
            elif mention.role == "other":
                self._others.setdefault(mention.name, []).append(mention)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that code reads."""
        return frozenset(self._reads)

    @cached_property
    def tested(self) -> frozenset[str]:
        """The names that tests read."""
        return frozenset(
            name for name, mentions in self._others.items() if any(mention.note == OF_A_TEST for mention in mentions)
        )

    @cached_property
    def prefixes(self) -> Counter[str]:
        """The first words of the names that code reads, with the number of names."""
        return Counter(name.partition("_")[0] for name in self._reads)

    @cached_property
    def own_prefix(self) -> str:
        """What most of the names that code reads begin with and documents leave out, for several; empty if nothing."""
        names = [name for name, reads in self._reads.items() if not all(read.alias_of for read in reads)]
        [(word, count)] = Counter(name.partition("_")[0] for name in names).most_common(1) or [("", 0)]
        documented = {mention.name for mention in self._inventory.mentions if mention.role == "documented"}
        left_out = [name for name in documented - self.names if f"{word}_{name}" in self._reads]
        return f"{word}_" if len(left_out) >= LEAST_NAMES_WITHOUT_IT and 2 * count > len(names) else ""

    def reads(self, name: str) -> list[Mention]:
        """Return the places that read exactly this name."""
        return self._reads.get(name, [])

    def is_foreign(self, name: str) -> bool:
        """Say whether a third party is known to read a variable, or the settings say so."""
        return self._settings.is_external(name) or self._reader_of(name, "") is not None

    def is_known_elsewhere(self, name: str) -> bool:
        """Say whether a third party documents exactly this name, or the settings say so; a prefix says too little."""
        return self._settings.is_external(name) or self._reader_of(name, "", exact=True) is not None

    def others(self, name: str) -> list[Mention]:
        """Return the places that neither read nor claim a variable, and name it all the same."""
        return self._others.get(name, [])

    def look_up(self, names: Collection[str], given_to_others: Collection[tuple[str, str]]) -> None:
        """Look for the words of names in code, all in one go; units of other programs are given (unit, name)."""
        self._given_to_others = given_to_others
        own = [f"{word}_" for word, count in self.prefixes.items() if word and count >= LEAST_NAMES_OF_A_PREFIX]
        self._spellings = self._spellings_of(names, own)

    def of(self, name: str, claims: list[Claim], schemas: Collection[Place]) -> tuple[Evidence, ...]:
        """Return all evidence that something reads a variable; what is read needs no other.

        `schemas` are where the programs that it is claimed for read through a schema that nobody knows.
        """
        reads = [Evidence("read", "code reads it", place(read)) for read in self.reads(name)]
        return tuple(
            reads or (*self._foreign(name, claims), *self._undecided(name, schemas), *self._told(name, claims))
        )

    def _foreign(self, name: str, claims: list[Claim]) -> Iterator[Evidence]:
        if self._settings.is_external(name):
            yield Evidence("foreign", "the settings name it in `external`")
        images = {claim.mention.image for claim in claims}
        third_parties = {self._reader_of(name, image) for image in ("", *images)} - {None}
        yield from (Evidence("foreign", f"{reader} reads it") for reader in sorted(map(str, third_parties)))
        for claim in claims:
            if claim.mention.role != "documented" and claim.mention.image and claim.foreign:
                yield Evidence("foreign", f"it belongs to {claim.foreign}", place(claim.mention))
        for mention in self._others.get(name, []):
            if mention.note in USED and self._makes_use_of(mention, claims):
                yield Evidence("foreign", USED[mention.note], place(mention))
        yield from self._of_tests(name, claims)
        yield from self._of_samples(name, claims)
        held = name.removesuffix("_FILE")
        if held != name and held in self._reads and READING_TWINS & self._inventory.packages:
            yield Evidence("foreign", f"a library reads the file that it names for `{held}`")
        if self._is_of_a_package(name, claims):
            yield Evidence("foreign", f"the package {name.partition('_')[0].lower()} reads it")
        elif holder := self._in_an_image(name, claims):
            yield Evidence("foreign", f"{holder}, which an image of this repository holds, reads it")

    def _makes_use_of(self, mention: Mention, claims: list[Claim]) -> bool:
        """Say whether a place makes use of a claimed variable: what fills one that nothing reads is of no use.

        A block of a document, which is a unit, tells nothing of what other files claim.
        """
        if (
            mention.note == INTERPOLATION
            and mention.unit
            and any(claim.mention.file != mention.file for claim in claims if not claim.foreign)
        ):
            return False
        filled = mention.fills in self._reads or (mention.unit, mention.fills) in self._given_to_others
        return not mention.fills or filled or self.is_foreign(mention.fills)

    def _of_tests(self, name: str, claims: list[Claim]) -> Iterator[Evidence]:
        """Yield the tests that read a variable, if its name or every place that tells of it is theirs."""
        tests = [place(mention) for mention in self._others.get(name, []) if mention.note == OF_A_TEST]
        tests += [spelling.place for spelling in self._spellings.get(name, ()) if spelling.exact and spelling.test]
        own = [claim.mention.file for claim in claims if not claim.foreign]
        theirs = all(programs.FOR_DEVELOPERS.search(file) or programs.BUILDING.search(file) for file in own)
        if tests and (theirs or not programs.OF_TESTS.isdisjoint(name.split("_"))):
            yield Evidence("foreign", "tests read it", tests[0])

    def _of_samples(self, name: str, claims: list[Claim]) -> Iterator[Evidence]:
        """Yield the examples of documents that read a variable which only those documents name."""
        samples = {mention.file: mention for mention in self._others.get(name, []) if mention.note == SAMPLE}
        own = {claim.mention.file for claim in claims if not claim.foreign}
        if samples and own <= samples.keys():
            yield from (
                Evidence("foreign", "an example of its document reads it", place(samples[file])) for file in own
            )

    def _is_of_a_package(self, name: str, claims: list[Claim]) -> bool:
        """Say whether documents alone name a variable after a package whose variables the code leaves to it."""
        first = name.partition("_")[0]
        packages = {package.lstrip("@").replace("/", "-").partition("-")[0] for package in self._inventory.packages}
        if first.lower() not in packages or any(claim.mention.role != "documented" for claim in claims):
            return False
        return not self.prefixes[first]

    def _in_an_image(self, name: str, claims: list[Claim]) -> str:
        """Return what a Dockerfile begins with or installs that a variable is named after, or an empty text."""
        first, *rest = name.split("_")
        if self.prefixes[first]:
            return ""
        # What a Dockerfile alone sets may be named after any part of its image.
        building = all(programs.IMAGES.search(claim.mention.file) for claim in claims)
        words = [first, *(word for word in rest if len(word) >= LEAST_LETTERS_OF_A_PART and building)]
        return next((word.lower() for word in words if word.lower() in self._inventory.installed), "")

    def _told(self, name: str, claims: list[Claim]) -> Iterator[Evidence]:
        """Yield the read of a name that documents alone tell of, and may tell of without the prefix of the service."""
        whole = f"{self.own_prefix}{name}"
        if self.own_prefix and all(claim.mention.role == "documented" for claim in claims):
            reads = self.reads(whole)
            yield from (Evidence("named", f"code reads it as `{whole}`", place(read), whole) for read in reads)

    def _undecided(self, name: str, schemas: Collection[Place]) -> Iterator[Evidence]:
        spellings = [spelling for spelling in self._spellings.get(name, ()) if not spelling.test]
        for spelling in spellings:
            if spelling.exact:
                yield Evidence("exact", "the name stands in a string of the code", spelling.place)
        if name in self._inventory.words:
            yield Evidence("exact", "settings or a template are filled in with it")
        for where in schemas:
            yield Evidence("covered", "code reads what a schema names, and that was not loaded", where)
        for word in sorted(word for word in self._inventory.words if "*" in word and fnmatchcase(name, word)):
            yield Evidence("covered", f"a script tells names like `{word}`")
        for pattern in self._patterns:
            if fnmatchcase(name, pattern.name):
                yield Evidence("covered", f"names like `{pattern.name}` are read", place(pattern))
        for spelling in spellings:
            if not spelling.exact:
                yield Evidence("named", f"the code names it `{spelling.text}`", spelling.place)
