"""JSON Schema of the environment, which agrees with the validators, and of the project's settings."""

import json
import re
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.drift.settings_schema import PROPERTIES
from estuary_docs.errors import ProjectError
from estuary_docs.project.settings import KEYS, find_project
from estuary_docs.renderers import render
from estuary_docs.renderers.writing.expressions import digits, whole_numbers
from estuary_docs.renderers.writing.schema_rules import INEXPRESSIBLE
from estuary_docs.renderers.writing.schema_values import expression_of
from estuary_docs.renderers.writing.schema_values import form as form_of
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary.kinds import (
    Decimal,
    Email,
    Host,
    HostAndPort,
    Integer,
    Json,
    Kind,
    Number,
    Origin,
    Url,
    fault,
)
from estuary_docs.wording.messages import MEANINGS
from tests.cli.test_validate import EVERY_KIND_AND_CHECK, GROUPS
from tests.conftest import ROOT, needs
from tests.project.test_artefacts import PROJECTS
from tests.runtimes.test_vectors import environments
from tests.vectors import OF_ENVIRONMENTS, Vector
from tests.vocabulary.test_kinds import BAD, GOOD

# Neither has types of its own, and check-jsonschema brings both.
jsonschema: Any = import_module("jsonschema")
regress: Any = import_module("regress")
Load = Callable[..., Catalogue]


@cache
def expression(pattern: str) -> Any:
    """Return an expression as JavaScript reads it."""
    return regress.Regex(pattern, "u")


def ecma_pattern(_judge: Any, pattern: str, instance: object, _schema: object) -> Iterator[Any]:
    """Judge `pattern` as JSON Schema wants it, in the dialect of ECMA 262."""
    if isinstance(instance, str) and expression(pattern).find(instance) is None:
        yield jsonschema.ValidationError("does not match")


PYTHON = jsonschema.Draft202012Validator
ECMA = jsonschema.validators.extend(PYTHON, {"pattern": ecma_pattern})


def schema_of(catalogue: Catalogue) -> dict[str, Any]:
    """Return a catalogue's JSON Schema, as read."""
    read: dict[str, Any] = json.loads(render(catalogue, "json-schema"))
    return read


def patterns(part: object) -> Iterator[str]:
    """Yield every pattern of a schema."""
    if isinstance(part, dict):
        if isinstance(part.get("pattern"), str):
            yield part["pattern"]
        for each in part.values():
            yield from patterns(each)
    if isinstance(part, list):
        for each in part:
            yield from patterns(each)


def expected(catalogue: Catalogue, environ: dict[str, str], profile: str | None) -> bool:
    """Say whether the validator reports no error but those that JSON Schema has no words for."""
    problems = validator(catalogue).check(environ, profile)
    return all(problem.severity == "warning" or problem.rule in INEXPRESSIBLE for problem in problems)


def judged(judge: Any, catalogue: Catalogue, environ: dict[str, str], profile: str | None = None) -> bool:
    """Say whether an environment is valid by the schema."""
    given = environ | {"APP_PROFILE": profile} if profile else environ
    return bool(judge(schema_of(catalogue)).is_valid(given))


def test_the_schemas_are_sound(catalogue: Catalogue) -> None:
    """Both are valid by the metaschema of draft 2020-12, in every profile."""
    for profile in catalogue.profiles:
        for name in ("json-schema", "settings-schema"):
            PYTHON.check_schema(json.loads(render(catalogue.in_profile(profile), name)))


def test_patterns_are_expressions_in_javascript_too(catalogue: Catalogue) -> None:
    """Every pattern compiles with the flag that JSON Schema asks for."""
    found = [*patterns(schema_of(catalogue)), *patterns(json.loads(render(catalogue, "settings-schema")))]
    assert len(found) > 10
    script = "for (const each of JSON.parse(process.argv[1])) new RegExp(each, 'u')"
    done = subprocess.run([needs("node"), "-e", script, json.dumps(found)], capture_output=True, check=False, text=True)
    assert done.stderr == ""


WITHOUT_FILES = [
    vector
    for vector in OF_ENVIRONMENTS
    if not any(name.endswith("_FILE") or name == "CREDENTIALS_DIRECTORY" for name in vector.facts["environ"])
]


