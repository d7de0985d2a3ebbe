"""The example service in Rust: it starts as Estuary's schema says, or tells everything that is wrong."""

import base64
import hashlib
import hmac
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from estuary_docs.runtimes.python.env_file import EnvFile
from estuary_docs.runtimes.python.problems import text_line
from estuary_docs.validation.tables import validator
from tests.compiled import FOLDER
from tests.conftest import ROOT, needs

# One worker builds it and tries it, while others go on.
pytestmark = pytest.mark.xdist_group("estuary-rs")

SERVICE = ROOT / "examples" / "estuary-rs"
KEY = hashlib.sha256(b"key").hexdigest()
PREVIOUS = hashlib.sha256(b"previous").hexdigest()
DEPLOYMENT = "https://quiet-otter-417.convex.cloud"
STAGING = {"APP_PROFILE": "staging", "JWT_SECRET": KEY}
PRODUCTION = {
    "APP_PROFILE": "production",
    "DATABASE_TYPE": "convex",
    "CONVEX_DEPLOYMENT_URL": DEPLOYMENT,
    "JWT_SECRET": KEY,
}
LEVELS = ("trace", "debug", "info", "warn", "error")


@pytest.fixture(scope="module")
def program() -> Path:
    """Return the path of the service, built where git does not look; cargo takes care of who builds it first."""
    target = FOLDER / "estuary-rs"
    command = [needs("cargo"), "build", "--quiet", "--locked", "--manifest-path", str(SERVICE / "Cargo.toml")]
    # Nobody debugs it, and it is built once.
    brief = {"CARGO_PROFILE_DEV_DEBUG": "0", "CARGO_INCREMENTAL": "0"}
    environ = os.environ | brief | {"CARGO_TARGET_DIR": str(target), "RUSTFLAGS": "-D warnings"}
    done = subprocess.run(command, capture_output=True, check=False, env=environ, text=True)
    assert done.returncode == 0, done.stderr
    return target / "debug" / "estuary"


@dataclass
class Service:
    """A service that listens."""

    port: str
    log: list[str]

    def status(self, path: str = "items", token: str = "") -> int:
        """Return how the service answers to a caller."""
        request = Request(f"http://127.0.0.1:{self.port}/{path}", headers={"Authorization": f"Bearer {token}"})
        try:
            with urlopen(request, timeout=10) as response:  # noqa: S310 - at home
                return int(response.status)
        except HTTPError as error:
            with error:
                return error.code


@contextmanager
def started(program: Path, **environ: str) -> Iterator[Service]:
    """Start the service in an environment of nothing but these variables; its log is complete when it has stopped."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    with subprocess.Popen(
        [program], env={"PORT": port} | environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        log: list[str] = []
        for line in process.stdout:
            log.append(line)
            if line == "ready\n":
                break
        assert log[-1:] == ["ready\n"], log
        try:
            yield Service(port, log)
        finally:
            process.terminate()
            log += process.stdout.readlines()


def signed(key: str) -> str:
    """Return a token that a key signs, in the compact form of JSON Web Signature."""

    def encoded(raw: bytes) -> str:
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    text = f"{encoded(b'{}')}.{encoded(b'{}')}"
    return f"{text}.{encoded(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest())}"


def test_its_module_is_that_of_the_schema(catalogue: Catalogue) -> None:
    """What is generated in the example is current."""
    assert (SERVICE / "src" / "settings.rs").read_text(encoding="utf-8") == render(catalogue, "validation-rs")


def test_it_starts_with_nothing_in_development(program: Path) -> None:
    """With no variable set but a free port it listens, and lets everybody in."""
    with started(program) as service:
        assert (service.status("health"), service.status()) == (200, 200)


def test_it_starts_with_the_file_of_production(program: Path, catalogue: Catalogue) -> None:
    """The generated file of production, with its secrets filled in, is enough."""
    values = EnvFile(render(catalogue.in_profile("production"), "env")).values
    with started(program, **values | PRODUCTION) as service:
        assert service.status("health") == 200
        assert service.status() == 401
        assert service.status(token=signed(KEY)) == 200


def test_it_takes_each_secret_as_a_file(program: Path, tmp_path: Path) -> None:
    """Secrets may be files that variables name, or files of credentials."""
    secrets = {"JWT_SECRET": KEY, "JWT_SECRET_PREVIOUS": PREVIOUS, "CONVEX_DEPLOYMENT_URL": DEPLOYMENT}
    for name, text in secrets.items():
        (tmp_path / name).write_text(f"{text}\n")
    plain = {name: text for name, text in PRODUCTION.items() if name not in secrets}
    for environ in (
        {f"{name}_FILE": str(tmp_path / name) for name in secrets},
        {"CREDENTIALS_DIRECTORY": str(tmp_path)},
    ):
        with started(program, **plain, **environ) as service:
            assert [service.status(token=signed(key)) for key in (KEY, PREVIOUS)] == [200, 200]


def test_it_takes_tokens_of_both_keys_of_a_rotation(program: Path) -> None:
    """While a key is replaced, tokens of both are accepted, and no others; before, those of the old one are not."""
    with started(program, **STAGING, JWT_SECRET_PREVIOUS=PREVIOUS) as service:
        tokens = (signed(KEY), signed(PREVIOUS), signed(KEY[1:]), signed(KEY)[:-2], "e30.e30.", "e30", "")
        assert [service.status(token=token) for token in tokens] == [200, 200, 401, 401, 401, 401, 401]
    with started(program, **STAGING) as service:
        assert [service.status(token=signed(key)) for key in (KEY, PREVIOUS)] == [200, 401]


@pytest.mark.parametrize("level", LEVELS)
def test_its_log_shows_no_secret(program: Path, level: str) -> None:
    """At no level the log holds a piece of a secret, though it shows all settings at the lowest."""
    secrets = PRODUCTION | {"APP_PROFILE": "staging", "JWT_SECRET_PREVIOUS": PREVIOUS, "RUST_LOG": level}
    with started(program, **secrets) as service:
        assert service.status() == 401
        assert service.status(token=signed(KEY)) == 200
    shown = "".join(service.log)
    assert ("Secret(…)" in shown) is (level == "trace")
    assert not [piece for piece in (KEY[:12], PREVIOUS[:12], "quiet-otter") if piece in shown]


BROKEN: list[dict[str, str]] = [
    {"APP_PROFILE": "prod"},
    {"APP_PROFILE": "production"},
    {"PORT": "http"},
    {"PORT": "0", "DATABASE_TYPE": "Convex"},
    {"AUTH_ENABLED": "yes"},
    {"DATABASE_TYPE": "convex"},
    {"SHUTDOWN_TIMEOUT_SECONDS": "30s", "RATE_LIMIT_MAX_REQEUSTS": "5"},
    {"CORS_ALLOWED_ORIGINS": "https://app.quiet-otter.org/path"},
    STAGING | {"JWT_SECRET": "your-secret-key-at-least-32-bytes-long"},
    STAGING | {"JWT_SECRET_PREVIOUS": KEY},
    PRODUCTION | {"JWT_SECRET_FILE": "/nowhere/key"},
    {"JWT_SECRET_FILE": "/nowhere/key"},
]


@pytest.mark.parametrize("environ", BROKEN, ids=", ".join)
def test_it_does_not_start_in_a_wrong_environment(program: Path, catalogue: Catalogue, environ: dict[str, str]) -> None:
    """It ends with 1 and tells every problem in the words of the Python validator, and no value."""
    done = subprocess.run([program], capture_output=True, check=False, env=environ, text=True, timeout=30)
    assert done.returncode == 1
    problems = validator(catalogue).check(environ)
    assert done.stderr.splitlines() == ["the environment is not valid:", *map(text_line, problems)]
    assert not [text for text in environ.values() if len(text) > 12 and text in done.stderr]
