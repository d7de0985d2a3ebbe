"""The MkDocs plugin: mkdocs-macros without the program that it would run."""

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from tests.sites import BUILD_WARNINGS, build_site

SETTINGS = """site_name: Toy
plugins:
  - estuary-docs:
      on_error_fail: true
      modules: {}
"""


def settled(project: Path, settings: str) -> Path:
    """Write a site of one page."""
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (project / "docs").mkdir()
    (project / "docs/index.md").write_text('{{ show("table") }}\n', encoding="utf-8")
    return project


@BUILD_WARNINGS
@pytest.mark.parametrize("place", ["main.py", "main/__init__.py"])
@pytest.mark.parametrize("modules", ["[]", "[estuary_docs.macros]", "[estuary_docs.site_files]"])
def test_a_build_runs_no_main_beside_the_settings(project: Path, place: str, modules: str) -> None:
    """A service called `main` stays unread, whatever modules are listed, and the macros work."""
    (project / place).parent.mkdir(exist_ok=True)
    (project / place).write_text("raise SystemExit(7)\n", encoding="utf-8")
    site = build_site(settled(project, SETTINGS.format(modules)), strict=False)
    assert "3000" in (site / "index.html").read_text(encoding="utf-8")


@BUILD_WARNINGS
def test_a_local_module_is_listed_instead(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A module of the site's own is named where the others are."""
    settled(project, SETTINGS.format("[]") + "      module_name: mine\n")
    with pytest.raises(Abort):
        build_site(project)
    assert "takes no module_name; list the module in `modules`" in caplog.text
