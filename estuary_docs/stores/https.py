"""Requests of JSON over HTTPS with the standard library: no redirect is followed, and no answer is quoted."""

import json
import ssl
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from estuary_docs.stores.store import StoreError, refused, unreachable

SECONDS = 20
MOST_BYTES = 32 << 20
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
DENIED = {401, 403}
SUCCESS, INVALID, NOT_FOUND, CONFLICT = range(200, 300), 400, 404, 409


class _Stay(HTTPRedirectHandler):
    """A redirect would carry the token to another host."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - urllib's own
        self,
        req: Request,  # noqa: ARG002
        fp: IO[bytes],  # noqa: ARG002
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: HTTPMessage,  # noqa: ARG002
        newurl: str,  # noqa: ARG002
    ) -> None:
        """Follow nothing."""
        return


@dataclass(frozen=True)
class Answer:
    """What a server said: the status, the JSON of the body or None, and the headers."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Service:
    """A server of a store, with the headers that every request carries; `authority` is a file of certificates."""

    def __init__(
        self, store: str, address: str, headers: Mapping[str, str], *, authority: str | None = None, owned: bool = False
    ) -> None:
        parts = urlsplit(address)
        if parts.scheme != "https" and not owned and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise unreachable(store, "the address of the server must begin with https://")
        self.store, self.address, self.headers = store, address.rstrip("/"), dict(headers)
        self._opener = build_opener(_Stay)
        if parts.scheme == "https":
            trusted = ssl.create_default_context(cafile=authority if authority and Path(authority).is_file() else None)
            self._opener = build_opener(_Stay, HTTPSHandler(context=trusted))

    def ask(  # noqa: PLR0913 - the parts of a request
        self,
        path: str,
        permission: str,
        *,
        method: str = "GET",
        body: object = None,
        headers: Mapping[str, str] | None = None,
        answers: Collection[int] = (),
    ) -> Answer:
        """Return the answer to a request: a success, or one of the other statuses that are `answers` to it.

        `permission` is what the identity needs for it. Raises StoreError for everything else.
        """
        content = {"Content-Type": "application/json"} if body is not None else {}
        request = Request(  # noqa: S310 - the scheme is checked above
            path if path.startswith(("https:", "http:")) else f"{self.address}{path}",
            None if body is None else json.dumps(body).encode(),
            {"User-Agent": "estuary-docs", **self.headers, **content, **(headers or {})},
            method=method,
        )
        try:
            with self._opened(request) as response:
                if response.status in DENIED:
                    raise refused(self.store, permission)
                if response.status not in SUCCESS and response.status not in answers:
                    raise unreachable(self.store, f"{self.address} answers with status {response.status}")
                return Answer(response.status, self._json(response.read(MOST_BYTES)), dict(response.headers))
        except (URLError, HTTPException, TimeoutError, OSError) as error:
            raise unreachable(self.store, f"{self.address} cannot be reached ({_why(error)})") from None

    def _opened(self, request: Request) -> Any:  # noqa: ANN401 - an answer, which urllib raises where it is no success
        try:
            return self._opener.open(request, timeout=SECONDS)
        except HTTPError as error:
            return error

    def _json(self, content: bytes) -> Any:  # noqa: ANN401 - any JSON
        try:
            return json.loads(content) if content else None
        except (ValueError, RecursionError):
            raise unreachable(self.store, f"{self.address} does not answer with JSON") from None


def _why(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    return getattr(reason, "strerror", None) or type(reason).__name__


def missing_variable(store: str, what: str) -> StoreError:
    """Return the error of a store whose credentials are not in the environment."""
    return unreachable(store, f"needs {what}")
