"""One row for each variable: what it is, at a glance."""

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue, Section, Variable
from estuary_docs.renderers.pages.reference import variable_link
from estuary_docs.renderers.writing import html, profile_facts
from estuary_docs.renderers.writing.text import paragraphs
from estuary_docs.validation.needs import needs
from estuary_docs.wording import sentences

HEADS = ("Variable", "Purpose", "Form", "Default")


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return a table for each section, as HTML; a browser lays out only those in sight."""
    by_profile = needs(catalogue)
    tables = html.lines(_table(catalogue, section, by_profile) for section in catalogue.sections)
    return Markup('<div class="overview">\n{}\n</div>').format(tables)


def _table(catalogue: Catalogue, section: Section, by_profile: profile_facts.NeedsByProfile) -> Markup:
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(head) for head in HEADS)
    rows = html.lines(_row(catalogue, variable, by_profile) for variable in section.variables)
    return Markup(
        '<div data-section="{}">\n<table class="overview-table">\n<caption>{}</caption>\n'
        "<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>\n</div>"
    ).format(section.anchor, section.title, heads, rows)


def _row(catalogue: Catalogue, variable: Variable, by_profile: profile_facts.NeedsByProfile) -> Markup:
    cells = (
        html.inline(paragraphs(variable.description)[0]),
        html.inline(sentences.kind_phrase(variable.kind)),
        profile_facts.default(catalogue, variable),
    )
    return Markup('<tr><th scope="row">{} {}</th>{}</tr>').format(
        variable_link(variable.name),
        profile_facts.marks(variable, by_profile),
        Markup("").join(Markup("<td>{}</td>").format(cell) for cell in cells),
    )
