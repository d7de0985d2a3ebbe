"""`estuary-docs validate` runs a class of pydantic-settings, and says what it refuses without a value."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from estuary_docs.cli.program import main

HARBOUR = """
from datetime import timedelta
from typing import Literal
from pydantic import BaseModel, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

print("printed on import")

class Crane(BaseModel):
    name: str
    lifts: int = Field(5, ge=1)

class Tide(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="TIDE_")
    level: int

class Harbour(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix="HARBOUR_", env_nested_delimiter="__", env_file=".env", secrets_dir="files", extra="forbid"
    )
    port: int = Field(1, le=9)
    wait: timedelta = timedelta(seconds=2)
    flag: Literal["red"] | Literal["blue"] = "red"
    mast: Literal["fore", "main"] = "main"
    crane: Crane | None = None
    berths: list[int] = []
    depths: dict[str, int] = {}
    seal: SecretStr = Field(min_length=8)
    tide: Tide | None = None

    @field_validator("seal")
    @classmethod
    def fits(cls, value):
        if "leak" in value.get_secret_value():
            raise ValueError(f"{value.get_secret_value()} leaks")
        return value

    @model_validator(mode="after")
    def together(self):
        if self.port == 7:
            raise ValueError("seven")
        if self.port == 8:
            raise KeyError(self.seal.get_secret_value())
        return self

class Quay(BaseSettings):
    model_config = SettingsConfigDict(case_sensitive=True)
    Name: str
    tide: Tide = Field(default_factory=Tide)

class Late(BaseSettings):
    late: int

settings = Late()

def late() -> Late:
    return settings

def unsaid():
    return settings

class Broken(BaseSettings):
    gone: int = 1
    def __init__(self, **values):
        import os
        if os.environ.get("GONE") == "exit":
            os._exit(3)
        if os.environ.get("GONE") == "stop":
            raise SystemExit
        super().__init__(**values)

class Keyed(BaseSettings):
    api_key: SecretStr
    api_key_file: str | None = None
"""
PART = "Tq8LbKm2Wn7"
SEAL = f"zR4x-{PART}"


@pytest.fixture(autouse=True)
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a project that holds the classes, and let go of its module at the end."""
    (tmp_path / "harbour_classes.py").write_text(HARBOUR, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "harbour_classes", raising=False)
    return tmp_path


def run(cls: str, *arguments: str, **environ: str) -> Result:
    """Validate an environment by a class."""
    return CliRunner(env=environ).invoke(main, ["validate", "--schema", f"harbour_classes:{cls}", *arguments])


def problems(cls: str, *arguments: str, **environ: str) -> list[tuple[str, str]]:
    """Return the variable and the rule of each problem, in order."""
    done = run(cls, "--format", "json", *arguments, **environ)
    found = json.loads(done.stdout)["problems"]
    assert done.exit_code == any(problem["severity"] == "error" for problem in found)
    return [(problem["variable"], problem["rule"]) for problem in found]


@pytest.mark.parametrize(
    ("environ", "refused"),
    [
        ({"SEAL": SEAL}, []),
        ({}, [("SEAL", "missing")]),
        ({"SEAL": SEAL, "PORT": "zz", "WAIT": "zz"}, [("PORT", "malformed"), ("WAIT", "malformed")]),
        ({"SEAL": SEAL, "PORT": "10"}, [("PORT", "out-of-range")]),
        ({"SEAL": SEAL, "MAST": "zz", "FLAG": "zz"}, [("FLAG", "not-a-choice"), ("MAST", "not-a-choice")]),
        ({"SEAL": SEAL, "BERTHS": "[x", "DEPTHS": "{x"}, [("BERTHS", "malformed"), ("DEPTHS", "malformed")]),
        ({"SEAL": SEAL, "BERTHS": '["x"]'}, [("BERTHS", "malformed")]),
        ({"SEAL": SEAL, "CRANE__LIFTS": "0"}, [("CRANE__NAME", "missing"), ("CRANE__LIFTS", "out-of-range")]),
        ({"SEAL": SEAL, "CRANE": '{"lifts": 1}'}, [("CRANE__NAME", "missing")]),
        ({"SEAL": f"{SEAL}leak"}, [("SEAL", "refused")]),
        ({"SEAL": SEAL, "PORT": "7"}, [("", "refused")]),
        ({"SEAL": SEAL, "PORT": "8"}, [("", "refused")]),
        ({"SEAL": "change-me-please"}, [("SEAL", "placeholder")]),
        ({"SEAL": SEAL, "PROT": "1"}, [("PROT", "unknown-variable")]),
        ({"SEAL": SEAL, "PORT": ""}, [("PORT", "malformed")]),
    ],
)
def test_the_class_decides(environ: dict[str, str], refused: list[tuple[str, str]]) -> None:
    """All that the class refuses is told at once, by the names that it reads, in catalogue order."""
    given = {f"HARBOUR_{name}": text for name, text in environ.items()}
    found = problems("Harbour", **given)
    assert found == [(name and f"HARBOUR_{name}", rule) for name, rule in refused]


def test_no_value_is_told() -> None:
    """What pydantic, or an exception of the class, repeats of a value stands nowhere; the class's place does."""
    for port in ("1", "8", f"{SEAL}leak"):
        done = run("Harbour", HARBOUR_SEAL=f"{SEAL}leak" if port != "8" else SEAL, HARBOUR_PORT=port)
        assert SEAL not in done.output
        assert "harbour_classes.py, line " in done.output
        assert "printed on import" not in done.stdout


