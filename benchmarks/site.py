"""A documentation site in two folders: its pages with macros, and the very same pages with the macros expanded."""

import json
import re
import shutil
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.utils.yaml import yaml_load

from estuary_docs.links import resolve
from estuary_docs.project import find_project
from estuary_docs.renderers import render

MACRO = re.compile(r'\{\{ show\("(?P<format>[a-z-]+)"\) \}\}')
ONLY_FOR_THE_PROJECT = {"nav", "watch", "validation"}


def write_sites(project: Path, pages: int, with_macros: Path, without_macros: Path) -> None:
    """Write both folders, each with `pages` pages made of the project's own that hold macros."""
    sources = [
        path for path in sorted((project / "docs").glob("*.md")) if MACRO.search(path.read_text(encoding="utf-8"))
    ]
    texts = {
        f"{source.stem}{f'-{copy}' if copy else ''}.md": source.read_text(encoding="utf-8")
        for copy, source in ((index // len(sources), sources[index % len(sources)]) for index in range(pages))
    }
    for folder, keeps_macros in ((with_macros, True), (without_macros, False)):
        _write_project(project, folder, keeps_macros=keeps_macros)
        for name, text in texts.items():
            (folder / "docs" / name).write_text(text if keeps_macros else _expanded(text, name, folder), "utf-8")


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
    if not keeps_macros:
        settings["plugins"] = [plugin for plugin in settings["plugins"] if "macros" not in plugin]
    # JSON is YAML too.
    (folder / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")


def _expanded(text: str, name: str, folder: Path) -> str:
    config = load_config(str(folder / "mkdocs.yml"))
    page = Page(None, File(name, config.docs_dir, config.site_dir, use_directory_urls=True), config)
    catalogue = find_project(folder).catalogue()
    return MACRO.sub(lambda found: resolve(render(catalogue, found["format"]), page, config), text)
