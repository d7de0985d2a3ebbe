"""The table of variables that are not secret."""

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.pages.reference import variable_link
from estuary_docs.renderers.writing import html
from estuary_docs.wording.kinds import kind_phrase
from estuary_docs.wording.sentences import default_sentences


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the table of settings that anybody may see, as HTML."""
    return html.table(
        "Settings that are not secret",
        ("Setting", "Purpose", "Form", "Default"),
        (
            [variable_link(catalogue, variable.name), *_facts(variable)]
            for variable in catalogue.variables
            if not variable.secret
        ),
    )


def _facts(variable: Variable) -> list[Markup]:
    return [
        html.prose(variable.description),
        html.inline(kind_phrase(variable.kind)),
        html.bullets([html.inline(sentence) for sentence in default_sentences(variable)]),
    ]
