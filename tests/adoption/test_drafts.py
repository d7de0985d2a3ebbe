"""A first schema from what a repository says, and what is new for one that people have edited."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from estuary_docs.adoption.guesses import Guess, guess, guesses
from estuary_docs.adoption.sections import groups
from estuary_docs.adoption.source import extended, schema_source
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.drift.mention import Mention, Role
from estuary_docs.errors import ProjectError
from estuary_docs.project.settings import Project
from estuary_docs.vocabulary import External
from estuary_docs.vocabulary.checks import Present
from estuary_docs.vocabulary.kinds import Choice, Decimal, Flag, Integer, ListOf, Origin, Text, Url
from tests.adoption.forms import form

NUMBER = iter(range(10**9))


def said(name: str, role: Role = "read", **facts: object) -> Mention:
    """Return a mention of a variable in src/main.rs, line 7."""
    return replace(Mention(name, "src/main.rs", 7, role), **facts)  # type: ignore[arg-type]


def loaded(source: str, root: Path, title: str = "Mine") -> Catalogue:
    """Write a schema as a module of its own, and read it."""
    module = f"adopted_{next(NUMBER)}"
    (root / f"{module}.py").write_text(source, encoding="utf-8")
    try:
        return Project(root, f"{module}:{title}Settings").catalogue()
    finally:
        sys.path[:] = [folder for folder in sys.path if folder != str(root)]


@pytest.mark.parametrize(
    ("mentions", "kind"),
    [
        ([said("A", form=form("flag"))], Flag()),
        ([said("A", default="true"), said("A", "set", value="false")], Flag()),
        ([said("A", form=form("integer:0:255"))], Integer(0, 255)),
        ([said("A", form=form("integer:-128:127"))], Integer(-128, 127)),
        ([said("A", form=form("integer:3000000000:"))], Integer(3000000000, 3000000000)),
        ([said("A", form=form("integer::-1"))], Integer(-1, -1)),
        ([said("A", form=form("integer:5:"))], Integer(5, 2**31 - 1)),
        ([said("A", default="30")], Integer(0, 2**31 - 1)),
        ([said("PORT", form=form("integer"))], Integer(1, 65535)),
        ([said("AGE", form=form("integer"))], Integer(0, 2**31 - 1)),
        ([said("REPORT", form=form("integer"))], Integer(0, 2**31 - 1)),
        ([said("HTTP_PORT", default="80")], Integer(1, 65535)),
        ([said("A", form=form("url"))], Url()),
        ([said("A", default="https://example.com/x")], Url()),
        ([said("A", form=form("list"))], ListOf(Text())),
        ([said("A", form=form("number"))], Decimal()),
        ([said("A", form=form("number"), default="1e3")], Text()),
        ([said("A", form=form("choice:x|y"))], Choice(("x", "y"))),
        ([said("A"), said("A", "documented", description="`x` or `y`")], Choice(("x", "y"))),
        ([said("A"), said("A", "documented", description="How. One of `x`, z or `y`.")], Text()),
        ([said("A"), said("A", "documented", description="How. One of `x`, 'z' or \"y\".")], Choice(("x", "z", "y"))),
        ([said("A", form=form("list")), said("A", "documented", description="`x` or `y`")], ListOf(Text())),
        ([said("A", default="true"), said("A", "documented", description="`true` or `false`")], Flag()),
        ([said("A", form=form("flag"), default="False")], Flag()),
        ([said("A", default="https://exa mple.com")], Text()),
        ([said("A", form=form("integer"), default="many")], Text()),
        ([said("A")], Text()),
    ],
)
def test_the_kind_follows_from_parsing_and_from_values(mentions: list[Mention], kind: object) -> None:
    """What code makes of a text comes first; without it, every default and value has a say."""
    assert guess(mentions[0].name, mentions).kind == kind


def test_a_secret_is_known_by_name_and_by_use() -> None:
    """A secret holds no default, whatever the code falls back to; the doubt does not repeat it."""
    by_name = guess("API_TOKEN", [said("API_TOKEN", default="your-token")])
    by_use = guess("LICENCE", [said("LICENCE"), said("LICENCE", "set", note="from a secret")])
    by_value = guess("STORE", [said("STORE", default="postgres://user:your-password@db/x")])
    assert [(each.secret, each.default, each.kind) for each in (by_name, by_use, by_value)] == [
        (True, None, Text())
    ] * 3
    assert any("gives this secret a default" in doubt for doubt in by_name.doubts)
    assert not any("your-" in doubt for each in (by_name, by_value) for doubt in each.doubts)


def test_doubts_name_their_places() -> None:
    """Defaults that differ, a description that nobody wrote and an uncertain read are each told with the place."""
    doubts = guess(
        "A",
        [
            said("A", default="1", form=form("integer:0:9")),
            said("A", default="2", line=9),
            said("A", certainty="likely", note="the helper is not in this repository", line=11),
        ],
    ).doubts
    assert doubts == (
        "the defaults differ: '1' in src/main.rs:7, '2' in src/main.rs:9",
        "no document and no comment describes it; src/main.rs:7 names it",
        "src/main.rs:11: the helper is not in this repository",
    )
    assert guess("A", [said("A", certainty="likely")]).doubts[1] == "src/main.rs:7: the place may not read it"


@pytest.mark.parametrize(
    ("mentions", "doubt"),
    [
        (
            [said("A", default="many", form=form("integer:1:9"))],
            "src/main.rs:7 has the default 'many', but elsewhere it looks like a whole number from 1 to 9",
        ),
        (
            [said("A", default="False", form=form("flag"))],
            "src/main.rs:7 writes the default as 'False', and a flag is `true` or `false`",
        ),
        (
            [said("A", default="3", form=form("integer:1:9")), said("A", "example", value="8")],
            "src/main.rs:7 shows '8', and the default of the code is '3'",
        ),
        (
            [said("A", default="3", form=form("integer:1:9")), said("A", "documented", default="8")],
            "src/main.rs:7 says that the default is '8', and the default of the code is '3'",
        ),
        (
            [said("A", default="8", form=form("integer:1:9")), said("A", "documented", default="3")],
            "src/main.rs:7 says that the default is '3', and the default of the code is '8'",
        ),
        (
            [said("A", default="x"), said("A", "documented", default="y")],
            "src/main.rs:7 says that the default is another text, and the default of the code is 'x'",
        ),
        (
            [said("A"), said("A", "documented", description="`x` or `y`")],
            "src/main.rs:7 lists the words, and no code that was found compares them",
        ),
        (
            [said("A", form=form("choice:x|y"), note="any other word is taken too")],
            "src/main.rs:7: any other word is taken too",
        ),
        (
            [said("DB_URL")],
            "src/main.rs:7 does not tell whether this address holds a password, so it is a secret",
        ),
    ],
)
def test_a_doubt_is_a_sentence_with_its_place(mentions: list[Mention], doubt: str) -> None:
    """Whoever reads it can go there, and decide."""
    assert doubt in guess(mentions[0].name, mentions).doubts


def test_two_places_that_need_it_under_different_conditions_give_none() -> None:
    """A schema says one condition; which of two is meant, nobody can tell."""
    mode, level = (said("A", required=True, condition=condition) for condition in (("MODE", "x"), ("LEVEL", "y")))
    assert guess("A", [mode]).condition == ("MODE", "x")
    assert guess("A", [mode, level]).condition is None


@pytest.mark.parametrize("role", ["documented", "example", "set", "other"])
def test_code_alone_says_what_is_required(role: Role) -> None:
    """A variable without which the code fails is required, and one that a document calls required is not for that."""
    assert guess("A", [said("A", role), said("A", required=True)]).required
    assert not guess("A", [said("A", role, required=True), said("A", required=False)]).required


def test_a_default_that_only_a_document_tells_is_taken() -> None:
    """Code that reads a variable without a fallback contradicts no document; an example shows a sample, no default."""
    shown = [said("A"), said("A", "documented", default="brisk"), said("A", "example", value="calm")]
    assert guess("A", shown).default == "brisk"
    assert guess("A", [shown[0], shown[2]]).default is None


@pytest.mark.parametrize(
    "mentions",
    [
        [said("A", default="x"), said("A", "example", value="y")],
        [said("A"), said("A", "documented", default="8"), said("A", "example", value="9")],
        [said("A", default="true", form=form("flag")), said("A", "documented", default="True")],
        [said("A", default="3", form=form("integer:1:9")), said("A", "documented", default="none"), said("A", "set")],
        [said("API_KEY", default="x"), said("API_KEY", "documented", default="y")],
    ],
)
def test_an_example_of_a_text_and_what_is_no_value_leave_no_doubt(mentions: list[Mention]) -> None:
    """An example file shows any text, and a code without a default contradicts nobody."""
    found = guess(mentions[0].name, [replace(mention, description="Told.") for mention in mentions]).doubts
    assert not any("the code is" in doubt for doubt in found)


def test_a_description_is_taken_where_people_wrote_one_for_readers() -> None:
    """A document comes first, then code, then the example; a list of words says nothing, and nothing is made up."""
    places = [
        said("A", "example", description="Of the example."),
        said("A", description="Of the code."),
        said("A", "documented", description="`x` or `y`."),
        said("A", "set"),
    ]
    assert guess("A", places).description == "Of the code."
    assert guess("A", places[:1]).description == "Of the example."
    assert guess("A", places[2:]).description == "No description yet."


def test_an_address_with_a_password_in_a_document_is_a_secret() -> None:
    """So is one of a store of which nothing is shown; one that is shown without a password is none."""
    told = said("A", "documented", description="Such as amqp://user:your-password@broker/")
    assert guess("A", [told]).secret
    assert guess("REDIS_URL", [said("REDIS_URL")]).secret
    assert not guess("REDIS_URL", [said("REDIS_URL", default="redis://localhost")]).secret


def test_what_a_file_needs_where_it_reads_it_first_is_required() -> None:
    """A script that stops without a variable may read it again and again."""
    needed, again = said("A", required=True), said("A", line=9)
    elsewhere = replace(again, file="b.sh")
    assert guess("A", [again, needed]).required
    assert not guess("A", [needed, elsewhere]).required
    assert not guess("A", [said("A", "documented")]).required


@pytest.mark.parametrize(
    ("description", "condition"),
    [
        ("Key. Required when `AUTH_ENABLED` is `true`.", ("AUTH_ENABLED", "true")),
        ("Needed if AUTH_ENABLED=true", ("AUTH_ENABLED", "true")),
        ("Required when `AUTH_ENABLED` is `maybe`.", None),
        ("Required when `NOBODY_READS` is `true`.", None),
        ("Required.", None),
    ],
)
def test_a_condition_that_a_document_tells_becomes_a_rule(
    tmp_path: Path, description: str, condition: tuple[str, str] | None
) -> None:
    """It does where the other variable exists and can hold the word."""
    found = list(
        guesses(
            [
                said("AUTH_ENABLED", form=form("flag"), default="false"),
                said("AUTH_KEY", required=True),
                said("AUTH_KEY", "documented", description=description),
            ]
        )
    )
    assert found[1].condition == condition
    catalogue = loaded(schema_source("Mine", found), tmp_path)
    key = next(variable for variable in catalogue.variables if variable.name == "AUTH_KEY")
    required = any(isinstance(rule.check, Present) for rule in key.rules)
    assert required == (condition is not None or found[1].required)


def test_a_condition_that_code_shows_becomes_a_rule_with_a_doubt() -> None:
    """It does where every place that needs the variable is under it; a document that says so leaves no doubt."""
    flag = said("AUTH_ENABLED", form=form("flag"), default="false")
    under = said("AUTH_KEY", required=True, condition=("AUTH_ENABLED", "true"))
    found = list(guesses([flag, under]))[1]
    assert (found.condition, found.required) == (("AUTH_ENABLED", "true"), False)
    assert "src/main.rs:7 needs it when AUTH_ENABLED is 'true'; no document says so" in found.doubts
    told = said("AUTH_KEY", "documented", description="Required when `AUTH_ENABLED` is `true`.")
    assert not any("no document says so" in doubt for doubt in list(guesses([flag, under, told]))[1].doubts)
    always = list(guesses([flag, under, said("AUTH_KEY", required=True)]))[1]
    assert (always.condition, always.required) == (None, True)


def test_only_what_is_read_is_adopted() -> None:
    """A variable that is only documented is drift, and none of the schema's; without code, it is all there is."""
    documented = [said("B", "documented"), said("C", "example"), said("D", "other", note="test")]
    assert [each.name for each in guesses([said("A"), said("X_*", certainty="dynamic"), *documented])] == ["A"]
    assert [each.name for each in guesses([*documented, said("lower")])] == ["B", "C"]


