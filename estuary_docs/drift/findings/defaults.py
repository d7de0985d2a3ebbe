"""Defaults that disagree: those of documents, of the schema, of its profiles, and the fallbacks of the code."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from estuary_docs.drift.findings import programs
from estuary_docs.drift.findings.accounts import Account, Accounts
from estuary_docs.drift.findings.evidence import place
from estuary_docs.drift.findings.values import agree, is_literal, shown
from estuary_docs.drift.mention import NOT_CALLED_A_VARIABLE, Mention
from estuary_docs.drift.rules import Finding, finding, listed

if TYPE_CHECKING:
    from estuary_docs.catalogue.model import Catalogue, Variable

NAMED_FILES = 2


def differing(accounts: Accounts, catalogue: "Catalogue | None") -> Iterator[Finding]:
    """Yield the defaults of documents and of the schema that the code does not have, or that contradict each other."""
    declared = {variable.name: variable for variable in catalogue.variables} if catalogue else {}
    for account in accounts:
        yield from _of(account, declared, accounts)
        if not accounts.readers.is_known_elsewhere(account.name):
            yield from _fallbacks(account, accounts)


def _of(account: Account, declared: "Mapping[str, Variable]", accounts: Accounts) -> Iterator[Finding]:
    name = account.name
    statements = [
        mention
        for mention in (*account.documented, *account.examples)
        if mention.default is not None and not programs.FOR_DEVELOPERS.search(mention.file)
    ]
    claims = [claim for claim in statements if claim.certainty == "certain"]
    real = [read for read in account.reads if read.default is not None and is_literal(read.default)]
    if all(programs.is_a_script(read.file) for read in real) and _may_have_another(account.reads):
        real = []
    variable = declared.get(name)
    by_schema = [default for default in (variable.defaults.values() if variable else ()) if default is not None]
    # What the code reads or the schema declares is a variable, whatever a sentence calls it.
    called = [*claims, *(mention for mention in statements if mention.note == NOT_CALLED_A_VARIABLE)]
    held = {claim: _of_its_program(claim, account, real, accounts) for claim in called}
    wrong = [claim for claim in called if held[claim] and not _agrees(claim, [read.default for read in held[claim]])]
    schema_differs = bool(real and by_schema) and not any(_agrees_text(default, real) for default in by_schema)
    if wrong or schema_differs:
        against = real if schema_differs else [read for read in real if any(read in held[claim] for claim in wrong)]
        yield finding(
            name,
            "default-differs",
            map(place, [*wrong, *against]),
            claim=_claim(wrong, schema=schema_differs),
            told=_values(name, [claim.default for claim in wrong] or by_schema),
            real=f"the code falls back to {_values(name, [read.default for read in against])}",
        )
    elif not real and by_schema and (wrong := [claim for claim in called if not _agrees(claim, by_schema)]):
        yield finding(
            name,
            "default-differs",
            map(place, wrong),
            claim=_claim(wrong, schema=False),
            told=_values(name, [claim.default for claim in wrong]),
            real=f"the schema says {_values(name, by_schema)}",
        )
    # Where nothing reads it, what stands in for a variable that Compose hands on is as much a claim.
    handed = [mention for mention in account.sets if mention.default is not None and not account.reads]
    # Deployments in several files are several deployments, each with its own value.
    for group in (
        claims,
        *([*claims, *(mention for mention in handed if mention.file == file)] for file in _files(handed)),
    ):
        if not (real or by_schema) and any(not _agrees(claim, [group[0].default]) for claim in group):
            documented_values = _values(name, [claim.default for claim in group])
            yield finding(name, "conflicting-documented-defaults", map(place, group), told=documented_values)
            break


def _of_its_program(claim: Mention, account: Account, real: list[Mention], accounts: Accounts) -> list[Mention]:
    """Return the fallbacks that a claim is held against: those of its own program, where that reads the variable."""
    program = accounts.program_of(claim.file)
    if not program or not any(accounts.program_of(read.file) == program for read in account.reads):
        return real
    return [read for read in real if accounts.program_of(read.file) == program]


def _may_have_another(reads: Iterable[Mention]) -> bool:
    """Say whether a program may fall back to what it computes, so that documents may tell of that, not of a script."""
    return any(not (read.default or read.required or programs.is_a_script(read.file)) for read in reads)


def _files(mentions: Iterable[Mention]) -> list[str]:
    return sorted({mention.file for mention in mentions})


def _fallbacks(account: Account, accounts: Accounts) -> Iterator[Finding]:
    """Yield a finding where two places of one program fall back to different texts."""
    own_reads = [read for read in account.own_reads if not read.alias_of]
    reads = [read for read in own_reads if read.default and is_literal(read.default)]
    for program in sorted({accounts.program_of(read.file) for read in reads}):
        own = [read for read in reads if accounts.program_of(read.file) == program]
        # Several fallbacks in one file are branches of it; two files that share none contradict each other.
        files = {read.file: [fallback.default or "" for fallback in own if fallback.file == read.file] for read in own}
        first, *others = files.values()
        if any(not any(agree(text, another) for text in first for another in other) for other in others):
            values = _values(account.name, [read.default for read in own])
            yield finding(account.name, "fallbacks-differ", map(place, own), told=values)


def _agrees(claim: Mention, defaults: Iterable[str | None]) -> bool:
    return not is_literal(claim.default or "") or any(agree(claim.default or "", default or "") for default in defaults)


def _agrees_text(default: str, reads: Iterable[Mention]) -> bool:
    return any(agree(default, read.default or "") for read in reads)


def _claim(documents: list[Mention], *, schema: bool) -> str:
    files = sorted({mention.file for mention in documents})
    if not files:
        return "The schema says"
    others = ["others"] if len(files) > NAMED_FILES else []
    named = listed([*files[:NAMED_FILES], *others, *(["the schema"] if schema else [])])
    return f"{named} {'say' if len(files) > 1 or schema else 'says'}"


def _values(name: str, values: Iterable[str | None]) -> str:
    return " or ".join(dict.fromkeys(shown(name, value or "") for value in values))
