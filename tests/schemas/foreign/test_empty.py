"""An empty text is what the class takes it for: nothing under `env_ignore_empty`, and else a text like any other."""

import json
from pathlib import Path
from typing import Annotated, Literal

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # as the library is
from pydantic import BaseModel, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.cli.program import main
from estuary_docs.errors import ProjectError
from estuary_docs.renderers import render
from estuary_docs.schemas.foreign import read
from estuary_docs.validation.choices import choose
from estuary_docs.validation.tables import validator
from tests.runtimes.test_javascript import judging


class Berth(BaseModel):
    """A part with variables of its own."""

    depth: int = 4
    name: str = "north"


class Keeping(BaseSettings):
    """Takes an empty text for a text."""

    model_config = SettingsConfigDict(env_nested_delimiter="__")

    port: int = 80
    ratio: float = 0.5
    lit: bool = False
    tide: Literal["ebb", "flood"] = "ebb"
    dialect: Literal["", "low"] = "low"
    tags: list[str] = []
    berth: Berth = Berth()
    label: str
    code: Annotated[str, Field(min_length=2)] = "ab"
    token: SecretStr = SecretStr("")
    first: int = Field(1, validation_alias="FIRST")


class Ignoring(Keeping):
    """Takes it for nothing."""

    model_config = SettingsConfigDict(env_ignore_empty=True)


class Needing(Keeping):
    """Needs a secret too."""

    cipher_key: SecretStr


def refused(settings: type[BaseSettings], name: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Say whether a class refuses an empty text in a variable, where all that it needs is set."""
    monkeypatch.setenv("LABEL", "quay")
    monkeypatch.setenv(name, "")
    try:
        settings()
    except (ValidationError, SettingsError):
        return True
    return False


def names(catalogue: Catalogue) -> list[str]:
    """Return the names of the variables."""
    return [variable.name for variable in catalogue.variables]


@pytest.mark.parametrize("settings", [Keeping, Ignoring])
@pytest.mark.parametrize("name", names(read(Keeping)))
def test_the_validators_take_an_empty_text_as_the_class_does(
    settings: type[BaseSettings], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Python and in JSON Schema an empty number is malformed, and an empty text is one, unless both are ignored."""
    catalogue, environ = read(settings), {"LABEL": "quay", name: ""}
    problems = [problem for problem in validator(catalogue).check(environ) if problem.severity == "error"]
    is_refused = refused(settings, name, monkeypatch)
    assert bool(problems) is is_refused
    assert Draft202012Validator(json.loads(render(catalogue, "json-schema"))).is_valid(environ) is not is_refused
    if is_refused and settings is Keeping:
        assert problems[0].remedy == f"Remove `{name}` or give it a value: an empty text does not leave it unset."


def test_an_empty_secret_is_one_where_secrets_may_be_files_too(tmp_path: Path) -> None:
    """With `secret-files`, an empty text is what the class takes it for, unless a file has the secret."""
    catalogue = read(Needing).with_secret_files()
    judge = validator(catalogue)
    (tmp_path / "key").write_text("from-a-file")
    with judging(render(catalogue, "validation-mjs"), tmp_path) as node:
        for secret in catalogue.secrets:
            given = {"LABEL": "quay", "CIPHER_KEY": "x", secret.name: ""}
            for environ in (
                given,
                given | {secret.file_name: str(tmp_path / "key")},
                {**given, secret.file_name: "/gone"},
            ):
                problems = [problem.facts() for problem in judge.check(environ)]
                assert node.ask("check", environ) == problems
                if environ == given:
                    assert "missing" not in [problem["rule"] for problem in problems]


def test_javascript_takes_an_empty_text_alike(tmp_path: Path) -> None:
    """The module for Node has the verdicts of the one for Python."""
    for settings in (Keeping, Ignoring):
        catalogue = read(settings)
        judge = validator(catalogue)
        with judging(render(catalogue, "validation-mjs"), tmp_path) as node:
            for name in names(catalogue):
                environ = {"LABEL": "quay", name: ""}
                expected = [problem.remedy for problem in judge.check(environ)]
                assert [problem["remedy"] for problem in node.ask("check", environ)] == expected, name


def test_the_class_s_refusal_of_an_empty_text_comes_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """`validate --schema` says that an empty text does not leave the variable unset."""
    monkeypatch.setenv("LABEL", "quay")
    monkeypatch.setenv("PORT", "")
    ended = CliRunner().invoke(main, ["validate", "--schema", f"{__name__}:Keeping"])
    assert ended.exit_code == 1
    assert "Remove `PORT` or give it a value" in ended.output


def test_an_empty_choice_is_what_the_class_takes_it_for() -> None:
    """A deployment sets a text to nothing where that is a value; elsewhere it is refused, and the true reason told."""
    assert "\nLABEL=\n" in render(choose(read(Keeping), ["LABEL="], []), "env")
    refusals = {}
    for schema, name in ((Keeping, "PORT"), (Ignoring, "LABEL")):
        with pytest.raises(ProjectError) as caught:
            choose(read(schema), [f"{name}="], [])
        refusals[name] = str(caught.value)
    assert "an empty text does not leave it unset" in refusals["PORT"]
    assert "has no value, which counts as not set" in refusals["LABEL"]
