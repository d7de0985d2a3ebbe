"""`python -m tests.mutation [--size N]`: run the tests of each mutant's package, and exit 1 if too many survive."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from tests.conftest import ROOT
from tests.mutation.sample import Mutant, sample

SIZE = 400
LEAST = 0.9
SECONDS = 300
PYTEST = (sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider")
REASONS = Path(__file__).with_name("survivors.toml")


def copy(folder: Path) -> Path:
    """Copy what git knows into a folder, with links to the programs that tests run, and return the folder."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, text=True).stdout
    for path in filter(None, names.split("\0")):
        if (ROOT / path).is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, folder / path)
    for programs in ("tests/readers/node_modules", "tests/checkers/node_modules", "tests/readers/target"):
        if (ROOT / programs).exists() and not (folder / programs).exists():
            (folder / programs).symlink_to(ROOT / programs)
    for arguments in (["init", "--quiet"], ["add", "."]):
        subprocess.run(["git", *arguments], check=True, cwd=folder)
    return folder


def passes(tests: str, folder: Path) -> bool:
    """Return whether a file or folder of tests passes, and ends, in a copy of the project."""
    environ = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", "FUZZ": "100"}
    command = [*PYTEST, tests]
    try:
        done = subprocess.run(command, capture_output=True, check=False, cwd=folder, env=environ, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def killed(mutant: Mutant, folder: Path) -> bool:
    """Return whether the tests of its package fail when a copy of the project has the fault."""
    path = folder / mutant.path
    whole = path.read_text(encoding="utf-8")
    path.write_text(mutant.text(), encoding="utf-8")
    try:
        return not all(passes(tests, folder) for tests in mutant.tests)
    finally:
        path.write_text(whole, encoding="utf-8")


def main() -> int:
    """Print each mutant's fate and the share that was killed.

    Returns 1 if it is too small or a reason is missing, 2 if tests fail without any fault.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    chosen = sample(options.size)
    reasons = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    alive: list[Mutant] = []
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(options.jobs) as pool:
        free: SimpleQueue[Path] = SimpleQueue()
        for number in range(options.jobs):
            free.put(copy(Path(scratch, str(number))))
        for tests in sorted({tests for mutant in chosen for tests in mutant.tests}):
            if not passes(tests, Path(scratch, "0")):
                print(f"{tests}: fails without any fault, so it could find none", file=sys.stderr)
                return 2

        def tried(mutant: Mutant) -> bool:
            folder = free.get()
            try:
                return killed(mutant, folder)
            finally:
                free.put(folder)

        for mutant, dead in zip(chosen, pool.map(tried, chosen), strict=True):
            print("killed  " if dead else "survives", mutant.name, flush=True)
            if not dead:
                print(mutant.change(), flush=True)
                alive.append(mutant)
    share = 1 - len(alive) / len(chosen)
    unexplained = [mutant.name for mutant in alive if mutant.name not in reasons]
    print(f"{len(chosen) - len(alive)} of {len(chosen)} mutants are killed ({share:.1%})")
    print(*(f"no reason in {REASONS.name}: {name}" for name in unexplained), sep="\n")
    return int(share < LEAST or bool(unexplained))


if __name__ == "__main__":
    sys.exit(main())
