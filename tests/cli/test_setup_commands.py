"""`init` and `adopt`, as people run them."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from estuary_docs.cli import program
from tests.cli.terminals import at_a_terminal
from tests.conftest import forget
from tests.installation.test_installation import SCHEMA, contents

FOREIGN = '''"""The settings of a shop."""

from pydantic_settings import BaseSettings


class ShopSettings(BaseSettings):
    """What the shop reads."""

    port: int = 8080
'''
SERVICE = """fn main() {
    let host = std::env::var("DB_HOST").unwrap_or_else(|_| "localhost".to_string());
    let password = std::env::var("DB_PASSWORD").expect("DB_PASSWORD");
    let port: u16 = std::env::var("PORT").ok().and_then(|text| text.parse().ok()).unwrap_or(8080);
}
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the empty folder that the commands run in."""
    for name in ("CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    folder = tmp_path / "orders"
    folder.mkdir()
    monkeypatch.chdir(folder)
    paths = list(sys.path)
    yield folder
    sys.path[:] = paths
    for package in ("config_schema", "my_schema", "shop_settings", "other_settings"):
        forget(folder, package)


def run(*arguments: str, answer: str = "") -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(program.main, arguments, input=answer, prog_name="estuary-docs")


@pytest.mark.parametrize(("name", "source"), [("my_schema", SCHEMA), ("shop_settings", FOREIGN)])
def test_a_project_is_set_up_shown_and_put_back(root: Path, name: str, source: str) -> None:
    """`init` finds the settings class, shows the plan, writes it, finds nothing to do again, and can be undone."""
    (root / f"{name}.py").write_text(source, encoding="utf-8")
    before = contents(root)
    result = run("init", "--yes")
    assert result.exit_code == 0, result.output
    assert "+++ b/mkdocs.yml" in result.output
    assert "wrote pyproject.toml" in result.output
    assert run("generate").exit_code == 0
    assert run("check").exit_code == 0
    assert run("init", "--yes").output == "nothing to do: the project is already set up\n"
    for path in (".env.example", "validation.py"):
        (root / path).unlink()
    undone = run("init", "--undo")
    assert "deleted mkdocs.yml\n" in undone.output
    assert {path: text for path, text in contents(root).items() if "__pycache__" not in path} == before


def test_a_page_that_is_kept_is_told_with_the_plan(root: Path) -> None:
    """Each run says what a page of the project's own lacks, before it asks and when nothing is left to do."""
    (root / "my_schema.py").write_text(SCHEMA, encoding="utf-8")
    (root / "docs/configuration").mkdir(parents=True)
    (root / "docs/configuration/troubleshooting.md").write_text("# Ours\n", encoding="utf-8")
    told = "warning: docs/configuration/troubleshooting.md: is kept as it is, and shows no message; write "
    for _run in range(2):
        assert told in run("init", "--yes").stderr


def test_nothing_is_written_without_a_yes(root: Path) -> None:
    """Without a terminal that answers, and without --yes, the plan is shown and nothing more."""
    (root / "my_schema.py").write_text(SCHEMA, encoding="utf-8")
    result = run("init", answer="y\n")
    assert result.exit_code == 2
    assert "standard input: cannot ask for confirmation here; use --yes to write without asking\n" in result.output
    assert not (root / "pyproject.toml").exists()


@pytest.mark.parametrize(("answer", "written"), [("n\n", False), ("\n", False), ("y\n", True)])
def test_who_sits_at_the_terminal_decides(root: Path, answer: str, *, written: bool) -> None:
    """Only a yes writes; a no is no failure."""
    (root / "my_schema.py").write_text(SCHEMA, encoding="utf-8")
    code, shown = at_a_terminal(root, "init", answer=answer)
    assert code == 0
    assert (root / "pyproject.toml").exists() == written == ("nothing was written" not in shown)


def test_a_project_without_a_class_is_told_what_to_do(root: Path) -> None:
    """There is nothing to set up before there is a schema."""
    result = run("init")
    assert result.exit_code == 2
    assert f"{root}: has no settings class; write one, or let `estuary-docs adopt` draft it" in result.output


def test_a_service_without_a_schema_is_adopted(root: Path) -> None:
    """`adopt` drafts a schema that `generate`, `validate` and `drift` work on, and adds what is new later."""
    (root / "src").mkdir()
    (root / "src/main.rs").write_text(SERVICE, encoding="utf-8")
    first = run("adopt")
    assert first.exit_code == 0, first.output
    assert "wrote config_schema/__init__.py\nwrote pyproject.toml\nNew: 3. Doubts: " in first.output
    assert run("generate").output == "wrote .env.example\nwrote config_schema/validation.py\n"
    assert run("drift", "--with-schema").output.endswith("No drift found.\n")
    assert "adding to it imports it; give --with-schema" in run("adopt").stderr
    assert run("adopt", "--with-schema").output == "nothing to write: every file is current\n"
    (root / "src/more.rs").write_text('fn more() { std::env::var("DB_NAME").ok(); }\n', encoding="utf-8")
    red = run("drift", "--with-schema")
    assert red.exit_code == 1
    assert "read-not-in-schema" in red.output
    assert "New: 1. " in run("adopt", "--with-schema").output
    assert run("generate").exit_code == 0
    assert run("drift", "--with-schema").exit_code == 0


def test_init_writes_the_schema_that_is_given(project: Path) -> None:
    """In a project without settings of this engine, `--schema` is what they name from then on."""
    (project / "pyproject.toml").unlink()
    assert run("init", "--yes", "--schema", "toy:ToySettings").exit_code == 0
    assert 'schema = "toy:ToySettings"' in (project / "pyproject.toml").read_text()
