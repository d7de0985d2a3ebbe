"""The form of "Build your .env": its questions follow from the schema. It is not shown without a script."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue, Section, Variable
from estuary_docs.renderers.files.builder_js import TEMPLATES
from estuary_docs.renderers.pages.builder_formats import FORMATS
from estuary_docs.renderers.pages.checker import PRIVATE
from estuary_docs.renderers.writing import html
from estuary_docs.renderers.writing.platform_names import service_name
from estuary_docs.renderers.writing.secret_values import is_key
from estuary_docs.renderers.writing.text import paragraphs
from estuary_docs.vocabulary.kinds import WORDS_OF_FLAG, Choice, Flag
from estuary_docs.wording.kinds import kind_phrase

FORM = Markup("""\
<noscript>
<p>This page needs JavaScript, and your browser runs none. On the command line,
<code>estuary-docs show env{profile} --set NAME=VALUE</code> prints the same.</p>
</noscript>
<div class="tool" id="builder" data-search-exclude>
<p id="builder-link" role="status"></p>
<div class="builder-panes">
<div id="builder-questions">
{questions}
</div>
<div class="builder-result" role="region" aria-labelledby="builder-result">
<h2 id="builder-result">Result</h2>
<fieldset>
<legend>Take it as</legend>
{formats}
</fieldset>
<p id="builder-summary"></p>
<pre tabindex="0" role="region" aria-label="The text" translate="no"><code id="builder-text"></code></pre>
<p><button type="button" class="strong" id="builder-copy">Copy</button>
<button type="button" id="builder-save">Download</button>
<button type="button" id="builder-share">Copy a link to these answers</button></p>
</div>
</div>
<p id="tool-status" role="status" class="unseen"></p>
<p><a id="tool-rules" href="troubleshooting.md">Troubleshooting</a> explains the code beside each problem, the
<a id="tool-reference" href="reference.md">Reference</a> each variable.</p>
</div>""")
PROFILE = Markup('<h2>Profile</h2>\n<fieldset>\n<legend class="unseen">Profile</legend>\n{}\n</fieldset>')
PART = Markup(
    '<section class="part" aria-labelledby="build-{anchor}">\n<h3 id="build-{anchor}">{title}</h3>\n{body}\n</section>'
)
CARD = Markup('<div class="part">\n{}\n</div>')
MORE = Markup('<details>\n<summary>{} <span class="unseen">of {}</span></summary>\n{}\n</details>')
DEPENDENT = Markup('<div data-when="{}">\n{}\n</div>')
QUESTION = Markup("""\
<div class="question" data-question="{name}">
{control}
<p class="hint" id="build-{slug}-hint">{hint}</p>
<ul class="problems" id="build-{slug}-problems" translate="no"></ul>
</div>""")
LABEL = Markup('<label for="build-{slug}"><code>{name}</code></label>')
DESCRIBED = Markup('id="build-{slug}" data-answer="{name}" aria-describedby="build-{slug}-hint build-{slug}-problems"')
CHECKBOX = Markup('<div class="check"><input type="checkbox" {described} autocomplete="off"> {label}</div>')
FIELD = Markup('{label}\n<input type="text" {described} {private}>')
SELECT = Markup('{label}\n<select {described} autocomplete="off">{options}</select>')
SECRET = Markup("""\
<div class="question" data-question="{name}">
<div class="check"><input type="checkbox" {described} autocomplete="off"> {label}
<span class="mark mark-secret">Secret</span> <span class="mark needed" hidden>Needed</span></div>
<p class="hint" id="build-{slug}-hint">{hint}</p>
<ul class="problems" id="build-{slug}-problems" translate="no"></ul>
{key}
</div>""")
KEY = Markup("""\
<p class="key" data-key="{name}" hidden><code translate="no"></code>
<button type="button" data-do="make">Make a key</button>
<button type="button" data-do="show" hidden>Show</button>
<button type="button" data-do="copy" hidden>Copy</button>
<button type="button" data-do="drop" hidden>Use the placeholder</button></p>""")


@dataclass(frozen=True)
class _Part:
    """A section's questions: `leads` decide about others and come first; the rest are details."""

    section: Section
    leads: tuple[Variable, ...]
    rest: tuple[Variable, ...]

    @property
    def switch(self) -> str | None:
        """The name of the flag without which the rest of the section means nothing."""
        switch = f"{self.section.prefix}ENABLED"
        return switch if any(variable.name == switch for variable in self.leads) else None


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the form, as HTML."""
    parts = [_part(catalogue, section) for section in catalogue.sections]
    asked = {variable.name for part in parts for variable in part.leads}
    secrets = [variable for variable in catalogue.secrets if variable.name not in asked]
    profile = f" --profile {catalogue.profiles[-1]}" if catalogue.profile_variable else ""
    return FORM.format(
        profile=profile,
        questions=html.lines(
            [
                *([_profiles(catalogue)] if catalogue.profile_variable else []),
                *_group("What it uses", [_features(part) for part in parts if part.leads]),
                *_group("Secrets", [CARD.format(html.lines(map(_secret, secrets)))] if secrets else []),
                *_others([part for part in parts if part.rest and not part.leads]),
            ]
        ),
        formats=html.lines(_formats(catalogue)),
    )


def _part(catalogue: Catalogue, section: Section) -> _Part:
    conditions = {
        part.variable for variable in catalogue.variables for rule in variable.rules for part in rule.conditions
    }
    asked = [variable for variable in section.variables if variable.name != catalogue.profile_variable]
    leads = tuple(
        variable
        for variable in asked
        if variable.name in conditions or (variable is asked[0] and _is_feature(variable))
    )
    return _Part(section, leads, tuple(variable for variable in asked if variable not in leads and not variable.secret))


def _is_feature(variable: Variable) -> bool:
    """Say whether a variable at the head of its section says whether the section is used, or how."""
    chooses = isinstance(variable.kind, Flag | Choice) or not any(variable.defaults.values())
    return chooses and not variable.secret


def _profiles(catalogue: Catalogue) -> Markup:
    return PROFILE.format(
        html.lines(
            html.choice("profile", profile, profile, checked=profile == catalogue.profile)
            for profile in catalogue.profiles
        )
    )


def _formats(catalogue: Catalogue) -> Iterator[Markup]:
    for name in TEMPLATES:
        title, file = FORMATS[name]
        path = file.format(
            profile=catalogue.profile if not catalogue.profile_variable else "{profile}",
            service=service_name(catalogue),
        )
        file = Markup(' data-file="{}"').format(path)
        yield html.choice("format", name, title, checked=name == "env", attributes=file)


def _group(title: str, parts: Iterable[Markup]) -> list[Markup]:
    elements = list(parts)
    return [Markup("<h2>{}</h2>").format(title), *elements] if elements else []


def _features(part: _Part) -> Markup:
    first, *others = [_question(variable) for variable in part.leads]
    below = html.lines([*others, *_more(part)])
    if below and part.switch:
        below = DEPENDENT.format(part.switch, below)
    return PART.format(anchor=part.section.anchor, title=part.section.title, body=html.lines([first, below]))


def _more(part: _Part) -> list[Markup]:
    questions = html.lines(map(_question, part.rest))
    return [MORE.format("More settings", part.section.title, questions)] if part.rest else []


def _others(parts: list[_Part]) -> list[Markup]:
    return _group(
        "Other settings",
        [
            Markup('<details class="part">\n<summary>{}</summary>\n{}\n</details>').format(
                part.section.title, html.lines(map(_question, part.rest))
            )
            for part in parts
        ],
    )


def _question(variable: Variable) -> Markup:
    if variable.secret:
        return _secret(variable)
    facts = _facts(variable)
    has_default = all(variable.defaults.values())
    form = ""
    if isinstance(variable.kind, Flag) and has_default:
        control = CHECKBOX.format(**facts)
    elif isinstance(variable.kind, Flag | Choice):
        words = variable.kind.words if isinstance(variable.kind, Choice) else WORDS_OF_FLAG
        options = [*([] if has_default else [("", "not set")]), *((word, word) for word in words)]
        control = SELECT.format(
            options=Markup("").join(Markup('<option value="{}">{}</option>').format(*option) for option in options),
            **facts,
        )
    else:
        form = f" Form: {kind_phrase(variable.kind)}."
        control = FIELD.format(private=PRIVATE, **facts)
    hint = html.inline(f"{paragraphs(variable.description)[0]}{form}")
    return QUESTION.format(control=control, hint=hint, **facts)


def _secret(variable: Variable) -> Markup:
    facts = _facts(variable)
    key = KEY.format(**facts) if is_key(variable) else ""
    return SECRET.format(hint=html.inline(paragraphs(variable.description)[0]), key=key, **facts)


def _facts(variable: Variable) -> dict[str, str | Markup]:
    names = {"name": variable.name, "slug": variable.anchor}
    return {**names, "label": LABEL.format(**names), "described": DESCRIBED.format(**names)}
