"""Lines of `.gitattributes` keep generated files as they are, also where git writes carriage returns."""

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from estuary_docs.cli.program import main
from estuary_docs.project.attributes import line_ends, with_attributes
from tests.conftest import needs

LINES = {
    "": "/.env.example text eol=lf linguist-generated\n/a/b.py text eol=lf linguist-generated\n",
    "*.md text": "*.md text\n/.env.example text eol=lf linguist-generated\n/a/b.py text eol=lf linguist-generated\n",
    "a/b.py -text\n": "a/b.py -text\n/.env.example text eol=lf linguist-generated\n",
    "# x\r\n": "# x\r\n/.env.example text eol=lf linguist-generated\r\n/a/b.py text eol=lf linguist-generated\r\n",
    "/.env.example text\n/a/b.py text": "/.env.example text\n/a/b.py text",
}


@pytest.mark.parametrize(("before", "after"), LINES.items())
def test_lines_are_added_for_files_that_have_none(before: str, after: str) -> None:
    """What a person wrote stays, and a second time nothing is added."""
    generated = [".env.example", "a/b.py"]
    assert with_attributes(before, generated) == after
    assert with_attributes(after, generated) == after


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        ("a b.md", '"/a b.md" text eol=lf'),
        ("/elsewhere/.env.example", ".env.example text eol=lf"),
        ("../x", "x text eol=lf"),
        ("./a", "/a text eol=lf"),
    ],
)
def test_a_line_names_one_file(shown: str, line: str) -> None:
    """By its path below the root, quoted where it needs that; a file elsewhere by its name."""
    assert line_ends(shown) == line


def test_with_the_lines_a_checkout_stays_current(project: Path) -> None:
    """Where git writes carriage returns, `check` names the line, and `init` has written it for what is generated."""
    git = [needs("git"), "-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "core.autocrlf=true"]

    def run(*arguments: str) -> None:
        environ = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        subprocess.run([*git, *arguments], check=True, capture_output=True, cwd=project, env=environ)

    def check_out_again() -> tuple[int, str]:
        run("add", "-A")
        run("commit", "-qm", "x", "--allow-empty")
        (project / ".env.example").unlink()
        run("checkout", "--", ".env.example")
        ended = CliRunner().invoke(main, ["check"])
        return ended.exit_code, ended.stdout

    assert CliRunner().invoke(main, ["generate"]).exit_code == 0
    run("init", "-q")
    code, shown = check_out_again()
    assert code == 1
    assert "add `/.env.example text eol=lf` to .gitattributes" in shown
    assert CliRunner().invoke(main, ["init", "--yes"]).exit_code == 0
    assert CliRunner().invoke(main, ["generate"]).exit_code == 0
    assert check_out_again() == (0, "")
