"""Every artefact of a class is the same under any hash seed, home folder and time zone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

MODULE = """
from datetime import datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

class Rig(StrEnum):
    SLOOP = "sloop"
    KETCH = "ketch"
    YAWL = "yawl"

class Locker(BaseModel):
    flags: frozenset[str] = frozenset({"alpha", "bravo", "charlie", "delta", "echo"})
    by_port: dict[str, set[int]] = {"north": {3, 1, 2}, "south": set()}

class Harbour(BaseSettings):
    model_config = SettingsConfigDict(env_nested_delimiter="__")

    rigs: set[Rig] = {Rig.YAWL, Rig.SLOOP, Rig.KETCH}
    words: set[str] = {"one", "two", "three", "four", "five"}
    numbers: set[int | str] = {7, "seven", 70, "seventy"}
    locker: Locker = Locker()
    chart: Path = Field(default_factory=lambda: Path.home() / "chart")
    log: Path = Path("~/log").expanduser()
    opened: datetime = datetime(2030, 1, 2, 3, 4, 5)
    since: datetime = Field(default_factory=lambda: datetime.fromtimestamp(0))
    noon: time = time(12)
    level: Literal["low", "high"] = "low"

    @field_validator("level", mode="before")
    @classmethod
    def alias(cls, value: object) -> object:
        return {"l": "low", "h": "high"}.get(value, value) if value in {"l", "h", "m", "n", "o"} else value
"""
ELSEWHERE = ({"PYTHONHASHSEED": "1", "TZ": "UTC"}, {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland"})
FORMATS = ("env-example", "reference", "catalogue-json", "json-schema", "validation-py", "validation-mjs", "compose")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a project with a class."""
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "seed_harbour.py").write_text(MODULE, encoding="utf-8")
    return folder


@pytest.mark.parametrize("output_format", FORMATS)
def test_an_artefact_is_the_same_on_every_machine(output_format: str, folder: Path, tmp_path: Path) -> None:
    """Two hash seeds, two homes and two time zones give one text, with the same warnings."""
    found = []
    for number, elsewhere in enumerate(ELSEWHERE):
        home = tmp_path / str(number)
        home.mkdir()
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        done = subprocess.run(
            [sys.executable, "-m", "estuary_docs", "show", output_format, "--schema", "seed_harbour:Harbour"],
            cwd=folder,
            env={**kept, **elsewhere, "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        found.append((done.stdout, done.stderr))
    assert found[0] == found[1]
