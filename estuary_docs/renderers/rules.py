"""Every rule that an environment can break, with the messages that say so."""

from typing import TYPE_CHECKING

from estuary_docs import html, wording
from estuary_docs.catalogue import Catalogue
from estuary_docs.renderers.reference import variable_link

if TYPE_CHECKING:
    from estuary_docs.vocabulary.problems import Problem


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return a heading for each rule slug, its meaning and its messages, as Markdown headings over HTML."""
    problems: dict[str, list[Problem]] = {rule: [] for rule in wording.MEANINGS}
    for variable in catalogue.variables:
        file = variable.file_name if variable.secret else None
        for problem in wording.possible_problems(variable.name, file, variable.kind, variable.rules):
            problems[problem.rule].append(problem)
    parts: list[str] = []
    for rule, found in problems.items():
        if found:
            parts += [
                html.heading(2, rule, rule),
                html.prose(wording.MEANINGS[rule]),
                html.table(
                    f"Messages of the rule {rule}",
                    ("Variable", "Severity", "Message", "Remedy"),
                    (
                        [
                            variable_link(problem.variable),
                            html.inline(problem.severity),
                            html.inline(problem.message),
                            html.inline(problem.remedy),
                        ]
                        for problem in found
                    ),
                ),
            ]
    return "\n\n".join(parts)
