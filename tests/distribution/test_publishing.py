"""The pipelines that test this project and publish its site."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from estuary_docs.renderers.writing.actions import COMMITS
from tests.conftest import ROOT
from tests.renderers.deployments.checkers import CHECK

WORKFLOW = ROOT / ".github" / "workflows" / "pages.yml"
VERSIONS = WORKFLOW.with_name("versions.yml")
NIGHTLY = WORKFLOW.with_name("nightly.yml")
PIPELINE = ROOT / ".gitlab-ci.yml"
CHECKED = {
    **dict.fromkeys((WORKFLOW, VERSIONS, NIGHTLY), CHECK["github-actions"]),
    PIPELINE: CHECK["gitlab-ci"],
}
USING_ACTIONS = [
    *sorted(WORKFLOW.parent.glob("*.yml")),
    ROOT / "action.yml",
    ROOT / "docs" / "tool" / "drift.md",
    ROOT / "docs" / "tool" / "continuous-integration.md",
]
SHELLCHECK = Path(sys.executable).with_name("shellcheck")
SUPPORTED = re.compile(r"Programming Language :: Python :: (3\.\d+)")


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    """Return the workflow; YAML reads its key `on` as true."""
    loaded: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def pipeline() -> dict[str, Any]:
    """Return GitLab's pipeline."""
    loaded: dict[str, Any] = yaml.safe_load(PIPELINE.read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("path", CHECKED, ids=lambda path: path.name)
def test_the_platform_accepts_its_pipeline(path: Path) -> None:
    """Its schema, and for GitHub actionlint, have nothing against it."""
    assert CHECKED[path](path) == ""


@pytest.mark.parametrize(
    ("path", "right", "wrong"),
    [
        (WORKFLOW, "id-token: write", "id-token: yes"),
        (WORKFLOW, "steps.pages.outputs", "steps.page.outputs"),
        (WORKFLOW, "needs: test", "needs: tests"),
        (VERSIONS, "matrix.python", "matrix.pythons"),
        (NIGHTLY, "timeout-minutes", "timeout-hours"),
        (PIPELINE, "paths: [public]", "path: [public]"),
    ],
)
def test_a_fault_in_a_pipeline_is_seen(tmp_path: Path, path: Path, right: str, wrong: str) -> None:
    """The checkers complain of a wrong permission, reference, job or key."""
    text = path.read_text(encoding="utf-8")
    assert right in text
    (tmp_path / "faulty.yml").write_text(text.replace(right, wrong), encoding="utf-8")
    assert CHECKED[path](tmp_path / "faulty.yml") != ""


def test_each_job_may_do_only_what_it_must(workflow: dict[str, Any]) -> None:
    """The code may be read; only the job that deploys may write pages, and it runs none of the project's code."""
    assert workflow["permissions"] == {"contents": "read"}
    jobs = workflow["jobs"]
    assert {name: job.get("permissions") for name, job in jobs.items()} == {
        "test": None,
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    assert [step["uses"].partition("@")[0] for step in jobs["deploy"]["steps"]] == ["actions/deploy-pages"]


def test_only_official_actions_run(workflow: dict[str, Any]) -> None:
    """Each action is GitHub's own, and no checkout leaves a token behind."""
    steps = [step for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert all(step["uses"].startswith("actions/") for step in steps)
    checkouts = [step for step in steps if step["uses"].startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"] == {"persist-credentials": False} for step in checkouts)


@pytest.mark.parametrize("path", USING_ACTIONS, ids=lambda path: path.name)
def test_an_action_is_pinned_by_its_commit_and_the_table_of_pins_agrees(path: Path) -> None:
    """A step names an action by its commit, with the version beside it, and generated workflows name the same."""
    steps = re.findall(r"(?m)^ *(?:- )?uses: (\S+)@(\S+)(?: # (v\S+))?$", path.read_text(encoding="utf-8"))
    pins = {action: (commit, version) for action, commit, version in steps if not action.startswith("OWNER/")}
    assert pins
    assert all(re.fullmatch(r"[0-9a-f]{40} v\d+\.\d+\.\d+", " ".join(pin)) for pin in pins.values())
    assert {action: pin for action, pin in pins.items() if COMMITS.get(action, pin) != pin} == {}


def test_pull_requests_are_tested_and_only_main_is_published(
    workflow: dict[str, Any], pipeline: dict[str, Any]
) -> None:
    """A pull request runs the tests alone; the site is built and deployed when they have passed."""
    triggers: dict[str, Any] = workflow[True]  # type: ignore[index]
    assert triggers == {"pull_request": None, "push": {"branches": ["main"]}, "workflow_dispatch": None}
    jobs = workflow["jobs"]
    assert "if" not in jobs["test"]
    assert jobs["build"]["if"] == "github.ref == 'refs/heads/main'"
    assert (jobs["build"]["needs"], jobs["deploy"]["needs"]) == ("test", "build")
    assert pipeline["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


def test_drift_is_looked_for_before_the_site_is_built(workflow: dict[str, Any], pipeline: dict[str, Any]) -> None:
    """Building the site writes what is stale, so the check comes first."""
    steps = "\n".join(step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step)
    script = "\n".join(pipeline["pages"]["script"])
    for commands in (steps, script):
        assert re.search(r"estuary-docs check\s+make site$", commands, re.MULTILINE)


def test_both_pipelines_run_what_the_tests_run(workflow: dict[str, Any], pipeline: dict[str, Any]) -> None:
    """Continuous integration is one script, whoever runs it."""
    assert workflow["jobs"]["test"]["steps"][-1] == {"run": ".ci/run"}
    assert pipeline["test"]["script"] == [".ci/run"]
    assert (ROOT / ".ci" / "run").is_file()


@pytest.mark.parametrize("path", [VERSIONS, NIGHTLY], ids=lambda path: path.stem)
def test_what_only_tests_may_only_read(path: Path) -> None:
    """A workflow that publishes nothing reads the code, runs pinned actions of GitHub, and leaves no token behind."""
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert loaded["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in loaded["jobs"].values())
    steps = [step for job in loaded["jobs"].values() for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]) for step in steps)
    assert steps[0]["with"] == {"persist-credentials": False}


def test_a_pull_request_is_tried_under_every_supported_version_and_system() -> None:
    """Every Python that the project names, the oldest dependencies under the first, the newest under the last."""
    loaded = yaml.safe_load(VERSIONS.read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    supported = [found[1] for each in project["classifiers"] if (found := SUPPORTED.fullmatch(each))]
    assert "pull_request" in loaded[True]
    matrix = loaded["jobs"]["test"]["strategy"]["matrix"]
    assert matrix["python"] == supported
    assert [tuple(each.values()) for each in matrix["include"]] == [
        ("ubuntu-latest", supported[0], "lowest-direct"),
        ("ubuntu-latest", supported[-1], "highest"),
        *((system, "3.13", "locked") for system in ("macos-latest", "windows-latest")),
    ]
    (command,) = [step["run"] for step in loaded["jobs"]["test"]["steps"] if "run" in step]
    assert command == ".ci/versions ${{ matrix.dependencies }}"


def test_the_nightly_run_has_the_programs_of_the_tests() -> None:
    """Without them tests fail with no fault to find, so it installs what `.ci/run` installs."""
    loaded = yaml.safe_load(NIGHTLY.read_text(encoding="utf-8"))
    commands = [step["run"] for step in loaded["jobs"]["mutation"]["steps"] if "run" in step]
    assert commands == [".ci/tools", "make mutation"]
    assert "\n.ci/tools\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("script", sorted((ROOT / ".ci").iterdir()), ids=lambda path: path.name)
def test_a_script_of_the_pipelines_is_sound(script: Path) -> None:
    """Shellcheck has nothing against it, and it may be run."""
    checked = subprocess.run([SHELLCHECK, script], capture_output=True, check=False, text=True)
    assert checked.stdout == ""
    assert script.stat().st_mode & 0o111
