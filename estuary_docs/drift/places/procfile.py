"""What the processes of a Procfile set in front of their commands.

Source: https://devcenter.heroku.com/articles/procfile
"""

import posixpath
import re
from collections.abc import Iterator

from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.places.commands import leading, split
from estuary_docs.drift.places.env_options import given
from estuary_docs.drift.places.environment import Environment

PROCESS = re.compile(r"([\w-]+):\s*(.*)")


def applies(path: str, head: str) -> bool:  # noqa: ARG001 - the name of such a file says enough
    """Say whether a file is a Procfile."""
    file = posixpath.basename(path)
    return file == "Procfile" or file.startswith("Procfile.")


def env_files(text: str, path: str) -> Iterator[tuple[str, str, str]]:
    """Yield (unit, image, path) of each env file that a process is given."""
    for line in text.splitlines():
        process = PROCESS.fullmatch(line.strip())
        for file in given(split(process[2]), posixpath.dirname(path)) if process else ():
            yield f"{path}:{process[1] if process else ''}", "", file


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield what each process sets."""
    for number, line in enumerate(text.splitlines(), 1):
        process = PROCESS.fullmatch(line.strip())
        if process:
            environment = Environment(path, f"{path}:{process[1]}")
            for assignment in leading(process[2]):
                yield from environment.assignment(assignment, number)
