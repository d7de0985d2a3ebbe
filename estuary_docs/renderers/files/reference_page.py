"""The page of the reference, in Markdown with macros; or of one section, where the whole is too long for a page."""

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing import html

PAGE = """\
---
# {notice}
render_macros: true
---

# {title}

{shows}
"""
WHOLE = ("filter", "overview", "reference", "external")


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the page of what the catalogue shows."""
    if catalogue.section:
        [section] = catalogue.shown_sections
        title, shows = section.title, f'{{{{ show("reference", section="{section.word}") }}}}'
    else:
        title = f"The environment of {catalogue.title}"
        shows = "\n\n".join(f'{{{{ show("{part}") }}}}' for part in WHOLE)
    return PAGE.format(notice=notice, title=html.inert(title), shows=shows)
