"""The names, defaults and secrets of classes of pydantic-settings, held against what pydantic-settings itself reads."""

import dataclasses
import os
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from pathlib import Path
from typing import Annotated, Any, ClassVar, Generic, Literal, NewType, TypeVar
from unittest.mock import patch
from uuid import UUID

import pytest
from pydantic import (
    AliasChoices,
    AliasPath,
    AnyHttpUrl,
    BaseModel,
    BeforeValidator,
    ByteSize,
    Field,
    Json,
    PostgresDsn,
    PrivateAttr,
    RedisDsn,
    RootModel,
    SecretBytes,
    SecretStr,
    computed_field,
    field_validator,
)
from pydantic.alias_generators import to_camel
from pydantic.dataclasses import dataclass as pydantic_dataclass
from pydantic_settings import BaseSettings, ForceDecode, NoDecode, SettingsConfigDict
from typing_extensions import TypeAliasType, TypedDict

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers import render
from estuary_docs.schemas.foreign import read
from estuary_docs.validation.tables import validator

T = TypeVar("T")
Port = NewType("Port", int)
Numbers = TypeAliasType("Numbers", list[int])


class Level(Enum):
    """A level."""

    LOW = "low"
    HIGH = "high"


class Count(IntEnum):
    """A count."""

    ONE = 1
    TWO = 2


class Pool(BaseModel):
    """The pool of connections."""

    size: int = 5
    recycle_after: timedelta = timedelta(minutes=30)


class Database(BaseModel):
    """Where data is kept."""

    host: str = "localhost"
    port: int = Field(5432, ge=1, le=65535)
    pool: Pool = Pool()
    replicas: list[str] = []


class Cache(BaseSettings):
    """The cache, which has a prefix of its own."""

    model_config = SettingsConfigDict(env_prefix="CACHE_")
    url: RedisDsn = RedisDsn("redis://localhost:6379/0")
    ttl: int = 60


@dataclasses.dataclass
class Plain:
    """A dataclass."""

    left: int = 1
    items: list[int] = dataclasses.field(default_factory=list)


@pydantic_dataclass
class Checked:
    """A dataclass of pydantic."""

    left: int = 1
    right: int | None = None


class Shape(TypedDict, total=False):
    """A typed dictionary."""

    width: int


class Box(BaseModel, Generic[T]):
    """A box."""

    content: T


class Cat(BaseModel):
    """A cat."""

    kind: Literal["cat"] = "cat"
    lives: int = 9


class Dog(BaseModel):
    """A dog."""

    kind: Literal["dog"] = "dog"
    loud: bool = True


class Words(RootModel[list[str]]):
    """Words."""


class Scalars(BaseSettings):
    """Settings of one value each."""

    flag: bool = False
    number: int = 3
    bounded: int = Field(4, gt=0, lt=10)
    ratio: float = 0.5
    price: Decimal = Decimal("1.50")
    text: str = "some text # with marks"
    empty: str = ""
    nothing: str | None = None
    maybe: int | None = 7
    word: Literal["one", "two"] = "one"
    level: Level = Level.LOW
    count: Count = Count.ONE
    path: Path = Path("/var/lib")
    wait: timedelta = timedelta(seconds=90)
    uuid: UUID = UUID(int=7)
    size: ByteSize = ByteSize(1024)
    site: AnyHttpUrl = AnyHttpUrl("https://example.com/")
    raw: bytes = b"bytes"
    either: int | float = 2
    several: int | str = "x"
    port: Port = Port(80)
    upper: Annotated[str, BeforeValidator(lambda text: text.upper())] = "ABC"
    made: str = Field(default_factory=lambda: "made")
    frozen: int = Field(1, frozen=True)
    hidden: int = Field(1, exclude=True)
    CONSTANT: ClassVar[int] = 3
    _private: int = PrivateAttr(3)

    @computed_field  # type: ignore[prop-decorator]  # as pydantic's documentation has it
    @property
    def computed(self) -> int:
        """Return what no variable sets."""
        return 1


