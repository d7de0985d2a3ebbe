"""What a page of the site, or a file of its settings, holds."""

from pathlib import Path

from estuary_docs.errors import ProjectError
from estuary_docs.project.regular_files import regular_bytes


def page_text(path: Path) -> str:
    """Return the text of a regular file, wherever a link leads; raises ProjectError for anything else."""
    place = path.absolute()
    try:
        return regular_bytes(place.anchor, place).decode().replace("\r\n", "\n")
    except OSError as error:
        raise ProjectError(path.name, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ProjectError(path.name, "is not UTF-8 text; correct it") from None
