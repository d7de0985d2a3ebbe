"""What `drift --store` does, without the command line: from the names of stores to a report."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.drift.commands import Report, Selection, inspected, reported
from estuary_docs.drift.findings.disagreements import Drift
from estuary_docs.drift.findings.ignores import without_ignored
from estuary_docs.drift.findings.stores import Comparison, compared
from estuary_docs.drift.reports.text import Paint
from estuary_docs.drift.rules import Finding
from estuary_docs.drift.store_rules import STORE_RULES
from estuary_docs.stores.registry import address_of, open_store

NO_PROFILE = "{store} is compared in the profile {profile}; give the store a profile if it holds another one's secrets"


def store_report(  # noqa: PLR0913 - the options of the command, and how it reports
    path: str,
    stores: Sequence[str],
    schema: str | None,
    form: str,
    paint: Paint,
    *,
    baseline: str | None = None,
    selection: Selection = Selection(),  # noqa: B008 - frozen
    now: datetime | None = None,
) -> Report:
    """Return what is wrong with some stores of the project around `path`, by the names that its settings give them.

    The schema is imported: it says what a store must hold. Raises ProjectError, SchemaError or StoreError.
    """
    rules = frozenset((*STORE_RULES, "unused-ignore"))
    selection.require(rules)
    _root, project, settings = inspected(path)
    catalogue = replace(project, schema=schema or project.schema).catalogue()
    time = now or datetime.now(UTC)
    findings: list[Finding] = []
    notes: list[str] = []
    for name in dict.fromkeys(stores):
        faults, remarks = _compared(catalogue, name, time)
        findings += faults
        notes += remarks
    left, _hidden = without_ignored(findings, (), settings, STORE_RULES)
    drift = Drift(tuple(left), notes=tuple(notes))
    return reported(drift, form, paint, baseline=baseline, selection=selection, rules=rules)


def _compared(catalogue: Catalogue, name: str, now: datetime) -> tuple[list[Finding], list[str]]:
    address = address_of(catalogue, name)
    profile = address.profile(catalogue.profiles)
    store, entries = open_store(catalogue, address)
    comparison = Comparison(address, entries, catalogue.in_profile(profile) if profile else catalogue)
    is_guess = profile is None and catalogue.profile_variable is not None
    notes = [NO_PROFILE.format(store=name, profile=catalogue.profile)] if is_guess else []
    findings = compared(store, comparison, now)
    return findings, [*notes, *([store.silence] if store.silence else comparison.remarks)]
