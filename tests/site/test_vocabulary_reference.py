"""The reference of the vocabulary, held against the vocabulary; each of its examples is run."""

import inspect
from pathlib import Path
from typing import get_args

import pytest
from markdown import markdown

from estuary_docs import vocabulary
from estuary_docs.runtimes.python.quantities import BYTES, MILLISECONDS
from estuary_docs.schemas.own import read
from estuary_docs.site.vocabulary_reference import GROUPS, meaning, refusal, signature, words
from estuary_docs.vocabulary.examples import schemas
from estuary_docs.vocabulary.examples.example import Example
from estuary_docs.vocabulary.types import Unit
from tests.conftest import ROOT
from tests.sites import Page

# The example of each word, in the order of the reference.
EXAMPLES: dict[str, Example] = {
    word: example for module in GROUPS.values() for word, example in module.EXAMPLES.items()
}
# What a schema needs and Python or pydantic has.
OF_PYTHON = {"bool", "int", "Decimal", "timedelta", "str", "SecretStr", "Literal", "Path", "list", "dict", "Field"}
WITHOUT_A_REFUSAL = {"InvalidEnvironmentError", "Problem"}
TEXT = words()
PAGE = Page(markdown(TEXT, extensions=["attr_list", "fenced_code"]))


def test_every_word_is_documented_and_no_other() -> None:
    """The reference has the words that the vocabulary exports, those of Python that a schema needs, and no other."""
    assert set(EXAMPLES) == {*vocabulary.__all__, *OF_PYTHON}
    assert set(EXAMPLES) <= set(PAGE.ids)


def test_each_example_is_of_its_word() -> None:
    """The source of an example uses the word that it is an example of."""
    for word, example in EXAMPLES.items():
        parts = [part for part in (example.helper, example.section, example.settings) if part]
        assert any(word in inspect.getsource(part) for part in parts), word


@pytest.mark.parametrize(("word", "example"), EXAMPLES.items())
def test_an_example_is_a_schema_that_its_environment_breaks(word: str, example: Example) -> None:
    """Each example is read without a complaint, and the environment beside it has problems with its own variables."""
    names = {variable.name for variable in read(example.schema).variables}
    problems = example.schema.problems(example.environ)
    assert problems, word
    assert {problem.variable for problem in problems} <= {*names, *example.environ}
    assert all(f"[{problem.rule}]: {problem.message} {problem.remedy}" in TEXT for problem in problems)


@pytest.mark.parametrize(("word", "example"), EXAMPLES.items())
def test_a_refused_declaration_is_refused_in_one_line(word: str, example: Example) -> None:
    """Each word but those that no schema declares has a declaration that is refused, and the page shows the message."""
    assert (refusal(example) == "") == (word in WITHOUT_A_REFUSAL)
    assert "\n" not in refusal(example)
    assert refusal(example) in TEXT


@pytest.mark.parametrize("word", vocabulary.__all__)
def test_a_word_says_what_it_takes_and_means(word: str) -> None:
    """No word takes `*values, **named`, each has a docstring, and editors show both."""
    assert "*values: object, **named" not in signature(word)
    assert "**data" not in signature(word)
    assert meaning(word).endswith(".")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("rotates", "rotates(*, every_days: int, overlap: str | None = None) -> Rotation"),
        ("Must", 'Must(check: Check, conditions: tuple[Condition, ...] = (), because: str = "")'),
        ("Url", "Url: str"),
        ("SecretUrl", "SecretUrl: SecretStr"),
        ("Section", 'class Section(prefix: str = "", title: str = …)'),
        ("obtain", "obtain(where: str) -> Issuer"),
    ],
)
def test_a_signature_is_written_as_in_a_schema(word: str, expected: str) -> None:
    """It has real parameters, and no modules."""
    assert signature(word) == expected


def test_the_page_shows_the_words() -> None:
    """The page computes the reference."""
    assert "{{ words() }}" in (ROOT / "docs" / "tool" / "vocabulary.md").read_text(encoding="utf-8")


def test_the_built_page_has_every_word(site: Path) -> None:
    """On the site each word has its place."""
    page = Page((site / "tool" / "vocabulary" / "index.html").read_text(encoding="utf-8"))
    assert set(EXAMPLES) <= set(page.ids)


def test_the_functions_of_the_examples_do_what_they_say() -> None:
    """What stands beside an example runs too."""
    assert schemas.start({"CLOSING_HOUR": "20"}) == "open until 20"
    assert "error[out-of-range]: `CLOSING_HOUR`" in schemas.start({"CLOSING_HOUR": "24"})
    assert schemas.rules_broken({"CLOSING_HOUR": "noon"}) == ["malformed"]


def test_the_units_are_those_of_the_judges() -> None:
    """The words that `units` takes are the units of durations and sizes."""
    assert get_args(Unit) == (*MILLISECONDS, *BYTES)
