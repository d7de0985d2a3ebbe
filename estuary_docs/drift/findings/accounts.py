"""What is known of each variable: who claims it, who reads it, and what both say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from estuary_docs.drift.findings import programs
from estuary_docs.drift.findings.claims import Claim, Known, claims
from estuary_docs.drift.findings.coverage import Coverage
from estuary_docs.drift.findings.evidence import Evidence, ReaderOf, Readers, SpellingsOf
from estuary_docs.drift.mention import HIDDEN, Mention
from estuary_docs.drift.reading.inventory import Inventory
from estuary_docs.drift.rules import Place
from estuary_docs.drift.settings import DriftSettings

# What ends the name of a variable of which others are parts, as `__` joins them.
PART = re.compile("(?=__)")


@dataclass
class Account:
    """One variable: the places that claim it, and those that read it."""

    name: str
    reads: list[Mention] = field(default_factory=list)
    said: list[Claim] = field(default_factory=list)
    evidence: tuple[Evidence, ...] = ()

    @property
    def claims(self) -> list[Mention]:
        """Every place that lets people believe that the variable does something for this service."""
        return [each.mention for each in self.said if not each.foreign]

    @property
    def documented(self) -> list[Mention]:
        """The claims of documents."""
        return [each for each in self.claims if each.role == "documented"]

    @property
    def examples(self) -> list[Mention]:
        """The claims of example files."""
        return [each for each in self.claims if each.role == "example"]

    @property
    def sets(self) -> list[Mention]:
        """The claims of deployments."""
        return [each for each in self.claims if each.role == "set"]

    @property
    def is_claimed(self) -> bool:
        """Whether a place surely claims it."""
        return any(each.certainty == "certain" for each in self.claims)

    @property
    def programs(self) -> list[str]:
        """The folders of the programs that it is claimed for; none where no unit tells, and all code is meant."""
        return [each.program for each in self.claims if each.program]

    @property
    def own_reads(self) -> list[Mention]:
        """The places where the service itself reads it, for its own sake."""
        return [
            each
            for each in self.reads
            if each.certainty == "certain" and each.note != HIDDEN and programs.is_of_the_service(each.file)
        ]


class Accounts:
    """The accounts of one inventory, by name; `declared` are the names that a schema knows."""

    def __init__(
        self,
        inventory: Inventory,
        settings: DriftSettings,
        reader_of: ReaderOf,
        spellings: SpellingsOf,
        declared: frozenset[str] = frozenset(),
    ) -> None:
        self.inventory = inventory
        unknown = () if declared else inventory.through_schema
        self.coverage = Coverage(inventory, [Place(*each) for each in unknown])
        self.readers = Readers(inventory, settings, reader_of, spellings)
        self.by_name: dict[str, Account] = {}
        names = {name for name in self.readers.names if reader_of(name, "") is None} | declared
        known = Known(names, self.readers.tested, inventory.programs, dict(self.readers.prefixes))
        for name in sorted(self.readers.names):
            self._account(name).reads = self.readers.reads(name)
        for claim in claims(inventory.mentions, known):
            self._account(claim.mention.name).said.append(claim)
        unread = [each for each in self if each.is_claimed and not each.reads]
        others = {(said.mention.unit, said.mention.name) for each in self for said in each.said if said.foreign}
        self.readers.look_up([each.name for each in unread], others)
        for each in self:
            each.evidence = self._evidence(each)

    def __iter__(self) -> Iterator[Account]:
        """Yield the account of each name that is read or claimed."""
        return iter(self.by_name.values())

    @cached_property
    def named_by_parts(self) -> frozenset[str]:
        """The names of which documents name a part: `DB` for `DB__HOST`."""
        return frozenset(name[: end.start()] for name in self.inventory.named for end in PART.finditer(name))

    def of(self, name: str) -> Account:
        """Return the account of a variable, which may be empty."""
        return self.by_name.get(name) or Account(name, evidence=self._evidence(Account(name)))

    def read_by_the_service(self) -> Iterator[Account]:
        """Yield what the service itself reads, unless a third party's documents tell of it."""
        return (each for each in self if each.own_reads and not self.readers.is_known_elsewhere(each.name))

    def program_of(self, file: str) -> str:
        """Return the folder of the nearest manifest above a file, which makes a program of what is below it."""
        return max((root for root in self.inventory.roots if programs.is_below(file, root)), key=len, default="")

    def _evidence(self, account: Account) -> tuple[Evidence, ...]:
        return self.readers.of(account.name, account.said, self.coverage.schemas(account.programs))

    def _account(self, name: str) -> Account:
        return self.by_name.setdefault(name, Account(name))
