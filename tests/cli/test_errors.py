"""How every command ends where something is wrong that nobody expected: one printable line, and exit code 2."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from estuary_docs.cli.base import Command
from estuary_docs.cli.program import main

ESTUARY_DOCS = f"{shlex.quote(sys.executable)} -m estuary_docs"
CANARY = "c4n4ry-8f2e"
needs_devices = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")


def shell(line: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a line in a shell, where `estuary-docs` is the command of this package."""
    script = f'estuary-docs() {{ {ESTUARY_DOCS} "$@"; }}\n{line}'
    return subprocess.run(
        ["bash", "-c", script], capture_output=True, check=False, text=True, env=os.environ | environ, timeout=60
    )


def ending(error: BaseException) -> click.testing.Result:
    """Return how a command ends that raises an error."""

    @click.command(cls=Command, epilog="x")
    def failing() -> None:
        raise error

    return CliRunner().invoke(failing, prog_name="tool")


@pytest.mark.parametrize("kind", [ValueError, RecursionError, MemoryError, SystemExit, GeneratorExit, BaseException])
def test_an_unexpected_error_is_one_line_without_its_text(kind: type[BaseException]) -> None:
    """Whatever is raised is told by its place and type; what it says may be a value."""
    ended = ending(kind(CANARY))
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.startswith("tool: internal error in test_errors.py:")
    assert ended.stderr.endswith(f" ({kind.__name__}); please report it\n")
    assert CANARY not in ended.stderr


def test_an_error_of_the_system_says_which_file_and_why() -> None:
    """What the system refuses is no fault of this package."""
    ended = ending(FileNotFoundError(2, "No such file or directory", "a\n::error::b"))
    assert (ended.exit_code, ended.stderr) == (
        2,
        "tool: a?::error::b: the system refuses: No such file or directory\n",
    )


def test_an_interrupt_ends_as_a_shell_says() -> None:
    """Ctrl-C is exit code 130, and no line about an error."""
    assert (ending(KeyboardInterrupt()).exit_code, ending(KeyboardInterrupt()).stderr) == (130, "\n")


def test_the_traceback_is_shown_to_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer sets a variable for it."""
    monkeypatch.setenv("ESTUARY_DOCS_TRACEBACK", "1")
    told = ending(ValueError("x")).stderr
    assert told.startswith("Traceback (most recent call last):\n")
    assert told.endswith("(ValueError); please report it\n")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([f"--{CANARY}"], ": there is no such option; see --help"),
        ([CANARY], ": there is no such command; see --help"),
        (["check", CANARY], " check: there is an argument too many; see --help"),
        (["check", f"--{CANARY}"], " check: there is no such option; see --help"),
        (["init", f"--yes={CANARY}"], " init: --yes is not complete, or takes no value; see --help"),
        (["show"], " show: FORMAT is missing; see --help"),
        (["show", "--profile"], " show: --profile is not complete, or takes no value; see --help"),
        (["check", "--stric"], " check: there is no such option, did you mean --strict?; see --help"),
    ],
)
def test_wrong_usage_repeats_no_argument(arguments: list[str], complaint: str) -> None:
    """An argument may be a secret that lacks its option, so a message does not repeat it."""
    ended = CliRunner().invoke(main, arguments, prog_name="tool")
    assert (ended.exit_code, ended.stdout, ended.stderr) == (2, "", f"tool{complaint}\n")


@needs_devices
@pytest.mark.parametrize(
    "line",
    [
        "estuary-docs show env-example",
        "estuary-docs generate",
        "estuary-docs drift .",
        "estuary-docs drift . --format sarif",
        "estuary-docs inventory .",
        "estuary-docs --help",
        "estuary-docs --version",
        "estuary-docs show --help",
        "estuary-docs explain PORT",
        "estuary-docs validate",
    ],
)
def test_output_that_cannot_be_written_is_never_a_success(project: Path, line: str) -> None:
    """A full disk is one line and exit 2."""
    assert project.is_dir()
    full = shell(f"{line} > /dev/full")
    assert (full.returncode, full.stderr.count("\n")) == (2, 1), full.stderr
    assert "No space left on device" in full.stderr


@needs_devices
def test_a_reader_that_has_gone_ends_the_command_quietly(project: Path) -> None:
    """The exit code is that of a command which the end of a pipe has ended."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "estuary_docs", "show", "env-example"]
    done = subprocess.run(command, check=False, stdout=writing, stderr=subprocess.PIPE, cwd=project)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@needs_devices
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("estuary-docs explain GONE 2> /dev/full", 2),
        ("estuary-docs explain GONE 2>&-", 2),
        ("estuary-docs show env-example >&-", 2),
        ("estuary-docs init <&-", 2),
        ("mkdir gone; cd gone; rmdir ../gone; estuary-docs check", 2),
        ("mkdir gone; cd gone; rmdir ../gone; estuary-docs drift", 2),
        ("mkdir gone; cd gone; rmdir ../gone; estuary-docs adopt", 2),
    ],
)
def test_streams_and_folders_that_are_gone_are_one_line(project: Path, line: str, code: int) -> None:
    """A closed stream or a deleted folder is no traceback, and no success."""
    assert project.is_dir()
    done = shell(line)
    assert (done.returncode, done.stderr.count("\n") <= 1, "Traceback" in done.stderr) == (code, True, False), done


