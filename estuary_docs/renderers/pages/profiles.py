"""The profile matrix: what each profile gives each variable, asks of it and refuses."""

from collections.abc import Iterator

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.pages.reference import variable_link
from estuary_docs.renderers.writing import html
from estuary_docs.validation.needs import Needs, needs
from estuary_docs.wording import sentences


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the matrix of variables and profiles, as HTML."""
    by_profile = needs(catalogue)
    return html.table(
        "Variables in each profile",
        ("Variable", *catalogue.profiles),
        (
            [
                variable_link(variable.name),
                *(
                    html.bullets(list(_cell(catalogue, variable, profile, by_profile[profile])))
                    for profile in catalogue.profiles
                ),
            ]
            for variable in catalogue.variables
        ),
    )


def _cell(catalogue: Catalogue, variable: Variable, profile: str, needed: Needs) -> Iterator[Markup]:
    if variable.name == catalogue.profile_variable:
        yield html.inline(f"`{profile}`")
        return
    yield html.default(variable.defaults[profile], variable.default_from)
    for phrase in needed.phrases.get(variable.name, ()):
        yield Markup("<strong>{}</strong>").format(html.inline(sentences.need_sentence(phrase)))
    for phrase in needed.conditional.get(variable.name, ()):
        yield html.inline(sentences.need_sentence(phrase))
    for sentence in sentences.rule_sentences(catalogue.rules_in(variable, profile)):
        yield html.inline(sentence)