def test_the_file_of_a_secret_is_no_variable_of_its_own() -> None:
    """The schema knows `X_FILE` with the secret X; the file of what is no secret is a variable."""
    names = ["API_TOKEN", "API_TOKEN_FILE", "LOG", "LOG_FILE", "KEY_FILE"]
    assert [each.name for each in guesses(map(said, names))] == ["API_TOKEN", "KEY_FILE", "LOG", "LOG_FILE"]


def test_names_with_a_word_in_common_become_a_section() -> None:
    """What stands alone, or whose rest no field can be called, is in the section of the service."""
    names = [
        "PORT",
        "DB_HOST",
        "DB_URL",
        "DB_2",
        "DB_CLASS",
        "DB_COPY",
        "LOG_LEVEL",
        "MODEL_CONFIG",
        "_X",
        "S3_KEY",
        "S3_URL",
        "A__B",
    ]
    found = groups([guess(name, [said(name)]) for name in names], taken=["Service"])
    assert [(group.class_name, group.prefix, [field for field, _guess in group.fields]) for group in found] == [
        (
            "ServiceVariables",
            "",
            ["port", "db_2", "db_class", "db_copy", "log_level", "s3_key", "s3_url", "a__b"],
        ),
        ("Db", "DB_", ["host", "url"]),
        ("Model", "MODEL_", ["config"]),
        ("ServiceVariablesVariables", "_", ["x"]),
    ]


