"""Whatever stands in a class of pydantic-settings, it is read, rendered, and said where it cannot be said."""

import dataclasses
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from ipaddress import IPv4Network
from pathlib import Path
from re import Pattern
from typing import Annotated, Any, Generic, Literal, TypeVar
from zoneinfo import ZoneInfo

import pytest
from annotated_types import Interval
from pydantic import (
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    EmailStr,
    Field,
    FilePath,
    ImportString,
    Json,
    Secret,
    SecretBytes,
    SecretStr,
    StringConstraints,
    field_serializer,
    field_validator,
    model_validator,
)
from pydantic.dataclasses import dataclass as pydantic_dataclass
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from typing_extensions import TypeAliasType, TypedDict

from estuary_docs.catalogue.model import Variable
from estuary_docs.cli.explanation import explain
from estuary_docs.renderers import RENDERERS, render
from estuary_docs.schemas.foreign import defaults, read
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary.checks import Present
from estuary_docs.vocabulary.kinds import Choice, Described, Kind, Number
from estuary_docs.vocabulary.kinds import Json as JsonKind
from estuary_docs.vocabulary.rules import IsSet, Must, Unset
from tests.test_leaks import assert_hidden

T = TypeVar("T")
L = TypeVar("L")
Listed = TypeAliasType("Listed", list[L], type_params=(L,))
CANARIES = [f"oddity{number:02}hidden" for number in range(10)]


class Opaque:
    """Something that no text stands for."""

    def __eq__(self, other: object) -> bool:
        """Refuse to be compared."""
        raise TypeError

    __hash__ = None  # type: ignore[assignment]  # nor hashed


class Colour(Enum):
    """A colour, by number."""

    RED = 1
    BLUE = 2


class Loose(Enum):
    """A choice that takes what is near."""

    NEAR = "near"

    @classmethod
    def _missing_(cls, value: object) -> "Loose":
        del value
        return cls.NEAR


class Quoted(Enum):
    """A choice with a mark that no message shows."""

    MARK = "a`b"
    OTHER = "c"


@dataclasses.dataclass
class Plain:
    """A dataclass."""

    left: int = 1
    listed: list[int] = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Lost:
    """A dataclass whose annotations nobody finds."""

    left: "Nowhere" = 1  # type: ignore[name-defined]  # noqa: F821 - that is the point


@dataclasses.dataclass
class NoDocstring:  # noqa: D101 - that is the point
    password: str = CANARIES[0]


@pydantic_dataclass
class Checked:
    """A dataclass of pydantic."""

    left: Annotated[list[int], NoDecode] = dataclasses.field(default_factory=lambda: [1])


class Typed(TypedDict, total=False):
    """A typed dictionary."""

    token: str


class Node(BaseModel):
    """A node that holds nodes."""

    name: str = "n"
    child: "Node | None" = None


class Generic1(BaseModel, Generic[T]):
    """A box."""

    content: T | None = None
    secret: SecretStr = SecretStr(CANARIES[1])


class Cat(BaseModel):
    """A cat."""

    size: int = 1


class Dog(BaseModel):
    """A dog."""

    size: Literal["large"] = "large"


class Serialised(BaseModel):
    """A model that cannot be written."""

    value: int = 1

    @field_serializer("value")
    def fail(self, _: int) -> int:
        """Fail."""
        raise ValueError


