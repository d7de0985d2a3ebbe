"""The profile matrix: what each profile gives each variable, asks of it and refuses."""

from collections.abc import Iterator

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.pages.reference import variable_link
from estuary_docs.renderers.writing import html
from estuary_docs.validation.deployment import required_in
from estuary_docs.wording import sentences


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the matrix of variables and profiles, as HTML."""
    required = {profile: required_in(catalogue, profile) for profile in catalogue.profiles}
    return html.table(
        "Variables in each profile",
        ("Variable", *catalogue.profiles),
        (
            [
                variable_link(variable.name),
                *(
                    html.bullets(list(_cell(catalogue, variable, profile, required[profile])))
                    for profile in catalogue.profiles
                ),
            ]
            for variable in catalogue.variables
        ),
    )


def _cell(catalogue: Catalogue, variable: Variable, profile: str, required: set[str]) -> Iterator[Markup]:
    if variable.name == catalogue.profile_variable:
        yield html.inline(f"`{profile}`")
        return
    yield html.default(variable.defaults[profile])
    rules = catalogue.rules_in(variable, profile)
    form = Markup("<strong>Required</strong>: {}") if variable.name in required else Markup("Required {}")
    phrases = sentences.required_phrases(rules)
    if variable.name in required and not phrases:
        yield Markup("<strong>Required</strong>")
    for phrase in phrases:
        yield form.format(html.inline(phrase))
    for sentence in sentences.rule_sentences(rules):
        yield html.inline(sentence)
