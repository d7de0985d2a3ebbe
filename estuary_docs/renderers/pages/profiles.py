"""The profiles: what each one needs, as a checklist, and the matrix of what differs between them."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.pages.reference import variable_link
from estuary_docs.renderers.writing import html
from estuary_docs.validation.needs import Needs, needs
from estuary_docs.vocabulary.checks import Present
from estuary_docs.wording.rules import rule_name

SECRET = Markup(' <span class="mark mark-secret">Secret</span>')


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the checklist of each profile, the strictest first, and the matrix, as Markdown headings over HTML."""
    by_profile = needs(catalogue)
    parts: list[str] = []
    for profile in reversed(catalogue.profiles):
        parts += [
            html.heading(2, f"What {profile} needs", f"needs-{profile}"),
            _checklist(catalogue, by_profile[profile]),
        ]
    rows = {variable.name: _cells(catalogue, variable, by_profile) for variable in catalogue.variables}
    different = {name: cells for name, cells in rows.items() if len(set(cells)) > 1}
    same = {name: cells[:1] for name, cells in rows.items() if name not in different}
    parts.append(html.heading(2, "What differs between them", "differences"))
    if different:
        parts.append(_table(catalogue, "What differs between the profiles", catalogue.profiles, different))
    if same:
        parts.append(
            Markup("<details>\n<summary>{} the same in every profile</summary>\n{}\n</details>").format(
                "1 variable is" if len(same) == 1 else f"{len(same)} variables are",
                _table(catalogue, "What is the same", ("every profile",), same),
            )
        )
    return "\n\n".join(parts)


def _checklist(catalogue: Catalogue, needed: Needs) -> Markup:
    secrets = {variable.name for variable in catalogue.secrets}
    items = [
        Markup("<li>Set {}{}{}.{}</li>").format(
            Markup(" or ").join(variable_link(catalogue, name) for name in names),
            html.inline(f", for example to `{needed.instead[names[0]]}`") if names[0] in needed.instead else "",
            html.inline(_reason(needed.phrases[names[0]][0])),
            SECRET if secrets.intersection(names) else "",
        )
        for names in (*((name,) for name in needed.required), *needed.one_of)
    ]
    if not items:
        return Markup("<p>You don't need to set anything.</p>")
    return Markup('<ul class="checklist">\n{}\n</ul>').format(html.lines(items))


def _reason(phrase: str) -> str:
    """Return the part of a phrase that says why a variable must be set; nothing if it always must."""
    return "".join(phrase.partition(", because ")[1:])


def _table(catalogue: Catalogue, caption: str, heads: tuple[str, ...], rows: Mapping[str, list[Markup]]) -> Markup:
    return html.table(
        caption,
        ("Variable", *heads),
        ([variable_link(catalogue, name), *cells] for name, cells in rows.items()),
    )


def _cells(catalogue: Catalogue, variable: Variable, by_profile: Mapping[str, Needs]) -> list[Markup]:
    return [
        Markup(" ").join(_cell(catalogue, variable, profile, by_profile[profile])) for profile in catalogue.profiles
    ]


def _cell(catalogue: Catalogue, variable: Variable, profile: str, needed: Needs) -> Iterator[Markup]:
    if variable.name == catalogue.profile_variable:
        yield html.code(profile)
        return
    yield html.default(variable.defaults[profile], variable.default_from)
    if variable.name in needed.required:
        yield Markup('<span class="mark">Required</span>')
    elif variable.name in needed.phrases:
        yield Markup('<span class="mark">One of several</span>')
    elif needed.conditional.get(variable.name):
        yield Markup('<span class="mark">Required on a condition</span>')
    tags: dict[str, str] = {}
    for rule in catalogue.rules_in(variable, profile):
        if not isinstance(rule.check, Present):
            tags.setdefault(rule_name(rule.check), rule.severity)
    for name, severity in tags.items():
        label = Markup('{}<span class="unseen">, {}</span>').format(name, severity)
        yield Markup('<a class="tag tag-{}" href="{}#{}-{}">{}</a>').format(
            severity, catalogue.pages_of_entries[variable.name], variable.anchor, name, label
        )
