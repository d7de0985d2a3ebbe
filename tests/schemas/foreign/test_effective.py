"""A default that a line shows is what the class has, and setting that line alone changes nothing."""

import os
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import Base64Str, BaseModel, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from estuary_docs.catalogue.model import Variable
from estuary_docs.schemas.foreign import read
from estuary_docs.validation.tables import validator


class Store(BaseModel):
    """A part whose instance differs from its class."""

    host: str = "localhost"
    port: int = 5432
    size: int


class Shed(BaseSettings):
    """Whatever stands in the way of a written default."""

    model_config = SettingsConfigDict(env_nested_delimiter="__")

    key: SecretStr
    store: Store = Store(host="store.internal", size=3)
    wait: timedelta = timedelta(seconds=5)
    code: Base64Str = "aGVsbG8="
    plain: int = 7
    token_id: UUID = Field(default_factory=uuid4)

    @field_validator("wait", mode="before")
    @classmethod
    def seconds(cls, value: Any) -> Any:
        """Take numbers alone."""
        return float(value) if isinstance(value, str) else value


class Filled(BaseSettings):
    """Its validator fills a field."""

    host: str = "h"
    url: str | None = None

    @model_validator(mode="after")
    def fill(self) -> "Filled":
        """Make the address of the host."""
        self.url = self.url or f"http://{self.host}"
        return self


def variables(settings: type[BaseSettings]) -> dict[str, Variable]:
    """Return the variables of a class by their names."""
    return {variable.name: variable for variable in read(settings).variables}


def test_each_line_of_a_default_loads_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """With any one of them set, the class is the same as with none."""
    for name in list(os.environ):
        if name in variables(Shed):
            monkeypatch.delenv(name)
    monkeypatch.setenv("KEY", "k")
    bare = Shed().model_dump(exclude={"token_id"})
    shown = {name: variable.defaults["default"] for name, variable in variables(Shed).items()}
    shown = {name: text for name, text in shown.items() if text is not None}
    assert shown.keys() >= {"PLAIN"}
    told = variables(Shed)["STORE"].description
    assert "Where no variable of its section is set, it is `{" in told
    for name, text in shown.items():
        with monkeypatch.context() as alone:
            alone.setenv(name, str(text))
            assert Shed().model_dump(exclude={"token_id"}) == bare, name


def test_what_is_no_line_is_said() -> None:
    """A default that a line of its own would change is told in words, or is a reservation."""
    found = variables(Shed)
    assert "`5432`" in found["STORE__PORT"].description
    assert found["STORE__PORT"].defaults == {"default": None}
    said = "\n".join(read(Shed).reservations)
    for field in ("wait", "code"):
        assert f"Shed.{field}: its default has no text that loads back to it" in said


def test_what_the_class_fills_in_is_said() -> None:
    """A field that is none by its declaration and has a value in the class says so."""
    assert "the class sets it itself" in variables(Filled)["URL"].description
    assert "the class sets it itself" not in variables(Filled)["HOST"].description


class Deaf(BaseSettings):
    """It reads no environment."""

    port: int = 1

    @classmethod
    def settings_customise_sources(  # type: ignore[override]
        cls, _settings: type[BaseSettings], init_settings: PydanticBaseSettingsSource, **_others: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take what the class is built with alone."""
        return (init_settings,)


class Given(BaseSettings):
    """It is built with what its own `__init__` gives."""

    place: str

    def __init__(self, place: str = "own", **values: Any) -> None:
        super().__init__(place=place, **values)


def test_a_class_that_reads_no_environment_has_no_variables() -> None:
    """Sources that leave the environment out leave nothing to document."""
    assert variables(Deaf) == {}
    assert "has no variable: settings_customise_sources leaves its names out" in read(Deaf).reservations[-1]


def test_what_an_own_init_gives_is_not_required() -> None:
    """A class that can be built of nothing asks for nothing."""
    assert variables(Given)["PLACE"].rules == ()
    assert any("its own `__init__` may set fields itself" in line for line in read(Given).reservations)


class Relayed(BaseSettings):
    """Its code gives one address where only the other is set."""

    outer_address: str
    inner_address: str

    @model_validator(mode="before")
    @classmethod
    def same(cls, values: dict[str, str]) -> dict[str, str]:
        """Take the outer address for the inner one."""
        return {"inner_address": values.get("outer_address", ""), **values} if values else values


def test_what_code_of_the_class_gives_is_not_required() -> None:
    """A field without a default is required unless the class is built without it, and its variable says so."""
    catalogue = read(Relayed)
    told = {variable.name: variable for variable in catalogue.variables}
    assert [problem.variable for problem in validator(catalogue).check({})] == ["OUTER_ADDRESS"]
    assert validator(catalogue).check({"OUTER_ADDRESS": "quay"}) == []
    assert told["INNER_ADDRESS"].description.endswith("the class sets it itself.")
