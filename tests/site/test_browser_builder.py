"""The page "Build your .env" as people use it, in a browser: what it makes, and that keys stay where they are made."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from config_schema import validation
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from estuary_docs.renderers.files.builder_js import TEMPLATES
from estuary_docs.runtimes.python.env_file import EnvFile
from estuary_docs.validation.choices import choose
from tests.browsing import AXE, DESK, PHONE, Visits, build, violations
from tests.renderers.deployments.environments import genuine

pytestmark = pytest.mark.xdist_group("browser")

MASK = "•" * 16
# Notes every write to what a browser keeps, before any script of the page runs.
WATCH = """
window.writes = [];
const note = (holder, name) => {
    const original = holder[name];
    holder[name] = function (...given) {
        writes.push([name, ...given.map(String)]);
        return original.apply(this, given);
    };
};
note(Storage.prototype, "setItem");
note(IDBFactory.prototype, "open");
note(History.prototype, "pushState");
note(History.prototype, "replaceState");
note(Navigator.prototype, "sendBeacon");
note(console, "log");
"""
KEPT = """() => JSON.stringify({
    writes, local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie, address: location.href,
    title: document.title, history: history.state, name: window.name,
    attributes: [...document.querySelectorAll("*")].flatMap((each) => [...each.attributes].map(({ value }) => value)),
})"""


@pytest.fixture
def page(origin: str, visits: Visits) -> Page:
    """Return the builder, open in a browser."""
    return visits.open(origin, "build/", permissions=["clipboard-read", "clipboard-write"])


def field(page: Page, name: str) -> Locator:
    """Return the control of a variable, opening what it is folded into."""
    control = page.locator(f'[data-answer="{name}"]')
    control.evaluate("each => { for (let at = each; (at = at.closest('details:not([open])')); ) at.open = true; }")
    return control


def take(page: Page, group: str, value: str) -> None:
    """Choose a profile or a format."""
    page.locator(f'input[name="{group}"][value="{value}"]').check(force=True)


def result(page: Page) -> str:
    """Return the text that is shown."""
    return page.locator("#builder-text").text_content() or ""


def copied(page: Page, button: str = "Copy") -> str:
    """Press a button and return what is in the clipboard then."""
    page.evaluate("() => navigator.clipboard.writeText('nothing')")
    page.locator(".builder-result").get_by_role("button", name=button, exact=True).click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()) !== 'nothing'")
    text: str = page.evaluate("() => navigator.clipboard.readText()")
    return text


def printed(catalogue: Catalogue, output_format: str, profile: str, *secrets: str, **values: str) -> str:
    """Return what `estuary-docs show` prints for choices."""
    chosen = [f"{name}={value}" for name, value in values.items()]
    return render(choose(catalogue.in_profile(profile), chosen, secrets), output_format, for_copying=True)


def test_from_nothing_to_a_valid_production_file(page: Page, catalogue: Catalogue) -> None:
    """Production, a key, an address that the reader fills in, and the validator has nothing to say."""
    take(page, "profile", "production")
    expect(page.locator("#builder-summary")).to_have_text(
        "Valid once you put the real CONVEX_DEPLOYMENT_URL, JWT_SECRET in."
    )
    page.get_by_role("button", name="Make a key").click()
    field(page, "CORS_ALLOWED_ORIGINS").fill("https://app.example.com")
    expect(page.locator("#builder-summary")).to_have_text("Valid once you put the real CONVEX_DEPLOYMENT_URL in.")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download").click()
    assert saved.value.suggested_filename == "production.env"
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert text == copied(page)
    (address,) = (genuine(each) for each in catalogue.secrets if each.name == "CONVEX_DEPLOYMENT_URL")
    file = EnvFile(text.replace("https://your-deployment.convex.cloud", address))
    assert file.traps == []
    assert validation.check(file.values) == []
    assert file.values["APP_PROFILE"] == "production"


@pytest.mark.parametrize("output_format", TEMPLATES)
def test_what_is_shown_is_what_show_prints(page: Page, catalogue: Catalogue, output_format: str) -> None:
    """For the same choices, each format is what the command line prints, shown and copied."""
    take(page, "profile", "staging")
    take(page, "format", output_format)
    assert copied(page) == printed(catalogue, output_format, "staging")
    field(page, "DATABASE_TYPE").select_option("convex")
    field(page, "AUTH_JWKS_URLS").check()
    field(page, "RATE_LIMIT_ENABLED").uncheck()
    field(page, "SECURITY_CSP").fill("default-src 'none'; \"$x\" ${{ y }} %")
    field(page, "PORT").fill("8080")
    expected = printed(
        catalogue,
        output_format,
        "staging",
        "AUTH_JWKS_URLS",
        DATABASE_TYPE="convex",
        RATE_LIMIT_ENABLED="false",
        SECURITY_CSP="default-src 'none'; \"$x\" ${{ y }} %",
        PORT="8080",
    )
    assert result(page) == expected
    assert copied(page) == expected


def test_only_questions_that_matter_are_asked(page: Page) -> None:
    """Details of what is off are not shown, nor do their answers count; turning it on brings both back."""
    assert field(page, "AUTH_AUDIENCE").is_hidden()
    field(page, "AUTH_ENABLED").check()
    field(page, "AUTH_AUDIENCE").fill("estuary")
    assert "AUTH_AUDIENCE=estuary" in result(page)
    field(page, "AUTH_ENABLED").uncheck()
    assert field(page, "AUTH_AUDIENCE").is_hidden()
    assert "AUTH_AUDIENCE" not in result(page)
    field(page, "AUTH_ENABLED").check()
    assert "AUTH_AUDIENCE=estuary" in result(page)


def test_every_setting_can_be_answered(page: Page, catalogue: Catalogue) -> None:
    """Each variable but the profile has its question."""
    asked = page.locator("[data-answer]").evaluate_all("all => all.map((each) => each.dataset.answer)")
    assert sorted(asked) == sorted(each.name for each in catalogue.variables if each.name != catalogue.profile_variable)


def test_an_answer_is_judged_as_it_is_typed(page: Page) -> None:
    """A wrong answer is marked, told in the validator's words, announced, and left out of the result."""
    port = field(page, "PORT")
    port.press_sequentially("80a")
    (problem,) = validation.check({"PORT": "80a"})
    said = page.locator("#build-port-problems")
    expect(said).to_contain_text(problem.message.replace("`", ""))
    expect(said).to_contain_text(problem.remedy.replace("`", ""))
    assert port.get_attribute("aria-invalid") == "true"
    assert "build-port-problems" in (port.get_attribute("aria-describedby") or "")
    assert "PORT" not in result(page)
    expect(page.locator("#builder-summary")).to_have_text("1 error: what is wrong is left out of the result.")
    expect(page.get_by_role("status").filter(has_text="1 error")).to_have_count(1)
    port.press("Backspace")
    expect(said).to_be_empty()
    assert port.get_attribute("aria-invalid") is None
    assert "PORT=80" in result(page)


