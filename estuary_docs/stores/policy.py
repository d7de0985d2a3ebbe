"""The least that a platform must grant for a store: to list names and ages, and to rotate keys."""

from dataclasses import replace

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.catalogue.stores import StoreAddress
from estuary_docs.renderers.writing.entry_names import added_kinds, entries_of, layout_of
from estuary_docs.stores.registry import KINDS, address_of, kind_of

READING = "For `estuary-docs drift --store {name}`: names and ages, no value.\n\n{policy}"
ROTATING = "\nFor `estuary-docs rotate --store {name}` as well:\n\n{policy}"


def with_store(catalogue: Catalogue, name: str) -> Catalogue:
    """Return the catalogue with one store alone: one of the project's, or a kind as it is laid out by default."""
    if name not in {store.name for store in catalogue.stores} and name in {*KINDS, *added_kinds()}:
        return replace(catalogue, stores=(StoreAddress(name, name, layout_of(name).template),))
    return replace(catalogue, stores=(address_of(catalogue, name),))


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - a policy is no file of the project
    """Return the policies of the catalogue's stores, or of every kind where it has none."""
    default = (StoreAddress(kind, kind, layout_of(kind).template) for kind in KINDS)
    return "\n".join(_policies(catalogue, address) for address in catalogue.stores or default)


def _policies(catalogue: Catalogue, address: StoreAddress) -> str:
    kind, entries = kind_of(address.kind), entries_of(address, catalogue)
    reading, rotating = (kind.policy(entries, rotates=rotates) for rotates in (False, True))
    text = READING.format(name=address.name, policy=reading)
    can_rotate = all(hasattr(kind, name) for name in ("read", "write", "remove"))
    return text + (ROTATING.format(name=address.name, policy=rotating) if can_rotate else "")