@pytest.mark.parametrize("judge", [PYTHON, ECMA], ids=["python", "ecma"])
@pytest.mark.parametrize("vector", WITHOUT_FILES, ids=lambda vector: vector.name)
def test_the_schema_agrees_with_the_vectors(catalogue: Catalogue, vector: Vector, judge: Any) -> None:
    """An environment is valid by the schema exactly where no vector's error is one that the schema can tell."""
    told = [rule for _, rule, severity, _ in vector.expected if severity == "error" and rule not in INEXPRESSIBLE]
    assert judged(judge, catalogue, vector.facts["environ"], vector.profile) == (not told)


def test_most_vectors_are_judged() -> None:
    """The schema is held against nearly every environment, and what it cannot tell are rules that exist."""
    assert len(WITHOUT_FILES) > 0.8 * len(OF_ENVIRONMENTS)
    assert set(INEXPRESSIBLE) <= set(MEANINGS)


def test_the_schema_agrees_on_any_environment(catalogue: Catalogue) -> None:
    """Whatever the environment, schema and validator agree on whether it is valid."""
    judge = ECMA(schema_of(catalogue))
    unseen = ("JWT_SECRET_FILE", "CREDENTIALS_DIRECTORY")

    @settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(environments(catalogue), st.sampled_from(catalogue.profiles))
    def agree(environ: dict[str, str], profile: str) -> None:
        seen = {name: text for name, text in environ.items() if name not in unseen and text.isascii()}
        seen["APP_PROFILE"] = profile
        assert judge.is_valid(seen) == expected(catalogue, seen, None)

    agree()


def test_the_schema_tells_what_there_is_to_know(catalogue: Catalogue) -> None:
    """Each variable has its description; secrets are write-only, and have neither a default nor a value."""
    schema = schema_of(catalogue)
    properties = schema["properties"]
    for variable in catalogue.variables:
        told = properties[variable.name]
        assert told["description"]
        assert told.get("default") == variable.defaults[catalogue.profile]
        assert told.get("writeOnly", False) == variable.secret
        assert (variable.file_name in properties) == variable.secret
    assert properties["DATABASE_TYPE"]["enum"] == ["", "memory", "convex"]
    assert all(rule in schema["description"] for rule in INEXPRESSIBLE)


def test_a_secret_in_a_file_counts_as_set(catalogue: Catalogue) -> None:
    """The schema sees that a secret comes from a file, or may come from a folder, and that it comes twice."""
    staging = {"APP_PROFILE": "staging"}
    assert not judged(PYTHON, catalogue, staging)
    assert judged(PYTHON, catalogue, staging | {"JWT_SECRET_FILE": "/run/secrets/key"})
    assert judged(PYTHON, catalogue, staging | {"CREDENTIALS_DIRECTORY": "/run/credentials"})
    assert not judged(PYTHON, catalogue, {"JWT_SECRET": "a" * 40, "JWT_SECRET_FILE": "/run/secrets/key"})


