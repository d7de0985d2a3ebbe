"""What git knows of a folder; nothing else of the folder is run."""

import os
import subprocess
from pathlib import Path

# A repository's own settings may name a program that git starts to watch its files.
GIT = ("git", "-c", "core.fsmonitor=false")
LIST = ("ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard")
UNTRACKED = b"? "
# What a build leaves behind; a folder of that name which git tracks holds sources.
FOLDERS_OF_BUILDS = frozenset(("dist", "build", "site", "coverage", "htmlcov", "out"))


def committable(root: Path) -> list[str] | None:
    """Return the paths below `root`, in order, of the files that are or could be committed.

    Left out is what git ignores, and what it does not track in a folder of builds. None where there is no git, or no
    repository.
    """
    try:
        listed = subprocess.run([*GIT, "-C", str(root), *LIST], capture_output=True, check=True).stdout  # noqa: S603 - fixed
    except (OSError, subprocess.CalledProcessError):
        return None
    told = (each for each in listed.split(b"\0") if each)
    return sorted({os.fsdecode(each[len(UNTRACKED) :]) for each in told if not _is_built(each)})


def is_committed(path: Path) -> bool:
    """Say whether git holds a file as it is, in its last commit; False where there is no git, or no repository."""
    commands = (("ls-files", "--error-unmatch"), ("diff", "--quiet", "--no-ext-diff", "--no-textconv", "HEAD"))
    try:
        for command in commands:
            asked = [*GIT, "-C", str(path.parent), *command, "--", path.name]
            subprocess.run(asked, capture_output=True, check=True)  # noqa: S603 - fixed
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _is_built(told: bytes) -> bool:
    folders = told.removeprefix(UNTRACKED).split(b"/")[:-1]
    return told.startswith(UNTRACKED) and not FOLDERS_OF_BUILDS.isdisjoint(map(os.fsdecode, folders))
