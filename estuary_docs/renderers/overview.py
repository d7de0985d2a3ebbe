"""One row for each variable: what it is, at a glance."""

from markupsafe import Markup

from estuary_docs import html, wording
from estuary_docs.catalogue import Catalogue, Variable
from estuary_docs.renderers.reference import variable_link
from estuary_docs.text import paragraphs


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the table of all variables, as HTML."""
    return html.table(
        "All variables",
        (
            "Variable",
            "Purpose",
            "Form",
            f"Default in {catalogue.profile}" if catalogue.profile_variable else "Default",
            "Secret",
        ),
        ([variable_link(variable.name), *_facts(catalogue, variable)] for variable in catalogue.variables),
    )


def _facts(catalogue: Catalogue, variable: Variable) -> list[Markup]:
    return [
        html.inline(paragraphs(variable.description)[0]),
        html.inline(wording.kind_phrase(variable.kind)),
        html.default(variable.defaults[catalogue.profile]),
        html.inline("secret" if variable.secret else "no"),
    ]
