"""Who may call the API, and how callers prove it."""

from typing import Annotated

from pydantic import Field, SecretStr

from estuary_docs.vocabulary import (
    Accompany,
    DifferFrom,
    Equal,
    HaveBytes,
    Must,
    NotBeGuessable,
    SecretUrl,
    Section,
    Should,
    Url,
    UseScheme,
    example,
    per_profile,
    required_when,
    rotates,
    when,
)

STRONG_ENOUGH_FOR_HS256 = (
    Must(
        HaveBytes(32),
        when(APP_PROFILE=("staging", "production")),
        because="RFC 7518 §3.2 wants a key at least as long as the SHA-256 hash",
    ),
    Should(
        HaveBytes(32),
        when(APP_PROFILE="development"),
        because="staging and production refuse a shorter one",
    ),
    Must(
        NotBeGuessable(),
        when(APP_PROFILE=("staging", "production")),
        because="anyone who tries the obvious could sign any token",
    ),
    Should(
        NotBeGuessable(),
        when(APP_PROFILE="development"),
        because="staging and production refuse it",
    ),
)


class Authentication(Section, prefix="AUTH_"):
    """Who may call the API: everyone, or only callers with a valid token."""

    enabled: Annotated[
        bool,
        per_profile(staging=True, production=True),
        Must(Equal("true"), when(APP_PROFILE="production"), because="an open API in production is never intended"),
    ] = False
    """Require a valid token on every request except health checks and documentation."""

    jwks_urls: Annotated[
        list[SecretUrl] | None,
        Must(
            UseScheme("https"),
            when(APP_PROFILE=("staging", "production")),
            because="anyone who can change the keys on their way can sign any token",
        ),
        example("https://your-identity-provider.example.com/.well-known/jwks.json"),
    ] = None
    """Key sets of the identity providers whose tokens are accepted.

    They are secret because a URL may carry credentials.
    """

    jwks_cache_seconds: Annotated[int, Field(ge=60, le=86400)] = 3600
    """Seconds for which a fetched key set is trusted."""

    audience: Annotated[str | None, example("estuary-api")] = None
    """The `aud` claim that a token must carry. Not checked when unset."""

    issuer: Annotated[Url | None, example("https://login.example.com/")] = None
    """The `iss` claim that a token must carry. Not checked when unset."""


class Tokens(Section, prefix="JWT_", title="Token signing"):
    """The shared key that signs and verifies tokens, and the outgoing one while clients move over."""

    secret: Annotated[
        SecretStr | None,
        required_when(AUTH_ENABLED="true", unless="AUTH_JWKS_URLS"),
        *STRONG_ENOUGH_FOR_HS256,
        rotates(every_days=90, overlap="JWT_SECRET_PREVIOUS"),
    ] = None
    """Signs and verifies HS256 tokens."""

    secret_previous: Annotated[
        SecretStr | None,
        Must(Accompany("JWT_SECRET"), because="an outgoing key has a successor"),
        Must(DifferFrom("JWT_SECRET"), because="a key that replaces itself is no rotation"),
        *STRONG_ENOUGH_FOR_HS256,
    ] = None
    """The outgoing key. Its tokens stay valid until this variable is removed."""