def test_rules_of_the_profile_count(page: Page) -> None:
    """What production refuses is refused there alone, and what it only warns of stays in the result."""
    field(page, "CORS_ALLOWED_ORIGINS").fill("*")
    assert "CORS_ALLOWED_ORIGINS=*" in result(page)
    take(page, "profile", "production")
    assert "CORS_ALLOWED_ORIGINS" not in result(page)
    field(page, "RATE_LIMIT_ENABLED").uncheck()
    expect(page.locator("#build-rate_limit_enabled-problems .warning")).to_have_count(1)
    assert "RATE_LIMIT_ENABLED=false" in result(page)


def test_an_answer_that_is_the_default_again_follows_the_profile(page: Page) -> None:
    """What nobody has answered shows what holds in the profile."""
    assert not field(page, "AUTH_ENABLED").is_checked()
    take(page, "profile", "production")
    assert field(page, "AUTH_ENABLED").is_checked()
    assert field(page, "DATABASE_TYPE").input_value() == "convex"
    assert field(page, "RATE_LIMIT_MAX_REQUESTS").get_attribute("placeholder") == "100"


def test_a_value_that_a_format_cannot_hold_is_told(page: Page) -> None:
    """Where a format has no place for a value, the reason stands in its place, and nothing can be taken."""
    field(page, "SECURITY_CSP").fill("\ufdd0")
    take(page, "format", "systemd")
    assert result(page).startswith("SECURITY_CSP: has a value that no systemd unit can hold")
    assert page.locator("#builder-save").is_disabled()


