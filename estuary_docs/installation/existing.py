"""What a project's files hold before anything is added to them."""

from pathlib import Path

from estuary_docs.errors import ProjectError
from estuary_docs.project.artefacts import Target


def existing(root: Path, shown: str) -> str:
    """Return the text of a file of a project with its own line ends, "" if there is none.

    Raises ProjectError if it is no text, no regular file, or outside the project.
    """
    try:
        return (Target(root / shown, "", shown, root=root).current() or b"").decode()
    except UnicodeDecodeError:
        raise ProjectError(shown, "is not UTF-8, so nothing can be added to it") from None


def existing_text(target: Target) -> str:
    """Return the text that is where a target is to be; raises ProjectError as `existing`."""
    return (
        existing(target.path.parent, target.path.name) if target.root is None else existing(target.root, target.shown)
    )
