"""How the service starts, listens, logs and stops."""

from typing import Annotated, Literal

from pydantic import Field

from estuary_docs.vocabulary import Must, NotContain, Section, per_profile, when


class Profile(Section, prefix="APP_"):
    """A profile is a set of defaults and rules: permissive in development, strict in production."""

    profile: Literal["development", "staging", "production"] = "development"
    """Which set of defaults and rules applies.

    Staging is production-like, with additional logging.
    """


class Server(Section):
    """Where the service listens, and how it stops."""

    port: Annotated[int, Field(ge=1, le=65535)] = 3000
    """TCP port of the HTTP server."""

    shutdown_timeout_seconds: Annotated[int, Field(ge=1, le=300)] = 30
    """Seconds that requests in flight have to finish when the service stops."""


class Logging(Section, prefix="RUST_"):
    """What the service writes to its log. Secrets are redacted at every level."""

    log: Annotated[
        str,
        per_profile(
            staging="estuary=debug,tower_http=info",
            production="estuary=info,tower_http=warn",
        ),
        Must(
            NotContain(("debug", "trace")),
            when(APP_PROFILE="production"),
            because="debug logs show how configuration is loaded",
        ),
    ] = "estuary=debug,tower_http=debug"
    """Which events are logged, as a filter of the tracing library: pairs of module and level."""
