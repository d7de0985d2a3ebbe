"""Every store that can be had here, filled: fakes, moto and drongo where they are installed, and a folder."""

import json
import os
import shutil
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.catalogue.stores import StoreAddress
from estuary_docs.stores.audit import Log
from estuary_docs.stores.operation import Operation, operation
from tests.stores import servers
from tests.stores.servers import Wire

REQUIRED = "STORES_REQUIRED"
# Real components keep their history, so each cut costs more than the one before: every fifth does but at night.
EVERY = 1 if "STORES_THOROUGH" in os.environ else 5
# Put together here, so that no scanner takes it for a real one.
CANARY = "canary" + "Q7" * 12
TEMPLATES = {
    "aws-secretsmanager": "shop/production/{NAME}",
    "aws-ssm": "/shop/production/{NAME}",
    "google": "shop-1/shop-production-{NAME}",
    "vault": "secret/shop/production/{NAME}",
    "kubernetes": "shop/shop#{NAME}",
    "github": "acme/shop/environments/production/{NAME}",
    "gitlab": "acme/shop/{NAME}",
    "azure": "shop/{NAME}",
}
AWS = {
    "AWS_ENDPOINT_URL": "{address}",
    "AWS_REGION": "eu-central-1",
    "AWS_DEFAULT_REGION": "eu-central-1",
    "AWS_ACCESS_KEY_ID": "any",
    "AWS_SECRET_ACCESS_KEY": "any",
    "AWS_MAX_ATTEMPTS": "1",
    "AWS_EC2_METADATA_DISABLED": "true",
}
ENVIRONMENTS = {
    "vault": {"VAULT_ADDR": "{address}", "VAULT_TOKEN": "any"},
    "kubernetes": {"KUBERNETES_API_SERVER": "{address}"},
    "google": {"CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER": "{address}", "CLOUDSDK_AUTH_ACCESS_TOKEN": "any"},
    "github": {"GITHUB_API_URL": "{address}", "GITHUB_TOKEN": "any"},
    "gitlab": {"CI_SERVER_URL": "{address}", "GITLAB_TOKEN": "any"},
    "azure": {"AZURE_KEYVAULT_URL": "{address}", "AZURE_ACCESS_TOKEN": "any"},
    "aws-secretsmanager": AWS,
    "aws-ssm": AWS,
}


def required_or_skipped(*modules: str) -> None:
    """Skip a test without some packages; fail it where they are required, as in continuous integration."""
    missing = [module for module in modules if find_spec(module) is None]
    if missing and os.environ.get(REQUIRED):
        pytest.fail(f"{', '.join(missing)} must be installed here: make stores")
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed; `make stores` runs this test")


@dataclass
class StoreHarness:
    """A store of a kind: what goes over the wire, and how an entry is put there and read, past the engine.

    `kept` keeps what a fake holds, and returns what brings it back.
    """

    kind: str
    address: StoreAddress
    wire: Wire
    put: Callable[[str, str], None]
    values: Callable[[], Mapping[str, str]]
    kept: Callable[[], Callable[[], None]] | None = None

    def work(self, catalogue: Catalogue, folder: Path) -> Operation:
        """Return what `rotate` works with here."""
        told = replace(catalogue, stores=(self.address,))
        return operation(told, self.address.name, Log(folder / "audit.jsonl"))


def _set(patch: pytest.MonkeyPatch, kind: str, address: str) -> None:
    for name, value in ENVIRONMENTS[kind].items():
        patch.setenv(name, value.format(address=address))


def at(kind: str, template: str | None = None) -> StoreAddress:
    """Return the address of a store in the settings of a project."""
    return StoreAddress("production", kind, template or TEMPLATES[kind], line=4)


@contextmanager
def faked(kind: str, service: servers.Fake, patch: pytest.MonkeyPatch) -> Iterator[StoreHarness]:
    """Yield a fake of some kind, behind a wire."""
    wire = Wire()
    with servers.fake(service) as upstream, servers.through(wire, upstream) as address:
        _set(patch, kind, address)

        def put(name: str, value: str) -> None:
            _put(service, name, value)

        yield StoreHarness(kind, at(kind), wire, put, lambda: _values(service), partial(_kept, service))


