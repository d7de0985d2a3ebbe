"""Reading a settings class: what the catalogue holds, and which schemas are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config_schema import EstuarySettings
from estuary_docs.catalogue.exchange import from_json, to_json
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.errors import ProjectError, SchemaError
from estuary_docs.renderers import RENDERERS, render
from estuary_docs.schemas.loading import load_schema
from estuary_docs.schemas.own import read, written
from estuary_docs.validation.deployment import deployment
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary import kinds
from estuary_docs.vocabulary.kinds import (
    Choice,
    Decimal,
    Duration,
    Email,
    Flag,
    Host,
    HostAndPort,
    Integer,
    ListOf,
    MultilineText,
    Origin,
    ShapedText,
    Size,
    Text,
    Url,
)
from tests.conftest import forget

Load = Callable[..., Catalogue]

PROFILE = '''
profile: Literal["calm", "storm"] = "calm"
"""Which."""
'''
FIELD = '"""What it is."""'

# the body of a section, the options of the settings class, and a part of the complaint
REFUSED = [
    (
        f"name: Annotated[str | None, required_when(FLAG=True)] = None\n{FIELD}",
        "",
        "has a condition on FLAG that is not one or more",
    ),
    (
        f"name: Annotated[str | None, required_when(FLAG=())] = None\n{FIELD}",
        "",
        "has a condition on FLAG that is not one or more",
    ),
    (f"name: Annotated[str | None, Present()] = None\n{FIELD}", "", "the check Present is in no rule"),
    (f"name: Annotated[str | None, Must('x')] = None\n{FIELD}", "", "Must has no check"),
    (f"name: Annotated[str | None, Must(Present(), 'x')] = None\n{FIELD}", "", "the conditions of Must are none"),
    (
        f"name: Annotated[SecretStr | None, Must(HaveBytes(0))] = None\n{FIELD}",
        "",
        "the argument least of HaveBytes is not a whole",
    ),
    (
        f"name: Annotated[Url | None, Must(UseScheme(''))] = None\n{FIELD}",
        "",
        "the argument scheme of UseScheme is not a text",
    ),
    (f"name: Annotated[str, obtain('the shelf')] = 'a'\n{FIELD}", "", "is no secret, and says where to obtain it"),
    (
        f"name: Annotated[bool | None, Must(Equal('true')), Must(BeNoneOf(('true',)))] = None\n{FIELD}",
        "",
        "no value meets",
    ),
    (
        f"name: Annotated[Url | None, Must(UseScheme('http')), Must(UseScheme('https'))] = None\n{FIELD}",
        "",
        "no value meets",
    ),
    (f"name: Annotated[str | None, required_when(), forbidden_when()] = None\n{FIELD}", "", "no value meets"),
    (
        (
            f"on: bool = False\n{FIELD}\n"
            f"name: Annotated[str | None, required_when(ON='true'), forbidden_when(ON='true')] = None\n{FIELD}"
        ),
        "",
        "no value meets",
    ),
    (
        f"key: Annotated[SecretStr, Field(max_length=9), example('your-key'), Must(HaveBytes(40))]\n{FIELD}",
        "",
        "no value meets",
    ),
    (f"name: Annotated[str | None, default_from('GONE')] = None\n{FIELD}", "", "from GONE, which is unknown"),
    (f"name: Annotated[str | None, default_from('NAME')] = None\n{FIELD}", "", "from NAME, and so from itself"),
    (
        f"key: SecretStr | None = None\n{FIELD}\nname: Annotated[str | None, default_from('KEY')] = None\n{FIELD}",
        "",
        "from KEY, which is a secret",
    ),
    (
        f"port: int = 1\n{FIELD}\nname: Annotated[str | None, default_from('PORT')] = None\n{FIELD}",
        "",
        "from PORT, which has another type",
    ),
    (f"name: Annotated[str | None, default_from('')] = None\n{FIELD}", "", "variable of default_from is not a text"),
    (f"name: bool = True\n{FIELD}", ", rules=(at_most_one('NAME'),)", "over one variable alone"),
    (f"name: bool = True\n{FIELD}", ", rules=(at_most_one('NAME', 'GONE'),)", "about GONE, which is unknown"),
    (f"name: bool = True\n{FIELD}", ", rules=(required_when(),)", "not over several variables"),
    (f"name: MultilineText = 'a\\nb'\n{FIELD}", "", "has a default of several lines"),
    (f"name: float = 1.5\n{FIELD}", "", "the type float has no written form"),
    (f"name: Annotated[Decimal, Field(ge=0.5)] = 1\n{FIELD}", "", "the bound ge=0.5 is no decimal number"),
    (f"name: Annotated[Decimal, Field(gt=1, le=1)] = 1\n{FIELD}", "", "no number is within the bounds"),
    (f"name: Annotated[Decimal, Field(decimal_places=2)]\n{FIELD}", "", "the marker Field(decimal_places=…)"),
    (f"name: Annotated[timedelta, Field(ge=1)]\n{FIELD}", "", "the bound ge=1 is no duration"),
    (f"name: Annotated[timedelta, units('y')]\n{FIELD}", "", "a unit is not known"),
    (f"name: timedelta = timedelta(microseconds=5)\n{FIELD}", "", "its default is malformed"),
    (f"name: Annotated[timedelta, units('h')] = duration('30m')\n{FIELD}", "", "is malformed"),
    (f"name: Annotated[Size, Field(le='1MB')]\n{FIELD}", "", "is no number of bytes"),
    (f"name: Annotated[Size, Field(ge=9, le=8)]\n{FIELD}", "", "no number is within the bounds 9 to 8"),
    (f"name: Annotated[Size, Field(le=-1)]\n{FIELD}", "", "no number is within the bounds 0 to -1"),
    (
        f"name: Annotated[str, Field(pattern='^[a-z]+')]\n{FIELD}",
        "",
        "the pattern does not begin with ^ and end with $",
    ),
    (f"name: Annotated[str, Field(max_length=0)] = 'a'\n{FIELD}", "", "no text has such a length"),
    (f"names: Annotated[list[str], Field(min_length=3, max_length=2)]\n{FIELD}", "", "no list has such a length"),
    (f"names: Annotated[list[int], Field(ge=2)] = [3]\n{FIELD}", "", "the marker Ge is not in the vocabulary"),
    (f"name: Annotated[SecretStr, Field(pattern='^a$')]\n{FIELD}", "", "a secret takes no pattern"),
    (f"name: Annotated[Url, Field(max_length=9)]\n{FIELD}", "", "two forms are asked of one text"),
    (f"name: Annotated[Url, schemes('a')]\n{FIELD}", "", "two forms are asked of one text"),
    (f"name: Annotated[str, schemes('amqp://')]\n{FIELD}", "", "a scheme is not one"),
    (f"name: Annotated[str, schemes()]\n{FIELD}", "", "the argument schemes of Url is not one or more texts"),
    (f"name: Annotated[timedelta, units()]\n{FIELD}", "", "the argument names of units is not one or more texts"),
    (f"name: Annotated[str, per_profile()] = 'a'\n{FIELD}", "", "values of per_profile is not a value for at least"),
    (f"name: Annotated[str | None, example(5)] = None\n{FIELD}", "", "the argument text of example is not a text"),
    (f"name: Annotated[str | None, renamed_from()] = None\n{FIELD}", "", "names of renamed_from is not one or more"),
    (f"name: Annotated[str | None, deprecated('')] = None\n{FIELD}", "", "the argument advice of deprecated is not"),
    (f"name: Annotated[SecretStr | None, obtain(1)] = None\n{FIELD}", "", "the argument where of obtain is not a text"),
    (
        f"name: Annotated[SecretStr, rotates(every_days='9')]\n{FIELD}",
        "",
        "every_days of rotates is not a whole number",
    ),
    (f"name: Annotated[SecretStr, rotates(every_days=9, overlap='')]\n{FIELD}", "", "overlap of rotates is not a text"),
    (f"name: Annotated[str, Must(Present(), because=1)]\n{FIELD}", "", "the argument because of Must is not a text"),
    (f"name: Annotated[str, Must(BeOneOf('ab'))]\n{FIELD}", "", "words of BeOneOf is not one or more texts"),
    (
        f"name: bool = True\n{FIELD}",
        ", every_secret=Must(NotBePlaceholder())",
        "has an argument every_secret that is no",
    ),
    (f"name: bool = True\n{FIELD}", ", every_secret=(Present(),)", "has an argument every_secret that is no"),
    (f"name: bool = True\n{FIELD}", ", rules=at_most_one('A', 'B')", "has an argument rules that is no"),
    (f"name: bool = True\n{FIELD}", ", external=External('A', 'b', 'C.')", "has an argument external that is no"),
    (f"name: bool = True\n{FIELD}", ", external=(External('A', 'b', 3),)", "the argument description of External"),
    (f"name: bool = True\n{FIELD}", ", every_secret=(Must(HaveBytes('x')),)", "the argument least of HaveBytes"),
    (f"name: bool = True\n{FIELD}", ", profile=Literal['a']", "has an argument profile that is no"),
    (f"name: list[MultilineText]\n{FIELD}", "", "the items of a list are on one line"),
    (f"name: Annotated[str, Field(pattern='^[0-9]$')]\n{FIELD}", "", "has a form that no stand-in has"),
    (
        f"name: Annotated[Url | None, Must(UseScheme('amqps'))] = None\n{FIELD}",
        "",
        "cannot be asked to use the scheme amqps",
    ),
    ("name: str | None = None", "", "has no description"),
    (f"name: Literal['a', 'b` or `c'] = 'a'\n{FIELD}", "", "a choice holds a character that no message shows"),
    (f"name: list[Literal['a', 'b\tc']] | None = None\n{FIELD}", "", "a choice holds a character that no message"),
    (f"name: bool = True\n{FIELD}", ", title='a\tb'", "has a title with a character"),
    (f"name: float = 1.0\n{FIELD}", "", "the type float has no written form"),
    (f"name: str | int = 1\n{FIELD}", "", "has no single written form"),
    (f"name: Annotated[int, Field(ge=0.5)] = 1\n{FIELD}", "", "the bound ge=0.5 is not a whole number"),
    (f"name: Annotated[int, Field(ge=5, le=1)] = 1\n{FIELD}", "", "no number is within the bounds 5 to 1"),
    (f"name: Annotated[int, Field(ge=1, le=5, multiple_of=2)] = 2\n{FIELD}", "", "the marker MultipleOf"),
    (f"name: Annotated[list[str], Field(min_length=3)] = ['abc']\n{FIELD}", "", "its default is malformed"),
    (f"name: Literal[1, 2] = 1\n{FIELD}", "", "a choice is not a text"),
    (f"name: str | None = Field(None, alias='other')\n{FIELD}", "", "has an alias"),
    (f"name: str | None = Field(None, validation_alias='other')\n{FIELD}", "", "has an alias"),
    (f"name: Annotated[str | None, example('a'), example('b')] = None\n{FIELD}", "", "has example twice"),
    (f"name: Annotated[str, per_profile(storm='x')] = 'y'\n{FIELD}", "", "unknown profile storm"),
    (f"name: SecretStr = SecretStr('canary')\n{FIELD}", "", "is a secret with a default"),
    (f"name: Url = 'postgres://app:' 'S3cretCanary9' '@db/app'\n{FIELD}", "", "a default that holds a credential"),
    (f"name: str = 'AKIA' 'IOSFODNN7CANARYX'\n{FIELD}", "", "a default that holds a credential"),
    (f"name: Annotated[SecretStr | None, example('Zq3vK9wBLm5xT2pR')] = None\n{FIELD}", "", "pass for a real secret"),
    (f"name: Annotated[Url | None, example('nowhere')] = None\n{FIELD}", "", "its example is malformed"),
    (f"name: Url = 'nowhere'\n{FIELD}", "", "its default is malformed"),
    (
        f"name: Annotated[SecretStr | None, rotates(every_days=0)] = None\n{FIELD}",
        "",
        "every_days of rotates is not a whole number above",
    ),
    (
        f"name: Annotated[SecretStr | None, rotates(every_days=9, overlap='GONE')] = None\n{FIELD}",
        "",
        "about GONE, which is unknown",
    ),
    (f"name: Annotated[str | None, required_when(GONE='x')] = None\n{FIELD}", "", "about GONE, which is unknown"),
    (f"name: Annotated[str | None, required_when(unless='GONE')] = None\n{FIELD}", "", "about GONE, which is unknown"),
    (f"name: Annotated[str | None, Must(DifferFrom('GONE'))] = None\n{FIELD}", "", "about GONE, which is unknown"),
    (f"name: Annotated[bool, Must(HaveBytes(3))] = True\n{FIELD}", "", "cannot be asked to be at least 3 bytes"),
    (f"name: Annotated[str, Must(UseScheme('https'))] = 'a'\n{FIELD}", "", "cannot be asked to use the scheme"),
    (f"name: Annotated[bool, Must(Equal('yes'))] = True\n{FIELD}", "", "cannot be asked to be yes"),
    (f"name: Annotated[bool, Must(BeOneOf(('yes',)))] = True\n{FIELD}", "", "cannot be asked to be yes"),
    (f"name: Annotated[bool, Must(NotBePlaceholder())] = True\n{FIELD}", "", "cannot be asked to not be a placeholder"),
    (f"name: Annotated[bool, Must(NotContain(('t',)))] = True\n{FIELD}", "", "cannot be asked to not contain t"),
    (f"name: Annotated[bool, Must(Equal('true'))] = False\n{FIELD}", "", "breaks its own rule wrong-value"),
    (f"name: Annotated[bool, Must(Equal('true')), Must(Equal('true'))] = True\n{FIELD}", "", "wrong-value twice"),
    (
        f"flag: bool = True\n{FIELD}\nname: Annotated[str | None, required_when(FLAG='yes')] = None\n{FIELD}",
        "",
        "a value that FLAG cannot have",
    ),
    (
        f"key: SecretStr | None = None\n{FIELD}\nkey_file: str | None = None\n{FIELD}",
        "",
        "is the name of two variables",
    ),
    (f"Name: bool = True\n{FIELD}\nname: bool = True\n{FIELD}", "", "is the name of two variables"),
    (f"naïve: bool = True\n{FIELD}", "", "is not a portable name"),
    ('name: bool = True\n"""A null: \\0."""', "", "a character that is not text"),
    (f"name: bool = True\n{FIELD}", ", profile='GONE'", "the profile variable GONE is no choice"),
    (f'profile: Literal["a"] | None = None\n{FIELD}', ", profile='PROFILE'", "has no default"),
]


@pytest.mark.parametrize(("body", "options", "complaint"), REFUSED)
def test_a_schema_that_is_incomplete_or_contradicts_itself_is_refused(
    schema: Load, body: str, options: str, complaint: str
) -> None:
    """A schema with a fault raises SchemaError, which says where, what, and how to mend it, and shows no secret."""
    with pytest.raises(SchemaError) as caught:
        schema(body, options)
    error = caught.value
    assert complaint in error.complaint
    assert error.where
    assert error.hint
    assert "\n" not in str(error)
    assert "canary" not in str(error)


@pytest.mark.parametrize(
    ("marker", "options"),
    [
        ("required_when(is_set='KEY_FILE')", ""),
        ("required_when(unless='KEY_FILE')", ""),
        ("forbidden_when(is_set='KEY_FILE')", ""),
        ("Must(DifferFrom('KEY_FILE'))", ""),
        ("default_from('KEY_FILE')", ""),
        ("example('x')", ", rules=(at_most_one('NAME', 'KEY_FILE'),)"),
    ],
)
def test_a_rule_about_the_file_of_a_secret_leads_to_the_secret(schema: Load, marker: str, options: str) -> None:
    """A secret is set in either way, so a rule names the secret; the file of what is no secret is a slip."""
    name = f"name: Annotated[str | None, {marker}] = None\n{FIELD}"
    with pytest.raises(SchemaError) as caught:
        schema(f"key: SecretStr | None = None\n{FIELD}\n{name}", options)
    assert str(caught.value).endswith(" KEY_FILE, the file of a secret; name KEY itself, which covers both ways")
    with pytest.raises(SchemaError) as caught:
        schema(f"key: bool | None = None\n{FIELD}\n{name}", options)
    assert str(caught.value).endswith(" KEY_FILE, which is unknown; check the spelling")


def test_every_fault_of_a_schema_is_told_at_once(schema: Load) -> None:
    """The faults of a schema come together, the first raised and the others with it."""
    with pytest.raises(SchemaError) as caught:
        schema("one: str | None = None\ntwo: str | None = None")
    assert [error.where for error in (caught.value, *caught.value.also)] == ["Toy.one", "Toy.two"]


PLAIN_VARIABLE = """
class ToySettings(Settings):
    '''A toy.'''
    name: str = "a"
