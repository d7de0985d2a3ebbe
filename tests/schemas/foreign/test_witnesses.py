"""A form that code of the class might widen holds where the class, asked by witness texts, refuses what it refuses."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, BeforeValidator, Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from estuary_docs.catalogue.model import Variable
from estuary_docs.schemas.foreign import read
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary.kinds import Choice, Described, Json, Number, Switch, fault

WIDE: dict[str, Callable[[str], object]] = {
    "word": lambda text: 7 if text == "harvest-moon" else text,
    "suffix": lambda text: text.removesuffix("px"),
    "prefix": lambda text: text.removeprefix("no."),
    "inner": lambda text: {"few": 3, "many": 30}.get(text, text),
}


class Inner(BaseModel):
    """A part with a validator of its own."""

    depth: int = 1

    @model_validator(mode="before")
    @classmethod
    def nothing(cls, values: Any) -> Any:
        """Change nothing."""
        return values


class Plain(BaseSettings):
    """Its validator runs first and changes nothing."""

    model_config = SettingsConfigDict(env_nested_delimiter="__")

    count: int = 1
    password_required: bool = False
    token_limit: float = Field(0.5, validation_alias="TOKENS")
    mode: Literal["slow", "fast"] = "slow"
    ports: list[int] = []
    inner: Inner = Inner()
    needed: int

    @model_validator(mode="before")
    @classmethod
    def nothing(cls, values: Any) -> Any:
        """Change nothing."""
        return values


def variables(settings: type[BaseSettings]) -> dict[str, Variable]:
    """Return the variables of a class by their names."""
    return {variable.name: variable for variable in read(settings).variables}


def test_a_validator_that_changes_nothing_takes_no_check_away() -> None:
    """Each form of the class holds, and no number or flag is a secret for its name."""
    found = variables(Plain)
    kinds = {name: type(variable.kind) for name, variable in found.items()}
    assert kinds == {
        "COUNT": Number,
        "PASSWORD_REQUIRED": Switch,
        "TOKENS": Number,
        "MODE": Choice,
        "PORTS": Json,
        "INNER": Json,
        "INNER__DEPTH": Number,
        "NEEDED": Number,
    } | {"INNER": Described}
    assert not any(variable.secret for variable in found.values())
    judge = validator(read(Plain))
    told = judge.check({"COUNT": "zz", "MODE": "zz", "PORTS": "{}", "INNER__DEPTH": "zz", "NEEDED": "1"})
    assert [problem.variable for problem in told] == ["COUNT", "MODE", "PORTS", "INNER__DEPTH"]


@pytest.mark.parametrize("name", WIDE)
@pytest.mark.parametrize("mode", ["before", "wrap", "annotated", "model"])
def test_a_form_that_code_widens_refuses_nothing(name: str, mode: str) -> None:
    """What a validator looks for, as a word of its own, a beginning or an end, is taken."""
    widen = WIDE[name]

    def first(_cls: type, value: Any) -> Any:
        return widen(value) if isinstance(value, str) else value

    def whole(_cls: type, values: dict[str, Any]) -> dict[str, Any]:
        return {key: widen(text) for key, text in values.items()}

    def wrap(_cls: type, value: Any, handler: Callable[[Any], Any]) -> Any:
        return handler(widen(value))

    body: dict[str, Any] = {"__annotations__": {"size": int}, "size": 1, "__module__": __name__}
    if mode == "annotated":
        body["__annotations__"] = {"size": Annotated[int, BeforeValidator(lambda value: first(BaseSettings, value))]}
    elif mode == "model":
        body["first"] = model_validator(mode="before")(classmethod(whole))  # type: ignore[arg-type]
    else:
        body["first"] = field_validator("size", mode=mode)(classmethod(wrap if mode == "wrap" else first))  # type: ignore[call-overload]
    settings = type("Sized", (BaseSettings,), body)
    assert isinstance(variables(settings)["SIZE"].kind, Described)


def test_a_class_that_answers_nothing_is_judged_in_nothing() -> None:
    """Where the class's own code fails before its types are asked, no form holds."""

    class Failing(BaseSettings):
        """Its code cannot be asked."""

        size: int = 1

        @model_validator(mode="before")
        @classmethod
        def first(cls, values: Any) -> Any:
            """Fail for any value."""
            return json.loads(values["size"]["deep"])

    assert isinstance(variables(Failing)["SIZE"].kind, Described)


def _of_milliseconds(value: object) -> object:
    """Take a number for milliseconds."""
    return timedelta(milliseconds=float(value)) if isinstance(value, str) and value.isdecimal() else value


class Timed(BaseSettings):
    """Has code in its annotations."""

    wait: Annotated[timedelta, BeforeValidator(_of_milliseconds)] = timedelta(seconds=1)
    level: Annotated[int, BeforeValidator(lambda value: value)] = 1


def test_code_in_an_annotation_is_asked_too() -> None:
    """A form holds beside a validator in an annotation; where that takes numbers, they are taken beside the form."""
    found = variables(Timed)
    assert found["LEVEL"].kind == Number(whole=True)
    wait = found["WAIT"].kind
    assert isinstance(wait, Described)
    assert wait.form.endswith(", or a number")
    assert [fault(wait, text) for text in ("1500", "PT1S", "soon")] == [None, None, "malformed"]
