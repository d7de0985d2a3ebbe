"""Building sites in tests, and what a test wants to know of a page."""

import logging
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from shutil import copytree

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.conftest import ROOT

BUILD_WARNINGS = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


class Page(HTMLParser):
    """What a test wants to know of an HTML page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.handlers: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids, links and event handlers."""
        self.tags[tag] += 1
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "action"):
                self.links.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)

    def handle_data(self, data: str) -> None:
        """Note the text."""
        self.text += data


def build_site(root: Path, *, strict: bool = True) -> Path:
    """Build the site of a project and return its folder."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"), strict=strict)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return root / "site"


def copy_project(root: Path) -> None:
    """Copy what Estuary's site is built from into a folder."""
    for name in ("docs", "config_schema", "theme"):
        copytree(ROOT / name, root / name)
    for name in ("mkdocs.yml", "pyproject.toml"):
        (root / name).write_bytes((ROOT / name).read_bytes())
    (root / "estuary_docs").mkdir()
