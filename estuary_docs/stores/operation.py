"""One call of `rotate`: a step in the store, its line in the audit log, and what to do next."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.catalogue.stores import StoreAddress
from estuary_docs.errors import ProjectError
from estuary_docs.renderers.writing.entry_names import Entries
from estuary_docs.stores.audit import Log
from estuary_docs.stores.generation import is_ours, new_key
from estuary_docs.stores.registry import address_of, open_store
from estuary_docs.stores.rotation import Position, Rotation
from estuary_docs.stores.store import ConflictError, RotatingStore, Secret, Store, is_future

TIME = "%Y-%m-%d %H:%M UTC"
# What the next step does, by where the rotation is.
NEXT = {
    "single": "write a new key into {overlap}, where it is accepted and signs nothing",
    "announced": "let {name} and {overlap} change places, so that the new key signs",
    "same": "finish a swap of {name} and {overlap} that was interrupted",
    "swapped": "remove the outgoing key from {overlap}",
}
DONE = {
    "single": "{name} has one key, and {overlap} is removed. Deploy. The next rotation is due on {due}.",
    "announced": "{overlap} holds the new key. Deploy, so that every instance accepts it. Then run this again: from "
    "{due} --due does it.",
    "same": "A swap of {name} and {overlap} was interrupted. Do not deploy; run this again now.",
    "swapped": "{name} holds the new key, {overlap} the outgoing one. Deploy. Remove the outgoing key from {due}: run "
    "this again.",
}


@dataclass(frozen=True)
class Operation:
    """A secret in a store; `catalogue` speaks of the profile that runs with the store."""

    catalogue: Catalogue
    address: StoreAddress
    store: Store
    entries: Entries
    log: Log

    def rotating(self) -> list[Variable]:
        """Return the secrets that can be rotated here, in catalogue order."""
        return [secret for secret in self.catalogue.secrets if is_ours(secret)]

    def entry_of(self, variable: Variable) -> str:
        """Return the name of a variable's entry."""
        return self.entries.names([variable])[variable.name]

    def rotation(self, variable: Variable) -> Rotation:
        """Return the rotation of a secret; raises ProjectError where the store gives no values, or nothing overlaps."""
        if not isinstance(self.store, RotatingStore):
            raise ProjectError(
                f"store {self.address.name}",
                f"keys are not rotated in a store of the kind {self.address.kind}; rotate where its secrets come from",
            )
        overlap = variable.rotation.overlap if variable.rotation else None
        other = next((candidate for candidate in self.catalogue.variables if candidate.name == overlap), None)
        if other is None:
            raise ProjectError(
                variable.name, "has no overlap variable in the schema, so two keys cannot be valid at once"
            )
        return Rotation(self.store, self.address.name, self.entry_of(variable), self.entry_of(other))

    def due(self, variable: Variable, position: Position) -> datetime | None:
        """Return when the next step is due: after the period, within a rotation after the window, or else at once.

        None where that is unknown: the store has no date, or one that has not come yet.
        """
        since, rotation, now = position.since, variable.rotation, datetime.now(UTC)
        if position.state == "same":
            return now
        if since is None or rotation is None or is_future(since, now):
            return None
        if position.state == "single":
            return since + timedelta(days=rotation.every_days)
        return since + timedelta(hours=self.address.window_hours)

    def told(self, variable: Variable, position: Position, sentences: dict[str, str]) -> str:
        """Return a sentence about a position, of NEXT or DONE."""
        due = self.due(variable, position)
        overlap = variable.rotation.overlap if variable.rotation else ""
        date = f"{due:{TIME}}" if due else "an unknown date"
        return sentences[position.state].format(name=variable.name, overlap=overlap, due=date)

    def status(self, variable: Variable) -> str:
        """Return where a secret's rotation is, and what comes next; nothing is written."""
        position = self.rotation(variable).position()
        since = f" since {position.since:{TIME}}" if position.since else ", and the store has no date of it"
        since += ", which has not come yet" if position.since and is_future(position.since, datetime.now(UTC)) else ""
        due = self.due(variable, position)
        when = f", due on {due:{TIME}}" if due else ""
        return f"{variable.name}: {position.state}{since}. Next{when}: {self.told(variable, position, NEXT)}.\n"

    def is_due(self, variable: Variable, position: Position) -> bool:
        """Say whether the next step of a secret is due."""
        due = self.due(variable, position)
        return due is not None and due <= datetime.now(UTC)

    def step(
        self, variable: Variable, *, back: bool = False, early: bool = False, expected: Position | None = None
    ) -> str:
        """Do one step, or go one `back`, write its line, and return what was done and what comes next.

        Nothing is done unless its line can be written, where `expected` is not the position any more, nor within a
        rotation before the step is due, except `early`. A step that was killed is finished instead. Raises
        ProjectError, StoreError or ConflictError.
        """
        rotation = self.rotation(variable)
        expected = expected or rotation.position()

        def generate() -> Secret:
            return new_key(self.catalogue, variable)

        with self.log.held():
            is_finished = rotation.settle()
            after = position = rotation.position()
            if (position.state, position.versions) != (expected.state, expected.versions) and not is_finished:
                raise ConflictError(self.address.name, rotation.name)
            self._catch_up(variable, rotation, position)
            if not is_finished:
                if not (back or early):
                    self._permit(variable, position)
                after = rotation.abort(position, generate) if back else rotation.step(position, generate)
                self._append(variable, rotation, "abort" if back else "step", position.versions, after)
        return f"{variable.name}: {after.state}. {self.told(variable, after, DONE)}\n"

    def _permit(self, variable: Variable, position: Position) -> None:
        """Refuse a step for which the window is not over; a rotation may begin at any time."""
        if position.state in {"single", "same"} or self.is_due(variable, position):
            return
        due = self.due(variable, position)
        when = f"is due on {due:{TIME}}" if due else "has no date"
        raise ProjectError(
            variable.name,
            f"is {position.state}, and the next step {when}: before that, instances or clients may not have the new "
            "key; wait, or give --early",
        )

    def _catch_up(self, variable: Variable, rotation: Rotation, position: Position) -> None:
        """Write a line for what the log does not have: a step that was killed, or a change by another hand."""
        lines = self.log.of(self.address.name, variable.name)
        before = dict(lines[-1].after) if lines else {}
        if before != position.versions and (lines or position.state != "single"):
            self._append(variable, rotation, "found", before, position)

    def _append(
        self, variable: Variable, rotation: Rotation, step: str, before: dict[str, str], after: Position
    ) -> None:
        line = self.log.append(
            store=self.address.name,
            secret=variable.name,
            step=step,
            state=after.state,
            before=before,
            after=after.versions,
        )
        rotation.store.tag(rotation.name, line.hash)


def operation(catalogue: Catalogue, name: str, log: Log) -> Operation:
    """Return what `rotate` works with: a store of the project by its name; raises ProjectError or StoreError."""
    address = address_of(catalogue, name)
    profile = address.profile(catalogue.profiles)
    store, entries = open_store(catalogue, address)
    return Operation(catalogue.in_profile(profile) if profile else catalogue, address, store, entries, log)
