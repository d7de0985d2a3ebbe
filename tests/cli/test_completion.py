"""Shell completion: the words that a shell offers."""

import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from tests.cli.test_cli import COMMANDS
from tests.conftest import ROOT, forget, needs

SCRIPTS = Path(sys.executable).parent
Done = subprocess.CompletedProcess[str]


def start(program: str, **environ: str) -> Done:
    """Run a program as a shell does that asks for completion."""
    environ |= {"PATH": os.environ["PATH"], f"_{program.replace('-', '_').upper()}_COMPLETE": environ.pop("ORDER")}
    command = [str(SCRIPTS / program)]
    return subprocess.run(command, capture_output=True, check=False, env=environ, text=True, encoding="utf-8")


def offered(line: str) -> list[str]:
    """Return what is offered for the last word of a line; nothing may be printed."""
    program, *words, incomplete = line.split(" ")
    printed = StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        found = ShellComplete(COMMANDS[program], {}, program, "").get_completions(words, incomplete)
    assert printed.getvalue() == ""
    return [item.value for item in found]


@pytest.mark.parametrize("program", ["estuary-docs", "generate-env-example"])
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(program: str, shell: str) -> None:
    """The program prints the script that a shell sources."""
    done = start(program, ORDER=f"{shell}_source")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{shell}_complete" in done.stdout


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("estuary-docs sh", ["show"]),
        ("estuary-docs show env", ["env-example", "env", "env-d-ts"]),
        ("estuary-docs show validation-p", ["validation-py"]),
        ("estuary-docs show compose --profile ", ["development", "staging", "production"]),
        ("estuary-docs validate --profile st", ["staging"]),
        ("estuary-docs validate --format ", ["text", "json", "github"]),
        ("estuary-docs inventory --format ", ["text", "json"]),
        ("estuary-docs drift --format s", ["sarif"]),
        ("estuary-docs validate --env", ["--env-file"]),
        ("generate-env-example --profile pro", ["production"]),
        ("estuary-docs explain JWT_SECRET_P", ["JWT_SECRET_PREVIOUS", "JWT_SECRET_PREVIOUS_FILE"]),
        ("estuary-docs explain TOKIO", ["TOKIO_WORKER_THREADS"]),
    ],
)
def test_words_are_completed(monkeypatch: pytest.MonkeyPatch, line: str, words: list[str]) -> None:
    """Commands, options, formats, profiles and names of variables are offered by their beginning."""
    monkeypatch.chdir(ROOT)
    assert offered(line) == words


def test_the_schema_on_the_line_counts(project: Path) -> None:
    """Names come from the schema that the line names, before the one of the project."""
    (project / "other.py").write_text(
        (project / "toy.py").read_text().replace("port:", "door:").replace("PORT", "DOOR")
    )
    assert offered("estuary-docs explain --schema other:ToySettings D") == ["DOOR"]
    assert offered("estuary-docs explain --schema other:ToySettings P") == []
    forget(project, "other")


@pytest.mark.parametrize(
    "fault", ["1 / 0", "raise SystemExit(3)", "print('noise')\nimport sys\nsys.stderr.write('n')\n1 / 0"]
)
def test_a_broken_project_offers_nothing_and_says_nothing(project: Path, fault: str) -> None:
    """Where the schema cannot be read, the line stays as it is, without a message in the middle of it."""
    (project / "toy.py").write_text(f"{fault}\n")
    assert offered("estuary-docs explain P") == []
    (project / "pyproject.toml").write_text("[")
    assert offered("estuary-docs show compose --profile ") == []


def test_what_a_schema_prints_is_not_offered(project: Path) -> None:
    """A schema that prints while it is imported does not end up among the words."""
    (project / "toy.py").write_text("print('plain,NOISE')\n" + (project / "toy.py").read_text())
    assert offered("estuary-docs explain P") == ["PORT"]


def test_formats_are_offered_without_reading_a_schema(project: Path) -> None:
    """Completing a format imports neither pydantic nor the project."""
    (project / "toy.py").write_text("raise SystemExit(3)\n")
    command = [sys.executable, "-X", "importtime", str(SCRIPTS / "estuary-docs")]
    environ = {"_ESTUARY_DOCS_COMPLETE": "bash_complete", "COMP_WORDS": "estuary-docs show llm", "COMP_CWORD": "2"}
    done = subprocess.run(
        command, capture_output=True, check=True, cwd=project, env={"PATH": os.environ["PATH"], **environ}, text=True
    )
    assert done.stdout == "plain,llms\n"
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert not {"pydantic", "mkdocs", "jinja2", "toy"} & loaded


def test_bash_completes_with_the_script(project: Path) -> None:
    """bash, having sourced the script, completes a word as it is typed."""
    script = (
        'eval "$(_ESTUARY_DOCS_COMPLETE=bash_source estuary-docs)"\n'
        "COMP_WORDS=(estuary-docs explain PO) COMP_CWORD=2\n"
        "_estuary_docs_completion estuary-docs PO explain\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    environ = {"PATH": f"{SCRIPTS}:{os.environ['PATH']}"}
    done = subprocess.run(
        [needs("bash"), "-c", script], capture_output=True, check=False, cwd=project, env=environ, text=True
    )
    assert done.stdout == "PORT\n"
