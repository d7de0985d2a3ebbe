"""The whole catalogue as JSON, for any program, and what follows from it: what each profile needs."""

from estuary_docs.catalogue.exchange import to_json
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.validation.needs import needs


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the catalogue as JSON that `catalogue_json.from_json` reads; `needs` is for programs that cannot judge."""
    by_profile = {
        profile: {"required": needed.required, "one_of": needed.one_of, "defaults": needed.defaults}
        for profile, needed in needs(catalogue).items()
    }
    return to_json(catalogue, notice, needs=by_profile)
