"""The command line, as people and CI use it."""

import os
import re
import runpy
import shlex
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.cli.explanation import explain
from estuary_docs.cli.generate_env_example import generate_env_example
from estuary_docs.cli.program import COMMANDS as NAMES
from estuary_docs.cli.program import main
from estuary_docs.renderers import RENDERERS, render
from tests.conftest import ROOT, forget

COMMANDS: dict[str, click.Command] = {
    "generate-env-example": generate_env_example,
    "estuary-docs": main,
    **{f"estuary-docs {name}": getattr(import_module(f"estuary_docs.cli.{name}"), name) for name in NAMES},
}


def run(line: str) -> Result:
    """Run a command line in this process."""
    program, *arguments = shlex.split(line)
    return CliRunner().invoke(COMMANDS[program], arguments, prog_name=program)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_says_what_the_command_is_for_and_ends_with_an_example(name: str) -> None:
    """A command's help is a sentence, its options, and an example at the end."""
    shown = run(f"{name} --help")
    assert shown.exit_code == 0
    assert re.search(r"Usage: .*\n\n  [A-Z](?:[^.]|\.\S)*\.\n", shown.output)
    assert shown.output.endswith(f"Example:\n  {COMMANDS[name].epilog}\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_runs(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The example in each command's help does what it shows: in this repository, or in one that it may change."""
    monkeypatch.chdir(ROOT)
    if name in ("estuary-docs init", "estuary-docs adopt"):
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
        (tmp_path / "main.go").write_text('package main\nimport "os"\nfunc main() { os.Getenv("SHIP_NAME") }\n')
        assert name.endswith("adopt") or run("estuary-docs adopt").exit_code == 0
    if name == "estuary-docs site":
        monkeypatch.chdir(tmp_path)
        (tmp_path / "pyproject.toml").write_text('[tool.estuary-docs]\nschema = "config_schema:EstuarySettings"\n')
        (tmp_path / "mkdocs.yml").write_text("site_name: Toy\n")
        (tmp_path / "public").mkdir()
        (tmp_path / "public" / "index.html").write_text("<h1>Toy</h1>")
    if name in ("estuary-docs audit", "estuary-docs rotate"):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "pyproject.toml").write_text(
            '[tool.estuary-docs]\nschema = "config_schema:EstuarySettings"\n'
            f'[tool.estuary-docs.stores]\nproduction = "folder:{tmp_path.as_posix()}/keys/{{NAME}}"\n'
        )
        (tmp_path / "keys").mkdir()
        (tmp_path / "keys" / "JWT_SECRET").write_text("a first key")
        assert run("estuary-docs rotate JWT_SECRET --store production --yes").exit_code == 0
    assert run(COMMANDS[name].epilog or "").exit_code == 0
    if Path.cwd() == tmp_path:
        forget(tmp_path, "config_schema")


@pytest.mark.parametrize("output_format", RENDERERS)
def test_show_prints_the_rendering(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, output_format: str) -> None:
    """`show FORMAT` prints exactly what the site and the generated files contain."""
    monkeypatch.chdir(ROOT)
    shown = run(f"estuary-docs show {output_format} --profile staging")
    assert shown.stdout.rstrip("\n") == render(catalogue.in_profile("staging"), output_format, for_copying=True).rstrip(
        "\n"
    )


def test_generate_and_check_agree(project: Path) -> None:
    """`check` is red until `generate` has run, names the file and the remedy, and is silent afterwards."""
    red = run("estuary-docs check")
    assert red.exit_code == 1
    assert red.output == ".env.example: missing\nTo fix it: estuary-docs generate\n"
    assert run("estuary-docs generate").output == "wrote .env.example\n"
    green = run("estuary-docs check")
    assert (green.exit_code, green.output) == (0, "")
    assert run("estuary-docs generate").output == "nothing to write: every file is current\n"
    assert (project / ".env.example").is_file()


def test_a_changed_default_turns_check_red(project: Path) -> None:
    """One changed default in the schema shows as a unified diff of the stale file; `generate` mends it."""
    run("estuary-docs generate")
    schema = project / "toy.py"
    schema.write_text(schema.read_text().replace("= 3000", "= 3001"))
    sys.modules.pop("toy")
    red = run("estuary-docs check")
    assert red.exit_code == 1
    assert red.output.startswith(".env.example: stale\n--- .env.example (on disk)\n+++ .env.example (from schema)\n@@")
    assert {"-#PORT=3000", "+#PORT=3001"} <= set(red.output.splitlines())
    assert red.output.endswith("To fix it: estuary-docs generate\n")
    run("estuary-docs generate")
    assert run("estuary-docs check").exit_code == 0


