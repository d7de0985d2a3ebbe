"""A schema with one key that rotates here, and one that somebody else issues."""

from typing import Annotated, Literal

from pydantic import SecretStr

from estuary_docs.vocabulary import (
    Accompany,
    DifferFrom,
    HaveBytes,
    Must,
    Section,
    Settings,
    obtain,
    required_when,
    rotates,
)


class Profile(Section, prefix="SHOP_"):
    """Where it runs."""

    profile: Literal["development", "production"] = "development"
    """Which rules apply."""


class Keys(Section):
    """What it signs and pays with."""

    sign_key: Annotated[
        SecretStr | None,
        required_when(SHOP_PROFILE="production"),
        Must(HaveBytes(32), because="it signs"),
        rotates(every_days=90, overlap="SIGN_KEY_PREVIOUS"),
    ] = None
    """Signs orders."""

    sign_key_previous: Annotated[
        SecretStr | None,
        Must(Accompany("SIGN_KEY"), because="it has a successor"),
        Must(DifferFrom("SIGN_KEY"), because="it is the other one"),
    ] = None
    """The outgoing key."""

    pay_token: Annotated[
        SecretStr | None,
        required_when(SHOP_PROFILE="production"),
        rotates(every_days=30),
        obtain("the bank's dashboard"),
    ] = None
    """Pays."""


class Shop(Settings, profile="SHOP_PROFILE"):
    """A shop."""

    place: Profile
    keys: Keys