ODD = '''
level: Annotated[
    Literal["a.b", "c"], Must(Equal("c"), when(MODE="strict")), Must(BeNoneOf(("c",)), when(MODE="lax"))
] = "a.b"
"""One."""
mode: Literal["strict", "lax"] = "lax"
"""Two."""
numbers: Annotated[list[Annotated[int, Field(ge=7, le=12)]], Must(BeNoneOf(("9",)))] = []
"""Three."""
flags: list[bool] = []
"""Four."""
words: Annotated[list[Literal["x|y", "z", "k"]], Must(BeOneOf(("x|y", "k")), when(MODE="strict"))] = []
"""Five."""
texts: Annotated[list[str], Must(NotContain(("k*",))), Must(Equal("a"), when(MODE="strict"))] = []
"""Six."""
one: Annotated[str | None, Must(BeOneOf(("p", "q"))), Must(BeNoneOf(("r",)))] = None
"""Seven."""
needed: Annotated[str | None, required_when()] = None
"""Eight."""
fine: Annotated[str, required_when()] = "set"
"""Nine."""
pair: Annotated[str | None, Must(Accompany("ONE")), Must(Accompany("FINE"))] = None
"""Ten."""
other: Annotated[str | None, required_when(unless="FINE"), required_when(unless="ONE", NUMBERS="7,8")] = None
"""Eleven."""
url: Annotated[Url | None, Must(UseScheme("https"))] = None
"""Twelve."""
bare: Annotated[str | None, Must(BeNoneOf(("k",))), Must(NotContain(("a.k",)))] = None
"""Thirteen."""
old: Annotated[str | None, deprecated("Leave it out.")] = None
"""Fourteen."""
any_of: Annotated[str | None, required_when(DEEP="1")] = None
"""Fifteen."""
deep: Annotated[SecretStr | None, example("change-me")] = None
"""Sixteen."""
'''
SOUND = {"NEEDED": "x"}
VALUES = {
    "LEVEL": ["", "a.b", "c", "axb", "a.b\n"],
    "MODE": ["", "strict", "lax"],
    "NUMBERS": ["", " ,", "7", "7,8", "6", "13", "07 , 12", "9", "10,9", "7;8", "1,2"],
    "FLAGS": ["", "true,false", "true false", "True", ",true,"],
    "WORDS": ["", "x|y", "x", "z", "k,z", "x|y , k", "K"],
    "TEXTS": ["", "K*", "\u212a*", "k", "a k*,b", "b, k*", "a\nb"],
    "ONE": ["", "p", "r", "q", "pq"],
    "NEEDED": ["", "x"],
    "PAIR": ["", "x"],
    "OTHER": ["", "x"],
    "URL": [
        "",
        "http://a",
        "https://a:080",
        "https://a:0",
        "https://a:65536",
        "https://",
        "https://u@h/?x",
        "https://a b",
    ],
    "BARE": ["", "k", "K", "a.k", "A.\u212a", "axk"],
    "OLD": ["x"],
    "DEEP": ["", "1"],
    "ANY_OF": ["", "x"],
}


PROFILED = """
stage: Literal["dev", "test", "prod"] = "dev"
'''One.'''
level: Annotated[Literal["a", "b"], per_profile(prod="b")] = "a"
'''Two.'''
host: Annotated[str | None, required_when(LEVEL="b"), per_profile(dev="local")] = None
'''Three.'''
port: Annotated[Literal["1", "2"], Must(Equal("2"), when(HOST="remote")), per_profile(prod="2")] = "1"
'''Four.'''
path: Annotated[str | None, required_when(STAGE=("dev", "test"), unless="HOST")] = None
'''Five.'''
pair: Annotated[str | None, Must(Accompany("HOST"), when(STAGE="test"))] = None
'''Six.'''
"""
OF_PROFILES = {
    "STAGE": ["", "dev", "test", "prod", "gone"],
    "LEVEL": ["", "a", "b"],
    "HOST": ["", "remote", "local"],
    "PORT": ["", "1", "2"],
    "PATH": ["", "x"],
    "PAIR": ["", "x"],
}


@pytest.mark.parametrize("profile", ["dev", "test", "prod"])
def test_the_schema_knows_the_defaults_of_each_profile(schema: Load, profile: str) -> None:
    """A rule holds for a default as for a value, in the profiles that have it, whichever the schema speaks of."""
    catalogue = schema(PROFILED, ", profile='STAGE'").in_profile(profile)
    made, told = PYTHON(schema_of(catalogue)), validator(catalogue)
    for texts in product(*OF_PROFILES.values()):
        environ = dict(zip(OF_PROFILES, texts, strict=True))
        errors = [each.rule for each in told.check(environ) if each.severity == "error"]
        assert made.is_valid(environ) == (errors == []), (environ, errors)


@pytest.fixture
def odd(schema: Load) -> Catalogue:
    """Return a catalogue with a rule of each kind on each form, without profiles."""
    return schema(ODD)


@pytest.mark.parametrize("judge", [PYTHON, ECMA], ids=["python", "ecma"])
def test_the_schema_agrees_on_every_kind_and_check(odd: Catalogue, judge: Any) -> None:
    """Each form and check, on lists too, is told as the validator tells it."""
    made, told = judge(schema_of(odd)), validator(odd)

    def agree(environ: dict[str, str]) -> None:
        errors = [each.rule for each in told.check(environ) if each.severity == "error"]
        assert made.is_valid(environ) == (errors == []), (environ, errors)

    agree({})
    for name, texts in VALUES.items():
        for text in texts:
            agree(SOUND | {name: text})
            for other, others in VALUES.items():
                for each in others:
                    agree(SOUND | {other: each, name: text})


