"""The mkdocs-macros module: `{{ show("reference") }}` puts a rendering into a page.

It has no logic of its own; whatever goes wrong fails the build.
"""

from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from estuary_docs.artefacts import downloads, write
from estuary_docs.errors import EstuaryDocsError
from estuary_docs.links import resolve
from estuary_docs.project import find_project
from estuary_docs.renderers import FILES, render


def define_env(env: Any) -> None:  # noqa: ANN401 - mkdocs-macros exports no type for it
    """Read the schema anew and offer the macro `show`, at the start of every build."""
    try:
        catalogue = find_project(Path(env.conf["config_file_path"]).parent).catalogue(fresh=True)
    except EstuaryDocsError as error:
        raise PluginError(str(error)) from None
    env.variables["catalogue"] = catalogue

    def show(output_format: str, profile: str | None = None) -> str:
        """Return what `estuary-docs show` prints; in what is made for pages, links are made relative to the page."""
        text = render(catalogue.in_profile(profile or catalogue.profile), output_format)
        return text if output_format in FILES else resolve(text, env.page, env.conf)

    env.macro(show)


def on_post_build(env: Any) -> None:  # noqa: ANN401 - likewise
    """Put the downloads beside the pages."""
    write(downloads(env.variables["catalogue"], Path(env.conf["site_dir"])))
