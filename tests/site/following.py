"""Follow a page to the letter: write its files, run its commands."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

FENCE = re.compile(r'^```(?P<language>\w+) title="(?P<title>[^"]+)"\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (?P<line>.+)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)


def follow(page: str, folder: Path) -> list[tuple[str, str, str]]:
    """Write the files of a page below a folder and run its commands there, in the order of the page.

    Returns of each command its line, what the page says that it prints, and what it prints.
    """
    environment = {
        **{name: text for name, text in os.environ.items() if not name.startswith(("COV_", "COVERAGE_"))},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_STATE_HOME": str(folder / "state"),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(ROOT),
    }
    commands = []
    for fence in FENCE.finditer((ROOT / "docs" / page).read_text(encoding="utf-8")):
        path = folder / fence["title"]
        if fence["language"] != "console":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fence["text"], encoding="utf-8")
            continue
        for command in COMMAND.finditer(fence["text"]):
            line = command["line"]
            done = subprocess.run(
                ["bash", "-c", line],
                cwd=path,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            commands.append((line, command["output"], done.stdout))
    return commands
