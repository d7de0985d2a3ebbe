"""The table of secrets."""

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.pages.reference import variable_link
from estuary_docs.renderers.writing import html, profile_facts
from estuary_docs.validation.needs import needs
from estuary_docs.wording.sentences import rotation_sentence


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the table of secrets, as HTML."""
    by_profile = needs(catalogue)
    return html.table(
        "Secrets",
        ("Secret", "What it does", "Required", "Rotation"),
        ([variable_link(catalogue, variable.name), *_facts(variable, by_profile)] for variable in catalogue.secrets),
    )


def _facts(variable: Variable, by_profile: profile_facts.NeedsByProfile) -> list[Markup]:
    rotation = rotation_sentence(variable.rotation) if variable.rotation else "When it may have leaked."
    return [
        html.prose(variable.description),
        profile_facts.required(variable, by_profile),
        html.inline(rotation),
    ]