def test_a_key_is_masked_until_it_is_shown(page: Page) -> None:
    """A key is strong, hidden at first, in what is copied, and gone when the placeholder is taken or a page is left."""
    take(page, "profile", "staging")
    page.get_by_role("button", name="Make a key").click()
    assert f"JWT_SECRET={MASK}\n" in result(page)
    key = EnvFile(copied(page)).values["JWT_SECRET"]
    assert len(key) == 43
    assert key not in page.content()
    page.get_by_role("button", name="Show").click()
    assert key in result(page)
    page.get_by_role("button", name="Hide").click()
    page.get_by_role("button", name="Make another").click()
    other = EnvFile(copied(page)).values["JWT_SECRET"]
    assert other != key
    page.get_by_role("button", name="Use the placeholder").click()
    assert "JWT_SECRET=change-me" in result(page)
    page.get_by_role("button", name="Make a key").click()
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert MASK not in result(page)


def traces(page: Page, origin: str) -> tuple[str, list[str]]:
    """Make a key and do everything that can be done with it; return it, and what holds it outside the page's text."""
    page.add_init_script(WATCH)
    sent: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data} {request.headers}"))
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{origin}/build/")
    take(page, "profile", "production")
    page.get_by_role("button", name="Make a key").click()
    page.get_by_role("button", name="Show").click()
    field(page, "AUTH_AUDIENCE").fill("canary-audience")
    key = EnvFile(copied(page)).values["JWT_SECRET"]
    link = copied(page, "Copy a link to these answers")
    for output_format in TEMPLATES:
        take(page, "format", output_format)
    take(page, "format", "env")
    with page.expect_download():
        page.get_by_role("button", name="Download").click()
    kept = page.evaluate(KEPT)
    assert key in page.content()
    assert "canary-audience" in link
    found = [each for each in (kept, link, *sent, *said) if key in each]
    return key, [*found, *(each for each in (kept, *sent, *said) if "canary-audience" in each)]


def test_no_key_leaves_the_page(origin: str, visits: Visits) -> None:
    """A key that is made, shown and copied is in no address, storage, title, attribute, console or request."""
    page = visits.page(origin, permissions=["clipboard-read", "clipboard-write"])
    key, found = traces(page, origin)
    assert found == []
    page.goto(f"{origin}/profiles/")
    page.go_back()
    page.wait_for_function("() => document.getElementById('builder-text').textContent")
    assert key not in page.content()
    assert field(page, "AUTH_AUDIENCE").input_value() == ""


@pytest.mark.parametrize(
    "leak",
    [
        "fetch(`../?${made.match(/JWT_SECRET=(.*)/)?.[1]}`)",
        "localStorage.setItem('kept', made)",
        "history.replaceState({ made }, '')",
        "document.title = made",
        "root.dataset.made = made",
        "console.log(made)",
    ],
)
def test_a_key_that_leaves_is_seen(origin: str, visits: Visits, leak: str) -> None:
    """With a leak put in on purpose, the test above fails."""
    page = visits.page(origin, permissions=["clipboard-read", "clipboard-write"])

    def put_in(route: Route) -> None:
        script = route.fetch().text()
        assert script.count("made = text(keys);") == 1
        route.fulfill(
            body=script.replace("made = text(keys);", f"made = text(keys); {leak};"), content_type="text/javascript"
        )

    page.route("**/assets/estuary-docs/builder.js", put_in)
    assert traces(page, origin)[1] != []


def test_a_link_brings_the_answers_back(page: Page, origin: str, visits: Visits, catalogue: Catalogue) -> None:
    """Whoever opens the link has the same result, without the key; the address bar changes for nobody."""
    take(page, "profile", "production")
    field(page, "AUTH_JWKS_URLS").check()
    field(page, "RATE_LIMIT_ENABLED").uncheck()
    field(page, "AUTH_AUDIENCE").fill("a&b=c#d é")
    link = copied(page, "Copy a link to these answers")
    assert page.url == f"{origin}/build/"
    other = visits.open(origin, link.removeprefix(f"{origin}/"))
    expected = {"RATE_LIMIT_ENABLED": "false", "AUTH_AUDIENCE": "a&b=c#d é"}
    text = printed(catalogue, "env", "production", "AUTH_JWKS_URLS", **expected)
    assert result(other) == text
    expect(other.locator("#builder-link")).to_be_empty()


@pytest.mark.parametrize(
    "link",
    [
        "profile=nothing",
        "profile=staging&GONE=1",
        "profile=staging&JWT_SECRET=ochre-walnut",
        "profile=staging&AUTH_ENABLED=maybe",
        "profile=staging&DATABASE_TYPE=<img src=x onerror=alert(1)>",
        "profile=staging&APP_PROFILE=production",
        "profile=staging&__proto__=1",
    ],
)
def test_a_link_that_says_nonsense_is_passed_over_politely(origin: str, visits: Visits, link: str) -> None:
    """What is no answer is left out, in words that repeat none of it."""
    page = visits.open(origin, f"build/#{link}")
    expect(page.locator("#builder-link")).to_have_text("A part of the link cannot be used here, and is left out.")
    assert "ochre" not in page.content()
    assert "GONE" not in result(page)


