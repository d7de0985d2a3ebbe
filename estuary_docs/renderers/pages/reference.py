"""The environment-variable reference: a section for each variable, with the facts in a fixed order.

Every fact of every profile is in the page; `data-` attributes let a script show the part that somebody asks for.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from markupsafe import Markup

from estuary_docs.catalogue.addresses import REFERENCE
from estuary_docs.catalogue.model import Catalogue, Section, Variable
from estuary_docs.renderers.pages.builder_formats import FORMATS
from estuary_docs.renderers.writing import html, left_out, profile_facts
from estuary_docs.renderers.writing.dotenv import assignment
from estuary_docs.renderers.writing.text import paragraphs
from estuary_docs.validation.needs import needs
from estuary_docs.wording.kinds import kind_phrase
from estuary_docs.wording.sentences import (
    delivery_sentence,
    naming_sentences,
    possible_problems,
    rotation_sentence,
    source_sentence,
)

ANCHOR = "not-judged"


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the reference as Markdown headings over HTML; that of one section is for a page that has its title."""
    by_profile = needs(catalogue)
    parts: list[str] = []
    for section in catalogue.shown_sections:
        if catalogue.section:
            parts.append(Markup('<p><a href="{}">All variables</a></p>').format(REFERENCE))
        else:
            parts.append(html.heading(2, section.title, section.anchor))
        parts.append(html.prose(section.description))
        for variable in section.variables:
            parts += [
                html.heading(2 if catalogue.section else 3, variable.name, variable.anchor),
                _entry(catalogue, section, variable, by_profile),
            ]
    return "\n\n".join(parts if catalogue.section else [*parts, *not_judged(catalogue)])


def not_judged(catalogue: Catalogue) -> Iterator[str]:
    """Yield the heading and the list of what the schema asks for and no validator judges; nothing if there is none."""
    if catalogue.reservations:
        yield html.heading(2, left_out.HEADING, ANCHOR)
        yield html.bullets([html.inline(line) for line in catalogue.reservations])


def variable_link(catalogue: Catalogue, name: str) -> Markup:
    """Return a link to a variable's place in the reference."""
    return html.link(catalogue.pages_of_entries[name], name.lower(), html.name(name))


def _entry(
    catalogue: Catalogue, section: Section, variable: Variable, by_profile: profile_facts.NeedsByProfile
) -> Markup:
    first, *rest = paragraphs(variable.description)
    more = html.definitions(_more(catalogue, variable, rest))
    return Markup(
        '<div class="variable" data-section="{}" {}>\n'
        "{}<p>{} {}</p>\n{}\n{}\n<details data-search-exclude>\n<summary>{}</summary>\n{}\n</details>\n</div>"
    ).format(
        section.anchor,
        profile_facts.facets(variable, by_profile),
        _old_anchors(variable),
        html.inline(first),
        profile_facts.marks(variable, by_profile),
        html.definitions(_facts(catalogue, variable, by_profile)),
        _setting(catalogue, variable),
        "Rules, rotation and delivery" if variable.secret else "Rules and what can be wrong",
        more,
    )


def _old_anchors(variable: Variable) -> Markup:
    """Return places for links to the names that the variable had before."""
    return Markup("").join(Markup('<span id="{}"></span>').format(name.lower()) for name in variable.former_names)


def _setting(catalogue: Catalogue, variable: Variable) -> Markup:
    """Return the line that sets the variable, to be copied, and links to the builder with it."""
    value = variable.defaults[catalogue.default_profile] or variable.example or ""
    written = assignment(variable.name, value)
    line = written.line if written else f"{variable.name}="
    links = Markup("")
    if builder := catalogue.pages.get("builder"):
        links = Markup(' <span class="set-on">Set it on {}</span>').format(
            Markup(", ").join(
                Markup('<a href="{}#{}">{}</a>').format(
                    builder, urlencode({"format": name, variable.name: "" if variable.secret else value}), title
                )
                for name, (title, _file) in FORMATS.items()
            )
        )
    return Markup(
        '<p class="setting" data-search-exclude><code>{}</code>'
        '<button class="facts-button" type="button" data-copy="{}" aria-label="Copy {}" title="Copy"></button>'
        '<button class="facts-button" type="button" data-copy-link="#{}" aria-label="Copy link to {}" title="Copy link"'
        "></button>{}</p>"
    ).format(line, line, line, variable.anchor, variable.name, links)


def _facts(
    catalogue: Catalogue, variable: Variable, by_profile: profile_facts.NeedsByProfile
) -> Iterator[tuple[str, Markup]]:
    yield "Type", html.inline(kind_phrase(variable.kind))
    yield "Default", profile_facts.default(catalogue, variable)
    yield "Required", profile_facts.required(variable, by_profile)
    if naming := naming_sentences(variable):
        yield "Name", html.bullets([html.inline(sentence) for sentence in naming])


def _more(catalogue: Catalogue, variable: Variable, rest: list[str]) -> Iterator[tuple[str, Markup]]:
    if rest:
        yield "Notes", html.prose("\n\n".join(rest))
    if rules := profile_facts.rules(catalogue, variable):
        yield "Rules", rules
    if variable.obtained_from:
        yield "Source", html.inline(source_sentence(variable.obtained_from))
    if variable.rotation:
        yield "Rotation", html.inline(rotation_sentence(variable.rotation))
    if variable.has_file:
        yield "Delivery", html.inline(delivery_sentence(variable.name, variable.file_name))
    if variable.example and not variable.secret:
        yield "Example", html.code(variable.example)
    yield "Errors", Markup(", ").join(map(profile_facts.rule_link, _codes(variable)))
    guides = [
        Markup('<a href="{}">{}</a>').format(guide.page, guide.title)
        for guide in catalogue.guides
        if variable.name in guide.variables
    ]
    if guides:
        yield "Guides", Markup(", ").join(guides)


def _codes(variable: Variable) -> Iterable[str]:
    return dict.fromkeys(problem.rule for problem in possible_problems(variable))
