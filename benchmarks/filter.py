"""`python -m benchmarks.filter` measures sites of many variables: building them, their pages, and the filter.

What a browser does is measured in the time of its main thread, which other work on the machine changes less.
"""

import gzip
import re
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.pages import ARGUMENTS
from benchmarks.schemas import vocabulary_module

ROUNDS = 5
SEARCHES = ("p", "part_7", "part_7_enabled", "", "key", "")
KEY_TO_PICTURE = """text => new Promise(done => {
    const field = document.querySelector(".filter [name=find]");
    field.value = text;
    field.dispatchEvent(new Event("input"));
    requestAnimationFrame(() => setTimeout(done));
})"""
SETTINGS = """site_name: Large
theme: {name: material, font: false}
markdown_extensions: [attr_list]
nav: [%s]
not_in_nav: /reference/*.md
plugins:
  - search
  - estuary-docs: {render_by_default: false, on_undefined: strict, on_error_fail: true}
"""
PROJECT = """[tool.estuary-docs]
schema = "large:Toy"

[tool.estuary-docs.artefacts]
"docs/reference/{section}.md" = "reference-page"
"""
SHOWN = {
    "index": ("lookup",),
    "reference": ("filter", "overview"),
    "profiles": ("profiles",),
    "secrets": ("secrets",),
    "troubleshooting": ("rules",),
    "build": ("builder",),
    "check": ("checker",),
}
SECTION = "reference/part3"
HEAD = "| goal | measured | at most | met |\n| --- | ---: | ---: | --- |"
LOADED = re.compile(r'<(?:script|link)[^>]*?(?:src|href)="?([^"> ]+\.(?:js|css))')
# Variables, seconds to build, milliseconds to be interactive; and for any number, of a key and of a page compressed.
GOALS = ((1000, 10, 1000), (5000, 30, 1500))
MOST_KILOBYTES, MOST_MILLISECONDS = 300, 100


def write_large_site(folder: Path, variables: int) -> None:
    """Write a project of so many variables, with every page and one for each section; the folder is new."""
    (folder / "docs").mkdir(parents=True)
    (folder / "large.py").write_text(vocabulary_module(variables), encoding="utf-8")
    (folder / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS % ", ".join(f"{name}.md" for name in SHOWN), encoding="utf-8")
    for name, formats in SHOWN.items():
        shows = "\n\n".join(f'{{{{ show("{each}") }}}}' for each in formats)
        text = f"---\nrender_macros: true\n---\n\n# {name.capitalize()}\n\n{shows}\n"
        (folder / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "estuary_docs", "generate"], cwd=folder, check=True, capture_output=True)


def main() -> None:
    """Measure and print; the exit code is 1 if a goal is missed."""
    chromium = which("chromium")
    if chromium is None:
        sys.exit("chromium is needed")
    missed = False
    for variables, seconds, milliseconds in GOALS:
        print(f"\nA site of {variables:,} variables.\n\n{HEAD}")
        with TemporaryDirectory() as folder:
            site = Path(folder, "large")
            write_large_site(site, variables)
            for what, measured, most in _measured(site, chromium, seconds, milliseconds):
                print(f"| {what} | {measured:,.1f} | {most:,} | {'yes' if measured <= most else 'NO'} |", flush=True)
                missed |= measured > most
    sys.exit(missed)


def _measured(root: Path, chromium: str, seconds: int, milliseconds: int) -> list[tuple[str, float, int]]:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"], cwd=root, check=True)
    goals: list[tuple[str, float, int]] = [("seconds to build", time.perf_counter() - start, seconds)]
    site = root / "site"
    weights, times, key = {}, {}, 0.0

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for name in (*SHOWN, SECTION):
            address = "" if name == "index" else f"{name}/"
            weights[name] = _kilobytes(site / address / "index.html")
            page = browser.new_page()
            session = page.context.new_cdp_session(page)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            page.goto(f"http://127.0.0.1:{server.server_port}/{address}", wait_until="load")
            times[name] = _busy(session)
            if name == "reference":
                key = _key(page, session)
            page.close()
        browser.close()
    server.shutdown()
    heaviest, slowest = max(weights, key=weights.__getitem__), max(times, key=times.__getitem__)
    goals.append((f"kB of the heaviest page ({heaviest}), compressed, with scripts", weights[heaviest], MOST_KILOBYTES))
    goals.append((f"ms until the slowest page ({slowest}) is interactive", times[slowest], milliseconds))
    goals.append(("ms from a key to the next picture, the slowest search", key, MOST_MILLISECONDS))
    return goals


def _kilobytes(page: Path) -> float:
    """Return what a page and its scripts and styles weigh, compressed; the search index comes in a worker."""
    files = {page, *((page.parent / name).resolve() for name in LOADED.findall(page.read_text(encoding="utf-8")))}
    return sum(len(gzip.compress(path.read_bytes())) for path in files) / 1000


def _busy(session: CDPSession) -> float:
    """Return for how many milliseconds the page's main thread has worked."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(1000 * float(each["value"]) for each in metrics if each["name"] == "TaskDuration")


def _key(page: Page, session: CDPSession) -> float:
    page.wait_for_function("document.querySelector('.filter [role=status]').textContent")
    taken: list[list[float]] = [[] for _ in SEARCHES]
    for _ in range(ROUNDS):
        for text, times in zip(SEARCHES, taken, strict=True):
            before = _busy(session)
            page.evaluate(KEY_TO_PICTURE, text)
            times.append(_busy(session) - before)
            page.wait_for_timeout(300)
    return max(map(median, taken))


if __name__ == "__main__":
    main()
