"""The site as people use it, in a browser: served under its own Content-Security-Policy, and opened from files."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.filter import write_large_site
from estuary_docs.catalogue.model import Catalogue
from tests.browsing import AXE, DESK, PHONE, Visits, build, violations
from tests.conftest import ROOT

# One worker runs them all, so that one browser and one site serve them.
pytestmark = pytest.mark.xdist_group("browser")

DOCS = ROOT / "docs"
ADDRESSES = [
    path.relative_to(DOCS).as_posix().removesuffix(".md").removesuffix("index").rstrip("/")
    for path in sorted(DOCS.rglob("*.md"))
]


VISIBLE_TEXT = """element => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) {
        const text = walker.currentNode;
        if (text.parentElement.checkVisibility()) texts.push(text.data);
    }
    return texts.join(" ");
}"""


IS_IN_SIGHT = """() => {
    const { left, right, top, bottom } = document.activeElement.getBoundingClientRect();
    return left >= 0 && right <= innerWidth + 1 && bottom > 0 && top < innerHeight;
}"""


@pytest.fixture(scope="session")
def inspections(browser: Browser) -> Iterator[Callable[[str, int], tuple[Visits, Page]]]:
    """Return a function that returns a page for a width; a page for each test would take most of the time."""
    visits = Visits(browser)
    pages: dict[int, Page] = {}

    def inspect(origin: str, width: int) -> tuple[Visits, Page]:
        if width not in pages:
            pages[width] = visits.page(origin, width, color_scheme="light", reduced_motion="reduce")
        visits.complaints.clear()
        return visits, pages[width]

    yield inspect
    visits.close()


@pytest.fixture
def reference(origin: str, visits: Visits) -> Page:
    """Return the reference, open in a browser."""
    return visits.open(origin, "reference/", permissions=["clipboard-read", "clipboard-write"])


def shown(page: Page) -> list[str]:
    """Return the names of the variables whose facts are to be seen."""
    return [text.rstrip("¶") for text in page.locator("h3:has(+ .variable):visible").all_text_contents()]


def fact(page: Page, name: str, label: str) -> str:
    """Return what a reader sees of one fact about a variable."""
    facts = page.locator(f"#{name.lower()} + .variable dt", has_text=label)
    if label in ("Rules", "Errors"):
        page.locator(f"#{name.lower()} + .variable details").evaluate("details => details.open = true")
    told = facts.locator("xpath=following-sibling::dd[1]").evaluate(VISIBLE_TEXT)
    return " ".join(told.split())


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("address", [*ADDRESSES, "404.html"])
def test_a_page_is_accessible_and_fits(
    origin: str, inspections: Callable[[str, int], tuple[Visits, Page]], address: str, width: int
) -> None:
    """Axe finds nothing, in light and in dark; the page is no wider than the screen, and nothing complains."""
    if not AXE.is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("axe-core is not installed; `make checkers` does that")
    visits, page = inspections(origin, width)
    page.goto(f"{origin}/{address}")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_title("Switch to dark mode").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert violations(page, "color-contrast", "link-in-text-block") == []
    page.evaluate("localStorage.clear()")
    assert visits.complaints == []


def test_the_site_search_finds_a_variable_by_any_part_of_its_name(origin: str, visits: Visits) -> None:
    """A reader presses /, types a part of a name, and is at the variable with Enter."""
    page = visits.open(origin, "")
    page.keyboard.press("/")
    page.keyboard.type("previous")
    results = page.locator(".md-search-result__link")
    expect(results.filter(has_text="JWT_SECRET_PREVIOUS").first).to_be_visible()
    results.filter(has_text="JWT_SECRET_PREVIOUS").first.press("Enter")
    expect(page).to_have_url(re.compile(r"/reference/(\?h=\w+)?#jwt_secret_previous$"))


def test_the_home_page_looks_a_variable_up(origin: str, visits: Visits) -> None:
    """A part of a name typed at home leads to the reference that shows what has it."""
    page = visits.open(origin, "")
    page.get_by_label("A variable, by any part of its name").fill("jwt")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/reference/\?find=jwt$"))
    expect(page.get_by_role("status").first).to_have_text(re.compile("^2 of "))
    assert not page.locator("#__search").is_checked()
    assert shown(page) == ["JWT_SECRET", "JWT_SECRET_PREVIOUS"]


def test_the_filter_leaves_what_has_the_words(reference: Page, catalogue: Catalogue) -> None:
    """Rows, facts, sections and contents shrink together; the count says so politely; Escape brings all back."""
    names = [variable.name for variable in catalogue.variables]
    assert shown(reference) == names
    field = reference.get_by_label("Name or purpose")
    field.press_sequentially("limit_window second")
    assert shown(reference) == ["RATE_LIMIT_WINDOW_SECONDS"]
    assert reference.locator(".overview tr:has(a)").filter(visible=True).count() == 1
    assert reference.locator("article h2:visible").all_text_contents() == ["Rate limit¶", "Read by others¶"]
    assert reference.locator(".md-sidebar--secondary .md-nav__link:visible", has_text="JWT").count() == 0
    status = reference.locator(".filter [role=status]")
    expect(status).to_have_text(f"1 of {len(names)} variables")
    expect(reference).to_have_url(re.compile(r"\?find=limit_window\+second$"))
    field.press("Escape")
    assert shown(reference) == names
    expect(reference).to_have_url(re.compile("/reference/$"))
    expect(field).to_be_focused()


def test_a_facet_lives_in_the_address(reference: Page, origin: str, visits: Visits, catalogue: Catalogue) -> None:
    """An address with facets can be shared, and the back button undoes one choice at a time."""
    secrets = [variable.name for variable in catalogue.secrets]
    required = ["CONVEX_DEPLOYMENT_URL", "AUTH_JWKS_URLS", "JWT_SECRET"]
    reference.get_by_role("combobox", name="Secret").select_option("secret")
    assert shown(reference) == secrets
    reference.get_by_role("radio", name="production").check()
    reference.get_by_role("combobox", name="Required").select_option("required")
    assert shown(reference) == required
    assert reference.url.endswith("?secret=yes&required=yes&profile=production")
    shared = visits.open(origin, reference.url.removeprefix(f"{origin}/"))
    assert shown(shared) == required
    expect(shared.get_by_role("radio", name="production")).to_be_checked()
    reference.go_back()
    assert shown(reference) == secrets
    reference.go_back()
    reference.go_back()
    assert len(shown(reference)) == len(list(catalogue.variables))
    reference.go_forward()
    assert shown(reference) == secrets


def test_an_address_with_nonsense_shows_everything(origin: str, visits: Visits, catalogue: Catalogue) -> None:
    """A facet that is gone, or never was, is as if it were not asked for."""
    page = visits.open(origin, "reference/?section=gone&profile=%22%5D&secret=maybe")
    assert len(shown(page)) == len(list(catalogue.variables))


def test_a_section_and_a_condition_are_facets(reference: Page) -> None:
    """A reader narrows down to a section, and to what a profile requires on a condition."""
    reference.get_by_role("combobox", name="Section").select_option("Database")
    assert shown(reference) == ["DATABASE_TYPE", "CONVEX_DEPLOYMENT_URL"]
    reference.get_by_role("radio", name="development").check()
    reference.get_by_role("combobox", name="Required").select_option("on a condition")
    assert shown(reference) == ["CONVEX_DEPLOYMENT_URL"]
    reference.get_by_role("button", name="Show all").click()
    assert len(shown(reference)) > 2


def test_the_profile_switch_tells_what_holds_in_one_profile(reference: Page) -> None:
    """Default, requirement and rules are those of the profile; without a choice all are there."""
    assert fact(reference, "AUTH_ENABLED", "Default") == "development: false staging, production: true"
    reference.get_by_label("all", exact=True).focus()
    reference.keyboard.press("ArrowRight")
    expect(reference).to_have_url(re.compile(r"\?profile=development$"))
    assert fact(reference, "AUTH_ENABLED", "Default") == "development: false"
    assert "one of" not in fact(reference, "JWT_SECRET", "Required")
    assert fact(reference, "AUTH_ENABLED", "Rules") == ""
    reference.get_by_role("radio", name="production").check()
    assert fact(reference, "AUTH_ENABLED", "Default") == "staging, production: true"
    assert "Must be true" in fact(reference, "AUTH_ENABLED", "Rules")
    assert "one of" in fact(reference, "JWT_SECRET", "Required")
    assert "Should" not in fact(reference, "JWT_SECRET", "Rules")


def test_a_line_and_a_link_can_be_copied(reference: Page, origin: str) -> None:
    """One press copies the line that sets it, another the address of its place, and the page says what it copied."""
    reference.get_by_role("combobox", name="Secret").select_option("secret")
    line = "JWT_SECRET=change-me-jwt-secret-openssl-rand-base64-32"
    reference.get_by_role("button", name=f"Copy {line}", exact=True).press("Enter")
    expect(reference.locator(".copied")).to_have_text(f"Copied: {line}")
    assert reference.evaluate("navigator.clipboard.readText()") == line
    reference.get_by_role("button", name="Copy link to JWT_SECRET", exact=True).click()
    expect(reference.locator(".copied")).to_have_text(f"Copied: {origin}/reference/#jwt_secret")
    assert reference.evaluate("navigator.clipboard.readText()") == f"{origin}/reference/#jwt_secret"


def test_a_link_to_a_hidden_variable_shows_it(origin: str, visits: Visits, catalogue: Catalogue) -> None:
    """Whoever follows a link to a variable sees it, whatever the filter said; the profile stays."""
    page = visits.open(origin, "reference/?find=jwt&profile=staging#port")
    assert len(shown(page)) == len(list(catalogue.variables))
    expect(page.locator("#port")).to_be_in_viewport()
    assert page.url.endswith("/reference/?profile=staging#port")


def test_a_result_of_the_filter_is_reached_within_the_page(reference: Page) -> None:
    """A click in the overview jumps to the entry: the filter stays, and nothing is loaded."""
    reference.get_by_label("Name or purpose").fill("jwt")
    expect(reference).to_have_url(re.compile(r"\?find=jwt$"))
    reference.evaluate("window.stays = true")
    reference.locator(".overview a", has_text="JWT_SECRET_PREVIOUS").click()
    expect(reference).to_have_url(re.compile(r"\?find=jwt#jwt_secret_previous$"))
    expect(reference.locator("#jwt_secret_previous")).to_be_in_viewport()
    assert reference.evaluate("window.stays")
    assert shown(reference) == ["JWT_SECRET", "JWT_SECRET_PREVIOUS"]


@pytest.mark.parametrize(
    ("address", "name"),
    [("#RATE_LIMIT_MAX_REQUESTS", "rate_limit_max_requests"), ("?find=JWT_SECRET", "jwt_secret")],
)
def test_a_name_leads_to_its_entry(origin: str, visits: Visits, address: str, name: str) -> None:
    """A fragment counts in any case, and an exact name that is looked up is found at once."""
    page = visits.open(origin, f"reference/{address}")
    expect(page.locator(f"#{name}")).to_be_in_viewport()
    expect(page).to_have_url(re.compile(f"#{name}$"))


@pytest.mark.parametrize(
    ("slip", "meant"), [("JWT_SECERT", "JWT_SECRET"), ("ratelimt", "RATE_LIMIT"), ("sekret", "SECRET")]
)
def test_the_filter_understands_a_slip(origin: str, visits: Visits, slip: str, meant: str) -> None:
    """What is typed at home or in the filter and found nowhere is answered with the name that is near."""
    page = visits.open(origin, "")
    page.get_by_label("A variable, by any part of its name").fill(slip)
    page.keyboard.press("Enter")
    expect(page.locator(".filter .did-you-mean")).to_have_text(f"Did you mean {meant}?")
    page.get_by_role("button", name=meant, exact=True).click()
    expect(page.locator(".filter .did-you-mean")).to_be_hidden()
    assert shown(page)


def test_a_variable_is_set_on_a_platform(reference: Page) -> None:
    """An entry leads to the builder, which has the variable and the platform chosen."""
    reference.locator("#port + .variable").get_by_role("link", name="Kubernetes").click()
    expect(reference.locator("#build-port")).to_be_focused()
    expect(reference.locator("#builder-text")).to_contain_text("kind: ConfigMap")
    expect(reference.get_by_label("Kubernetes")).to_be_checked()


def test_a_console_block_is_copied_as_commands(origin: str, visits: Visits) -> None:
    """Neither the prompt, nor a comment, nor what a command prints is copied."""
    page = visits.open(origin, "tool/drift/", permissions=["clipboard-read", "clipboard-write"])
    page.locator("[data-copy-code]").first.click()
    expect(page.locator(".copied")).to_have_text(re.compile("^Copied"))
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert copied[1:] == [
        "estuary-docs drift --with-schema",
        "estuary-docs drift --explain DEBUG_MODE",
        "estuary-docs inventory",
    ]
    assert copied[0].startswith("pip install ")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_what_the_keyboard_reaches_is_in_sight(origin: str, visits: Visits, width: int) -> None:
    """Wherever Tab leads, in the header, the drawer and the page, the focused element is within the window."""
    page = visits.open(origin, "guide/rotation/", width=width, reduced_motion="reduce")
    page.keyboard.press("Tab")
    for _ in range(24):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
        assert page.evaluate(IS_IN_SIGHT), page.evaluate("document.activeElement.outerHTML")


def test_the_filter_needs_no_mouse(reference: Page) -> None:
    """Tab leads from the text through the facets and the profiles to the button."""
    reference.get_by_label("Name or purpose").focus()
    for name in ("section", "secret", "required", "profile"):
        reference.keyboard.press("Tab")
        assert reference.evaluate("document.activeElement.name") == name
    reference.keyboard.press("Tab")
    expect(reference.get_by_role("button", name="Show all")).to_be_focused()


def test_nothing_moves_while_the_page_loads(origin: str, visits: Visits) -> None:
    """The layout is as it stays before the scripts run."""
    for address in ("", "reference/"):
        page = visits.open(origin, address)
        page.wait_for_load_state("networkidle")
        moved = page.evaluate(
            """() => new Promise(done => new PerformanceObserver(list =>
               done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))
            ).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 300))"""
        )
        assert moved < 0.01, address


def test_without_a_script_everything_is_there(origin: str, visits: Visits, catalogue: Catalogue) -> None:
    """Every fact of every profile is in the page; what needs a script is not."""
    page = visits.open(origin, "reference/", java_script_enabled=False)
    assert shown(page) == [variable.name for variable in catalogue.variables]
    assert fact(page, "AUTH_ENABLED", "Default") == "development: false staging, production: true"
    assert not page.locator(".filter").is_visible()
    assert page.get_by_role("button", name="Copy").count() == 0


def test_a_printed_reference_is_the_facts(reference: Page) -> None:
    """On paper there are the facts, without what can only be pressed."""
    reference.emulate_media(media="print")
    assert not reference.locator(".md-header, .filter, .setting button").filter(visible=True).count()
    assert reference.locator("#jwt_secret + .variable").is_visible()


def test_the_filter_copes_with_a_thousand_variables(
    visits: Visits, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """Of a thousand variables the filter shows and counts those that are looked for, and all of them again."""
    write_large_site(tmp_path / "large", 1000)
    page = visits.open(serve(build(tmp_path / "large" / "site", tmp_path / "large")), "reference/")
    status = page.locator(".filter [role=status]")
    expect(status).to_have_text("1000 of 1000 variables")
    page.get_by_label("Name or purpose").fill("part_7_enabled")
    expect(status).to_have_text(re.compile("^[34] of 1000 variables"))
    page.keyboard.press("Escape")
    expect(status).to_have_text("1000 of 1000 variables")


def test_the_site_works_from_files(visits: Visits, browser: Browser, tmp_path: Path) -> None:
    """Unpacked on a disk, without a server, it is read, filtered and searched; nothing is asked of the network."""
    assert browser.is_connected()
    site = build(tmp_path / "site", OFFLINE="true")
    page = visits.open("file://", f"{site}/index.html")
    page.get_by_label("A variable, by any part of its name").fill("jwt")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"reference\.html\?find=jwt$"))
    expect(page.locator(".filter [role=status]")).to_have_text(re.compile("^2 of "))
    assert shown(page) == ["JWT_SECRET", "JWT_SECRET_PREVIOUS"]
    page.get_by_role("combobox", name="Secret").select_option("not secret")
    assert shown(page) == []
    expect(page).to_have_url(re.compile(r"reference\.html\?find=jwt&secret=no$"))
    page.keyboard.press("Escape")
    page.locator("body").press("/")
    page.keyboard.type("previous")
    result = page.locator(".md-search-result__link").filter(has_text="JWT_SECRET_PREVIOUS").first
    expect(result).to_be_visible()
    result.press("Enter")
    expect(page).to_have_url(re.compile("reference.html.*#jwt_secret_previous$"))
