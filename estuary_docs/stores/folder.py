"""A folder of files: mounted secrets of Compose and Kubernetes, credentials of systemd."""

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from estuary_docs.renderers.writing.entry_names import Entries
from estuary_docs.stores.store import ConflictError, Entry, Secret, StoreError, refused, unreachable

BILLION = 1_000_000_000
LOCK = ".estuary-docs-rotation"


class Kind:
    """Files in one folder; to list them needs the right to search it, and none to read a file."""

    silence = ""
    keeps_versions = False
    at_once = False
    keeps_tags = False

    def __init__(self, name: str, entries: Entries) -> None:
        self.name = name
        self.folder = Path(entries.container)

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
        try:
            names = sorted(each.name for each in self.folder.iterdir())
        except PermissionError:
            raise refused(self.name, f"the right to list {self.folder}") from None
        except OSError as error:
            raise unreachable(self.name, f"{self.folder} cannot be read: {error.strerror}") from None
        yield from (entry for name in names if not name.startswith(".") and (entry := self.entry(name)))

    def dated(self, entry: Entry) -> Entry:
        """Return the entry: every file has its time."""
        return entry

    def entry(self, name: str) -> Entry | None:
        """Return a file without opening it."""
        try:
            facts = (self.folder / name).stat()
        except FileNotFoundError:
            return None
        except OSError:
            raise refused(self.name, f"the right to search {self.folder}") from None
        if not stat.S_ISREG(facts.st_mode):
            return None
        return Entry(name, datetime.fromtimestamp(facts.st_mtime_ns / BILLION, UTC), f"{facts.st_mtime_ns}")

    def settle(self, name: str, overlap: str) -> None:
        """Do nothing: a write that was killed leaves whole entries."""

    def read(self, name: str, back: int = 0) -> Secret | None:
        """Return what a file holds."""
        if back:
            return None
        try:
            return Secret((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError):
            raise refused(self.name, f"the right to read {name}, or it holds no text") from None

    def write(self, values: Mapping[str, Secret], expected: Mapping[str, Entry | None]) -> None:
        """Replace files, each whole; each is newer than every one before it."""
        with self._locked():
            for name in values:
                self._expect(name, expected.get(name))
            for name, value in values.items():
                self._replace(name, value)

    def remove(self, name: str, expected: Entry) -> None:
        """Delete a file."""
        with self._locked():
            self._expect(name, expected)
            (self.folder / name).unlink()

    def tag(self, name: str, text: str | None = None) -> str | None:  # noqa: ARG002 - a file has no tags
        """Return None: a file keeps nothing beside it."""
        return None

    def _replace(self, name: str, value: Secret) -> None:
        path, draft = self.folder / name, self.folder / f".{name}.new"
        before = path.stat() if path.exists() else None
        newest = max((each.stat().st_mtime_ns for each in self.folder.iterdir() if each.is_file()), default=0)
        with suppress(FileNotFoundError):
            draft.unlink()
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(value.reveal().encode())
                file.flush()
                os.fsync(file.fileno())
            if before is not None:
                draft.chmod(stat.S_IMODE(before.st_mode))
                with suppress(PermissionError):
                    os.chown(draft, before.st_uid, before.st_gid)
            time = max(draft.stat().st_mtime_ns, newest + 1000)
            os.utime(draft, ns=(time, time))
            draft.replace(path)
        except OSError as error:
            raise unreachable(self.name, f"{path} cannot be written: {error.strerror}") from None

    def _expect(self, name: str, expected: Entry | None) -> None:
        if self.entry(name) != expected:
            raise ConflictError(self.name, name)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other operators out of the folder; the system lets go of it when this program ends."""
        try:
            import fcntl  # noqa: PLC0415 - Windows has none
        except ImportError:
            raise unreachable(self.name, "a folder is rotated on Linux and macOS alone") from None
        try:
            handle = os.open(self.folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            raise refused(self.name, f"the right to write in {self.folder}") from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError:
            raise StoreError(f"store {self.name}", "another operator is rotating here; wait and run it again") from None
        finally:
            os.close(handle)