def test_a_draft_reads_as_a_schema(tmp_path: Path) -> None:
    """It is what somebody would write: sections, kinds, defaults, and doubts beside what they are about."""
    source = schema_source(
        "Mine",
        (
            [
                guess("DB_HOST", [said("DB_HOST", default="localhost", description="Where the database is")]),
                guess("DB_PASSWORD", [said("DB_PASSWORD", required=True, description="Opens the database.")]),
                guess("PORT", [said("PORT", default="80", form=form("integer:0:65535"), description="TCP port.")]),
            ]
        ),
        [External("TZ", "the C library", "The time zone.")],
    )
    assert source == (
        '''"""What Mine reads from its environment: a first draft for you to review."""

from typing import Annotated

from pydantic import Field, SecretStr

from estuary_docs.vocabulary import External, Section, Settings


class Service(Section):
    """Variables that belong to no other section."""

    port: Annotated[int, Field(ge=0, le=65535)] = 80
    """TCP port."""


class Db(Section, prefix="DB_"):
    """Variables that begin with DB_."""

    host: str = "localhost"
    """Where the database is."""

    password: SecretStr
    """Opens the database."""


class MineSettings(
    Settings,
    external=(
        External("TZ", "the C library", "The time zone."),
    ),
):
    """What Mine reads from its environment."""

    service: Service
    db: Db
'''
    )
    assert [variable.name for variable in loaded(source, tmp_path).variables] == ["PORT", "DB_HOST", "DB_PASSWORD"]


