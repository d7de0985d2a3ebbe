"""The checks of a project: a hook before each commit, and a step of its continuous integration."""

from pathlib import Path

import yaml

from estuary_docs.errors import install_line
from estuary_docs.installation.existing import existing
from estuary_docs.installation.yaml_text import YamlText
from estuary_docs.project.artefacts import Target
from estuary_docs.renderers.writing.actions import pinned

HOOKS = ".pre-commit-config.yaml"
HOOK = """repo: local
hooks:
  - id: estuary-docs-check
    name: estuary-docs check
    entry: estuary-docs check
    language: system
    pass_filenames: false
    always_run: true
  - id: estuary-docs-drift
    name: estuary-docs drift
    entry: estuary-docs drift --with-schema
    language: system
    pass_filenames: false
    always_run: true
"""
GITHUB = ".github/workflows/estuary-docs.yml"
WORKFLOW = """name: Environment
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  environment:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: {checkout}
        with:
          persist-credentials: false
      - uses: {setup_python}
        with:
          python-version: "3.13"
      # {unreleased}
      - run: {install}{own}
      - run: estuary-docs check
      - run: estuary-docs drift --with-schema --format github
"""
STEP = {
    "unreleased": "There is no release yet: commit the wheel, which `pip wheel --no-deps` builds from the repository.",
    "install": install_line("drift", "settings"),
    "checkout": pinned("actions/checkout"),
    "setup_python": pinned("actions/setup-python"),
}
GITLAB = ".gitlab-ci.yml"
JOB = """estuary-docs:
  image: python:3.13
  script:
    # {unreleased}
    - {install}{own}
    - estuary-docs check
    - estuary-docs drift --with-schema
"""


def checks_in_ci(root: Path) -> list[Target]:
    """Return the hook, and the step for GitLab where the project uses it, else for GitHub.

    Raises ProjectError where a file that exists cannot be added to.
    """
    return [_hooks(root), _step(root)]


def _hooks(root: Path) -> Target:
    path = root / HOOKS
    settings = YamlText(existing(root, HOOKS), HOOKS)
    if "estuary-docs-check" not in settings.text:
        if isinstance(settings.node("repos"), yaml.SequenceNode):
            settings.append_item(("repos",), HOOK)
        else:
            lines = "\n".join(f"    {line}" if index else line for index, line in enumerate(HOOK.splitlines()))
            settings.append_key(f"repos:\n  - {lines}\n")
    return Target(path, settings.result(), HOOKS)


def _step(root: Path) -> Target:
    own = " -r requirements.txt" if (root / "requirements.txt").is_file() else " ." if _is_package(root) else ""
    if not (root / GITLAB).is_file():
        path = root / GITHUB
        return Target(path, existing(root, GITHUB) or WORKFLOW.format(**STEP, own=own), GITHUB)
    settings = YamlText(existing(root, GITLAB), GITLAB)
    if "estuary-docs" not in settings.text:
        settings.append_key(JOB.format(**STEP, own=own))
    return Target(root / GITLAB, settings.result(), GITLAB)


def _is_package(root: Path) -> bool:
    return "[project]" in existing(root, "pyproject.toml")
