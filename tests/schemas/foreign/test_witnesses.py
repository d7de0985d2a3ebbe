"""A form that code of the class might widen holds where the class, asked by witness texts, refuses what it refuses."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Any, Literal

import pytest
from pydantic import (
    AmqpDsn,
    BaseModel,
    BeforeValidator,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from estuary_docs.catalogue.model import Variable
from estuary_docs.renderers import render
from estuary_docs.schemas.foreign import read
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary.kinds import Choice, Described, Json, Number, Switch, fault
from estuary_docs.wording.kinds import kind_phrase

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


def _without(*words: str) -> Callable[[object], object]:
    """Return code that takes some words for nothing."""
    return lambda value: None if isinstance(value, str) and value.lower() in words else value


def _stripped(value: object) -> object:
    """Take blanks off."""
    return value.strip() if isinstance(value, str) else value


def _in_capitals(value: object) -> object:
    """Write a text in capitals."""
    return value.upper() if isinstance(value, str) else value


def _manifest(value: Any) -> Any:
    """Take any object for a manifest; what is no object has no key to ask for."""
    return None if value is None else {"weight": value.get("weight", 0)}


class Widened(BaseSettings):
    """Its code takes a little more than its types do."""

    idle: Annotated[float | Literal["auto"] | None, BeforeValidator(_without("never", "off"))] = None
    level: Annotated[Literal["LOW", "HIGH"], BeforeValidator(_in_capitals)] = "LOW"
    route: Annotated[Literal["sea", "air"], BeforeValidator(_stripped)] = "sea"
    sealed: Annotated[bool, BeforeValidator(_stripped)] = False
    crates: Annotated[int, BeforeValidator(lambda value: int(float(value)))] = 1
    draught: Annotated[int | None, BeforeValidator(lambda value: value or None)] = None
    manifest: Annotated[dict[str, int] | None, BeforeValidator(_manifest)] = None


@pytest.mark.parametrize(
    ("name", "taken", "refused", "said"),
    [
        (
            "IDLE",
            ["never", "NEVER", "Off", "7", "auto"],
            ["always", "Auto", "'x'"],
            "a number, or `auto`, or `never`, or `off`",
        ),
        ("LEVEL", ["low", "High", "LOW"], ["zz", " LOW"], "one of `LOW` or `HIGH`, in any case"),
        ("ROUTE", [" sea", "air\n"], ["Sea", "rail"], "one of `sea` or `air`"),
        ("SEALED", [" true ", "No"], ["maybe"], "`true` or `false`"),
        ("CRATES", ["7.5", "7"], ["seven", "7,5"], "a whole number, or another number"),
        ("DRAUGHT", ["", "7"], ["deep", "7.5"], "a whole number, or an empty text"),
    ],
)
def test_code_that_takes_a_little_more_leaves_the_rest_of_a_form(
    name: str, taken: list[str], refused: list[str], said: str
) -> None:
    """Words that code looks for, other spellings and blanks are taken beside the form, and nothing else is."""
    kind = variables(Widened)[name].kind
    assert isinstance(kind, Described)
    assert kind.form == said
    assert [fault(kind, text) for text in taken] == [None] * len(taken)
    assert [fault(kind, text) for text in refused] == ["malformed"] * len(refused)
    assert not _refuses(name, *taken)
    assert _refuses(name, *refused)


def test_a_document_that_code_reads_in_its_own_way_must_still_be_of_its_kind() -> None:
    """Where the class takes objects of other contents, any object is taken, and no array, number or text."""
    kind = variables(Widened)["MANIFEST"].kind
    assert [fault(kind, text) for text in ('{"weight": 7}', '{"lead": "heavy"}', "null")] == [None] * 3
    assert [fault(kind, text) for text in ('["lead"]', "7", "0.5", "lead")] == ["malformed"] * 4


def _refuses(name: str, *texts: str) -> bool:
    """Say whether the class refuses each of some texts; that it refuses none is the contrary."""
    with pytest.MonkeyPatch.context() as patch:
        refused = set()
        for text in texts:
            patch.setenv(name, text)
            try:
                Widened()
            except ValidationError:
                refused.add(text)
    assert refused in (set(), set(texts))
    return bool(refused)


class Broken(BaseSettings):
    """Its code compares a text with a number, as it was only tried with numbers."""

    delay: Annotated[float | None, BeforeValidator(lambda value: 60 if value and value > 60 else value)] = None


def test_a_field_whose_code_fails_for_any_text_is_set_by_none() -> None:
    """Where the class ends in an error of another kind for each text, also for right ones, every text is refused."""
    catalogue = read(Broken)
    told = variables(Broken)["DELAY"]
    assert [fault(told.kind, text) for text in ("7", "0.5", "zz")] == ["malformed"] * 3
    assert told.description.endswith("No text sets it: code of the class fails for any.")
    assert any(line.endswith("Broken.delay: its code fails for any text") for line in catalogue.reservations)


# Put together when the test runs, so that no scanner finds a login here.
LOGIN = "{}:{}@queue".format("root", "kept-behind")
SPARE = "{}-of-old".format("sp4re-w0rd")


class Guarded(BaseSettings):
    """Its code takes a login and a former password, which stand in it."""

    queue: Annotated[AmqpDsn | None, BeforeValidator(lambda text: None if text == LOGIN else text)] = None
    api_password: Annotated[
        str, Field(pattern="^[0-9]+$"), BeforeValidator(lambda text: "7" if text == SPARE else text)
    ] = "7"  # noqa: S105 - of no service
    level: Annotated[Literal["low", "high"], BeforeValidator(lambda text: "low" if text == "quiet" else text)] = "low"


@pytest.mark.parametrize("output_format", ["reference", "env-example", "validation-mjs", "json-schema", "llms"])
def test_no_secret_that_stands_in_code_is_told(output_format: str) -> None:
    """A word of the code that no page may show widens the form, and is in no rendering; another one is."""
    catalogue = read(Guarded)
    text = render(catalogue, output_format)
    assert not any(part in text for part in (LOGIN, "kept-behind", SPARE))
    assert "`quiet`" in kind_phrase(variables(Guarded)["LEVEL"].kind)
    problems = validator(catalogue).check({"QUEUE": LOGIN, "API_PASSWORD": SPARE})
    assert not [problem for problem in problems if problem.rule == "malformed"]
