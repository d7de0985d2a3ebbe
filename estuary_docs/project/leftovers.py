"""Files that a killed run left beside those that it was to replace; the next run removes them.

A run holds a lock on each of its own as long as it lives, so that two at once leave each other's alone.
"""

import os
import re
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

IS_LOCKED = sys.platform != "win32"
NAME = r"\.[0-9a-f]{8}\.tmp"


def name_beside(path: Path) -> Path:
    """Return a name for a file that is to take the place of another."""
    return Path(f"{path}.{os.urandom(4).hex()}.tmp")


def hold(handle: int) -> None:
    """Mark an open file as one of a run that lives."""
    if sys.platform != "win32":
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def remove_leftovers(path: Path) -> None:
    """Remove what runs that are no more left beside a file; where files cannot be locked, nothing."""
    with suppress(OSError):
        for sibling in path.parent.iterdir():
            if (
                re.fullmatch(re.escape(path.name) + NAME, sibling.name)
                and sibling.is_file()
                and not sibling.is_symlink()
            ):
                _remove(sibling)


def _remove(path: Path) -> None:
    if sys.platform != "win32":
        with suppress(OSError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
