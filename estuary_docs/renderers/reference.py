"""The environment-variable reference: a section for each variable, with the facts in a fixed order."""

from collections.abc import Iterator

from markupsafe import Markup

from estuary_docs import html, wording
from estuary_docs.catalogue import Catalogue, Variable
from estuary_docs.vocabulary.checks import Present

PAGE = "reference.md"


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the reference as Markdown headings over HTML."""
    parts: list[str] = []
    for section in catalogue.sections:
        parts += [html.heading(2, section.title, section.anchor), html.prose(section.description)]
        for variable in section.variables:
            parts += [
                html.heading(3, variable.name, variable.anchor),
                html.prose(variable.description),
                html.definitions(_facts(catalogue, variable)),
            ]
    return "\n\n".join(parts)


def variable_link(name: str) -> Markup:
    """Return a link to a variable's place in the reference."""
    return html.link(PAGE, name.lower(), html.name(name))


def _facts(catalogue: Catalogue, variable: Variable) -> Iterator[tuple[str, Markup]]:
    yield "Form", html.inline(wording.kind_phrase(variable.kind))
    if variable.one_default:
        yield "Default", html.default(variable.defaults[catalogue.profile])
    else:
        for profile, text in variable.defaults.items():
            yield f"Default in {profile}", html.default(text)
    required = [wording.required_phrase(rule) for rule in variable.rules if isinstance(rule.check, Present)]
    yield "Required", html.bullets([html.inline(phrase) for phrase in required or ["never"]])
    rules = [wording.rule_sentence(rule) for rule in variable.rules if not isinstance(rule.check, Present)]
    if rules:
        yield "Rules", html.bullets([html.inline(sentence) for sentence in rules])
    if variable.secret:
        yield "Secret", html.inline("Yes. Never commit it, never print it.")
        yield "Delivery", html.inline(wording.delivery_sentence(variable.name, variable.file_name))
    if variable.rotation:
        yield "Rotation", html.inline(wording.rotation_sentence(variable.rotation))
    if variable.example:
        yield "Placeholder" if variable.secret else "Example", html.code(variable.example)
