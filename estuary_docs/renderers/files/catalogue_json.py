"""The whole catalogue as JSON, for any program."""

from estuary_docs.catalogue.exchange import to_json
from estuary_docs.catalogue.model import Catalogue


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the catalogue as JSON that `catalogue_json.from_json` reads."""
    return to_json(catalogue, notice)