class Documents(BaseSettings):
    """Settings in JSON."""

    hosts: list[str] = ["a", "b c"]
    counts: dict[str, int] = {"a": 1}
    pair: tuple[int, str] = (1, "a")
    names: set[str] = {"a"}
    frozen: frozenset[int] = frozenset({1})
    optional: list[int] | None = None
    mixed: list[str] | str = "a"
    alias: Numbers = [1, 2]
    text: Json[list[int]] = "[1]"  # type: ignore[assignment]  # what pydantic validates
    shape: Shape = {"width": 3}
    words: Words = Words(["a"])
    urls: list[AnyHttpUrl] = [AnyHttpUrl("https://example.com/")]
    boxes: list[Box[int]] = [Box(content=1)]
    database: Database = Database()


class Split(BaseSettings):
    """Lists that a validator takes apart."""

    model_config = SettingsConfigDict(enable_decoding=False)
    hosts: list[str] = ["a", "b"]
    decoded: Annotated[list[int], ForceDecode] = [1]

    @field_validator("hosts", mode="before")
    @classmethod
    def split(cls, value: object) -> object:
        """Split at commas."""
        return value.split(",") if isinstance(value, str) else value


class SplitOne(Split):
    """Inherits, and takes one list of its own apart."""

    model_config = SettingsConfigDict(enable_decoding=True)
    hosts: Annotated[list[str], NoDecode] = ["c"]


class Nested(BaseSettings):
    """Settings inside settings."""

    model_config = SettingsConfigDict(env_prefix="APP_", env_nested_delimiter="__")
    database: Database = Database(host="db")
    maybe: Database | None = None
    cache: Cache = Field(default_factory=Cache)
    plain: Plain = Field(default_factory=Plain)
    checked: Checked = Field(default_factory=Checked)
    box: Box[int] = Box(content=1)
    pet: Annotated[Cat | Dog, Field(discriminator="kind")] = Dog()
    flags: dict[str, bool] = {}


class OneSplit(BaseSettings):
    """Splits names once."""

    model_config = SettingsConfigDict(env_nested_delimiter="_", env_nested_max_split=1)
    database: Database = Database()


class EachSplit(BaseSettings):
    """Splits names at each underscore."""

    model_config = SettingsConfigDict(env_nested_delimiter="_")
    pool: Pool = Pool()


class Aliases(BaseSettings):
    """Settings with other names."""

    model_config = SettingsConfigDict(env_prefix="P_")
    plain: int = 1
    alias: int = Field(1, alias="ALIASED")
    validation: int = Field(1, validation_alias="validated")
    choices: int = Field(1, validation_alias=AliasChoices("FIRST", "second"))


class Prefixed(Aliases):
    """Puts its prefix before aliases too."""

    model_config = SettingsConfigDict(env_prefix_target="all")


class ByName(Aliases):
    """Takes names beside aliases."""

    model_config = SettingsConfigDict(populate_by_name=True)


class OnlyByName(Aliases):
    """Takes no alias."""

    model_config = SettingsConfigDict(validate_by_alias=False, validate_by_name=True)


class Camel(BaseSettings):
    """Makes its aliases."""

    model_config = SettingsConfigDict(alias_generator=to_camel)
    first_name: str = "a"


class Sensitive(BaseSettings):
    """Tells capitals apart."""

    model_config = SettingsConfigDict(case_sensitive=True, env_nested_delimiter="__")
    lower: int = 1
    UPPER: int = 1
    pool: Pool = Pool()


class Words2(BaseSettings):
    """Has a word for nothing, and names of members."""

    model_config = SettingsConfigDict(env_parse_none_str="null", env_parse_enums=True, env_ignore_empty=True)
    nothing: int | None = None
    level: Level = Level.LOW


class Strict(BaseSettings):
    """Is strict."""

    model_config = SettingsConfigDict(strict=True)
    number: int = 1
    flag: bool = True


