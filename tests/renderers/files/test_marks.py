"""Tools that meet a generated module leave it as it is."""

import subprocess
import sys
from pathlib import Path

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render


@pytest.mark.parametrize(
    "arguments",
    [
        ("format", "--isolated", "--no-cache", "--line-length=60"),
        ("check", "--isolated", "--no-cache", "--select=ALL"),
        ("check", "--isolated", "--no-cache", "--select=I", "--fix"),
    ],
)
def test_a_projects_formatter_and_linter_leave_the_validator_alone(
    catalogue: Catalogue, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """Whatever its settings, a formatter changes nothing of `validation.py`, and a linter reports nothing."""
    text = render(catalogue, "validation-py")
    module = tmp_path / "validation.py"
    module.write_text(text, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "ruff", *arguments, module], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout
    assert module.read_text(encoding="utf-8") == text
