"""Links to the files that the site offers beside its pages."""

from markupsafe import Markup

from estuary_docs import html
from estuary_docs.catalogue import Catalogue

CATALOGUE_PATH = "catalogue.json"


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return a list of links, as HTML."""
    files = [
        *((env_example_path(profile), ".env.example", f".env.example for {profile}") for profile in catalogue.profiles),
        (CATALOGUE_PATH, "catalogue.json", "the whole catalogue as JSON"),
    ]
    return html.bullets([Markup('<a href="{}" download="{}">{}</a>').format(*file) for file in files])


def env_example_path(profile: str) -> str:
    """Return where the site offers the example file of a profile."""
    return f"downloads/{profile}.env.example"
