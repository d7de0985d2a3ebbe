"""What stores share that keep the versions of an entry, and replace one entry at a time."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping

from estuary_docs.stores.store import ConflictError, Entry, RotatingStore, Secret, unproven

TAG = "estuary-docs-audit"


class VersionedStore(RotatingStore):
    """A store of versions; a kind of store adds how they are listed, read and written."""

    silence = ""
    at_once = False
    keeps_tags = True
    name: str

    @abstractmethod
    def earlier(self, name: str) -> Iterator[Secret | None]:
        """Yield the values before the current one, the newest first; None for one that cannot be read any more."""

    @abstractmethod
    def put(self, name: str, value: Secret, entry: Entry | None) -> None:
        """Write one value over the version that was seen; raises ConflictError, StoreError."""

    def is_pending(self, name: str, overlap: str) -> bool:  # noqa: ARG002 - there is nothing to look for
        """Say no: a write that was killed leaves whole entries."""
        return False

    def settle(self, name: str, overlap: str) -> bool:  # noqa: ARG002 - there is nothing to look for
        """Do nothing, likewise."""
        return False

    def is_outgoing(self, overlap: Entry, name: Entry) -> bool:
        """Say whether the overlap variable holds the key before: one that was only written again replaced none."""
        replaced = self.replaced(name.name, overlap.name)
        return replaced is not None and replaced == self.read(overlap.name)

    def replaced(self, name: str, overlap: str) -> Secret | None:
        """Return the newest value before the current one that differs from it, None where there was none."""
        current = self.read(name)
        for value in self.earlier(name):
            if value is None:
                raise unproven(self.name, name, overlap, f"an earlier version of {name} cannot be read")
            if value != current:
                return value
        return None

    def write(self, values: Mapping[str, Secret], expected: Mapping[str, Entry | None]) -> None:
        """Write each value, if nobody has changed any of the entries: half a swap would lose the outgoing key."""
        for name, entry in expected.items():
            self.expect(name, entry)
        for name, value in values.items():
            self.put(name, value, expected.get(name))

    def expect(self, name: str, expected: Entry | None) -> None:
        """Raise ConflictError unless an entry is at the version that is expected."""
        current = self.entry(name)
        if (current and current.version) != (expected and expected.version):
            raise ConflictError(self.name, name)
