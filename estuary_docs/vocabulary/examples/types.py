"""A field's type says what its variable holds. Each has one written form, the same in every validator.

`X | None = None` makes a variable optional. A field without a default must be set.
"""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr

from estuary_docs.vocabulary import (
    Email,
    Host,
    HostAndPort,
    MultilineText,
    Origin,
    SecretMultilineText,
    SecretUrl,
    Section,
    Size,
    Url,
    duration,
    schemes,
    size,
    units,
)
from estuary_docs.vocabulary.examples.example import Example


class Flags(Section):
    """What is switched on."""

    metrics: bool = False
    """Collect metrics."""


class RefusedFlag(Section):
    """A default that is none of the two words."""

    metrics: bool = "yes"  # type: ignore[assignment]
    """Collect metrics."""


class Numbers(Section):
    """Whole numbers."""

    port: Annotated[int, Field(ge=1, le=65535)] = 8080
    """TCP port of the service."""


class RefusedNumber(Section):
    """Bounds that no number is within."""

    port: Annotated[int, Field(ge=100, le=10)] = 80


class Decimals(Section):
    """Numbers with a point."""

    backoff: Annotated[Decimal, Field(gt=1)] = Decimal("1.5")
    """Factor by which the pause between two tries grows."""


class RefusedDecimal(Section):
    """Binary fractions, which no text holds exactly."""

    backoff: float = 1.5


class Durations(Section):
    """Times."""

    timeout: Annotated[timedelta, Field(ge=duration("500ms"), le=duration("10m"))] = duration("30s")
    """How long to wait for an answer."""


class RefusedDuration(Section):
    """A bound without a unit."""

    timeout: Annotated[timedelta, Field(le=600)] = duration("30s")


class Texts(Section):
    """Texts."""

    greeting: str = "hello"
    """What the service says."""


class RefusedText(Section):
    """A default that does not fit on a line."""

    greeting: str = "hello\nthere"
    """What the service says."""


class Secrets(Section):
    """Secrets."""

    api_token: SecretStr
    """Opens the account of the provider."""


class RefusedSecret(Section):
    """A default, which would be in every copy of the repository."""

    api_token: SecretStr = SecretStr("change-me")
    """Opens the account of the provider."""


class Choices(Section):
    """One of some words."""

    log_level: Literal["debug", "info", "warning"] = "info"
    """How much is logged."""


class RefusedChoice(Section):
    """A choice that is not a text."""

    workers: Literal[1, 2] = 1


class Paths(Section):
    """Files and folders."""

    data_dir: Path = Path("/var/lib/shop")
    """Where the service keeps its files."""


class RefusedPath(Section):
    """A folder that only a shell would find."""

    data_dir: Path = Path("~/shop")
    """Where the service keeps its files."""


class Lists(Section):
    """Several values."""

    currencies: Annotated[list[Literal["EUR", "USD"]], Field(max_length=2)] = ["EUR"]  # noqa: RUF012 - as a schema is written
    """Currencies that customers can pay in."""


class RefusedList(Section):
    """A list in a list."""

    currencies: list[list[str]] | None = None


class Documents(Section):
    """Values with names."""

    senders: dict[str, str] = {"orders": "orders@shop.example.com"}  # noqa: RUF012 - as a schema is written
    """Addresses that letters come from, by what they are about."""


class RefusedDocument(Section):
    """Values of a type that JSON lacks."""

    senders: dict[str, Email] | None = None


class Patterns(Section):
    """Texts with a form."""

    queue: Annotated[str, Field(pattern="^[a-z.]+$", max_length=64)] = "orders"
    """Name of the queue."""


class RefusedPattern(Section):
    """A pattern that languages read differently."""

    queue: Annotated[str, Field(pattern=r"^\w+$")] = "orders"


class Urls(Section):
    """Addresses on the web."""

    shop_url: Url = "https://shop.example.com"
    """Where customers find the shop."""


class RefusedUrl(Section):
    """An address without a scheme."""

    shop_url: Url = "shop.example.com"
    """Where customers find the shop."""


class SecretUrls(Section):
    """Addresses that let in."""

    webhook: SecretUrl | None = None
    """Where orders are announced."""


class RefusedSecretUrl(Section):
    """Two forms of one text."""

    webhook: Annotated[SecretUrl | None, Field(max_length=99)] = None


class Brokers(Section):
    """Addresses beyond the web."""

    queue_url: Annotated[SecretStr, schemes("amqp", "amqps")]
    """Address of the broker."""


class RefusedScheme(Section):
    """A scheme with the marks around it."""

    queue_url: Annotated[SecretStr, schemes("amqps://")]


class Origins(Section):
    """Who may call from a browser."""

    allowed_origins: list[Origin] | None = None
    """Web sites that may call the API."""


class RefusedOrigin(Section):
    """An origin with a path."""

    allowed_origin: Origin = "https://shop.example.com/cart"
    """The web site that may call the API."""


class Letters(Section):
    """Texts of several lines."""

    footer: MultilineText | None = None
    """What every letter ends with."""


class RefusedLetters(Section):
    """Several lines in a list, which one line holds."""

    footers: list[MultilineText] | None = None


class Keys(Section):
    """Keys in PEM."""

    signing_key: SecretMultilineText | None = None
    """Private key that signs letters."""


