"""The GitHub Action and the GitLab template: what their platforms say of them, and what their scripts do."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from estuary_docs.cli.program import COMMANDS
from tests.conftest import ROOT, needs
from tests.renderers.deployments.checkers import shell, with_schema

ACTION = ROOT / "action.yml"
TEMPLATE = ROOT / "templates" / "estuary-docs.gitlab-ci.yml"
SCRIPTS = Path(sys.executable).parent
CHECK_ACTION = with_schema("--builtin-schema", "vendor.github-actions")
CHECK_TEMPLATE = with_schema("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
HAS_DRIFT = "drift" in COMMANDS
Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]

# In the place of the real program where the command is not what a test is about.
WITH_DRIFT = """#!/bin/sh
if [ "$1" = drift ]; then
  case "$*" in
    *sarif*) echo '{"runs": []}' ;;
    *) echo '::warning file=docs/a.md,line=3::PORT drifts from file=b' ;;
  esac
  exit 1
fi
exec "PROGRAM" "$@"
"""


def document(path: Path) -> dict[str, Any]:
    """Return a YAML file."""
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


STEPS = document(ACTION)["runs"]["steps"]
INSTALL, RUN = (step for step in STEPS if "run" in step)
JOB = document(TEMPLATE)["estuary-docs"]


@pytest.fixture
def runner(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a runner's temporary folder, with the program in it; the project's files are current."""
    temporary = tmp_path_factory.mktemp("runner")
    programs = temporary / "estuary-docs" / "bin"
    programs.mkdir(parents=True)
    program = programs / "estuary-docs"
    program.write_text(WITH_DRIFT.replace("PROGRAM", str(SCRIPTS / "estuary-docs")))
    program.chmod(0o755)
    if HAS_DRIFT:
        (programs / "real").symlink_to(SCRIPTS / "estuary-docs")
    subprocess.run([SCRIPTS / "estuary-docs", "generate"], check=True, cwd=project, capture_output=True)
    return temporary


@pytest.fixture
def action(project: Path, runner: Path) -> Run:
    """Return a function that runs the action's script in the project, as GitHub does, with the inputs given."""
    return lambda **inputs: run_action(project, runner, **inputs)


def run_action(folder: Path, runner: Path, **inputs: str) -> Done:
    """Run the action's script in a checkout; an input that is not given has its default."""
    defaults = {name: str(told["default"]) for name, told in document(ACTION)["inputs"].items()}
    given = defaults | {name.replace("_", "-"): text for name, text in inputs.items()}
    environ = {name: given[re.findall(r"inputs\.([a-z-]+)", text)[0]] for name, text in RUN["env"].items()}
    environ |= {"PATH": os.environ["PATH"], "RUNNER_TEMP": str(runner), "GITHUB_OUTPUT": str(runner / "output")}
    command = [needs("bash"), "--noprofile", "--norc", "-eo", "pipefail", "-c", RUN["run"]]
    return subprocess.run(command, capture_output=True, check=False, cwd=folder, env=environ, text=True)


def test_the_platforms_accept_both() -> None:
    """The schemas of both platforms have nothing against the files."""
    assert CHECK_ACTION(ACTION) == ""
    assert CHECK_TEMPLATE(TEMPLATE) == ""


def test_a_fault_is_seen(tmp_path: Path) -> None:
    """The checkers complain of a step without a shell, and of a job without a script."""
    faulty = tmp_path / "action.yml"
    faulty.write_text(ACTION.read_text().replace("      shell: bash\n", ""))
    assert CHECK_ACTION(faulty) != ""
    faulty.write_text(TEMPLATE.read_text().replace("  script:\n", "  scripts:\n"))
    assert CHECK_TEMPLATE(faulty) != ""


def test_the_scripts_are_sound(tmp_path: Path) -> None:
    """No script of either has anything that shellcheck would mend."""
    for name, text in {
        "install.sh": f"#!/bin/bash\n# shellcheck disable=SC2154\n{INSTALL['run']}",
        "run.sh": f"#!/bin/bash\n# shellcheck disable=SC2154\n{RUN['run']}",
        # The variable holds several packages, or several commands.
        "gitlab.sh": "#!/bin/sh\n# shellcheck disable=SC2086,SC2154\n"
        + "\n".join([*JOB["before_script"], *JOB["script"]]),
    }.items():
        (tmp_path / name).write_text(text + "\n")
        assert shell(tmp_path / name) == "", name


def test_no_input_can_become_code() -> None:
    """Inputs reach the scripts through the environment; no script holds an expression."""
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        assert "eval" not in step.get("run", "")
    assert all(re.fullmatch(r"\$\{\{ inputs\.[a-z-]+ \}\}", text) for text in (INSTALL["env"] | RUN["env"]).values())


def test_every_input_is_described_and_used() -> None:
    """Each input has a description and a default, and something reads it."""
    text = ACTION.read_text(encoding="utf-8")
    for name, told in document(ACTION)["inputs"].items():
        assert told["description"].endswith(".")
        assert "default" in told
        assert f"inputs.{name}" in text


def test_only_known_actions_run() -> None:
    """Every action that it uses is GitHub's own, by a commit or by its major version."""
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert len(used) == 2
    assert all(re.fullmatch(r"(?:actions|github)/[a-z/-]+@(?:v\d+|[0-9a-f]{40})", each) for each in used)


def test_a_good_project_is_green(action: Run) -> None:
    """Where all is current and the example is valid, nothing is annotated and the step succeeds."""
    done = action(commands="check validate")
    assert (done.returncode, done.stderr) == (0, "")
    assert "::error" not in done.stdout