def test_the_schema_agrees_on_every_kind_of_the_vocabulary(schema: Load) -> None:
    """Each kind, bounded or not, single or in a list, takes by the schema the texts that the validator takes."""
    catalogue = schema(EVERY_KIND_AND_CHECK, GROUPS)
    made, told = ECMA(schema_of(catalogue)), validator(catalogue)
    texts = {text for _, text, _ in (*GOOD, *BAD) if len(text) < 3000 and text.isascii() and "\0" not in text}
    texts |= {
        f"{one},{other}" for one in ("1", "a", "1s", "a:1", "a@b", "1B") for other in ("2", "b", "2h", "b:1", " c")
    }
    for variable in catalogue.variables:
        for text in sorted(texts):
            environ = {variable.name: text}
            errors = [
                each.rule for each in told.check(environ) if each.severity == "error" and each.rule not in INEXPRESSIBLE
            ]
            assert made.is_valid(environ) == (errors == []), (environ, errors)


# A kind, and what stands around a host in its values.
AROUND_A_HOST: list[tuple[Kind, str]] = [
    (Host(), ""),
    (HostAndPort(), ":1"),
    (Email(), "a@"),
    (Url(), "https://"),
    (Origin(), "http://"),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*"ab-_.019", "255.", "256", "a" * 62, "b."]), max_size=9).map("".join))
@example(("a" * 62 + ".") * 9 + "1")
def test_hosts_admit_what_the_validator_admits(host: str) -> None:
    """The expressions of all kinds with a host in them hold for the hosts that the validator takes, and no others."""
    for kind, other in AROUND_A_HOST:
        text = f"{host}{other}" if other == ":1" else f"{other}{host}"
        form = expression(f"^(?:{expression_of(kind)})$")
        assert (form.find(text) is not None) == (fault(kind, text) is None), text


DECIMAL = st.decimals(-99, 99, places=2).map(lambda number: f"{number:f}")


@settings(deadline=None)
@given(
    st.none() | DECIMAL,
    st.none() | DECIMAL,
    st.booleans(),
    st.booleans(),
    DECIMAL,
    st.sampled_from(["", "0", "5", "x"]),
)
def test_decimals_admit_what_the_validator_admits(  # noqa: PLR0913, PLR0917 - the facts of the kind
    least: str | None,
    most: str | None,
    above: bool,  # noqa: FBT001
    below: bool,  # noqa: FBT001
    number: str,
    end: str,
) -> None:
    """The expression for a decimal number holds for the texts that the validator takes and for no other."""
    form = expression(f"^(?:{expression_of(Decimal(least, most, above, below))})$")
    for nearby in {number, least or "0", most or "-0", "0.0", number.split(".", maxsplit=1)[0], number.lstrip("-")}:
        text = nearby + end
        assert (form.find(text) is not None) == (fault(Decimal(least, most, above, below), text) is None), text


def test_a_rule_that_can_never_be_broken_is_left_out(odd: Catalogue) -> None:
    """What defaults fulfil in any case takes no room."""
    told = [rule.get("description", "") for rule in schema_of(odd)["allOf"]]
    assert not any(text.startswith("FINE ") or "unless FINE" in text for text in told)
    assert not any("together with FINE" in text for text in told)
    assert schema_of(odd)["properties"]["OLD"]["deprecated"] is True


