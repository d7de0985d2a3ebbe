"""A rule is a sentence: when conditions hold, a variable must or should pass a check, because of a reason.

It stands in the annotation of its field. A rule over several variables stands in the settings class.
"""

from typing import Annotated, Literal

from pydantic import Field, SecretStr

from estuary_docs.vocabulary import (
    BeNoneOf,
    Equal,
    HaveBytes,
    Host,
    Must,
    Present,
    Section,
    Settings,
    Should,
    all_or_none,
    at_least_one,
    at_most_one,
    forbidden_when,
    required_when,
    when,
)
from estuary_docs.vocabulary.examples.example import Example


class Login(Section):
    """Who may call."""

    login: Annotated[bool, Must(Equal("true"), when(MODE="production"), because="orders are private")] = True
    """Ask for a login."""


class RefusedMust(Section):
    """A default that breaks the rule of its field."""

    login: Annotated[bool, Must(Equal("true"))] = False
    """Ask for a login."""


class Store(Section):
    """Where orders are kept."""

    store: Annotated[
        Literal["memory", "postgres"],
        Should(BeNoneOf(("memory",)), when(MODE="production"), because="a restart loses everything"),
    ] = "memory"
    """Where orders are kept."""


class RefusedShould(Section):
    """A rule without a check."""

    store: Annotated[Literal["memory", "postgres"], Should("postgres")] = "memory"


class Signing(Section):
    """How tokens are signed."""

    signing_key: Annotated[SecretStr | None, Must(HaveBytes(32), when(MODE="production", unless="KEY_SERVER"))] = None
    """Signs tokens."""

    key_server: Host | None = None
    """Where keys come from in its place."""


class RefusedWhen(Section):
    """A condition on a value that its variable cannot have."""

    signing_key: Annotated[SecretStr | None, Must(HaveBytes(32), when(MODE="prod"))] = None
    """Signs tokens."""


class Database(Section):
    """The database."""

    driver: Literal["memory", "postgres"] = "memory"
    """Where orders are kept."""

    database_host: Annotated[Host | None, required_when(DRIVER="postgres")] = None
    """Host of the database."""


class RefusedRequired(Section):
    """A condition that is not a text."""

    database_host: Annotated[Host | None, required_when(DRIVER=True)] = None


class Debugging(Section):
    """Help for developers."""

    debug_port: Annotated[int | None, Field(ge=1024, le=65535), forbidden_when(MODE="production")] = None
    """Where debuggers connect."""


class RefusedForbidden(Section):
    """Two rules that no environment meets."""

    debug_port: Annotated[int | None, required_when(), forbidden_when()] = None
    """Where debuggers connect."""


class Contact(Section):
    """How to reach the team."""

    pager: Host | None = None
    """Host of the pager."""

    chat: Host | None = None
    """Host of the chat."""


class ContactSettings(Settings, rules=(at_least_one("PAGER", "CHAT", because="someone must hear of an outage"),)):
    """A service that reports outages."""

    contact: Contact


class RefusedGroup(Settings, rules=(at_least_one("PAGER", "PHONE"),)):
    """A rule over a variable that does not exist."""

    contact: Contact


class Metrics(Section):
    """Where metrics go."""

    statsd_host: Host | None = None
    """Where metrics are sent."""

    prometheus_port: Annotated[int | None, Field(ge=1, le=65535)] = None
    """Where metrics are fetched."""


class MetricsSettings(Settings, rules=(at_most_one("STATSD_HOST", "PROMETHEUS_PORT"),)):
    """A service that is measured."""

    metrics: Metrics


class RefusedAlone(Settings, rules=(at_most_one("STATSD_HOST"),)):
    """A rule over one variable."""

    metrics: Metrics


class Mail(Section):
    """The login at the mail server."""

    smtp_username: str | None = None
    """User at the mail server."""

    smtp_password: SecretStr | None = None
    """Password of the user."""


class MailSettings(Settings, rules=(all_or_none("SMTP_USERNAME", "SMTP_PASSWORD"),)):
    """A service that sends mail."""

    mail: Mail


class RefusedPair(Settings, rules=(Must(Present()),)):
    """A rule of one field in the place of those over several."""

    mail: Mail


EXAMPLES = {
    "Must": Example(Login, {"MODE": "production", "LOGIN": "false"}, RefusedMust),
    "Should": Example(Store, {"MODE": "production"}, RefusedShould),
    "when": Example(Signing, {"MODE": "production", "SIGNING_KEY": "ochre-walnut"}, RefusedWhen),
    "required_when": Example(Database, {"DRIVER": "postgres"}, RefusedRequired),
    "forbidden_when": Example(Debugging, {"MODE": "production", "DEBUG_PORT": "5005"}, RefusedForbidden),
    "at_least_one": Example(Contact, {}, RefusedGroup, ContactSettings),
    "at_most_one": Example(
        Metrics, {"STATSD_HOST": "statsd.example.com", "PROMETHEUS_PORT": "9100"}, RefusedAlone, MetricsSettings
    ),
    "all_or_none": Example(Mail, {"SMTP_USERNAME": "shop"}, RefusedPair, MailSettings),
}
