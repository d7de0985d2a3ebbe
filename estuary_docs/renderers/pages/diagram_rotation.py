"""A diagram: the window in which an outgoing secret is still accepted."""

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing.drawing import code, figure, label, rule

START, ENTERS, LEAVES, END = 4, 124, 276, 396


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the diagram for the first secret that has an overlap, as HTML; nothing where none has."""
    for variable in catalogue.secrets:
        if variable.rotation and variable.rotation.overlap:
            return _figure(variable.name, variable.rotation.overlap, variable.rotation.every_days)
    return ""


def _figure(name: str, overlap: str, days: int) -> Markup:
    return figure(
        "diagram-rotation",
        f"The rotation of {name}",
        f"Every {days} days a new value goes into {name}, and the old one moves to {overlap}. While both are set, both "
        f"are accepted. When nothing uses the old value any more, {overlap} is removed.",
        236,
        [
            label(START, 18, code(name), "start"),
            _bar(START, 28, ENTERS, "old", "bar"),
            _bar(ENTERS, 28, END, "new", "bar strong"),
            label(START, 92, code(overlap), "start"),
            _bar(ENTERS, 102, LEAVES, "old", "bar"),
            rule(ENTERS, 134, 170),
            rule(LEAVES, 134, 170),
            label((ENTERS + LEAVES) // 2, 160, "both accepted"),
            label(ENTERS, 188, "1"),
            label(LEAVES, 188, "2"),
            label(START, 212, "1  the new value goes in", "start"),
            label(START, 232, "2  the old value is removed", "start"),
        ],
    )


def _bar(left: int, top: int, right: int, text: str, kind: str) -> Markup:
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="32" rx="3"/>{}').format(
        kind, left, top, right - left, label((left + right) // 2, top + 21, text)
    )
