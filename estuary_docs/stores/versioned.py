"""What stores share that keep the versions of an entry, and replace one entry at a time."""

from datetime import UTC, datetime

from estuary_docs.stores.store import ConflictError, Entry, RotatingStore

TAG = "estuary-docs-audit"
EARLIEST = datetime.min.replace(tzinfo=UTC)


class VersionedStore(RotatingStore):
    """A store of versions; a kind of store adds how they are listed, read and written."""

    silence = ""
    keeps_versions = True
    at_once = False
    keeps_tags = True
    name: str

    def settle(self, name: str, overlap: str) -> bool:  # noqa: ARG002 - there is nothing to look for
        """Do nothing: a write that was killed leaves whole entries."""
        return False

    def is_outgoing(self, overlap: Entry, name: Entry) -> bool | None:
        """Say whether the overlap variable holds the version before, or else what was written earlier."""
        before = self.read(name.name, back=1)
        return (before is not None and before == self.read(overlap.name)) or is_later(name, overlap)

    def expect(self, name: str, expected: Entry | None) -> None:
        """Raise ConflictError unless an entry is at the version that is expected."""
        current = self.entry(name)
        if (current and current.version) != (expected and expected.version):
            raise ConflictError(self.name, name)


def is_later(entry: Entry, other: Entry) -> bool:
    """Say whether an entry was written after another one."""
    return (entry.changed or EARLIEST) > (other.changed or EARLIEST)
