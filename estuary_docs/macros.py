"""The mkdocs-macros module: `{{ show("reference") }}` puts a rendering into a page.

It has no logic of its own; whatever goes wrong fails the build.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from estuary_docs.artefacts import downloads, write
from estuary_docs.command_reference import commands
from estuary_docs.errors import EstuaryDocsError
from estuary_docs.guides import guides
from estuary_docs.links import pages, resolve
from estuary_docs.project import find_project
from estuary_docs.renderers import PAGES, render
from estuary_docs.site_files import site_files


def define_env(env: Any) -> None:  # noqa: ANN401 - mkdocs-macros exports no type for it
    """Read the schema anew and offer the macros `show` and `commands`, at the start of every build."""
    try:
        project = find_project(Path(env.conf["config_file_path"]).parent)
        catalogue = project.catalogue(fresh=True)
        told = replace(catalogue, guides=tuple(guides(Path(env.conf["docs_dir"]), catalogue)))
    except EstuaryDocsError as error:
        raise PluginError(str(error)) from None
    env.variables["catalogue"] = catalogue

    def show(output_format: str, profile: str | None = None) -> str:
        """Return what `estuary-docs show` prints; in what is made for pages, links are made relative to the page."""
        text = render(told.in_profile(profile or told.profile), output_format, for_copying=True)
        return resolve(text, env.page, env.conf, project.pages) if output_format in PAGES else text

    env.macro(show)
    env.macro(commands)


def on_post_build(env: Any) -> None:  # noqa: ANN401 - likewise
    """Put the downloads beside the pages, and what tells others about the site."""
    catalogue = env.variables["catalogue"]
    told = site_files(catalogue, pages(env.variables["navigation"]), env.conf)
    write([*downloads(catalogue, Path(env.conf["site_dir"])), *told])
