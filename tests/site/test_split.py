"""A reference on a page for each section: what a long one is generated as."""

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError
from playwright.sync_api import expect

from benchmarks.filter import write_large_site
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.errors import ProjectError
from estuary_docs.project.artefacts import orphans, targets
from estuary_docs.project.settings import Artefact, Project
from estuary_docs.renderers import render
from tests.browsing import Visits, build
from tests.sites import BUILD_WARNINGS, Page, build_site

FOLDER = "docs/reference/{section}.md"


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Return the root of a project of 160 variables in eight sections, with a page for each."""
    write_large_site(tmp_path / "large", 160)
    return tmp_path / "large"


def test_a_path_with_a_section_is_a_file_for_each(catalogue: Catalogue, tmp_path: Path) -> None:
    """Each section has its file, which shows that section alone."""
    project = Project(tmp_path, None, (Artefact(FOLDER, "reference-page"), Artefact("env/{section}.md", "table")))
    texts = {target.shown: target.text for target in targets(project, catalogue)}
    words = [section.word for section in catalogue.sections]
    assert list(texts) == [f"{folder}/{word}.md" for folder in ("docs/reference", "env") for word in words]
    assert '\n# Rate limit\n\n{{ show("reference", section="rate-limit") }}\n' in texts["docs/reference/rate-limit.md"]
    assert "`JWT_SECRET`" in texts["env/authentication.md"]
    assert "`PORT`" not in texts["env/authentication.md"]


def test_the_page_of_a_section_that_is_gone_is_an_orphan(catalogue: Catalogue, tmp_path: Path) -> None:
    """A section that the schema has no more leaves a file behind that `check` names."""
    project = Project(tmp_path, None, (Artefact(FOLDER, "reference-page"),))
    page = targets(project, catalogue)[0]
    for name in (page.path.name, "gone.md"):
        page.path.parent.mkdir(parents=True, exist_ok=True)
        page.path.with_name(name).write_text(page.text)
    assert list(orphans(project, catalogue)) == ["docs/reference/gone.md"]


def test_what_shows_no_single_section_says_so(catalogue: Catalogue) -> None:
    """A format that tells of the whole environment is not given a part of it, and no section is made up."""
    with pytest.raises(ProjectError, match="env-example: shows no single section"):
        render(catalogue.in_section("logging"), "env-example")
    with pytest.raises(ProjectError, match=r"section: is not a section of Estuary; choose one of .*logging"):
        catalogue.in_section("gone")


@BUILD_WARNINGS
def test_every_variable_is_reached_from_every_page(large: Path) -> None:
    """The index has a row for each, and it, the rules and the secrets link to the entry on its section's page."""
    site = build_site(large)
    index = Page((site / "reference/index.html").read_text(encoding="utf-8"))
    section = Page((site / "reference/part3/index.html").read_text(encoding="utf-8"))
    assert "part_3_enabled_0" in index.ids
    assert "part_3_enabled_0" in section.ids
    assert "part_2_enabled_6" not in section.ids
    assert index.links.count("part3/#part_3_enabled_0") == 1
    for page in ("secrets", "troubleshooting"):
        assert "../reference/part0/#part_0_key_4" in Page((site / page / "index.html").read_text("utf-8")).links
    assert "../" in section.links


@BUILD_WARNINGS
def test_a_page_of_no_section_fails_the_build(large: Path) -> None:
    """A page that names a section which is gone ends the build with one line."""
    (large / "docs" / "old.md").write_text(
        '---\nrender_macros: true\n---\n# Old\n\n{{ show("reference", section="old") }}\n'
    )
    with pytest.raises((PluginError, SystemExit)):
        build_site(large)


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
def test_the_index_leads_browsers_to_the_entries(large: Path, visits: Visits, serve: Callable[[Path], str]) -> None:
    """The filter narrows the index and its sections; Enter on the last one left, or an exact name, opens its entry."""
    origin = serve(build(large / "site", large))
    page = visits.open(origin, "reference/")
    status, rows = page.locator(".filter [role=status]"), page.locator(".overview tr[id]").filter(visible=True)
    expect(status).to_have_text("160 of 160 variables")
    page.get_by_label("Name or purpose").fill("part_7_label_4")
    expect(status).to_have_text("0 of 160 variables")
    page.get_by_label("Name or purpose").fill("part_7_mode")
    expect(rows).to_have_count(4)
    assert page.locator(".overview-section").filter(visible=True).all_text_contents() == ["Part7"]
    page.get_by_role("combobox", name="Secret").select_option("secret")
    expect(rows).to_have_count(0)
    page.get_by_role("button", name="Show all").click()
    expect(rows).to_have_count(160)
    page.get_by_label("Name or purpose").fill("part_7_mode_1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{origin}/reference/part7/#part_7_mode_1")
    page = visits.open(origin, "reference/?find=part-6-mode-3")
    expect(page).to_have_url(f"{origin}/reference/part6/#part_6_mode_3")
