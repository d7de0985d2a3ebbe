"""Which settings are secret: by their type, by their name, or by what their default holds."""

import re
from collections import deque
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import is_dataclass

from pydantic import AmqpDsn, BaseModel, MySQLDsn, PostgresDsn, Secret, SecretBytes, SecretStr
from pydantic.fields import FieldInfo
from pydantic.networks import (
    ClickHouseDsn,
    CockroachDsn,
    KafkaDsn,
    MariaDBDsn,
    MongoDsn,
    NatsDsn,
    RedisDsn,
    SnowflakeDsn,
)

from estuary_docs.schemas.foreign.annotations import fields_of, members, nested_classes, parts
from estuary_docs.schemas.foreign.forms import is_countable
from estuary_docs.schemas.foreign.shapes import PLAIN_FACTS
from estuary_docs.schemas.foreign.sources import NOTHING
from estuary_docs.validation.secret_names import is_secret_name, words_of
from estuary_docs.validation.showing import may_be_shown
from estuary_docs.vocabulary.kinds import Choice, Described, Kind, Number, Switch

SECRET_TYPES = (SecretStr, SecretBytes, Secret)
DSN_TYPES = (
    AmqpDsn,
    ClickHouseDsn,
    CockroachDsn,
    KafkaDsn,
    MariaDBDsn,
    MongoDsn,
    MySQLDsn,
    NatsDsn,
    PostgresDsn,
    RedisDsn,
    SnowflakeDsn,
)
WORDS_OF_SWITCHES = frozenset(("yes", "no", "true", "false", "on", "off"))
NEVER_SECRET = (Switch, Number, Choice)
ADDRESS = re.compile(
    r"\b(?:dsn|connection (?:string|str|url|uri)|conn str"
    r"|(?:database|db|postgres|postgresql|mysql|mongo|mongodb|redis|amqp|rabbitmq|broker|sqlalchemy \w+) (?:url|uri))$"
)


def is_address_name(name: str) -> bool:
    """Say whether a name is that of an address people log in at, such as `database_url`."""
    return bool(ADDRESS.search(" ".join(words_of(name))))


def is_secret_type(annotation: object) -> bool:
    """Say whether an annotation names one of pydantic's secret types, at any depth."""
    return any(isinstance(part, type) and issubclass(part, SECRET_TYPES) for part in parts(annotation))


def is_dsn_type(annotation: object) -> bool:
    """Say whether an annotation names the address of a service that people log in to."""
    return any(isinstance(part, type) and issubclass(part, DSN_TYPES) for part in parts(annotation))


def holds_secret(value: object, name: str = "", depth: int = 12) -> bool:
    """Say whether a default holds what nobody should see: a secret, a password in an address, a field named so."""
    if depth == 0 or value is None:
        return depth == 0
    if isinstance(value, str | bytes):
        return not may_be_shown(name, value if isinstance(value, str) else value.decode("latin-1"))
    if isinstance(value, SECRET_TYPES):
        return True
    if isinstance(value, BaseModel) or (is_dataclass(value) and not isinstance(value, type)):
        value = vars(value)
    if isinstance(value, Mapping):
        return any(holds_secret(item, str(key), depth - 1) for key, item in value.items())
    # Not whatever iterates: a network does so over each of its addresses.
    if isinstance(value, list | tuple | AbstractSet | deque):
        return any(holds_secret(item, name, depth - 1) for item in value)
    return not may_be_shown(name, str(value))


def is_secret(names: Sequence[str], field: FieldInfo, kind: Kind, default: object) -> bool:
    """Say whether a field is secret: its type decides, then its default, then any of its names, its own first.

    `default` is None or NOTHING where there is none, or none is known.
    """
    if is_secret_type(field.annotation):
        return True
    if isinstance(kind, NEVER_SECRET) or (isinstance(kind, Described) and _is_fact(kind)):
        return False
    name, *aliases = names
    if any(map(is_secret_name, aliases)) or (default is not NOTHING and holds_secret(default, name)):
        return True
    switched = isinstance(default, str) and default.lower() in WORDS_OF_SWITCHES
    if (is_secret_name(name) and not switched) or any(
        _holds_secret_field(cls) for cls in nested_classes(field.annotation)
    ):
        return True
    is_address = is_dsn_type(field.annotation) or is_address_name(name)
    return is_address and default in (None, NOTHING, "")


def _is_fact(kind: Described) -> bool:
    return kind.form in PLAIN_FACTS or (kind.fitting is not None and is_countable(kind.fitting))


def _holds_secret_field(cls: type, depth: int = 4) -> bool:
    return any(
        is_secret_type(field.annotation)
        or (is_secret_name(name) and str in members(field.annotation)[0])
        or (depth > 0 and any(_holds_secret_field(inner, depth - 1) for inner in nested_classes(field.annotation)))
        for name, field in fields_of(cls).items()
    )
