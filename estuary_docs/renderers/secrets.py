"""The table of secrets."""

from markupsafe import Markup

from estuary_docs import html, wording
from estuary_docs.catalogue import Catalogue, Variable
from estuary_docs.renderers.reference import variable_link


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the table of secrets, as HTML."""
    return html.table(
        "Secrets",
        ("Secret", "Purpose", "Required", "Form and rules", "Rotation", "Delivery"),
        ([variable_link(variable.name), *_facts(variable)] for variable in catalogue.secrets),
    )


def _facts(variable: Variable) -> list[Markup]:
    required = wording.required_phrases(variable.rules)
    rules = wording.rule_sentences(variable.rules)
    form = wording.kind_phrase(variable.kind)
    return [
        html.prose(variable.description),
        html.bullets([html.inline(phrase) for phrase in required or ["never"]]),
        html.bullets([html.inline(sentence) for sentence in (form, *rules)]),
        html.inline(wording.rotation_sentence(variable.rotation) if variable.rotation else "When it may have leaked."),
        html.inline(wording.delivery_sentence(variable.name, variable.file_name)),
    ]
