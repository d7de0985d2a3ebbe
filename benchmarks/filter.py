"""`python -m benchmarks.filter` measures a site of 1,000 variables: building it, its reference page, and the filter."""

import gzip
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

from playwright.sync_api import sync_playwright

from benchmarks.pages import ARGUMENTS
from benchmarks.schemas import vocabulary_module
from benchmarks.site import write_sites

ROOT = Path(__file__).parent.parent
VARIABLES = 1000
ROUNDS = 5
SEARCHES = ("p", "part_7", "part_7_enabled", "", "key", "")
KEY_TO_PICTURE = """text => new Promise(done => {
    const field = document.querySelector(".filter [name=find]"), start = performance.now();
    field.value = text;
    field.dispatchEvent(new Event("input"));
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""
MOST_SECONDS_TO_BUILD, MOST_KILOBYTES, MOST_MILLISECONDS = 10, 1000, 100


def write_large_site(folder: Path, unused: Path) -> None:
    """Write a project of 1,000 variables with a reference page; both folders are new."""
    write_sites(ROOT, 1, folder, unused)
    (folder / "large.py").write_text(vocabulary_module(VARIABLES), encoding="utf-8")
    (folder / "pyproject.toml").write_text('[tool.estuary-docs]\nschema = "large:Toy"\n', encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Large\n", encoding="utf-8")
    rules = '# Troubleshooting\n\n{{ show("rules") }}\n'
    (folder / "docs" / "troubleshooting.md").write_text(rules, encoding="utf-8")
    (folder / "docs" / "reference.md").write_bytes((ROOT / "docs" / "reference.md").read_bytes())


def main() -> None:
    """Measure and print; the exit code is 1 if a goal is missed."""
    chromium = which("chromium")
    if chromium is None:
        sys.exit("chromium is needed")
    with TemporaryDirectory() as folder:
        site = Path(folder, "large")
        write_large_site(site, Path(folder, "unused"))
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"], cwd=site, check=True)
        seconds = time.perf_counter() - start
        page = site / "site" / "reference" / "index.html"
        kilobytes = len(gzip.compress(page.read_bytes())) / 1000
        milliseconds = _filter(site / "site", chromium)
    goals = (
        ("seconds to build", seconds, MOST_SECONDS_TO_BUILD),
        ("kB of the reference page, compressed", kilobytes, MOST_KILOBYTES),
        ("ms from a key to the next picture, median of the searches", milliseconds, MOST_MILLISECONDS),
    )
    print(f"\nA site of {VARIABLES:,} variables.\n\n| goal | measured | at most | met |\n| --- | ---: | ---: | --- |")
    for what, measured, most in goals:
        print(f"| {what} | {measured:,.1f} | {most:,} | {'yes' if measured <= most else 'NO'} |")
    sys.exit(any(measured > most for _, measured, most in goals))


def _filter(site: Path, chromium: str) -> float:
    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/reference/")
        page.wait_for_function("document.querySelector('.filter [role=status]').textContent")
        taken = [page.evaluate(KEY_TO_PICTURE, text) for _ in range(ROUNDS) for text in SEARCHES]
        browser.close()
    server.shutdown()
    return float(median(taken))


if __name__ == "__main__":
    main()