def test_cases_are_those_of_the_class() -> None:
    """A class that knows no case is given any, and one that does is not."""
    assert problems("Harbour", harbour_seal=SEAL, Harbour_Port="3") == []
    assert problems("Quay", NAME="x", TIDE_LEVEL="1")[0] == ("Name", "missing")


def test_settings_inside_are_named_by_their_own_names() -> None:
    """What settings that are built with the class refuse is told by the variables that those read."""
    assert problems("Quay", Name="x") == [("TIDE_LEVEL", "missing")]
    assert problems("Quay", Name="x", TIDE_LEVEL="y") == [("TIDE_LEVEL", "malformed")]


def test_what_the_class_reads_itself_counts(harbour: Path) -> None:
    """Its own env file and folder of secrets are read, and what stands there too much is told."""
    (harbour / "files").mkdir()
    (harbour / "files" / "harbour_seal").write_text(SEAL)
    assert problems("Harbour") == []
    (harbour / ".env").write_text("HARBOUR_PORT=zz\nHARBOUR_ELSE=1\n")
    assert problems("Harbour") == [("HARBOUR_PORT", "malformed"), ("harbour_else", "refused")]
    (harbour / ".env").unlink()
    (harbour / "others").mkdir()
    (harbour / "others" / "HARBOUR_SEAL").write_text(SEAL)
    assert problems("Harbour", "--secrets-dir", "others") == []


def test_an_env_file_is_read_as_python_dotenv_reads_it(harbour: Path) -> None:
    """Lines that python-dotenv reads as they are meant are no problem, whatever other readers make of them."""
    path = harbour / "env"
    path.write_text(f'export HARBOUR_SEAL={SEAL} # note\nHARBOUR_BERTHS=["1", 2]\n')
    assert problems("Harbour", "--env-file", "env") == []
    path.write_text(f'HARBOUR_SEAL="{SEAL}\nHARBOUR_PORT=zz\n')
    assert problems("Harbour", "--env-file", "env")[0] == ("HARBOUR_SEAL", "unreadable-line")
    path.write_text(f"HARBOUR_SEAL={SEAL}\nHARBOUR_SEAL=${{NOTHING}}other{SEAL}\n")
    assert ("HARBOUR_SEAL", "duplicate-variable") in problems("Harbour", "--env-file", "env")
    path.write_text(f"\ufeffHARBOUR_SEAL={SEAL}\n")
    assert ("", "unreadable-line") in problems("Harbour", "--env-file", "env")
    path.write_text(f"HARBOUR_SEAL={SEAL}\nHARBOUR_PORT=zz\n")
    assert "env:2: error[malformed]" in run("Harbour", "--env-file", "env").stdout
    assert run("Harbour", "--env-file", "gone").exit_code == 2


def test_a_class_knows_no_file_of_a_secret() -> None:
    """A variable that ends in `_FILE` is a field of the class, or nothing: it stands for no secret."""
    assert problems("Keyed", API_KEY=SEAL, API_KEY_FILE="/nowhere") == []
    assert problems("Keyed", API_KEY_FILE=__file__) == [("API_KEY", "missing")]
    assert problems("Harbour", HARBOUR_SEAL_FILE=__file__) == [("HARBOUR_SEAL", "missing")]


def test_settings_that_a_module_builds_are_their_class() -> None:
    """An instance, and a function that says what it returns, stand for the class, though it cannot be built here."""
    for name in ("Late", "settings", "late"):
        assert problems(name) == [("LATE", "missing")]
        assert problems(name, LATE="1") == []
    assert "no subclass" in run("unsaid").stderr


def test_a_class_that_ends_the_process_is_one_line() -> None:
    """A class that cannot be run is told in a line; one that raises what ends a program refuses the environment."""
    done = run("Broken", GONE="exit")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.replace("printed on import\n", "").count("\n") == 1
    assert problems("Broken", GONE="stop") == [("", "refused")]


def test_the_catalogue_alone_says_what_it_cannot_judge() -> None:
    """With `--approximate` the class is not run, and what is no more than text is listed."""
    done = run("Harbour", "--approximate", HARBOUR_SEAL=f"{SEAL}leak")
    assert done.exit_code == 0
    assert "warning: harbour_classes.Harbour.seal: the validator `fits` decides" in done.stderr
    assert "warning: checked only for being text: " in done.stderr
    assert "HARBOUR_SEAL" in done.stderr
    assert "warning" not in run("Harbour", HARBOUR_SEAL=SEAL).stderr


@pytest.mark.skipif(os.name == "nt", reason="a shell there hands on no pipe")
def test_an_env_file_that_is_a_pipe_is_read_once() -> None:
    """`validate --env-file <(decrypt .env)` judges what comes out of it, whoever reads it."""
    reading, writing = os.pipe()
    os.write(writing, f"HARBOUR_SEAL={SEAL}\nHARBOUR_PORT=zz\n".encode())
    os.close(writing)
    assert problems("Harbour", "--env-file", f"/dev/fd/{reading}") == [("HARBOUR_PORT", "malformed")]
    os.close(reading)
