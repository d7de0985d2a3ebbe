"""`python -m benchmarks.pages` measures the built site with Lighthouse as on a phone, and prints the figures.

The site is served as a web server would serve it: compressed, and under its own Content-Security-Policy.
"""

import gzip
import json
import os
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from statistics import median
from typing import Any

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
LIGHTHOUSE = ROOT / "benchmarks" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
ADDRESSES = ("", "reference/", "guide/kubernetes/")
GOALS = {"performance": 90, "accessibility": 100, "best-practices": 100, "seo": 100}
ROUNDS = 3
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Handler(SimpleHTTPRequestHandler):
    """Serves the built site."""

    def do_GET(self) -> None:
        """Answer with a file, compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", (SITE / "csp.txt").read_text(encoding="utf-8").strip())
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


def main() -> None:
    """Measure the pages and print the figures; the exit code is 1 if a goal is missed."""
    chromium = which("chromium")
    if chromium is None or not LIGHTHOUSE.is_file() or not SITE.is_dir():
        sys.exit("chromium, Lighthouse and the built site are needed: run make lighthouse")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_port}"
    heads = ("page", *GOALS, "largest paint", "blocked", "shift")
    print(f"Medians of {ROUNDS} runs, Lighthouse's mobile preset.\n\n| {' | '.join(heads)} |")
    print(f"| --- |{' ---: |' * (len(heads) - 1)}")
    missed = False
    for address in ADDRESSES:
        reports = [_report(f"{origin}/{address}", chromium) for _ in range(ROUNDS)]
        scores = {name: median(_score(report, name) for report in reports) for name in GOALS}
        times = [
            f"{median(report['audits'][audit]['numericValue'] for report in reports):,.{digits}f}{unit}"
            for audit, digits, unit in (
                ("largest-contentful-paint", 0, " ms"),
                ("total-blocking-time", 0, " ms"),
                ("cumulative-layout-shift", 3, ""),
            )
        ]
        print(f"| {address or 'home'} | {' | '.join([f'{score:.0f}' for score in scores.values()] + times)} |")
        missed |= any(scores[name] < goal for name, goal in GOALS.items())
    server.shutdown()
    sys.exit(missed)


def _report(url: str, chromium: str) -> Any:  # noqa: ANN401 - Lighthouse's JSON
    command = [
        str(LIGHTHOUSE),
        url,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(GOALS)}",
        f"--chrome-flags={' '.join(ARGUMENTS)}",
    ]
    done = subprocess.run(command, capture_output=True, check=True, env=os.environ | {"CHROME_PATH": chromium})
    report = json.loads(done.stdout)
    for name in GOALS:
        for audit in report["categories"][name]["auditRefs"]:
            found = report["audits"][audit["id"]]
            if name != "performance" and audit["weight"] and found["score"] not in (1, None):
                print(f"{url} {name}: {found['title']}", file=sys.stderr)
    return report


def _score(report: Any, name: str) -> float:  # noqa: ANN401 - likewise
    return float(report["categories"][name]["score"]) * 100


if __name__ == "__main__":
    main()
