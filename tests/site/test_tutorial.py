"""The tutorial, followed to the letter."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

FENCE = re.compile(r'^```(?P<language>\w+) title="(?P<title>[^"]+)"\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (?P<line>.+)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)


def test_whoever_follows_the_tutorial_sees_what_it_shows(tmp_path: Path) -> None:
    """Each file is written, each command is run, and prints what the page says that it prints."""
    environment = {
        **{name: text for name, text in os.environ.items() if not name.startswith(("COV_", "COVERAGE_"))},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(ROOT),
    }
    commands = 0
    for fence in FENCE.finditer((ROOT / "docs/tool/tutorial.md").read_text(encoding="utf-8")):
        path = tmp_path / fence["title"]
        if fence["language"] != "console":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fence["text"], encoding="utf-8")
            continue
        for command in COMMAND.finditer(fence["text"]):
            line = command["line"]
            done = subprocess.run(
                ["bash", "-c", line], cwd=path, env=environment, capture_output=True, text=True, check=False
            )
            assert done.stdout == command["output"], f"{shlex.quote(line)}\n{done.stdout}{done.stderr}"
            commands += 1
    assert commands == 14
