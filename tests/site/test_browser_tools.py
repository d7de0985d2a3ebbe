"""The tools in the pages, in a browser: what they say, and that nothing of what is typed leaves or stays."""

import gzip
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from estuary_docs.runtimes.python.env_file import EnvFile
from estuary_docs.runtimes.python.problems import Problem
from estuary_docs.validation.tables import validator
from tests import test_leaks as leaks
from tests.browsing import AXE, DESK, PHONE, Visits, build, leave, violations
from tests.runtimes.test_env_file import SAMPLES
from tests.runtimes.test_javascript import LONG_LINES
from tests.vectors import VECTORS, Vector

pytestmark = pytest.mark.xdist_group("browser")

MOST_BYTES_COMPRESSED = 42_000
MOST_SECONDS_TO_APPEAR = 30
TOOLS = ("check", "build")
FILE = """\
# The service
APP_PROFILE=staging
export PORT=0
AUTH_ENABELD=true
RUST_LOG=a b
"""
# Types texts one after the other, and returns what the page shows of each: line, severity, rule, message and remedy.
JUDGED = """([texts, profile]) => {
    for (const each of document.querySelectorAll("#checker [name=profile]")) {
        if (each.value === profile && !each.checked) each.click();
    }
    const field = document.getElementById("checker-text");
    const said = (item, name) => item.querySelector(name).textContent;
    return texts.map((text) => {
        field.value = text;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        return [...document.querySelectorAll("#checker-lines .problem")].map((item) => [
            Number(said(item.closest("#checker-lines > li"), ".number").replace("Line ", "")) || null,
            item.querySelector(".severity").textContent,
            item.querySelector(".rule").textContent,
            item.querySelector(".rule").hash,
            item.querySelector(".message").textContent,
            item.querySelector(".remedy").textContent,
        ]);
    });
}"""
# Notes every write to what a browser keeps, before any script of the page runs.
WATCH = """
window.writes = [];
const note = (what, holder, name) => {
    const original = holder[name];
    holder[name] = function (...given) {
        writes.push([what, ...given.map(String)]);
        return original.apply(this, given);
    };
};
note("storage", Storage.prototype, "setItem");
note("database", IDBFactory.prototype, "open");
note("history", History.prototype, "pushState");
note("history", History.prototype, "replaceState");
note("beacon", Navigator.prototype, "sendBeacon");
if (window.CacheStorage) note("cache", CacheStorage.prototype, "open");
const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
Object.defineProperty(document, "cookie", {
    get: () => cookie.get.call(document),
    set: (text) => { writes.push(["cookie", text]); cookie.set.call(document, text); },
});
let title = "";
const noteTitle = () => {
    if (document.title !== title) writes.push(["title", title = document.title]);
};
new MutationObserver(noteTitle).observe(document, { subtree: true, childList: true, characterData: true });
"""
KEPT = """async () => ({
    writes,
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookie: document.cookie,
    databases: (await indexedDB.databases()).map((each) => each.name),
    caches: window.caches ? await caches.keys() : [],
    address: location.href,
    title: document.title,
    history: JSON.stringify(history.state),
    name: window.name,
    attributes: [...document.querySelectorAll("*")].flatMap((each) =>
        [...each.attributes].map(({ name, value }) => `${name}=${value}`)),
})"""


@pytest.fixture
def checker(origin: str, visits: Visits) -> Page:
    """Return the page that checks env files, open in a browser."""
    return visits.open(origin, "check/")


def field(page: Page) -> Any:
    """Return the field that takes the file."""
    return page.get_by_label("Your env file")


def summary(page: Page) -> Any:
    """Return the line that sums the verdict up."""
    return page.locator("#checker-summary")


def shown(problem: Problem) -> list[Any]:
    """Return a problem as the page shows it."""
    words = (text.replace("`", "") for text in (problem.message, problem.remedy))
    return [problem.line, problem.severity, problem.rule, f"#{problem.rule}", *words]