def test_a_drifted_project_is_red_and_annotated(action: Run, project: Path) -> None:
    """A stale file fails the step, with an annotation at the file and the difference in the log."""
    (project / ".env.example").write_text("PORT=0\n")
    done = action(commands="check validate")
    assert done.returncode == 1
    assert "::error file=.env.example::This file is stale: run estuary-docs generate." in done.stdout
    assert "::error file=.env.example,line=1" in done.stdout
    assert "out-of-range" in done.stdout


def test_annotations_name_files_from_the_top_of_the_checkout(project: Path, runner: Path) -> None:
    """A project in a folder of its own has its annotations at its own files."""
    (project / ".env.example").write_text("PORT=0\n")
    for name in (".", "/"):
        done = run_action(project.parent, runner, commands="check validate drift", path=project.name + name.strip("."))
        assert f"::error file={project.name}/.env.example::" in done.stdout
        assert f"::error file={project.name}/.env.example,line=1" in done.stdout
        assert f"::warning file={project.name}/docs/a.md,line=3::PORT drifts from file=b" in done.stdout


def test_what_a_file_holds_gives_the_runner_no_orders(action: Run, project: Path) -> None:
    """A difference is printed where the runner takes no orders, and no annotation is made of its lines."""
    held = (project / ".env.example").read_text()
    evil = held.replace("PORT=3000", "PORT=3001") + "::error::evil\nREADME.md: stale\n ::add-mask::a\n"
    (project / ".env.example").write_text(evil)
    lines = action(commands="check").stdout.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("::stop-commands::"))
    end = lines.index(f"::{lines[start].removeprefix('::stop-commands::')}::")
    assert start == 0
    assert lines[end + 1 :] == ["::error file=.env.example::This file is stale: run estuary-docs generate."]


def test_the_options_reach_the_program(action: Run, project: Path) -> None:
    """Schema, env file and profile are those of the inputs, whatever characters they hold."""
    assert action(commands="check", schema="toy:Gone").returncode == 2
    (project / "an other.env").write_text("PORT=443\n")
    assert action(commands="validate", env_file="an other.env").returncode == 1
    assert action(commands="validate", profile="gone").returncode == 2
    assert action(commands="validate", profile="default").returncode == 0
    evil = '"; touch evil; $(touch evil) `touch evil` #'
    for name in ("commands", "schema", "env_file", "profile", "path"):
        assert action(**{"commands": "check validate", name: evil}).returncode == 2
    assert not (project / "evil").exists()


def test_drift_is_annotated_and_kept_as_sarif(action: Run, runner: Path) -> None:
    """What drift finds is annotated, and its SARIF is a file that the next step uploads."""
    done = action()
    assert done.returncode == 1
    assert "::warning file=docs/a.md,line=3::" in done.stdout
    name, _, path = (runner / "output").read_text().strip().partition("=")
    assert name == "sarif-file"
    assert json.loads(Path(path).read_text()) == {"runs": []}
    upload = STEPS[-1]
    assert upload["with"]["sarif_file"] == "${{ steps.run.outputs.sarif-file }}"
    assert all(part in upload["if"] for part in ("!cancelled()", "inputs.sarif == 'true'", "repo.fork"))


def run_job(project: Path, runner: Path, commands: str, dialect: str, **variables: str) -> Done:
    """Run the template's script in a project, as GitLab's runner does."""
    environ = JOB["variables"] | variables
    environ |= {"PATH": os.environ["PATH"], "ESTUARY_DOCS_COMMANDS": commands}
    environ |= {"ESTUARY_DOCS_VENV": str(runner / "estuary-docs")}
    command = [needs(dialect), "-e", "-c", "\n".join(JOB["script"])]
    return subprocess.run(command, capture_output=True, check=False, cwd=project, env=environ, text=True)


@pytest.mark.parametrize("dialect", ["bash", "dash"])
def test_the_gitlab_job_is_red_where_it_should_be(project: Path, runner: Path, dialect: str) -> None:
    """The job's script succeeds on a good project, and runs every command on a drifted one before it fails."""
    assert run_job(project, runner, "check validate", dialect).returncode == 0
    (project / ".env.example").write_text("PORT=0\n")
    red = run_job(project, runner, "check validate drift", dialect)
    assert red.returncode == 1
    assert all(told in red.stdout for told in (".env.example: stale", "out-of-range", "PORT drifts"))
    assert run_job(project, runner, "chekc", dialect).returncode == 2
    assert run_job(project, runner, "validate", dialect, ESTUARY_DOCS_ENV_FILE="gone.env").returncode == 2
    assert run_job(project.parent, runner, "check", dialect, ESTUARY_DOCS_PATH=project.name).returncode == 1


@pytest.mark.skipif(not HAS_DRIFT, reason="there is no command drift")
def test_drift_is_found_by_the_real_program(project: Path, runner: Path) -> None:
    """The program itself writes SARIF and annotations for the action."""
    (runner / "estuary-docs" / "bin" / "estuary-docs").unlink()
    (runner / "estuary-docs" / "bin" / "real").rename(runner / "estuary-docs" / "bin" / "estuary-docs")
    (project / "README.md").write_text("# Toy\n\nSet `PORT` (default: `8080`) and `PROT`.\n")
    done = run_action(project, runner, commands="drift")
    assert done.returncode in (0, 1), done.stderr
    path = (runner / "output").read_text().strip().partition("=")[2]
    assert json.loads(Path(path).read_text())["runs"]
