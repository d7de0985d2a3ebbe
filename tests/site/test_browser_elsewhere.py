"""The pages that `init` adds to a site of somebody else's: in its colours, with all that they need."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from estuary_docs.installation.install import plan
from estuary_docs.project.artefacts import write
from estuary_docs.project.settings import Project
from tests.browsing import AXE, DESK, PHONE, Visits, build, violations
from tests.conftest import SMALL_SCHEMA

pytestmark = pytest.mark.xdist_group("browser")

SETTINGS = """site_name: Theirs
site_url: {}/
theme:
  name: material
  font: false
  features: [navigation.instant, navigation.sections, content.code.copy]
  palette:
    - scheme: default
      primary: indigo
      toggle: {{icon: material/weather-night, name: Dark}}
    - scheme: slate
      primary: indigo
      toggle: {{icon: material/weather-sunny, name: Light}}
"""
PAGES = {
    "index": "# Home\n\nNothing of ours.\n\n```\ncode\n```\n",
    "tools": '---\nrender_macros: true\n---\n\n# Checker\n\n{{ show("checker") }}\n',
    "builder": '---\nrender_macros: true\n---\n\n# Builder\n\n{{ show("builder") }}\n',
    "find": '---\nrender_macros: true\n---\n\n# Find\n\n{{ show("lookup") }}\n\n{{ show("profiles") }}\n',
}
REFERENCE = "configuration/reference/"
ADDRESSES = (REFERENCE, "configuration/troubleshooting/", "tools/", "builder/", "find/")


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str], browser: Browser) -> str:
    """Return the origin of a site of somebody else's that `init` was run in."""
    assert browser.is_connected()
    root = tmp_path_factory.mktemp("theirs")
    (root / "docs").mkdir()
    for name, text in PAGES.items():
        (root / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    (root / "toy.py").write_text(SMALL_SCHEMA, encoding="utf-8")
    (root / "site").mkdir()
    origin = serve(root / "site")
    (root / "mkdocs.yml").write_text(SETTINGS.format(origin), encoding="utf-8")
    write(plan(Project(root, None), "toy:ToySettings"))
    build(root / "site", root)
    return origin


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str], browser: Browser) -> str:
    """Return the origin of the site that `init` makes where there is none."""
    assert browser.is_connected()
    root = tmp_path_factory.mktemp("new")
    (root / "toy.py").write_text(SMALL_SCHEMA, encoding="utf-8")
    write(plan(Project(root, None), "toy:ToySettings"))
    return serve(build(root / "site", root))


@pytest.mark.parametrize("address", ["", "reference/", "secrets/", "deploy/", "troubleshooting/", "build/", "check/"])
def test_axe_finds_nothing_in_a_site_of_our_making(new: str, visits: Visits, address: str) -> None:
    """On a phone and on a desk, in light and in dark, neither the page nor what the theme puts round it."""
    if not AXE.is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("axe-core is not installed; `make readers` does that")
    for width, scheme in ((PHONE, "light"), (DESK, "dark")):
        page = visits.open(new, f"configuration/{address}" if address else "", width, color_scheme=scheme)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def style(part: Locator, name: str) -> str:
    """Return how a part of a page is drawn."""
    drawn: str = part.evaluate("(element, name) => getComputedStyle(element)[name]", name)
    return drawn


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_fits_its_site(elsewhere: str, visits: Visits, address: str, width: int) -> None:
    """Axe finds nothing in what the page holds, in light and in dark, and it is no wider than the screen."""
    if not AXE.is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("axe-core is not installed; `make readers` does that")
    page = visits.open(elsewhere, address, width)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for scheme in ("default", "slate"):
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        assert violations(page, within="article") == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator("label[for^=__palette]:visible").click()


def test_the_reference_is_styled_and_copies(elsewhere: str, visits: Visits) -> None:
    """The tables have borders, names stand at the left, marks have a ground, and a button copies the line."""
    page = visits.open(elsewhere, REFERENCE, permissions=["clipboard-read", "clipboard-write"])
    assert style(page.locator(".overview"), "borderTopStyle") == "solid"
    assert style(page.locator(".overview tbody th").first, "textAlign") == "start"
    assert style(page.locator(".mark-secret").first, "backgroundColor") != "rgba(0, 0, 0, 0)"
    page.get_by_label("Copy PORT=3000", exact=True).click()
    expect(page.locator(".copied")).to_have_text("Copied: PORT=3000")
    assert page.evaluate("navigator.clipboard.readText()") == "PORT=3000"


def follow(page: Page, name: str) -> None:
    """Go to a page by the site's navigation."""
    page.locator(".md-nav--primary a.md-nav__link", has_text=name).click()
    expect(page.locator("article h1")).to_contain_text(name)


def test_what_a_page_needs_comes_without_loading_it_anew(elsewhere: str, visits: Visits) -> None:
    """In a site that swaps its pages, the filter, the copying and the tools work on every visit, once each."""
    page = visits.open(elsewhere, "", permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("window.stays = true")
    for _visit in range(2):
        follow(page, "Variables")
        page.get_by_label("Name or purpose").fill("port")
        expect(page.locator(".filter [role=status]")).to_have_text("1 of 2 variables")
        page.get_by_label("Copy PORT=3000", exact=True).click()
        expect(page.locator("body > .copied")).to_have_text("Copied: PORT=3000")
        follow(page, "Checker")
        page.get_by_label("Your env file").fill("PORT=x")
        expect(page.locator("#checker-summary")).to_contain_text("1 error")
        follow(page, "Builder")
        expect(page.locator("#builder-text")).to_contain_text("Made from toy")
    assert page.evaluate("window.stays")


def test_other_pages_load_one_style_sheet_more_and_the_search(elsewhere: str, visits: Visits) -> None:
    """A page that shows no rendering has no script of ours but the search's, and one copy button: the theme's."""
    page = visits.open(elsewhere, "")
    ours = page.locator("[src*='estuary-docs'], [href*='estuary-docs']")
    assert {each.evaluate("element => element.href || element.src") for each in ours.all()} == {
        f"{elsewhere}/assets/estuary-docs/{name}" for name in ("facts.css", "search.js")
    }
    assert page.locator("article button").count() == 1


@pytest.mark.parametrize(
    ("address", "field", "text", "answer", "expected"),
    [
        (REFERENCE, "form.filter [name=find]", "port", ".filter [role=status]", "1 of 2 variables"),
        ("tools/", ".tool textarea", "PORT=x", "#checker-summary", "1 error"),
    ],
)
def test_what_is_typed_before_a_script_runs_counts(  # noqa: PLR0913, PLR0917 - a page, a field and what it answers
    elsewhere: str, visits: Visits, address: str, field: str, text: str, answer: str, expected: str
) -> None:
    """A reader who types while the page still loads is not forgotten."""
    page = visits.open(elsewhere, "")
    # A deferred script runs after a document has become interactive.
    page.add_init_script(
        f"""document.addEventListener("readystatechange", () => {{
            if (document.readyState === "interactive") document.querySelector("{field}").value = "{text}";
        }});"""
    )
    page.goto(f"{elsewhere}/{address}")
    expect(page.locator(field)).to_have_value(text)
    expect(page.locator(answer)).to_contain_text(expected)