def test_the_settings_of_an_inspected_tree_inject_no_line(tmp_path: Path) -> None:
    """A key with a line break, a command of a runner, an escape and a mark of direction stays one printable line."""
    key = r"x\n::error::injected\u001b[31m\u202e"
    (tmp_path / "pyproject.toml").write_text(f'[tool.estuary-docs]\n"{key}" = 1\n', encoding="utf-8")
    ended = CliRunner().invoke(main, ["drift", str(tmp_path)], prog_name="tool")
    assert (ended.exit_code, ended.stderr.count("\n")) == (2, 1)
    assert ended.stderr.rstrip("\n").isprintable()


DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize(
    "command", ["check", "show env-example", "drift", "drift --no-schema", "inventory", "adopt", "init"]
)
def test_settings_that_are_nested_too_deeply_are_one_line(tmp_path: Path, command: str) -> None:
    """A file with settings of this engine that cannot be read ends the command, and says so."""
    (tmp_path / "pyproject.toml").write_text(f"[tool.estuary-docs]\na = {DEEP}\n", encoding="utf-8")
    ended = shell(f"cd {tmp_path} && estuary-docs {command}")
    assert (ended.returncode, ended.stderr.count("\n"), "nested too deeply" in ended.stderr) == (2, 1, True), ended


@pytest.mark.parametrize("file", ["pyproject.toml", "package.json", "Cargo.toml", "compose.yaml", "task.json"])
@pytest.mark.parametrize("command", ["drift --no-schema", "inventory", "adopt"])
def test_a_file_that_is_nested_too_deeply_costs_itself(tmp_path: Path, file: str, command: str) -> None:
    """What is inspected does not end the command, however deep it goes."""
    (tmp_path / file).write_text(f"a = {DEEP}\n" if file.endswith("toml") else f'{{"a":{DEEP}}}', encoding="utf-8")
    (tmp_path / "app.py").write_text("import os\nos.environ['A_B']\n", encoding="utf-8")
    ended = shell(f"cd {tmp_path} && estuary-docs {command}")
    assert ended.returncode in (0, 1), ended
    is_named = file == "pyproject.toml" and command != "adopt"
    assert ended.stderr == ("note: pyproject.toml was not read: it is nested too deeply\n" if is_named else "")


@pytest.mark.skipif(sys.platform == "darwin", reason="file names are text there")
@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_a_file_name_that_is_no_text_has_its_place_in_every_report(tmp_path: Path, form: str) -> None:
    """A finding in such a file is reported like any other."""
    Path(os.fsdecode(bytes(tmp_path) + b"/\xff\xfe.py")).write_text("import os\nos.environ['A_B']\n", encoding="utf-8")
    ended = shell(f"estuary-docs drift --no-schema --format {form} {tmp_path}")
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "A_B" in ended.stdout


def test_variables_whose_names_begin_with_a_word_of_python_are_adopted(tmp_path: Path) -> None:
    """A section is never called as Python calls something else."""
    names = ("TRUE_A", "TRUE_B", "NONE_A", "NONE_B", "FALSE_A", "FALSE_B")
    code = "".join(f"os.environ['{name}']\n" for name in names)
    (tmp_path / "app.py").write_text(f"import os\n{code}", encoding="utf-8")
    ended = shell(f"cd {tmp_path} && estuary-docs adopt")
    assert (ended.returncode, ended.stderr) == (0, "")
