"""The hooks that other projects use, installed and run by pre-commit itself on a fresh project."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from estuary_docs.cli.program import COMMANDS
from tests.conftest import ROOT, SMALL_SCHEMA

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
PRE_COMMIT = Path(sys.executable).parent / "pre-commit"
HOOKS: list[dict[str, Any]] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
SETTINGS = """
[tool.estuary-docs]
schema = "toy:ToySettings"
regions = ["README.md"]

[tool.estuary-docs.artefacts]
"full.env.example" = "env-example"
"""
README = "# Toy\n\n<!-- estuary-docs: table -->\n<!-- /estuary-docs -->\n"
RED = ("estuary-docs-generate", "estuary-docs-check", "estuary-docs-validate")
NOT_YET = [] if "drift" in COMMANDS else ["estuary-docs-drift"]


def git(folder: Path, *arguments: str) -> None:
    """Run git without the user's settings."""
    name = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *name, *arguments], check=True, cwd=folder, capture_output=True)


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """Return a project under git whose env file is invalid, and whose generated file and README are stale."""
    for name, text in {
        "toy.py": SMALL_SCHEMA,
        "pyproject.toml": SETTINGS,
        "README.md": README,
        ".env.example": "PORT=0\n",
        "full.env.example": "",
        ".gitignore": "__pycache__/\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "Begin")
    return tmp_path


@pytest.fixture
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository of the published hooks that run the installed program; the wheel's tests install it."""
    folder = tmp_path_factory.mktemp("published")
    hooks = [
        {key: fact for key, fact in hook.items() if key != "additional_dependencies"} | {"language": "system"}
        for hook in HOOKS
    ]
    (folder / MANIFEST.name).write_text(yaml.safe_dump(hooks), encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Publish")
    return folder


def try_repo(repository: Path, folder: Path) -> dict[str, str]:
    """Run a repository's hooks on every file of a project, and return the result of each."""
    path = f"{PRE_COMMIT.parent}{os.pathsep}{os.environ['PATH']}"
    environ = os.environ | {"SKIP": ",".join(NOT_YET), "PATH": path, "PRE_COMMIT_COLOR": "never"}
    command = [str(PRE_COMMIT), "try-repo", str(repository), "--all-files", "--color", "never"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=folder, env=environ, text=True)
    output = done.stdout + done.stderr
    results = {
        hook["id"]: line.rpartition(".")[2] for hook in HOOKS for line in output.splitlines() if hook["name"] in line
    }
    assert len(results) == len(HOOKS), output
    return results


def test_the_manifest_is_valid() -> None:
    """The manifest is one that pre-commit accepts, and names each hook that the documentation promises."""
    subprocess.run([PRE_COMMIT, "validate-manifest", MANIFEST], check=True, capture_output=True)
    assert [hook["id"] for hook in HOOKS] == [
        f"estuary-docs-{name}" for name in ("generate", "check", "validate", "drift")
    ]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_its_command_whatever_was_changed(hook: dict[str, Any]) -> None:
    """Each hook calls the command of its name, once, without the names of the files."""
    words = ["estuary-docs", hook["id"].removeprefix("estuary-docs-")]
    assert hook["entry"].split() == [*words, *(["--with-schema"] if words[1] == "drift" else [])]
    assert (hook["pass_filenames"], hook["always_run"]) == (False, True)
    assert hook["id"] in NOT_YET or hook["entry"].split()[1] in COMMANDS


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_installs_this_package(hook: dict[str, Any]) -> None:
    """pre-commit installs the repository by pip, for drift with the extra that the wheel offers."""
    assert hook["language"] == "python"
    assert hook.get("additional_dependencies", []) == ([".[drift]"] if hook["id"].endswith("drift") else [])


def test_the_hooks_fail_and_pass_as_they_should(fresh: Path, published: Path) -> None:
    """On a fresh project each hook fails for its own reason; `generate` fixes its files, and all pass."""
    red = try_repo(published, fresh)
    assert {name for name, result in red.items() if result == "Failed"} >= set(RED)
    assert "#PORT=3000" in (fresh / "full.env.example").read_text()
    assert "`PORT`" in (fresh / "README.md").read_text()
    (fresh / ".env.example").write_text("PORT=80\n")
    assert {result for name, result in try_repo(published, fresh).items() if name not in NOT_YET} == {"Passed"}
