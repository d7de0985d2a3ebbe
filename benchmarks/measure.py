"""Run whole processes side by side, and tell how long they took and how much memory they held."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

KIBIBYTES_IN_A_MEBIBYTE = 1024


@dataclass(frozen=True, slots=True)
class Contestant:
    """A command, and the folder that it runs in."""

    command: Sequence[str]
    folder: Path


@dataclass(frozen=True, slots=True)
class Figures:
    """The median of the wall-clock seconds, and of the peak memory in MiB."""

    seconds: float
    mebibytes: float


def race(contestants: Mapping[str, Contestant], rounds: int) -> dict[str, Figures]:
    """Run every contestant once in each round, so that all meet the same noise; return the medians.

    Raises RuntimeError if a command fails.
    """
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in contestants}
    for turn in range(rounds + 1):
        for name, contestant in contestants.items():
            figures = _run(name, contestant)
            if turn:
                runs[name].append(figures)
    return {
        name: Figures(median(seconds for seconds, _ in taken), median(memory for _, memory in taken))
        for name, taken in runs.items()
    }


# A child's peak counts from the memory of the process that starts it, so each is started by this small one.
LAUNCHER = """
import os, sys, time
start = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - start, usage.ru_maxrss, os.waitstatus_to_exitcode(status), file=sys.stderr)
"""


def _run(name: str, contestant: Contestant) -> tuple[float, float]:
    environ = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", LAUNCHER, *contestant.command],
        cwd=contestant.folder,
        env=environ | {"PYTHONPATH": str(contestant.folder)},
        capture_output=True,
        check=True,
    )
    (contestant.folder / "output").write_bytes(done.stdout)
    *complaint, figures = done.stderr.decode().splitlines()
    seconds, kibibytes, code = figures.split()
    if code != "0":
        raise RuntimeError(f"{name} fails: {' '.join(complaint)}")
    return float(seconds), float(kibibytes) / KIBIBYTES_IN_A_MEBIBYTE
