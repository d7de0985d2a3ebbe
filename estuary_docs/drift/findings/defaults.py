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
        yield from _of(account, declared)
        if not accounts.readers.is_known_elsewhere(account.name):
            yield from _fallbacks(account, accounts)


def _of(account: Account, declared: "Mapping[str, Variable]") -> Iterator[Finding]:
    name = account.name
    told = [
        each
        for each in (*account.documented, *account.examples)
        if each.default is not None and not programs.FOR_DEVELOPERS.search(each.file)
    ]
    claims = [each for each in told if each.certainty == "certain"]
    real = [each for each in account.reads if each.default is not None and is_literal(each.default)]
    variable = declared.get(name)
    by_schema = [each for each in (variable.defaults.values() if variable else ()) if each is not None]
    # What the code reads or the schema declares is a variable, whatever a sentence calls it.
    called = [*claims, *(each for each in told if each.note == NOT_CALLED_A_VARIABLE)]
    wrong = [each for each in called if real and not _agrees(each, [mention.default for mention in real])]
    schema_differs = bool(real and by_schema) and not any(_agrees_text(each, real) for each in by_schema)
    if wrong or schema_differs:
        yield finding(
            name,
            "default-differs",
            map(place, [*wrong, *real]),
            claim=_claim(wrong, schema=schema_differs),
            told=_values(name, [each.default for each in wrong] or by_schema),
            real=f"the code falls back to {_values(name, [each.default for each in real])}",
        )
    elif not real and by_schema and (wrong := [each for each in called if not _agrees(each, by_schema)]):
        yield finding(
            name,
            "default-differs",
            map(place, wrong),
            claim=_claim(wrong, schema=False),
            told=_values(name, [each.default for each in wrong]),
            real=f"the schema says {_values(name, by_schema)}",
        )
    # Where nothing reads it, what stands in for a variable that Compose hands on is as much a claim.
    handed = [each for each in account.sets if each.default is not None and not account.reads]
    # Deployments in several files are several deployments, each with its own value.
    for group in (claims, *([*claims, *(each for each in handed if each.file == file)] for file in _files(handed))):
        if not (real or by_schema) and any(not _agrees(each, [group[0].default]) for each in group):
            told_values = _values(name, [each.default for each in group])
            yield finding(name, "conflicting-documented-defaults", map(place, group), told=told_values)
            break


def _files(mentions: Iterable[Mention]) -> list[str]:
    return sorted({each.file for each in mentions})


def _fallbacks(account: Account, accounts: Accounts) -> Iterator[Finding]:
    """Yield a finding where two places of one program fall back to different texts."""
    reads = [each for each in account.own_reads if each.default and is_literal(each.default)]
    for program in sorted({accounts.program_of(each.file) for each in reads}):
        own = [each for each in reads if accounts.program_of(each.file) == program]
        # Several fallbacks in one file are branches of it; two files that share none contradict each other.
        files = {each.file: [one.default or "" for one in own if one.file == each.file] for each in own}
        first, *others = files.values()
        if any(not any(agree(one, another) for one in first for another in other) for other in others):
            told = _values(account.name, [each.default for each in own])
            yield finding(account.name, "fallbacks-differ", map(place, own), told=told)


def _agrees(claim: Mention, defaults: Iterable[str | None]) -> bool:
    return not is_literal(claim.default or "") or any(agree(claim.default or "", each or "") for each in defaults)


def _agrees_text(default: str, reads: Iterable[Mention]) -> bool:
    return any(agree(default, each.default or "") for each in reads)


def _claim(documents: list[Mention], *, schema: bool) -> str:
    files = sorted({mention.file for mention in documents})
    if not files:
        return "The schema says"
    others = ["others"] if len(files) > NAMED_FILES else []
    named = listed([*files[:NAMED_FILES], *others, *(["the schema"] if schema else [])])
    return f"{named} {'say' if len(files) > 1 or schema else 'says'}"


def _values(name: str, values: Iterable[str | None]) -> str:
    return " or ".join(dict.fromkeys(shown(name, value or "") for value in values))
