"""The table of variables that are not secret."""

from markupsafe import Markup

from estuary_docs import html, wording
from estuary_docs.catalogue import Catalogue, Variable
from estuary_docs.renderers.reference import variable_link


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the table of settings that anybody may see, as HTML."""
    return html.table(
        "Settings that are not secret",
        ("Setting", "Purpose", "Form", "Default"),
        ([variable_link(variable.name), *_facts(variable)] for variable in catalogue.variables if not variable.secret),
    )


def _facts(variable: Variable) -> list[Markup]:
    return [
        html.prose(variable.description),
        html.inline(wording.kind_phrase(variable.kind)),
        html.bullets([html.inline(sentence) for sentence in wording.default_sentences(variable.defaults)]),
    ]
