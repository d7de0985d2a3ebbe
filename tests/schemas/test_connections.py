"""Secrets that are addresses."""

import pytest

from estuary_docs.runtimes.python.placeholders import looks_like_placeholder
from estuary_docs.schemas.connections import leads_to_a_store, placeholders


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("DATABASE_URL", "postgresql://user:change-me-database-url@localhost:5432/database"),
        ("DATABASEURL", "postgresql://user:change-me-databaseurl@localhost:5432/database"),
        ("PARCELS_REDIS_URL", "redis://user:change-me-parcels-redis-url@localhost:6379/0"),
        ("MYSQL_DSN", "mysql://user:change-me-mysql-dsn@localhost:3306/database"),
        ("MONGO_URI", "mongodb://user:change-me-mongo-uri@localhost:27017/database"),
        ("BROKER_URL", "amqp://user:change-me-broker-url@localhost:5672/"),
        ("HOOK_URL", "https://your-hook-url.example.com"),
    ],
)
def test_an_address_is_shown_as_an_address(name: str, address: str) -> None:
    """It has the scheme of what it leads to, and a password that nobody takes for a real one."""
    assert next(filter(looks_like_placeholder, placeholders(name))) == address
    assert leads_to_a_store(name) == (not address.startswith("https"))


@pytest.mark.parametrize("name", ["API_KEY", "DATABASE_HOST", "CURL", "URL_SECRET"])
def test_another_secret_is_no_address(name: str) -> None:
    """Only the end of a name tells of an address."""
    assert list(placeholders(name)) == []
    assert not leads_to_a_store(name)
