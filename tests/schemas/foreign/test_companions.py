"""What must be set beside another variable, and what keeps a variable from being read: the verdict is the class's."""

import json
import os
from collections.abc import Iterator
from itertools import product
from typing import Annotated, Literal

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # as the library is
from pydantic import AliasChoices, AliasPath, BaseModel, Discriminator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from estuary_docs.renderers import render
from estuary_docs.schemas.foreign import read
from estuary_docs.schemas.foreign.sources import empty_environment
from estuary_docs.validation.tables import validator


class Berth(BaseModel):
    """Needs a name."""

    name: str
    depth: int = 4


class Sail(BaseModel):
    """One of two."""

    kind: Literal["sail"] = "sail"
    masts: int = 1


class Motor(BaseModel):
    """The other."""

    kind: Literal["motor"]
    power: int = 10


class Harbour(BaseSettings):
    """Sections that may be left out."""

    model_config = SettingsConfigDict(env_nested_delimiter="__", env_prefix="HB_")

    berth: Berth | None = None
    first: Berth = Berth(name="first")
    ship: Annotated[Sail | Motor, Discriminator("kind")] = Sail()
    level: int = Field(1, validation_alias=AliasChoices("HB_LEVEL", "HB_TIDE", AliasPath("HB_MARKS", 0)))


class Light(BaseSettings):
    """Settings with a name of their own."""

    model_config = SettingsConfigDict(env_prefix="LIGHT_")

    range: int = 9
    colour: str = "red"


class Coast(BaseSettings):
    """Builds the others."""

    model_config = SettingsConfigDict(env_nested_delimiter="__", env_prefix="COAST_")

    light: Light = Field(default_factory=Light)


class Fixed(BaseSettings):
    """Its own code sets a field."""

    size: int = 1
    name: str

    def __init__(self, size: int = 5, name: str = "n") -> None:
        """Take what is given, whatever the environment says."""
        super().__init__(size=size, name=name)


VALUES = {
    Harbour: {
        "HB_BERTH__NAME": ("zz",),
        "HB_BERTH__DEPTH": ("7",),
        "HB_BERTH": ('{"name": "n"}',),
        "HB_FIRST__DEPTH": ("7",),
        "HB_FIRST__NAME": ("zz",),
        "HB_SHIP__MASTS": ("2",),
        "HB_SHIP__KIND": ("sail", "tug"),
    },
    Coast: {"COAST_LIGHT__RANGE": ("3",), "LIGHT_RANGE": ("3", "zz"), "LIGHT_COLOUR": ("blue",)},
    Fixed: {"SIZE": ("2", "zz"), "NAME": ("zz",)},
}
ALIASES = {"HB_LEVEL": ("2", "zz"), "HB_TIDE": ("3", "zz"), "HB_MARKS": ("[4]", "zz")}


def _environments(values: dict[str, tuple[str, ...]]) -> Iterator[dict[str, str]]:
    for texts in product(*((None, *texts) for texts in values.values())):
        yield {name: text for name, text in zip(values, texts, strict=True) if text is not None}


def _takes(settings: type[BaseSettings], environ: dict[str, str]) -> bool:
    with empty_environment():
        os.environ.update(environ)
        try:
            settings()
        except (ValueError, SettingsError):
            return False
    return True


@pytest.mark.parametrize(
    ("settings", "values"), [*VALUES.items(), (Harbour, ALIASES)], ids=["harbour", "coast", "fixed", "aliases"]
)
def test_the_verdict_is_that_of_the_class(settings: type[BaseSettings], values: dict[str, tuple[str, ...]]) -> None:
    """In every combination of a few values, the validator and JSON Schema refuse what the class refuses."""
    judge = validator(read(settings))
    schema = Draft202012Validator(json.loads(render(read(settings), "json-schema")))
    for environ in _environments(values):
        accepted = _takes(settings, environ)
        found = not any(problem.severity == "error" for problem in judge.check(environ))
        assert (found, schema.is_valid(environ)) == (accepted, accepted), environ


def test_what_must_be_set_is_said_where_it_is_missing() -> None:
    """The problem names the variable that is missing, and the one that asks for it."""
    problems = validator(read(Harbour)).check({"HB_BERTH__DEPTH": "7"})
    assert [(problem.variable, problem.rule) for problem in problems] == [("HB_BERTH__NAME", "missing")]
    assert "`HB_BERTH__DEPTH`" in problems[0].message


def test_what_holds_only_alone_is_no_default() -> None:
    """The parts of a default that vanish once another is set are told in a sentence."""
    found = {variable.name: variable for variable in read(Harbour).variables}
    assert found["HB_FIRST__NAME"].defaults == {"default": None}
    assert found["HB_FIRST__NAME"].description.endswith("Where no variable of its section is set, it is `first`.")
