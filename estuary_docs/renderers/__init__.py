"""The output formats: one module each, and one line here.

A renderer takes the catalogue and the notice of its origin, and returns the text; it reads and writes nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from estuary_docs.errors import ProjectError

if TYPE_CHECKING:
    # The names of the formats, which shells complete, are to be had without pydantic.
    from estuary_docs.catalogue import Catalogue

# What every file that is generated says of itself.
BY_US = "by `estuary-docs generate`"
# What stands as it is in a file, or between fences on a page.
FILES = {
    "env-example": "env_example",
    "env": "env",
    "catalogue-json": "catalogue_json",
    "json-schema": "json_schema",
    "settings-schema": "settings_schema",
    "validation-py": "validation_py",
    "validation-mjs": "validation_mjs",
    "validation-js": "validation_js",
    "builder-js": "builder_js",
    "llms": "llms",
    "table": "table",
}
# Likewise, for one platform each: what sets the environment there.
DEPLOYMENTS = {
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
    "lookup": "lookup",
    "filter": "filter",
    "overview": "overview",
    "reference": "reference",
    "secrets": "secrets",
    "secret-list": "secret_list",
    "rotation-steps": "rotation_steps",
    "settings": "settings",
    "profiles": "profiles",
    "rules": "rules",
    "drift-rules": "drift_rules",
    "external": "external",
    "downloads": "downloads",
    "checker": "checker",
    "builder": "builder",
    "diagram-secret-path": "diagram_secret_path",
    "diagram-rotation": "diagram_rotation",
}
RENDERERS = FILES | DEPLOYMENTS | PAGES
# What becomes the reader's own, and what tells of a deployment.
FOR_COPYING = {"env", *DEPLOYMENTS}
TOLD_BY_CHOICES = {"env-example", *FOR_COPYING}


def render(catalogue: "Catalogue", output_format: str, *, for_copying: bool = False) -> str:
    """Return `catalogue` in a format of RENDERERS.

    Raises ProjectError if there is none of that name, and for a catalogue with choices if they mean nothing to it.
    `for_copying` says that a snippet becomes the reader's own, so that it does not claim to be generated.
    """
    if output_format not in RENDERERS:
        raise ProjectError(output_format, f"is no format; choose one of {', '.join(RENDERERS)}")
    if catalogue.choices and output_format not in TOLD_BY_CHOICES:
        others = ", ".join(name for name in RENDERERS if name in TOLD_BY_CHOICES)
        raise ProjectError(output_format, f"takes no choices; leave them out, or show one of {others}")
    module = import_module(f"estuary_docs.renderers.{RENDERERS[output_format]}")
    own = for_copying and output_format in FOR_COPYING
    return str(module.render(catalogue, origin(catalogue, output_format) if own else notice(catalogue)))


def origin(catalogue: "Catalogue", output_format: str) -> str:
    """Return the line that says where a snippet comes from, and how to have it anew."""
    from estuary_docs.shell import word  # noqa: PLC0415 - formats are completed without it, and without pydantic

    profile = f" --profile {catalogue.profile}" if catalogue.profile_variable else ""
    choices = "".join(
        f" --with {variable.name}"
        if variable.secret
        else f" --set {word(f'{variable.name}={catalogue.choices[variable.name]}')}"
        for variable in catalogue.variables
        if variable.name in catalogue.choices
    )
    return f"Made from {catalogue.source} by `estuary-docs show {output_format}{profile}{choices}`."


def notice(catalogue: "Catalogue") -> str:
    """Return the line by which a generated file is known."""
    return f"Generated from {catalogue.source} {BY_US}; edits here are lost."
