"""The claims of a repository: the places that let people believe that a variable does something for this service.

A claim belongs to a unit, and a unit runs this repository's program or another one. A place that makes no claim about
the service keeps its reason, so that it can be told.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from estuary_docs.drift.findings import programs
from estuary_docs.drift.mention import COMMENTED_OUT, NO_LONGER_THERE, NOT_CALLED_A_VARIABLE, Mention
from estuary_docs.drift.third_party import image_name, is_of_others

CLAIMING = ("documented", "example", "set")
READ_NAMES_THAT_MAKE_A_PREFIX = 2
# A page with fewer names, none of them known, may be about one variable of the service.
NAMES_OF_ANOTHER_PROGRAM = 4


@dataclass(frozen=True)
class Claim:
    """A place that names a variable to set; `foreign` is why it makes no claim about the service, or an empty text."""

    mention: Mention
    foreign: str = ""


@dataclass(frozen=True)
class Known:
    """What decides whose a unit is: the names that code reads or a schema declares, those of tests, and the programs.

    `prefixes` are the first words of names that code reads, with the number of them.
    """

    names: Collection[str]
    tested: Collection[str]
    programs: Collection[str]
    prefixes: dict[str, int]

    def is_alike(self, name: str) -> bool:
        """Say whether code reads several names with the same first word."""
        return self.prefixes.get(name.partition("_")[0], 0) >= READ_NAMES_THAT_MAKE_A_PREFIX


def claims(mentions: Iterable[Mention], known: Known) -> Iterator[Claim]:
    """Yield every place that claims a variable, with the reason where it is none of the service's."""
    claiming = [mention for mention in mentions if mention.role in CLAIMING or mention.note == COMMENTED_OUT]
    units = _foreign_units(claiming, known)
    pages = _foreign_pages(claiming, known)
    listed = {
        mention.name for mention in claiming if mention.role in ("example", "set") and not units.get(_unit(mention), "")
    }
    for mention in claiming:
        if mention.certainty == "dynamic" or "*" in mention.name:
            continue
        foreign = (
            units.get(_unit(mention), "")
            or (pages.get(mention.file, "") if _is_of_a_page(mention) else "")
            or _reason(mention, known)
        )
        if mention.note == COMMENTED_OUT:
            if foreign:
                yield Claim(mention, foreign)
        elif foreign or mention.role != "documented" or mention.certainty == "certain":
            yield Claim(mention, foreign)
        else:
            backed = mention.name in known.names or (mention.note != NO_LONGER_THERE and mention.name in listed)
            yield Claim(mention, "" if backed else mention.note or NOT_CALLED_A_VARIABLE)


def _unit(mention: Mention) -> tuple[str, str, str]:
    return mention.unit, mention.image, mention.file if mention.role == "documented" else ""


def _is_of_a_page(mention: Mention) -> bool:
    """Say whether a mention is one of those by which a page is judged: in a block of code, or listed."""
    return bool(mention.unit) or mention.certainty == "certain"


def _foreign_units(mentions: Iterable[Mention], known: Known) -> dict[tuple[str, str, str], str]:
    """Return the units that run another program, with the reason: an image that this repository does not build."""
    reasons = {}
    for unit, group in groupby(sorted((mention for mention in mentions if mention.image), key=_unit), _unit):
        members = [member for member in group if member.role != "other"]
        own = any(member.program for member in members) or image_name(unit[1]) in known.programs
        others = is_of_others(unit[1]) and not own
        names = {member.name for member in members}
        shared = names & set(known.names)
        # In a document, a container that shares no more than a common word with the service is another one.
        enough = bool(shared) if not unit[2] else 2 * len(shared) >= len(names)
        if others or (not own and not (shared and enough)):
            reasons[unit] = f"a container of another image, {unit[1]}"
    return reasons


def _foreign_pages(mentions: Iterable[Mention], known: Known) -> dict[str, str]:
    """Return the documents that are about another program, with the reason."""
    reasons = {}
    documented = sorted(
        (mention for mention in mentions if mention.role == "documented"), key=lambda mention: mention.file
    )
    for file, group in groupby(documented, lambda mention: mention.file):
        page = list(group)
        names = {mention.name for mention in page if _is_of_a_page(mention)}
        about = next((mention.about for mention in page if mention.about), "")
        if not names or {mention.name for mention in page} & set(known.names) or any(map(known.is_alike, names)):
            continue
        if about and about.lower() not in known.programs:
            reasons[file] = f"a page about another program, {about}"
        elif len(names) >= NAMES_OF_ANOTHER_PROGRAM and not any(
            name.partition("_")[0] in known.prefixes for name in names
        ):
            reasons[file] = "a page that names nothing which the service reads"
    return reasons


def _reason(mention: Mention, known: Known) -> str:
    """Return why the file of a mention makes no claim about the service, or an empty text."""
    file, name = mention.file, mention.name
    if mention.role == "documented" and programs.HISTORY.search(file):
        return "a document of the past"
    if programs.FOR_AGENTS.search(file):
        return "guidance for coding agents"
    return "" if name in known.names else _reason_of_an_unread_name(file, name, known)


def _reason_of_an_unread_name(file: str, name: str, known: Known) -> str:
    """Return why a file makes no claim with a name that no code reads, or an empty text."""
    if programs.IMAGES.search(file) and "_" not in name:
        return "a word that marks an image"
    if programs.FOR_TESTS.search(file) or (name in known.tested and programs.FOR_EXAMPLES.search(file)):
        return "told to those who run the tests"
    if (programs.BUILDING.search(file) or programs.FOR_EXAMPLES.search(file)) and not known.is_alike(name):
        return "a file that builds the service, or an example"
    return ""
