"""The whole catalogue as JSON, for any program."""

from estuary_docs.catalogue import Catalogue
from estuary_docs.catalogue_json import to_json


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the catalogue as JSON that `catalogue_json.from_json` reads."""
    return to_json(catalogue, notice)
