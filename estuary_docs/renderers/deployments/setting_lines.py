"""The line that sets each variable on one platform, as its snippet writes it."""

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.files.builder_js import TEMPLATES
from estuary_docs.renderers.writing.template import Slot


def setting_lines(catalogue: Catalogue, output_format: str) -> str:
    """Return a line for each setting, with its default or an example, for the place where the snippet has settings."""
    slots = (part for part in TEMPLATES[output_format](catalogue).parts if isinstance(part, Slot) and part.setting)
    write = next(slots).setting
    values = {
        variable.name: variable.defaults[catalogue.profile] or variable.example or ""
        for variable in catalogue.variables
        if not variable.secret and variable.name != catalogue.profile_variable
    }
    return "\n".join(line for name, value in values.items() for line in (write(name, value) if write else ()))
