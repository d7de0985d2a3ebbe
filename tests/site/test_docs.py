"""What the project's own prose claims, held against the code."""

import re
from pathlib import Path

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.cli.program import COMMANDS
from estuary_docs.renderers import PAGES as FORMATS_OF_PAGES
from estuary_docs.renderers import RENDERERS
from estuary_docs.renderers.pages.rules import possible
from estuary_docs.site.format_reference import formats
from estuary_docs.wording.messages import MEANINGS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted((ROOT / "docs").rglob("*.md"))
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


@pytest.mark.parametrize("command", ["generate-env-example", *(f"estuary-docs {name}" for name in COMMANDS)])
def test_the_readme_knows_every_command(command: str) -> None:
    """A command that the README does not name is one that nobody finds."""
    assert command in README


@pytest.mark.parametrize("command", ["generate-env-example", *(f"estuary-docs {name}" for name in COMMANDS)])
def test_every_command_has_a_recipe(command: str) -> None:
    """The page of recipes shows each command once, in a fence of its own."""
    recipes = (ROOT / "docs/tool/how-to.md").read_text(encoding="utf-8")
    assert len(re.findall(rf"^\$ {command}(?: .*)?$", recipes, re.MULTILINE)) == 1


# What other teams' sites show; Estuary's has a filter for it.
ELSEWHERE = {"settings"}


@pytest.mark.parametrize("output_format", sorted(set(FORMATS_OF_PAGES) - ELSEWHERE))
def test_every_format_for_pages_is_on_a_page(output_format: str) -> None:
    """A rendering for the site is shown on the site."""
    assert any(f'show("{output_format}")' in page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("output_format", RENDERERS)
def test_every_format_is_described(output_format: str) -> None:
    """The page of formats has a line for each, from what its module says of itself."""
    assert "{{ formats() }}" in (ROOT / "docs" / "tool" / "formats.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| `{output_format}` \| \S.+ \|$", formats(), re.MULTILINE)


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_short(page: Path) -> None:
    """A decision fits in 1.5 kB and has its four parts."""
    _front_matter, _, text = page.read_text(encoding="utf-8").removeprefix("---\n").partition("---\n")
    assert len(text.encode()) < 1500
    if page.stem != "index":
        assert all(f"**{part}" in text for part in ("Status:", "Context.", "Decision.", "Consequences."))


def test_every_dependency_beyond_the_given_has_its_reason() -> None:
    """A dependency that the project's owner did not name is argued for on a decision page."""
    import tomllib

    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=]", text)[0] for text in listed}
    extra = names - {"mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "pydantic", "click"}
    reasons = "".join(page.read_text(encoding="utf-8").lower() for page in DECISIONS)
    assert all(name in reasons for name in extra)


def test_every_rule_has_its_meaning_and_no_other(catalogue: Catalogue) -> None:
    """Each rule that an environment can break is explained, and only those that a schema can declare."""
    found = {problem.rule for _, problem in possible(catalogue)}
    assert found <= set(MEANINGS)
    assert set(MEANINGS) - found == {
        *("value-not-allowed", "renamed", "deprecated", "forbidden", "conflicting", "incomplete"),
        "refused",  # what a class of pydantic-settings says itself
    }


def test_no_file_names_a_registry() -> None:
    """The lock files name packages and hashes, never where they come from."""
    for path in [*ROOT.glob("*.lock"), ROOT / "pyproject.toml", *ROOT.glob("*/*/package-lock.json")]:
        assert not re.search(r"resolved|index-url|find-links|pypi\.|npmjs", path.read_text(encoding="utf-8")), path.name