def expected(judge: Any, text: str, profile: str | None) -> list[list[Any]]:
    """Return what the Python validator says of a text, in the order of its lines, and first what is on no line."""
    problems = judge.verdict_on(EnvFile(text), {}, profile).problems
    return [shown(problem) for problem in sorted(problems, key=lambda problem: problem.line or 0)]


def text_of(vector: Vector, folder: Path) -> str | None:
    """Return a vector as the text of an env file, or None if it is none."""
    if "environ" in vector.facts:
        return "".join(f"{name}='{value}'\n" for name, value in vector.environ(folder).items())
    try:
        return vector.env_file(folder).read_bytes().decode()
    except UnicodeDecodeError:
        return None


def test_every_vector_shows_the_problems_of_the_python_validator(
    checker: Page, catalogue: Catalogue, tmp_path: Path
) -> None:
    """Line by line and word by word, in each profile that a vector asks for; environments are written as files."""
    judge = validator(catalogue)
    found = [(text_of(vector, tmp_path), vector.profile) for vector in VECTORS]
    found += [(text, None) for text in (*SAMPLES.values(), *LONG_LINES[:4])]
    # A field holds no carriage return, and what is in files of secrets cannot be seen; see the tests below.
    pairs = [
        (text, profile)
        for text, profile in found
        if text and "\r" not in text and not re.search("_FILE|CREDENTIALS_DIRECTORY", text)
    ]
    assert len(pairs) > 250
    for profile in (None, *catalogue.profiles):
        texts = [text for text, asked in pairs if asked == profile]
        said = checker.evaluate(JUDGED, [texts, profile or ""])
        for text, problems in zip(texts, said, strict=True):
            assert problems == expected(judge, text, profile), text[:80]


@pytest.mark.parametrize("text", ["A=b c\r\n\r\nPORT=0\r\n", "\ufeffA=b\rc\n", "PORT='1\r\n2'\r\nPORT=3\r\n"])
def test_a_chosen_file_is_judged_as_it_is(checker: Page, catalogue: Catalogue, text: str) -> None:
    """Carriage returns and the byte order mark, which a field drops, are judged too, until somebody types."""
    checker.get_by_label("Choose a file").set_input_files(
        {"name": ".env", "mimeType": "text/plain", "buffer": text.encode()}
    )
    expect(summary(checker)).to_contain_text("checked for")
    rules = [f"{line or 'file'} {rule}" for line, _, rule, *_ in expected(validator(catalogue), text, None)]
    items = checker.locator("#checker-lines .problem")
    number = "item => item.closest('#checker-lines > li').querySelector('.number').textContent.replace('Line ', '')"
    assert [f"{item.evaluate(number)} {item.locator('.rule').text_content()}" for item in items.all()] == rules
    field(checker).press_sequentially("#")
    assert checker.locator(".rule", has_text="unreadable-line").count() <= 2
    expect(checker.get_by_label("Choose a file")).to_have_value("")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(b"PORT=\xff\n", "not UTF-8 text"), (b"A=b\n" * 300_000, "larger than 1 MiB")],
)
def test_what_is_no_env_file_is_refused(checker: Page, content: bytes, complaint: str) -> None:
    """A file that is no text, or far too large, is told in one line."""
    checker.get_by_label("Choose a file").set_input_files(
        {"name": "x", "mimeType": "application/octet-stream", "buffer": content}
    )
    expect(summary(checker)).to_contain_text(complaint)
    expect(checker.locator("#checker-lines > li")).to_have_count(0)


def test_a_dropped_file_is_judged(checker: Page) -> None:
    """Wherever on the page it is dropped, the page stays and reads it."""
    checker.evaluate(
        """text => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], ".env"));
            for (const type of ["dragover", "drop"])
                document.querySelector("h1").dispatchEvent(
                    new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        }""",
        "PORT=0\n",
    )
    expect(checker.locator(".rule")).to_have_text("out-of-range")
    expect(field(checker)).to_have_value("PORT=0\n")


