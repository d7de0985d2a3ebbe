"""`.env`: what a deployment and its profile set, each with what it is for, in the portable subset of env files."""

from collections.abc import Iterator

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.files.env_example import comments, file_setting, setting
from estuary_docs.renderers.writing.template import Slot, Template
from estuary_docs.renderers.writing.text import paragraphs
from estuary_docs.validation.deployment import deployment
from estuary_docs.vocabulary.kinds import MultilineText


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the env file for the catalogue's profile and choices, with placeholders for secrets."""
    return template(catalogue).filled(deployment(catalogue), notice)


def template(catalogue: Catalogue) -> Template:
    """Return the file before it is filled in."""
    above = {variable.name: ["", *comments(_purpose(variable))] for variable in catalogue.variables}
    return Template(
        "Save this as .env. Put the real secret in the place of each placeholder, and keep the file out of git.",
        [
            Slot(setting=setting, above=above),
            Slot(secret=_secret, above=above, shows_values=True),
        ],
    )


def _purpose(variable: Variable) -> Iterator[str]:
    mark = "SECRET. " if variable.secret else ""
    yield f"{mark}{paragraphs(variable.description)[0]}"


def _secret(variable: Variable) -> list[str]:
    if isinstance(variable.kind, MultilineText):
        return file_setting(variable)
    return setting(variable.name, variable.example or "")
