"""One browser and one served site for all tests that look at pages, and what goes wrong on those."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import ROOT, needs

AXE = ROOT / "tests" / "checkers" / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = 375, 1280


class Handler(SimpleHTTPRequestHandler):
    """Serves a built site, with the policy that stands beside it if there is one."""

    def end_headers(self) -> None:
        """Add the policy."""
        policy = Path(self.directory, "csp.txt")
        if policy.is_file():
            self.send_header("Content-Security-Policy", policy.read_text("utf-8").strip())
        super().end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


def build(folder: Path, root: Path = ROOT, **environment: str) -> Path:
    """Build the site of a project into a folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True, env=os.environ | environment)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one browser for all tests."""
    chromium = needs("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Return a function that serves a folder and returns its origin."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def origin(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str], browser: Browser) -> str:
    """Return the origin of Estuary's site, built once a browser is there to visit it."""
    assert browser.is_connected()
    return serve(build(tmp_path_factory.mktemp("served") / "site"))


def leave(context: BrowserContext) -> None:
    """Close pages, whatever they are still loading through a test's own routes."""
    for page in context.pages:
        page.unroute_all(behavior="ignoreErrors")
    context.unroute_all(behavior="ignoreErrors")
    context.close()


class Visits:
    """Pages in the browser, and what goes wrong on them."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def page(self, origin: str, width: int = DESK, **options: Any) -> Page:
        """Return an empty page that may load from `origin` alone."""
        context = self.browser.new_context(viewport={"width": width, "height": 900}, **options)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text) if message.type != "log" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.judge(origin, request.url))
        return page

    def judge(self, origin: str, url: str) -> None:
        """Note a request that leaves the site."""
        if not url.startswith((f"{origin}/", "data:")):
            self.complaints.append(f"loads {url}")

    def open(self, origin: str, address: str, width: int = DESK, **options: Any) -> Page:
        """Open a page of a site."""
        page = self.page(origin, width, **options)
        page.goto(f"{origin}/{address}")
        return page

    def close(self) -> None:
        """Close all pages."""
        for context in self.contexts:
            leave(context)


@pytest.fixture
def visits(browser: Browser) -> Iterator[Visits]:
    """Return visits on which nothing may complain, or come from elsewhere."""
    visits = Visits(browser)
    yield visits
    visits.close()
    assert visits.complaints == []


def violations(page: Page, *rules: str, within: str = "html") -> list[str]:
    """Return what axe finds on a page, or in a part of it; without `rules` by all that it has."""
    options = {"resultTypes": ["violations"], "preload": False} | ({"runOnly": rules} if rules else {})
    found = page.evaluate("([part, options]) => axe.run(part, options)", [within, options])["violations"]
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]
