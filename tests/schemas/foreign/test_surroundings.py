"""What a class takes from where it stands: this machine's folders, sources of its own, and the classes above it."""

import socket
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, Literal

import pytest
from pydantic import AliasChoices, AliasPath, BaseModel, BeforeValidator, Field, model_validator
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from estuary_docs.catalogue.model import Variable
from estuary_docs.schemas.foreign import machine, read
from estuary_docs.vocabulary.kinds import Described, fault

TODAY = datetime.now(UTC).astimezone().date().isoformat()
HERE = sys.modules[__name__]


@pytest.fixture(autouse=True)
def imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep this module among those that are imported: a site that is built in the same process imports anew."""
    monkeypatch.setitem(sys.modules, __name__, HERE)


def variables(*classes: type[BaseSettings]) -> dict[str, Variable]:
    """Return the variables of classes, by name."""
    return {variable.name: variable for variable in read(*classes).variables}


class Cache(BaseModel):
    """Where copies are kept."""

    folder: str = f"{Path.home()}/cache"
    size: int = 5


class Placed(BaseSettings):
    """Settings with defaults that are made of this machine."""

    home: Path = Path.home() / ".shop"
    database: str = Field(default_factory=lambda: f"sqlite:///{Path.cwd()}/shop.db")
    python: str = f"{sys.prefix}/bin/tool"
    package: Path = Path(__file__).parent / "data"
    worker: str = f"worker@{socket.gethostname()}"
    since: str = TODAY
    cache: Cache = Cache()
    spelled: str = "/srv/shop"
    tilde: str = "~/shop"


@pytest.mark.parametrize("name", ["HOME", "DATABASE", "PYTHON", "PACKAGE", "WORKER", "SINCE", "CACHE"])
def test_a_default_of_this_machine_is_listed_and_not_shown(name: str) -> None:
    """What a default says of the machine that reads the class holds nowhere else."""
    assert variables(Placed)[name].defaults == {"default": None}
    assert any(
        line.endswith(f"Placed.{name.lower()}: its default names a folder, the host or the day of whoever reads it")
        for line in read(Placed).reservations
    )


def test_what_the_source_spells_is_no_default_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A container's folder is often both: where the class is read, and what its author wrote."""
    monkeypatch.setattr(Path, "cwd", lambda: Path("/srv/shop"))
    assert not machine.is_of_machine("/srv/shop/uploads", [Placed])
    assert machine.is_of_machine("/srv/shop/uploads", [int])
    assert not machine.is_of_machine("/srv/shop-window", [int])
    assert variables(Placed)["TILDE"].defaults == {"default": "~/shop"}


def test_a_machine_without_a_home_or_a_name_is_read_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where no home is known, where the host is called as every host is, and where a source is gone, nothing fails."""

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.setattr(socket, "gethostname", lambda: "localhost")
    module = ModuleType("gone")
    module.__file__ = str(tmp_path / "gone.py")
    monkeypatch.setitem(sys.modules, "gone", module)
    gone = type("Gone", (), {"__module__": "gone"})
    assert not machine.is_of_machine("http://localhost:3000", [gone])
    assert machine.is_of_machine(f"{tmp_path}/data", [gone])


def split(text: object, separator: str) -> object:
    """Take a text apart."""
    return text.split(separator) if isinstance(text, str) else text


class Splitter:
    """Takes a text apart as well."""

    def __call__(self, text: object) -> object:
        """Take a text apart at commas."""
        return split(text, ",")


class Filtered(EnvSettingsSource):
    """Reads what begins with the prefix of the shop."""

    def __call__(self) -> dict[str, Any]:
        """Return what is read."""
        if "shop_broken" in self.env_vars:
            raise ValueError
        self.env_vars = {name: text for name, text in self.env_vars.items() if name.startswith("shop_")}
        return super().__call__()


class Base(BaseSettings):
    """What all settings of a shop share."""

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], *_: PydanticBaseSettingsSource, **__: PydanticBaseSettingsSource
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read what is filtered."""
        return (Filtered(settings_cls),)

    @model_validator(mode="after")
    def agree(self) -> "Base":
        """Agree."""
        return self


