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
    every_claim: list[Claim] = field(default_factory=list)
    evidence: tuple[Evidence, ...] = ()

    @property
    def claims(self) -> list[Mention]:
        """Every place that lets people believe that the variable does something for this service."""
        return [claim.mention for claim in self.every_claim if not claim.foreign]

    @property
    def documented(self) -> list[Mention]:
        """The claims of documents."""
        return [claim for claim in self.claims if claim.role == "documented"]

    @property
    def examples(self) -> list[Mention]:
        """The claims of example files."""
        return [claim for claim in self.claims if claim.role == "example"]

    @property
    def sets(self) -> list[Mention]:
        """The claims of deployments."""
        return [claim for claim in self.claims if claim.role == "set"]

    @property
    def is_claimed(self) -> bool:
        """Whether a place surely claims it."""
        return any(claim.certainty == "certain" for claim in self.claims)

    @property
    def programs(self) -> list[str]:
        """The folders of the programs that it is claimed for; none where no unit tells, and all code is meant."""
        return [claim.program for claim in self.claims if claim.program]

    @property
    def own_reads(self) -> list[Mention]:
        """The places where the service itself reads it, for its own sake."""
        return [
            read
            for read in self.reads
            if read.certainty == "certain" and read.note != HIDDEN and programs.is_of_the_service(read.file)
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
        self.coverage = Coverage(inventory, [Place(*position) for position in unknown])
        self.readers = Readers(inventory, settings, reader_of, spellings)
        self.by_name: dict[str, Account] = {}
        names = {name for name in self.readers.names if reader_of(name, "") is None} | declared
        known = Known(names, self.readers.tested, inventory.programs, dict(self.readers.prefixes))
        for name in sorted(self.readers.names):
            self._account(name).reads = self.readers.reads(name)
        for claim in claims(inventory.mentions, known):
            self._account(claim.mention.name).every_claim.append(claim)
        unread = [account for account in self if account.is_claimed and not account.reads]
        others = {
            (claim.mention.unit, claim.mention.name)
            for account in self
            for claim in account.every_claim
            if claim.foreign
        }
        self.readers.look_up([account.name for account in unread], others)
        for account in self:
            account.evidence = self._evidence(account)

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
        return (account for account in self if account.own_reads and not self.readers.is_known_elsewhere(account.name))

    def program_of(self, file: str) -> str:
        """Return the folder of the nearest manifest above a file, which makes a program of what is below it."""
        return max((root for root in self.inventory.roots if programs.is_below(file, root)), key=len, default="")

    def _evidence(self, account: Account) -> tuple[Evidence, ...]:
        return self.readers.of(account.name, account.every_claim, self.coverage.schemas(account.programs))

    def _account(self, name: str) -> Account:
        return self.by_name.setdefault(name, Account(name))
