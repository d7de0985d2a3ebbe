"""The validator in Node: how long judging takes, without the start of Node."""

import json
import subprocess
from pathlib import Path
from shutil import which

from benchmarks.validator import ENVIRONMENT
from config_schema import EstuarySettings
from estuary_docs.renderers import render
from estuary_docs.schemas.own import read

LINES = 5000
SCRIPT = Path(__file__).with_name("judge.mjs")


def measured(folder: Path) -> dict[str, float] | None:
    """Return milliseconds for the `first` check of an environment, any other `check`, and an env `file`."""
    node = which("node")
    if node is None:
        return None
    (folder / "validation.mjs").write_text(render(read(EstuarySettings), "validation-mjs"), "utf-8")
    (folder / "given.json").write_text(json.dumps({"environ": ENVIRONMENT, "text": env_file()}), "utf-8")
    command = [node, str(SCRIPT), str(folder / "validation.mjs"), str(folder / "given.json")]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def env_file() -> str:
    """Return an env file of comments, sound lines, slips and traps."""
    kinds = ("# A comment.", "NAME_{}='two words'", "AUTH_ENABLE{}=true", "export NAME_{}=a b  # don't", 'N{}="a\\n$b"')
    return "".join(f"{kinds[number % len(kinds)].format(number)}\n" for number in range(LINES))
