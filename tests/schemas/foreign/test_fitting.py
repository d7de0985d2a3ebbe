"""The forms that are read from pydantic's plans: the class takes no text that they refuse, in any runtime."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from ipaddress import IPv4Address, IPv4Interface, IPv4Network, IPv6Address
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # as the library is
from pydantic import (
    UUID4,
    AfterValidator,
    AliasChoices,
    AliasPath,
    AnyUrl,
    Base64Str,
    BaseModel,
    BeforeValidator,
    ByteSize,
    ConfigDict,
    DirectoryPath,
    Discriminator,
    Field,
    HttpUrl,
    ImportString,
    IPvAnyAddress,
    IPvAnyNetwork,
    MongoDsn,
    PostgresDsn,
    RedisDsn,
    RootModel,
    StrictBool,
    StrictInt,
    StringConstraints,
    ValidationError,
    WebsocketUrl,
    model_validator,
)
from pydantic import Json as JsonText
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError
from typing_extensions import TypedDict

from estuary_docs.renderers import render
from estuary_docs.schemas.foreign import fitting, forms, read
from estuary_docs.schemas.foreign.expressions import portable
from estuary_docs.schemas.foreign.sources import empty_environment, quiet
from estuary_docs.validation.tables import is_used, validator
from tests.runtimes.test_javascript import judging

# One worker makes what all of them need.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("fitting")]


class Shade(Enum):
    """Members whose values are of several types."""

    DARK = "dark"
    SECOND = 2


class Floor(IntEnum):
    """Numbers."""

    GROUND = 0
    FIRST = 1


class Tide(StrEnum):
    """Words."""

    EBB = "ebb"
    FLOOD = "flood"


class Quay(BaseModel):
    """Where ships lie."""

    name: str
    depth: Annotated[float, Field(gt=0)] = 4
    tags: list[Annotated[str, Field(min_length=2)]] = []


class Closed(BaseModel):
    """Takes nothing further."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, str_strip_whitespace=True)

    width: int = Field(1, alias="beam")
    height: int = Field(2, validation_alias=AliasChoices("tall", "high"))
    code: Annotated[str, Field(min_length=2)] = "ab"


class Taken(BaseModel):
    """One of its fields is taken out of something larger."""

    model_config = ConfigDict(extra="forbid")

    first: int = Field(1, validation_alias=AliasPath("list", 0))


class Tug(BaseModel):
    """One of two."""

    kind: Literal["tug"] = "tug"
    power: int = 1


class Barge(BaseModel):
    """The other."""

    kind: Literal["barge"]
    load: int = 1


class Tree(BaseModel):
    """Holds its own class."""

    height: int = 1
    child: "Tree | None" = None


class Loads(RootModel[list[int]]):
    """A list by another name."""


class Pair(NamedTuple):
    """Two by name."""

    left: int
    right: str = "r"


class Lamp(TypedDict, total=False):
    """A mapping with known keys."""

    colour: str
    blinks: int


@dataclass
class Buoy:
    """A plain dataclass."""

    number: int
    name: str = "b"


class Changed(BaseModel):
    """Its own code sees the document first."""

    size: int = 1

    @model_validator(mode="before")
    @classmethod
    def of_text(cls, value: Any) -> Any:
        """Take a bare number."""
        return {"size": value} if isinstance(value, int) else value


