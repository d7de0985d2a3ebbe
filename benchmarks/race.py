"""Run commands side by side as whole processes, so that all meet the same noise, and take the medians."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

LAUNCHER = Path(__file__).with_name("launcher.py")
BYTES_IN_A_MEBIBYTE = 1024 * 1024


class CommandError(Exception):
    """A command ends with another exit code than 0; the text holds the end of what it printed."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A command, the folder that it runs in, and the file that it writes below that folder.

    Without a `written` file, what the command prints is its result. `environ` is set beside the machine's own.
    """

    command: tuple[str, ...]
    folder: Path
    written: str | None = None
    environ: Mapping[str, str] = field(default_factory=dict)

    @property
    def printed(self) -> Path:
        """The file that takes what the command prints."""
        return self.folder / "printed"

    @property
    def result(self) -> Path:
        """The file that holds the result."""
        return self.folder / self.written if self.written else self.printed


@dataclass(frozen=True, slots=True)
class Figures:
    """Wall-clock seconds and peak memory in MiB, of one run or the medians of many."""

    seconds: float
    mebibytes: float


def run(contestant: Contestant) -> Figures:
    """Run a command once from a clean start; raises CommandError if it fails."""
    contestant.result.unlink(missing_ok=True)
    environ = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.run(
        [sys.executable, "-I", "-S", str(LAUNCHER), str(contestant.printed), *contestant.command],
        cwd=contestant.folder,
        env={**environ, "PYTHONPATH": str(contestant.folder), "NO_MKDOCS_2_WARNING": "1", **contestant.environ},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if process.returncode:
        told = contestant.printed.read_text(encoding="utf-8", errors="replace").strip()
        raise CommandError(f"exit code {process.returncode}: {told[-1000:]}")
    seconds, peak = process.stdout.split()
    return Figures(float(seconds), int(peak) / BYTES_IN_A_MEBIBYTE)


def race(contestants: Mapping[str, Contestant], rounds: int) -> dict[str, Figures]:
    """Run every contestant once in each round, and return the medians by name."""
    runs: dict[str, list[Figures]] = {name: [] for name in contestants}
    for turn in range(rounds):
        # Every other round runs backwards, so that nobody always follows the same neighbour.
        for name in list(contestants)[:: -1 if turn % 2 else 1]:
            runs[name].append(run(contestants[name]))
    return {
        name: Figures(median(each.seconds for each in taken), median(each.mebibytes for each in taken))
        for name, taken in runs.items()
    }
