"""The environment of a mail worker, which needs most words of the vocabulary."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr

from estuary_docs.vocabulary import (
    Email,
    Equal,
    Host,
    Must,
    NotBePlaceholder,
    SecretMultilineText,
    Section,
    Settings,
    Size,
    UseScheme,
    all_or_none,
    at_most_one,
    duration,
    obtain,
    per_profile,
    renamed_from,
    required_when,
    rotates,
    schemes,
    size,
    when,
)

Port = Annotated[int, Field(ge=1, le=65535)]
IN_PRODUCTION = when(MAIL_PROFILE="production")


class Mail(Section, prefix="MAIL_"):
    """The worker as a whole."""

    profile: Literal["development", "staging", "production"] = "development"
    """What the worker runs for."""
    log_level: Annotated[Literal["debug", "info", "warning"], per_profile(development="debug")] = "info"
    """How much it logs."""
    worker_concurrency: Annotated[int, Field(ge=1, le=64), per_profile(production=16)] = 2
    """How many letters it sends at once."""


class Smtp(Section, prefix="SMTP_"):
    """The provider that carries the letters."""

    host: Annotated[
        Host | None, per_profile(development="localhost"), required_when(MAIL_PROFILE=("staging", "production"))
    ] = None
    """Host of the provider."""
    port: Annotated[Port, per_profile(development=1025)] = 587
    """Port of the provider."""
    username: Annotated[str | None, required_when(MAIL_PROFILE="production")] = None
    """Login at the provider."""
    password: Annotated[
        SecretStr | None, required_when(MAIL_PROFILE="production"), obtain("the provider's console")
    ] = None
    """Password at the provider."""
    from_: Annotated[Email | None, required_when()] = None
    """Address that letters come from."""
    timeout: Annotated[timedelta, Field(ge=duration("500ms"), le=duration("10m"))] = duration("30s")
    """How long to wait for the provider."""


class Queue(Section, prefix="QUEUE_"):
    """Where the letters come from."""

    url: Annotated[SecretStr, schemes("amqp", "amqps"), Must(UseScheme("amqps"), IN_PRODUCTION)]
    """Address of the broker."""
    name: Annotated[str, Field(pattern="^[A-Za-z0-9.]+$", max_length=64)] = "mail"
    """Name of the queue."""
    attempts: Annotated[int, Field(ge=0, le=20), renamed_from("QUEUE_RETRIES")] = 5
    """How often to try."""
    backoff: Annotated[Decimal, Field(gt=1)] = Decimal("1.5")
    """Factor by which the pause between two tries grows."""
    priority: Annotated[int, Field(ge=-10, le=10)] = 0
    """Priority of the worker."""


class Dkim(Section, prefix="DKIM_"):
    """How letters are signed."""

    enabled: bool = False
    """Whether letters are signed."""
    key: Annotated[
        SecretMultilineText | None,
        required_when(MAIL_PROFILE="production", DKIM_ENABLED="true"),
        rotates(every_days=180, overlap="DKIM_KEY_PREVIOUS"),
    ] = None
    """Private key in PEM."""
    key_previous: SecretMultilineText | None = None
    """The key before that."""
    domain: Annotated[Host | None, required_when(is_set="DKIM_KEY")] = None
    """Domain that signs."""


class Rest(Section):
    """What else there is."""

    statsd_host: Host | None = None
    """Where metrics are sent."""
    prometheus_port: Port | None = None
    """Where metrics are fetched."""
    feature_bounces: bool = False
    """Whether bounced letters are told."""
    feature_tracking: Annotated[bool, Must(Equal("false"), IN_PRODUCTION, because="readers have to consent first")] = (
        False
    )
    """Whether opened letters are counted."""
    attachment_limit: Size = size("10MiB")
    """The largest attachment."""
    templates_dir: Path | None = None
    """Folder of the templates."""
    senders: dict[str, str] | None = None
    """Addresses that letters come from, by name."""
    api_keys: list[SecretStr] | None = None
    """Keys of those who may send."""


class MailWorkerSettings(
    Settings,
    profile="MAIL_PROFILE",
    every_secret=(Must(NotBePlaceholder()),),
    rules=(all_or_none("SMTP_USERNAME", "SMTP_PASSWORD"), at_most_one("STATSD_HOST", "PROMETHEUS_PORT")),
):
    """It sends letters."""

    mail: Mail
    smtp: Smtp
    queue: Queue
    dkim: Dkim
    rest: Rest