def _halved(value: object) -> object:
    return value[: len(value) // 2] if isinstance(value, str) and len(value) > 4 else value


def _at_commas(value: Any) -> Any:
    return value.split(",") if isinstance(value, str) else value


def _even(value: int) -> int:
    if value % 2:
        raise ValueError
    return value


TYPES: dict[str, Any] = {
    "whole": int,
    "thirds": Annotated[int, Field(multiple_of=3, gt=0)],
    "strict_whole": StrictInt,
    "strict_flag": StrictBool,
    "maybe_strict": StrictInt | None,
    "real": float,
    "finite": Annotated[float, Field(allow_inf_nan=False, lt=10)],
    "steps": Annotated[float, Field(multiple_of=0.25)],
    "exact": Decimal,
    "exact_above": Annotated[Decimal, Field(gt=Decimal("0.5"))],
    "flag": bool,
    "short": Annotated[str, StringConstraints(min_length=2, max_length=4)],
    "matched": Annotated[str, Field(pattern=r"^[a-z][\w-]+$")],
    "searched": Annotated[str, Field(pattern=r"\d")],
    "unread_pattern": Annotated[str, Field(pattern=r"^(?i:zz)|x$")],
    "stripped": Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)],
    "lowered": Annotated[str, StringConstraints(to_lower=True, pattern="^[a-z]+$")],
    "raw": bytes,
    "one_of_numbers": Literal[1, 2],
    "one_of_all": Literal["auto", 7, True] | None,
    "number_or_word": int | Literal["auto"],
    "shade": Shade,
    "floor": Floor,
    "tide": Tide,
    "floor_or_word": Floor | Literal["roof"],
    "span": timedelta,
    "span_or_number": timedelta | int,
    "moment": datetime,
    "day": date,
    "hour": time,
    "ident": UUID,
    "random_ident": UUID4,
    "amount": ByteSize,
    "address": IPvAnyAddress,
    "address_4": IPv4Address,
    "address_6": IPv6Address,
    "network": IPvAnyNetwork,
    "network_4": IPv4Network,
    "web": HttpUrl,
    "any_url": AnyUrl,
    "socket": WebsocketUrl,
    "postgres": PostgresDsn,
    "redis": RedisDsn,
    "mongo": MongoDsn,
    "pattern": re.Pattern[str],
    "folder": Path,
    "after": Annotated[int, AfterValidator(_even)],
    "before": Annotated[Annotated[str, Field(max_length=4)], BeforeValidator(_halved)],
    "numbers": list[int],
    "few": Annotated[list[int], Field(min_length=1, max_length=2)],
    "several": Annotated[set[int], Field(min_length=2)],
    "fixed": tuple[int, str],
    "sequence": Sequence[float],
    "counts": dict[str, int],
    "by_number": Mapping[int, list[str]],
    "quay": Quay,
    "maybe_quay": Quay | None,
    "closed": Closed,
    "taken": Taken,
    "vessel": Annotated[Tug | Barge, Discriminator("kind")],
    "tree": Tree,
    "loads": Loads,
    "pair": Pair,
    "lamp": Lamp,
    "buoy": Buoy,
    "changed": Changed,
    "numbers_or_text": list[int] | str,
    "number_or_list": int | list[int],
    "json_text": JsonText[list[int]],
    "spans": list[timedelta],
    "addresses": list[IPv4Address],
    "anything": Any,
    "class_of": type[int],
    "imported": ImportString,
    "imported_any": Annotated[Any, ImportString],
    "there": DirectoryPath,
    "split": Annotated[list[int], NoDecode, BeforeValidator(_at_commas)],
    "split_real": Annotated[tuple[float, ...] | None, NoDecode, BeforeValidator(_at_commas)],
}
SCALARS = (
    *(
        "0",
        "1",
        "7",
        "-1",
        "6",
        "2",
        "0.5",
        "0.75",
        "1.0",
        "1.",
        " 5 ",
        "\u00a05",
        "1_000",
        "1__0",
        "_1",
        "\N{FULLWIDTH DIGIT ONE}",
        "1e3",
    ),
    *("inf", "nan", "-0", "007", "true", "Yes", "on", "tRuE", "none", "null", "None", "auto", "roof", "dark", "DARK"),
    *("os.path", "os.path:sep", "os.zz", "os:path:sep", "/", "/zz/zy"),
    *("ebb", "EBB", "zz", "zzz", "zzzzz", " z ", "z\u00e9-1", "a-b", "Ab", "x9", "zz\nzz", "żółć", '"zz"', "9" * 30),
)
TIMES = (
    *("PT30S", "P1DT2H", "-PT1.5S", "PT", "P", "p1d", "1d 02:03", "1 day", "2 days, 03:04:05.5", "00:00:30", "0:1"),
    *(
        "2030-12-31",
        "2030-02-30",
        "2030-13-01",
        "2024-02-29",
        "2100-02-29",
        "2000-02-29",
        "2030-04-31",
        "2030-01-30",
        "2030-12-31T00:00",
        "2030-12-31 23:59:59.5Z",
        "2030-12-31T24:00",
    ),
    *("2030-12-31T04:05+01:00", "1700000000", "86400", "86401", "23:59", "23:59:59.5", "24:00", "23:59Z", "T23:59"),
)
ADDRESSES = (
    *("00000000-0000-4000-8000-000000000000", "0" * 32, "{00000000-0000-1000-8000-000000000000}", "0" * 31),
    *("10.0.0.1", "010.0.0.1", "10.0.0.256", "::1", "fe80::1%eth0", "1:2:3:4:5:6:7:8", "1:2:3", "::ffff:10.0.0.1"),
    *("10.0.0.0/8", "10.0.0.1/8", "fe80::/10", "10.0.0.0/33", "5MB", "5 mib", "5 zz", "1.5", "5b,", "12_"),
    *("https://harbour.example/a?b#c", "HTTP://h", "http://", "http:h", "localhost:9", "http://h:99999", "http://a b"),
    *("http://[::1]:8/x", "http://[x]/", "ws://h", "ftp://h", "file:///x", "mailto:a@b.example", "//h", "1x://h"),
    *("postgres://u@h:5/d", "postgresql+asyncpg://h1:1,h2:2/d", "postgres://", "postgres:///d", "postgres://u:a?b@h/d"),
    *(
        "postgres://u:a#b@h:5/d",
        "redis://",
        "redis://h:1/0",
        "redis:///0",
        "mongodb://a,b/c",
        "mongodb+srv://h",
        "(",
        "a(b",
    ),
)
DOCUMENTS = (
    *("[]", "[1]", "[1, 2, 3]", "[1, 1]", '["1", "2"]', '["a"]', "[1.5]", "[1.0]", "[true]", "[null]", "[[1]]", "[1,"),
    *('[1, "a"]', '["PT5S"]', "[5]", "[NaN]", "[Infinity]", '["10.0.0.1"]', '["NaN", -Infinity]', "{}", '{"a": 1}'),
    *(
        '{"a": "x"}',
        '{"1": ["x"]}',
        '{"x": ["x"]}',
        '{"name": "n"}',
        '{"NAME": "n"}',
        '{"name": 1}',
        '{"name": "n", "x": 1}',
    ),
    *('{"name": "n", "depth": 0}', '{"name": "n", "depth": "2.5", "tags": ["ab"]}', '{"name": "n", "tags": ["a"]}'),
    *('{"beam": 2}', '{"width": 2}', '{"tall": "x"}', '{"high": 3, "zz": 1}', '{"height": 4}', '{"code": " a "}'),
    *('{"list": [5]}', '{"list": ["x"]}', '{"list": []}', '{"kind": "tug"}', '{"kind": "barge", "load": "x"}'),
    *('{"power": 2}', '{"kind": "ship"}', '{"height": 2, "child": {"height": "x"}}', '{"child": {"child": null}}'),
    *(
        '{"left": 1}',
        '{"number": 1}',
        '{"colour": "red", "blinks": 2}',
        '{"colour": 1}',
        '{"size": "x"}',
        '"1"',
        " [1] ",
    ),
)
LONGEST_SCHEMA = 4_000
TEXTS = (*SCALARS, *TIMES, *ADDRESSES, *DOCUMENTS)
# What a form takes and its class does not, since no form of the runtimes tells it.
WIDER = {
    "maybe_strict": {"1.0", "1e3"},
    "addresses": {"[1.0]"},
    "searched": {"żółć"},
    "network": {"10.0.0.1/8"},
    "network_4": {"10.0.0.1/8"},
    "tree": {'{"height": 2, "child": {"height": "x"}}'},
    "split": {"\N{FULLWIDTH DIGIT ONE}"},
    "split_real": {"\N{FULLWIDTH DIGIT ONE}"},
    "several": {" [1] ", "[1, 1]", "[1.0]", "[1]", "[5]", "[true]"},
}
# Of these, no form tells all.
CODE = (
    "after",
    "before",
    "lowered",
    "pattern",
    "unread_pattern",
    "changed",
    "taken",
    "pair",
    "imported",
    "imported_any",
    "there",
)
# A choice among numbers is listed as it is written.
NARROWER = {name: {"1.0", "-0", "0" * 31, "0" * 32} for name in ("floor", "floor_or_word")}


