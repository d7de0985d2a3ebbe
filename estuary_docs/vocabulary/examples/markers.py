"""Markers are facts about a variable that are neither its type nor a rule. They stand in the annotation too."""

from typing import Annotated

from pydantic import Field, SecretStr

from estuary_docs.vocabulary import (
    Host,
    Section,
    default_from,
    deprecated,
    example,
    obtain,
    per_profile,
    renamed_from,
    rotates,
)
from estuary_docs.vocabulary.examples.example import Example


class Workers(Section):
    """How much is done at once."""

    workers: Annotated[int, Field(ge=1, le=64), per_profile(production=16)] = 2
    """Number of workers."""


class RefusedProfile(Section):
    """A profile that does not exist."""

    workers: Annotated[int, per_profile(prod=16)] = 2
    """Number of workers."""


class Replicas(Section):
    """Where orders are read."""

    database_host: Host = "localhost"
    """Where orders are written."""

    replica_host: Annotated[Host | None, default_from("DATABASE_HOST")] = None
    """Where orders are read."""


class RefusedBorrowing(Section):
    """A default from a variable of another type."""

    database_port: int = 5432
    """Port of the database."""

    replica_host: Annotated[Host | None, default_from("DATABASE_PORT")] = None
    """Where orders are read."""


class Audience(Section):
    """Who tokens are for."""

    audience: Annotated[str | None, Field(min_length=4), example("shop-api")] = None
    """The audience that a token must name."""


class RefusedExample(Section):
    """An example that could pass for a real secret."""

    audience_key: Annotated[SecretStr | None, example("kXw9ZqfTr2Lm8VbN")] = None
    """Verifies tokens."""


class Attempts(Section):
    """What happens after a failure."""

    attempts: Annotated[int, renamed_from("RETRIES")] = 5
    """How often to try."""


class RefusedFormerName(Section):
    """An old name that another variable has."""

    attempts: Annotated[int, renamed_from("TRIES")] = 5
    """How often to try."""

    tries: int = 3
    """How often to try again."""


class Legacy(Section):
    """What is about to go."""

    legacy_api: Annotated[bool, deprecated("Remove it: the old API ends with version 3.")] = False
    """Offer the old API."""


class RefusedDeprecation(Section):
    """No advice."""

    legacy_api: Annotated[bool, deprecated("")] = False


class Rotating(Section):
    """Keys that are replaced."""

    cookie_key: Annotated[SecretStr | None, rotates(every_days=90, overlap="COOKIE_KEY_OLD")] = None
    """Signs cookies."""

    cookie_key_old: SecretStr | None = None
    """Verifies cookies that were signed before the last rotation."""


class RefusedRotation(Section):
    """A variable that does not exist."""

    cookie_key: Annotated[SecretStr | None, rotates(every_days=90, overlap="COOKIE_KEY_OLD")] = None
    """Signs cookies."""


class Provider(Section):
    """The payment provider."""

    provider_key: Annotated[SecretStr, obtain("the provider's console, API keys")]
    """Opens the account of the provider."""


class RefusedSource(Section):
    """A setting, which has no source."""

    provider_name: Annotated[str, obtain("the provider's console")] = "acme"
    """Name of the provider."""


EXAMPLES = {
    "per_profile": Example(Workers, {"WORKERS": "65"}, RefusedProfile),
    "default_from": Example(Replicas, {"REPLICA_HOST": "replica.example.com:5432"}, RefusedBorrowing),
    "example": Example(Audience, {"AUDIENCE": "api"}, RefusedExample),
    "renamed_from": Example(Attempts, {"RETRIES": "3"}, RefusedFormerName),
    "deprecated": Example(Legacy, {"LEGACY_API": "true"}, RefusedDeprecation),
    "rotates": Example(Rotating, {"COOKIE_KEY": "change-me"}, RefusedRotation),
    "obtain": Example(Provider, {}, RefusedSource),
}
