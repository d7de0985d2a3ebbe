"""What Harbour reads from its environment, as its schema has it."""

from typing import Annotated, Literal

from pydantic import Field, SecretStr

from estuary_docs.vocabulary import Equal, Must, NotContain, Origin, Section, Settings, required_when, when


class Server(Section):
    """Where the service runs."""

    app_profile: Literal["development", "staging", "production"] = "development"
    """Where it runs."""

    port: Annotated[int, Field(ge=1, le=65535)] = 8080
    """TCP port."""

    worker_threads: Annotated[int, Field(ge=1, le=256)] | None = None
    """Threads that serve requests."""

    request_timeout_seconds: Annotated[int, Field(ge=1, le=3600)] = 30
    """Seconds that a request may take."""

    log_format: Literal["text", "json"] = "text"
    """Form of the log."""

    metrics_enabled: bool = False
    """Serve figures for a monitor."""


class Protection(Section):
    """Who may call it, and how often."""

    auth_enabled: Annotated[
        bool, Must(Equal("true"), when(APP_PROFILE="production"), because="an open API is never intended")
    ] = False
    """Require a token on every request."""

    jwt_secret: Annotated[SecretStr | None, required_when(AUTH_ENABLED="true")] = None
    """Signs tokens."""

    rate_limit_per_minute: Annotated[int, Field(ge=1, le=100_000)] = 100
    """Requests that a client may make."""

    cors_allowed_origins: Annotated[
        list[Origin] | None,
        Must(NotContain(("*",)), when(APP_PROFILE="production"), because="every web site could call the API"),
    ] = None
    """Origins that may call the API."""

    tide_api_key: SecretStr | None = None
    """The key of the tide service."""


class HarbourSettings(Settings):
    """Harbour."""

    server: Server
    protection: Protection
