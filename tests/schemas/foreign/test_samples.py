"""Large settings classes as services have them, read, rendered and loaded back; no secret of theirs shows anywhere."""

import os
import secrets as random_secrets
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from ipaddress import IPv4Address
from pathlib import Path
from shutil import copytree
from typing import Annotated, Any, Literal
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from pydantic import (
    AliasChoices,
    AmqpDsn,
    AnyHttpUrl,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    PositiveInt,
    PostgresDsn,
    RedisDsn,
    SecretBytes,
    SecretStr,
    computed_field,
    create_model,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from estuary_docs.catalogue.exchange import from_json, to_json
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.cli import program
from estuary_docs.cli.explanation import explain
from estuary_docs.renderers import RENDERERS, render
from estuary_docs.schemas.foreign import read
from estuary_docs.validation.tables import validator
from estuary_docs.wording.sentences import default_sentences
from tests.conftest import ROOT, forget
from tests.sites import BUILD_WARNINGS, build_site
from tests.test_leaks import assert_hidden

CANARIES = [f"canary{number:02}hidden" for number in range(20)]


def split(value: object) -> object:
    """Take a list apart at its commas."""
    return value.split(",") if isinstance(value, str) and not value.startswith("[") else value


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"


class Pool(BaseModel):
    """Connections that are kept open."""

    size: PositiveInt = Field(10, le=100, description="Connections at most.")
    overflow: int = 5
    timeout: float = 30.0
    recycle: timedelta = timedelta(minutes=30)
    pre_ping: bool = True


class Database(BaseModel):
    """Where orders and people are kept."""

    host: str = "localhost"
    port: int = Field(5432, ge=1, le=65535)
    user: str = "app"
    password: str = CANARIES[0]
    name: str = "app"
    echo: bool = False
    pool: Pool = Pool()
    options: dict[str, str] = {"application_name": "api"}


class Smtp(BaseModel):
    """How letters leave."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    host: str = "localhost"
    """Name of the relay."""
    port: int = 25
    tls: bool = False
    user: str | None = None
    password: SecretStr | None = SecretStr(CANARIES[1])
    sender: str = "Service <no-reply@example.com>"
    timeout: timedelta = timedelta(seconds=10)


class Sentry(BaseSettings):
    """Where errors go."""

    model_config = SettingsConfigDict(env_prefix="SENTRY_")

    dsn: HttpUrl | None = HttpUrl(f"https://{CANARIES[2]}@errors.example.com/1")
    traces_sample_rate: float = Field(0.1, ge=0, le=1)
    environment: Literal["local", "staging", "production"] = "local"
    ignore: list[str] = ["KeyboardInterrupt"]


class Api(BaseSettings):
    """The API of a shop."""

    model_config = SettingsConfigDict(env_prefix="SHOP_", env_nested_delimiter="__", env_file=".env", extra="ignore")

    app_name: str = "Shop"
    version: str = "1.2.3"
    debug: bool = False
    environment: Literal["local", "staging", "production"] = "local"
    log_level: LogLevel = LogLevel.INFO
    log_format: str = "%(asctime)s %(levelname)s %(message)s"
    host: IPv4Address = IPv4Address("127.0.0.1")
    port: int = Field(8000, ge=1, le=65535)
    root_path: str = ""
    workers: PositiveInt = 4
    reload: bool = False
    secret_key: str = Field(default_factory=random_secrets.token_urlsafe)
    jwt_secret: str = CANARIES[3]
    jwt_algorithm: str = "HS256"
    access_token_expire_minutes: int = 60 * 24 * 8
    refresh_token_ttl: timedelta = timedelta(days=30)
    password_min_length: int = 12
    cors_origins: Annotated[list[AnyHttpUrl] | str, BeforeValidator(split)] = []
    cors_methods: list[str] = ["GET", "POST"]
    trusted_hosts: Annotated[list[str], NoDecode] = ["localhost", "shop.example.com"]
    database: Database = Database()
    replica: Database | None = None
    database_uri: PostgresDsn | None = PostgresDsn(f"postgresql://shop:{CANARIES[4]}@db/shop")
    redis_url: RedisDsn = RedisDsn("redis://localhost:6379/0")
    broker: AmqpDsn = AmqpDsn(f"amqp://guest:{CANARIES[5]}@queue:5672//")
    celery: dict[str, Any] = {"task_time_limit": 300, "result_backend": f"redis://:{CANARIES[6]}@cache/1"}
    smtp: Smtp = Smtp()
    sentry: Sentry = Field(default_factory=Sentry)
    features: dict[str, bool] = {"new_checkout": False, "reviews": True}
    limits: dict[str, int] = {"anonymous": 10, "known": 100}
    upload_dir: Path = Path("/var/lib/shop/uploads")
    max_upload: int = Field(10_485_760, multiple_of=1024, alias="SHOP_MAX_UPLOAD_BYTES")
    stripe_api_key: str | None = CANARIES[7]
    stripe_webhook_secret: SecretStr = SecretStr(CANARIES[8])
    cookie_key: SecretBytes = SecretBytes(CANARIES[9].encode())
    tokens: list[SecretStr] = [SecretStr(CANARIES[10])]
    mirrors: list[str] = [f"https://mirror:{CANARIES[11]}@example.com/"]
    admin_password: str = Field(CANARIES[12], examples=[CANARIES[13]], description="Lets the first person in.")
    old_name: int = Field(3, deprecated="Set `SHOP_WORKERS`.")
    region: str = Field("eu", validation_alias=AliasChoices("SHOP_REGION", "AWS_REGION"))

    @computed_field  # type: ignore[prop-decorator]  # as pydantic's documentation has it
    @property
    def is_local(self) -> bool:
        """Say where this is."""
        return self.environment == "local"

    @field_validator("trusted_hosts", mode="before")
    @classmethod
    def split_hosts(cls, value: object) -> object:
        """Take the list apart."""
        return split(value)

    @model_validator(mode="after")
    def check_production(self) -> "Api":
        """Refuse what must not be in production."""
        return self


class Worker(Database, BaseSettings):
    """What the worker reads beside."""

    model_config = SettingsConfigDict(env_prefix="WORKER_", case_sensitive=True)
    queues: set[str] = {"default"}

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], *_: PydanticBaseSettingsSource, **sources: PydanticBaseSettingsSource
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the environment alone."""
        del settings_cls
        return (sources["env_settings"],)


@lru_cache
def shop() -> Catalogue:
    """Return the catalogue of both classes."""
    return read(Api, Worker)


def test_a_large_class_is_read_whole() -> None:
    """Each field has a variable; sections are the classes, in order."""
    assert len(list(shop().variables)) > 90
    assert [section.title for section in shop().sections] == [
        *(
            "Api",
            "Database",
            "Database pool",
            "Replica",
            "Replica pool",
            "Smtp",
            "Sentry through SHOP_SENTRY",
            "Sentry",
        ),
        "Worker",
    ]
    assert shop().sections[1].description == "Where orders and people are kept."
    told = {variable.name: variable for variable in shop().variables}
    assert told["SHOP_SMTP__HOST"].description == "Name of the relay."
    assert told["SHOP_DATABASE__POOL__SIZE"].description == "Connections at most."
    assert told["SHOP_DATABASE__ECHO"].description == "No description yet. It sets `database.echo`."
    assert told["SHOP_MAX_UPLOAD_BYTES"].description.endswith("A multiple of 1024.")
    assert told["SHOP_OLD_NAME"].deprecation == "Set `SHOP_WORKERS`."
    assert told["WORKER_host"].defaults == {"default": "localhost"}


def test_what_cannot_be_said_is_listed() -> None:
    """Validators, mappings' keys, defaults made anew and other sources are reservations."""
    listed = "\n".join(shop().reservations)
    for reason in (
        "Api: the validator `check_production` has a rule over several settings",
        "Api.trusted_hosts: the validator `split_hosts` decides",
        "Api.cors_origins: the validator `split` decides",
        "Api.secret_key: its default is made anew each time",
        "Api.features: each of its keys may be a variable SHOP_FEATURES__<KEY>",
        "Worker: settings_customise_sources may read more",
    ):
        assert reason in listed


@pytest.mark.parametrize("output_format", RENDERERS)
def test_no_rendering_shows_the_default_of_a_secret(output_format: str) -> None:
    """Neither a plain default of a secret nor a password in an address is in any output."""
    assert_hidden(render(shop(), output_format), CANARIES)


def test_no_explanation_and_no_reservation_shows_the_default_of_a_secret() -> None:
    """Nor are they in what a terminal shows."""
    told = "".join(explain(shop(), variable.name) for variable in shop().variables)
    assert_hidden(told + "\n".join(shop().reservations) + repr(validator(shop()).check({})), CANARIES)


def test_the_default_of_no_secret_comes_from_the_environment_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set where documentation is made does not show in it."""

    class Inner(BaseSettings):
        place: str = "own"

    class Outer(BaseSettings):
        model_config = SettingsConfigDict(env_nested_delimiter="__")
        inner: Inner = Field(default_factory=Inner)
        home: str = Field(default_factory=lambda: os.environ.get("PLACE", "none"))

    monkeypatch.setenv("PLACE", CANARIES[0])
    assert_hidden(to_json(read(Outer)), CANARIES)
    assert os.environ["PLACE"] == CANARIES[0]


@pytest.mark.parametrize("settings", [Api, Sentry])
def test_the_example_file_of_a_large_class_loads_back_to_its_defaults(
    settings: type[BaseSettings], tmp_path: Path
) -> None:
    """As it is, and with each line that shows a default in force, the file gives the default settings."""
    catalogue = read(settings)
    shown = {variable.name for variable in catalogue.variables if variable.defaults["default"] is not None}
    example = render(catalogue, "env-example")
    forced = "\n".join(
        line[1:] if line[1:].partition("=")[0] in shown and not line.startswith("#SHOP_DATABASE__") else line
        for line in example.splitlines()
    )
    for text in (example, forced):
        (tmp_path / ".env").write_text(text, encoding="utf-8")
        with patch.dict(os.environ, clear=True):
            default = settings(_env_file=None).model_dump(exclude={"secret_key"})
            assert settings(_env_file=tmp_path / ".env").model_dump(exclude={"secret_key"}) == default


def test_a_default_of_a_secret_is_told_and_not_shown() -> None:
    """Who reads of a secret that it is not set knows whether something takes its place."""
    told = {variable.name: default_sentences(variable) for variable in shop().variables}
    assert told["SHOP_ADMIN_PASSWORD"] == ["It has a default, which is not shown."]
    assert told["SHOP_SECRET_KEY"] == ["Default: not set."]


def test_names_that_a_system_sets_are_told() -> None:
    """A default of a variable that is set everywhere never holds, and that is a reservation."""

    class Home(BaseSettings):
        """Has such names."""

        home: str = "/srv"
        user: str = "crate"
        room: str = "1"

    assert [line.partition(":")[0] for line in read(Home).reservations] == ["HOME", "USER"]


def test_the_catalogue_comes_back_from_its_json() -> None:
    """The catalogue of a foreign class is like any other."""
    assert from_json(to_json(shop())) == shop()


def test_the_validator_takes_what_the_class_takes() -> None:
    """Neither an empty environment nor the spellings of pydantic are refused; what is none of them is."""
    judge = validator(shop())
    assert judge.check({}) == []
    spelt = {
        "SHOP_DEBUG": "YES",
        "SHOP_WORKERS": " 8 ",
        "SHOP_FEATURES__ANY": "1",
        "SHOP_CORS_ORIGINS": "http://a,http://b",
    }
    assert judge.check(spelt) == []
    (copied,) = judge.check({"SHOP_SECRET_KEY": str(next(each.example for each in shop().secrets))})
    assert (copied.rule, copied.severity) == ("placeholder", "warning")
    wrong = {"SHOP_DEBUG": "maybe", "SHOP_PORT": "0", "SHOP_CORS_METHODS": "GET,POST", "SHOP_LOG_LEVEL": "LOUD"}
    assert {problem.variable for problem in judge.check(wrong)} == set(wrong)
    assert [problem.rule for problem in judge.check({"SHOP_PROT": "1", "SENTRY_OTHER": "1"})] == [
        "unknown-variable"
    ] * 2


def test_hundreds_of_variables_are_read() -> None:
    """A class of hundreds of fields and twenty groups is read whole."""
    fields: dict[str, Any] = {f"field_{number}": (int | None, number) for number in range(300)}
    fields |= {f"group_{number}": (Database, Database()) for number in range(20)}
    large = create_model("Large", __base__=Api, **fields)
    assert len(list(read(large).variables)) > 600


SCHEMA = "tests.schemas.foreign.test_samples:Api"


@pytest.mark.parametrize(
    "line",
    [
        ["show", "env-example"],
        ["explain", "SHOP_PORT"],
        ["validate", "--approximate"],
        ["validate", "--approximate", "--env-file", "empty.env"],
    ],
)
def test_every_command_reads_a_foreign_class(line: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command works, warns of what it cannot say, and with --strict exits with 2."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.env").write_text("", encoding="utf-8")
    options = ["--schema", SCHEMA]
    done = CliRunner(env={"SHOP_PORT": None}).invoke(program.main, [line[0], *options, *line[1:]])
    assert done.exit_code == 0, done.output
    assert "warning: tests.schemas.foreign.test_samples.Api.features:" in done.stderr
    strict = CliRunner().invoke(program.main, [line[0], *options, "--strict", *line[1:]])
    assert strict.exit_code == 2
    assert "things in this class cannot be documented" in strict.stderr
    assert_hidden(done.output + strict.output, CANARIES)


def test_a_class_that_can_be_said_whole_is_strict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is nothing to warn of, --strict changes nothing."""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(
        program.main, ["show", "llms", "--strict", "--schema", "tests.schemas.foreign.test_samples:Sentry"]
    )
    assert done.exit_code == 0
    assert done.stderr == ""


def test_several_classes_are_listed_in_pyproject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`schema` may be a list; generate, check and the catalogue see every class."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text(
        f'[tool.estuary-docs]\nschema = ["{SCHEMA}", "tests.schemas.foreign.test_samples:Worker"]\n'
        '[tool.estuary-docs.artefacts]\n".env.example" = "env-example"\n',
        encoding="utf-8",
    )
    assert CliRunner().invoke(program.main, ["generate"]).exit_code == 0
    assert CliRunner().invoke(program.main, ["check"]).exit_code == 0
    assert "\n#WORKER_host=localhost\n" in (tmp_path / ".env.example").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ("tests.schemas.foreign.test_samples:Pool", "derive it from pydantic_settings.BaseSettings"),
        ("tests.schemas.foreign.test_samples:CANARIES", "no subclass of Settings"),
        (f"{SCHEMA},config_schema:EstuarySettings", "only those of pydantic-settings can be joined"),
    ],
)
def test_what_is_no_settings_class_is_refused(
    schema: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says what to do."""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(program.main, ["show", "llms", "--schema", schema])
    assert done.exit_code == 2
    assert message in done.stderr


@BUILD_WARNINGS
def test_a_site_is_built_of_a_foreign_class(tmp_path: Path) -> None:
    """The pages of a small project show a pydantic-settings class, strictly."""
    copytree(ROOT / "theme", tmp_path / "theme")
    copytree(ROOT / "docs" / "assets", tmp_path / "docs" / "assets")
    # The site imports its schema's package anew, and that must not be the package of the tests.
    (tmp_path / "of_a_site.py").write_text(f"from {__name__} import Api\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.estuary-docs]\nschema = "of_a_site:Api"\n', encoding="utf-8")
    pages = {"index": "overview", "reference": "reference", "troubleshooting": "rules", "secrets": "secrets"}
    for page, shown in pages.items():
        text = f'# {page.capitalize()}\n\n{{{{ show("{shown}") }}}}\n'
        (tmp_path / "docs" / f"{page}.md").write_text(text, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Shop\ntheme: {name: material, custom_dir: theme}\nmarkdown_extensions: [attr_list]\n"
        "plugins:\n  - search\n  - macros:\n      modules: [estuary_docs.macros]\n      on_undefined: strict\n"
        '      on_error_fail: true\n      j2_comment_start_string: "<#"\n      j2_comment_end_string: "#>"\n',
        encoding="utf-8",
    )
    site = build_site(tmp_path)
    page = (site / "reference" / "index.html").read_text(encoding="utf-8")
    assert 'id="shop_database__host"' in page
    assert_hidden("".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html")), CANARIES)
    forget(tmp_path, "of_a_site")


def test_settings_inside_a_default_are_as_their_class_declares_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the environment nor the .env file of the machine shows in a default that is made of settings."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(f"INNER_FILED={CANARIES[0]}\n", encoding="utf-8")
    monkeypatch.setenv("INNER_PLACED", CANARIES[1])

    class Inner(BaseSettings):
        model_config = SettingsConfigDict(env_prefix="INNER_", env_file=".env")
        filed: str = "filed"
        placed: str = "placed"
        given: int = 1

    class Holder(BaseModel):
        inner: Inner = Inner()

    class Demanding(BaseSettings):
        needed: str

    class Outer(BaseSettings):
        model_config = SettingsConfigDict(env_nested_delimiter="__", extra="ignore")
        made: Inner = Field(default_factory=Inner)
        shared: Inner = Inner(given=2)
        holder: Holder = Holder()
        demanding: Demanding = Demanding(needed="x")

    catalogue = read(Outer)
    assert_hidden(to_json(catalogue), CANARIES)
    told = {variable.name: variable.defaults["default"] for variable in catalogue.variables}
    assert (told["MADE__FILED"], told["SHARED__GIVEN"], told["INNER_GIVEN"]) == ("filed", "2", "1")
    assert told["HOLDER__INNER__PLACED"] == "placed"


def test_documents_of_any_characters_stand_in_the_example_file(tmp_path: Path) -> None:
    """Quotes, backslashes and references in a JSON default are written so that every reader reads the same."""

    class Odd(BaseSettings):
        words: list[str] = ["it's", "back\\slash", "${HOME}", 'a "quote"', "two\nlines"]

    example = render(read(Odd), "env-example").replace("#WORDS=", "WORDS=")
    (tmp_path / ".env").write_text(example, encoding="utf-8")
    assert "\nWORDS=" in example
    assert Odd(_env_file=tmp_path / ".env") == Odd()
