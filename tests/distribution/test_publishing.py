"""The pipelines that test this project and publish its site."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.renderers.deployments.checkers import CHECK

WORKFLOW = ROOT / ".github" / "workflows" / "pages.yml"
PIPELINE = ROOT / ".gitlab-ci.yml"
CHECKED = {WORKFLOW: CHECK["github-actions"], PIPELINE: CHECK["gitlab-ci"]}


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
    """Each action is GitHub's own, by its major version, and no checkout leaves a token behind."""
    steps = [step for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@(?:v\d+|[0-9a-f]{40})", step["uses"]) for step in steps)
    checkouts = [step for step in steps if step["uses"].startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"] == {"persist-credentials": False} for step in checkouts)


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