"""
NO_INTRODUCTION = """
class Part(Section):
    name: bool = True
    '''A name.'''
class ToySettings(Settings):
    '''A toy.'''
    part: Part
"""
ONE_TITLE_TWICE = """
class Part(Section, prefix="A_"):
    '''A part.'''
    name: bool = True
    '''A name.'''
class Other(Section, prefix="B_", title="Part"):
    '''A part.'''
    name: bool = True
    '''A name.'''
class ToySettings(Settings):
    '''A toy.'''
    part: Part
    other: Other
"""


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        (PLAIN_VARIABLE, "is not a section"),
        (NO_INTRODUCTION, "has no docstring"),
        (ONE_TITLE_TWICE, "is the title of two sections"),
    ],
)
def test_a_settings_class_is_made_of_documented_sections(tmp_path: Path, settings: str, complaint: str) -> None:
    """Settings hold sections only, each introduced by a docstring under a title of its own."""
    (tmp_path / "sections_of_a_toy.py").write_text(f"from estuary_docs.vocabulary import *\n{settings}")
    with pytest.raises(SchemaError, match=complaint):
        load_schema("sections_of_a_toy:ToySettings", tmp_path)
    forget(tmp_path, "sections_of_a_toy")


def test_annotations_tell_the_kind(schema: Load) -> None:
    """Each Python type of the vocabulary has its kind, also where it may be unset."""
    expected = {
        "bool": Flag(),
        "Annotated[int, Field(ge=0, le=3)] | None": Integer(0, 3),
        "Annotated[int, Field(ge=1, le=5)]": Integer(1, 5),
        "Annotated[int | None, Field(gt=1, lt=5)]": Integer(2, 4),
        "Annotated[int, Field(ge=-10, lt=0)]": Integer(-10, -1),
        "Annotated[int, Field(ge=1)]": Integer(1, None),
        "int": Integer(None, None),
        'Literal["a", "b"] | None': Choice(("a", "b")),
        "str": Text(),
        "SecretStr | None": Text(),
        "SecretUrl | None": Url(),
        "Url": Url(),
        "list[Origin] | None": ListOf(Origin()),
        "list[SecretUrl]": ListOf(Url()),
        "Decimal": Decimal(),
        "Annotated[Decimal, Field(gt=1, le=Decimal('2.50'))]": Decimal("1", "2.50", above=True),
        "timedelta | None": Duration(),
        "Annotated[timedelta, Field(gt=duration('1s'), lt=duration('1m'))]": Duration(1001, 59_999),
        "list[Annotated[timedelta, units('m', 's')]]": ListOf(Duration(units=("s", "m"))),
        "Size": Size(),
        "Annotated[Size | None, Field(ge=1, le=size('1KiB')), units('KiB', 'B')]": Size(1, 1024, ("B", "KiB")),
        "Annotated[str, Field(min_length=1, max_length=3, pattern='^[a-z]*$'), example('a')]": ShapedText(
            "^[a-z]*$", 1, 3
        ),
        "Annotated[SecretStr, Field(min_length=8)]": ShapedText(None, 8, None),
        "MultilineText": MultilineText(),
        "SecretMultilineText | None": MultilineText(),
        "Path": kinds.Path(),
        "list[Host]": ListOf(Host()),
        "Annotated[list[Host], Field(min_length=2, max_length=5)]": ListOf(Host(), 2, 5),
        "Annotated[list[Host], Field(max_length=3)] | None": ListOf(Host(), None, 3),
        "Annotated[list[Host] | None, Field(min_length=1)]": ListOf(Host()),
        "HostAndPort | None": HostAndPort(),
        "Email": Email(),
        "Annotated[SecretStr, schemes('amqp', 'amqps')]": Url(("amqp", "amqps")),
    }
    body = "\n".join(f"field_{index}: {annotation}\n{FIELD}" for index, annotation in enumerate(expected))
    assert [variable.kind for variable in schema(body).variables] == list(expected.values())


def test_a_field_without_a_default_is_always_required(schema: Load) -> None:
    """A field without a default is a variable that must be set."""
    catalogue = schema(f"name: str\n{FIELD}")
    assert deployment(catalogue).needed == {"NAME"}
    assert "\nNAME=your-name\n" in render(catalogue, "env-example")
    assert "Required always." in render(catalogue, "env-example")


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "true"), (3, "3"), ("a", "a"), ("", None), (None, None), (["a", 1], "a,1"), ([], None)],
)
def test_a_default_has_a_written_form(value: object, text: str | None) -> None:
    """A Python default becomes the text that stands for it; an empty one is unset."""
    assert written(value) == text


def test_a_secret_without_an_example_gets_a_placeholder(schema: Load) -> None:
    """Every secret has a placeholder, as long as its rules ask and recognisable even under a strange name."""
    catalogue = schema(
        f"key: Annotated[SecretStr | None, Must(HaveBytes(64))] = None\n{FIELD}\n"
        f"x9k2q7z4w8: SecretStr | None = None\n{FIELD}\n"
        f"address: SecretUrl | None = None\n{FIELD}"
    )
    key, strange, address = catalogue.variables
    assert key.example is not None
    assert len(key.example) >= 64
    assert strange.example == "change-me-x9k2q7z4w8-openssl-rand-base64-32"
    assert address.example == "https://your-address.example.com"


def test_the_catalogue_survives_json(catalogue: Catalogue) -> None:
    """A catalogue written as JSON and read back is the same, the notice aside."""
    assert from_json(to_json(catalogue)) == catalogue
    assert from_json(render(catalogue, "catalogue-json")) == catalogue


@pytest.mark.parametrize("output_format", RENDERERS)
def test_every_rendering_needs_the_catalogue_alone(catalogue: Catalogue, output_format: str) -> None:
    """Each format renders the same from a catalogue that came back from JSON, and the same again."""
    assert render(from_json(to_json(catalogue)), output_format) == render(catalogue, output_format)


def test_estuary_has_the_variables_of_its_table(catalogue: Catalogue) -> None:
    """Estuary's catalogue has its nineteen variables, four of them secret, and two that others read."""
    names = [variable.name for variable in catalogue.variables]
    assert len(names) == len(set(names)) == 19
    assert [variable.name for variable in catalogue.secrets] == [
        "CONVEX_DEPLOYMENT_URL",
        "AUTH_JWKS_URLS",
        "JWT_SECRET",
        "JWT_SECRET_PREVIOUS",
    ]
    assert [variable.name for variable in catalogue.external] == ["RUST_BACKTRACE", "TOKIO_WORKER_THREADS"]
    assert read(EstuarySettings) == catalogue


