"""The mkdocs-macros module: `{{ show("reference") }}` puts a rendering into a page, with the look and scripts it needs.

It has no logic of its own; whatever goes wrong fails the build.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from estuary_docs.project.artefacts import write
from estuary_docs.project.settings import find_project
from estuary_docs.renderers import PAGES, render
from estuary_docs.renderers.deployments.secret_commands import secret_commands
from estuary_docs.renderers.deployments.setting_lines import setting_lines
from estuary_docs.site.beside import beside_the_pages
from estuary_docs.site.command_reference import commands
from estuary_docs.site.failure import errors_end_the_build
from estuary_docs.site.format_reference import formats
from estuary_docs.site.format_reference import keys as table_of_keys
from estuary_docs.site.guides import guides, shown
from estuary_docs.site.links import relative, resolve, start_of_links
from estuary_docs.site.package_reference import packages
from estuary_docs.site.page_assets import SEARCH, STYLES, with_assets
from estuary_docs.site.search import split_names
from estuary_docs.site.vocabulary_reference import words
from estuary_docs.stores.policy import with_store


def define_env(env: Any) -> None:  # noqa: ANN401 - mkdocs-macros exports no type for it
    """Read the schema anew and offer the macros, at the start of every build."""
    with errors_end_the_build():
        project = find_project(Path(env.project_dir))
        catalogue = project.catalogue(fresh=True)
        docs = Path(env.project_dir, env.conf["docs_dir"])
        site_catalogue = replace(catalogue, guides=tuple(guides(docs, catalogue)), pages=shown(docs))
    env.variables["catalogue"] = catalogue
    # Before the site's own styles, so that those have the last word.
    if STYLES not in env.conf["extra_css"]:
        env.conf["extra_css"].insert(0, STYLES)
    # Before the theme's own script, which starts the search.
    polyfills = env.conf["extra"].setdefault("polyfills", [])
    if SEARCH not in polyfills:
        polyfills.append(SEARCH)
    split_names(env.conf)

    def show(output_format: str, profile: str | None = None, store: str | None = None, section: str = "") -> str:
        """Return what `estuary-docs show` prints; in what is made for pages, links are made relative to the page."""
        about = site_catalogue.in_profile(profile or site_catalogue.profile)
        about = about.in_section(section) if section else about
        text = render(with_store(about, store) if store else about, output_format, for_copying=True)
        if output_format not in PAGES:
            return text
        start = start_of_links(env.page)
        linked = resolve(text, env.page.url, env.conf, project.pages, start)
        return with_assets(linked, output_format, lambda path: relative(path, start))

    def store_secrets(platform: str, profile: str | None = None) -> str:
        """Return the commands that store what a profile requires, where the platform's snippet looks for it."""
        return secret_commands(site_catalogue.in_profile(profile or site_catalogue.profile), platform)

    def set_one(platform: str, profile: str | None = None) -> str:
        """Return the line of each setting, as the platform's snippet writes it."""
        return setting_lines(site_catalogue.in_profile(profile or site_catalogue.profile), platform)

    def keys() -> str:
        """Return the table of a project's settings."""
        return table_of_keys(catalogue)

    env.macro(show)
    env.macro(store_secrets)
    env.macro(set_one)
    env.macro(commands)
    env.macro(packages)
    env.macro(words)
    env.macro(formats)
    env.macro(keys)


def on_post_build(env: Any) -> None:  # noqa: ANN401 - likewise
    """Put what the pages load and offer beside them."""
    with errors_end_the_build():
        write(beside_the_pages(env.variables["catalogue"], env.conf))
