"""A schema is one class of `Settings`, whose fields are sections, whose fields are variables."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, SecretStr

from estuary_docs.vocabulary import (
    External,
    InvalidEnvironmentError,
    Must,
    NotBePlaceholder,
    Problem,
    Section,
    Settings,
)
from estuary_docs.vocabulary.examples.example import Example, Profile


class Server(Section, prefix="SHOP_", title="Web server"):
    """Where the shop listens."""

    port: Annotated[int, Field(ge=1, le=65535)] = 8080
    """TCP port of the shop."""


class RefusedSection(Section):
    """A variable without a description."""

    port: int = 8080


class Payment(Section, prefix="PAYMENT_"):
    """How customers pay."""

    key: SecretStr
    """Opens the account of the payment provider."""


class ShopSettings(
    Settings,
    profile="MODE",
    every_secret=(Must(NotBePlaceholder(), because="anyone can read the example"),),
    title="Corner shop",
):
    """A shop on the web."""

    profile: Profile
    server: Server
    payment: Payment


class RefusedSettings(Settings, profile="MODUS"):
    """A profile that no variable chooses."""

    server: Server


class Clock(Section):
    """The time."""

    closing_hour: Annotated[int, Field(ge=0, le=23)] = 18
    """Hour at which the shop closes."""


class ClockSettings(Settings, external=(External("TZ", "the C library", "Time zone of the shop."),)):
    """A shop that closes."""

    clock: Clock


class RefusedExternal(Settings, external=(External("CLOSING_HOUR", "the C library", "Hour."),)):
    """A variable that the schema has already."""

    clock: Clock


def start(environ: Mapping[str, str]) -> str:
    """Return what the shop does first: it starts, or says what is wrong."""
    try:
        settings = ClockSettings.from_environ(environ)
    except InvalidEnvironmentError as error:
        return str(error)
    return f"open until {settings.clock.closing_hour}"


def rules_broken(environ: Mapping[str, str]) -> list[str]:
    """Return the rules that an environment breaks."""
    problems: list[Problem] = ClockSettings.problems(environ)
    return [problem.rule for problem in problems]


EXAMPLES = {
    "Section": Example(Server, {"SHOP_PORT": "0"}, RefusedSection),
    "Settings": Example(Payment, {"PAYMENT_KEY": "your-key"}, RefusedSettings, ShopSettings),
    "External": Example(Clock, {"CLOSING_HOUR": "24"}, RefusedExternal, ClockSettings),
    "InvalidEnvironmentError": Example(Clock, {"CLOSING_HOUR": "24"}, None, ClockSettings, start),
    "Problem": Example(Clock, {"CLOSING_HOUR": "noon"}, None, ClockSettings, rules_broken),
}
