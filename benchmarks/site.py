"""A documentation site in two folders: its pages with macros, and the very same pages with the macros expanded."""

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.utils.yaml import yaml_load

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.project.settings import find_project
from estuary_docs.renderers import PAGES, render
from estuary_docs.site.guides import guides, shown
from estuary_docs.site.links import relative, resolve
from estuary_docs.site.page_assets import STYLES, with_assets

MACRO = re.compile(
    r'\{\{ show\("(?P<format>[a-z-]+)"(?:, "(?P<profile>[a-z]+)")?\)(?: \| indent\((?P<indent>\d+)\))? \}\}'
)
ONLY_FOR_THE_PROJECT = {"nav", "not_in_nav", "watch", "validation"}


def write_sites(project: Path, pages: int, with_macros: Path, without_macros: Path) -> None:
    """Write both folders, each with `pages` pages made of the project's own that hold macros."""
    sources = [
        path for path in sorted((project / "docs").glob("*.md")) if MACRO.search(path.read_text(encoding="utf-8"))
    ]
    texts = {
        f"{source.stem}{f'-{copy}' if copy else ''}.md": source.read_text(encoding="utf-8")
        for copy, source in ((index // len(sources), sources[index % len(sources)]) for index in range(pages))
    }
    _write(project, texts, with_macros, without_macros)


def write_whole_sites(project: Path, with_macros: Path, without_macros: Path) -> None:
    """Write both folders, each with every page of the project."""
    docs = project / "docs"
    texts = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in docs.rglob("*.md")}
    _write(project, texts, with_macros, without_macros)


def _write(project: Path, texts: Mapping[str, str], with_macros: Path, without_macros: Path) -> None:
    for folder, keeps_macros in ((with_macros, True), (without_macros, False)):
        _write_project(project, folder, keeps_macros=keeps_macros)
        config = load_config(str(folder / "mkdocs.yml"))
        catalogue = find_project(folder).catalogue()
        for name, text in texts.items():
            path = folder / "docs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        # A page's macros know the guides that the other pages are.
        docs = folder / "docs"
        told = replace(catalogue, guides=tuple(guides(docs, catalogue)), pages=shown(docs))
        for name, text in texts.items() if not keeps_macros else ():
            (folder / "docs" / name).write_text(_expanded(text, name, told, config), "utf-8")


def pages_of(site: Path) -> dict[str, str]:
    """Return the HTML of every page of a built site, by its path; white space between lines does not count."""
    return {
        path.relative_to(site).as_posix(): "\n".join(path.read_text(encoding="utf-8").split())
        for path in sorted(site.rglob("*.html"))
    }


def _write_project(project: Path, folder: Path, *, keeps_macros: bool) -> None:
    (folder / "docs").mkdir(parents=True)
    shutil.copytree(project / "docs" / "assets", folder / "docs" / "assets")
    shutil.copytree(project / "theme", folder / "theme")
    shutil.copytree(project / "config_schema", folder / "config_schema")
    shutil.copy(project / "pyproject.toml", folder)
    settings = yaml_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    settings = {key: value for key, value in settings.items() if key not in ONLY_FOR_THE_PROJECT}
    settings["extra"].pop("moved")
    if not keeps_macros:
        settings["plugins"] = [plugin for plugin in settings["plugins"] if "macros" not in plugin]
        settings["extra_css"] = [STYLES, *settings["extra_css"]]
    # JSON is YAML too.
    (folder / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")


def _expanded(text: str, name: str, catalogue: Catalogue, config: MkDocsConfig) -> str:
    page = Page(None, File(name, config.docs_dir, config.site_dir, use_directory_urls=True), config)

    def rendering_of(found: re.Match[str]) -> str:
        told = catalogue.in_profile(found["profile"] or catalogue.profile)
        rendering = render(told, found["format"], for_copying=True)
        if found["format"] in PAGES:
            linked = resolve(rendering, page.url, config)
            rendering = with_assets(linked, found["format"], lambda path: relative(path, page.url))
        return rendering.replace("\n", "\n" + " " * int(found["indent"])) if found["indent"] else rendering

    return MACRO.sub(rendering_of, text)
