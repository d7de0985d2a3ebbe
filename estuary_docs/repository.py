"""What git knows of a folder; nothing else of the folder is run."""

import os
import subprocess
from pathlib import Path

# A repository's own settings may name a program that git starts to watch its files.
GIT = ("git", "-c", "core.fsmonitor=false")
LIST = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")


def committable(root: Path) -> list[str] | None:
    """Return the paths below `root`, in order, of the files that could be committed: not those that git ignores.

    None where there is no git, or no repository.
    """
    try:
        listed = subprocess.run([*GIT, "-C", str(root), *LIST], capture_output=True, check=True).stdout  # noqa: S603 - fixed
    except (OSError, subprocess.CalledProcessError):
        return None
    return sorted({os.fsdecode(name) for name in listed.split(b"\0") if name})
