"""Servers in this process: a proxy that cuts connections, and fakes of services that cannot run here.

The fakes are written from the vendors' references, which the modules of the stores name. They are fakes: what they do
was not compared with the real services here.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

Reply = tuple[int, Any]
# Requests that change nothing; those to AWS have the name of their operation last.
READS = re.compile(r"GET |POST / .*\.(?:Get|List|Describe)")
START = datetime(2026, 11, 28, tzinfo=UTC)


@dataclass
class Request:
    """What a fake is asked."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any


@dataclass
class Fake:
    """A service: `requests` are what it was asked, `sent` every byte that it answered.

    `failures` has the status with which every request of a method fails, changing nothing.
    """

    requests: list[str] = field(default_factory=list)
    sent: bytearray = field(default_factory=bytearray)
    failures: dict[str, int] = field(default_factory=dict)
    ticks: Iterator[int] = field(default_factory=count)

    def now(self) -> datetime:
        """Return the time, a second after the last one."""
        return START + timedelta(seconds=next(self.ticks))

    def answer(self, request: Request) -> Reply:
        """Return a status and JSON."""
        raise NotImplementedError


@contextmanager
def serving(handle: Callable[[BaseHTTPRequestHandler, str, bytes], None]) -> Iterator[str]:
    """Serve on the loopback, and yield the address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            handle(self, self.command, self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _any  # noqa: N815 - the server's own names

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _send(handler: BaseHTTPRequestHandler, status: int, content: bytes, headers: Mapping[str, str]) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(content)))
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(content)
    handler.close_connection = True


@contextmanager
def fake(service: Fake) -> Iterator[str]:
    """Serve a fake."""

    def handle(handler: BaseHTTPRequestHandler, method: str, content: bytes) -> None:
        parts = urlsplit(handler.path)
        query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        body = json.loads(content) if content else None
        service.requests.append(f"{method} {handler.path}")
        asked = Request(method, parts.path, query, dict(handler.headers), body)
        failure = service.failures.get(method)
        status, told = (failure, {"errors": ["no reason"]}) if failure else service.answer(asked)
        sent = b"" if told is None else json.dumps(told).encode()
        service.sent += sent
        _send(handler, status, sent, {"Content-Type": "application/json"})

    with serving(handle) as address:
        yield address


@dataclass
class Wire:
    """What goes over a wire: the bytes of every answer, and at which request the connection is cut.

    `cut` counts halves of requests: an even one is cut before the server has seen it, an odd one after it has answered.
    Those that change nothing count too, except with `only_writes`.
    """

    requests: list[str] = field(default_factory=list)
    sent: bytearray = field(default_factory=bytearray)
    cut: int | None = None
    halves: int = 0
    only_writes: bool = False

    def cuts_here(self) -> bool:
        """Say whether the connection ends here, and count."""
        if self.only_writes and READS.match(self.requests[-1]):
            return False
        self.halves += 1
        return self.cut == self.halves - 1


@contextmanager
def through(wire: Wire, upstream: str) -> Iterator[str]:
    """Serve a proxy in front of another server."""
    target = urlsplit(upstream).netloc

    def handle(handler: BaseHTTPRequestHandler, method: str, content: bytes) -> None:
        wire.requests.append(f"{method} {handler.path} {handler.headers.get('X-Amz-Target', '')}".strip())
        if wire.cuts_here():
            handler.connection.close()
            handler.close_connection = True
            return
        connection = HTTPConnection(target, timeout=30)
        headers = {name: value for name, value in handler.headers.items() if name.lower() != "connection"}
        connection.request(method, handler.path, content, headers)
        answer = connection.getresponse()
        told = answer.read()
        connection.close()
        wire.sent += told
        if wire.cuts_here():
            handler.connection.close()
            handler.close_connection = True
            return
        kept = {
            name: value for name, value in answer.getheaders() if name.lower() in {"content-type", "x-amzn-errortype"}
        }
        _send(handler, answer.status, told, kept)

    with serving(handle) as address:
        yield address


@dataclass
class Vault(Fake):
    """Key-value engine of version 2 at `secret`; the token `metadata-only` has the policy that drift documents."""

    held: dict[str, list[tuple[str, datetime]]] = field(default_factory=dict)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)

    def answer(self, request: Request) -> Reply:
        """Answer the routes of data and metadata."""
        _, _, mount, kind, name = request.path.split("/", 4)
        if mount != "secret" or (kind == "data" and request.headers.get("X-Vault-Token") == "metadata-only"):
            return 403, {"errors": ["permission denied"]}
        return self._data(request, name) if kind == "data" else self._metadata(request, name)

    def _data(self, request: Request, name: str) -> Reply:
        versions = self.held.get(name, [])
        if request.method == "POST":
            if request.body["options"]["cas"] != len(versions):
                return 400, {"errors": ["check-and-set parameter did not match the current version"]}
            self.held.setdefault(name, []).append((request.body["data"]["value"], self.now()))
            return 200, {"data": {"version": len(self.held[name])}}
        number = int(request.query.get("version", "0")) or len(versions)
        if not 0 < number <= len(versions):
            return 404, {"errors": []}
        return 200, {"data": {"data": {"value": versions[number - 1][0]}}}

    def _metadata(self, request: Request, name: str) -> Reply:
        if "list" in request.query:
            keys = sorted(each.removeprefix(name) for each in self.held if each.startswith(name))
            return (200, {"data": {"keys": keys}}) if keys else (404, {"errors": []})
        if name not in self.held:
            return 404, {"errors": []}
        if request.method == "DELETE":
            del self.held[name]
            return 204, None
        if request.method == "PATCH":
            self.notes.setdefault(name, {}).update(request.body["custom_metadata"])
            return 204, None
        versions = {
            str(number): {
                "created_time": f"{time:%Y-%m-%dT%H:%M:%S}.123456789Z",
                "deletion_time": "",
                "destroyed": False,
            }
            for number, (_, time) in enumerate(self.held[name], 1)
        }
        facts = {"current_version": len(versions), "versions": versions, "custom_metadata": self.notes.get(name)}
        return 200, {"data": facts}


@dataclass
class Kubernetes(Fake):
    """One Secret: without its values where metadata is asked for, and changed if nobody changed it meanwhile."""

    held: dict[str, str] = field(default_factory=dict)
    times: dict[tuple[str, str], datetime] = field(default_factory=dict)
    annotations: dict[str, str] = field(default_factory=dict)
    revision: int = 1

    def answer(self, request: Request) -> Reply:
        """Answer for the one Secret."""
        if not request.path.endswith("/namespaces/shop/secrets/shop"):
            return 404, {}
        if request.method == "PATCH":
            if request.body["metadata"]["resourceVersion"] != str(self.revision):
                return 409, {}
            manager = request.query["fieldManager"]
            _merge(self.annotations, request.body["metadata"].get("annotations", {}))
            for name, value in request.body.get("data", {}).items():
                self.times = {key: time for key, time in self.times.items() if key[1] != name}
                if value is not None:
                    self.times[manager, name] = self.now()
            _merge(self.held, request.body.get("data", {}))
            self.revision += 1
        only_metadata = "PartialObjectMetadata" in request.headers.get("Accept", "")
        fields = [
            {
                "manager": manager,
                "operation": "Update",
                # The time of a manager is that of its last write, whatever it wrote.
                "time": f"{max(each for key, each in self.times.items() if key[0] == manager):%Y-%m-%dT%H:%M:%SZ}",
                "fieldsV1": {"f:data": {".": {}, **{f"f:{key[1]}": {} for key in self.times if key[0] == manager}}},
            }
            for manager in dict.fromkeys(key[0] for key in self.times)
        ]
        metadata = {"resourceVersion": str(self.revision), "annotations": self.annotations, "managedFields": fields}
        if only_metadata:
            return 200, {"kind": "PartialObjectMetadata", "metadata": metadata}
        return 200, {"kind": "Secret", "metadata": metadata, "data": self.held}


def _merge(target: dict[str, str], change: Mapping[str, str | None]) -> None:
    for name, value in change.items():
        if value is None:
            target.pop(name, None)
        else:
            target[name] = value


@dataclass
class Google(Fake):
    """Secret Manager, in pages of two; a mask of annotations replaces them all."""

    held: dict[str, list[tuple[str, datetime]]] = field(default_factory=dict)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)

    def answer(self, request: Request) -> Reply:
        """Answer the routes of secrets and versions."""
        path = request.path.removeprefix("/v1/projects/shop-1/secrets").removeprefix("/")
        name, _, rest = path.partition("/")
        if not name:
            return self._list(request) if request.method == "GET" else self._create(request)
        name, _, verb = name.partition(":")
        if name not in self.held:
            return 404, {}
        if verb == "addVersion":
            self.held[name].append((b64decode(request.body["payload"]["data"]).decode(), self.now()))
            return 200, {"name": f"projects/1/secrets/{name}/versions/{len(self.held[name])}"}
        if rest == "versions":
            return 200, {"versions": [self._version(name, number) for number in range(len(self.held[name]), 0, -1)]}
        if rest.endswith(":access"):
            value = self.held[name][int(rest.split("/")[1].partition(":")[0]) - 1][0]
            return 200, {"payload": {"data": b64encode(value.encode()).decode()}}
        if request.method == "DELETE":
            del self.held[name]
        elif request.method == "PATCH":
            self.notes[name] = request.body["annotations"]
        return 200, {"name": f"projects/1/secrets/{name}", "annotations": self.notes.get(name, {})}

    def _list(self, request: Request) -> Reply:
        start = int(request.query.get("pageToken") or 0)
        names = sorted(self.held)
        told = {"secrets": [{"name": f"projects/1/secrets/{each}"} for each in names[start : start + 2]]}
        return 200, told | ({"nextPageToken": str(start + 2)} if start + 2 < len(names) else {})

    def _create(self, request: Request) -> Reply:
        name = request.query["secretId"]
        if name in self.held:
            return 409, {}
        self.held[name] = []
        return 200, {"name": f"projects/1/secrets/{name}"}

    def _version(self, name: str, number: int) -> dict[str, str]:
        time = self.held[name][number - 1][1]
        full = f"projects/1/secrets/{name}/versions/{number}"
        return {"name": full, "state": "ENABLED", "createTime": f"{time:%Y-%m-%dT%H:%M:%S.%fZ}"}


@dataclass
class GitHub(Fake):
    """Secrets of Actions, whose values no route gives."""

    held: dict[str, datetime] = field(default_factory=dict)

    def answer(self, request: Request) -> Reply:
        """Answer the two routes that list secrets."""
        if request.path not in {"/repos/acme/shop/actions/secrets", "/repos/acme/shop/environments/production/secrets"}:
            return 404, {}
        size, page = int(request.query["per_page"]), int(request.query["page"])
        names = sorted(self.held)[(page - 1) * size : page * size]
        told = [{"name": name, "updated_at": f"{self.held[name]:%Y-%m-%dT%H:%M:%SZ}"} for name in names]
        return 200, {"total_count": len(self.held), "secrets": told}


@dataclass
class GitLab(Fake):
    """Variables by GraphQL: each node has the fields that the query names."""

    held: dict[str, str] = field(default_factory=dict)

    def answer(self, request: Request) -> Reply:
        """Answer a query for variables."""
        if request.path != "/api/graphql":
            return 404, {}
        if request.body["variables"]["project"] != "acme/shop":
            return 200, {"data": {"project": None}}
        query, start = request.body["query"], int(request.body["variables"]["after"] or 0)
        names = sorted(self.held)
        fields = query.partition("nodes {")[2].partition("}")[0].split()
        nodes = [{"key": name, "value": self.held[name]} for name in names[start : start + 100]]
        told = {
            "nodes": [{name: node[name] for name in fields} for node in nodes],
            "pageInfo": {"hasNextPage": start + 100 < len(names), "endCursor": str(start + 100)},
        }
        return 200, {"data": {"project": {"ciVariables": told}}}


@dataclass
class Azure(Fake):
    """A vault; `address` is its own, for the links to further pages."""

    held: dict[str, datetime] = field(default_factory=dict)
    address: str = ""

    def answer(self, request: Request) -> Reply:
        """Answer the lists of secrets and of versions."""
        if request.path == "/secrets":
            start, size = int(request.query.get("$skiptoken", "0")), int(request.query["maxresults"])
            names = sorted(self.held)
            told = {"value": [self._told(name) for name in names[start : start + size]]}
            link = f"{self.address}/secrets?maxresults={size}&api-version=7.4&$skiptoken={start + size}"
            return 200, told | ({"nextLink": link} if start + size < len(names) else {"nextLink": None})
        return 200, {"value": [self._told(request.path.split("/")[2])]}

    def _told(self, name: str) -> dict[str, Any]:
        time = int(self.held[name].timestamp())
        return {
            "id": f"https://shop.vault.azure.net/secrets/{name}",
            "attributes": {"enabled": True, "created": time, "updated": time + 60},
        }
