"""Guides: pages that name the variables they are about, and are linked from them."""

from pathlib import Path

import pytest

from estuary_docs.catalogue.exchange import from_json, to_json
from estuary_docs.catalogue.model import Catalogue, Guide
from estuary_docs.errors import ProjectError
from estuary_docs.project.settings import find_project
from estuary_docs.renderers import render
from estuary_docs.site.guides import guides


@pytest.fixture
def toy(project: Path) -> Catalogue:
    """Return the small project's catalogue."""
    return find_project(project).catalogue()


def write(folder: Path, **pages: str) -> Path:
    """Write pages and return their folder."""
    for name, text in pages.items():
        path = folder / "docs" / f"{name.replace('_', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "docs"


def test_a_page_names_its_variables_in_its_front_matter(project: Path, toy: Catalogue) -> None:
    """A list names some, the word `secrets` all that are secret; other pages are no guides."""
    docs = write(
        project,
        index="# Home\n",
        guides_keys="---\nvariables: secrets\n---\n\n# Keep keys {#keys}\n",
        guides_ports="---\ntitle: Ports\nvariables: [PORT]\n---\n\n# Other\n",
        unnamed="---\nvariables: [PORT, KEY]\n---\n\nText.\n",
    )
    assert list(guides(docs, toy)) == [
        Guide("Keep keys", "guides/keys.md", ("KEY",)),
        Guide("Ports", "guides/ports.md", ("PORT",)),
        Guide("unnamed", "unnamed.md", ("PORT", "KEY")),
    ]


@pytest.mark.parametrize(
    ("named", "complaint"),
    [
        ("[GONE]", "page.md: variables names GONE, which is not a variable of Toy"),
        ("PORT", "page.md: variables must be a list of variables, or the word secrets"),
    ],
)
def test_a_guide_to_nothing_is_refused(project: Path, toy: Catalogue, named: str, complaint: str) -> None:
    """A variable that is gone takes its name out of the guides too."""
    docs = write(project, page=f"---\nvariables: {named}\n---\n\n# Page\n")
    with pytest.raises(ProjectError) as refusal:
        list(guides(docs, toy))
    assert str(refusal.value) == complaint


def test_the_reference_links_a_variable_s_guides(catalogue: Catalogue) -> None:
    """A guide stands with each variable that it names, and with no other."""
    from dataclasses import replace

    told = replace(
        catalogue, guides=(Guide("Rotate <keys>", "guides/rotate.md", ("JWT_SECRET", "JWT_SECRET_PREVIOUS")),)
    )
    reference = render(told, "reference")
    assert reference.count('<a href="guides/rotate.md">Rotate &lt;keys&gt;</a>') == 2
    assert "<dt>Guides</dt>" not in render(catalogue, "reference")
    assert from_json(to_json(told)) == told


@pytest.mark.parametrize(
    "head", ["---\n- a\n---\n", "---\na: [\n---\n", "---\n", "--- #\nvariables: secrets\n---\n", ""]
)
def test_a_page_without_facts_at_its_head_is_no_guide(project: Path, toy: Catalogue, head: str) -> None:
    """What is no table in YAML names no variable."""
    assert list(guides(write(project, page=f"{head}\n# Page\n"), toy)) == []
