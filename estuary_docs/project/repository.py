"""What git knows of a folder. This is the only module that starts git, and git never sees the folder's settings.

A repository may name programs in its settings, for git to start. So git runs on a git directory that is made for the
question and holds nothing but settings of ours; of the repository it reads the index and the rules for what to ignore.
"""

import os
import stat
import subprocess
from pathlib import Path, PurePosixPath
from shutil import which
from tempfile import TemporaryDirectory

LIST = ("ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard")
UNTRACKED = b"? "
SECONDS = 6
MOST_BYTES = 1 << 16
# What a build leaves behind; a folder of that name which git tracks holds sources.
# What marks a virtual environment of Python, whatever its name (PEP 405).
VIRTUAL_ENVIRONMENT = "pyvenv.cfg"
FOLDERS_OF_BUILDS = frozenset(("dist", "build", "site", "coverage", "htmlcov", "out"))
# `HOME` finds the user's own list of what to ignore, and `SYSTEMROOT` is what Windows starts programs with.
KEPT = ("HOME", "XDG_CONFIG_HOME", "SYSTEMROOT")
CLOSED = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
SETTINGS = """[core]
	repositoryformatversion = 1
	bare = false
	fsmonitor = false
	untrackedCache = false
	hooksPath = {nothing}
	attributesFile = {nothing}
[safe]
	bareRepository = explicit
[extensions]
	objectFormat = {hashes}
"""


def work_tree(root: Path) -> Path | None:
    """Return the nearest folder, from `root` upwards, that holds `.git`."""
    return next((folder for folder in (root, *root.parents) if os.path.lexists(folder / ".git")), None)


def committable(root: Path) -> list[str] | None:
    """Return the paths below `root`, in order, of the files that are or could be committed.

    Left out is what git ignores, what it does not track in a folder of builds, what is in a virtual environment, and
    what is not below `root` at all.
    None where there is no git, no repository, or one that git cannot list without its settings.
    """
    root = root.resolve()
    top = work_tree(root)
    program = _git(top) if top else None
    if top is None or program is None:
        return None
    try:
        listed = _listed(program, root, top)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    entries = (entry for entry in listed.split(b"\0") if entry)
    paths = {os.fsdecode(entry[len(UNTRACKED) :]) for entry in entries if not _is_built(entry)}
    environments = tuple(
        path[: -len(VIRTUAL_ENVIRONMENT)] for path in paths if path.endswith(f"/{VIRTUAL_ENVIRONMENT}")
    )
    return sorted(path for path in paths if _is_below(path) and not path.startswith(environments))


def _listed(program: str, root: Path, top: Path) -> bytes:
    directory = _git_directory(top)
    common = directory / os.fsdecode(_beginning(directory / "commondir").strip())
    with TemporaryDirectory(prefix="estuary-docs-") as closed:
        for folder in ("objects", "refs"):
            Path(closed, folder).mkdir()
        Path(closed, "HEAD").write_bytes(b"ref: refs/heads/none\n")
        Path(closed, "config").write_bytes(_settings(common).encode())
        excluded = common / "info" / "exclude"
        command = [program, "-C", str(root), *LIST]
        if _is_file(excluded):
            command.append(f"--exclude-from={excluded}")
        if _is_file(directory / "index"):
            own = {"GIT_INDEX_FILE": str(directory / "index")}
        elif os.path.lexists(directory / "index"):
            raise OSError
        else:
            own = {}
        own |= {"GIT_DIR": closed, "GIT_WORK_TREE": str(top)}
        inherited = {name: os.environ[name] for name in KEPT if name in os.environ}
        done = subprocess.run(  # noqa: S603 - a program of the machine, with arguments of ours
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            env=inherited | CLOSED | own,
            timeout=SECONDS,
        )
        return done.stdout


def _git(top: Path) -> str | None:
    """Return the git of the machine: none that is found in the inspected tree, or through a relative path."""
    for folder in os.get_exec_path():
        program = which("git", path=folder) if os.path.isabs(folder) else None  # noqa: PTH117 - a text of the environment
        if program and Path(program).is_absolute() and not Path(program).parent.resolve().is_relative_to(top):
            return program
    return None


def _git_directory(top: Path) -> Path:
    """Return the git directory of a work tree: `.git`, or the folder that a file of that name points to."""
    pointer = _beginning(top / ".git").removeprefix(b"gitdir:").strip()
    return top / os.fsdecode(pointer) if pointer else top / ".git"


def _settings(directory: Path) -> str:
    """Return settings of ours; from the repository's they take how long its hashes are, and nothing else."""
    lines = _beginning(directory / "config").lower().splitlines()
    hashes = "sha256" if [b"objectformat", b"=", b"sha256"] in map(bytes.split, lines) else "sha1"
    return SETTINGS.format(nothing=os.devnull, hashes=hashes)


def _beginning(path: Path) -> bytes:
    """Return what a regular file begins with; nothing for anything else."""
    if not _is_file(path):
        return b""
    with path.open("rb") as file:
        return file.read(MOST_BYTES)


def _is_file(path: Path) -> bool:
    """Say whether a path is a regular file itself, which reading neither waits for nor follows."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _is_below(path: str) -> bool:
    """Say whether a path of an index stays in the work tree, as every index but a forged one says."""
    parts = PurePosixPath(path.replace(os.sep, "/")).parts
    return not os.path.isabs(path) and ".." not in parts and ".git" not in (part.lower() for part in parts)  # noqa: PTH117 - a text of the index


def _is_built(entry: bytes) -> bool:
    folders = entry.removeprefix(UNTRACKED).split(b"/")[:-1]
    return entry.startswith(UNTRACKED) and not FOLDERS_OF_BUILDS.isdisjoint(map(os.fsdecode, folders))
