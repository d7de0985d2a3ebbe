"""The environment followed as a value, and one way to name a variable in every language that has it."""

import json
from importlib import import_module

import pytest

from estuary_docs.drift import languages
from estuary_docs.drift.languages.libraries import Row, Table
from tests.drift.services import SERVICES, mentions

PATHS = {"python": "service.py", "typescript": "service.ts", "go": "main.go", "rust": "src/main.rs", "shell": "run.sh"}
WAYS = json.loads((SERVICES / "environment.json").read_text(encoding="utf-8"))
LIBRARIES = json.loads((SERVICES / "libraries.json").read_text(encoding="utf-8"))
IDIOMS = [
    (f"{idiom['idiom']}, {language}", {PATHS[language]: source}, idiom["reads"])
    for idiom in json.loads((SERVICES / "idioms.json").read_text(encoding="utf-8"))
    for language, source in idiom["sources"].items()
]


def reads(files: dict[str, str]) -> dict[str, str | None]:
    """Return the names that a repository of these files reads, with their defaults."""
    return {each.name: each.default for each in mentions(files) if each.role == "read"}


def held(found: dict[str, str | None], wanted: dict[str, str | None]) -> dict[str, str | None]:
    """Return what was found without the defaults that nothing is said of."""
    return {name: default if wanted.get(name) is not None else None for name, default in found.items()}


@pytest.mark.parametrize(("files", "wanted"), [pytest.param(*each[1:], id=each[0]) for each in IDIOMS])
def test_an_idiom_names_the_same_variables_in_every_language(
    files: dict[str, str], wanted: dict[str, str | None]
) -> None:
    """A way to spell a name that one language's reader knows is known to all of them."""
    assert held(reads(files), wanted) == wanted


@pytest.mark.parametrize("way", WAYS, ids=[way["about"] for way in WAYS])
def test_the_environment_is_followed_to_the_place_that_takes_a_name(way: dict[str, dict[str, str]]) -> None:
    """Exports, imports, parameters, returned values, wrappers and copies hand on the environment; others do not."""
    assert held(reads(way["files"]), dict(way["reads"])) == way["reads"]


@pytest.mark.parametrize("use", LIBRARIES, ids=[use["about"] for use in LIBRARIES])
def test_a_library_reads_what_its_documentation_says(use: dict[str, dict[str, str]]) -> None:
    """The way that a library's documentation shows names its variables, with the defaults that it gives them."""
    assert held(reads(use["files"]), dict(use["reads"])) == use["reads"]


def tables() -> list[Table]:
    """Return the tables of all languages."""
    modules = [
        import_module(f"{languages.__name__}.{each}.libraries") for each in ("python", "javascript", "go", "rust")
    ]
    return [table for module in modules for table in vars(module).values() if isinstance(table, Table)]


@pytest.mark.parametrize(
    "row", [row for table in tables() for row in table.rows], ids=lambda row: f"{row.of} {row.calls}"
)
def test_a_row_says_where_its_library_is_documented(row: Row) -> None:
    """Each row has a source, a way to be found, and places of arguments that a call can have."""
    assert row.source.startswith("https://")
    assert row.calls
    assert all(isinstance(place, str) or place >= 0 for place in (*row.name, *row.default, *row.prefix))
