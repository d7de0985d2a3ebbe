"""What commands keep of a project between runs: in the user's state folder, for its owner alone, and never a value."""

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from estuary_docs.project.artefacts import Target, write
from estuary_docs.project.user_files import user_folder

Purpose = Literal["init", "generate"]


def digest(text: bytes) -> str:
    """Return what tells one text from another."""
    return hashlib.sha256(text).hexdigest()


def recorded(root: Path, purpose: Purpose) -> dict[str, Any]:
    """Return what is kept for a purpose; empty where nothing is, or nothing that can be read."""
    with suppress(OSError, ValueError, RuntimeError):
        facts = json.loads(_place(root, purpose).read_text(encoding="utf-8"))
        if isinstance(facts, dict):
            return facts
    return {}


def keep(root: Path, purpose: Purpose, facts: dict[str, Any]) -> None:
    """Keep facts in the place of those before; raises ProjectError where the system refuses."""
    place = _place(root, purpose)
    write([Target(place, json.dumps(facts), str(place), is_private=True)])


def forget(root: Path, purpose: Purpose) -> None:
    """Keep nothing any more."""
    with suppress(FileNotFoundError):
        _place(root, purpose).unlink()


def _place(root: Path, purpose: Purpose) -> Path:
    return user_folder("state") / f"{digest(bytes(root.resolve()))[:32]}-{purpose}.json"
