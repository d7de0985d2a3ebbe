"""What a project's files hold before anything is added to them."""

from pathlib import Path

from estuary_docs.errors import ProjectError
from estuary_docs.project.artefacts import Target


def existing(path: Path, shown: str) -> str:
    """Return the text of a file with its own line ends, "" if there is none; raises ProjectError if it is no text."""
    try:
        return (Target(path, "", shown).current() or b"").decode()
    except UnicodeDecodeError:
        raise ProjectError(shown, "is not UTF-8, so nothing can be added to it") from None
