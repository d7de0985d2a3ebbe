"""How to install the package is said in one way, and honestly: there is no release, so from a wheel."""

import re
import tomllib

import pytest
import yaml

from estuary_docs.errors import WHEEL, install_line
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAMED = re.compile(r"pip install[^\n`]*?['\" ](?P<what>[^'\"` ]*estuary[-_]docs[^'\"` ]*)")
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "templates/*", "action.yml", ".github/workflows/*")
    for path in ROOT.glob(pattern)
)
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)", re.MULTILINE)


def test_the_wheel_is_the_one_that_the_project_builds() -> None:
    """Its name holds the version of the project."""
    assert f"{PROJECT['name'].replace('-', '_')}-{PROJECT['version']}-py3-none-any.whl" == WHEEL
    assert install_line("drift", "settings") == f"pip install './{WHEEL}[drift,settings]'"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_page_installs_by_a_name_that_anyone_could_register(path: object) -> None:
    """The name is not taken on any registry, so a line that installs by the name alone would run foreign code."""
    text = (ROOT / str(path)).read_text(encoding="utf-8")
    assert [found["what"] for found in NAMED.finditer(text) if WHEEL not in found["what"]] == []


def test_the_template_installs_the_wheel() -> None:
    """What the GitLab job installs by default is what the constant says."""
    template = yaml.safe_load((ROOT / "templates" / "estuary-docs.gitlab-ci.yml").read_text(encoding="utf-8"))
    packages = template["estuary-docs"]["variables"]["ESTUARY_DOCS_PACKAGES"]
    assert f"pip install '{packages}'" == install_line("drift", "settings")


def test_the_action_installs_by_hashes() -> None:
    """Every package is pinned with its hashes, as in the lock that the tests run with, and no index is asked for it."""
    step = next(
        step
        for step in yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
        if "run" in step
    )
    lines = [line.strip() for line in step["run"].splitlines() if '"${pip[@]}"' in line]
    assert lines[0].endswith(
        '--no-deps --require-hashes --requirement "${GITHUB_ACTION_PATH}/requirements-action.lock"'
    )
    assert lines[1].endswith('--no-deps --no-build-isolation "${GITHUB_ACTION_PATH}"')
    locked = (ROOT / "requirements-action.lock").read_text(encoding="utf-8")
    tested = PIN.findall((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    assert set(PIN.findall(locked)) <= set(tested)
    assert {"hatchling", "pydantic-settings", "tree-sitter-python"} <= {name for name, _version in PIN.findall(locked)}
    assert "--hash=sha256:" in locked
    assert "://" not in locked
