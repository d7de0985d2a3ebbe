"""From an inventory to its findings: accounts, then what each rule concludes of them, then what is not ignored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from estuary_docs.drift.findings import defaults, secrets, unread
from estuary_docs.drift.findings.accounts import Account, Accounts
from estuary_docs.drift.findings.coverage import LanguageCoverage
from estuary_docs.drift.findings.evidence import ReaderOf, SpellingsOf, place
from estuary_docs.drift.findings.ignores import without_ignored
from estuary_docs.drift.findings.undocumented import undocumented
from estuary_docs.drift.mention import Undecided
from estuary_docs.drift.reading.inventory import Inventory
from estuary_docs.drift.rules import RULES, RULES_OF_A_SCHEMA, Finding, Hidden, Place, UndecidedName, finding, listed
from estuary_docs.drift.settings import DriftSettings
from estuary_docs.drift.store_rules import STORE_RULES

if TYPE_CHECKING:
    from estuary_docs.catalogue.model import Catalogue

NO_CODE = "no code that reads a variable was found{cause}, so nothing is called unread"


@dataclass(frozen=True)
class Drift:
    """What was concluded of an inventory.

    `undecided` are claimed names that something may read, `passed_over` places that could not be read or understood,
    `notes` what is said of the whole folder, `coverage` how much of each language was understood. `accounts` are what
    is known of each name, `hidden` the findings that are not reported, `of_schema` the names that it speaks for, and
    `documentation` why each other name that the service reads needs no document, or has one. `compared` is false where
    there was neither code nor a schema to compare with.
    """

    findings: tuple[Finding, ...]
    undecided: tuple[UndecidedName, ...] = ()
    passed_over: tuple[Undecided, ...] = ()
    notes: tuple[str, ...] = ()
    coverage: tuple[LanguageCoverage, ...] = ()
    accounts: Accounts | None = None
    hidden: tuple[Hidden, ...] = ()
    of_schema: frozenset[str] = frozenset()
    documentation: Mapping[str, str] = field(default_factory=dict)
    compared: bool = True


def drift(  # noqa: PLR0913, PLR0917 - an inventory, who else reads, and what a schema says
    inventory: Inventory,
    settings: DriftSettings,
    reader_of: ReaderOf,
    catalogue: "Catalogue | None" = None,
    declared: Mapping[str, Place] = MappingProxyType({}),
    spellings: SpellingsOf = lambda _names, _prefixes: {},
) -> Drift:
    """Hold what a repository says about its variables against itself and, where there is one, against the schema.

    `reader_of(name, image)` names the third party that reads a variable, or is None. `declared` are the places where
    the schema declares its variables. `spellings` looks for the words of names in code.
    """
    known_names = frozenset(catalogue.known_names) if catalogue else frozenset()
    accounts = Accounts(inventory, settings, reader_of, spellings, known_names)
    findings = [*secrets.exposed(accounts, {secret.name for secret in catalogue.secrets} if catalogue else ())]
    findings += secrets.published(accounts)
    findings += defaults.differing(accounts, catalogue)
    findings += _elsewhere(accounts, settings)
    code_reads = bool(accounts.readers.names or inventory.through_schema)
    undecided: tuple[UndecidedName, ...] = ()
    notes = [] if code_reads else [_nothing_read(accounts.coverage.languages())]
    reasons: Mapping[str, str] = {}
    if code_reads:
        concluded = unread.conclusions(accounts, _of_the_schema(inventory, catalogue))
        missing = undocumented(accounts)
        reasons = missing.reasons
        notes += [missing.note] if missing.note else []
        renamed = unread.renames(concluded, accounts, [account.name for account in missing.accounts])
        notes += [renamed.note] if renamed.note else []
        findings += renamed.findings.values()
        findings += _reading(accounts, concluded, renamed.findings, missing.accounts, catalogue)
        undecided = tuple(sorted(conclusion.undecided for conclusion in concluded if conclusion.outcome == "undecided"))
    if catalogue is not None:
        from estuary_docs.drift.findings.schema import SchemaFindings  # noqa: PLC0415 - no schema, no pydantic

        findings += SchemaFindings(accounts, catalogue, declared).findings(code_reads=code_reads)
    rules = {"", *RULES} - STORE_RULES.keys() - (RULES_OF_A_SCHEMA if catalogue is None else frozenset())
    left, hidden = without_ignored(findings, inventory.comments, settings, rules)
    ordered = sorted(set(left), key=lambda result: (result.places[:1], result.name, result.rule))
    return Drift(
        tuple(ordered),
        undecided,
        inventory.undecided,
        tuple(notes),
        accounts.coverage.languages(),
        accounts,
        tuple(hidden),
        known_names,
        reasons,
        code_reads or catalogue is not None,
    )


def _nothing_read(languages: Sequence[LanguageCoverage]) -> str:
    """Return the note about a folder whose code reads no variable, with the languages that nothing parses."""
    unread = [language.title for language in languages if not language.parsed]
    verb = "are" if len(unread) > 1 else "is"
    return NO_CODE.format(cause=f", and {listed(unread)} {verb} not parsed" if unread else "")


def _of_the_schema(inventory: Inventory, catalogue: "Catalogue | None") -> frozenset[str]:
    """Return the names that the schema speaks for: its own where a program loads it, and those that others read."""
    if catalogue is None:
        return frozenset()
    known_names = frozenset(catalogue.known_names)
    if inventory.through_schema:
        return known_names
    # A file with a secret is read by the service itself, or by a validator for it.
    files = {secret.file_name for secret in catalogue.secrets if not inventory.through_validator}
    return known_names - {variable.name for variable in catalogue.variables} - files


def _reading(
    accounts: Accounts,
    concluded: list[unread.Conclusion],
    renamed: Mapping[str, Finding],
    missing: tuple[Account, ...],
    catalogue: "Catalogue | None",
) -> Iterator[Finding]:
    declared = {variable.name for variable in catalogue.variables} if catalogue else set()
    left = [conclusion for conclusion in concluded if conclusion.account.name not in renamed.keys() | declared]
    yield from unread.never_read(left, unread.doubtful(concluded))
    known_names = frozenset(catalogue.known_names) if catalogue else None
    examples = {mention.file for mention in accounts.inventory.mentions if mention.role == "example"}
    example = f", or add it to {min(examples, key=lambda file: (file.count('/'), file))}" if examples else ""
    for account in missing:
        if known_names is None or account.name in known_names:
            yield finding(account.name, "read-but-undocumented", map(place, account.reads), example=example)


def _elsewhere(accounts: Accounts, settings: DriftSettings) -> Iterator[Finding]:
    """Yield what the service reads outside of the files that the settings allow."""
    for account in accounts:
        outside = [place(read) for read in account.own_reads if not settings.may_read(read.file)]
        if outside:
            yield finding(account.name, "read-elsewhere", outside)
