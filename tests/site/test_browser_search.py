"""The site's search, asked what people ask: the right page comes first, slips are understood, audiences do not mix."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Visits

pytestmark = pytest.mark.xdist_group("browser")

LIMIT = "reference/#rate_limit_max_requests"
RIGHT = {
    "RATE_LIMIT_MAX_REQUESTS": LIMIT,
    "rate_limit_max": "reference/",
    "rate limit": "reference/",
    "ratelimit": "reference/",
    "max_req": "reference/",
    "MAX_REQUESTS": "reference/",
    "JWT_SECRET": "reference/#jwt_secret",
    "jwt": "reference/",
    "JWT_SECERT": "reference/#jwt_secret",
    "JWTSECRET": "reference/#jwt_secret",
    "secret": "secrets/",
    "port": "reference/",
    "kubernetes": "guide/kubernetes/",
    "k8s": "guide/kubernetes/",
    "docker compose": "guide/compose/",
    "throttle": "reference/",
    "log level": "reference/",
    "placeholder": "troubleshooting/",
    "too-short": "troubleshooting/",
    "why is my JWT_SECRET refused": "troubleshooting/",
    "error missing": "troubleshooting/",
    "production": "profiles/",
    "cors": "reference/",
    "env file": "guide/environment-variables/",
    "leaked": "guide/when-a-secret-leaks/",
    "rotate": "guide/rotation/",
    "CONVEX_URL": "reference/#convex_deployment_url",
    "systemd": "guide/systemd/",
}
NOWHERE = ("helm", "session timeout", "cookie")


# Of these the other part of the site has pages too, which come after those of the reader's own.
ELSEWHERE = {"drift": "tool/drift/", "install": "tool/"}
SLIPS = {
    "JWT_SECERT": "JWT_SECRET",
    "ratelimit": "RATE_LIMIT",
    "sekret": "SECRET",
    "CONVEX_URL": "CONVEX_DEPLOYMENT_URL",
}
Ask = Callable[[str], list[str]]


def asking(page: Page, origin: str) -> Ask:
    """Return a function that types a question into the search of a page, and returns the addresses that it finds."""
    field, meta = page.locator(".md-search__input"), page.locator(".md-search-result__meta")

    def ask(question: str) -> list[str]:
        field.fill("")
        field.press("Shift")
        expect(meta).to_have_text("Type to start searching")
        field.fill(question)
        field.press("Shift")
        expect(meta).not_to_have_text("Type to start searching")
        found = page.locator(".md-search-result__link").evaluate_all(
            "links => links.map(link => link.href.replace(/[?]h=[^#]*/, ''))"
        )
        return [address.removeprefix(f"{origin}/") for address in found]

    return ask


@pytest.fixture(scope="module")
def pages(browser: Browser, origin: str) -> Iterator[dict[str, Page]]:
    """Return a page of each part of the site."""
    visits = Visits(browser)
    parts = {start: visits.open(origin, start) for start in ("", "tool/")}
    for page in parts.values():
        page.keyboard.press("/")
        expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
    yield parts
    visits.close()


@pytest.fixture(scope="module")
def ask(pages: dict[str, Page], origin: str) -> Ask:
    """Return the search of the home page."""
    return asking(pages[""], origin)


@pytest.mark.parametrize(("question", "right"), RIGHT.items())
def test_the_right_page_comes_first(ask: Ask, question: str, right: str) -> None:
    """What people ask at home is answered by the first result; a name by its entry."""
    first = ask(question)[0]
    assert first == right or first.partition("#")[0] == right


@pytest.mark.parametrize("question", NOWHERE)
def test_what_the_site_does_not_know_it_does_not_find(ask: Ask, question: str) -> None:
    """A page that has some of the words is no answer."""
    assert ask(question) == []


@pytest.mark.parametrize(("slip", "meant"), SLIPS.items())
def test_a_slip_is_understood_and_named(ask: Ask, pages: dict[str, Page], slip: str, meant: str) -> None:
    """The search finds what was meant, and reports how it has read the words."""
    assert ask(slip)
    expect(pages[""].locator(".did-you-mean")).to_have_text(f"Did you mean {meant}?")
    assert ask(meant)
    expect(pages[""].locator(".did-you-mean")).to_have_count(0)


@pytest.mark.parametrize("start", ["", "tool/"])
@pytest.mark.parametrize("question", [*RIGHT, *ELSEWHERE, "schema", "commands", "check", "exit code"])
def test_results_of_one_part_never_begin_with_pages_of_the_other(
    pages: dict[str, Page], origin: str, start: str, question: str
) -> None:
    """The reader's own part comes first, and decisions are in neither."""
    addresses = asking(pages[start], origin)(question)
    found = [address.startswith("tool/") for address in addresses]
    assert found == sorted(found, reverse=start == "tool/")
    assert not any(address.startswith("decisions/") for address in addresses)


@pytest.mark.parametrize(("question", "right"), ELSEWHERE.items())
def test_the_tool_s_own_questions_are_answered_in_its_part(
    pages: dict[str, Page], origin: str, question: str, right: str
) -> None:
    """An adopter finds the tool's pages."""
    assert asking(pages["tool/"], origin)(question)[0] == right
