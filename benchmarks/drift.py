"""A repository of many source files, and the commands that look through it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import which

from benchmarks.race import Contestant, run

FILES = 10_000
FOLDERS = 100
FUNCTIONS = 6
VARIABLES = 50
FILES_FOR_ONE_READ = 11  # no divisor of the others, so that each language reads and each variable is read
GREP, FIRST, SECOND = "git grep -c environ", "drift, first run", "drift, second run"
# How each language spells a function of no interest, and a read of a variable with its default.
LANGUAGES = {
    "py": (
        (
            "def step_{0}_{1}(value, name):\n    total = 0\n    for each in range(value):\n"
            "        total += len(name) * each\n    print('total', total)\n    return total\n"
        ),
        'import os\n\nVALUE_{0} = os.environ.get("APP_{1}", "{1}")\n',
    ),
    "rs": (
        (
            "pub fn step_{0}_{1}(value: u64, name: &str) -> u64 {{\n    let mut total = 0;\n"
            "    for each in 0..value {{\n"
            '        total += name.len() as u64 * each;\n    }}\n    println!("total {{}}", total);\n    total\n}}\n'
        ),
        'pub fn value_{0}() -> String {{\n    std::env::var("APP_{1}").unwrap_or("{1}".into())\n}}\n',
    ),
    "ts": (
        (
            "export function step{0}x{1}(value: number, name: string): number {{\n  let total = 0;\n"
            "  for (let each = 0; each < value; each++) {{\n    total += name.length * each;\n  }}\n"
            "  console.log('total', total);\n  return total;\n}}\n"
        ),
        "export const value{0} = process.env.APP_{1} ?? '{1}';\n",
    ),
    "go": (
        (
            "func Step{0}x{1}(value int, name string) int {{\n\ttotal := 0\n\tfor each := 0; each < value; each++ {{\n"
            "\t\ttotal += len(name) * each\n\t}}\n\treturn total\n}}\n"
        ),
        'func Value{0}() string {{\n\treturn os.Getenv("APP_{1}")\n}}\n',
    ),
}


def write_repository(root: Path) -> None:
    """Write a repository of source files in four languages, of which some read a variable that is documented."""
    spellings = list(LANGUAGES.items())
    for number in range(FILES):
        suffix, (function, read) = spellings[number % len(spellings)]
        texts = [function.format(number, index) for index in range(FUNCTIONS)]
        if number % FILES_FOR_ONE_READ == 0:
            texts.insert(0, read.format(number, number % VARIABLES))
        head = 'package main\n\nimport "os"\n\n' if suffix == "go" else ""
        place = root / f"part{number % FOLDERS}" / f"file{number}.{suffix}"
        place.parent.mkdir(exist_ok=True)
        place.write_text(head + "\n".join(texts), "utf-8")
        os.utime(place, (1, 1))
    rows = "".join(f"| `APP_{number}` | a number |\n" for number in range(VARIABLES))
    (root / "README.md").write_text(
        f"# Environment variables\n\n| variable | meaning |\n| --- | --- |\n{rows}", "utf-8"
    )
    (root / ".gitignore").write_text("/printed\n", "utf-8")
    for command in (("init", "--quiet"), ("add", ".")):
        subprocess.run(("git", "-C", str(root), *command), check=True)  # noqa: S607 - git is found as users find it


def contestants(root: Path, cache: Path) -> Mapping[str, Contestant]:
    """Return the commands, by name; `cache` is a folder for what the second run finds."""
    ours = (sys.executable, "-m", "estuary_docs", "drift", str(root))
    source = str(Path(__file__).parent.parent)
    nowhere = str(root / "README.md")  # A file, below which no cache can be kept.
    first = Contestant(ours, root, environ={"XDG_CACHE_HOME": nowhere, "PYTHONPATH": source})
    second = Contestant(ours, root, environ={"XDG_CACHE_HOME": str(cache), "PYTHONPATH": source})
    run(second)
    return {GREP: Contestant((which("git") or "git", "grep", "-c", "environ"), root), FIRST: first, SECOND: second}
