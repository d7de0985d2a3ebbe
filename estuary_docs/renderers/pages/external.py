"""The variables that something other than the service reads."""

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing import html


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the table of external variables, as HTML; nothing if there are none."""
    if not catalogue.external:
        return ""
    return html.table(
        "Variables that others read",
        ("Variable", "Read by", "Purpose"),
        (
            [html.name(variable.name), html.inline(variable.read_by), html.inline(variable.description)]
            for variable in catalogue.external
        ),
    )
