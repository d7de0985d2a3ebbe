"""The table of secrets."""

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.pages.reference import variable_link
from estuary_docs.renderers.writing import html
from estuary_docs.wording import sentences


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the table of secrets, as HTML."""
    return html.table(
        "Secrets",
        ("Secret", "Purpose", "Required", "Form and rules", "Rotation", "Delivery"),
        ([variable_link(variable.name), *_facts(variable)] for variable in catalogue.secrets),
    )


def _facts(variable: Variable) -> list[Markup]:
    required = sentences.required_phrases(variable.rules)
    rules = sentences.rule_sentences(variable.rules)
    form = sentences.kind_phrase(variable.kind)
    return [
        html.prose(variable.description),
        html.bullets([html.inline(phrase) for phrase in required or ["never"]]),
        html.bullets([html.inline(sentence) for sentence in (form, *rules)]),
        html.inline(
            sentences.rotation_sentence(variable.rotation) if variable.rotation else "When it may have leaked."
        ),
        html.inline(sentences.delivery_sentence(variable.name, variable.file_name)),
    ]
