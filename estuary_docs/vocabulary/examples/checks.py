"""A check is what a rule asks of a value. `Present` and `Absent` aside, a variable that is not set passes it."""

from typing import Annotated, Literal

from pydantic import SecretStr

from estuary_docs.vocabulary import (
    Accompany,
    BeNoneOf,
    BeOneOf,
    Check,
    DifferFrom,
    Equal,
    HaveBytes,
    Must,
    NotBeGuessable,
    NotBePlaceholder,
    NotContain,
    Present,
    SecretUrl,
    Section,
    Settings,
    Should,
    UseScheme,
    when,
)
from estuary_docs.vocabulary.examples.example import Example, Profile


def in_production(check: Check) -> Must:
    """Return the rule that a value passes a check in production."""
    return Must(check, when(MODE="production"))


class Banner(Section):
    """What customers see."""

    banner: Annotated[str | None, in_production(NotContain(("test",)))] = None
    """Text above every page."""


class RefusedCheck(Section):
    """A check without its rule."""

    banner: Annotated[str | None, Present()] = None


class Region(Section):
    """Where the service runs."""

    region: Annotated[str | None, Must(Present(), when(MODE="production"))] = None
    """Name of the region."""


class RefusedPresent(Section):
    """The same rule twice: a field without a default is always required."""

    region: Annotated[str, Must(Present())]
    """Name of the region."""


class Cookies(Section):
    """What browsers keep."""

    secure_cookies: Annotated[bool, Must(Equal("true"), when(MODE="production"))] = True
    """Send cookies over HTTPS only."""


class RefusedEqual(Section):
    """A word that its type does not write."""

    secure_cookies: Annotated[bool, Must(Equal("yes"), when(MODE="production"))] = True
    """Send cookies over HTTPS only."""


class Levels(Section):
    """The log."""

    level: Annotated[str, Must(BeOneOf(("info", "warning")), when(MODE="production"))] = "info"
    """How much is logged."""


class RefusedOneOf(Section):
    """A text in the place of several."""

    level: Annotated[str, Must(BeOneOf("info"))] = "info"


class Themes(Section):
    """The look."""

    theme: Annotated[Literal["plain", "snow"], Should(BeNoneOf(("snow",)), because="it slows old phones down")] = (
        "plain"
    )
    """How pages look."""


class RefusedNoneOf(Section):
    """A choice that the type does not have."""

    theme: Annotated[Literal["plain", "snow"], Should(BeNoneOf(("rain",)))] = "plain"
    """How pages look."""


class Hooks(Section):
    """Who is called."""

    order_hook: Annotated[SecretUrl | None, Must(UseScheme("https"), because="others could read it")] = None
    """Called for each order."""


class RefusedUseScheme(Section):
    """A scheme that the type does not allow."""

    order_hook: Annotated[SecretUrl | None, Must(UseScheme("amqps"))] = None
    """Called for each order."""


class Tokens(Section):
    """What proves who calls."""

    token_key: Annotated[SecretStr | None, Must(HaveBytes(32), because="shorter keys can be guessed")] = None
    """Signs tokens."""


class RefusedBytes(Section):
    """A length that is not a number."""

    token_key: Annotated[SecretStr | None, Must(HaveBytes("32"))] = None


class Payment(Section):
    """How customers pay."""

    payment_key: Annotated[SecretStr | None, Must(NotBePlaceholder(), when(MODE="production"))] = None
    """Opens the account of the payment provider."""


class PaymentSettings(Settings, profile="MODE", every_secret=()):
    """A shop."""

    profile: Profile
    payment: Payment


class RefusedPlaceholder(Section):
    """A flag, which is never a placeholder."""

    pay_later: Annotated[bool, Must(NotBePlaceholder())] = False
    """Let customers pay later."""


class Admin(Section):
    """Who may do everything."""

    admin_key: Annotated[SecretStr | None, Must(NotBeGuessable())] = None
    """Opens the administration."""


class AdminSettings(Settings, every_secret=()):
    """A shop."""

    admin: Admin


class RefusedGuessable(Section):
    """A number, which has no letters to repeat."""

    retries: Annotated[int, Must(NotBeGuessable())] = 3
    """How often to try again."""


class Rotated(Section):
    """A key and the one before it."""

    session_key: SecretStr | None = None
    """Signs sessions."""

    session_key_old: Annotated[SecretStr | None, Must(DifferFrom("SESSION_KEY"))] = None
    """Verifies sessions that were signed before the last rotation."""


class RefusedDiffer(Section):
    """A variable that does not exist."""

    session_key_old: Annotated[SecretStr | None, Must(DifferFrom("SESSION_KEYS"))] = None
    """Verifies sessions that were signed before the last rotation."""


class Proxy(Section):
    """The way out."""

    proxy_host: str | None = None
    """Host of the proxy."""

    proxy_password: Annotated[SecretStr | None, Must(Accompany("PROXY_HOST"))] = None
    """Password at the proxy."""


class RefusedAccompany(Section):
    """An empty name."""

    proxy_password: Annotated[SecretStr | None, Must(Accompany(""))] = None


class Filters(Section):
    """What is logged."""

    log_filter: Annotated[str, Must(NotContain(("debug", "trace")), when(MODE="production"))] = "info"
    """Which events are logged."""


class RefusedContent(Section):
    """A number, which contains no words."""

    workers: Annotated[int, Must(NotContain(("debug",)))] = 4
    """Number of workers."""


EXAMPLES = {
    "Check": Example(Banner, {"MODE": "production", "BANNER": "This is a test"}, RefusedCheck, helper=in_production),
    "Present": Example(Region, {"MODE": "production"}, RefusedPresent),
    "Equal": Example(Cookies, {"MODE": "production", "SECURE_COOKIES": "false"}, RefusedEqual),
    "BeOneOf": Example(Levels, {"MODE": "production", "LEVEL": "Info"}, RefusedOneOf),
    "BeNoneOf": Example(Themes, {"THEME": "snow"}, RefusedNoneOf),
    "UseScheme": Example(Hooks, {"ORDER_HOOK": "http://hooks.example.com"}, RefusedUseScheme),
    "HaveBytes": Example(Tokens, {"TOKEN_KEY": "ochre-walnut-sailing"}, RefusedBytes),
    "NotBePlaceholder": Example(
        Payment, {"MODE": "production", "PAYMENT_KEY": "change-me"}, RefusedPlaceholder, PaymentSettings
    ),
    "NotBeGuessable": Example(Admin, {"ADMIN_KEY": "abcabcabcabc"}, RefusedGuessable, AdminSettings),
    "DifferFrom": Example(Rotated, {"SESSION_KEY": "ochre-walnut", "SESSION_KEY_OLD": "ochre-walnut"}, RefusedDiffer),
    "Accompany": Example(Proxy, {"PROXY_PASSWORD": "ochre-walnut-sailing"}, RefusedAccompany),
    "NotContain": Example(Filters, {"MODE": "production", "LOG_FILTER": "info,http=debug"}, RefusedContent),
}
