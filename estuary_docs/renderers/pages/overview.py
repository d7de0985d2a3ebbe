"""One row for each variable: what it is, at a glance."""

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue, Section, Variable
from estuary_docs.renderers.pages.reference import variable_link
from estuary_docs.renderers.writing import html, profile_facts
from estuary_docs.renderers.writing.text import paragraphs
from estuary_docs.validation.needs import needs
from estuary_docs.wording import sentences

HEADS = ("Variable", "What it does", "Type", "Default")


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return one table with a group of rows for each section, as HTML."""
    by_profile = needs(catalogue)
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(head) for head in HEADS)
    return Markup(
        '<div class="overview" data-search-exclude>\n<table class="overview-table" aria-label="All variables">\n'
        "<thead><tr>{}</tr></thead>\n{}\n</table>\n</div>"
    ).format(heads, html.lines(_group(catalogue, section, by_profile) for section in catalogue.sections))


def _group(catalogue: Catalogue, section: Section, by_profile: profile_facts.NeedsByProfile) -> Markup:
    rows = html.lines(_row(catalogue, variable, by_profile) for variable in section.variables)
    return Markup(
        '<tbody data-section="{}">\n<tr class="overview-section"><th scope="rowgroup" colspan="{}">{}</th></tr>\n{}\n'
        "</tbody>"
    ).format(section.anchor, len(HEADS), section.title, rows)


def _row(catalogue: Catalogue, variable: Variable, by_profile: profile_facts.NeedsByProfile) -> Markup:
    cells = (
        html.inline(paragraphs(variable.description)[0]),
        html.inline(sentences.kind_phrase(variable.kind)),
        profile_facts.default(catalogue, variable),
    )
    return Markup('<tr><th scope="row">{} {}</th>{}</tr>').format(
        variable_link(variable.name),
        profile_facts.marks(variable, by_profile),
        Markup("").join(
            Markup('<td data-label="{}">{}</td>').format(head, cell)
            for head, cell in zip(HEADS[1:], cells, strict=True)
        ),
    )
