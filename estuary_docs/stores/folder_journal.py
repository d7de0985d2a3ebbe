"""What `rotate` has put into a folder: a small file beside the keys, so that nothing is guessed from times."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from estuary_docs.project.regular_files import regular_bytes

FILE = ".estuary-docs-rotation.json"


@dataclass(frozen=True)
class Placed:
    """A file by its version and its number in the file system: when its key was put there, and where it came from.

    `source` is the file that had the key before, None for a new one; `replaces` is the version of the file that it is
    put over.
    """

    version: str
    node: int
    time: str
    source: str | None
    replaces: str | None = None


class Journal:
    """The state of rotations in a folder; names and times alone, readable for those who may list the folder.

    What is in it is meant: where a file is not there yet, its draft is, and must be put into its place.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def read(self) -> dict[str, Placed]:
        """Return what is known of each file; raises OSError. A journal that cannot be understood knows nothing."""
        try:
            content = json.loads(regular_bytes(self.path.parent, self.path.name))
            placements = {name: Placed(**values) for name, values in content.items()}
            is_sound = all(datetime.fromisoformat(placement.time).tzinfo for placement in placements.values())
        except FileNotFoundError:
            return {}
        except (ValueError, TypeError, AttributeError, RecursionError):
            return {}
        return placements if is_sound else {}

    def add(self, placed: Mapping[str, Placed]) -> None:
        """Add files, all or none; from here on their drafts count. Raises OSError."""
        self._write({**self.read(), **placed})

    def drop(self, name: str) -> None:
        """Forget a file; raises OSError."""
        if name in (placements := self.read()):
            del placements[name]
            self._write(placements)

    def discard(self) -> None:
        """Remove the draft of a journal whose write was killed; raises OSError."""
        self._draft.unlink(missing_ok=True)

    @property
    def _draft(self) -> Path:
        return self.path.with_name(f"{FILE}.new")

    def _write(self, placements: Mapping[str, Placed]) -> None:
        draft = self._draft
        self.discard()
        content = json.dumps(
            {name: asdict(placement) for name, placement in placements.items()}, indent=2, sort_keys=True
        )
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{content}\n")
            file.flush()
            # Whatever the mask of the user: what may be listed may be known.
            os.fchmod(handle, 0o644)
            os.fsync(handle)
        draft.replace(self.path)
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