class RefusedKeys(Section):
    """An example that could pass for a real key."""

    signing_keys: list[SecretMultilineText] | None = None


class Hosts(Section):
    """Machines."""

    smtp_host: Host = "localhost"
    """Where letters are handed over."""


class RefusedHost(Section):
    """A host with a port."""

    smtp_host: Host = "localhost:25"
    """Where letters are handed over."""


class HostsAndPorts(Section):
    """Machines and ports."""

    cache: HostAndPort = "localhost:6379"
    """Where the cache listens."""


class RefusedHostAndPort(Section):
    """A host without a port."""

    cache: HostAndPort = "localhost"
    """Where the cache listens."""


class Addresses(Section):
    """People."""

    sender: Email | None = None
    """Who letters come from."""


class RefusedAddress(Section):
    """An address with a name."""

    sender: Email = "Shop <shop@example.com>"
    """Who letters come from."""


class Sizes(Section):
    """Amounts of memory."""

    upload_limit: Annotated[Size, Field(le=size("1GiB"))] = size("10MiB")
    """The largest upload."""


class RefusedSize(Section):
    """A bound that is not a number of bytes."""

    upload_limit: Annotated[Size, Field(le="1GiB")] = size("10MiB")


class Units(Section):
    """Quantities in some units."""

    session: Annotated[timedelta, units("m", "h")] = duration("30m")
    """How long a session lasts."""


class RefusedUnits(Section):
    """A default that its units cannot write."""

    session: Annotated[timedelta, units("h")] = duration("30m")
    """How long a session lasts."""


EXAMPLES = {
    "bool": Example(Flags, {"METRICS": "True"}, RefusedFlag, meaning="A flag: `true` or `false`."),
    "int": Example(
        Numbers,
        {"PORT": "8080/tcp"},
        RefusedNumber,
        meaning="A whole number. `Field` bounds it with `ge`, `gt`, `le` and `lt`; without them it may be negative.",
    ),
    "Decimal": Example(
        Decimals, {"BACKOFF": "1.0"}, RefusedDecimal, meaning="An exact decimal number, with the same bounds as `int`."
    ),
    "timedelta": Example(
        Durations, {"TIMEOUT": "30"}, RefusedDuration, meaning="A duration: a whole number and a unit from `ms` to `d`."
    ),
    "str": Example(Texts, {"GREETING": "hello\nthere"}, RefusedText, meaning="Text on one line."),
    "SecretStr": Example(
        Secrets,
        {},
        RefusedSecret,
        meaning="A secret. No message, page or log shows it. It may also be in a file whose path is in `NAME_FILE`.",
    ),
    "Literal": Example(Choices, {"LOG_LEVEL": "INFO"}, RefusedChoice, meaning="One of some words."),
    "Path": Example(Paths, {"DATA_DIR": "~/shop"}, RefusedPath, meaning="The path of a file or folder."),
    "list": Example(
        Lists,
        {"CURRENCIES": "EUR,USD,EUR"},
        RefusedList,
        meaning="A list of any other type, separated by commas. `Field` bounds how many items it has.",
    ),
    "dict": Example(
        Documents,
        {"SENDERS": '{"orders": 1}'},
        RefusedDocument,
        meaning="A JSON object. Its values are `str`, `int`, `bool`, `Literal`, `list[…]` or `dict[str, …]`. "
        "A list of such is a JSON array.",
    ),
    "Field": Example(
        Patterns,
        {"QUEUE": "Orders"},
        RefusedPattern,
        meaning="Limits a type: numbers, durations and sizes with `ge`, `gt`, `le` and `lt`, texts with `min_length`, "
        "`max_length` and a `pattern` that JavaScript, Python, Rust and Go read alike. Of a list, `min_length` and "
        "`max_length` are how many items it has.",
    ),
    "Url": Example(Urls, {"SHOP_URL": "shop.example.com"}, RefusedUrl),
    "SecretUrl": Example(SecretUrls, {"WEBHOOK": "HTTPS://hooks.example.com"}, RefusedSecretUrl),
    "schemes": Example(Brokers, {"QUEUE_URL": "redis://queue"}, RefusedScheme),
    "Origin": Example(Origins, {"ALLOWED_ORIGINS": "https://shop.example.com/"}, RefusedOrigin),
    "MultilineText": Example(Letters, {"FOOTER": "\nThe shop"}, RefusedLetters),
    "SecretMultilineText": Example(Keys, {"SIGNING_KEY": "change-me\n"}, RefusedKeys),
    "Host": Example(Hosts, {"SMTP_HOST": "smtp.example.com:25"}, RefusedHost),
    "HostAndPort": Example(HostsAndPorts, {"CACHE": "cache.example.com"}, RefusedHostAndPort),
    "Email": Example(Addresses, {"SENDER": "shop"}, RefusedAddress),
    "Size": Example(Sizes, {"UPLOAD_LIMIT": "2GiB"}, RefusedSize),
    "size": Example(Sizes, {"UPLOAD_LIMIT": "10 MiB"}, RefusedSize),
    "duration": Example(Durations, {"TIMEOUT": "1h"}, RefusedDuration),
    "units": Example(Units, {"SESSION": "90s"}, RefusedUnits),
}