class Lamp(Base):
    """How the lamp is lit."""

    lit: bool = Field(default=False, validation_alias=AliasChoices(AliasPath("lit"), "shop_lamp_lit"))
    limits: list[int] = Field([], validation_alias="shop_limits")
    hidden: int = 3
    broken: int = Field(4, validation_alias="shop_broken")


class Till(Base):
    """How the till is opened."""

    model_config = SettingsConfigDict(env_prefix="SHOP_TILL_")

    drawers: int = 1


def test_a_name_that_a_source_of_the_class_leaves_out_is_none() -> None:
    """The documented names are those that the class reads with the sources it chooses."""
    assert set(variables(Lamp, Till)) == {"SHOP_LAMP_LIT", "SHOP_LIMITS", "SHOP_BROKEN", "SHOP_TILL_DRAWERS"}


def test_what_classes_inherit_is_listed_once() -> None:
    """Sources and validators are listed where they are declared, not in each class below."""
    assert [line.partition("surroundings.")[2] for line in read(Lamp, Till).reservations] == [
        "Base: settings_customise_sources may read more than the environment, or read it otherwise",
        "Base: the validator `agree` has a rule over several settings",
        "Lamp.hidden: has no variable: settings_customise_sources leaves its names out",
        "Lamp.broken: its default has no text that loads back to it; it holds where nothing is set",
    ]


class Exits(BaseSettings):
    """Chooses sources that end the program."""

    lamp: str = "off"

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], *_: PydanticBaseSettingsSource, **__: PydanticBaseSettingsSource
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """End."""
        del settings_cls
        raise SystemExit(1)


class Named(BaseSettings):
    """Validators of every form."""

    model_config = SettingsConfigDict(env_parse_none_str="")

    parted: Annotated[list[str], BeforeValidator(partial(split, separator=","))] = []
    called: Annotated[list[str], BeforeValidator(Splitter())] = []
    mode: Literal["day", "night"] | None = None


class Comma(EnvSettingsSource):
    """Reads lists apart at their commas."""

    def prepare_field_value(self, field_name: str, field: Any, value: Any, value_is_complex: bool) -> Any:  # noqa: FBT001
        """Return a value, or the items of a list."""
        if field_name == "none" and isinstance(value, str):
            return value.split(",")
        return super().prepare_field_value(field_name, field, value, value_is_complex)


class Listing(BaseSettings):
    """Settings that are read by a source of their own."""

    none: list[str] = []
    name: str = "shop"

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], *_: PydanticBaseSettingsSource, **__: PydanticBaseSettingsSource
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read with commas."""
        return (Comma(settings_cls),)


def test_a_default_is_loaded_back_by_the_source_of_the_class() -> None:
    """A text that the class reads otherwise is not shown as the default."""
    assert variables(Listing)["NAME"].defaults == {"default": "shop"}
    assert variables(Listing)["NONE"].defaults == {"default": None}
    assert any("Listing.none: its default has no text" in line for line in read(Listing).reservations)


def test_sources_that_end_the_program_leave_every_name() -> None:
    """What cannot be asked is taken to read what pydantic-settings reads."""
    assert set(variables(Exits)) == {"LAMP"}


def test_a_validator_is_listed_by_its_name() -> None:
    """No reservation holds the address of an object."""
    assert [line.rpartition("Named.")[2] for line in read(Named).reservations] == [
        "parted: the validator `split` decides what it accepts",
        "called: the validator `Splitter` decides what it accepts",
    ]


def test_an_empty_text_may_stand_for_none() -> None:
    """Where the class says so, the choice takes an empty text too."""
    kind = variables(Named)["MODE"].kind
    assert isinstance(kind, Described)
    assert kind.form == "one of `day` or `night`, or an empty text for none"
    assert [fault(kind, text) for text in ("", "day", "dusk")] == [None, None, "malformed"]
