"""Secrets that are the address of a database, a cache or a broker: their schemes, and placeholders for them."""

import re
from collections.abc import Iterator

ADDRESS = re.compile(r"(?:^|_)(?:URL|URI|DSN)$|(?<=DATABASE)(?:URL|URI)$")
# What such a name speaks of, and how an address of it begins and goes on behind the host.
SHAPES = {
    "REDIS|VALKEY|CACHE": ("redis", ":6379/0"),
    "MYSQL|MARIADB": ("mysql", ":3306/database"),
    "MONGO(?:DB)?": ("mongodb", ":27017/database"),
    "AMQP|RABBITMQ|RABBIT|BROKER": ("amqp", ":5672/"),
    "DATABASE|DB|POSTGRES(?:QL)?|PG": ("postgresql", ":5432/database"),
}


def leads_to_a_store(name: str) -> bool:
    """Say whether a name is that of an address of a database, a cache or a broker, which mostly holds a password."""
    return _shape(name) is not None


def placeholders(name: str) -> Iterator[str]:
    """Yield addresses to show in the place of a secret one, the best first; nothing if the name is of no address."""
    slug = name.lower().replace("_", "-")
    shape = _shape(name)
    if shape:
        scheme, end = shape
        yield from (f"{scheme}://user:{password}@localhost{end}" for password in (f"change-me-{slug}", "change-me"))
    elif ADDRESS.search(name):
        yield f"https://your-{slug}.example.com"


def _shape(name: str) -> tuple[str, str] | None:
    address = ADDRESS.search(name)
    before = name[: address.start()] if address else ""
    return next((shape for words, shape in SHAPES.items() if re.search(rf"(?:^|_)(?:{words})(?:_|$)", before)), None)
