"""The form that leads from any page to a variable in the reference."""

from markupsafe import Markup

from estuary_docs.catalogue.addresses import REFERENCE
from estuary_docs.catalogue.model import Catalogue


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the form, as HTML. The reference reads the answer from its own address."""
    names = Markup("").join(
        Markup('<option value="{}"></option>').format(variable.name) for variable in catalogue.variables
    )
    return Markup(
        '<form class="lookup" action="{}" aria-label="Look a variable up">\n'
        '<label for="lookup-name">A variable, by any part of its name</label>\n'
        '<input id="lookup-name" name="find" type="search" list="lookup-names" autocomplete="off" autocapitalize="off" '
        'spellcheck="false">\n<datalist id="lookup-names">{}</datalist>\n<button>Look up</button>\n</form>'
    ).format(REFERENCE, names)
