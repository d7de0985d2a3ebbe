"""The audit log of rotation: a line of JSON for each step, each with the hash of the line before it.

A line holds time, identity, secret, step, and the versions of the entries before and after; never a value, nor its
hash. The hash of a secret's last line is kept as a tag of its entry, so that lines cannot be taken away unseen.
"""

import errno
import json
import os
import socket
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from getpass import getuser
from hashlib import sha256
from pathlib import Path

from estuary_docs.errors import ProjectError

FILE = "estuary-docs-audit.jsonl"
FIRST = "0" * 64
# How each line begins: what begins otherwise is no part of one, and is never cut off.
BEGIN = b'{"after": {'
CHUNK = 1 << 20
# No link is followed, and a pipe is not waited for; Windows has neither.
ONLY_FILES = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
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
        return json.dumps(vars(self), sort_keys=True)

    @property
    def hash(self) -> str:
        """The hash that the next line holds."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def when(self) -> datetime:
        """The time."""
        return datetime.fromisoformat(self.time)


class Log:
    """A file of lines, `numbers` where each is in it; what is broken is `broken`, a sentence each.

    Raises ProjectError if it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held: int | None = None
        with self._errors("read"):
            try:
                handle = os.open(path, os.O_RDONLY | ONLY_FILES)
            except FileNotFoundError:
                self._take(b"")
                return
            try:
                self._read(handle)
            finally:
                os.close(handle)

    def of(self, store: str, secret: str) -> list[Line]:
        """Return the lines about one secret."""
        return [line for line in self.lines if (line.store, line.secret) == (store, secret)]

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other runs out of the log, as it is in the file now; on Windows nothing keeps one out.

        A step that cannot be logged must not be done, so it happens in here. Raises ProjectError unless a line can be
        added.
        """
        if self._held is not None:
            yield
            return
        with self._errors("written"):
            self._held = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | ONLY_FILES, 0o644)
        try:
            with self._errors("written"):
                with suppress(ImportError):
                    import fcntl  # noqa: PLC0415 - Windows has none

                    fcntl.flock(self._held, fcntl.LOCK_EX)
                self._read(self._held)
            if self.broken:
                raise ProjectError(str(self.path), f"{self.broken[0]}; run: estuary-docs audit verify")
            self._identity = identity()
            yield
        finally:
            os.close(self._held)
            self._held = None

    def append(self, **facts: object) -> Line:
        """Add a line after those that others added meanwhile; it is on the disk when this returns.

        Raises ProjectError where the log is broken, or cannot be written.
        """
        with self.held(), self._errors("written"):
            handle = self._held or 0
            previous = self.lines[-1].hash if self.lines else FIRST
            values = {"time": datetime.now(UTC).isoformat(), "identity": self._identity, "previous": previous} | facts
            line = Line(**values)  # type: ignore[arg-type] # each is a text or a mapping of texts
            os.ftruncate(handle, self._length)
            content = f"{line.text}\n".encode()
            self._length += len(content)
            while content:
                content = content[os.write(handle, content) :]
            os.fsync(handle)
            self.numbers.append(len(self.lines) + 1)
            self.lines.append(line)
        return line

    def _read(self, handle: int) -> None:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise ProjectError(str(self.path), "is not a regular file")
        os.lseek(handle, 0, os.SEEK_SET)
        self._take(b"".join(iter(lambda: os.read(handle, CHUNK), b"")))

    def _take(self, content: bytes) -> None:
        self.lines: list[Line] = []
        self.numbers: list[int] = []
        self.broken: list[str] = []
        previous = FIRST
        # A run that was killed may leave a line without an end; the next one takes its place.
        whole, _, cut = content.rpartition(b"\n")
        is_ours = cut.startswith(BEGIN) or BEGIN.startswith(cut)
        self._length = len(content) - len(cut)
        texts = whole.decode(errors="replace").split("\n") if self._length else []
        for number, text in enumerate([*texts, *([] if is_ours else [""])], 1):
            line = _line(text)
            if line is None:
                self.broken.append(f"line {number} is not a line of this log")
                continue
            if line.previous != previous:
                self.broken.append(f"line {number} does not follow the line before it: one was changed or taken away")
            previous = line.hash
            self.numbers.append(number)
            self.lines.append(line)

    @contextmanager
    def _errors(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = "it is a link" if error.errno == errno.ELOOP else error.strerror
            raise ProjectError(str(self.path), f"cannot be {what}: {reason}") from None


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
        content = json.loads(text)
        line = Line(**{field.name: content[field.name] for field in fields(Line)})
        texts = [*line.before.values(), *line.after.values(), line.identity, line.store, line.secret]
        texts += [line.step, line.state, line.previous]
        is_sound = all(isinstance(part, str) for part in texts) and line.when.tzinfo and line.text == text
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return line if is_sound else None