CLASSES: tuple[type[BaseSettings], ...] = (
    Scalars,
    Documents,
    Split,
    SplitOne,
    Nested,
    OneSplit,
    EachSplit,
    Aliases,
    Prefixed,
    ByName,
    OnlyByName,
    Camel,
    Sensitive,
    Words2,
    Strict,
    Cache,
)
NAMES: dict[type[BaseSettings], list[str]] = {
    Aliases: ["P_PLAIN", "ALIASED", "VALIDATED", "FIRST", "SECOND"],
    Prefixed: ["P_PLAIN", "P_ALIASED", "P_VALIDATED", "P_FIRST", "P_SECOND"],
    ByName: ["P_PLAIN", "ALIASED", "P_ALIAS", "VALIDATED", "P_VALIDATION", "FIRST", "SECOND", "P_CHOICES"],
    OnlyByName: ["P_PLAIN", "P_ALIAS", "P_VALIDATION", "P_CHOICES"],
    Camel: ["FIRSTNAME"],
    Sensitive: ["lower", "UPPER", "pool", "pool__size", "pool__recycle_after"],
    OneSplit: ["DATABASE", "DATABASE_HOST", "DATABASE_PORT", "DATABASE_POOL", "DATABASE_REPLICAS"],
    EachSplit: ["POOL", "POOL_SIZE"],
    Nested: [
        "APP_FLAGS",
        *("APP_DATABASE", "APP_DATABASE__HOST", "APP_DATABASE__PORT", "APP_DATABASE__REPLICAS"),
        *("APP_DATABASE__POOL", "APP_DATABASE__POOL__SIZE", "APP_DATABASE__POOL__RECYCLE_AFTER"),
        *("APP_MAYBE", "APP_MAYBE__HOST", "APP_MAYBE__PORT", "APP_MAYBE__REPLICAS"),
        *("APP_MAYBE__POOL", "APP_MAYBE__POOL__SIZE", "APP_MAYBE__POOL__RECYCLE_AFTER"),
        *("APP_CACHE", "APP_CACHE__URL", "APP_CACHE__TTL"),
        *("APP_PLAIN", "APP_PLAIN__LEFT"),
        *("APP_CHECKED", "APP_CHECKED__LEFT", "APP_CHECKED__RIGHT"),
        *("APP_BOX", "APP_BOX__CONTENT"),
        *("APP_PET", "APP_PET__KIND", "APP_PET__LOUD", "APP_PET__LIVES"),
        *("CACHE_URL", "CACHE_TTL"),
    ],
}
OTHERS: tuple[str, ...] = (
    "1",
    "2",
    "true",
    "false",
    "cat",
    "two",
    "high",
    "HIGH",
    "9",
    "0.25",
    "other",
    "https://other.example/",
    "PT9S",
)
OTHERS += ("00000000-0000-4000-8000-000000000001", "redis://other:1/1", "null", '["other"]', "[9]", '[2, "b"]')
OTHERS += (
    '{"other": 9}',
    '{"other": true}',
    '{"width": 9}',
    '{"left": 9}',
    '{"size": 9}',
    '{"content": 9}',
    '{"ttl": 9}',
)
OTHERS += ('{"kind": "cat"}', '{"host": "other"}', '["https://other.example/"]', '[{"content": 9}]')
HELPED = {"APP_PET__LIVES": {"APP_PET__KIND": "cat"}, "APP_PET__LOUD": {"APP_PET__KIND": "dog"}}


def load(settings: type[BaseSettings], environ: Mapping[str, str]) -> dict[str, Any]:
    """Return what a class makes of an environment."""
    with patch.dict(os.environ, environ, clear=True):
        return settings().__dict__


def differences(settings: type[BaseSettings], variable: Variable) -> set[str]:
    """Return the fields that differ when a variable is set to the first text that makes a difference."""
    helped = HELPED.get(variable.name, {})
    before = load(settings, helped)
    for text in OTHERS:
        try:
            after = load(settings, {**helped, variable.name: text})
        except ValueError:
            continue
        if found := {name for name, value in after.items() if value != before[name]}:
            return found
    return set()


def field_of(variable: Variable, settings: type[BaseSettings]) -> str:
    """Return the field of a class that a description says the variable sets."""
    if settings is Nested and variable.name.startswith("CACHE_"):
        return "cache"
    return variable.description.partition("`")[2].partition("`")[0].partition(".")[0]


@pytest.mark.parametrize("settings", CLASSES)
def test_each_documented_name_sets_the_field_that_is_documented(settings: type[BaseSettings]) -> None:
    """Setting a variable changes the field that its description names, and no other."""
    told = {variable.name: {field_of(variable, settings)} for variable in read(settings).variables}
    assert {variable.name: differences(settings, variable) for variable in read(settings).variables} == told


