"""No message repeats an argument that may be a secret, a line of a file, or what somebody else's exception says."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from estuary_docs.cli.generate_env_example import generate_env_example
from estuary_docs.cli.program import COMMANDS, main
from estuary_docs.runtimes.python.problems import printable
from tests.conftest import forget

CANARY = "c4n4ry-8f2e"
# What names a file, a folder or a program is repeated, so that a slip can be found.
PATHS = {"--baseline", "--env-file", "--secrets-dir", "--output", "path"}


def parameters(command: click.Command) -> list[list[str]]:
    """Return wrong uses of each option of a command: unknown beginnings, a value for a flag, a wrong value."""
    wrong = [[CANARY, CANARY, CANARY], [f"--{CANARY}"], [f"-{CANARY}"], [f"--{CANARY}=x"]]
    for parameter in command.params:
        if not isinstance(parameter, click.Option):
            continue
        option = parameter.opts[0]
        wrong += [[f"{option}{CANARY}"], [f"{option}-{CANARY}={CANARY}"], [f"{option[:-1]}={CANARY}"]]
        if parameter.is_flag:
            wrong.append([f"{option}={CANARY}"])
        elif option not in PATHS:
            wrong += [[option, CANARY], [f"{option}={CANARY}"], [option, CANARY, option, f"{CANARY}:{CANARY}!"]]
    return wrong


def wrong_lines() -> list[list[str]]:
    """Return command lines that each misuse one parameter of one command."""
    context = click.Context(main)
    lines = [[CANARY], [f"--{CANARY}"], ["--help", f"--{CANARY}"], ["show", CANARY], ["explain", CANARY]]
    lines += [["explain", f"JWT_SECRET={CANARY}"], ["show", "env", "--set", f"PORT={CANARY}"]]
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        lines += [[name, *words] for words in parameters(command)]
    return lines


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("arguments", wrong_lines(), ids=" ".join)
def test_no_message_repeats_an_argument(arguments: list[str]) -> None:
    """Whichever option is misspelled, incomplete, or has a value that it does not take."""
    is_named = arguments[:2] in ([name, CANARY] for name in ("drift", "inventory", "adopt", "validate"))
    ended = CliRunner().invoke(main, arguments, prog_name="tool", input="")
    assert ended.exit_code in (0, 1, 2) or is_named
    assert is_named or CANARY not in ended.output
    assert ended.exit_code != 2 or ended.stderr.count("\n") == 1


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("words", parameters(generate_env_example), ids=" ".join)
def test_the_other_program_repeats_no_argument_either(words: list[str]) -> None:
    """`generate-env-example` has options of its own."""
    assert CANARY not in CliRunner().invoke(generate_env_example, words, prog_name="tool", input="").output


IMPORTS = {
    f"int('{CANARY}')": "loud.py, line 1: ValueError",
    f"raise RuntimeError('{CANARY}')": "loud.py, line 1: RuntimeError",
    f"raise SyntaxError('{CANARY}')": "loud.py, line 1: SyntaxError",
    f"raise SyntaxError('x', ('{CANARY}', 1, 1, 'x'))": "loud.py, line 1: SyntaxError",
    f"raise ImportError('{CANARY}')": "loud.py, line 1: ImportError",
    f"raise ModuleNotFoundError('{CANARY}', name='{CANARY}')": "loud.py, line 1: ModuleNotFoundError",
    f"open('/{CANARY}')": "loud.py, line 1: FileNotFoundError",
    f"raise OSError(5, '{CANARY}')": "loud.py, line 1: OSError",
    f"\nx = '{CANARY}": "loud.py, line 2: SyntaxError",
    f"raise SystemExit('{CANARY}')": "loud.py, line 1: SystemExit",
    f"'{CANARY}'.\0": "importing loud fails",
    f"from pydantic import BaseModel\nclass A(BaseModel):\n    a: int\nA(a='{CANARY}')": "line 4: ValidationError",
}


@pytest.mark.parametrize(("source", "complaint"), IMPORTS.items())
def test_what_an_import_raises_is_told_by_file_line_and_type(project: Path, source: str, complaint: str) -> None:
    """The text of the exception may hold a value, so it is not repeated."""
    (project / "loud.py").write_text(f"{source}\n", encoding="utf-8")
    ended = CliRunner().invoke(main, ["check", "--schema", "loud:Settings"], prog_name="tool")
    forget(project, "loud")
    assert (ended.exit_code, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert complaint in ended.stderr
    assert CANARY not in ended.stderr


@pytest.mark.parametrize(
    "text", [f"a = '{CANARY}", f"{CANARY} {CANARY}", f"'{CANARY}' = 1\n'{CANARY}' = 2", f"a = {CANARY}", "a = 1\r'{}'"]
)
@pytest.mark.parametrize("command", ["check", "drift", "init", "adopt"])
def test_settings_that_are_no_toml_are_not_quoted(project: Path, text: str, command: str) -> None:
    """The message names the file and the line, and not what the parser says of it."""
    (project / "pyproject.toml").write_text(text, encoding="utf-8")
    ended = CliRunner().invoke(main, [command], prog_name="tool")
    assert (ended.exit_code, ended.stderr.count("\n")) == (2, 1)
    assert "pyproject.toml" in ended.stderr
    assert "is not TOML" in ended.stderr
    assert CANARY not in ended.stderr


def test_settings_that_are_no_text_are_one_line(project: Path) -> None:
    """A byte that is not UTF-8 is not repeated."""
    (project / "pyproject.toml").write_bytes(b"a = '\xff'\n")
    ended = CliRunner().invoke(main, ["check"], prog_name="tool")
    assert (ended.exit_code, ended.stderr) == (
        2,
        f"tool check: {project / 'pyproject.toml'}: is not TOML; correct it\n",
    )


@pytest.mark.parametrize(
    "order",
    [
        CANARY,
        f"show {CANARY}",
        f"show compose profile={CANARY}",
        f"show compose {CANARY}",
        f"table profile={CANARY}",
        f"table section={CANARY}",
        f"table secrets={CANARY}",
        f"table {CANARY}",
    ],
)
def test_a_marker_is_not_quoted(project: Path, order: str) -> None:
    """What is wrong in a region's marker is told by the file and the line."""
    settings = (project / "pyproject.toml").read_text(encoding="utf-8")
    regions = settings.replace("schema =", 'regions = ["a.md"]\nschema =')
    (project / "pyproject.toml").write_text(regions, encoding="utf-8")
    (project / "a.md").write_text(f"<!-- estuary-docs: {order} -->\n<!-- /estuary-docs -->\n", encoding="utf-8")
    ended = CliRunner().invoke(main, ["check"], prog_name="tool")
    assert (ended.exit_code, ended.stderr.startswith("tool check: a.md:1: ")) == (2, True)
    assert CANARY not in ended.stderr


@pytest.mark.parametrize("text", ["##[error]x", "a ##[add-mask]x", "###[[error]x", "##[##[error]x"])
def test_no_line_holds_an_old_command_of_github_s_runner(text: str) -> None:
    """The runner still obeys `##[command]` anywhere in a line."""
    assert "##[" not in printable(text)


def test_a_report_neutralises_such_a_command_in_a_file_name(tmp_path: Path) -> None:
    """What an inspected repository calls its files gives no orders."""
    (tmp_path / "##[error]x.py").write_text("import os\nos.environ['A_B']\n", encoding="utf-8")
    for command in ("drift", "inventory"):
        assert "##[" not in CliRunner().invoke(main, [command, str(tmp_path)], prog_name="tool").output
