"""The audit log of rotation: a line of JSON for each step, each with the hash of the line before it.

A line holds time, identity, secret, step, and the versions of the entries before and after; never a value, nor its
hash. The hash of a secret's last line is kept as a tag of its entry, so that lines cannot be taken away unseen.
"""

import json
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from getpass import getuser
from hashlib import sha256
from pathlib import Path

from estuary_docs.errors import ProjectError

FILE = "estuary-docs-audit.jsonl"
FIRST = "0" * 64
# Who runs a job, as GitHub Actions and GitLab CI say it.
ACTORS = ("GITHUB_ACTOR", "GITLAB_USER_LOGIN")


@dataclass(frozen=True)
class Line:
    """A step: `state` is where the rotation was after it, `previous` the hash of the line before."""

    time: str
    identity: str
    store: str
    secret: str
    step: str
    state: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    previous: str

    @property
    def text(self) -> str:
        """The line as it is in the file, which the hash is taken of."""
        return json.dumps(asdict(self), sort_keys=True)

    @property
    def hash(self) -> str:
        """The hash that the next line holds."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def when(self) -> datetime:
        """The time."""
        return datetime.fromisoformat(self.time)


class Log:
    """A file of lines; what is broken in it is `broken`, a sentence each. Raises ProjectError if it cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read()

    def of(self, store: str, secret: str) -> list[Line]:
        """Return the lines about one secret."""
        return [line for line in self.lines if (line.store, line.secret) == (store, secret)]

    def ready(self) -> None:
        """Raise ProjectError unless a line can be added: a step that cannot be logged must not be done."""
        with self._locked():
            pass

    def append(self, **facts: object) -> Line:
        """Add a line after those that others added meanwhile; it is on the disk when this returns.

        Raises ProjectError where the log is broken, or cannot be written.
        """
        with self._locked() as handle:
            previous = self.lines[-1].hash if self.lines else FIRST
            told = {"time": datetime.now(UTC).isoformat(), "identity": identity(), "previous": previous} | facts
            line = Line(**told)  # type: ignore[arg-type] # each is a text or a mapping of texts
            os.ftruncate(handle, self._length)
            os.write(handle, f"{line.text}\n".encode())
            os.fsync(handle)
            self.lines.append(line)
        return line

    def _read(self) -> None:
        self.lines: list[Line] = []
        self.broken: list[str] = []
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            content = b""
        except OSError as error:
            raise ProjectError(str(self.path), f"cannot be read: {error.strerror}") from None
        previous = FIRST
        # A run that was killed may leave a line without an end; the next one takes its place.
        whole, _, cut = content.rpartition(b"\n")
        self._length = len(content) - len(cut)
        for number, text in enumerate(whole.decode(errors="replace").split("\n") if self._length else (), 1):
            line = _line(text)
            if line is None:
                self.broken.append(f"line {number} is not a line of this log")
                continue
            if line.previous != previous:
                self.broken.append(f"line {number} does not follow the line before it: one was changed or taken away")
            previous = line.hash
            self.lines.append(line)

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """Yield the file, opened to append, as it is while no other run can write; on Windows nothing keeps one out."""
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
            try:
                with suppress(ImportError):
                    import fcntl  # noqa: PLC0415 - Windows has none

                    fcntl.flock(handle, fcntl.LOCK_EX)
                self._read()
                if self.broken:
                    raise ProjectError(str(self.path), f"{self.broken[0]}; run: estuary-docs audit verify")
                yield handle
            finally:
                os.close(handle)
        except OSError as error:
            raise ProjectError(str(self.path), f"cannot be written: {error.strerror}") from None


def identity() -> str:
    """Return who runs this: the actor of a pipeline, or the user and the machine."""
    if actor := next((os.environ[name] for name in ACTORS if os.environ.get(name)), None):
        return actor
    try:
        user = getuser()
    except (KeyError, OSError):
        # A user of a container may have a number alone.
        user = str(os.getuid())
    return f"{user}@{socket.gethostname()}"


def _line(text: str) -> Line | None:
    try:
        told = json.loads(text)
        line = Line(**{field.name: told[field.name] for field in fields(Line)})
        texts = [*line.before.values(), *line.after.values(), line.identity, line.store, line.secret]
        texts += [line.step, line.state, line.previous]
        is_sound = all(isinstance(each, str) for each in texts) and line.when.tzinfo and line.text == text
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return line if is_sound else None