def test_a_schema_without_rules_says_nothing_of_them(schema: Load) -> None:
    """An environment of one free text has properties alone."""
    read = schema_of(schema('name: str = "x"\n"""A name."""'))
    assert "allOf" not in read
    assert read["properties"]["NAME"]["default"] == "x"


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 2 * 10**6))
def test_digits_admit_exactly_the_numbers_between(one: int, other: int, number: int) -> None:
    """The expression for a range holds for its numbers and for no other."""
    low, high = sorted((one, other))
    for each in (number, low, high, low - 1, high + 1, (low + high) // 2):
        found = expression(f"^{digits(low, high)}$").find(str(each)) is not None
        assert found == (low <= each <= high)


BOUND = st.one_of(st.none(), st.integers(-1000, 1000))


@settings(deadline=None)
@given(BOUND, BOUND, st.integers(-3000, 3000), st.sampled_from(["{}", "-{}", "+{}", "00{}", "{}.0", "{:+05d}"]))
def test_whole_numbers_admit_what_the_validator_admits(
    one: int | None, other: int | None, number: int, how: str
) -> None:
    """The expression for an integer, bounded or not, holds for the texts that the validator takes and for no other."""
    low, high = (one, other) if one is None or other is None else sorted((one, other))
    form = expression(f"^(?:{whole_numbers(low, high)})$")
    for nearby in {number, -number, 0, low or 0, high or 0, (low or 0) - 1, (high or 0) + 1}:
        text = how.format(nearby)
        assert (form.find(text) is not None) == (fault(Integer(low, high), text) is None), text


def settings_schema(catalogue: Catalogue) -> Any:
    """Return what judges the table in pyproject.toml."""
    return ECMA(json.loads(render(catalogue, "settings-schema")))


def test_the_schema_of_the_settings_has_every_key(catalogue: Catalogue) -> None:
    """What a project may say is what editors complete, each key with its meaning."""
    told = json.loads(render(catalogue, "settings-schema"))["properties"]
    assert list(told) == list(KEYS)
    assert set(PROPERTIES) == set(KEYS)
    assert all(each["description"] for each in told.values())
    for key in KEYS:
        for text in told[key]["examples"]:
            assert settings_schema(catalogue).is_valid({key: text})


def test_the_project_s_own_settings_are_valid(catalogue: Catalogue) -> None:
    """This project says nothing that the schema does not know."""
    held = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["estuary-docs"]
    assert list(settings_schema(catalogue).iter_errors(held)) == []


MALFORMED = [
    *PROJECTS.items(),
    ("[tool.estuary-docs]\nregions = 'README.md'", "must be a list"),
    ("[tool.estuary-docs]\nregions = ['../README.md']", "must be a list"),
    ("[tool.estuary-docs]\nregions = ['/README.md']", "must be a list"),
    ("[tool.estuary-docs]\nregions = ['']", "must be a list"),
    ("[tool.estuary-docs]\nregions = ['a..b.md', 'docs/*.md']", None),
    ("[tool.estuary-docs]\ndocumentation = 'docs'", "must be the address"),
    ("[tool.estuary-docs.artefacts]\n'a/../b' = 'llms'", "below the project's root"),
]


@pytest.mark.parametrize(("text", "complaint"), MALFORMED)
def test_both_refuse_the_same_settings(catalogue: Catalogue, tmp_path: Path, text: str, complaint: str | None) -> None:
    """What the command line refuses the schema refuses too, such as a key that nobody knows."""
    try:
        table = tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError:
        return
    if not isinstance(table, dict):
        return
    held = table.get("estuary-docs", {})
    (tmp_path / "pyproject.toml").write_text(text)
    formats = {"x": "llms"}
    artefacts = held.get("artefacts") if isinstance(held, dict) else None
    if isinstance(artefacts, dict):
        for path, told in artefacts.items():
            artefacts[path] = {**told, "format": "llms"} if isinstance(told, dict) else formats.get(told, told)
    assert settings_schema(catalogue).is_valid(held) == (complaint is None)
    if complaint:
        with pytest.raises(ProjectError, match=complaint):
            find_project(tmp_path)


NUMBERS = st.text("0123456789+-._eE \tinfatyINFTYAN", max_size=6)
DOCUMENTS = st.text('0123456789-.eE \t[]{}"nulltrefasNI,:', max_size=8)


@given(st.one_of(NUMBERS, DOCUMENTS, st.floats().map(repr), st.integers().map(str)))
@pytest.mark.parametrize("kind", [Number(True), Number(False), *(Json(top) for top in ("array", "object", "value"))])  # noqa: FBT003 - a fact takes its fields by place
def test_the_pattern_of_a_number_or_a_document_takes_what_the_validators_take(kind: Kind, text: str) -> None:
    """An expression cannot read a number or a document whole, and refuses none that has its form."""
    pattern = form_of(kind)["pattern"]
    assert fault(kind, text) == "malformed" or (re.search(pattern, text) and expression(pattern).find(text))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Number(True), "zz"),  # noqa: FBT003 - likewise
        (Number(True), "1.5"),  # noqa: FBT003 - likewise
        (Number(False), "zz"),  # noqa: FBT003 - likewise
        (Json("array"), "{}"),
        (Json("object"), "[]"),
        (Json("value"), "zz"),
    ],
)
def test_the_pattern_refuses_what_begins_as_something_else(kind: Kind, text: str) -> None:
    """A word is no number, and an object no array."""
    assert not re.search(form_of(kind)["pattern"], text)
