"""The form that narrows the reference down. It does nothing without a script, and is not shown then."""

from collections.abc import Iterable

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing import html

SECRET = (("yes", "secret"), ("no", "not secret"))
REQUIRED = (("yes", "required"), ("sometimes", "on a condition"), ("no", "never"))


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the form, as HTML."""
    parts = [
        Markup(
            '<label class="filter-text">Name or purpose\n'
            '<input type="search" name="find" autocomplete="off" autocapitalize="off" spellcheck="false"></label>'
        ),
        _choice("section", "Section", ((section.anchor, section.title) for section in catalogue.sections)),
        _choice("secret", "Secret", SECRET),
        _choice("required", "Required", REQUIRED),
    ]
    if catalogue.profile_variable:
        parts.append(_switch(catalogue.profiles))
    total = len(list(catalogue.variables))
    return Markup(
        '<form class="filter" aria-label="Filter the variables">\n{}\n<div class="filter-result">'
        '<p role="status">{} of {} variables</p>'
        '<p class="did-you-mean" aria-live="polite" hidden>Did you mean <button type="button" class="facts-button">'
        "</button>?</p>"
        ' <button type="reset" class="facts-button">Show all</button></div>\n</form>'
    ).format(Markup("\n").join(parts), total, total)


def _choice(name: str, label: str, options: Iterable[tuple[str, str]]) -> Markup:
    return Markup('<label>{}\n<select name="{}">\n<option value="">any</option>\n{}\n</select></label>').format(
        label, name, Markup("\n").join(Markup('<option value="{}">{}</option>').format(*option) for option in options)
    )


def _switch(profiles: Iterable[str]) -> Markup:
    choices = [html.choice("profile", "", "all", checked=True)]
    choices += [html.choice("profile", profile, profile, checked=False) for profile in profiles]
    return Markup("<fieldset>\n<legend>Profile</legend>\n{}\n</fieldset>").format(Markup("\n").join(choices))