def _class_of(name: str, annotation: Any) -> type[BaseSettings]:
    return type(
        "One",
        (BaseSettings,),
        {"__annotations__": {name: annotation}, "__module__": __name__, "model_config": SettingsConfigDict()},
    )


def _takes(settings: type[BaseSettings], name: str, text: str) -> bool:
    with empty_environment(), quiet():
        os.environ[name.upper()] = text
        try:
            settings()
        except (ValidationError, SettingsError):
            return False
    return True


@pytest.fixture(scope="module")
def classes() -> dict[str, type[BaseSettings]]:
    """Return a settings class for each of the types."""
    return {name: _class_of(name, annotation) for name, annotation in TYPES.items()}


@pytest.fixture(scope="module")
def accepted(classes: dict[str, type[BaseSettings]]) -> dict[str, set[str]]:
    """Return the texts that the class of each type takes."""
    return {name: {text for text in TEXTS if _takes(settings, name, text)} for name, settings in classes.items()}


def _passing(settings: type[BaseSettings], name: str) -> set[str]:
    judge = validator(read(settings))
    return {text for text in TEXTS if not any(p.severity == "error" for p in judge.check({name.upper(): text}))}


@pytest.mark.parametrize("name", TYPES)
def test_no_text_is_refused_that_the_class_takes(
    name: str, classes: dict[str, type[BaseSettings]], accepted: dict[str, set[str]]
) -> None:
    """The stand-alone validator takes all that the class takes, and more only where it is listed."""
    passing = _passing(classes[name], name)
    assert accepted[name] - passing == NARROWER.get(name, set())
    if name not in CODE:
        assert passing - accepted[name] == WIDER.get(name, set())