def test_a_service_without_external_variables_has_no_table_of_them(schema: Load) -> None:
    """A table without rows is left out."""
    assert render(schema(f"name: bool = True\n{FIELD}"), "external") == ""


def test_a_service_without_profiles_is_told_of_none(schema: Load) -> None:
    """Where nothing chooses a profile, no rendering speaks of one."""
    catalogue = schema(f"name: bool = True\n{FIELD}")
    assert "profile" not in render(catalogue, "env-example")
    assert '<th scope="col">Default</th>' in render(catalogue, "overview")


def test_an_unknown_profile_is_refused(catalogue: Catalogue) -> None:
    """A catalogue speaks only of its own profiles."""
    with pytest.raises(ProjectError, match="is not a profile of Estuary; choose one of development"):
        catalogue.in_profile("prod")


def test_every_condition_hint_and_unset_form_is_worded(schema: Load) -> None:
    """Rules without conditions, with several, and with choices of words are sentences too."""
    body = f"""
flag: bool = True
{FIELD}
mode: Literal["a", "b", "c"] = "a"
{FIELD}
name: Annotated[
    str | None,
    required_when(FLAG="true", MODE=("a", "b"), unless=("FLAG", "MODE")),
    Must(BeOneOf(("x", "y"))),
] = None
{FIELD}
"""
    text = render(schema(body), "env-example").replace("\n# ", " ")
    assert "Required when FLAG is true and MODE is a or b, unless FLAG or MODE is set." in text
    assert "Must be x or y." in text


