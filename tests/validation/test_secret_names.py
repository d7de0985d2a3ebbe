"""Secrets that are known by their names."""

import pytest

from estuary_docs.validation.secret_names import is_secret_name


@pytest.mark.parametrize(
    "name",
    [
        "SECRET",
        "DB_PASSWORD",
        "GITHUB_TOKEN",
        "JWT_SECRET_PREVIOUS",
        "STRIPE_API_KEY",
        "AWS_SECRET_ACCESS_KEY",
        "SIGNING_KEY_2",
        "TLS_PRIVATE_KEY_PEM",
        "apiKey",
        "clientSecret",
        "GOOGLE_CREDENTIALS",
        "PASSWORD_SALT",
    ],
)
def test_a_secret_is_known_by_the_last_word_of_its_name(name: str) -> None:
    """A password, a token or a key that opens something is a secret."""
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "_",
        "KEY",
        "TOKEN_TTL",
        "MAX_TOKENS",
        "PASSWORD_MIN_LENGTH",
        "AWS_ACCESS_KEY_ID",
        "JWT_PUBLIC_KEY",
        "SECRET_NAME",
        "PARTITION_KEY",
        "COMPASS",
        "JWT_SECRET_FILE",
        "PORT",
        "REQUIRE_PASSWORD",
        "ACCESS_TOKEN_EXPIRES_IN",
        "JWT_SECRET_URL",
        "STRIPE_PUBLISHABLE_KEY",
        "TOKENIZERS_PARALLELISM",
    ],
)
def test_a_name_about_a_secret_is_no_secret(name: str) -> None:
    """What tells how long a token lives, or where a key stands, holds no secret."""
    assert not is_secret_name(name)
