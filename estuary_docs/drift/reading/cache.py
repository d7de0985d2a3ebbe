"""What source files said when they were last read, kept in the user's cache between runs.

It holds names, defaults and constants of source code, and of no file with a value that is not shown; never a value of a
deployment. Only its owner may read it.
What cannot be read, does not fit or comes from another version of the readers is forgotten without a word.
"""

import hashlib
import io
import os
import pickle
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from estuary_docs import drift
from estuary_docs.drift import code, mention, settings
from estuary_docs.drift.reading import facts
from estuary_docs.drift.reading.facts import Facts
from estuary_docs.drift.reading.tree import Entry
from estuary_docs.project.user_files import user_folder

# A file changed so recently may change again without its time telling.
SECONDS_OF_DOUBT = 2
KNOWN = {
    (module.__name__, name): made
    for module in (code, facts, mention, settings)
    for name, made in vars(module).items()
    if isinstance(made, type) and made.__module__ == module.__name__
}
Kept = dict[Entry, Facts]
KNOWN["estuary_docs.drift.reading.tree", "Entry"] = Entry


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> type:
        """Return a class of facts; anything else ends the reading."""
        return KNOWN[module, name]


def load(root: Path) -> Kept:
    """Return what is known of the source files below `root`; empty where nothing is."""
    with suppress(Exception):
        text = _place(root).read_bytes()
        version, kept = _Unpickler(io.BytesIO(text)).load()
        if version == _version() and isinstance(kept, dict):
            return kept
    return {}


def save(root: Path, kept: Mapping[Entry, Facts]) -> None:
    """Keep what source files said; where that is not possible, do nothing."""
    limit = (time.time() - SECONDS_OF_DOUBT) * 1e9
    alike: dict[Facts, Facts] = {}  # Most files say nothing, and nothing is written once.
    settled = {
        entry: alike.setdefault(each, each)
        for entry, each in kept.items()
        if entry.changed < limit and each.may_be_kept
    }
    place = _place(root)
    staged = place.with_name(f"{place.name}.{os.urandom(4).hex()}.tmp")
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            pickle.dump((_version(), settled), file, pickle.HIGHEST_PROTOCOL)
        staged.replace(place)
    except OSError:
        with suppress(OSError):
            staged.unlink()


def _place(root: Path) -> Path:
    name = hashlib.blake2b(os.fsencode(root.resolve()), digest_size=12).hexdigest()
    return user_folder("cache") / f"drift-{name}"


def _version() -> str:
    """Return what tells these readers from others: their files, so that an edit of one forgets what it said before."""
    folder = Path(next(iter(drift.__path__)))
    told = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(folder.rglob("*.py"))]
    return hashlib.blake2b(repr((sys.version, told)).encode(), digest_size=16).hexdigest()