def test_an_orphan_turns_check_red(project: Path) -> None:
    """A generated file that is on no list is reported with what to do."""
    run("estuary-docs generate")
    (project / "old.env.example").write_bytes((project / ".env.example").read_bytes())
    red = run("estuary-docs check")
    assert red.exit_code == 1
    assert red.output.startswith("old.env.example: orphaned")


def test_generate_env_example_writes_prints_and_checks(project: Path) -> None:
    """The command writes the file, prints it, or says whether it is current, for the path and profile given."""
    assert run("generate-env-example --check").exit_code == 1
    assert run("generate-env-example").output == "wrote .env.example\n"
    assert run("generate-env-example --check").output == ""
    assert run("generate-env-example --output -").stdout == (project / ".env.example").read_text()
    assert run("generate-env-example --profile default").output == "wrote .env.default.example\n"
    red = run("generate-env-example --check --output other --schema toy:ToySettings")
    assert red.output == "other: missing\nTo fix it: generate-env-example --output other --schema toy:ToySettings\n"


BAD_INPUT = [
    ("estuary-docs show nothing", "FORMAT: is not known; choose one of env-example, "),
    ("estuary-docs show compoze", "FORMAT: is not known; did you mean compose?"),
    ("estuary-docs show env-example --profile prod", "--profile: is not a profile of Toy; choose one of default"),
    ("estuary-docs drift --limit many", "drift: --limit has a value that it does not take; see --help"),
    ("estuary-docs explain PROT", "NAME: is not a variable of Toy; did you mean PORT?"),
    ("estuary-docs explain QQQQQQ", "NAME: is not a variable of Toy\n"),
    ("estuary-docs check --schema toy", "schema: is not of the right form; write"),
    ("estuary-docs check --schema gone:Settings", "gone:Settings: there is no module gone"),
    ("estuary-docs check --schema toy.gone:Settings", "toy.gone:Settings: there is no module toy.gone"),
    ("estuary-docs check --schema toy:Gone", "toy:Gone: the module toy has no class Gone"),
    ("estuary-docs check --schema toy:Server", "toy:Server: the module toy has something that is no subclass"),
    ("estuary-docs check --schema broken:Settings", "broken.py, line 2: ZeroDivisionError\n"),
    (
        "estuary-docs check --schema needy:Settings",
        "needy.py, line 1: ModuleNotFoundError: gone.away is not installed\n",
    ),
    ("estuary-docs check --schema quitting:Settings", "quitting.py, line 1: SystemExit\n"),
    ("estuary-docs check --schema reading:Settings", "reading.py, line 1: FileNotFoundError\n"),
    ("estuary-docs check --schema unset:Settings", "unset.py, line 2: KeyError\n"),
    ("estuary-docs check --schema syntax:Settings", "syntax.py, line 1: SyntaxError\n"),
    ("generate-env-example --output .", ".: cannot be read: it is not a regular file"),
    ("generate-env-example --output toy.py/below", "toy.py/below: cannot be "),
    ("generate-env-example --profile prod", "profile: is not a profile"),
    ("estuary-docs check --schema faulty:ToySettings", "Server.port: has no description; write a docstring below it"),
]


@pytest.mark.parametrize(
    ("artefact", "complaint"),
    [
        ("'tabel'", '"a": format is not known; did you mean table?'),
        ("{format = 'env-example', profile = 'prod'}", '"a": profile is not a profile of Toy; choose one of default'),
    ],
)
def test_an_artefact_that_cannot_be_made_is_named(project: Path, artefact: str, complaint: str) -> None:
    """The line says which entry of pyproject.toml asks for a format or a profile that there is not."""
    with (project / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"a = {artefact}\n")
    assert f"pyproject.toml: [tool.estuary-docs.artefacts] {complaint}" in run("estuary-docs check").stderr


@pytest.mark.parametrize(("line", "complaint"), BAD_INPUT)
def test_bad_input_is_one_line_and_changes_nothing(project: Path, line: str, complaint: str) -> None:
    """Bad input exits with 2 and one line on standard error that names the cause, and no file changes."""
    for name, text in {
        "broken": "\n1 / 0\n",
        "needy": "import gone.away\n",
        "quitting": "raise SystemExit(3)\n",
        "reading": "open('gone.toml')\n",
        "syntax": "def\n",
        "unset": "import os\nos.environ['GONE_AWAY']\n",
        "faulty": (project / "toy.py").read_text().replace('"""TCP port."""', ""),
    }.items():
        (project / f"{name}.py").write_text(text)
    before = sorted(path.name for path in project.iterdir() if path.name != "__pycache__")
    shown = run(line)
    assert shown.exit_code == 2
    assert shown.stdout == ""
    assert complaint in shown.stderr
    assert shown.stderr.count("\n") == 1
    assert sorted(path.name for path in project.iterdir() if path.name != "__pycache__") == before