# A shrunk example would be nicer, and takes minutes: each trial imports a module.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
TEXTS = st.text(max_size=12) | st.sampled_from(
    ["true", "30", "2.50", "https://x.example", "a, b", 'say """', "\\", "'", "\n"]
)
FORMS = st.sampled_from(
    ["", "choice:x|y", "choice:true|yes", "flag", "integer", "integer:1:9", "integer:-5:5", "number", "list", "url"]
).map(form)
NAMES = st.from_regex(r"[A-Z_][A-Z0-9_]{0,9}", fullmatch=True) | st.sampled_from(
    ["PORT", "DB_HOST", "DB_URL", "DB_CLASS", "API_KEY", "API_KEY_FILE", "SELF_JSON", "MODEL_CONFIG", "CLS_FIELD"]
)
MENTIONS = st.builds(
    Mention,
    NAMES,
    st.just("a.py"),
    st.integers(1, 99),
    st.sampled_from(["read", "documented"]),
    value=st.none() | TEXTS,
    default=st.none() | TEXTS,
    certainty=st.sampled_from(["certain", "likely"]),
    note=TEXTS,
    required=st.sampled_from([None, True, False]),
    form=FORMS,
    description=TEXTS,
)


@settings(max_examples=150, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MENTIONS, min_size=1, max_size=12))
def test_whatever_is_found_the_draft_loads(tmp_path: Path, mentions: list[Mention]) -> None:
    """No default, description or note makes a schema that does not load, and each default is kept."""
    found = list(guesses(mentions))
    catalogue = loaded(schema_source("Mine", found), tmp_path) if found else None
    variables = {variable.name: variable for variable in catalogue.variables} if catalogue else {}
    assert set(variables) == {each.name for each in found}
    for each in found:
        assert variables[each.name].secret == each.secret
        assert variables[each.name].kind == each.kind
        if not isinstance(each.kind, ListOf | Integer):
            assert variables[each.name].defaults["default"] == each.default