def test_a_value_of_a_link_is_text(origin: str, visits: Visits) -> None:
    """Markup in a link stays what somebody typed, and is judged."""
    page = visits.open(origin, "build/#profile=staging&AUTH_AUDIENCE=<img src=x onerror=alert(1)>&AUTH_ISSUER=<b>")
    assert field(page, "AUTH_AUDIENCE").input_value() == "<img src=x onerror=alert(1)>"
    assert page.locator("#builder-text img").count() == 0
    assert "AUTH_AUDIENCE='<img src=x onerror=alert(1)>'" in result(page)
    expect(page.locator("#build-auth_issuer-problems .error")).to_have_count(1)


def test_another_link_in_the_same_page_replaces_the_answers(page: Page) -> None:
    """Opening a second link forgets what the first has said."""
    page.evaluate("() => { location.hash = '#profile=staging&PORT=1'; }")
    expect(page.locator("#builder-text")).to_contain_text("PORT=1")
    page.evaluate("() => { location.hash = '#profile=production'; }")
    expect(page.locator("#builder-text")).to_contain_text("APP_PROFILE=production")
    assert "PORT=1" not in result(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_page_is_accessible_while_it_is_used(origin: str, visits: Visits, width: int, scheme: str) -> None:
    """With problems, a key and all details open, axe finds nothing, and the page is no wider than the screen."""
    if not AXE.is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("axe-core is not installed; `make readers` does that")
    options: dict[str, Any] = {"color_scheme": scheme, "reduced_motion": "reduce"}
    page = visits.open(origin, "build/", width, **options)
    take(page, "profile", "production")
    field(page, "PORT").fill("0")
    field(page, "CORS_ALLOWED_ORIGINS").fill("*")
    page.get_by_role("button", name="Make a key").click()
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert violations(page) == []


def test_the_keyboard_suffices(page: Page) -> None:
    """With Tab, arrows, Space and Enter alone there is a profile, an answer, a key, a format and a copy."""

    def go(selector: str, key: str = "Tab") -> None:
        for _ in range(80):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                seen = page.evaluate(
                    "() => getComputedStyle(document.activeElement.matches('.facts-choice input')"
                    " ? document.activeElement.nextElementSibling : document.activeElement).outlineStyle"
                )
                assert seen != "none"
                return
            page.keyboard.press(key)
        raise AssertionError(selector)

    go("input[name=profile]")
    page.keyboard.press("ArrowRight")
    go("[value=staging]")
    go("[data-answer=CORS_ALLOWED_ORIGINS]")
    page.keyboard.type("https://app.example.com")
    go("[data-do=make]")
    page.keyboard.press("Enter")
    go("[data-do=drop]")
    page.keyboard.press("Enter")
    go("[data-do=make]")
    page.keyboard.press("Enter")
    go("summary")
    page.keyboard.press("Enter")
    go("[data-answer=PORT]")
    page.keyboard.type("8080")
    go("input[name=format]")
    page.keyboard.press("ArrowRight")
    go("[value=compose]")
    go("#builder-copy")
    page.keyboard.press("Enter")
    page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('# Made from')")
    text = page.evaluate("() => navigator.clipboard.readText()")
    assert re.search(r'APP_PROFILE: "staging"\n +PORT: "8080"', text)


def test_without_scripts_a_sentence_points_to_the_command_line(origin: str, visits: Visits) -> None:
    """Where no script runs there is no dead form, but the command that prints the same."""
    page = visits.open(origin, "build/", java_script_enabled=False)
    assert page.locator("#builder").is_hidden()
    (told,) = re.findall("<noscript>(.*?)</noscript>", page.content(), re.DOTALL)
    assert "<code>estuary-docs show env --profile production --set NAME=VALUE</code> prints the same" in told


def test_it_works_from_files(tmp_path: Path, visits: Visits, catalogue: Catalogue) -> None:
    """A site that is opened from files builds the same."""
    site = build(tmp_path / "site", OFFLINE="true")
    page = visits.open("file://", f"{site}/build.html")
    take(page, "profile", "production")
    assert result(page) == printed(catalogue, "env", "production")
