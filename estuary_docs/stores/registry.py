"""The kinds of stores: one module each, one line here, and what other packages add by an entry point."""

from importlib import import_module

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.catalogue.stores import StoreAddress
from estuary_docs.errors import ProjectError
from estuary_docs.renderers.writing.entry_names import Entries, added_class, entries_of
from estuary_docs.stores.store import Store

KINDS = {
    "aws-secretsmanager": "estuary_docs.stores.aws_secretsmanager:Kind",
    "aws-ssm": "estuary_docs.stores.aws_ssm:Kind",
    "azure": "estuary_docs.stores.azure:Kind",
    "folder": "estuary_docs.stores.folder:Kind",
    "github": "estuary_docs.stores.github:Kind",
    "gitlab": "estuary_docs.stores.gitlab:Kind",
    "google": "estuary_docs.stores.google:Kind",
    "kubernetes": "estuary_docs.stores.kubernetes:Kind",
    "pkcs11": "estuary_docs.stores.pkcs11:Kind",
    "vault": "estuary_docs.stores.vault:Kind",
}


def address_of(catalogue: Catalogue, name: str) -> StoreAddress:
    """Return a store of the project by its name; raises ProjectError if there is none."""
    for address in catalogue.stores:
        if address.name == name:
            return address
    names = ", ".join(store.name for store in catalogue.stores) or "none"
    raise ProjectError(
        "--store", f"is not in [tool.estuary-docs.stores] of pyproject.toml; the stores there are: {names}"
    )


def kind_of(kind: str) -> type[Store]:
    """Return the class of a kind of store, whose module is loaded here; raises ProjectError if there is none."""
    module, _, name = KINDS.get(kind, "").partition(":")
    implementation: type[Store] = getattr(import_module(module), name) if module else added_class(kind)
    return implementation


def open_store(catalogue: Catalogue, address: StoreAddress) -> tuple[Store, Entries]:
    """Return a store of the project, and how its entries are named."""
    entries = entries_of(address, catalogue)
    return kind_of(address.kind)(address.name, entries), entries
