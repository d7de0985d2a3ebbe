"""What a project says of a class of others in pyproject.toml: files for secrets, and what it agrees not to be told."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from estuary_docs.cli.program import main
from tests.conftest import forget

MODULE = """
from pydantic import SecretStr, field_validator
from pydantic_settings import BaseSettings

class Shop(BaseSettings):
    api_key: SecretStr | None = None
    api_key_file: str | None = None
    level: int = 1

    @field_validator("level")
    @classmethod
    def even(cls, value: int) -> int:
        return value
"""
LINE = "agreed_shop.Shop.level: the validator `even` decides what it accepts"
TABLE = '[tool.estuary-docs]\nschema = "agreed_shop:Shop"\n'


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand in a project with a class."""
    (tmp_path / "agreed_shop.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield
    forget(tmp_path, "agreed_shop")


def run(*arguments: str, settings: str = "") -> Result:
    """Return what a command does in a project with these settings."""
    Path("pyproject.toml").write_text(TABLE + settings, encoding="utf-8")
    return CliRunner().invoke(main, arguments)


def acknowledged(*lines: str) -> str:
    """Return a table that agrees to lines of warnings."""
    return "[tool.estuary-docs.reservations]\n" + "".join(f"{json.dumps(line)} = 'tested'\n" for line in lines)


@pytest.mark.parametrize("output_format", ["env-example", "reference", "compose", "systemd", "json-schema"])
def test_no_file_is_offered_for_a_class_that_reads_none(output_format: str) -> None:
    """Only a project that asks for it is told of `NAME_FILE`."""
    name = "DATABASE_PASSWORD"
    text = Path("agreed_shop.py").read_text(encoding="utf-8").replace("api_key: S", "database_password: S")
    Path("agreed_shop.py").write_text(text, encoding="utf-8")
    assert f"{name}_FILE" not in run("show", output_format).stdout
    forget(Path.cwd(), "agreed_shop")
    assert f"{name}_FILE" in run("show", output_format, settings="secret-files = true\n").stdout


def test_a_field_of_that_name_is_no_other_way_to_give_the_secret(tmp_path: Path) -> None:
    """A class may have a field called like the file of a secret: both may be set."""
    text = run("show", "validation-py").stdout
    space: dict[str, object] = {"__name__": "validation"}
    exec(compile(text, "validation.py", "exec"), space)  # noqa: S102 - generated code is executed
    check = space["check"]
    environ = {"API_KEY": "zR4xTq8LbKm2Wn7Q", "API_KEY_FILE": str(tmp_path / "nowhere")}
    assert callable(check)
    assert check(environ) == []


def test_the_list_of_what_is_left_is_the_same_everywhere() -> None:
    """The docstring of the validator, the page, JSON Schema and the warnings have the same lines."""
    plain = LINE.replace("`", "")
    for output_format in ("validation-py", "validation-mjs", "validation-rs", "validation-go", "json-schema"):
        assert "Not judged here, or not said:" in run("show", output_format).stdout
        assert f"- {plain}" in run("show", output_format).stdout
    assert LINE.replace("`even`", "<code>even</code>") in run("show", "reference").stdout
    assert f"warning: {LINE}" in run("show", "reference").stderr


def test_what_is_agreed_to_is_no_warning() -> None:
    """With each line acknowledged, `--strict` is green and nothing is printed; the pages still have the list."""
    assert run("show", "env-example", "--strict").exit_code == 2
    agreed = run("show", "env-example", "--strict", settings=acknowledged(LINE))
    assert (agreed.exit_code, agreed.stderr) == (0, "")
    assert "even" in run("show", "validation-py", settings=acknowledged(LINE)).stdout


def test_an_agreement_to_nothing_is_reported() -> None:
    """A line that the schema does not give any more is a warning, and not green under `--strict`."""
    idle = run("show", "env-example", settings=acknowledged(LINE, "agreed_shop.Shop.gone: x"))
    assert idle.exit_code == 0
    assert '"agreed_shop.Shop.gone: x" is no reservation of the schema; remove it' in idle.stderr
    strict = run("show", "env-example", "--strict", settings=acknowledged(LINE, "agreed_shop.Shop.gone: x"))
    assert strict.exit_code == 2


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ("secret-files = 1\n", "secret-files must be true or false"),
        ("reservations = 1\n", "reservations] must be a table"),
        ("[tool.estuary-docs.reservations]\nx = ''\n", "reservations] must be a table"),
    ],
)
def test_a_wrong_setting_is_named(settings: str, complaint: str) -> None:
    """What is wrong in pyproject.toml is one line."""
    ended = run("show", "env-example", settings=settings)
    assert ended.exit_code == 2
    assert complaint in ended.stderr


def test_a_folder_that_somebody_names_holds_secrets_of_any_class(tmp_path: Path) -> None:
    """`--secrets-dir` is asked for, so a class that reads no `NAME_FILE` has its secret from there."""
    Path("validation.py").write_text(run("show", "validation-py").stdout, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "API_KEY").write_text("zR4xTq8LbKm2Wn7Q\n", encoding="utf-8")
    command = [sys.executable, "validation.py", "--secrets-dir", str(tmp_path / "folder")]
    environ = {"PATH": os.environ["PATH"], "API_KEY_FILE": "/nowhere"}
    assert subprocess.run(command, check=False, env=environ).returncode == 0
