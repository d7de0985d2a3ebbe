"""`python -m benchmarks.checker` measures "Check your .env" in a browser: from a key to the verdict on the page."""

import subprocess
import sys
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from benchmarks.javascript import env_file
from benchmarks.pages import ARGUMENTS
from config_schema import EstuarySettings
from estuary_docs.reader import read
from estuary_docs.renderers import render

ROOT = Path(__file__).parent.parent
ROUNDS = 15
KEY_TO_VERDICT = """text => {
    const field = document.getElementById("checker-text");
    field.value = text;
    const start = performance.now();
    field.dispatchEvent(new Event("input"));
    return performance.now() - start;
}"""
MOST_MILLISECONDS, MOST_MILLISECONDS_FOR_A_FILE = 5, 200


def main() -> None:
    """Measure and print; the exit code is 1 if a goal is missed."""
    chromium = which("chromium")
    if chromium is None:
        sys.exit("chromium is needed")
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder]
        subprocess.run(command, cwd=ROOT, check=True)
        example = _milliseconds(chromium, Path(folder), render(read(EstuarySettings), "env-example"))
        large = _milliseconds(chromium, Path(folder), env_file())
    goals = (
        ("ms from a key to the verdict, Estuary's example file", example, MOST_MILLISECONDS),
        ("ms from a key to the verdict, 5,000 lines, most of them wrong", large, MOST_MILLISECONDS_FOR_A_FILE),
    )
    print("| goal | measured | at most | met |\n| --- | ---: | ---: | --- |")
    for what, measured, most in goals:
        print(f"| {what} | {measured:,.1f} | {most:,} | {'yes' if measured <= most else 'NO'} |")
    sys.exit(any(measured > most for _, measured, most in goals))


def _milliseconds(chromium: str, site: Path, text: str) -> float:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        page = browser.new_page()
        page.goto((site / "check" / "index.html").as_uri())
        taken = [page.evaluate(KEY_TO_VERDICT, text) for _ in range(ROUNDS)]
        browser.close()
    return float(median(taken))


if __name__ == "__main__":
    main()
