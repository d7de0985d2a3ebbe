"""What every store can do: list entries without their values; and what rotation needs beyond that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Protocol, runtime_checkable

from estuary_docs.errors import ProjectError
from estuary_docs.renderers.writing.entry_names import Entries

CLOCKS = timedelta(minutes=10)
# How late a step may be that a daily pipeline does: nothing is wrong until then.
DAILY = timedelta(days=1)


class Secret:
    """A value that no message, log or traceback shows."""

    __slots__ = ("_value",)

    def __init__(self, value: bytes) -> None:
        self._value = value

    def reveal(self) -> bytes:
        """Return the value, for the store that keeps it."""
        return self._value

    @property
    def text(self) -> str:
        """The value for a store that keeps texts; a value that is none came from no such store."""
        return self._value.decode()

    def __repr__(self) -> str:
        """Return nothing of the value."""
        return "Secret(...)"

    def __eq__(self, other: object) -> bool:
        """Say whether two secrets are the same."""
        return isinstance(other, Secret) and compare_digest(self._value, other.reveal())

    def __hash__(self) -> int:
        """Refuse: nothing is looked up by a secret."""
        raise TypeError("a secret is no key")


@dataclass(frozen=True)
class Entry:
    """An entry of a store by its name there, without its value.

    `changed` is when its value was made, or last written; None where the store does not say. `placed` is when the value
    came to this entry, where the store tells it apart. `version` is what the store calls that value. `encrypted` and
    `extractable` are False and True where a store says that a value lies open.
    """

    name: str
    changed: datetime | None = None
    version: str = ""
    encrypted: bool = True
    extractable: bool = False
    placed: datetime | None = None

    @property
    def since(self) -> datetime | None:
        """Since when the value is in this entry."""
        return self.placed or self.changed


class Store(Protocol):
    """A store whose entries can be listed; nothing in it can ask for a value."""

    # What is missing from what the store says, as a sentence, or "".
    silence: str

    def __init__(self, name: str, entries: Entries) -> None:
        """Open the store that a project calls `name`; raises ProjectError or StoreError."""

    def entries(self) -> Iterable[Entry]:
        """Yield what lies where the template says; raises StoreError."""

    def dated(self, entry: Entry) -> Entry:
        """Return an entry with its age, where a list does not have it; raises StoreError."""

    @staticmethod
    def policy(entries: Entries, *, rotates: bool) -> str:
        """Return the least that the platform must grant, in its own language; `rotates` says that keys are written."""


@runtime_checkable
class RotatingStore(Store, Protocol):
    """A store in which keys can be read and replaced, which only `rotate` does.

    `at_once` says that several values are replaced in one write; `keeps_tags` that a text can be kept beside an entry.
    """

    at_once: bool
    keeps_tags: bool

    def settle(self, name: str, overlap: str) -> bool:
        """Finish a write that was killed, remove what it left, and say whether an entry is changed by that."""

    def is_pending(self, name: str, overlap: str) -> bool:
        """Say whether a write was killed that `settle` would finish."""

    def is_outgoing(self, overlap: Entry, name: Entry) -> bool:
        """Say whether `overlap` holds the key that `name` held before; raises StoreError where nothing proves it."""

    def entry(self, name: str) -> Entry | None:
        """Return one entry with its age, or None where there is none; raises StoreError."""

    def read(self, name: str) -> Secret | None:
        """Return a value; None where there is none. Raises StoreError."""

    def write(self, values: Mapping[str, Secret], expected: Mapping[str, Entry | None]) -> None:
        """Write values in their order, each over the version that is expected; raises ConflictError, StoreError.

        A value that leaves one of the entries for another one of them is the same key at another place. What is
        expected besides is the entry of the key that a new one is for.
        """

    def remove(self, name: str, expected: Entry) -> None:
        """Remove an entry; raises ConflictError or StoreError."""

    def tag(self, name: str, text: str | None = None) -> str | None:
        """Keep a text beside an entry if one is given, and return the text there; None where a store keeps none."""


def is_future(time: datetime, now: datetime) -> bool:
    """Say whether a time has not come yet, by more than two clocks differ; an age that counts from it means nothing."""
    return time - now > CLOCKS


class StoreError(ProjectError):
    """A store cannot be reached, or refuses; one line says which, what is missing, and what grants it."""


class ConflictError(StoreError):
    """Another operator has changed an entry meanwhile."""

    def __init__(self, store: str, entry: str, remedy: str = "run it again") -> None:
        super().__init__(f"store {store}", f"{entry} was changed by someone else meanwhile; {remedy}")


def unproven(store: str, name: str, overlap: str, why: str) -> StoreError:
    """Return the error of a store in which two keys lie, and which of them is new is not known."""
    return StoreError(
        f"store {store}",
        f"{why}, so nothing tells which of the two keys is new; finish this rotation by hand: put the new key into "
        f"{name} and the outgoing one into {overlap}, deploy, wait for window-hours, then delete {overlap}",
    )


def refused(store: str, permission: str) -> StoreError:
    """Return the error of a store that does not grant a permission."""
    return StoreError(
        f"store {store}",
        f"refuses: the identity lacks {permission}; `estuary-docs show store-policy --store {store}` prints the least "
        "that it needs",
    )


def unreachable(store: str, why: str) -> StoreError:
    """Return the error of a store that gives no usable answer."""
    return StoreError(f"store {store}", why)
