"""Nothing of the machine, and nothing of chance, reaches what is written of a settings class."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SCHEMA = """
from pydantic import BaseModel
from pydantic_settings import BaseSettings

class Inner(BaseModel):
    names: set[str] = {"alpha", "beta", "gamma", "delta", "epsilon"}

class Ferry(BaseSettings):
    hosts: set[str] = {"alpha", "beta", "gamma", "delta", "epsilon"}
    ports: frozenset[int] = frozenset({80, 443, 8080})
    inner: Inner = Inner()
    table: dict[str, set[str]] = {"a": {"one", "two", "three", "four"}}
"""


def test_sets_are_written_in_one_order_whatever_the_seed_home_and_zone(tmp_path: Path) -> None:
    """Two machines with other hash seeds, homes, users and time zones write the same text."""
    (tmp_path / "ferry.py").write_text(SCHEMA)
    command = [sys.executable, "-m", "estuary_docs", "show", "env-example", "--schema", "ferry:Ferry"]
    texts = set()
    for seed in range(4):
        machine = {"PYTHONHASHSEED": str(seed), "HOME": f"/home{seed}", "USER": f"u{seed}", "TZ": f"UTC{seed}"}
        done = subprocess.run(command, cwd=tmp_path, env=os.environ | machine, capture_output=True, check=True)
        texts.add(done.stdout)
    (text,) = texts
    assert b'"alpha"' in text
    assert b'["four", "one", "three", "two"]' in text
