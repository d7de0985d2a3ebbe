"""What a store holds against what the schema declares: by names, ages and attributes, without a value."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from difflib import get_close_matches

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.catalogue.stores import StoreAddress
from estuary_docs.drift.rules import Finding, Place, finding
from estuary_docs.renderers.writing.entry_names import Entries, layout_of
from estuary_docs.stores.generation import is_ours
from estuary_docs.stores.store import DAILY, Entry, RotatingStore, Store, is_future
from estuary_docs.validation.deployment import deployment

FILE = "pyproject.toml"
# What to do where `rotate` cannot read or write.
BY_HAND = "by the steps of the guide to rotation, because `rotate` does not write to a store of the kind"


@dataclass(frozen=True)
class Comparison:
    """A store, how its entries are named, and the catalogue in the profile that runs with it.

    `remarks` says of which entries the age is not known.
    """

    address: StoreAddress
    entries: Entries
    catalogue: Catalogue
    remarks: list[str] = field(default_factory=list)

    def places(self, entry: str) -> tuple[Place, ...]:
        """Return where the settings name the store, and the entry itself as if it were a file."""
        shown = self.entries.container and f"{self.entries.container}{layout_of(self.address.kind).separator}"
        return Place(FILE, self.address.line), Place(f"{self.address.name}: {shown}{entry}", 0)

    def of(self, rule: str, name: str, entry: str, **gaps: str) -> Finding:
        """Return a finding about an entry."""
        filled = {"store": self.address.name, "entry": entry} | gaps
        result = finding(name, rule, (), None, "why", **filled)
        return Finding(name, rule, result.severity, self.places(entry), result.why, result.remedy)


def compared(store: Store, comparison: Comparison, now: datetime) -> list[Finding]:
    """Return what is wrong with a store, in catalogue order and then by the names of unknown entries."""
    platform, catalogue = layout_of(comparison.address.kind).platform, comparison.catalogue
    variables = list(catalogue.variables)
    names = comparison.entries.names(variables)
    by_name = {_folded(entry.name, ignores_case=platform.ignores_case): entry for entry in store.entries()}

    def entry_of(variable: Variable) -> Entry | None:
        return by_name.get(_folded(names[variable.name], ignores_case=platform.ignores_case))

    required = {variable.name for variable in deployment(catalogue).required}
    variables_by_name = {variable.name: variable for variable in variables}
    outgoing = {
        variable.rotation.overlap: variable for variable in variables if variable.rotation and variable.rotation.overlap
    }

    def way_of(variable: Variable) -> str:
        """Return how a secret is replaced."""
        if not is_ours(variable):
            return _source(variable)
        can_rotate = isinstance(store, RotatingStore)
        return (
            f"`{command_of(variable.name, comparison.address.name)}`"
            if can_rotate
            else f"{BY_HAND} {comparison.address.kind}"
        )

    findings: list[Finding] = []
    for variable in variables:
        entry = entry_of(variable)
        if entry is None:
            if variable.name in required:
                findings.append(
                    comparison.of("not-in-store", variable.name, names[variable.name], profile=catalogue.profile)
                )
            continue
        findings += _attributes(variable, entry, comparison)
        outgoing_of = outgoing.get(variable.name)
        if variable.rotation is not None or outgoing_of is not None:
            dated = store.dated(entry)
            comparison.remarks.extend(_undated(dated, comparison, now))
            overlap = variables_by_name.get(variable.rotation.overlap or "") if variable.rotation else None
            second = entry_of(overlap) if overlap else None
            if second is None or _window(store.dated(second), comparison, now) is not None:
                findings += _overdue(variable, dated, comparison, now, way_of(variable))
            if outgoing_of is not None:
                findings += _open((variable, outgoing_of), dated, comparison, now, way_of(outgoing_of))
    known_names = {_folded(name, ignores_case=platform.ignores_case) for name in _known(comparison, names)}
    findings += [_unknown(by_name[name].name, comparison) for name in sorted(by_name.keys() - known_names)]
    return findings


def _attributes(variable: Variable, entry: Entry, comparison: Comparison) -> Iterator[Finding]:
    if variable.secret and not entry.encrypted:
        yield comparison.of("stored-in-clear", variable.name, entry.name)
    if entry.extractable:
        yield comparison.of("extractable", variable.name, entry.name)


def _undated(entry: Entry, comparison: Comparison, now: datetime) -> Iterator[str]:
    if entry.changed is None:
        yield f"{comparison.address.name} has no date of {entry.name}, so its age is not known"
    elif is_future(entry.changed, now):
        yield f"{comparison.address.name} has a date of {entry.name} that has not come yet, so its age is not known"


def _overdue(variable: Variable, entry: Entry, comparison: Comparison, now: datetime, way: str) -> Iterator[Finding]:
    rotation = variable.rotation
    if rotation is None or entry.changed is None or now - entry.changed <= timedelta(days=rotation.every_days) + DAILY:
        return
    days = str((now - entry.changed).days)
    yield comparison.of("overdue", variable.name, entry.name, days=days, period=str(rotation.every_days), command=way)


def _open(
    pair: tuple[Variable, Variable], entry: Entry, comparison: Comparison, now: datetime, way: str
) -> Iterator[Finding]:
    outgoing, owner = pair
    if (time := _window(entry, comparison, now)) is not None:
        hours = str(int(time.total_seconds()) // 3600)
        yield comparison.of("window-left-open", outgoing.name, entry.name, hours=hours, other=owner.name, command=way)


def _window(entry: Entry, comparison: Comparison, now: datetime) -> timedelta | None:
    """Return for how long a second key is there, where that is longer than a rotation takes to do its next step."""
    time = now - entry.since if entry.since else timedelta()
    return time if time > timedelta(hours=comparison.address.window_hours) + DAILY else None


def _unknown(entry: str, comparison: Comparison) -> Finding:
    begin, end = comparison.entries.ends
    name = entry[len(begin) : len(entry) - len(end)] if entry.startswith(begin) and entry.endswith(end) else entry
    renamed = {old: variable.name for variable in comparison.catalogue.variables for old in variable.former_names}
    near = get_close_matches(
        name.upper().replace("-", "_"), [secret.name for secret in comparison.catalogue.secrets], n=1
    )
    suggestion = f"; it was renamed to `{renamed[name]}`" if name in renamed else ""
    suggestion = suggestion or (f"; `{near[0]}` has a similar name" if near else "")
    return comparison.of("unknown-entry", name, entry, suggestion=suggestion)


def _known(comparison: Comparison, names: dict[str, str]) -> Iterator[str]:
    """Yield the names of entries that mean something: also those that others read."""
    yield from names.values()
    yield from (comparison.entries.spelled(variable.name) for variable in comparison.catalogue.external)


def _source(variable: Variable) -> str:
    return f"get a new one from {variable.obtained_from}" if variable.obtained_from else "have a new one issued"


def command_of(name: str, store: str) -> str:
    """Return the command that rotates a secret."""
    return f"estuary-docs rotate {name} --store {store}"


def _folded(name: str, *, ignores_case: bool) -> str:
    return name.lower() if ignores_case else name
