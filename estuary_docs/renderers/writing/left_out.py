"""What a class says and no catalogue can: one list, the same in every rendering that judges or describes."""

from collections.abc import Iterator

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.wording.phrases import plain

HEADING = "Not judged here, or not said"


def lines(catalogue: Catalogue) -> Iterator[str]:
    """Yield the list as lines of text, under its heading; nothing where all is said."""
    if catalogue.reservations:
        yield f"{HEADING}:"
        yield from (f"- {plain(line)}" for line in catalogue.reservations)
