"""What surrounds a schema while it is imported: a bare environment, its own folder last, standard error alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

FOREIGN = """import os, sys
from pydantic_settings import BaseSettings

class Mine(BaseSettings):
    host: str = os.environ.get("TEAM_HOST", "north")
    names: str = ",".join(sorted(os.environ))
"""


def run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    environ = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    environ |= {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    script = "import sys; sys.path.remove(''); from estuary_docs.cli.program import main; main()"
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        text=True,
        env=environ | variables,
    )


def test_a_schema_sees_a_bare_environment(tmp_path: Path) -> None:
    """Nothing that the machine has set reaches a generated file, whatever its home folder is said to be."""
    (tmp_path / "mine.py").write_text(FOREIGN, encoding="utf-8")
    show = ("show", "env-example", "--schema", "mine:Mine")
    one = run(tmp_path, *show, TEAM_HOST="canary", HOME="/a", API_KEY="x")
    other = run(tmp_path, *show, HOME="/b")
    assert one.returncode == 0, one.stderr
    assert one.stdout == other.stdout
    assert "canary" not in one.stdout
    assert "API_KEY" not in one.stdout


@pytest.mark.parametrize(
    "printing",
    ["print('NOISE')", "os.system('echo NOISE')", "os.write(1, b'NOISE')", "sys.stdout.write('NOISE')"],
)
def test_what_a_schema_prints_is_in_no_artefact(tmp_path: Path, printing: str) -> None:
    """Neither what Python prints nor what is written past it reaches standard output."""
    (tmp_path / "mine.py").write_text(f"{FOREIGN}\n{printing}\n", encoding="utf-8")
    done = run(tmp_path, "show", "env-example", "--schema", "mine:Mine")
    assert done.returncode == 0, done.stderr
    assert "NOISE" not in done.stdout
    assert "NOISE" in done.stderr


def test_the_standard_library_comes_before_a_schema_s_folder(tmp_path: Path) -> None:
    """A file of the tree with the name of a module of Python is not what is imported under that name."""
    (tmp_path / "mine.py").write_text(f"import colorsys, fractions\n{FOREIGN}", encoding="utf-8")
    for name in ("colorsys.py", "fractions.py", "pydantic_settings.py"):
        (tmp_path / name).write_text("raise SystemExit(7)\n", encoding="utf-8")
    done = run(tmp_path, "show", "env-example", "--schema", "mine:Mine")
    assert done.returncode == 0, done.stderr


def test_the_inspected_folder_is_no_place_to_import_from(tmp_path: Path) -> None:
    """With a schema that is installed, no file of the inspected folder runs."""
    for name in ("fractions.py", "colorsys.py", "telling.py"):
        (tmp_path / name).write_text("raise SystemExit(7)\n", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    text = f"try:\n    import telling\nexcept ImportError:\n    pass\n{FOREIGN}"
    (tmp_path / "elsewhere/mine.py").write_text(text, encoding="utf-8")
    path = os.pathsep.join((str(tmp_path / "elsewhere"), str(ROOT)))
    done = run(tmp_path, "inventory", ".", "--schema", "mine:Mine", PYTHONPATH=path)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("name", "other"), [("json", "json"), ("click", "click"), ("sys", "Python's own sys")])
def test_a_name_that_is_installed_too_is_an_error(tmp_path: Path, name: str, other: str) -> None:
    """It names both, and runs neither."""
    (tmp_path / f"{name}.py").write_text("raise SystemExit(7)\n", encoding="utf-8")
    done = run(tmp_path, "show", "env-example", "--schema", f"{name}:Mine")
    assert done.returncode == 2
    assert f"{tmp_path / name}.py and " in done.stderr
    assert other in done.stderr.partition(" and ")[2]
    assert done.stderr.count("\n") == 1
