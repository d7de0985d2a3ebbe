"""`llms.txt`: what the site is about, in Markdown for language models (llmstxt.org)."""

from estuary_docs.catalogue import addresses
from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.text import paragraphs
from estuary_docs.validation.needs import Needs, need_sentences, needs
from estuary_docs.wording.kinds import kind_phrase
from estuary_docs.wording.sentences import default_sentences


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - no file of a project's own
    """Return the summary; its links name pages below the docs folder."""
    lines = [f"# The environment of {catalogue.title}", "", f"> {' '.join(paragraphs(catalogue.description))}", ""]
    lines += [f"The facts below are also in [{addresses.CATALOGUE}]({addresses.CATALOGUE}), in full and for programs."]
    by_profile = needs(catalogue)
    if catalogue.guides:
        lines += ["", "## Pages", "", *(f"- [{guide.title}]({guide.page})" for guide in catalogue.guides)]
    for section in catalogue.sections:
        lines += [
            "",
            f"## Variables: {section.title}",
            "",
            *(_line(catalogue, variable, by_profile) for variable in section.variables),
        ]
    return "\n".join(lines) + "\n"


def _line(catalogue: Catalogue, variable: Variable, by_profile: dict[str, Needs]) -> str:
    facts = [
        paragraphs(variable.description)[0],
        f"Form: {kind_phrase(variable.kind)}.",
        *default_sentences(variable),
        *need_sentences(by_profile, variable.name),
        *(["Secret."] if variable.secret else []),
    ]
    return f"- [{variable.name}]({catalogue.pages_of_entries[variable.name]}#{variable.anchor}): {' '.join(facts)}"
