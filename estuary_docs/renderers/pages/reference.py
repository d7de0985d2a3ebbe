"""The environment-variable reference: a section for each variable, with the facts in a fixed order.

Every fact of every profile is in the page; `data-` attributes let a script show the part that somebody asks for.
"""

from collections.abc import Iterator

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue, Section, Variable
from estuary_docs.renderers.writing import html, left_out, profile_facts
from estuary_docs.validation.needs import needs
from estuary_docs.wording import sentences
from estuary_docs.wording.messages import FILES

PAGE = "reference.md"
ANCHOR = "not-judged"


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the reference as Markdown headings over HTML."""
    by_profile = needs(catalogue)
    parts: list[str] = []
    for section in catalogue.sections:
        parts += [html.heading(2, section.title, section.anchor), html.prose(section.description)]
        for variable in section.variables:
            parts += [
                html.heading(3, variable.name, variable.anchor),
                _entry(catalogue, section, variable, by_profile),
            ]
    if catalogue.reservations:
        lines = [html.inline(line) for line in catalogue.reservations]
        parts += [html.heading(2, left_out.HEADING, ANCHOR), html.bullets(lines)]
    return "\n\n".join(parts)


def variable_link(name: str) -> Markup:
    """Return a link to a variable's place in the reference."""
    return html.link(PAGE, name.lower(), html.name(name))


def _entry(
    catalogue: Catalogue, section: Section, variable: Variable, by_profile: profile_facts.NeedsByProfile
) -> Markup:
    requiring = profile_facts.requiring_profiles(variable, by_profile)
    conditional = [profile for profile, needed in by_profile.items() if variable.name in needed.conditional]
    return Markup(
        '<div class="variable" data-section="{}" data-secret="{}" data-required="{}" data-conditional="{}">\n'
        '<div class="marks">{}{} {}</div>\n{}\n{}\n</div>'
    ).format(
        section.anchor,
        "yes" if variable.secret else "no",
        " ".join(requiring),
        " ".join(conditional),
        _old_anchors(variable),
        profile_facts.marks(variable, by_profile),
        _buttons(variable),
        html.prose(variable.description),
        html.definitions(_facts(catalogue, variable, by_profile)),
    )


def _old_anchors(variable: Variable) -> Markup:
    """Return places for links to the names that the variable had before."""
    return Markup("").join(Markup('<span id="{}"></span>').format(name.lower()) for name in variable.former_names)


def _buttons(variable: Variable) -> Markup:
    return Markup(
        '<button class="facts-button" type="button" data-copy="{}" aria-label="Copy name {}">Copy name</button>'
        ' <button class="facts-button" type="button" data-copy-link="#{}" aria-label="Copy link to {}">Copy link'
        "</button>"
    ).format(variable.name, variable.name, variable.anchor, variable.name)


def _facts(
    catalogue: Catalogue, variable: Variable, by_profile: profile_facts.NeedsByProfile
) -> Iterator[tuple[str, Markup]]:
    if naming := sentences.naming_sentences(variable):
        yield "Name", html.bullets([html.inline(sentence) for sentence in naming])
    yield "Form", html.inline(sentences.kind_phrase(variable.kind))
    yield "Default", profile_facts.default(catalogue, variable)
    yield "Required", profile_facts.required(variable, by_profile)
    if rules := profile_facts.rules(catalogue, variable):
        yield "Rules", rules
    if variable.secret:
        yield "Secret", html.inline("Yes. Never commit it, never print it.")
    if variable.obtained_from:
        yield "Source", html.inline(sentences.source_sentence(variable.obtained_from))
    if variable.rotation:
        yield "Rotation", html.inline(sentences.rotation_sentence(variable.rotation))
    if variable.has_file:
        yield "Delivery", _delivery(variable)
    if variable.example:
        yield "Placeholder" if variable.secret else "Example", html.code(variable.example)
    yield "When wrong", profile_facts.problems(catalogue, variable)
    guides = [
        Markup('<a href="{}">{}</a>').format(guide.page, guide.title)
        for guide in catalogue.guides
        if variable.name in guide.variables
    ]
    if guides:
        yield "Guides", html.bullets(guides)


def _delivery(variable: Variable) -> Markup:
    return Markup("{} What can be wrong with the file: {}.").format(
        html.inline(sentences.delivery_sentence(variable.name, variable.file_name)),
        Markup(", ").join(
            profile_facts.rule_link(rule) for rule in dict.fromkeys(told.rule for told in FILES.values())
        ),
    )