def test_the_verdict_stands_beside_the_lines(checker: Page, origin: str) -> None:
    """Each problem is below its line with links to its rule and variable; runs of good lines are folded."""
    field(checker).fill(FILE + "# a\n" * 10)
    expect(summary(checker)).to_have_text(re.compile(r"^\d errors?, \d warnings?, checked for staging\.$"))
    rows = checker.locator("#checker-lines > li")
    third = rows.filter(has=checker.get_by_role("button", name="Line 3", exact=True))
    assert third.locator(".rule").all_text_contents() == ["unportable-line", "out-of-range"]
    assert third.locator("a.variable").first.get_attribute("href") == f"{origin}/reference/#port"
    expect(rows.last).to_have_text("⋮Lines 6 to 15: no problem")
    assert rows.first.locator(".number").text_content() == "file"
    third.get_by_role("button").click()
    selected = (
        "document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"
    )
    assert checker.evaluate(selected) == "export PORT=0"
    third.locator(".rule").last.click()
    expect(checker).to_have_url(re.compile("/troubleshooting/#out-of-range$"))


def test_the_profile_switch_judges_anew(checker: Page) -> None:
    """The file is checked for the profile chosen, by keyboard too, and as it says itself at first."""
    field(checker).fill("PORT=3000\n")
    expect(summary(checker)).to_have_text("No problem, checked for development.")
    checker.get_by_label("the profile in the file").focus()
    for _ in range(3):
        checker.keyboard.press("ArrowRight")
    expect(summary(checker)).to_have_text(re.compile("error.* checked for production"))
    expect(checker.locator(".rule", has_text="missing").first).to_be_visible()


def test_the_verdict_is_announced_when_typing_stops(checker: Page) -> None:
    """A live region tells the summary once, half a second after the last letter, and no problem is told as well."""
    status = checker.locator("#tool-status")
    expect(status).to_have_text("Paste a file to check it.")
    checker.evaluate(
        """() => {
            window.told = [];
            new MutationObserver(() => told.push(document.getElementById("tool-status").textContent))
                .observe(document.getElementById("tool-status"), { childList: true });
        }"""
    )
    field(checker).press_sequentially("PORT=3000\n")
    expect(status).to_have_text("No problem, checked for development.")
    assert len(checker.evaluate("told")) < 4


def test_the_corrected_file_is_saved_and_taken(checker: Page) -> None:
    """What is certain is listed, and the file is offered with just that changed."""
    field(checker).fill("# note\nexport PORT = 3000\nRUST_LOG=a b\n")
    corrections = checker.locator("#checker-corrections")
    assert corrections.locator("li").all_text_contents() == [
        "Line 2: remove export.",
        "Line 2: remove the white space around =.",
        "Line 3: put the value in quotes.",
    ]
    with checker.expect_download() as download:
        checker.get_by_role("button", name="Download the fixed file").click()
    corrected = "# note\nPORT=3000\nRUST_LOG='a b'\n"
    assert Path(download.value.path()).read_text(encoding="utf-8") == corrected
    assert download.value.suggested_filename == "corrected.env"
    checker.get_by_role("button", name="Apply these fixes").click()
    expect(field(checker)).to_have_value(corrected)
    expect(summary(checker)).to_contain_text("No problem")
    expect(corrections).to_be_hidden()


def test_a_long_file_is_shown_in_pieces(checker: Page) -> None:
    """Nobody waits for thousands of lines and their corrections; they follow, and give way to what is typed next."""
    rows = checker.locator("#checker-lines > li")
    # Chromium takes seconds to insert so many lines as typing does.
    put = """text => {
        const field = document.getElementById("checker-text");
        field.value = text;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        return document.querySelectorAll("#checker-lines > li").length;
    }"""
    long = f"export PORT=3000 # {'note ' * 8}.\n" * 400
    assert checker.evaluate(put, long) == 100
    expect(rows).to_have_count(400)
    expect(checker.locator("#checker-corrected li")).to_have_count(3)
    assert checker.evaluate(put, f"{long}\n") == 100
    assert checker.evaluate(put, "PORT=3000\n") == 1
    expect(summary(checker)).to_contain_text("No problem")
    # The live region speaks after all that follows by itself.
    expect(checker.locator("#tool-status")).to_contain_text("No problem")
    assert rows.count() == 1
    assert not checker.locator("#checker-corrections").is_visible()


