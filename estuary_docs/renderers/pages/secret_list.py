"""The secrets in short: names, each with its purpose."""

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.pages.reference import variable_link
from estuary_docs.renderers.writing import html
from estuary_docs.renderers.writing.text import paragraphs


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return a list of links into the reference, as HTML; nothing if nothing is secret."""
    items = [
        Markup("<li>{}: {}</li>").format(
            variable_link(catalogue, variable.name), html.inline(paragraphs(variable.description)[0])
        )
        for variable in catalogue.secrets
    ]
    return Markup("<ul>\n{}\n</ul>").format(html.lines(items)) if items else ""