def test_javascript_judges_alike(tmp_path: Path) -> None:
    """The module for Node gives the verdicts of the one for Python, on every text."""
    catalogue = read(_class_of_all())
    judge = validator(catalogue)
    with judging(render(catalogue, "validation-mjs"), tmp_path) as node:
        for text in TEXTS:
            environ = {name.upper(): text for name in TYPES}
            expected = [problem.variable for problem in judge.check(environ) if problem.severity == "error"]
            found = [problem["variable"] for problem in node.ask("check", environ) if problem["severity"] == "error"]
            assert found == expected, text


@pytest.mark.parametrize("name", TYPES)
def test_json_schema_refuses_no_text_that_the_class_takes(
    name: str, classes: dict[str, type[BaseSettings]], accepted: dict[str, set[str]]
) -> None:
    """An expression in JSON Schema is no narrower than the class, and no longer than a page."""
    schema = json.loads(render(read(classes[name]), "json-schema"))
    judge = Draft202012Validator(schema)
    refused = {text for text in accepted[name] if not judge.is_valid({name.upper(): text})}
    assert refused == NARROWER.get(name, set()) | ({"zz\nzz"} & refused)
    assert len(json.dumps(schema)) < LONGEST_SCHEMA


def test_json_schema_refuses_most_of_what_the_class_refuses(
    classes: dict[str, type[BaseSettings]], accepted: dict[str, set[str]]
) -> None:
    """Of the texts that a class of one plain type refuses, few pass."""
    passing = total = 0
    for name in TYPES.keys() - set(CODE):
        judge = Draft202012Validator(json.loads(render(read(classes[name]), "json-schema")))
        refused = set(TEXTS) - accepted[name]
        passing += sum(judge.is_valid({name.upper(): text}) for text in refused)
        total += len(refused)
    assert passing < total * 0.05


def _class_of_all() -> type[BaseSettings]:
    return type("All", (BaseSettings,), {"__annotations__": TYPES, "__module__": __name__})


@pytest.mark.parametrize(
    ("annotation", "modules"),
    [
        (int, {"lenient_forms"}),
        (Literal["a"], set()),
        (timedelta, {"values", "lenient_forms"}),
        (list[int], {"documents", "values", "lenient_forms"}),
    ],
)
def test_a_validator_carries_only_what_it_uses(annotation: Any, modules: set[str]) -> None:
    """The modules of the forms are part of a validator only where a variable has such a form."""
    catalogue = read(_class_of("one", annotation))
    assert {name for name in ("documents", "values", "lenient_forms") if is_used(catalogue, name)} == modules


@pytest.mark.parametrize(
    ("pattern", "found", "missed"),
    [
        ("^a+$", "aa", "ba"),
        ("b", "abc", "ac"),
        ("^b", "bc", "ab"),
        ("b$", "ab", "bc"),
        (r"^[\w.-]+$", "a.é-_9", "a b"),
        (r"^\d+\s\w$", "1 a", "1a"),
    ],
)
def test_a_pattern_is_written_for_the_whole_text(pattern: str, found: str, missed: str) -> None:
    """What a pattern finds somewhere in a text, its portable form matches as a whole."""
    whole = portable(pattern) or ""
    assert re.fullmatch(whole, found)
    assert not re.fullmatch(whole, missed)


@pytest.mark.parametrize("pattern", ["^a|b$", "(?i)x", r"\bx", "(?=x)", r"^x\$"])
def test_a_pattern_that_runtimes_read_differently_is_left_to_the_class(pattern: str) -> None:
    """There is no portable form of a pattern that is not read alike everywhere."""
    assert portable(pattern) is None or pattern == r"^x\$"


@pytest.mark.parametrize(
    ("annotation", "line"),
    [
        (Base64Str, "only the class can tell whether a text is one"),
        (IPv4Network, "only the class can tell whether a text is one"),
        (Annotated[Decimal, Field(max_digits=3)], "only the class counts the digits of its number"),
        (Annotated[Decimal, Field(decimal_places=1)] | None, "only the class counts the digits of its number"),
        (IPv4Interface, None),
        (Annotated[Decimal, Field(gt=3)], None),
    ],
)
def test_what_no_form_tells_is_listed(annotation: Any, line: str | None) -> None:
    """The list of what is left names each field with such a type."""
    found = [told.partition(": ")[2] for told in read(_class_of("one", annotation)).reservations]
    assert found == ([line] if line else [])


def test_a_plan_that_is_not_known_refuses_nothing() -> None:
    """Where pydantic's plan has something new, every text passes."""
    assert fitting.form_of(int, "none") == forms.ANY
    assert fitting.form_of(Quay, "none") == forms.ANY
    assert forms.either(forms.NOTHING, forms.NOTHING) == forms.NOTHING
