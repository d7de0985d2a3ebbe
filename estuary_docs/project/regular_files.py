"""Read a file of a tree that somebody else may have made: a regular one below its root, and nothing else."""

import os
import stat
from pathlib import Path

# A fifo is opened without waiting for who writes into it, and a link that appeared since is not followed.
SAFELY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def is_below(root: Path | str, path: Path | str) -> bool:
    """Say whether a path leads to a place below `root`, links followed."""
    return _holds(os.path.realpath(root), os.path.realpath(path))


def _holds(base: str, place: str) -> bool:
    """Say whether one real path is below another one."""
    return place.startswith(os.path.join(base, ""))  # noqa: PTH118 - pathlib takes longer than reading


def regular_bytes(root: Path | str, path: Path | str, most: int = -1) -> bytes:
    """Return what a file of the tree below `root` holds, as far as `most` bytes go.

    Raises OSError, with its cause in words, for what is no regular file, for a link that leads out of the tree, and
    for what the system refuses.
    """
    try:
        base = os.path.realpath(root)
        place = os.path.realpath(os.path.join(base, path))  # noqa: PTH118 - likewise
    except ValueError:
        raise OSError(0, "no file has such a name") from None
    if not _holds(base, place):
        raise OSError(0, "it is a link that leads out of the folder")
    handle = os.open(place, SAFELY)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(0, "it is not a regular file")
        with os.fdopen(os.dup(handle), "rb") as file:
            return file.read(most)
    finally:
        os.close(handle)
