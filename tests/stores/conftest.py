"""A shop with one key that rotates, and every store in which it can be."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.schemas.own import read
from tests.stores import places, servers
from tests.stores.places import StoreHarness
from tests.stores.shop import Shop

ROTATING = ("vault", "kubernetes", "google", "aws-secretsmanager", "aws-ssm", "drongo")


@pytest.fixture(scope="session")
def shop() -> Catalogue:
    """Return the catalogue of a shop in production."""
    return read(Shop).in_profile("production")


def _port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def moto() -> Iterator[str]:
    """Start moto."""
    places.required_or_skipped("moto", "boto3")
    port = _port()
    command = [places.beside("moto_server"), "-H", "127.0.0.1", "-p", str(port)]
    with places.started(command, f"http://127.0.0.1:{port}/moto-api/") as address:
        yield address.removesuffix("/moto-api/")


@pytest.fixture(scope="session")
def drongo() -> Iterator[str]:
    """Start drongo, an emulator of Google's services."""
    places.required_or_skipped("drongo")
    port = _port()
    command = [places.beside("drongo"), "server", "--host", "127.0.0.1", "--port", str(port)]
    with places.started(command, f"http://127.0.0.1:{port}") as address:
        yield address


@pytest.fixture(params=ROTATING)
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[StoreHarness]:
    """Return a store in which keys rotate, of each kind that is reached over a wire."""
    monkeypatch.setenv("HOME", str(tmp_path))
    fakes = {"vault": servers.Vault, "kubernetes": servers.Kubernetes, "google": servers.Google}
    with ExitStack() as stack:
        if request.param in fakes:
            found = places.faked(request.param, fakes[request.param](), monkeypatch)
        elif request.param == "drongo":
            found = places.emulated(request.getfixturevalue("drongo"), monkeypatch, tmp_path.name)
        else:
            found = places.aws(request.param, request.getfixturevalue("moto"), monkeypatch)
        yield stack.enter_context(found)
