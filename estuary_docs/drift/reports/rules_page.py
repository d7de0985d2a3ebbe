"""Every rule of drift, with what it means and what to do; it is the same for every schema."""

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.drift.rules import RULES, RULES_OF_A_SCHEMA, DriftRule
from estuary_docs.renderers.writing import html


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, and no fact of a schema
    """Return a heading for each rule slug, its meaning and its remedy, as Markdown headings over HTML."""
    return "\n\n".join(part for slug, rule in RULES.items() for part in _rule(slug, rule))


def _rule(slug: str, rule: DriftRule) -> list[str]:
    needs = " It needs a schema." if slug in RULES_OF_A_SCHEMA else ""
    severity = f"{rule.severity.capitalize()}. {rule.meaning}{needs}"
    return [html.heading(3, slug, slug), html.lines([html.prose(severity), _what_to_do(rule)])]


def _what_to_do(rule: DriftRule) -> Markup:
    return Markup("<p><strong>What to do:</strong> %s</p>") % html.inline(rule.what_to_do)
