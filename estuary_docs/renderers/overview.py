"""One row for each variable: what it is, at a glance."""

from markupsafe import Markup

from estuary_docs import html, profile_facts, wording
from estuary_docs.catalogue import Catalogue, Variable
from estuary_docs.renderers.reference import variable_link
from estuary_docs.text import paragraphs


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the table of all variables, as HTML."""
    lacking = profile_facts.lacking(catalogue)
    table = html.table(
        "All variables",
        ("Variable", "Purpose", "Form", "Default"),
        ([_name(catalogue, variable, lacking), *_facts(catalogue, variable)] for variable in catalogue.variables),
    )
    return Markup('<div class="overview">\n{}\n</div>').format(table)


def _name(catalogue: Catalogue, variable: Variable, lacking: profile_facts.Lacking) -> Markup:
    marks = profile_facts.marks(catalogue, variable, lacking)
    return Markup("{} {}").format(variable_link(variable.name), marks)


def _facts(catalogue: Catalogue, variable: Variable) -> list[Markup]:
    return [
        html.inline(paragraphs(variable.description)[0]),
        html.inline(wording.kind_phrase(variable.kind)),
        profile_facts.default(catalogue, variable),
    ]
