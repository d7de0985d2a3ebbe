"""The kinds of other people's settings: one judgement in Python and in JavaScript."""

from pathlib import Path

import pytest

from estuary_docs.catalogue.exchange import from_json, to_json
from estuary_docs.catalogue.model import Catalogue, Section, Variable
from estuary_docs.renderers import render
from estuary_docs.validation.deployment import deployment
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary.checks import Present
from estuary_docs.vocabulary.kinds import Described, Json, Kind, Number, Switch, fault
from estuary_docs.vocabulary.rules import Must
from estuary_docs.wording.kinds import kind_clause
from tests.runtimes.test_javascript import judging

HUGE = 2**60
KINDS: dict[str, Kind] = {
    "SWITCH": Switch(),
    "WHOLE": Number(whole=True),
    "PORT": Number(whole=True, minimum=1, maximum=65535),
    "HUGE": Number(whole=True, minimum=HUGE),
    "NUMBER": Number(whole=False),
    "RATIO": Number(whole=False, minimum=0.5, maximum=1),
    "AT_MOST": Number(whole=False, maximum=10),
    "ABOVE": Number(whole=False, minimum=0, above=True),
    "BELOW": Number(whole=False, maximum=5, below=True),
    "BETWEEN": Number(whole=False, minimum=0, maximum=1, above=True, below=True),
    "UP_TO": Number(whole=False, minimum=0, maximum=1, above=True),
    "ARRAY": Json("array"),
    "OBJECT": Json("object"),
    "VALUE": Json("value"),
    "PATH": Described("a path"),
}
TEXTS: dict[str, dict[str, str | None]] = {
    "SWITCH": dict.fromkeys(("true", "TRUE", "1", "y", "Off", "NO"), None)
    | dict.fromkeys(("2", " true", "tru", "İ"), "malformed"),
    "WHOLE": dict.fromkeys((" 12 ", "1_000", "+5", "-3", "1.0", "007", "-0", "9" * 50, "9" * 4300), None)
    | dict.fromkeys(
        ("9" * 4301, "1.", "1e3", "1__0", "0x1", "1.5", "٣", "abc", "1 2", "_1", "--1", "+", "1._0"), "malformed"
    ),
    "PORT": {"1": None, "65535": None, "0": "out-of-range", "65536": "out-of-range", "": None},
    "HUGE": {str(HUGE): None, str(HUGE - 1): "out-of-range"},
    "NUMBER": dict.fromkeys(("1", ".5", "5.", "1e3", "1_0.5", "-1.5E-2", "inf", "-Infinity", "NaN", "+1"), None)
    | dict.fromkeys(("1e", "0x1", "one", ".", "1_", "e3", "in", "1 000"), "malformed"),
    "RATIO": {"0.5": None, "1": None, "0.49": "out-of-range", "1.01": "out-of-range", "nan": "out-of-range"},
    "AT_MOST": {"10": None, "-inf": None, "inf": "out-of-range"},
    "ABOVE": {"1e-300": None, "inf": None, "0": "out-of-range", "-1": "out-of-range", "nan": "out-of-range"},
    "BELOW": {"4.9": None, "-inf": None, "5": "out-of-range", "5.1": "out-of-range"},
    "BETWEEN": {"0.5": None, "0": "out-of-range", "1": "out-of-range"},
    "UP_TO": {"1": None, "0.0": "out-of-range", "1.1": "out-of-range"},
    "ARRAY": {
        "[]": None,
        ' ["a", 1] ': None,
        "null": None,
        "[NaN]": None,
        "[NaN": "malformed",
        "[" * 1200 + "]" * 1200: None,
        "[" + "9" * 4301 + "]": "malformed",
        "[1." + "9" * 4301 + "]": None,
        '["' + "9" * 4301 + '"]': None,
        "{}": "malformed",
        "a,b": "malformed",
    }
    | {"['a']": "malformed", "3": "malformed"},
    "OBJECT": {
        '{"a": []}': None,
        '{"NaN": NaN}': None,
        "{NaN: 1}": "malformed",
        "null": None,
        "[]": "malformed",
        "{": "malformed",
        "true": "malformed",
    },
    "VALUE": {"1": None, '"a"': None, "[]": None, "text": "malformed"},
    "PATH": {"/etc": None, "two\nlines": None, "🦦": None, "a\0b": "malformed"},
}
CASES = [(name, text, slug) for name, texts in TEXTS.items() for text, slug in texts.items() if text]