def test_a_schema_that_says_nothing_of_its_secrets_warns_of_placeholders(schema: Load) -> None:
    """A copied example file does not pass in silence; a schema with rules of its own for secrets has those alone."""
    body = f"key: SecretStr\n{FIELD}"
    catalogue = schema(body)
    (copied,) = validator(catalogue).check({"KEY": str(next(catalogue.variables).example)})
    assert (copied.rule, copied.severity) == ("placeholder", "warning")
    assert validator(schema(body, ", every_secret=()")).check({"KEY": "change-me"}) == []


def test_a_default_of_a_profile_may_stand_within_a_union(schema: Load) -> None:
    """`per_profile` says the same inside the union with None as outside it."""
    body = f"{PROFILE}name: Annotated[str, per_profile(storm='a')] | None = None\n{FIELD}"
    (*_, variable) = schema(body, ", profile='PROFILE'").variables
    assert variable.defaults == {"calm": None, "storm": "a"}


def test_a_marker_without_its_argument_names_the_line_of_the_schema(schema: Load) -> None:
    """A check that lacks what it takes is told with the line of the field, not with one of the engine."""
    with pytest.raises(ProjectError, match=r"toy_schema_\d+\.py, line \d+: TypeError: HaveBytes takes least$"):
        schema(f"name: Annotated[SecretStr | None, Must(HaveBytes())] = None\n{FIELD}")


def test_a_secret_says_where_to_obtain_it(schema: Load) -> None:
    """Its source stands in the example file, and its placeholder tells nobody to generate it."""
    catalogue = schema(f"key: Annotated[SecretStr | None, obtain('Shop, API keys')] = None\n{FIELD}")
    text = render(catalogue, "env-example")
    assert "# Obtain it from: Shop, API keys." in text
    assert "openssl" not in text
    assert from_json(to_json(catalogue)) == catalogue


def test_a_rule_over_several_variables_is_told_once(schema: Load) -> None:
    """Its sentence stands at each of the variables, and its breach is one problem."""
    body = f"one: str | None = None\n{FIELD}\nother: str | None = None\n{FIELD}"
    catalogue = schema(body, ", rules=(at_most_one('ONE', 'OTHER', because='one is enough'),)")
    sentence = "At most one of `ONE` and `OTHER` may be set, because one is enough."
    assert render(catalogue, "env-example").count(sentence.replace("`", "")) == 2
    problems = validator(catalogue).check({"ONE": "a", "OTHER": "b"})
    assert [(each.variable, each.rule, each.message) for each in problems] == [("ONE", "conflicting", sentence)]
    assert from_json(to_json(catalogue)) == catalogue
