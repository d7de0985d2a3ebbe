"""The output formats: one module each, and one line here.

A renderer takes the catalogue and the notice of its origin, and returns the text; it reads and writes nothing.
One that describes a part of the engine, such as the rules of drift, lies beside what it describes.
To add a format, write its module and add its line here.
"""

from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING

from estuary_docs.errors import ProjectError

if TYPE_CHECKING:
    # The names of the formats, which shells complete, are to be had without pydantic.
    from estuary_docs.catalogue.model import Catalogue

# What every file that is generated says of itself.
BY_US = "by `estuary-docs generate`"
# What stands as it is in a file, or between fences on a page.
FILES = {
    "env-example": "renderers.files.env_example",
    "env": "renderers.files.env",
    "catalogue-json": "renderers.files.catalogue_json",
    "json-schema": "renderers.files.json_schema",
    "settings-schema": "drift.settings_schema",
    "validation-py": "renderers.files.validation_py",
    "validation-mjs": "renderers.files.validation_mjs",
    "validation-go": "renderers.files.validation_go",
    "validation-js": "renderers.files.validation_js",
    "validation-d-ts": "renderers.files.validation_d_ts",
    "env-d-ts": "renderers.files.env_d_ts",
    "validation-rs": "renderers.files.validation_rs",
    "builder-js": "renderers.files.builder_js",
    "llms": "renderers.files.llms",
    "table": "renderers.files.table",
    "reference-page": "renderers.files.reference_page",
    "vault-agent": "renderers.deployments.vault_agent",
    "store-policy": "stores.policy",
}
# Likewise, for one platform each: what sets the environment there.
DEPLOYMENTS = {
    "compose": "renderers.deployments.compose",
    "kubernetes": "renderers.deployments.kubernetes",
    "external-secrets": "renderers.deployments.external_secrets",
    "systemd": "renderers.deployments.systemd",
    "ecs-task": "renderers.deployments.ecs_task",
    "cloud-run": "renderers.deployments.cloud_run",
    "key-vault": "renderers.deployments.key_vault",
    "github-actions": "renderers.deployments.github_actions",
    "gitlab-ci": "renderers.deployments.gitlab_ci",
    "pre-commit": "renderers.files.pre_commit",
    "gitleaks": "renderers.files.gitleaks",
}
# What only a page can hold: Markdown and HTML.
PAGES = {
    "lookup": "renderers.pages.lookup",
    "filter": "renderers.pages.filter",
    "overview": "renderers.pages.overview",
    "reference": "renderers.pages.reference",
    "secrets": "renderers.pages.secrets",
    "secret-list": "renderers.pages.secret_list",
    "rotation-steps": "renderers.pages.rotation_steps",
    "settings": "renderers.pages.settings",
    "profiles": "renderers.pages.profiles",
    "rules": "renderers.pages.rules",
    "drift-rules": "drift.reports.rules_page",
    "external": "renderers.pages.external",
    "downloads": "renderers.pages.downloads",
    "checker": "renderers.pages.checker",
    "builder": "renderers.pages.builder",
    "diagram-secret-path": "renderers.pages.diagram_secret_path",
    "diagram-rotation": "renderers.pages.diagram_rotation",
}
RENDERERS = FILES | DEPLOYMENTS | PAGES
# What becomes the reader's own, and what tells of a deployment.
FOR_COPYING = {"env", "vault-agent", *DEPLOYMENTS}
TOLD_BY_CHOICES = {"env-example", *FOR_COPYING}
# What shows one section where it is asked for.
OF_A_SECTION = {"table", "reference-page", "overview", "reference"}


def render(catalogue: "Catalogue", output_format: str, *, for_copying: bool = False) -> str:
    """Return `catalogue` in a format of RENDERERS.

    Raises ProjectError if there is none of that name, and for a catalogue with choices, or one section, if that means
    nothing to it.
    `for_copying` says that a snippet becomes the reader's own, so that it does not claim to be generated.
    """
    if output_format not in RENDERERS:
        near = get_close_matches(output_format, RENDERERS, n=1)
        remedy = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(RENDERERS)}"
        raise ProjectError("FORMAT", f"is not known; {remedy}")
    if catalogue.choices and output_format not in TOLD_BY_CHOICES:
        others = ", ".join(name for name in RENDERERS if name in TOLD_BY_CHOICES)
        raise ProjectError(output_format, f"takes no choices; leave them out, or show one of {others}")
    if catalogue.section and output_format not in OF_A_SECTION:
        others = ", ".join(name for name in RENDERERS if name in OF_A_SECTION)
        raise ProjectError(output_format, f"shows no single section; leave it out, or show one of {others}")
    module = import_module(f"estuary_docs.{RENDERERS[output_format]}")
    own = for_copying and output_format in FOR_COPYING
    return str(module.render(catalogue, origin(catalogue, output_format) if own else notice(catalogue)))


def origin(catalogue: "Catalogue", output_format: str) -> str:
    """Return the line that says where a snippet comes from, and how to have it anew."""
    from estuary_docs.renderers.writing.shell import word  # noqa: PLC0415 - formats are completed without it, and without pydantic

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