@pytest.fixture(scope="module")
def every_kind() -> Catalogue:
    """Return a catalogue with a required variable of each kind."""
    variables = tuple(
        Variable(name, "One.", kind, secret=False, defaults={"default": None}, rules=(Must(Present()),))
        for name, kind in KINDS.items()
    )
    return Catalogue("toy", "Toy", "A toy.", None, ("default",), "default", (Section("Toy", "", variables),))


@pytest.mark.parametrize(("name", "text", "slug"), CASES)
def test_each_form_is_judged(name: str, text: str, slug: str | None) -> None:
    """A text has the form of its kind, or breaks the rule that the table names."""
    assert fault(KINDS[name], text) == slug


def test_the_python_runtime_judges_alike(every_kind: Catalogue) -> None:
    """The interpreter of tables gives the verdicts of the engine."""
    judge = validator(every_kind)
    for name, text, slug in CASES:
        assert [found.rule for found in judge.check({name: text}) if found.variable == name] == [slug] * bool(slug)


def test_javascript_judges_alike(every_kind: Catalogue, tmp_path: Path) -> None:
    """The module for Node gives the verdicts of the engine."""
    with judging(render(every_kind, "validation-mjs"), tmp_path) as judge:
        for name, text, slug in CASES:
            problems = judge.ask("check", {name: text})
            found = [problem["rule"] for problem in problems if problem["variable"] == name]
            assert found == [slug] * bool(slug), (name, text)


def test_no_depth_of_brackets_is_an_accident() -> None:
    """A document too deep to read is left to the service."""
    deep = "[" * 100_000
    assert fault(Json("array"), deep) is None
    assert validator(_of_one(Json("array"))).check({"ONE": deep}) == []


def test_sound_texts_are_typed(every_kind: Catalogue) -> None:
    """The runtime's `load` gives flags and numbers; the rest is text."""
    given = {"SWITCH": "Yes", "WHOLE": "1_0.0", "PORT": "80", "HUGE": str(HUGE), "NUMBER": "1.5", "RATIO": "1"}
    given |= {
        "ABOVE": "1",
        "BELOW": "1",
        "BETWEEN": ".5",
        "UP_TO": "1",
        "AT_MOST": "1",
        "ARRAY": "[1]",
        "OBJECT": "{}",
        "VALUE": "1",
        "PATH": "/",
    }
    loaded = validator(every_kind).load(given)
    assert list(loaded.values()) == [True, 10, 80, HUGE, 1.5, 1.0, 1.0, 1.0, 1.0, 0.5, 1.0, "[1]", "{}", "1", "/"]


def test_every_kind_is_worded() -> None:
    """Each kind has a phrase, with its bounds."""
    assert {name: kind_clause(kind) for name, kind in KINDS.items()} == {
        "SWITCH": "`true` or `false`",
        "WHOLE": "a whole number",
        "PORT": "a whole number from 1 to 65535",
        "HUGE": f"a whole number of at least {HUGE}",
        "NUMBER": "a number",
        "RATIO": "a number from 0.5 to 1",
        "AT_MOST": "a number of at most 10",
        "ABOVE": "a number above 0",
        "BELOW": "a number below 5",
        "BETWEEN": "a number above 0 and below 1",
        "UP_TO": "a number above 0 and of at most 1",
        "ARRAY": "a JSON array",
        "OBJECT": "a JSON object",
        "VALUE": "a JSON value",
        "PATH": "a path",
    }


def test_every_kind_survives_json_and_deploys(every_kind: Catalogue) -> None:
    """A catalogue with each kind comes back from its JSON, and a deployment sets stand-ins of the right form."""
    assert from_json(to_json(every_kind)) == every_kind
    settings = deployment(every_kind).settings
    assert list(settings) == list(KINDS)
    assert [name for name, text in settings.items() if fault(KINDS[name], text)] == []


def _of_one(kind: Kind) -> Catalogue:
    variable = Variable("ONE", "One.", kind, secret=False, defaults={"default": None})
    return Catalogue("toy", "Toy", "A toy.", None, ("default",), "default", (Section("Toy", "", (variable,)),))


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if isinstance(kind, Number)], ids=repr)
def test_the_number_that_stands_for_others_is_within_the_bounds(kind: Number) -> None:
    """What an example or a deployment shows for a number is one that the kind takes."""
    assert fault(kind, str(kind.shown)) is None
