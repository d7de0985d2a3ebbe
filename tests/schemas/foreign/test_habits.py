"""What people have in their settings modules: comments, examples, names that say little, instances and functions."""

import json
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
from click.testing import CliRunner, Result

from estuary_docs.cli.program import main
from tests.conftest import forget

MODULE = """
from typing import Literal
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

class {name}(BaseSettings):
{body}
"""


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand in a project."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "harbour-office"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield
    forget(tmp_path, "habits")


def run(body: str, *arguments: str, name: str = "Quay", after: str = "", attribute: str = "") -> Result:
    """Return what a command does with a class."""
    Path("habits.py").write_text(MODULE.format(name=name, body=indent(body, "    ")) + after, encoding="utf-8")
    forget(Path.cwd(), "habits")
    return CliRunner().invoke(main, [*arguments, "--schema", f"habits:{attribute or name}"])


def variables(body: str, **options: str) -> dict[str, Any]:
    """Return the variables of a class, by name."""
    shown = run(body, "show", "catalogue-json", **options)
    catalogue = json.loads(shown.stdout)
    return {variable["name"]: variable for section in catalogue["sections"] for variable in section["variables"]}


def described(body: str) -> dict[str, str]:
    """Return the descriptions of the variables of a class that have one."""
    texts = {name: variable["description"] for name, variable in variables(body).items()}
    return {name: text for name, text in texts.items() if not text.startswith("No description yet")}


COMMENTED = [
    ("# How many lie here\n# at once.\nberths: int = 4", "How many lie here\nat once."),
    ("#: Sphinx reads this.\nberths: int = 4\nother: int = 1", "Sphinx reads this."),
    ("berths: int = 4  # boats, é", "boats, é"),
    ("# ---- Boats ----\n# At once.\nberths: int = 4", "At once."),
    ("# At once.\nberths: int = (\n    4\n)\n\n# Other.\nother: int = 1", "At once."),
    ("# Above.\nberths: int = 4  # behind", "Above."),
    ("# The token of the harbour master.\nberths: int = 4", "The token of the harbour master."),
    ("# A key, in base64, of OAuth2.\nberths: int = 4", "A key, in base64, of OAuth2."),
    ("# At once.\nberths: int = 4\n@property\ndef twice(self) -> int: return 2", "At once."),
]


@pytest.mark.parametrize(("body", "expected"), COMMENTED)
def test_a_comment_that_speaks_of_one_field_describes_it(body: str, expected: str) -> None:
    """It is above the field or behind it."""
    assert described(body)["BERTHS"].strip() == expected


@pytest.mark.parametrize(
    "body",
    [
        "# Boats\nberths: int = 4\nother: int = 1",  # the heading of both
        "# Boats\n\nberths: int = 4",
        "# TODO: rename\nberths: int = 4",
        "berths: int = 4  # noqa: E501",
        "berths: int = 4  # type: ignore[assignment]",
        "# piers: int = 4\nberths: int = 4",
        "# piers = load()\nberths: int = 4",
        "# ==============\n# == Boats ==\nberths: int = 4",
        "# The password: Tr0ub4dor&3\nberths: int = 4",
        "# The password = Tr0ub4dor&3\nberths: int = 4",
        "# Login harbour, password (Tr0ub4dor&3)\nberths: int = 4",
        "# The password of the quay is tr0ub4dor\nberths: int = 4",
        "# The API token: `a1Tr0ub4dorZ9`\nberths: int = 4",
        "# Boats are at <https://master:Tr0ub4dor&3@quay.example.com/x>.\nberths: int = 4",
        "# Before it was ghp_" + "0123456789abcdefghijABCDEFGHIJ012345\nberths: int = 4",
    ],
)
def test_a_comment_for_others_is_no_description(body: str) -> None:
    """Headings, notes to editors and tools, code that is switched off, and what holds a secret, are left alone."""
    assert "BERTHS" not in described(body)


def test_what_a_field_says_itself_goes_before_its_comment() -> None:
    """A description, a docstring or a title is meant to be read."""
    assert described('# A comment.\nberths: int = Field(4, description="Said.")') == {"BERTHS": "Said."}
    assert described('# A comment.\nberths: int = 4\n"""Said."""') == {"BERTHS": "Said."}


@pytest.mark.parametrize(
    "field",
    [
        'pilot: str | None = Field(None, examples=["anna"])',
        'pilot: str | None = Field(None, json_schema_extra={"examples": ["anna"]})',
        'pilot: str | None = Field(None, json_schema_extra={"example": "anna"})',
        'pilot: Literal["anna"] = Field(json_schema_extra={"examples": [7, "anna"]})',
    ],
)
def test_an_example_is_shown_where_there_is_no_default(field: str) -> None:
    """It may be declared for JSON Schema alone; what the field does not take is passed over."""
    assert variables(field)["PILOT"]["example"] == "anna"
    assert "PILOT=anna\n" in run(field, "show", "env-example").stdout


def test_a_list_and_code_of_a_description_have_lines_of_their_own() -> None:
    """In the example file as on the page."""
    body = 'mode: str = Field("day", description="When:\\n\\n- `day`\\n- `night`\\n\\n```sh\\nboat --go\\n```")'
    lines = "# When:\n# - day\n# - night\n# boat --go\n"
    assert lines in run(body, "show", "env-example").stdout
    assert "<code>boat --go</code>" in run(body, "show", "reference").stdout


def title(name: str, table: str = "", *, further: str = "") -> str:
    """Return what the service of a class is called."""
    project = Path("pyproject.toml")
    project.write_text(f'[project]\nname = "harbour-office"\n{table}', encoding="utf-8")
    shown = run(f"berths: int = 4\n{further}", "show", "catalogue-json", name=name)
    return str(json.loads(shown.stdout)["title"])


def test_a_class_that_is_called_settings_has_the_name_of_its_project() -> None:
    """Any better name goes before it, and `title` in pyproject.toml before all of them."""
    assert title("Settings") == title("AppConfig") == "Harbour office"
    assert title("QuaySettings") == "Quay"
    assert title("Settings", further='model_config = SettingsConfigDict(title="The quay")') == "The quay"
    table = '[tool.estuary-docs]\nschema = "habits:Settings"\ntitle = "The Harbour"\n'
    assert title("Settings", table) == "The Harbour"
    assert title("OtherSettings", table) == "Other"


def test_a_name_that_is_no_class_is_answered_with_those_that_are() -> None:
    """Also where it is a function that does not say what it returns."""
    after = "def build():\n    return Quay()\n"
    refused = run("berths: int = 4", "show", "env-example", after=after, attribute="build")
    assert refused.exit_code == 2
    assert refused.stderr.endswith("under the name build; name Quay\n")
    assert "has no class Kai; name Quay\n" in run("berths: int = 4", "show", "env-example", attribute="Kai").stderr