class Odd(BaseSettings):
    """A class with everything."""

    model_config = SettingsConfigDict(arbitrary_types_allowed=True, extra="allow", env_nested_delimiter="__")

    opaque: Opaque = Field(default_factory=Opaque)
    colour: Colour = Colour.RED
    loose: Loose = Loose.NEAR
    quoted: Quoted = Quoted.OTHER
    numbered: Literal[1, 2] = 1
    plain: Plain = Plain()
    undocumented: NoDocstring = NoDocstring()
    checked: Checked = Checked()
    typed: Typed = {"token": CANARIES[2]}
    node: Node = Node()
    box: Generic1[int] = Generic1[int]()
    pet: Cat | Dog = Cat()
    listed: Listed[int] = [1]
    limited: Annotated[int | None, Field(ge=1), Interval(lt=9)] = None
    price: Decimal = Field(Decimal(1), gt=Decimal("0.5"), multiple_of=0.5)
    code: Annotated[str, StringConstraints(pattern="^a+$", max_length=5)] = "aa"
    document: Json[Any] = "{}"
    anything: Any = None
    zone: ZoneInfo = ZoneInfo("UTC")
    call: Callable[..., int] = len
    imported: ImportString[Any] = "math.pi"
    network: IPv4Network = IPv4Network("10.0.0.0/8")
    pattern: Pattern[str] = "a+"  # type: ignore[assignment]  # pydantic compiles it
    part: Fraction = Fraction(1, 2)
    day: date = date(2020, 1, 1)
    noon: time = time(12)
    secret_number: Secret[int] = Secret(424242424242)
    in_bytes: SecretBytes = SecretBytes(CANARIES[3].encode())
    several: int | Literal["auto"] = "auto"
    lines: str = "one\ntwo"
    infinite: float = float("inf")
    file: FilePath = Path("/no/such/file")
    serialised: Serialised = Serialised()
    before: Annotated[int, BeforeValidator(len)] = 3
    after_another: str = Field(default_factory=lambda data: data["code"])
    lacking: str = Field(default_factory=lambda: str(1 // 0))
    apart: Annotated[list[list[int]], NoDecode] = [[1]]
    fails: Annotated[list[str], NoDecode] = ["a"]

    @field_validator("fails", mode="before")
    @classmethod
    def fail(cls, value: object) -> object:
        """Take no text."""
        return value if isinstance(value, list) else 1 // 0

    @model_validator(mode="before")
    @classmethod
    def rename(cls, values: Any) -> Any:
        """Do anything."""
        return values


class Named(BaseSettings):
    """Names that collide, and that no shell can set."""

    model_config = SettingsConfigDict(title="Odd")
    dotted: int = Field(1, alias="a.b")
    first: int = Field(1, validation_alias="SHARED")
    second: str = Field(CANARIES[4], validation_alias=AliasChoices("SHARED", "password"))
    third: int = Field(1, validation_alias="SAME")
    fourth: int = Field(1, validation_alias=AliasChoices("SAME"), description="Another.")


class Later(BaseSettings):
    """Types that are not there."""

    model_config = SettingsConfigDict(defer_build=True)
    later: "Missing" = None  # type: ignore[name-defined]  # noqa: F821 - that is the point
    address: EmailStr = "somebody@example.com"


class Inside(BaseModel):
    """Something that needs a name."""

    name: str
    count: int = 1


class Optionals(BaseSettings):
    """Settings that may be left out whole."""

    model_config = SettingsConfigDict(env_nested_delimiter="__")
    inside: Inside | None = None
    typed: Checked | None = None
    shown: list[int] | None = Field(examples=[["x"], [1, 2]])
    open: dict[str, Inside] = {"a": Inside(name="n")}


CLASSES: tuple[type[BaseSettings], ...] = (Odd, Named, Later, Optionals)


def told(*settings: type[BaseSettings]) -> dict[str, Variable]:
    """Return the variables of classes by name."""
    return {variable.name: variable for variable in read(*settings).variables}


@pytest.mark.parametrize("settings", CLASSES)
def test_every_class_is_read_and_rendered(settings: type[BaseSettings]) -> None:
    """No construct stops a reading, and each pure format renders it without a secret."""
    catalogue = read(settings)
    formats = set(RENDERERS) - {"cloud-run", "key-vault", "github-actions", "gitlab-ci"}
    shown = "".join(render(catalogue, output_format) for output_format in sorted(formats))
    shown += "".join(explain(catalogue, variable.name) for variable in catalogue.variables)
    shown += repr(validator(catalogue).check({}))
    assert_hidden(shown, CANARIES)
    assert (
        not settings.model_fields.keys()
        - {"dotted", "first", "second", "third", "fourth"}
        - {name.lower() for name in told(settings)}
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("COLOUR", Described("one of 1, 2")),
        ("LIMITED", Described("a whole number from 1 to 8, or what the service takes")),
        ("CALL", Described("text")),
        ("DOCUMENT", Described("a JSON value, or what the service takes")),
        ("SEVERAL", Described("a whole number, or `auto`, or what the service takes")),
        ("PART", Described("a complex number or a fraction")),
    ],
)
def test_what_a_class_may_change_is_described_and_not_refused(name: str, kind: Kind) -> None:
    """Where a validator sees the values first, a form is told, and every text passes."""
    assert told(Odd)[name].kind in (kind, Described(kind.form.replace(", or what the service takes", "")))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "reason",
    [
        "Odd.opaque: its default is made anew each time",
        "Odd.lacking: its default is made anew each time, or by a function that needs more",
        "Odd.opaque: its type Opaque has no written form that is known",
        "Odd.colour: pydantic takes no text for any of its choices",
        "Odd.numbered: its default has no text that loads back to it",
        "Odd.quoted: a choice holds a character that no message shows",
        "Odd.plain.listed: has no variable of its own; set it in PLAIN as JSON",
        "Odd.node.child: holds its own class, so that names below NODE__CHILD have no end",
        "Odd.fails: its default has no text that loads back to it",
        "Odd: the validator `rename` has a rule over several settings",
        "Odd: takes further variables of any name from its env file",
        "Odd.before: the validator `len` decides what it accepts",
        "A.B: is no name that every shell and platform can set",
        "SHARED: is read by several fields whose defaults differ; the first is shown",
        "Later.later: its type is not defined where its class is",
        "Optionals.open: each of its keys may be a variable OPEN__<KEY>",
    ],
)
def test_each_thing_that_cannot_be_said_has_its_reason(reason: str) -> None:
    """What the catalogue leaves out is listed, with the field and why."""
    assert any(reason in line for line in read(*CLASSES).reservations)


