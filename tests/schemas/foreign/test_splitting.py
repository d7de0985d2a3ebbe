"""Lists that a class splits itself: what is between the items is asked of the class, and each item is judged."""

import json
from ipaddress import IPv4Address
from typing import Annotated, Any, Literal

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # as the library is
from pydantic import BeforeValidator, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from estuary_docs.renderers import render
from estuary_docs.schemas.foreign import read
from estuary_docs.validation.tables import validator
from tests.schemas.foreign.test_fitting import _takes


def at_commas(value: Any) -> Any:
    """Split at each comma."""
    return value.split(",") if isinstance(value, str) else value


def counted(value: Any) -> Any:
    """Split at each comma, and count."""
    return [int(part) for part in value.split(",")] if isinstance(value, str) else value


def tidy(value: Any) -> Any:
    """Split at each semicolon, and drop what is empty."""
    return [part.strip() for part in value.split(";") if part.strip()] if isinstance(value, str) else value


def everything(value: Any) -> Any:
    """Take a word for a list."""
    return [1, 2] if value == "all" else at_commas(value)


def reversed_text(value: Any) -> Any:
    """Take any text for a list."""
    return [len(value)] if isinstance(value, str) else value


TYPES: dict[str, Any] = {
    "whole": Annotated[list[int], NoDecode, BeforeValidator(at_commas)],
    "counted": Annotated[list[int], NoDecode, BeforeValidator(counted)],
    "maybe": Annotated[set[int] | None, NoDecode, BeforeValidator(tidy)],
    "real": Annotated[tuple[float, ...], NoDecode, BeforeValidator(tidy)],
    "words": Annotated[list[Literal["red", "blue"]], NoDecode, BeforeValidator(tidy)],
    "addresses": Annotated[list[IPv4Address], NoDecode, BeforeValidator(at_commas)],
    "names": Annotated[list[str], NoDecode, BeforeValidator(at_commas)],
    "everything": Annotated[list[int], NoDecode, BeforeValidator(everything)],
    "any": Annotated[list[int], NoDecode, BeforeValidator(reversed_text)],
}
TEXTS = (
    *(
        "7",
        "7,8",
        "7, 8",
        " 7 ,8",
        "7,,8",
        "7,",
        ",",
        ";",
        " ",
        "7;8",
        "7; ;8",
        "7.5",
        "7.0",
        "7.5;8",
        "1_0,2",
        "+3,-4",
        "x",
        "7,x",
    ),
    *(
        "\N{FULLWIDTH DIGIT THREE},4",
        "[7, 8]",
        "red",
        "red;blue",
        "red; ;BLUE",
        "green",
        "all",
        "ALL",
        "inf;nan",
        "1e3",
    ),
    *("10.0.0.1", "10.0.0.1,10.0.0.2", "10.0.0.1,10.0.0.256", "null", "7|8", "\u2003" * 9, "0x7", "7\n,8"),
)
# Whether code or pydantic reads the digits of an item is not told.
WIDER = {
    "whole": {"\N{FULLWIDTH DIGIT THREE},4"},
    "counted": {"7.0"},
    "everything": {"\N{FULLWIDTH DIGIT THREE},4"},
}


def _class_of(name: str) -> type[BaseSettings]:
    return type("One", (BaseSettings,), {"__annotations__": {name: TYPES[name]}, "__module__": __name__})


@pytest.mark.parametrize("name", TYPES)
def test_a_list_is_judged_by_its_items(name: str) -> None:
    """No text is refused that the class takes, and hardly any taken that it refuses."""
    settings = _class_of(name)
    taken = {text for text in TEXTS if _takes(settings, name, text)}
    catalogue = read(settings)
    judge = validator(catalogue)
    passing = {text for text in TEXTS if not any(p.severity == "error" for p in judge.check({name.upper(): text}))}
    assert passing - taken == WIDER.get(name, set())
    assert taken <= passing
    schema = Draft202012Validator(json.loads(render(catalogue, "json-schema")))
    assert {text for text in taken if not schema.is_valid({name.upper(): text})} <= {"7\n,8"}


def test_a_list_that_the_class_splits_is_called_one() -> None:
    """The page and the example say what is between the items, where the class takes text for it."""

    class Split(BaseSettings):
        """Splits by a method."""

        model_config = SettingsConfigDict(enable_decoding=False)
        ports: list[int] = [1, 2]

        @field_validator("ports", mode="before")
        @classmethod
        def split(cls, value: Any) -> Any:
            """Split."""
            return counted(value)

    catalogue = read(Split)
    shown = render(catalogue, "env-example")
    assert "# PORTS: a list with , between its items.\n" in shown
    assert "#PORTS=1,2\n" in shown
    assert "No text sets it" not in shown
    assert not any("no text is" in line for line in catalogue.reservations)


@pytest.mark.parametrize(("split", "text"), [(at_commas, "a,b"), (tidy, "a;b")])
def test_the_default_of_a_list_is_written_with_its_delimiter(split: Any, text: str) -> None:
    """It loads back to the same list."""
    annotation = Annotated[list[str], NoDecode, BeforeValidator(split)]
    body = {"__annotations__": {"names": annotation}, "__module__": __name__, "names": ["a", "b"]}
    (names,) = read(type("Named", (BaseSettings,), body)).variables
    assert names.defaults == {"default": text}