@pytest.mark.parametrize("settings", NAMES)
def test_names_are_those_that_the_construct_gives(settings: type[BaseSettings]) -> None:
    """Prefixes, aliases, delimiters and capitals give exactly these names."""
    assert [variable.name for variable in read(settings).variables] == NAMES[settings]


@pytest.mark.parametrize("settings", CLASSES)
def test_the_example_file_loads_back_to_the_defaults(settings: type[BaseSettings], tmp_path: Path) -> None:
    """As it is, and with the line of each default in force, `.env.example` gives the default settings."""
    catalogue = read(settings)
    example = render(catalogue, "env-example")
    names = {variable.name for variable in catalogue.variables if variable.defaults["default"] is not None}
    lines = [line[1:] if line[1:].partition("=")[0] in names else line for line in example.splitlines()]
    nested = settings is Nested
    for text in (example, "\n".join(line for line in lines if not (nested and line.startswith("CACHE_")))):
        (tmp_path / ".env").write_text(text, encoding="utf-8")
        with patch.dict(os.environ, clear=True):
            assert settings(_env_file=tmp_path / ".env", _env_file_encoding="utf-8") == settings()


@pytest.mark.parametrize("settings", CLASSES)
def test_each_default_is_shown_or_its_absence_is_said(settings: type[BaseSettings]) -> None:
    """A field whose default no text gives back is among the reservations."""
    catalogue = read(settings)
    first = {field_of(variable, settings): variable for variable in reversed(list(catalogue.variables))}
    for name, field in settings.model_fields.items():
        default = field.get_default(call_default_factory=True)
        shown = first[name].defaults["default"] is not None or "it is `" in first[name].description
        said = any(f"{settings.__name__}.{name}: its default" in line for line in catalogue.reservations)
        assert shown or said or default in (None, "") or first[name].secret, name


@pytest.mark.parametrize("settings", CLASSES)
def test_the_validator_refuses_no_default(settings: type[BaseSettings]) -> None:
    """Every default, set as it is shown, passes the validator that is generated from the class."""
    catalogue = read(settings)
    shown = {variable.name: variable.defaults["default"] for variable in catalogue.variables}
    environ = {name: text for name, text in shown.items() if text is not None and name.isupper()}
    assert validator(catalogue).check(environ) == []


class Required(BaseSettings):
    """Settings without defaults."""

    model_config = SettingsConfigDict(env_nested_delimiter="__")
    number: int = Field(ge=10)
    text: str = Field(min_length=3)
    site: AnyHttpUrl
    wait: timedelta
    words: list[str]
    choice: Literal["a", "b"]
    named: int = Field(validation_alias=AliasChoices("ONE", "OTHER"))
    shown: str = Field(examples=["an example"])
    listed: list[str] = Field(examples=[["a"]])
    box: Box[int]
    pool: Pool
    code: str = Field(pattern="^[A-Z]{2}-[0-9]$")


def test_the_example_file_of_required_settings_has_examples_that_load(tmp_path: Path) -> None:
    """What is required stands in the file with a text that the class takes, wherever one is known."""
    catalogue = read(Required)
    (tmp_path / ".env").write_text(render(catalogue, "env-example"), encoding="utf-8")
    with patch.dict(os.environ, {"CODE": "AB-1"}, clear=True):
        loaded = Required(_env_file=tmp_path / ".env")
    assert loaded.shown == "an example"
    assert loaded.listed == ["a"]
    assert loaded.number == 10


def test_a_required_field_may_come_under_any_of_its_names() -> None:
    """A field is missing only where neither another name nor the document that may hold it is set."""
    judge = validator(read(Required))
    for name, others in (("ONE", ["OTHER"]), ("BOX__CONTENT", ["BOX"]), ("POOL", ["POOL__SIZE"])):
        missing = {problem.variable for problem in judge.check({})}
        assert name in missing
        for other in others:
            assert name not in {problem.variable for problem in judge.check({other: "1"})}


class Parts(BaseSettings):
    """Takes parts out of documents."""

    first: int = Field(1, validation_alias=AliasPath("DOCUMENT", 0))
    second: str = Field("", validation_alias=AliasPath("DOCUMENT", 1, "name"))
    needed: int = Field(validation_alias=AliasPath("NEEDED", "x"))
    key: SecretStr = Field(SecretStr(""), validation_alias=AliasPath("HIDDEN", "x"))
    choice: int = Field(1, validation_alias=AliasChoices("CHOICE", AliasPath("DOCUMENT", 2)))