def test_variables_of_one_name_are_one() -> None:
    """Two fields that read one variable share its place; if one is secret, it is."""
    found = told(Named)
    assert found["SHARED"].secret
    assert found["SHARED"].defaults == {"default": None}
    assert "`first`" in found["SHARED"].description
    assert "`second`" in found["SHARED"].description
    assert found["SAME"].defaults == {"default": "1"}
    assert [section.title for section in read(Odd, Named).sections].count("Odd 2") == 1


def test_what_is_needed_with_others_says_so() -> None:
    """A field inside a section that may be left out is required only with it."""
    found = told(Optionals)
    assert found["INSIDE__NAME"].rules == (Must(Present(), (IsSet("INSIDE__COUNT"), Unset("INSIDE"))),)
    assert found["INSIDE__COUNT"].rules == ()
    assert found["INSIDE__COUNT"].example == "1"
    assert found["SHOWN"].example == "[1, 2]"


def test_limits_that_no_kind_holds_are_sentences() -> None:
    """Lengths, patterns, multiples and open bounds are told."""
    found = told(Odd)
    assert found["CODE"].description.endswith("At most 5 long. Matches `^a+$`.")
    assert "More than 0.5." in found["PRICE"].description
    assert found["AFTER_ANOTHER"].defaults == {"default": "aa"}


def test_a_made_up_docstring_introduces_nothing() -> None:
    """The docstring that a dataclass gets of itself repeats its defaults, and is not shown."""
    titles = {section.title: section.description for section in read(Odd).sections}
    assert titles["Undocumented"] == ""


class Inner(BaseSettings, Generic[T]):
    """Types inside types."""

    model_config = SettingsConfigDict(env_nested_delimiter="__")
    open: T | None = None
    least: Annotated[int, Field(ge=1), Interval(lt=9)] | None = None
    given: Inside = {"name": "n"}  # type: ignore[assignment]  # pydantic makes it one
    switch: bool
    dotted: int = Field(1, alias="a.b")


