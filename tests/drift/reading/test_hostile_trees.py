"""Files that are made to crash, to blow up or to keep a reader busy: each costs itself, and is named."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

DEPTH = 20_000
SECONDS, KIBIBYTES = 15, 1024 * 1024


def doubled(first: str, step: str, last: str) -> str:
    """Return a program whose text doubles forty times."""
    return f"{first}\n" + "".join(step.format(new=index + 1, old=index) + "\n" for index in range(40)) + f"{last}\n"


CRASHES = {
    "a.py": "import os\n" + "".join(" " * depth + "if 1:\n" for depth in range(900)) + " " * 900 + "os.environ['A']\n",
}
TOO_MUCH = {
    "a.js": doubled("const a0=`AAAAAAAA`;", "const a{new}=`${{a{old}}}${{a{old}}}`;", "process.env[a40]"),
    "b.py": doubled("import os\na0='AAAAAAAA'", "a{new}=a{old}+a{old}", "os.environ[a40]"),
    "c.go": doubled(
        'package a\nimport "os"\nconst a0="AAAAAAAA"', "const a{new}=a{old}+a{old}", "var x=os.Getenv(a40)"
    ),
}
DEEP = {
    "a.py": "import os\nx=" + "(" * DEPTH + "os.environ['A']" + ")" * DEPTH,
    "a.js": "x=" + "(" * DEPTH + "process.env.A" + ")" * DEPTH,
    "a.rs": "fn f(){ let x=" + "{" * DEPTH + 'std::env::var("A")' + "}" * DEPTH + "; }",
    "a.sh": "echo " + "${A:-" * DEPTH + "x" + "}" * DEPTH,
    "compose.yaml": "services:\n  a:\n    environment: " + "[" * DEPTH + "]" * DEPTH,
    "package.json": '{"scripts":' + "[" * DEPTH + "]" * DEPTH + "}",
    "fly.toml": "[env]\nA = " + "[" * DEPTH + "]" * DEPTH,
    "main.tf": 'resource "a" "b" { x = ' + "[" * DEPTH + "]" * DEPTH + " }",
    "pyproject.toml": "a = " + "[" * DEPTH * 5 + "]" * DEPTH * 5,
    "a.md": "[" * DEPTH + "`A_B`" + "]" * DEPTH,
    "a.html": "<table>" * DEPTH + "<code>A_B</code>",
}


def inspected(root: Path, command: str = "inventory") -> tuple[int, str, float]:
    """Return how a command ends on a folder, with its output, and the seconds of a processor that it took."""
    timing = shutil.which("prlimit")
    limit = [timing, f"--rss={KIBIBYTES * 1024}"] if timing else []
    before = os.times()
    done = subprocess.run(
        [*limit, sys.executable, "-m", "estuary_docs", command, str(root)],
        capture_output=True,
        check=False,
        text=True,
        env=os.environ | {"XDG_CACHE_HOME": str(root / ".cache")},
        timeout=90,
    )
    assert done.stderr in ("", "note: pyproject.toml was not read: it is nested too deeply\n")
    after = os.times()
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    return done.returncode, done.stdout, seconds


def write(root: Path, files: dict[str, str]) -> None:
    """Write files, and beside them one that is read like any other."""
    for path, text in {**files, "z.py": "import os\nos.environ['Z_KEPT']\n"}.items():
        (root / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("files", [CRASHES, TOO_MUCH], ids=["crashes", "too much"])
def test_a_file_that_ends_its_reader_is_named_and_the_rest_is_read(tmp_path: Path, files: dict[str, str]) -> None:
    """A crash of a grammar or a text that doubles without end costs its own file."""
    write(tmp_path, files)
    code, told, seconds = inspected(tmp_path)
    assert code == 0
    assert "Z_KEPT\n  z.py:2: read" in told
    passed_over = told.partition("Not decided:")[2]
    assert all(f"  {path}:" in passed_over for path in files), passed_over
    assert seconds < SECONDS


@pytest.mark.parametrize("file", DEEP)
def test_depth_costs_the_file_that_has_it(tmp_path: Path, file: str) -> None:
    """Each kind of file may be nested without end."""
    write(tmp_path, {file: DEEP[file]})
    code, told, seconds = inspected(tmp_path)
    assert code == 0
    assert "Z_KEPT\n  z.py:2: read" in told
    assert seconds < SECONDS


@pytest.mark.parametrize(
    "text", ["eyJ" * 30_000, "a" * 90_000, "a:" * 45_000, "AKIA" * 20_000], ids=lambda text: text[:4]
)
def test_a_value_without_end_is_judged_by_its_beginning(tmp_path: Path, text: str) -> None:
    """A pattern that looks for credentials meets no more of a value than a credential has."""
    write(tmp_path, {".env": f"API_TOKEN={text}\n"})
    code, told, seconds = inspected(tmp_path, "drift")
    assert (code, text[:99] in told) == (1, False)
    assert seconds < SECONDS
