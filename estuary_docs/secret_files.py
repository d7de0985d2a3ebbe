"""Secrets that arrive as files: `NAME_FILE` holds a path, after the convention of the official Docker images."""

from collections.abc import Mapping
from pathlib import Path

MOST_BYTES = 64 * 1024


class SecretFileError(Exception):
    """A secret cannot be had from its file; `rule` is the slug."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def read_secret(environ: Mapping[str, str], name: str, file_name: str) -> str | None:
    """Return the value of the secret `name`, from the environment or from its file; None if it is unset.

    The file's content counts less one trailing newline. Raises SecretFileError with the rule `file-conflict`,
    `file-unreadable`, `file-too-large` (over 64 KiB) or `file-not-text` (not UTF-8).
    """
    value, path = environ.get(name) or None, environ.get(file_name) or None
    if path is None:
        return value
    if value is not None:
        raise SecretFileError("file-conflict")
    try:
        with Path(path).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise SecretFileError("file-unreadable") from None
    if len(content) > MOST_BYTES:
        raise SecretFileError("file-too-large")
    try:
        return content.decode().removesuffix("\n").removesuffix("\r") or None
    except UnicodeDecodeError:
        raise SecretFileError("file-not-text") from None