def test_the_list_shows_no_secret(checker: Page, catalogue: Catalogue) -> None:
    """Of secrets, of names that are unknown, of comments that assign, and of text without a name no value is shown."""
    secrets = [leaks.canary() for _ in range(7)]
    names = [*(variable.name for variable in catalogue.secrets), "JWT_SECERT", "UNKNOWN"][:4]
    lines = [f"{name}={secret}" for name, secret in zip(names, secrets, strict=False)]
    lines += [f"# OLD={secrets[4]}", secrets[5], f"CORS_ALLOWED_ORIGINS=https://a:{secrets[6]}@example.com"]
    for line in lines:
        field(checker).fill(f"{line}\n")
        leaks.assert_hidden(checker.locator("#checker-lines").inner_text(), secrets)
    field(checker).fill("PORT=3000\n# Where it listens\n")
    assert checker.locator("#checker-lines code").all_text_contents() == ["PORT=3000", "# Where it listens"]


class Canary:
    """A page that is watched while secrets are typed into it."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self.page.add_init_script(WATCH)
        self.told: list[str] = []
        self.page.on("request", lambda request: self.told.append(f"{request.url} {request.post_data or ''}"))
        self.page.on("console", lambda message: self.told.append(message.text))
        self.page.on("pageerror", lambda error: self.told.append(str(error)))
        self.page.on("framenavigated", lambda frame: self.told.append(frame.url))
        self.page.on("download", lambda download: self.told.append(f"{download.url} {download.suggested_filename}"))

    def found(self, secrets: list[str]) -> list[str]:
        """Return where a piece of a secret is, in anything that was asked, written or told."""
        kept: dict[str, Any] = self.page.evaluate(KEPT)
        facts = [("told", text) for text in self.told]
        facts += [(place, json.dumps(value, ensure_ascii=False)) for place, value in kept.items()]
        pieces = [secret[start : start + 8] for secret in secrets for start in range(0, len(secret) - 7, 4)]
        return sorted({place for place, text in facts for piece in pieces if piece in text})

    def await_found(self, place: str, secret: str) -> None:
        """Wait until a secret is in a place; what a browser writes or tells appears a little later."""
        deadline = monotonic() + MOST_SECONDS_TO_APPEAR
        while place not in (found := self.found([secret])):
            assert monotonic() < deadline, found

    def open(self, address: str) -> None:
        """Open the page, and forget what loading it took."""
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate("writes.length = 0")
        self.told.clear()

    def type_secrets(self, names: list[str]) -> list[str]:
        """Use all of the tool, with canaries as values, and return them."""
        lines = [f"{name}={leaks.canary()}" for name in [*names, *(f" export {name}" for name in names)]]
        field(self.page).fill("\n".join(lines))
        field(self.page).press_sequentially(f"\nPORT={leaks.canary()}"[:16])
        for profile in self.page.locator("#checker [name=profile]").all():
            profile.check()
        with self.page.expect_download():
            self.page.get_by_role("button", name="Download the fixed file").click()
        self.page.get_by_role("button", name="Apply these fixes").click()
        self.page.get_by_role("button", name="Line 2", exact=True).click()
        self.page.get_by_label("Choose a file").set_input_files(
            {"name": ".env", "mimeType": "text/plain", "buffer": "\r\n".join(lines).encode()}
        )
        expect(self.page.locator(".rule", has_text="unportable-line").first).to_be_visible()
        # The live region speaks half a second later.
        expect(self.page.locator("#tool-status")).to_have_text(summary(self.page).text_content())
        return [line.partition("=")[2] for line in lines]


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[[], Canary]]:
    """Return a function that opens a watched page."""
    opened: list[BrowserContext] = []

    def watch() -> Canary:
        opened.append(browser.new_context(viewport={"width": DESK, "height": 900}))
        return Canary(opened[-1])

    yield watch
    for context in opened:
        leave(context)


def test_nothing_that_is_typed_leaves_or_stays(
    origin: str, contexts: Callable[[], Canary], catalogue: Catalogue
) -> None:
    """No request, storage, cookie, address, title, console message or attribute holds a piece of a value."""
    canary = contexts()
    canary.open(f"{origin}/check/")
    names = [variable.name for variable in catalogue.variables]
    secrets = canary.type_secrets([*names, "JWT_SECERT", "APP_UNKNOWN", "OTHER"])
    assert canary.found(secrets) == []
    assert [text for text in canary.told if not text.startswith("blob:")] == []
    assert canary.page.evaluate("writes") == []


LEAKS = {
    "fetch(`/?${text}`).catch(() => {});": "told",
    "new Image().src = `/${text}.png`;": "told",
    "navigator.sendBeacon('/', text);": "told",
    "console.log(text);": "told",
    "setTimeout(() => { throw new Error(text); });": "told",
    "localStorage.setItem('x', text);": "local",
    "localStorage.x = text;": "local",
    "sessionStorage.setItem('x', text);": "session",
    "document.cookie = `x=${text}`;": "cookie",
    "indexedDB.open(text);": "databases",
    "caches.open(text);": "caches",
    "document.title = text;": "title",
    "history.replaceState(null, '', `#${text}`);": "address",
    "history.replaceState(text, '');": "history",
    "window.name = text;": "name",
    "document.body.dataset.x = text;": "attributes",
}


@pytest.mark.parametrize(("leak", "place"), LEAKS.items())
def test_a_leak_put_in_on_purpose_is_found(origin: str, contexts: Callable[[], Canary], leak: str, place: str) -> None:
    """A request, a write, a message or an attribute with what is typed does not go unnoticed."""
    canary = contexts()
    before = 'field.addEventListener("input", () => {'

    def put_in(route: Route) -> None:
        script = route.fetch().text()
        assert script.count(before) == 1
        leaking = script.replace(before, f"{before} {{ const text = field.value.split('=')[1]; {leak} }}")
        route.fulfill(body=leaking, content_type="text/javascript")

    canary.page.route("**/assets/estuary-docs/checker.js", put_in)
    canary.open(f"{origin}/check/")
    secret = leaks.canary()
    field(canary.page).fill(f"JWT_SECRET={secret}")
    canary.await_found(place, secret)
    assert canary.found([leaks.canary()]) == []


def test_the_page_may_talk_to_nobody_else(browser: Browser, site: Path, origin: str) -> None:
    """Its own policy refuses other sites, forms, frames and plug-ins, also where the server says nothing."""
    page = (site / "check" / "index.html").read_text(encoding="utf-8")
    policy = re.search('<meta http-equiv="Content-Security-Policy" content="(.+?)">', page)
    assert policy
    directives = dict(each.split(" ", 1) for each in policy[1].split("; "))
    assert directives["default-src"] == "'none'"
    assert directives["connect-src"] == "'self'"
    assert {directives[name] for name in ("form-action", "object-src", "base-uri")} == {"'none'"}
    assert "unsafe" not in policy[1]
    assert "frame-ancestors" not in directives
    context = browser.new_context()

    def without_policy(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={"content-type": response.headers["content-type"]})

    context.route(f"{origin}/**", without_policy)
    tab = context.new_page()
    tab.goto(f"{origin}/check/")
    assert tab.evaluate("fetch('https://example.com/').then(() => 'sent', () => 'refused')") == "refused"
    leave(context)


@pytest.mark.parametrize("kept", [True, False], ids=["kept in memory", "loaded again"])
def test_what_was_typed_is_gone_when_the_reader_leaves(
    origin: str,
    visits: Visits,
    kept: bool,  # noqa: FBT001 - both ways of going back
) -> None:
    """Whoever goes elsewhere and back finds the field, the list and the choice as at first."""
    page = visits.open(origin, "check/")
    if not kept:
        page.evaluate("addEventListener('unload', () => {})")
    field(page).fill(FILE)
    page.get_by_label("production").check()
    page.goto(f"{origin}/reference/")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Check your .env")
    expect(field(page)).to_have_value("")
    expect(summary(page)).to_have_text("Paste a file to check it.")
    expect(page.get_by_label("the profile in the file")).to_be_checked()
    expect(page.locator("#checker-lines > li")).to_have_count(0)
    page.reload()
    expect(field(page)).to_have_value("")


def test_without_a_script_a_sentence_points_to_the_command_line(origin: str, visits: Visits, site: Path) -> None:
    """The tool is not shown, and a plain sentence says what to do."""
    page = visits.open(origin, "check/", java_script_enabled=False)
    expect(page.locator(".tool")).to_be_hidden()
    # Playwright disables scripts too late for the browser to show this.
    text = (site / "check" / "index.html").read_text(encoding="utf-8")
    sentence = text.partition("<noscript>")[2].partition("</noscript>")[0]
    assert "<code>python validation.py --env-file .env</code>" in sentence


def test_the_tools_work_from_files(visits: Visits, tmp_path: Path) -> None:
    """Unpacked on a disk, the page judges and its links lead on; its policy lets the site's search work."""
    site = build(tmp_path / "site", OFFLINE="true")
    page = visits.open("file://", f"{site}/check.html")
    field(page).fill(FILE)
    expect(summary(page)).to_contain_text("checked for staging")
    field(page).blur()
    page.keyboard.press("/")
    page.keyboard.type("previous")
    expect(page.locator(".md-search-result__link").filter(has_text="JWT_SECRET_PREVIOUS").first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("a.variable").first.click()
    expect(page).to_have_url(re.compile("/reference.html#"))


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_verdict_is_accessible_and_fits(origin: str, visits: Visits, width: int, scheme: Any) -> None:
    """Axe finds nothing where problems and corrections are shown, and the page is no wider than the screen."""
    if not AXE.is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("axe-core is not installed; `make checkers` does that")
    page = visits.open(origin, "check/", width, color_scheme=scheme, reduced_motion="reduce")
    field(page).fill(f"{FILE}RUST_LOG={'long' * 100}\n{'x' * 300}\n")
    expect(page.locator("#tool-status")).not_to_be_empty()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_checker_needs_no_mouse(checker: Page) -> None:
    """Tab leads from the profile through the file and the field to the corrections and the list; focus is seen."""
    field(checker).fill("export PORT=3000\n")
    checker.get_by_label("the profile in the file").focus()
    for name in ("checker-file", "checker-text", "checker-save", "checker-take"):
        checker.keyboard.press("Tab")
        assert checker.evaluate("document.activeElement.id") == name
        style = checker.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none", name
    checker.keyboard.press("Tab")
    assert checker.evaluate("document.activeElement.textContent") == "Line 1"
    checker.keyboard.press("Enter")
    expect(field(checker)).to_be_focused()


def loaded(site: Path, address: str) -> set[str]:
    """Return the scripts and style sheets of the site's own that a page loads."""
    text = (site / address / "index.html").read_text(encoding="utf-8")
    return set(re.findall(r'(?:src|href)="[./]*assets/((?:estuary-docs/)?[^"/]+\.(?:js|css))"', text))


def test_the_tools_are_small_and_other_pages_load_none(site: Path) -> None:
    """What a tool adds to its page takes at most 42 kB, compressed, and no other page loads any of it."""
    pages = [path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")]
    common = set().union(*(loaded(site, page) for page in pages if page not in TOOLS))
    own = {f"estuary-docs/{name}" for name in ("checker.js", "tools.css", "check.css")}
    assert own <= loaded(site, "check")
    for page in TOOLS:
        added = loaded(site, page) - common
        assert (
            sum(len(gzip.compress((site / "assets" / path).read_bytes())) for path in added) <= MOST_BYTES_COMPRESSED
        ), page
    assert not any(name in path for path in common for name in ("tools", "check", "build"))


def test_a_schema_without_profiles_has_no_switch(schema: Callable[[str], Catalogue]) -> None:
    """Where there is one profile only, there is nothing to choose."""
    assert "fieldset" not in render(schema('name: str = "x"\n"""Its name."""'), "checker")
