"""Where a user's own files are kept, outside any project: the XDG Base Directory Specification, or %LOCALAPPDATA%."""

import os
from pathlib import Path
from typing import Literal

FOLDERS = {"cache": ("XDG_CACHE_HOME", ".cache"), "state": ("XDG_STATE_HOME", ".local/state")}


def user_folder(purpose: Literal["cache", "state"]) -> Path:
    """Return the folder for what can be made anew (`cache`), or for what is kept between runs (`state`)."""
    variable, usual = FOLDERS[purpose]
    folder = os.environ.get(variable, "")
    if os.path.isabs(folder):  # noqa: PTH117 - the specification says that a relative path is to be ignored
        return Path(folder, "estuary-docs")
    local = os.environ.get("LOCALAPPDATA")
    return Path(local, "estuary-docs", purpose) if local else Path.home() / usual / "estuary-docs"
