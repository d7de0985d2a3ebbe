"""What source files said when they were last read, kept in the user's cache between runs.

It holds names, defaults and constants of source code, and nothing of a file with a value that is not shown; never a
value of a deployment. Only its owner may read it.
What cannot be read, has changed by a byte or comes from another version of the readers is forgotten.
"""

import hashlib
import io
import os
import pickle
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import estuary_docs
from estuary_docs.drift import code, mention, settings
from estuary_docs.drift.languages.syntax import GRAMMARS
from estuary_docs.drift.reading import facts
from estuary_docs.drift.reading.facts import FileFacts
from estuary_docs.drift.reading.tree import Entry
from estuary_docs.project.user_files import user_folder

# A file changed so recently may change again without its time telling.
SECONDS_OF_DOUBT = 2
BYTES_OF_A_CHECKSUM = 32
KNOWN = {
    (module.__name__, name): member
    for module in (code, facts, mention, settings)
    for name, member in vars(module).items()
    if isinstance(member, type) and member.__module__ == module.__name__
}
Kept = dict[Entry, FileFacts]
KNOWN["estuary_docs.drift.reading.tree", "Entry"] = Entry


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> type:
        """Return a class of facts; anything else ends the reading."""
        return KNOWN[module, name]


def load(root: Path) -> Kept:
    """Return what is known of the source files below `root`; empty where nothing is."""
    with suppress(Exception):
        text = _place(root).read_bytes()
        checksum, packed = text[:BYTES_OF_A_CHECKSUM], text[BYTES_OF_A_CHECKSUM:]
        if checksum == _checksum(packed):
            entries = _Unpickler(io.BytesIO(packed)).load()
            if isinstance(entries, dict):
                return entries
    return {}


def save(root: Path, entries: Mapping[Entry, FileFacts], now: float) -> None:
    """Keep what source files said that were settled at the time `now`; where that is not possible, do nothing."""
    limit = (now - SECONDS_OF_DOUBT) * 1e9
    alike: dict[FileFacts, FileFacts] = {}  # Most files say nothing, and nothing is written once.
    settled = {
        entry: alike.setdefault(content, content)
        for entry, content in entries.items()
        if max(entry.changed, entry.touched) < limit and content.may_be_kept
    }
    place = _place(root)
    staged = place.with_name(f"{place.name}.{os.urandom(4).hex()}.tmp")
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            packed = pickle.dumps(settled, pickle.HIGHEST_PROTOCOL)
            file.write(_checksum(packed) + packed)
        staged.replace(place)
    except OSError:
        with suppress(OSError):
            staged.unlink()


def _place(root: Path) -> Path:
    name = hashlib.blake2b(os.fsencode(root.resolve()), digest_size=12).hexdigest()
    return user_folder("cache") / f"drift-{name}"


def _checksum(packed: bytes) -> bytes:
    """Return what tells whether a cache is whole, and of these readers: a hash over both."""
    return hashlib.blake2b(packed, digest_size=BYTES_OF_A_CHECKSUM, key=_version()).digest()


def _version() -> bytes:
    """Return what tells these readers from others: the files of the engine and of its parsers, as they are on disk."""
    files = [(path.name, *_state(path)) for path in sorted(Path(estuary_docs.__path__[0]).rglob("*.py"))]
    for module in ("tree_sitter", *sorted({module for module, _function in GRAMMARS.values()})):
        spec = find_spec(module)
        files.append((module, *(_state(Path(spec.origin)) if spec and spec.origin else ())))
    return hashlib.blake2b(repr((sys.version, files)).encode(), digest_size=32).digest()


def _state(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns
