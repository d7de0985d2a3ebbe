"""The example worker in Go: it starts as its schema says, or tells everything that is wrong."""

import hashlib
import hmac
import json
import os
import subprocess
import sys
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
from estuary_docs.schemas.loading import load_schema
from estuary_docs.validation.tables import validator
from tests.conftest import ROOT, forget
from tests.golang import run

WORKER = ROOT / "examples" / "worker-go"
KEY = hashlib.sha256(b"key").hexdigest()
PREVIOUS = hashlib.sha256(b"previous").hexdigest()
PASSWORD = hashlib.sha256(b"broker").hexdigest()[:24]
BROKER = f"amqps://worker:{PASSWORD}@queue.quiet-otter.org/jobs"
ANY_PORT = {"WORKER_PORT": "0"}
PRODUCTION = {"WORKER_PROFILE": "production", "JOBS_BROKER_URL": BROKER, "ACCESS_KEY": KEY}
LEVELS = ("debug", "info", "warn")


@pytest.fixture(scope="module")
def worker_catalogue() -> Iterator[Catalogue]:
    """Return the worker's catalogue."""
    yield load_schema("worker_schema:WorkerSettings", WORKER)
    forget(WORKER, "worker_schema")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of the worker, built."""
    path = tmp_path_factory.mktemp("worker") / "worker"
    run(WORKER, "build", "-o", str(path), ".")
    return path


@dataclass
class Worker:
    """A worker that listens."""

    address: str
    log: list[str]

    def status(self, token: str = "") -> int:
        """Return how the status page answers to a caller."""
        request = Request(f"http://{self.address}/status", headers={"Authorization": f"Bearer {token}"})
        try:
            with urlopen(request, timeout=10) as response:  # noqa: S310 - at home
                self.log.append(response.read().decode())
                return int(response.status)
        except HTTPError as error:
            with error:
                return error.code


@contextmanager
def started(program: Path, **environ: str) -> Iterator[Worker]:
    """Start a worker in an environment of nothing but these variables; its log is complete when it has stopped."""
    with subprocess.Popen([program], env=ANY_PORT | environ, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        log: list[str] = []
        for line in process.stderr:
            log.append(line)
            if '"listening"' in line:
                break
        assert log
        assert '"listening"' in log[-1], log
        try:
            yield Worker(json.loads(log[-1])["address"], log)
        finally:
            process.terminate()
            log += process.stderr.readlines()


def signed(key: str) -> str:
    """Return a token that a key signs."""
    return f"harbour.{hmac.new(key.encode(), b'harbour', hashlib.sha256).hexdigest()}"


def test_its_files_are_those_of_its_schema() -> None:
    """What is generated in the example is current."""
    command = [sys.executable, "-m", "estuary_docs", "check"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=WORKER, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_starts_with_nothing_in_development(program: Path) -> None:
    """With no variable set it listens, and lets everybody in."""
    with started(program) as worker:
        assert worker.status() == 200


def test_it_starts_with_the_file_of_production(program: Path, worker_catalogue: Catalogue) -> None:
    """The generated file of production, with its secrets filled in, is enough."""
    text = render(worker_catalogue.in_profile("production"), "env")
    environ = EnvFile(text).values | {"JOBS_BROKER_URL": BROKER, "ACCESS_KEY": KEY}
    assert set(environ) == set(PRODUCTION)
    with started(program, **environ) as worker:
        assert worker.status() == 401
        assert worker.status(signed(KEY)) == 200


def test_it_takes_each_secret_as_a_file(program: Path, tmp_path: Path) -> None:
    """Secrets may be files that variables name, or files of credentials."""
    for name, text in (("JOBS_BROKER_URL", BROKER), ("ACCESS_KEY", KEY), ("ACCESS_KEY_PREVIOUS", PREVIOUS)):
        (tmp_path / name).write_text(f"{text}\n")
    named = {f"{name}_FILE": str(tmp_path / name) for name in ("JOBS_BROKER_URL", "ACCESS_KEY")}
    for environ in (named, {"CREDENTIALS_DIRECTORY": str(tmp_path)}):
        with started(program, WORKER_PROFILE="production", **environ) as worker:
            assert worker.status(signed(KEY)) == 200


def test_it_takes_tokens_of_both_keys_of_a_rotation(program: Path) -> None:
    """While a key is replaced, tokens of both are accepted, and no others."""
    with started(program, **PRODUCTION, ACCESS_KEY_PREVIOUS=PREVIOUS) as worker:
        answers = [worker.status(token) for token in (signed(KEY), signed(PREVIOUS), signed(KEY[1:]), "harbour", "")]
        assert answers == [200, 200, 401, 401, 401]


@pytest.mark.parametrize("level", LEVELS)
def test_its_log_shows_no_secret(program: Path, level: str) -> None:
    """At no level the log, or the page that shows all settings, holds a piece of a secret."""
    secrets = PRODUCTION | {"ACCESS_KEY_PREVIOUS": PREVIOUS}
    with started(program, **secrets, WORKER_LOG_LEVEL=level) as worker:
        assert worker.status() == 401
        assert worker.status(signed(KEY)) == 200
    shown = "".join(worker.log)
    assert "Secret(…)" in shown
    assert not [piece for piece in (KEY[:12], PREVIOUS[:12], PASSWORD[:12], "queue.quiet") if piece in shown]


BROKEN: list[dict[str, str]] = [
    {"WORKER_PROFILE": "prod"},
    {"WORKER_PROFILE": "production"},
    {"WORKER_HOST": "127.0.0.1:8090"},
    {"WORKER_LOG_LEVEL": "WARN"},
    {"JOBS_BATCH": "501"},
    {"JOBS_PAUSE": "5"},
    {"JOBS_PAUSE": "2h", "JOBS_BATCH": "many", "JOBS_REPORT_TO": "reports.quiet-otter.org"},
    {"JOBS_BROKER_URL": "https://queue.quiet-otter.org"},
    PRODUCTION | {"ACCESS_KEY": "change-me-access-key-openssl-rand-base64-32"},
    PRODUCTION | {"ACCESS_KEY_FILE": "/run/secrets/key"},
    {"JOBS_BACTH": "20", "JOBS_BATCH": "0"},
    {"ACCESS_KEY_FILE": "/nowhere/key"},
]


@pytest.mark.parametrize("environ", BROKEN, ids=", ".join)
def test_it_does_not_start_in_a_wrong_environment(
    program: Path, worker_catalogue: Catalogue, environ: dict[str, str]
) -> None:
    """It ends with 1 and tells every problem in the words of the Python validator, and no value."""
    done = subprocess.run([program], capture_output=True, check=False, env=environ, text=True, timeout=30)
    problems = validator(worker_catalogue).check(environ)
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["the environment is not valid:", *map(text_line, problems)]
    assert not [text for text in environ.values() if len(text) > 12 and text in done.stderr]


def test_a_change_of_the_schema_is_seen(tmp_path: Path) -> None:
    """Where the schema has changed, `check` is red and names the module, and `generate` makes it anew."""
    for path in WORKER.rglob("*"):
        if path.is_file():
            (tmp_path / path.relative_to(WORKER)).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path.relative_to(WORKER)).write_bytes(path.read_bytes())
    schema = tmp_path / "worker_schema.py"
    schema.write_text(schema.read_text().replace("le=500", "le=50"))
    command = [sys.executable, "-m", "estuary_docs"]
    red = subprocess.run([*command, "check"], capture_output=True, check=False, cwd=tmp_path, text=True)
    assert red.returncode == 1
    assert "settings/settings.go" in red.stdout + red.stderr
    subprocess.run([*command, "generate"], capture_output=True, check=True, cwd=tmp_path, env=os.environ)
    assert "\tBatch uint8\n" in (tmp_path / "settings" / "settings.go").read_text(encoding="utf-8")