@settings(max_examples=100, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MENTIONS, min_size=2, max_size=12), st.integers(1, 11))
def test_a_second_run_adds_and_changes_nothing(tmp_path: Path, mentions: list[Mention], cut: int) -> None:
    """Every line that stood there stands there still, in its order, and the rest is added."""
    everything = list(guesses(mentions))
    first = everything[:cut]
    if not first:
        return
    source = schema_source("Mine", first).replace("    service: Service\n", "    service: Service  # ours\n")
    whole = extended(source, "MineSettings", everything[cut:])
    remaining = iter(whole.splitlines())
    assert all(line in remaining for line in source.splitlines())
    assert {each.name for each in everything} == {variable.name for variable in loaded(whole, tmp_path).variables}


def test_a_new_variable_joins_the_section_of_its_prefix(tmp_path: Path) -> None:
    """So it does in a schema that people wrote, whatever the order and the decorators there."""
    source = '''from estuary_docs.vocabulary import Section, Settings


def same(cls):
    return cls


@same
class MineSettings(Settings):
    """Mine."""

    db: "Db"


class Db(Section, prefix="DB_"):
    """The database."""

    host: str = "x"  # ours
    """Where."""'''
    source = source.replace('"Db"', "Db").replace("from estuary", "# ours\n\nfrom estuary")
    before, _, after = source.partition("\n\n\n@same")
    declared, _, database = after.partition("\n\n\n")
    source = f"{before}\n\n\n{database}\n\n\n@same{declared}"
    new = [guess(name, [said(name, description="New.", default="7")]) for name in ("DB_PORT", "CACHE_A", "CACHE_B")]
    whole = extended(source, "MineSettings", new)
    assert [variable.name for variable in loaded(whole, tmp_path).variables] == [
        "DB_HOST",
        "DB_PORT",
        "CACHE_A",
        "CACHE_B",
    ]
    assert "\n@same\nclass MineSettings(Settings):\n" in whole


def test_a_schema_elsewhere_is_not_added_to() -> None:
    """The settings class must be declared in the file."""
    with pytest.raises(ProjectError, match="is not declared in this file"):
        extended("X = 1\n", "MineSettings", [])


@pytest.fixture(autouse=True)
def _no_leftovers() -> Iterator[None]:
    yield
    for name in [name for name in sys.modules if name.startswith("adopted_")]:
        del sys.modules[name]


@pytest.mark.parametrize("kind", [Choice(("a", "b")), Origin(), ListOf(Url()), Flag(), Integer(1, 2)])
def test_every_kind_can_be_written(tmp_path: Path, kind: Choice | Origin | ListOf | Flag | Integer) -> None:
    """What is written for a kind is read as that kind."""
    found = Guess("A", kind, secret=False, default=None, required=False, description="A.")
    (variable,) = loaded(schema_source("Mine", [found]), tmp_path).variables
    assert variable.kind == kind
