"""The output formats: one module each, and one line here.

A renderer takes the catalogue and the notice of its origin, and returns the text; it reads and writes nothing.
"""

from collections.abc import Callable
from importlib import import_module

from estuary_docs.catalogue import Catalogue
from estuary_docs.errors import ProjectError

Renderer = Callable[[Catalogue, str], str]

# What stands as it is in a file, or between fences on a page.
FILES = {
    "env-example": "env_example",
    "catalogue-json": "catalogue_json",
    "validation-py": "validation_py",
    "validation-mjs": "validation_mjs",
    "compose": "compose",
    "kubernetes": "kubernetes",
    "external-secrets": "external_secrets",
    "systemd": "systemd",
    "ecs-task": "ecs_task",
    "cloud-run": "cloud_run",
    "key-vault": "key_vault",
    "github-actions": "github_actions",
    "gitlab-ci": "gitlab_ci",
    "pre-commit": "pre_commit",
    "gitleaks": "gitleaks",
}
# What only a page can hold: Markdown and HTML.
PAGES = {
    "overview": "overview",
    "reference": "reference",
    "secrets": "secrets",
    "settings": "settings",
    "profiles": "profiles",
    "rules": "rules",
    "external": "external",
    "downloads": "downloads",
}
RENDERERS = FILES | PAGES


def render(catalogue: Catalogue, output_format: str) -> str:
    """Return `catalogue` in a format of RENDERERS; raises ProjectError if there is none of that name."""
    if output_format not in RENDERERS:
        raise ProjectError(output_format, f"is no format; choose one of {', '.join(RENDERERS)}")
    module = import_module(f"estuary_docs.renderers.{RENDERERS[output_format]}")
    return str(module.render(catalogue, notice(catalogue)))


def notice(catalogue: Catalogue) -> str:
    """Return the line by which a generated file is known."""
    return f"Generated from {catalogue.source} by `estuary-docs generate`; edits here are lost."
