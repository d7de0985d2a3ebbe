"""Links to the files that the site offers beside its pages."""

from markupsafe import Markup

from estuary_docs.catalogue import addresses
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing import html


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return a list of links, as HTML."""
    files = [
        *(
            (addresses.env_example(profile), ".env.example", f".env.example for {profile}")
            for profile in catalogue.profiles
        ),
        (addresses.VALIDATOR, "validation.py", "validation.py, which checks the environment before the service starts"),
        (addresses.VALIDATOR_MODULE, "validation.mjs", "validation.mjs, the same for Node and browsers"),
        (addresses.TYPES_OF_VALIDATOR, "validation.d.mts", "validation.d.mts, its types for TypeScript"),
        (addresses.TYPES_OF_ENVIRONMENT, "env.d.ts", "env.d.ts, the names in process.env for TypeScript"),
        (addresses.SETTINGS_OF_GO, "settings.go", "settings.go, typed settings for a service in Go"),
        (addresses.SETTINGS_OF_RUST, "settings.rs", "settings.rs, typed settings for a service in Rust"),
        (addresses.JSON_SCHEMA, "environment.schema.json", "the environment as JSON Schema"),
        (addresses.SETTINGS_SCHEMA, "estuary-docs.schema.json", "[tool.estuary-docs] as JSON Schema, for editors"),
        (addresses.CATALOGUE, "catalogue.json", "the whole catalogue as JSON"),
    ]
    return html.bullets([Markup('<a href="{}" download="{}">{}</a>').format(*file) for file in files])