def _put(service: servers.Fake, name: str, value: str) -> None:
    match service:
        case servers.Vault():
            service.held.setdefault(f"shop/production/{name}", []).append((value, service.now()))
        case servers.Google():
            service.held.setdefault(f"shop-production-{name}", []).append((value, service.now()))
        case servers.Kubernetes():
            held = b64encode(value.encode()).decode()
            # Who changes a value owns it alone; who applies the same one owns it with the others.
            if service.held.get(name) != held:
                service.times = {key: time for key, time in service.times.items() if key[1] != name}
            service.held[name] = held
            service.times["kubectl", name] = service.now()


def _kept(service: servers.Fake) -> Callable[[], None]:
    record = {"requests", "sent", "failures", "ticks"}
    contents = deepcopy({name: value for name, value in vars(service).items() if name not in record})
    return lambda: vars(service).update(deepcopy(contents))


def _values(service: servers.Fake) -> dict[str, str]:
    match service:
        case servers.Vault() | servers.Google():
            return {
                name.replace("-", "/").rpartition("/")[2]: each[-1][0] for name, each in service.held.items() if each
            }
        case servers.Kubernetes():
            return {name: b64decode(each).decode() for name, each in service.held.items()}
    return {}


@contextmanager
def aws(kind: str, upstream: str, patch: pytest.MonkeyPatch) -> Iterator[StoreHarness]:
    """Yield a store of moto's, behind a wire, emptied first."""
    import boto3

    wire = Wire()
    with servers.through(wire, upstream) as address:
        _set(patch, kind, address)
        urlopen(Request(f"{upstream}/moto-api/reset", method="POST")).close()
        direct = boto3.client(kind.partition("-")[2], endpoint_url=upstream)
        begin = TEMPLATES[kind].partition("{")[0]

        def put(name: str, value: str) -> None:
            if kind == "aws-ssm":
                direct.put_parameter(Name=begin + name, Value=value, Type="SecureString", Overwrite=True)
                return
            try:
                direct.create_secret(Name=begin + name, SecretString=value)
            except direct.exceptions.ResourceExistsException:
                direct.put_secret_value(SecretId=begin + name, SecretString=value)

        def values() -> dict[str, str]:
            if kind == "aws-ssm":
                told = direct.get_parameters_by_path(Path=begin, WithDecryption=True)["Parameters"]
                return {each["Name"].removeprefix(begin): each["Value"] for each in told}
            names = [each["Name"] for each in direct.list_secrets()["SecretList"]]
            return {name.removeprefix(begin): direct.get_secret_value(SecretId=name)["SecretString"] for name in names}

        yield StoreHarness(kind, at(kind), wire, put, values)


@contextmanager
def started(command: list[str], address: str) -> Iterator[str]:
    """Start a server, wait until it answers, and end it."""
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = datetime.now(UTC) + timedelta(seconds=60)
        while True:
            try:
                urlopen(address, timeout=2).close()
                break
            except URLError as error:
                if hasattr(error, "code"):
                    break
                assert program.poll() is None
                assert datetime.now(UTC) < end
        yield address
    finally:
        program.terminate()
        program.wait()


def beside(name: str) -> str:
    """Return a program that lies beside the interpreter."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    assert found
    return found


@contextmanager
def emulated(upstream: str, patch: pytest.MonkeyPatch, unique: str) -> Iterator[StoreHarness]:
    """Yield the Secret Manager of drongo behind a wire, in a project of its own."""
    wire, project = Wire(), f"shop-{abs(hash(unique))}"
    base = f"{upstream}/v1/projects/{project}/secrets"

    def ask(path: str, body: object = None) -> Any:
        content = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": "Bearer any"}
        with urlopen(Request(f"{base}{path}", content, headers)) as told:
            return json.loads(told.read())

    def put(name: str, value: str) -> None:
        with suppress(HTTPError):
            ask(f"?secretId=shop-production-{name}", {"replication": {"automatic": {}}})
        payload = {"payload": {"data": b64encode(value.encode()).decode()}}
        ask(f"/shop-production-{name}:addVersion", payload)

    def values() -> dict[str, str]:
        found = {}
        for told in ask("").get("secrets", ()):
            name = told["name"].rpartition("/")[2]
            try:
                data = ask(f"/{name}/versions/latest:access")["payload"]
            except URLError:
                continue
            found[name.rpartition("-")[2]] = b64decode(data["data"]).decode()
        return found

    with servers.through(wire, upstream) as address:
        _set(patch, "google", address)
        template = f"{project}/shop-production-{{NAME}}"
        yield StoreHarness("google", at("google", template), wire, put, values)
