"""Every rule that an environment can break, with the messages that say so."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.pages.reference import variable_link
from estuary_docs.renderers.pages.rule_examples import Example, of_check, of_forms
from estuary_docs.renderers.writing import html
from estuary_docs.runtimes.python.problems import Problem
from estuary_docs.wording.messages import EMPTY, FORMS, LINES, MEANINGS, REMEDIES, worded
from estuary_docs.wording.rules import rule_name
from estuary_docs.wording.sentences import possible_problems

ANY_NAME = "NAME"
ANY_LINE = "This line"
# More names than a reader looks through; each of them leads here from its own entry.
MOST_NAMES = 50


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return a heading for each rule slug, and below it what there is to know, as Markdown headings over HTML."""
    by_rule: dict[str, list[tuple[Markup, Problem]]] = {rule: [] for rule in MEANINGS}
    for subject, problem in possible(catalogue):
        by_rule[problem.rule].append((subject, problem))
    parts: list[str] = []
    for rule, problems in by_rule.items():
        if problems:
            parts += [html.heading(2, rule, rule), _rule(catalogue, rule, problems)]
    return "\n\n".join(parts)


def _rule(catalogue: Catalogue, rule: str, problems: list[tuple[Markup, Problem]]) -> Markup:
    """Return a rule's meaning, message and example; what grows with the rule or the schema is behind a disclosure."""
    subjects = list(dict.fromkeys(subject for subject, _ in problems))
    examples = list(_examples(catalogue, rule))
    first = problems[0][1]
    facts = [("Message", html.inline(first.message))]
    if examples:
        facts += [("Wrong", html.code(examples[0].wrong)), ("Right", _line(examples[0].right))]
    else:
        facts.append(("Fix", html.inline(first.remedy)))
    more = [
        *(
            Markup("<li>{} {} → {}</li>").format(
                html.inline(example.remedy), html.code(example.wrong), _line(example.right)
            )
            for example in examples
            if example.remedy
        ),
        *(
            Markup("<li>{} {}</li>").format(html.inline(message), html.inline(remedy))
            for message, remedy in _others(problems, are_told=any(example.remedy for example in examples))
        ),
    ]
    return Markup(
        '<div class="rule">\n<p>{} <span class="profiles">{}</span></p>\n{}\n<details>\n<summary>{}</summary>\n{}'
        "<p>Applies to {}.</p>\n"
        "</details>\n</div>"
    ).format(
        html.inline(f"{MEANINGS[rule]} {EMPTY}" if rule == "missing" and not catalogue.takes_empty else MEANINGS[rule]),
        " or ".join(sorted({problem.severity for _, problem in problems})),
        html.definitions(facts),
        "Causes and fixes" if more else "Where it applies",
        Markup("<ul>\n{}\n</ul>\n").format(html.lines(more)) if more else "",
        Markup(", ").join(subjects[:MOST_NAMES])
        + (f" and {len(subjects) - MOST_NAMES:,} more" if len(subjects) > MOST_NAMES else ""),
    )


def _others(problems: list[tuple[Markup, Problem]], *, are_told: bool) -> Iterable[tuple[str, str]]:
    """Return each further message of a rule once, with its remedy, whatever variable it is about."""
    if are_told:
        return ()
    pairs = ((problem.message, problem.remedy) for _, problem in problems)
    general = (
        tuple(text.replace(f"`{problem.variable}`", f"`{ANY_NAME}`") for text in pair)
        for pair, (_, problem) in zip(pairs, problems, strict=True)
    )
    return dict.fromkeys((message, remedy) for message, remedy in general)


def _examples(catalogue: Catalogue, rule: str) -> Iterator[Example]:
    if rule in FORMS:
        yield from of_forms(catalogue, rule)
        return
    for variable in catalogue.variables:
        for candidate in variable.rules:
            example = of_check(variable, candidate.check) if rule_name(candidate.check) == rule else None
            if example:
                yield example
                return


def _line(text: str) -> Markup:
    """Return a line as code, but for words that stand for a value."""
    name, equals, value = text.partition("=")
    is_line = equals and " " not in name
    if is_line and " " not in value:
        return html.code(text)
    return Markup("{}{}").format(html.code(name + equals), html.inline(value)) if is_line else html.inline(text)


def possible(catalogue: Catalogue) -> Iterator[tuple[Markup, Problem]]:
    """Yield everything that can be wrong, with what it is about: a variable, any name, or a line of an env file."""
    for variable in catalogue.variables:
        for problem in possible_problems(variable):
            yield variable_link(catalogue, variable.name), problem
    nearest = next(catalogue.variables).name
    yield html.inline("any name"), worded("misspelt", ANY_NAME, meant=nearest, service=catalogue.title)
    if catalogue.own_prefixes:
        yield html.inline("any name"), worded("unknown", catalogue.own_prefixes[0] + "…", service=catalogue.title)
    for cause in (name for name, remedy in REMEDIES.items() if remedy.message):
        message, remedy = (text.format(variable=ANY_NAME) for text in REMEDIES[cause])
        yield html.inline("any secret"), Problem(ANY_NAME, "placeholder", "error", message, remedy)
    for trap in LINES:
        yield html.inline("env file"), worded(trap, ANY_NAME, subject=ANY_LINE)
