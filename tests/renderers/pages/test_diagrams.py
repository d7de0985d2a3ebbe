"""Diagrams: drawn from the catalogue, told in words, and silent where there is nothing to draw."""

from collections.abc import Callable
from xml.etree.ElementTree import fromstring

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render

DIAGRAMS = ("diagram-secret-path", "diagram-rotation")


@pytest.mark.parametrize("name", DIAGRAMS)
def test_a_diagram_says_in_words_what_it_shows(catalogue: Catalogue, name: str) -> None:
    """It is well-formed, named and described for readers who do not see it, and brings no colour of its own."""
    drawing = render(catalogue, name)
    svg = fromstring(drawing)[0]  # noqa: S314 - the project's own text
    texts = {each.get("id"): each.text for each in svg.iter() if each.get("id")}
    assert set(texts) == {f"{name}-title", f"{name}-description"} == set(str(svg.get("aria-labelledby")).split())
    assert all(texts.values())
    assert "#" not in drawing
    assert "style" not in drawing
    assert "\n\n" not in drawing


def test_the_rotation_is_that_of_the_first_secret_with_an_overlap(catalogue: Catalogue) -> None:
    """It names both variables and the number of days."""
    drawing = render(catalogue, "diagram-rotation")
    assert all(word in drawing for word in ("JWT_SECRET", "JWT_SECRET_PREVIOUS", "90 days"))


@pytest.mark.parametrize("name", DIAGRAMS)
def test_there_is_no_diagram_of_nothing(schema: Callable[..., Catalogue], name: str) -> None:
    """A schema without secrets has neither picture."""
    assert render(schema("port: Annotated[int, Field(ge=1, le=9)] = 3\n'''A port.'''"), name) == ""
