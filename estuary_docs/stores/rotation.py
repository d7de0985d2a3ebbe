"""A rotation, one step a call: everything that a step must know is in the store, so a killed one is no obstacle.

`single`: one key. `announced`: the new key is in the overlap variable, accepted, and signs nothing. `swapped`: the new
key is in its place and the outgoing one in the overlap variable. `same`: a step was killed between its writes; where
both hold one key then, every validator refuses it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from estuary_docs.stores.store import Entry, RotatingStore, Secret, unreachable
from estuary_docs.stores.versioned import VersionedStore

State = Literal["single", "announced", "same", "swapped"]
EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Position:
    """Where a rotation is: the entry of the secret, and the one of the overlap variable, where there is one."""

    state: State
    name: Entry
    overlap: Entry | None

    @property
    def since(self) -> datetime | None:
        """Since when it is there: a single key counts from its making, even if it was away and put back.

        Within a rotation, every step writes the overlap variable.
        """
        return self.overlap.since if self.overlap else self.name.changed

    @property
    def versions(self) -> dict[str, str]:
        """Return the version of each entry by its name."""
        return {entry.name: entry.version for entry in (self.name, self.overlap) if entry}


@dataclass(frozen=True)
class Rotation:
    """The rotation of one secret: its store and the names of its two entries there."""

    store: RotatingStore
    label: str
    name: str
    overlap: str

    def position(self) -> Position:
        """Return where the rotation is, and write nothing; raises StoreError, also where there is no key yet."""
        first, second = self.store.entry(self.name), self.store.entry(self.overlap)
        if first is None:
            raise unreachable(self.label, f"has no entry {self.name}; store a first key there, and run it again")
        if self.store.is_pending(self.name, self.overlap):
            return Position("same", first, second)
        if second is None:
            return Position("single", first, None)
        current, other = self._values()
        if current == other:
            return Position("same", first, second)
        return Position("swapped" if self.store.is_outgoing(second, first) else "announced", first, second)

    def settle(self) -> bool:
        """Finish a step that was killed, where its store can tell; say whether there was one."""
        return self.store.settle(self.name, self.overlap)

    def step(self, position: Position, generate: Callable[[], Secret]) -> Position:
        """Do the one step that follows a position, and return where the rotation is then; `generate` makes a new key.

        Raises StoreError, or ConflictError where another operator was faster.
        """
        match position.state:
            case "single":
                self._announce(position, generate)
            case "announced":
                self._swap(position)
            case "same":
                self._repair(position, generate)
            case "swapped" if position.overlap:
                self.store.remove(self.overlap, position.overlap)
        return self.position()

    def abort(self, position: Position, generate: Callable[[], Secret]) -> Position:
        """Go back: take an announced key away, or put the outgoing key back into its place; raises the same as `step`.

        The key that was new is then the outgoing one: what it signed stays valid until the next step.
        """
        match position.state:
            case "single":
                raise unreachable(self.label, f"{self.name} is in no rotation; there is nothing to abort")
            case "announced" if position.overlap:
                self.store.remove(self.overlap, position.overlap)
            case "swapped":
                self._swap(position)
            case _:
                self._repair(position, generate)
        return self.position()

    def _announce(self, position: Position, generate: Callable[[], Secret]) -> None:
        """Write a new key, unless the key that it is to replace cannot be read: it could never be swapped then."""
        if self.store.read(self.name) is None:
            raise unreachable(self.label, f"{self.name} has no value that can be read")
        self.store.write({self.overlap: generate()}, {self.overlap: None, self.name: position.name})

    def _values(self) -> tuple[Secret, Secret]:
        current, other = self.store.read(self.name), self.store.read(self.overlap)
        if current is None or other is None:
            raise unreachable(self.label, f"{self.name} or {self.overlap} has no value that can be read")
        return current, other

    def _swap(self, position: Position) -> None:
        """Let the two keys change places.

        A store that keeps versions gets the new key first: the outgoing one is then its previous version. Another one
        gets the outgoing key first: the new one has signed nothing, so it may be lost.
        """
        current, other = self._values()
        values = {self.name: other, self.overlap: current}
        if not (isinstance(self.store, VersionedStore) or self.store.at_once):
            values = dict(reversed(values.items()))
        self.store.write(values, {self.name: position.name, self.overlap: position.overlap})

    def _repair(self, position: Position, generate: Callable[[], Secret]) -> None:
        """Finish a swap where the outgoing key is the previous version; otherwise announce another new key."""
        before = None
        if (
            isinstance(self.store, VersionedStore)
            and position.overlap
            and not _is_later(position.overlap, position.name)
        ):
            before = self.store.replaced(self.name, self.overlap)
        self.store.write(
            {self.overlap: before or generate()}, {self.overlap: position.overlap, self.name: position.name}
        )


def _is_later(entry: Entry, other: Entry) -> bool:
    """Say whether an entry was written after another one: it is a copy by hand then, and no half of a swap."""
    return (entry.changed or EARLIEST) > (other.changed or EARLIEST)
