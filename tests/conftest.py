"""What the tests share: Estuary's catalogue, small schemas, and projects to run commands in."""

import os
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from shutil import which

import pytest

from config_schema import EstuarySettings
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.schemas.loading import load_schema
from estuary_docs.schemas.own import read

pytest_plugins = ["tests.browsing"]
ROOT = Path(__file__).parent.parent
NUMBERS = count()

SMALL_SCHEMA = '''
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal
from pydantic import Field, SecretStr
from estuary_docs.vocabulary import *

class Server(Section):
    """Where it listens."""

    port: Annotated[int, Field(ge=1, le=65535)] = 3000
    """TCP port."""

    key: Annotated[SecretStr | None, required_when(PORT="443")] = None
    """Proves who it is."""

class ToySettings(Settings):
    """A toy."""

    server: Server
'''


@pytest.fixture(scope="session", autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what commands record of the projects of tests out of the user's own folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Return Estuary's catalogue."""
    return read(EstuarySettings)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return Estuary's site, built strictly."""
    from tests.sites import build_site, copy_project

    root = tmp_path_factory.mktemp("estuary")
    copy_project(root)
    return build_site(root)


@pytest.fixture
def schema(tmp_path: Path) -> Iterator[Callable[[str], Catalogue]]:
    """Return a function that reads the body of one section, `ToySettings` round it, into a catalogue."""
    names: list[str] = []

    def load(body: str, options: str = "") -> Catalogue:
        names.append(f"toy_schema_{next(NUMBERS)}")
        fields = "\n".join(f"    {line}" for line in body.strip().splitlines())
        source = f"""{SMALL_SCHEMA.partition("class Server")[0]}
class Toy(Section):
    '''A section.'''

{fields}

class ToySettings(Settings{options}):
    '''A toy.'''

    toy: Toy
"""
        (tmp_path / f"{names[-1]}.py").write_text(source, encoding="utf-8")
        return load_schema(f"{names[-1]}:ToySettings", tmp_path)

    yield load
    forget(tmp_path, *names)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the root of a small project with a schema and one generated file, and make it the current folder."""
    (tmp_path / "toy.py").write_text(SMALL_SCHEMA, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.estuary-docs]\nschema = "toy:ToySettings"\n'
        '[tool.estuary-docs.artefacts]\n".env.example" = "env-example"\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    forget(tmp_path, "toy")


def forget(folder: Path, *modules: str) -> None:
    """Take a folder off the import path and its modules out of memory."""
    for module in modules:
        sys.modules.pop(module, None)
    while str(folder) in sys.path:
        sys.path.remove(str(folder))


def needs(tool: str) -> str:
    """Return the path of a program; without it the test is skipped, or fails in CI."""
    path = which(tool)
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{tool} is not installed")
    return path
