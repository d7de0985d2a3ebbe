"""The folders of other repositories that `.gitmodules` names, and those of which no file is listed."""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator

from estuary_docs.drift.mention import SUBMODULE, Undecided
from estuary_docs.drift.reading.tree import belongs_to_others

FILE = ".gitmodules"
FOLDER = re.compile(r"^\s*path\s*=\s*\"?([^\"\n]+?)\"?\s*$", re.MULTILINE)


def submodules(text: str, path: str) -> frozenset[str]:
    """Return the folders that `.gitmodules` names, each with `/` at its end; none that leads out of its own."""
    base, _, name = path.rpartition("/")
    named = map(posixpath.normpath, FOLDER.findall(text)) if name == FILE else ()
    return frozenset(posixpath.join(base, folder, "") for folder in named if not folder.startswith((".", "/")))


def absent(folders: Iterable[str], present: Collection[str]) -> Iterator[Undecided]:
    """Yield the folders of which no file is listed, on the disk or not, but for those of other people's code."""
    for folder in sorted(folders):
        if not belongs_to_others(folder) and not any(path.startswith(folder) for path in present):
            yield Undecided(folder, 0, SUBMODULE)
