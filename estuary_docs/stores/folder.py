"""A folder of files: mounted secrets of Compose and Kubernetes, credentials of systemd."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from estuary_docs.renderers.writing.entry_names import Entries
from estuary_docs.stores.folder_journal import Journal, Placed
from estuary_docs.stores.store import ConflictError, Entry, Secret, StoreError, refused, unproven, unreachable

BILLION = 1_000_000_000
LOCK = ".estuary-docs-rotation"
DENIED = {errno.EACCES, errno.EPERM}


class Kind:
    """Files in one folder; to list them needs the right to search it, and none to read a file.

    A file has the time of its key: one that changes its place keeps it. When it came there is in the journal.
    """

    silence = ""
    at_once = True
    keeps_tags = False

    def __init__(self, name: str, entries: Entries) -> None:
        self.name = name
        self.folder = Path(entries.root, entries.container)
        self.journal = Journal(self.folder)

    @staticmethod
    def policy(entries: Entries, *, rotates: bool) -> str:
        """Return the modes that are needed."""
        modes = "read, write and search" if rotates else "read and search"
        note = "" if rotates else " The files themselves may be unreadable."
        rights = "rwx" if rotates else "rx"
        command = f"setfacl --modify user:OPERATOR:{rights} {entries.container}"
        return f"# The user needs to {modes} the folder.{note}\n{command}\n"

    def entries(self) -> Iterator[Entry]:
        """Yield each regular file by name and time; a link counts as what it leads to, as Kubernetes mounts keys."""
        with self._errors(f"list {self.folder}"):
            names = sorted(path.name for path in self.folder.iterdir())
        yield from (entry for name in names if not name.startswith(".") and (entry := self._file(name)))

    def dated(self, entry: Entry) -> Entry:
        """Return the entry: every file has its time."""
        return entry

    def entry(self, name: str) -> Entry | None:
        """Return a file without opening it; raises StoreError for anything but a regular file."""
        with self._errors(f"read the time of {self.folder / name}"), suppress(FileNotFoundError):
            mode = (self.folder / name).lstat().st_mode
            if not stat.S_ISREG(mode):
                what = "a link: rotate where it leads to" if stat.S_ISLNK(mode) else "no regular file"
                raise unreachable(self.name, f"{self.folder / name} is {what}")
        return self._file(name)

    def is_pending(self, name: str, overlap: str) -> bool:
        """Say whether a draft that the journal has is not in its place yet."""
        return bool(self._ready((name, overlap)))

    def is_outgoing(self, overlap: Entry, name: Entry) -> bool:
        """Say whether the journal has it that the key of one file came from the other one."""
        placement = self._placed(overlap)
        if placement is None:
            why = f"{overlap.name} was not written by `estuary-docs rotate`"
            raise unproven(self.name, name.name, overlap.name, why)
        return placement.source == name.name

    def settle(self, name: str, overlap: str) -> bool:
        """Finish a write that was killed once the journal had it; remove the drafts of one that was killed before."""
        with self._locked():
            is_changed = self._finish((name, overlap))
            self._clean((name, overlap))
        return is_changed

    def read(self, name: str) -> Secret | None:
        """Return what a file holds, byte by byte."""
        with self._errors(f"read {self.folder / name}"):
            try:
                handle = os.open(self.folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            except FileNotFoundError:
                return None
            with os.fdopen(handle, "rb") as file:
                return Secret(file.read())

    def write(self, values: Mapping[str, Secret], expected: Mapping[str, Entry | None]) -> None:
        """Replace files at once: the drafts are whole before the journal has them, and only renamed then."""
        with self._locked():
            for name, entry in expected.items():
                self._expect(name, entry)
            # A new file is for those who may read the key that it is about to replace.
            model = next(name for name in (*values, *expected) if expected.get(name))
            contents = {name: self.read(name) for name in values}
            now = datetime.now(UTC).isoformat()
            drafts: dict[str, Placed] = {}
            try:
                for name, value in values.items():
                    source = next(
                        (candidate for candidate in values if candidate != name and contents[candidate] == value), None
                    )
                    replaced = expected.get(name)
                    facts = self._draft(name, value, name if replaced else model, source)
                    drafts[name] = Placed(
                        f"{facts.st_mtime_ns}", facts.st_ino, now, source, replaced.version if replaced else None
                    )
                with self._errors(f"write in {self.folder}"):
                    self.journal.add(drafts)
            except StoreError:
                self._clean(values)
                raise
            self._finish(values)

    def remove(self, name: str, expected: Entry) -> None:
        """Delete a file, and what the journal has of it."""
        with self._locked():
            self._expect(name, expected)
            with self._errors(f"write in {self.folder}"):
                (self.folder / name).unlink()
                self.journal.drop(name)
            self._discard(name)

    def tag(self, name: str, text: str | None = None) -> str | None:  # noqa: ARG002 - a file has no tags
        """Return None: a file keeps nothing beside it."""
        return None

    def _file(self, name: str) -> Entry | None:
        with self._errors(f"read the time of {self.folder / name}"):
            try:
                facts = (self.folder / name).stat()
            except FileNotFoundError:
                return None
        if not stat.S_ISREG(facts.st_mode):
            return None
        changed = datetime.fromtimestamp(facts.st_mtime_ns / BILLION, UTC)
        entry = Entry(name, changed, f"{facts.st_mtime_ns}")
        placement = None
        # A journal that may not be read is no obstacle to a list.
        with suppress(StoreError):
            placement = self._placed(entry)
        return (
            Entry(name, changed, entry.version, placed=datetime.fromisoformat(placement.time)) if placement else entry
        )

    def _placed(self, entry: Entry) -> Placed | None:
        """Return what the journal has of a file, unless it was changed since."""
        with self._errors(f"read {self.journal.path}"):
            placement = self.journal.read().get(entry.name)
        return placement if placement and placement.version == entry.version else None

    def _draft(self, name: str, value: Secret, model: str, source: str | None) -> os.stat_result:
        """Write a draft with the owner and the mode of a file; return what the system knows of it."""
        draft = self._draft_of(name)
        self._discard(name)
        with self._errors(f"write in {self.folder}"):
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(value.reveal())
                file.flush()
                facts, own = (self.folder / model).stat(), os.fstat(handle)
                if (facts.st_uid, facts.st_gid) != (own.st_uid, own.st_gid):
                    with self._errors(f"give {draft} to the owner of {model}"):
                        os.fchown(handle, facts.st_uid, facts.st_gid)
                os.fchmod(handle, stat.S_IMODE(facts.st_mode))
                if source:
                    time = (self.folder / source).stat().st_mtime_ns
                    os.utime(handle, ns=(time, time))
                os.fsync(handle)
            return draft.stat()

    def _ready(self, names: Iterable[str]) -> dict[str, Placed]:
        """Return the files whose drafts the journal has: the write that made them must be finished.

        Where the file itself is what the journal has, the draft is another one. A copy of the folder has other numbers.
        """
        with self._errors(f"read {self.journal.path}"):
            placements = {name: placement for name, placement in self.journal.read().items() if name in names}
            drafts = {name: _facts(self._draft_of(name)) for name in placements}
            return {
                name: placement
                for name, placement in placements.items()
                if drafts[name][:1] == (placement.version,)
                and _facts(self.folder / name) != (placement.version, placement.node)
            }

    def _finish(self, names: Iterable[str]) -> bool:
        """Put the drafts that the journal has into their places, unless somebody has changed what is there."""
        ready = self._ready(names)
        for name, placement in ready.items():
            entry, draft = self.entry(name), self._draft_of(name)
            if (entry and entry.version) != placement.replaces:
                remedy = f"a step that was interrupted left {draft}: move it to {name} or delete it, and run it again"
                raise ConflictError(self.name, name, remedy)
        with self._errors(f"write in {self.folder}"):
            for name in ready:
                self._draft_of(name).replace(self.folder / name)
        return bool(ready)

    def _clean(self, names: Iterable[str]) -> None:
        """Remove the drafts that the journal does not have, and its own."""
        for name in set(names) - self._ready(names).keys():
            self._discard(name)
        with self._errors(f"write in {self.folder}"):
            self.journal.discard()

    def _draft_of(self, name: str) -> Path:
        return self.folder / f".{name}.new"

    def _discard(self, name: str) -> None:
        with self._errors(f"delete {self._draft_of(name)}"):
            self._draft_of(name).unlink(missing_ok=True)

    def _expect(self, name: str, expected: Entry | None) -> None:
        if self.entry(name) != expected:
            raise ConflictError(self.name, name)

    @contextmanager
    def _errors(self, action: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in DENIED:
                raise refused(self.name, f"the right to {action}") from None
            raise unreachable(self.name, f"cannot {action}: {error.strerror}") from None

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other operators out of the folder; the system lets go of it when this program ends."""
        try:
            import fcntl  # noqa: PLC0415 - Windows has none
        except ImportError:
            raise unreachable(self.name, "a folder is rotated on Linux and macOS alone") from None
        with self._errors(f"write in {self.folder}"):
            handle = os.open(self.folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError:
            raise StoreError(f"store {self.name}", "another operator is rotating here; wait and run it again") from None
        finally:
            os.close(handle)


def _facts(path: Path) -> tuple[str, int] | tuple[()]:
    """Return the version of a file and its number in the file system; nothing where there is none."""
    with suppress(FileNotFoundError):
        facts = path.lstat()
        return f"{facts.st_mtime_ns}", facts.st_ino
    return ()
