"""What the worker reads from its environment."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field, SecretStr

from estuary_docs.vocabulary import (
    HaveBytes,
    Host,
    Must,
    NotBePlaceholder,
    Section,
    Settings,
    Url,
    duration,
    required_when,
    schemes,
    when,
)

PRODUCTION = when(WORKER_PROFILE="production")


class Profile(Section, prefix="WORKER_"):
    """Where the worker runs."""

    profile: Literal["development", "production"] = "development"
    """Which defaults and rules apply."""


class Server(Section, prefix="WORKER_"):
    """The status pages."""

    host: Host = "127.0.0.1"
    """The address on which the worker listens."""

    port: Annotated[int, Field(ge=0, le=65535)] = 8090
    """Its TCP port; 0 takes a free one."""

    log_level: Literal["debug", "info", "warn"] = "info"
    """The least severe events that are logged."""


class Jobs(Section, prefix="JOBS_"):
    """The work itself."""

    broker_url: Annotated[SecretStr | None, schemes("amqp", "amqps"), required_when(WORKER_PROFILE="production")] = None
    """The queue that jobs come from; without one the worker makes jobs up."""

    batch: Annotated[int, Field(ge=1, le=500)] = 20
    """Jobs that are taken at once."""

    pause: Annotated[timedelta, Field(ge=duration("10ms"), le=duration("1h"))] = duration("5s")
    """How long the worker waits when there is no job."""

    report_to: list[Url] | None = None
    """Addresses that are told of failed jobs."""


class Access(Section, prefix="ACCESS_"):
    """Who may see the status pages. Without a key, everybody may, in development alone."""

    key: Annotated[
        SecretStr | None,
        required_when(WORKER_PROFILE="production"),
        Must(HaveBytes(32), PRODUCTION),
        Must(NotBePlaceholder(), PRODUCTION),
    ] = None
    """Signs the tokens of callers."""

    key_previous: SecretStr | None = None
    """The key before, while callers move over to the new one."""


class WorkerSettings(Settings, profile="WORKER_PROFILE"):
    """A worker takes jobs from a queue, and shows how far it is."""

    profile: Profile
    server: Server
    jobs: Jobs
    access: Access
