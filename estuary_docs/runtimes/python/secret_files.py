"""Secrets that arrive as files, after the conventions of the official Docker images and of systemd credentials."""

from __future__ import annotations

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

FILE_SUFFIX = "_FILE"
# Stands for what cannot be read.
UNREADABLE = "unreadable"
CREDENTIALS_DIRECTORY = "CREDENTIALS_DIRECTORY"
MOST_BYTES_OF_A_SECRET = 64 * 1024
SECONDS_FOR_A_WRITER = 10
NO_WRITER = "nothing writes into this pipe"


def read_secret(environ: Mapping[str, str], name: str, folder: str | None = None) -> tuple[str | None, str | None]:
    """Return the value of the secret `name`, and what keeps it from being read; None where there is none.

    It may be the variable itself, a file whose path is in `NAME_FILE`, or a file called `name`, in capitals or not, in
    `$CREDENTIALS_DIRECTORY` or in `folder`. A file's content counts less one trailing newline. It is kept from being
    read by `file-conflict` (it arrives twice), `folder-unreadable`, `file-unreadable`, `file-too-large` (over 64 KiB)
    or `file-not-text` (not UTF-8).
    """
    value = environ.get(name) or None
    paths = [environ[name + FILE_SUFFIX]] if environ.get(name + FILE_SUFFIX) else []
    for directory in (environ.get(CREDENTIALS_DIRECTORY), folder):
        if directory:
            # pathlib takes longer to import than all else together.
            possible = [os.path.join(directory, spelling) for spelling in dict.fromkeys((name, name.lower()))]  # noqa: PTH118
            found = list(filter(os.path.lexists, possible))
            if not found and not (os.path.isdir(directory) and os.access(directory, os.X_OK)):  # noqa: PTH112
                return None, "folder-unreadable"
            paths += found
    if not paths:
        return value, None
    if value is not None or not all(_is_same(path, paths[0]) for path in paths[1:]):
        return None, "file-conflict"
    return _content(paths[0])


def _is_same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)  # noqa: PTH121 - likewise
    except (OSError, ValueError):
        return False


def beginning_of(path: str, most: int) -> bytes:
    """Return what a file holds, at most one byte more than `most`; raises OSError or ValueError."""
    is_pipe = stat.S_ISFIFO(os.stat(path).st_mode)  # noqa: PTH116 - pathlib takes longer to import than all else together
    with open(_opened_pipe(path) if is_pipe else path, "rb") as file:  # noqa: PTH123 - likewise
        return file.read(most + 1)


def _opened_pipe(path: str) -> int:
    """Open a pipe, which waits for its writer; raises OSError where it cannot, or where nothing writes into it."""
    from threading import Thread  # noqa: PLC0415 - a pipe is rare

    outcome: list[int | OSError] = []

    def opening() -> None:
        try:
            outcome.append(os.open(path, os.O_RDONLY))
        except OSError as error:
            outcome.append(error)

    waiting = Thread(target=opening, daemon=True)
    waiting.start()
    waiting.join(SECONDS_FOR_A_WRITER)
    opened = outcome[0] if outcome else OSError(0, NO_WRITER)
    if isinstance(opened, OSError):
        raise opened
    return opened


def _content(path: str) -> tuple[str | None, str | None]:
    try:
        content = beginning_of(path, MOST_BYTES_OF_A_SECRET)
    except (OSError, ValueError):
        return None, "file-unreadable"
    if len(content) > MOST_BYTES_OF_A_SECRET:
        return None, "file-too-large"
    for end in (b"\r\n", b"\n"):
        if content.endswith(end):
            content = content[: -len(end)]
            break
    try:
        return content.decode() or None, None
    except UnicodeDecodeError:
        return None, "file-not-text"