def test_parts_of_a_document_are_documented_at_its_name() -> None:
    """Several fields that one document holds are one variable, and are read from it."""
    catalogue = read(Parts)
    found = {variable.name: variable for variable in catalogue.variables}
    assert list(found) == ["DOCUMENT", "NEEDED", "HIDDEN", "CHOICE"]
    assert all(f"`{name}`" in found["DOCUMENT"].description for name in ("first", "second", "choice"))
    assert found["HIDDEN"].secret
    assert [problem.variable for problem in validator(catalogue).check({})] == ["NEEDED"]
    loaded = load(Parts, {"DOCUMENT": '[7, {"name": "n"}, 8]', "NEEDED": '{"x": 3}', "HIDDEN": '{"x": "y"}'})
    assert (loaded["first"], loaded["second"], loaded["choice"], loaded["needed"]) == (7, "n", 8, 3)


def catalogue_of(**fields: Any) -> Catalogue:
    """Return the catalogue of a class with fields given as (annotation, default)."""
    annotations = {name: annotation for name, (annotation, _) in fields.items()}
    body = {name: default for name, (_, default) in fields.items() if default is not ...}
    made = type("Made", (BaseSettings,), {"__annotations__": annotations, "__module__": __name__, **body})
    return read(made)


SECRETS: dict[str, tuple[object, object]] = {
    "typed": (SecretStr, SecretStr("canary")),
    "in_bytes": (SecretBytes, SecretBytes(b"canary")),
    "maybe": (SecretStr | None, None),
    "listed": (list[SecretStr], [SecretStr("canary")]),
    "password": (str, "canary"),
    "smtp_pass": (str | None, "canary"),
    "aws_secret_access_key": (str, "canary"),
    "api_keys": (list[str], ["canary"]),
    "apiKey": (str, "canary"),
    "bot_token": (str, ...),
    "dsn": (PostgresDsn, "postgresql://user:canary@host/name"),
    "bus": (str, "amqp://user:canary@host"),
    "raw": (bytes, b"redis://:canary@host"),
    "odbc": (str, "Server=host;Password=canary;"),
    "tree": (dict[str, Any], {"db": [{"password": "canary"}]}),
    "database_url": (str, ...),
    "primary": (PostgresDsn, ...),
    "pem": (str, "-----BEGIN PRIVATE KEY-----"),
    "harbour_hmac": (str, ...),
    "jwt": (str, ...),
    "limit": (SecretStr, SecretStr("12")),
}
OPEN: dict[str, tuple[object, object]] = {
    "token_url": (str, "/token"),
    "password_min_length": (int, 8),
    "max_tokens": (int, 100),
    "secret_scanning": (bool, True),
    "token_type": (Literal["bearer", "mac"], "bearer"),
    "redis_url": (str, "redis://localhost:6379/0"),
    "sort_key": (str, "name"),
    "tokenizer": (str, "words"),
    "private_key": (Path, Path("/run/tls.key")),
    "session_secret": (timedelta, timedelta(hours=1)),
    "api_key": (bool, True),
    "pin": (Annotated[int, Field(multiple_of=2)], 8),
    "token_limit_secret": (int | Literal["auto"], "auto"),
    "credential_vault_project_id": (str, "harbour"),
    "credential_allowed_hosts": (str, "quay"),
}


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_known_by_its_type_its_name_or_its_default(name: str) -> None:
    """A secret variable has no default, and a placeholder for an example."""
    (variable,) = catalogue_of(**{name: SECRETS[name]}).variables
    assert variable.secret
    assert variable.defaults == {"default": None}
    assert "change-me" in str(variable.example)


@pytest.mark.parametrize("name", OPEN)
def test_a_fact_about_a_secret_is_none(name: str) -> None:
    """Names that speak of secrets and are about something else, and addresses without a password, stay open."""
    (variable,) = catalogue_of(**{name: OPEN[name]}).variables
    assert not variable.secret
    assert variable.defaults["default"] is not None