class SameAgain(Inner[int]):
    """The same fields again."""


def test_types_inside_types_are_read() -> None:
    """Bounds inside a union, type variables, and defaults given as mappings are read."""
    found = told(Inner, SameAgain)
    assert found["LEAST"].kind == Number(whole=True, minimum=1, maximum=8)
    assert "Where no variable of its section is set, it is `n`." in found["GIVEN__NAME"].description
    assert found["SWITCH"].example == "false"
    assert len([line for line in read(Inner, SameAgain).reservations if line.startswith("A.B:")]) == 1


class Unions(BaseSettings):
    """One place, several kinds."""

    model_config = SettingsConfigDict(env_nested_delimiter="__")
    pet: Cat | Dog = Cat()


def test_a_place_in_several_classes_takes_what_each_takes() -> None:
    """A field of two classes of a union is of either kind."""
    form = ("either", ("whole", None, None, None), ("one", ("large",), False))
    assert told(Unions)["PET__SIZE"].kind == Described("a whole number, or `large`", form)
    assert isinstance(told(Unions)["PET"].kind, JsonKind)


def test_a_class_without_validators_keeps_strict_kinds() -> None:
    """Numbers with open bounds, and choices, are judged."""

    class Strict(BaseSettings):
        model_config = ConfigDict(title="Strict\n")  # type: ignore[assignment]  # a title that no line shows
        small: Annotated[int, Field(gt=0.5, lt=9.5)] = 1
        seconds: Annotated[float, Field(gt=0, le=9)] = 1
        share: Annotated[float, Field(ge=0, gt=0, lt=1, le=1)] = 0.5
        lost: Lost = Field(default_factory=Lost)
        word: Literal["", "a"] = "a"

    found = told(Strict)
    assert found["SMALL"].kind == Number(whole=True, minimum=1, maximum=9)
    assert found["SECONDS"].kind == Number(whole=False, minimum=0, maximum=9, above=True)
    assert found["SHARE"].kind == Number(whole=False, minimum=0, maximum=1, above=True, below=True)
    assert found["WORD"].kind == Choice(("a",))
    assert read(Strict).title == "Strict"


def test_nothing_is_made_of_what_cannot_be_compared_or_written() -> None:
    """A comparison, a serializer or a validator that raises leads to no default, and to no accident."""
    field = Odd.model_fields["serialised"]
    assert defaults.written(Serialised(), field, lambda text: text, as_json=True, none_word=None) is None
    opaque = Odd.model_fields["opaque"]
    assert defaults.written(Opaque(), opaque, lambda _: Opaque(), as_json=False, none_word=None) is None


class Ambiguous(BaseSettings):
    """Fields of two types, each of which takes the text of the other's value."""

    level: bool | int = 1
    levels: bool | int = 2
    switch: int | bool = True


def test_a_number_is_no_default_of_a_field_that_reads_a_switch_from_its_text() -> None:
    """`1` is read back as True where a switch comes first, so no text is shown; what comes back as it is, is shown."""
    found = {variable.name: variable.defaults["default"] for variable in read(Ambiguous).variables}
    assert found == {"LEVEL": None, "LEVELS": "2", "SWITCH": "true"}
    assert Ambiguous.model_validate_strings({"level": "1"}).level is True


@pytest.mark.parametrize(("depth", "shown"), [(8, True), (40, False)])
def test_a_default_too_deep_to_look_through_is_not_shown(depth: int, *, shown: bool) -> None:
    """What is shown was looked at: a default nested deeper than anyone writes one counts as a secret."""
    default: list[Any] = ["harmless"]
    for _ in range(depth):
        default = [default]

    class Nested(BaseSettings):
        """Settings."""

        items: list[Any] = default

    catalogue = read(Nested)
    assert [variable.secret for variable in catalogue.variables] == [not shown]
    assert any("harmless" in render(catalogue, form) for form in RENDERERS) == shown
