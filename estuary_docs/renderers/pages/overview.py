"""One row for each variable: what it is, at a glance. Where each section has a page, it is the index of those."""

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue, Section, Variable
from estuary_docs.renderers.pages.reference import not_judged, variable_link
from estuary_docs.renderers.writing import html, profile_facts
from estuary_docs.renderers.writing.text import paragraphs
from estuary_docs.validation.needs import needs
from estuary_docs.wording.kinds import kind_phrase

HEADS = ("Variable", "What it does", "Type", "Default")


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return one table with a group of rows for each section, as HTML.

    Where no page holds all entries, what no validator judges is told below it, as Markdown.
    """
    by_profile = needs(catalogue)
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(head) for head in HEADS)
    table = Markup(
        '<div class="overview" data-search-exclude>\n<table class="overview-table" aria-label="All variables">\n'
        "<thead><tr>{}</tr></thead>\n{}\n</table>\n</div>"
    ).format(heads, html.lines(_group(catalogue, section, by_profile) for section in catalogue.shown_sections))
    return "\n\n".join([table, *(not_judged(catalogue) if catalogue.is_split else ())])


def _group(catalogue: Catalogue, section: Section, by_profile: profile_facts.NeedsByProfile) -> Markup:
    rows = html.lines(_row(catalogue, variable, by_profile) for variable in section.variables)
    page = catalogue.pages.get(section.entries)
    title = Markup('<a href="{}">{}</a>').format(page, section.title) if page else section.title
    return Markup(
        '<tbody data-section="{}">\n<tr class="overview-section"><th scope="rowgroup" colspan="{}">{}</th></tr>\n{}\n'
        "</tbody>"
    ).format(section.anchor, len(HEADS), title, rows)


def _row(catalogue: Catalogue, variable: Variable, by_profile: profile_facts.NeedsByProfile) -> Markup:
    cells = (
        html.inline(paragraphs(variable.description)[0]),
        html.inline(kind_phrase(variable.kind)),
        profile_facts.default(catalogue, variable),
    )
    # A link to the place of an entry that is on another page leads to its row.
    place = Markup(' id="{}"').format(variable.anchor) if catalogue.is_split else ""
    return Markup('<tr{} {}><th scope="row">{} {}</th>{}</tr>').format(
        place,
        profile_facts.facets(variable, by_profile),
        variable_link(catalogue, variable.name),
        profile_facts.marks(variable, by_profile),
        Markup("").join(
            Markup('<td data-label="{}">{}</td>').format(head, cell)
            for head, cell in zip(HEADS[1:], cells, strict=True)
        ),
    )
