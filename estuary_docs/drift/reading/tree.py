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
from estuary_docs.project.repository import FOLDERS_OF_BUILDS, committable

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
LOCK_FILES = frozenset(
    ("package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "composer.lock", "go.sum", "bun.lockb")
)
NOT_TEXT = frozenset(
    (
        *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".svg", ".pdf", ".mp3", ".mp4", ".mov"),
        *(".woff", ".woff2", ".ttf", ".eot", ".otf"),
        *(".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".jar", ".sqlite", ".db"),
        *(".class", ".so", ".dll", ".dylib", ".exe", ".wasm", ".pyc", ".o", ".a"),
        *(".map", ".lock", ".snap", ".orig", ".rej", ".bak"),
    )
)
MINIFIED = re.compile(r"[.-]min\.(?:js|mjs|css)$|\.bundle\.js$")
SHEBANG = re.compile(
    rb"#!\s*(?:\S*/)?(?:env\s+(?:-S\s+)?)?(?:\S*/)?(sh|bash|dash|ash|ksh|zsh|python|node|deno|bun)[0-9.]*\b"
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

    What git ignores is left out, and so are other people's code, lock files and what is no text by its name. What
    cannot be read is told as undecided.
    """
    base = os.path.realpath(root)
    for path in committable(root) or sorted(_walked(root)):
        if _belongs_to_others(path):
            continue
        place = os.path.join(base, path)  # noqa: PTH118 - pathlib takes longer than all else together
        try:
            found = os.lstat(place)
            if stat.S_ISLNK(found.st_mode):
                real = os.path.realpath(place)
                if not real.startswith(base + os.sep):
                    yield Undecided(path, 0, "is a link that leads out of the folder")
                    continue
                found = os.stat(real)  # noqa: PTH116 - likewise
                if os.path.relpath(real, base) != path and stat.S_ISREG(found.st_mode):
                    continue  # The file that the link leads to is read under its own name.
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as error:
            yield Undecided(path, 0, f"cannot be read: {_cause(error)}")
            continue
        if not stat.S_ISREG(found.st_mode):
            continue
        if found.st_size > MOST_BYTES:
            yield Undecided(path, 0, "is larger than 1 MiB")
            continue
        yield Entry(path, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def content(root: Path, path: str) -> bytes | Undecided:
    """Return what a file holds, or why that is not looked at."""
    try:
        with open(os.path.join(root, path), "rb") as file:  # noqa: PTH118, PTH123 - likewise
            text = file.read(MOST_BYTES + 1)
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
    found = SHEBANG.match(text[:BYTES_THAT_TELL])
    return SUFFIX_OF_INTERPRETER.get(found[1].decode(), ".sh") if found else ""


def _walked(root: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        built = FOLDERS_OF_BUILDS if BUILT_BESIDE.isdisjoint(names) else FOLDERS_OF_BUILDS | {"target"}
        folders[:] = [name for name in folders if name not in FOLDERS_OF_OTHERS | built]
        below = os.path.relpath(folder, root)
        yield from (name if below == "." else f"{below}/{name}".replace(os.sep, "/") for name in names)


def _belongs_to_others(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    if name in LOCK_FILES or MINIFIED.search(name) or os.path.splitext(name)[1].lower() in NOT_TEXT:  # noqa: PTH122
        return True
    return bool(folder) and not FOLDERS_OF_OTHERS.isdisjoint(folder.split("/"))


def _cause(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
