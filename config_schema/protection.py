"""What guards the service and its users: limits, headers and origins."""

from typing import Annotated

from pydantic import Field

from estuary_docs.vocabulary import (
    Equal,
    Must,
    NotContain,
    Origin,
    Section,
    Should,
    example,
    per_profile,
    when,
)

STRICT_POLICY = "default-src 'self'; script-src 'self'; style-src 'self'"


class RateLimit(Section, prefix="RATE_LIMIT_"):
    """How many requests one client may make."""

    enabled: Annotated[
        bool,
        Should(Equal("true"), when(APP_PROFILE="production"), because="one client could exhaust the service"),
    ] = True
    """Refuse requests beyond the limit."""

    max_requests: Annotated[int, Field(ge=1, le=1_000_000), per_profile(staging=100, production=100)] = 1000
    """Requests that one client may make in a window."""

    window_seconds: Annotated[int, Field(ge=1, le=86400)] = 60
    """Length of the window in seconds."""


class Security(Section, prefix="SECURITY_"):
    """The headers that tell browsers what to refuse."""

    strict_mode: Annotated[
        bool,
        per_profile(staging=True, production=True),
        Must(
            Equal("true"),
            when(APP_PROFILE="production"),
            because="without strict headers browsers do not protect the users",
        ),
    ] = False
    """Send strict security headers."""

    csp: Annotated[
        str,
        per_profile(staging=STRICT_POLICY, production=STRICT_POLICY),
        Should(
            NotContain(("'unsafe-inline'",)),
            when(APP_PROFILE="production"),
            because="it lets injected scripts run",
        ),
    ] = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'"
    """The Content-Security-Policy header."""


class Cors(Section, prefix="CORS_", title="Cross-origin requests"):
    """Which other web sites may call the API from a browser."""

    allowed_origins: Annotated[
        list[Origin] | None,
        Must(NotContain(("*",)), when(APP_PROFILE="production"), because="every web site could call the API"),
        example("https://app.example.com,https://admin.example.com"),
    ] = None
    """Origins that a browser may call the API from. None when unset."""
