"""JSON behind a Python type: the same values are taken by pydantic and by both validators."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field, SecretStr

from estuary_docs.renderers import RENDERERS, render
from estuary_docs.runtimes.python.problems import InvalidEnvironmentError
from estuary_docs.schemas.own import read
from estuary_docs.vocabulary import Email, SecretUrl, Section, Settings, Size, Url, schemes, units
from estuary_docs.vocabulary.annotations import AnnotationError, meaning
from estuary_docs.vocabulary.kinds import Json
from estuary_docs.wording.kinds import kind_phrase
from tests.runtimes.test_javascript import judging


class Documents(Section):
    """Documents."""

    texts: dict[str, str] = {"a": "é"}  # noqa: RUF012 - as a schema is written
    """Texts."""
    numbers: dict[str, int] | None = None
    """Whole numbers."""
    levels: dict[str, list[Literal["low", "high"]]]
    """Levels."""
    flags: dict[str, dict[str, bool]] | None = None
    """Flags."""
    rows: list[dict[str, int]] = [{"a": 1}]  # noqa: RUF012 - as a schema is written
    """Rows."""


class DocumentsSettings(Settings):
    """Documents."""

    documents: Documents


CATALOGUE = read(DocumentsSettings)
PHRASES = [
    *("object of texts", "object of whole numbers", "object of lists of `low` or `high`", "object of objects of flags"),
    "array of objects of whole numbers",
]
SOUND = {"LEVELS": '{"x": ["low"], "y": []}'}


def test_a_kind_says_what_is_in_it() -> None:
    """The phrase tells what the values are; a default is written as JSON."""
    assert [kind_phrase(each.kind) for each in CATALOGUE.variables] == [f"JSON {phrase}" for phrase in PHRASES]
    assert next(CATALOGUE.variables).defaults["default"] == '{"a": "é"}'


@pytest.mark.parametrize(
    ("name", "text", "is_sound"),
    [
        ("TEXTS", "{}", True),
        ("TEXTS", '{"a": "b", "c": ""}', True),
        ("TEXTS", '{"a": 1}', False),
        ("TEXTS", '{"a": null}', False),
        ("TEXTS", '["a"]', False),
        ("TEXTS", "null", False),
        ("TEXTS", "{a: b}", False),
        ("NUMBERS", '{"a": 1, "b": -2.0}', True),
        ("NUMBERS", '{"a": 1.5}', False),
        ("NUMBERS", '{"a": "1"}', False),
        ("NUMBERS", '{"a": true}', False),
        ("NUMBERS", '{"a": NaN}', False),
        ("LEVELS", '{"a": ["high", "low"]}', True),
        ("LEVELS", '{"a": ["High"]}', False),
        ("FLAGS", '{"a": {"b": true}}', True),
        ("FLAGS", '{"a": {"b": "true"}}', False),
        ("FLAGS", '{"a": true}', False),
        ("ROWS", '[{"a": 1}, {}]', True),
        ("ROWS", "[]", True),
        ("ROWS", '{"a": 1}', False),
        ("ROWS", '[{"a": "1"}]', False),
    ],
)
def test_pydantic_and_the_validators_agree_on_a_document(
    name: str,
    text: str,
    is_sound: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    """What is no document of the form is malformed, in the same words; what is one arrives as Python's values."""
    environ = SOUND | {name: text}
    problems = DocumentsSettings.problems(environ)
    with judging(render(CATALOGUE, "validation-mjs"), tmp_path) as judge:
        assert judge.ask("check", environ) == [each.facts() for each in problems]
    assert [(each.variable, each.rule) for each in problems] == ([] if is_sound else [(name, "malformed")])
    if is_sound:
        assert getattr(DocumentsSettings.from_environ(environ).documents, name.lower()) == json.loads(text)
    else:
        with pytest.raises(InvalidEnvironmentError):
            DocumentsSettings.from_environ(environ)


def test_every_rendering_is_made() -> None:
    """No format stumbles over a document."""
    assert all(render(CATALOGUE, output_format) is not None for output_format in RENDERERS)


@pytest.mark.parametrize(
    "annotation", [dict[int, str], dict[str, float], dict[str, bytes | str], list[dict[str, float]], dict]
)
def test_another_type_is_refused(annotation: object) -> None:
    """Names are texts, and values of the types that JSON has."""
    with pytest.raises(AnnotationError, match="has no written form"):
        meaning(annotation, [])


@pytest.mark.parametrize(
    ("annotation", "complaint", "instead"),
    [
        (dict[str, Email], "Email", "dict[str, str]"),
        (list[dict[str, Url]], "Url", "list[dict[str, str]]"),
        (dict[str, Annotated[str, schemes("amqp")]], "Url", "dict[str, str]"),
        (dict[str, list[Size]], "Size", "dict[str, list[int]]"),
        (dict[str, timedelta], "timedelta", "dict[str, str]"),
        (dict[str, Annotated[timedelta, units("s")]], "Units", "dict[str, str]"),
        (dict[str, Annotated[int, Field(ge=1)]], "int with limits", "dict[str, int]"),
        (dict[str, str | None], "str | None", "dict[str, str]"),
        (dict[int, Literal["low", "high"]], "int", "dict[str, Literal['low', 'high']]"),
    ],
)
def test_a_refusal_says_what_to_write_instead(annotation: object, complaint: str, instead: str) -> None:
    """What JSON lacks is named, whether it is a kind of the vocabulary, a limit or a type, and so is what it has."""
    with pytest.raises(AnnotationError) as caught:
        meaning(annotation, [])
    assert caught.value.complaint == f"{complaint} has no written form inside JSON"
    assert caught.value.hint == f"write {instead}, and check its values in your code"
    assert isinstance(meaning(eval(instead), []).kind, Json)  # noqa: S307 - one of the texts above


@pytest.mark.parametrize("annotation", [dict[str, SecretStr], list[dict[str, SecretUrl]]])
def test_a_secret_is_in_no_document(annotation: object) -> None:
    """Nothing of an object could be hidden, so each secret is a variable."""
    with pytest.raises(AnnotationError) as caught:
        meaning(annotation, [])
    assert caught.value.hint == "declare each secret as a variable"
