"""Fields that are taken out of a JSON document by a path: the validators judge the document as the class does."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import AliasChoices, AliasPath, BaseModel, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from estuary_docs.renderers import render
from estuary_docs.schemas.foreign import read
from estuary_docs.schemas.foreign.sources import empty_environment
from estuary_docs.schemas.foreign.trials import _worded
from estuary_docs.validation.tables import validator
from tests.runtimes.test_javascript import judging
from tests.schemas.foreign.test_fitting import _takes


class Closed(BaseSettings):
    """Takes no others, so that a document must hold something for it."""

    name: str = Field("n", validation_alias=AliasPath("place", "name"))
    depth: int = Field(1, validation_alias=AliasPath("place", "depth"))


class Deep(BaseSettings):
    """Has a part in a part."""

    x: int = Field(validation_alias=AliasPath("place", "name", "x"))
    y: int = Field(2, validation_alias=AliasPath("place", "depth", "y"))


class Choosing(BaseSettings):
    """Takes one of its fields from elsewhere first."""

    name: str = Field("n", validation_alias=AliasPath("place", "name"))
    depth: int = Field(1, validation_alias=AliasChoices("DEPTH", AliasPath("place", "depth")))


class Needing(BaseSettings):
    """Must have its part."""

    first: int = Field(validation_alias=AliasPath("place", 0))
    second: float | None = Field(None, validation_alias=AliasPath("place", 1, "x"))


class Open(BaseSettings):
    """Passes over what it does not know."""

    model_config = SettingsConfigDict(extra="ignore")
    name: str = Field("n", validation_alias=AliasPath("place", "name"))


class Inner(BaseModel):
    """A model in a part."""

    x: int = 1


class Lenient(BaseSettings):
    """Its own code sees the part, or the whole, first; or one of its parts may be in two places."""

    one: int = Field(1, validation_alias=AliasPath("place", "one"))
    two: int = Field(1, validation_alias=AliasChoices(AliasPath("place", "two"), AliasPath("place", "zwei")))
    inner: Inner = Field(Inner(), validation_alias=AliasPath("place", "inner"))

    @field_validator("one", mode="before")
    @classmethod
    def counted(cls, value: Any) -> Any:
        """Count what is listed."""
        return len(value) if isinstance(value, list) else value

    @model_validator(mode="before")
    @classmethod
    def without(cls, data: Any) -> Any:
        """Drop what is empty."""
        return {key: part for key, part in data.items() if part != {}}


DOCUMENTS = (
    *("{}", "[]", "7", "null", '"name"', "{", '{"name": "a"}', '{"name": 7}', '{"depth": 2}', '{"depth": "x"}'),
    *('{"NAME": "a"}', '{"name": "a", "depth": "3"}', '{"name": "a", "other": 1}', '[["name", "a"]]', "[1]", "[null]"),
    *(
        '["x"]',
        '[1, {"x": 2}]',
        '[1, {"x": "y"}]',
        '{"name": {"x": 1}}',
        '{"name": {"x": "y"}}',
        '{"name": {"x": 1}, "depth": 3}',
    ),
    *("[1, 2]", '{"one": [1, 2]}', '{"zwei": 2}', '{"inner": {"X": 1}}'),
)


def refused(settings: type[BaseSettings]) -> set[str]:
    """Return the documents that the stand-alone validator refuses."""
    judge = validator(read(settings))
    return {text for text in DOCUMENTS if any(p.severity == "error" for p in judge.check({"PLACE": text}))}


# What is at an index is not judged, but that there is something.
WIDER: dict[type[BaseSettings], set[str]] = {Needing: {"[null]", '["x"]', '[1, {"x": "y"}]', '[["name", "a"]]'}}


@pytest.mark.parametrize("settings", [Closed, Deep, Needing, Open])
def test_a_document_is_judged_as_the_class_judges_it(settings: type[BaseSettings]) -> None:
    """What is at a path has the form of its field, and something is there where it must be."""
    expected = {text for text in DOCUMENTS if not _takes(settings, "place", text)}
    assert refused(settings) == expected - WIDER.get(settings, set())


def test_no_document_is_refused_that_code_of_the_class_may_take() -> None:
    """Where a validator comes first, or a part may be elsewhere, all that is JSON passes."""
    assert refused(Lenient) == {"{"}


def test_a_part_is_not_judged_where_another_name_of_its_field_is_set() -> None:
    """The class does not read it then."""
    judge = validator(read(Choosing))
    assert judge.check({"PLACE": '{"name": "a", "depth": "x"}', "DEPTH": "3"}) == []


class Either(BaseSettings):
    """Must be in one of two documents."""

    x: int = Field(validation_alias=AliasChoices(AliasPath("place", "x"), AliasPath("other", "x")))


class Anywhere(BaseSettings):
    """Must be in a variable or in a document."""

    x: int = Field(validation_alias=AliasChoices("X", AliasPath("place", "x")))


@pytest.mark.parametrize("settings", [Either, Anywhere])
@pytest.mark.parametrize("place", [None, '{"x": 1}', "{}", '{"x": "y"}'])
@pytest.mark.parametrize("beside", [None, '{"x": 1}', "1"])
def test_one_of_the_places_of_a_field_must_be_set(
    settings: type[BaseSettings], place: str | None, beside: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first that is set counts."""
    name = "OTHER" if settings is Either else "X"
    environ = {key: text for key, text in (("PLACE", place), (name, beside)) if text is not None}
    with monkeypatch.context() as surroundings, empty_environment():
        for key, text in environ.items():
            surroundings.setenv(key, text)
        try:
            settings()
            expected = True
        except (ValidationError, SettingsError):
            expected = False
    assert (validator(read(settings)).check(environ) == []) is expected


def test_a_name_is_not_judged_where_a_document_goes_before_it() -> None:
    """The class takes the part and reads no further name."""

    class Named(BaseSettings):
        """Is also read by its own name."""

        model_config = SettingsConfigDict(populate_by_name=True)
        depth: int = Field(1, validation_alias=AliasPath("place", "depth"))

    assert _takes(Named, "depth", "3")
    judge = validator(read(Named))
    assert judge.check({"PLACE": '{"depth": 3}', "DEPTH": "x"}) == []
    assert [problem.variable for problem in judge.check({"DEPTH": "x"})] == ["DEPTH"]


def test_javascript_judges_parts_alike(tmp_path: Path) -> None:
    """The module for Node refuses the same documents."""
    catalogue = read(Closed)
    with judging(render(catalogue, "validation-mjs"), tmp_path) as node:
        found = {text for text in DOCUMENTS if node.ask("check", {"PLACE": text})}
    assert found == refused(Closed)


def test_the_form_and_the_example_tell_the_parts() -> None:
    """A document that must be set is shown by one that the class takes."""
    (place,) = read(Needing).variables
    assert place.example
    assert _takes(Needing, "place", place.example)
    shown = render(read(Needing), "env-example")
    assert "# PLACE: JSON array (0: a whole number, 1.x: a number).\n" in shown
    assert "# A JSON document that holds first.\n" in shown
    assert json.loads(next(iter(read(Closed).variables)).example or "") == {"name": "your-place"}


def test_a_document_without_a_part_is_malformed_and_no_unknown_name() -> None:
    """The class itself says that it takes no such setting."""
    (place,) = read(Closed).variables
    refusal = {"type": "extra_forbidden", "class": "a.py, line 1", "set": [], "variables": ["PLACE"]}
    assert _worded(refusal, "PLACE", place).rule == "malformed"
    assert _worded(refusal, "OTHER", None).rule == "refused"
