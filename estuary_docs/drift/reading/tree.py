"""The files of a folder that an inventory reads: which they are, in which order, and what is passed over.

Nothing is run but git, and no link is followed out of the folder.
"""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from estuary_docs.drift.mention import Undecided
from estuary_docs.drift.reading.locks import FORMS
from estuary_docs.project.regular_files import is_below, regular_bytes
from estuary_docs.project.repository import FOLDERS_OF_BUILDS, VIRTUAL_ENVIRONMENT, committable, work_tree

MOST_BYTES = 1024 * 1024
BYTES_THAT_TELL = 2048
FOLDERS_OF_OTHERS = frozenset(
    (
        *(".git", ".hg", ".svn", ".venv", "venv", "site-packages", "__pycache__"),
        *("node_modules", "bower_components", "vendor", "third_party"),
        *(".tox", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".terraform", ".next", ".nuxt", ".yarn"),
    )
)
BUILT_BESIDE = frozenset(("Cargo.toml", "pom.xml"))  # a folder `target`, which means much else elsewhere
LOCK_FILES = frozenset((*FORMS, "bun.lockb", "bun.lock"))
NOT_TEXT = frozenset(
    (
        *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".svg", ".pdf", ".mp3", ".mp4", ".mov"),
        *(".woff", ".woff2", ".ttf", ".eot", ".otf"),
        *(".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".jar", ".whl", ".egg", ".sqlite", ".db"),
        *(".class", ".so", ".dll", ".dylib", ".exe", ".wasm", ".pyc", ".o", ".a"),
        *(".map", ".lock", ".snap", ".orig", ".rej", ".bak"),
    )
)
IGNORE_FILE = ".gitignore"
MINIFIED = re.compile(r"[.-]min\.(?:js|mjs|css)$|\.bundle\.js$")
SHEBANG = re.compile(
    rb"#!\s*(?:\S*/)?(?:(?:env|with-contenv)\s+(?:-S\s+)?)?(?:\S*/)?(sh|bash|dash|ash|ksh|zsh|python|node|deno|bun)[0-9.]*\b"
)
SUFFIX_OF_INTERPRETER = {"python": ".py", "node": ".js", "deno": ".ts", "bun": ".ts"}


class Entry(NamedTuple):
    """A file to read: its path below the folder, with `/`, and what tells whether it has changed.

    `changed` and `touched` are the times of its text and of all that the system knows of it; only the first can be set.
    """

    path: str
    size: int
    changed: int
    touched: int = 0
    inode: int = 0


def entries(root: Path) -> Iterator[Entry | Undecided]:
    """Yield the files below `root` that may name a variable, in the order of their paths.

    What git ignores is left out, and so are other people's code, lock files of unknown form or above the limit, and
    what is no text by its name. What cannot be read is told as undecided.
    """
    base = os.path.realpath(root)
    listed = committable(root)
    if listed is None and work_tree(Path(base)):
        yield Undecided(".git", 0, "cannot be listed by git, so files that it ignores are read too")
    folders: dict[str, str] = {}
    for path in listed or sorted(_walked(root)):
        if not belongs_to_others(path) and (entry := _entry(base, path, folders)):
            yield entry


def _entry(base: str, path: str, folders: dict[str, str]) -> Entry | Undecided | None:
    """Return a file to read, or why it is passed over; `folders` keeps where each folder really is."""
    folder, name = os.path.split(os.path.join(base, path))  # noqa: PTH118 - pathlib takes longer than all else together
    try:
        if folder not in folders:
            folders[folder] = os.path.realpath(folder)
        place = os.path.join(folders[folder], name)  # noqa: PTH118 - likewise
        status = os.lstat(place)
        if folders[folder] != folder or stat.S_ISLNK(status.st_mode):
            place = os.path.realpath(place)
            if not is_below(base, place):
                return Undecided(path, 0, "is a link that leads out of the folder")
            status = os.stat(place)  # noqa: PTH116 - likewise
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        return Undecided(path, 0, f"cannot be read: {_cause(error)}")
    # A file that a link leads to is read under its own name.
    if not stat.S_ISREG(status.st_mode) or os.path.relpath(place, base) != os.path.normpath(path):
        return None
    if status.st_size > MOST_BYTES:
        return None if name in FORMS else Undecided(path, 0, "is larger than 1 MiB")
    return Entry(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def content(root: Path, path: str) -> bytes | Undecided:
    """Return what a file holds, or why that is not looked at; a link out of `root` is not followed."""
    try:
        text = regular_bytes(root, path, MOST_BYTES + 1)
    except OSError as error:
        return Undecided(path, 0, f"cannot be read: {_cause(error)}")
    if b"\0" in text[: 4 * BYTES_THAT_TELL]:
        return Undecided(path, 0, "is binary, or not in UTF-8")
    return text.removeprefix(b"\xef\xbb\xbf")


def suffix(path: str, text: bytes) -> str:
    """Return the suffix that tells a file's language, by its first line where its name has none."""
    own = os.path.splitext(path)[1].lower()  # noqa: PTH122 - pathlib takes longer than reading a small file
    if own or not text.startswith(b"#!"):
        return own
    match = SHEBANG.match(text[:BYTES_THAT_TELL])
    return SUFFIX_OF_INTERPRETER.get(match[1].decode(), ".sh") if match else ""


def _walked(root: Path) -> Iterator[str]:
    """Yield the files below a folder that git does not list; a list of what it would ignore tells what is built."""
    ignored: dict[str, frozenset[str] | None] = {}
    for folder, folders, names in os.walk(root):
        if VIRTUAL_ENVIRONMENT in names:
            folders.clear()
            continue
        built = FOLDERS_OF_BUILDS if BUILT_BESIDE.isdisjoint(names) else FOLDERS_OF_BUILDS | {"target"}
        below = os.path.relpath(folder, root)
        paths = ignored.get(os.path.dirname(folder))  # noqa: PTH120 - likewise
        if IGNORE_FILE in names:
            paths = (paths or frozenset()) | _ignored(root, os.path.normpath(os.path.join(below, IGNORE_FILE)))  # noqa: PTH118
        ignored[folder] = paths
        built = built if paths is None else built & paths
        folders[:] = [name for name in folders if name not in FOLDERS_OF_OTHERS | built]
        yield from (name if below == "." else f"{below}/{name}".replace(os.sep, "/") for name in names)


def _ignored(root: Path, path: str) -> frozenset[str]:
    """Return the words of the paths that a list of what git ignores names."""
    text = content(root, path)
    lines = text.decode(errors="replace").splitlines() if isinstance(text, bytes) else []
    return frozenset(word for line in lines if not line.startswith(("#", "!")) for word in line.strip().split("/"))


def belongs_to_others(path: str) -> bool:
    """Say whether a file, or a folder with `/` at its end, is other people's code or no text by its name."""
    folder, _, name = path.rpartition("/")
    if name in FORMS:
        return not FOLDERS_OF_OTHERS.isdisjoint(folder.split("/"))
    if name in LOCK_FILES or name == ".git" or MINIFIED.search(name) or os.path.splitext(name)[1].lower() in NOT_TEXT:  # noqa: PTH122
        return True
    return bool(folder) and not FOLDERS_OF_OTHERS.isdisjoint(folder.split("/"))


def _cause(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