def test_every_fault_of_a_schema_has_its_line(project: Path) -> None:
    """A schema with two faults gets two lines."""
    text = (project / "toy.py").read_text().replace('"""TCP port."""', "").replace('"""Proves who it is."""', "")
    (project / "toy.py").write_text(text)
    shown = run("estuary-docs check")
    assert (shown.exit_code, shown.stderr.count("\n")) == (2, 2)


def test_a_project_without_a_schema_says_so(project: Path) -> None:
    """Without a schema, in the file or on the command line, there is nothing to do."""
    (project / "pyproject.toml").unlink()
    shown = run("estuary-docs check")
    assert shown.exit_code == 2
    assert "names no schema; add schema = " in shown.stderr
    assert run("estuary-docs show env-example --schema toy:ToySettings").exit_code == 0


def test_an_interrupt_while_importing_is_no_schema_error(project: Path) -> None:
    """Ctrl-C ends the command as Ctrl-C does."""
    (project / "slow.py").write_text("raise KeyboardInterrupt\n")
    shown = run("estuary-docs check --schema slow:Settings")
    assert (shown.exit_code, shown.output) == (130, "\n")


def test_explain_tells_everything(catalogue: Catalogue) -> None:
    """`explain` tells description, form, defaults, rules, rotation, delivery, and who depends on the variable."""
    text = explain(catalogue, "JWT_SECRET")
    for part in (
        "JWT_SECRET (secret)",
        "Signs and verifies",
        "Required in development when AUTH_ENABLED is",
        "every 90 days",
    ):
        assert part in text
    assert explain(catalogue, "JWT_SECRET_FILE") == text
    assert "Rules of these variables depend on it: CONVEX_DEPLOYMENT_URL." in explain(catalogue, "DATABASE_TYPE")
    assert "Example: estuary-api" in explain(catalogue, "AUTH_AUDIENCE")
    assert "Read by tokio" in explain(catalogue, "TOKIO_WORKER_THREADS")


def test_the_package_runs_as_a_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """`python -m estuary_docs` calls itself by the name of the command."""
    monkeypatch.setattr(sys, "argv", ["estuary_docs", "--version"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("estuary_docs", run_name="__main__")
    assert caught.value.code == 0


@pytest.mark.parametrize("program", [["-m", "estuary_docs"], [str(Path(sys.executable).parent / "estuary-docs")]])
def test_the_program_starts_both_ways(program: list[str]) -> None:
    """`estuary-docs` and `python -m estuary_docs` are the same, in any locale."""
    command = [sys.executable, *program] if program[0] == "-m" else program
    environ = {"PATH": os.environ["PATH"], "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*command, "explain", "JWT_SECRET"], capture_output=True, check=True, cwd=ROOT, env=environ)
    assert "§".encode() in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ there")
def test_ctrl_c_leaves_nothing_behind(project: Path) -> None:
    """An interrupted `generate` leaves no file that was not there before."""
    (project / "toy.py").write_text(
        (project / "toy.py").read_text() + "\nimport os, signal\nos.kill(os.getpid(), signal.SIGINT)\n"
    )
    # A shell starts what runs in the background with the signal ignored, and every program below it inherits that.
    kept = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        done = subprocess.run([sys.executable, "-m", "estuary_docs", "generate"], capture_output=True, check=False)
    finally:
        signal.signal(signal.SIGINT, kept)
    assert done.returncode in (130, -signal.SIGINT)
    assert b"Traceback" not in done.stderr
    assert not (project / ".env.example").exists()


@pytest.mark.parametrize("line", ["estuary-docs generate", "generate-env-example"])
def test_what_somebody_wrote_is_kept_beside_what_is_generated(project: Path, line: str) -> None:
    """A command that takes the place of a hand-written file says where that is now."""
    (project / ".env.example").write_text("BY_HAND=1\n")
    refused = run(line)
    assert refused.exit_code == 2
    assert (
        "cannot ask for confirmation here; use --yes to replace .env.example, which estuary-docs did not generate"
        in refused.stderr
    )
    assert (project / ".env.example").read_text() == "BY_HAND=1\n"
    shown = run(f"{line} --yes")
    assert "kept what was there before as .env.example.orig\n" in shown.stdout
    assert (project / ".env.example.orig").read_text() == "BY_HAND=1\n"
    assert "kept" not in run(line).stdout
