"""Every rule that an environment can break, with the messages that say so."""

from collections.abc import Iterator

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.pages.reference import variable_link
from estuary_docs.renderers.writing import html
from estuary_docs.runtimes.python.problems import Problem
from estuary_docs.wording import sentences
from estuary_docs.wording.messages import LINES, MEANINGS, REMEDIES, worded

ANY_NAME = "NAME"
ANY_LINE = "This line"


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return a heading for each rule slug, its meaning and its messages, as Markdown headings over HTML."""
    found: dict[str, list[tuple[Markup, Problem]]] = {rule: [] for rule in MEANINGS}
    for subject, problem in possible(catalogue):
        found[problem.rule].append((subject, problem))
    parts: list[str] = []
    for rule, problems in found.items():
        if problems:
            parts += [html.heading(2, rule, rule), html.prose(MEANINGS[rule]), _table(rule, problems)]
    return "\n\n".join(parts)


def _table(rule: str, problems: list[tuple[Markup, Problem]]) -> Markup:
    return html.table(
        f"Messages of the rule {rule}",
        ("About", "Severity", "Message and remedy"),
        (
            [subject, html.inline(problem.severity), html.prose(f"{problem.message}\n\n{problem.remedy}")]
            for subject, problem in problems
        ),
    )


def possible(catalogue: Catalogue) -> Iterator[tuple[Markup, Problem]]:
    """Yield everything that can be wrong, with what it is about: a variable, any name, or a line of an env file."""
    for variable in catalogue.variables:
        for problem in sentences.possible_problems(variable):
            yield variable_link(variable.name), problem
    nearest = next(catalogue.variables).name
    yield html.inline("any name"), worded("misspelt", ANY_NAME, meant=nearest, service=catalogue.title)
    if catalogue.own_prefixes:
        yield html.inline("any name"), worded("unknown", catalogue.own_prefixes[0] + "…", service=catalogue.title)
    for cause in (name for name, remedy in REMEDIES.items() if remedy.message):
        message, remedy = (text.format(variable=ANY_NAME) for text in REMEDIES[cause])
        yield html.inline("any secret"), Problem(ANY_NAME, "placeholder", "error", message, remedy)
    for trap in LINES:
        yield html.inline("env file"), worded(trap, ANY_NAME, subject=ANY_LINE)
