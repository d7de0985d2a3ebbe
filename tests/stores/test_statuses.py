"""A server that fails is never taken for one that answered: an error of one line for every status."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.drift.findings.stores import Comparison, compared
from estuary_docs.stores.registry import open_store
from estuary_docs.stores.store import Entry, RotatingStore, Secret, StoreError
from tests.stores import places, servers
from tests.stores.places import CANARY, StoreHarness
from tests.stores.servers import START

STATUSES = (400, 404, 409, 412, 500)
FAKES: dict[str, Callable[[], servers.Fake]] = {
    "vault": servers.Vault,
    "kubernetes": servers.Kubernetes,
    "google": servers.Google,
    "github": servers.GitHub,
    "gitlab": servers.GitLab,
    "azure": servers.Azure,
}
OPERATIONS: dict[str, Callable[[RotatingStore, str, str, Entry], object]] = {
    "write": lambda store, name, _overlap, entry: store.write({name: Secret(b"new")}, {name: entry}),
    "create": lambda store, _name, overlap, _entry: store.write({overlap: Secret(b"new")}, {overlap: None}),
    "remove": lambda store, name, _overlap, entry: store.remove(name, entry),
    "tag": lambda store, name, _overlap, _entry: store.tag(name, "text"),
}


@contextmanager
def opened(
    kind: str, shop: Catalogue, patch: pytest.MonkeyPatch
) -> Iterator[tuple[servers.Fake, StoreHarness, Comparison, object]]:
    """Yield a fake, its place, and its store opened by the engine."""
    service = FAKES[kind]()
    with places.faked(kind, service, patch) as place:
        told = replace(shop, stores=(place.address,))
        store, entries = open_store(told, place.address)
        yield service, place, Comparison(place.address, entries, told), store


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("kind", FAKES)
def test_a_list_that_fails_is_no_empty_list(
    kind: str, status: int, shop: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise every secret would be called missing."""
    with opened(kind, shop, monkeypatch) as (service, _, comparison, store):
        service.failures = {"GET": status, "POST": status}
        with pytest.raises(StoreError, match=r"^store production: ") as told:
            compared(store, comparison, START)  # type: ignore[arg-type] # it is a store
        assert "\n" not in str(told.value)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("kind", ["vault", "kubernetes", "google"])
def test_a_change_that_fails_is_reported(
    kind: str, operation: str, status: int, shop: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is called written, removed or tagged that is not."""
    with opened(kind, shop, monkeypatch) as (service, place, comparison, store):
        assert isinstance(store, RotatingStore)
        place.put("SIGN_KEY", CANARY)
        names = comparison.entries.names(comparison.catalogue.secrets)
        name, overlap = names["SIGN_KEY"], names["SIGN_KEY_PREVIOUS"]
        entry = store.entry(name)
        assert entry
        service.failures = dict.fromkeys(("POST", "PATCH", "PUT", "DELETE"), status)
        with pytest.raises(StoreError, match=r"^store production: ") as told:
            OPERATIONS[operation](store, name, overlap, entry)
        assert "\n" not in str(told.value)
        assert place.values() == {"SIGN_KEY": CANARY}
        assert store.tag(name) is None


def test_a_path_without_entries_is_empty_in_vault(shop: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Vault answers with 404 and no error where nothing is stored yet."""
    with opened("vault", shop, monkeypatch) as (_, _, comparison, store):
        found = compared(store, comparison, START)  # type: ignore[arg-type] # it is a store
        assert {each.rule for each in found} == {"not-in-store"}


def test_a_tag_leaves_the_annotations_of_others(shop: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Google replaces every annotation at once, so they are read first."""
    with opened("google", shop, monkeypatch) as (service, place, _, store):
        assert isinstance(store, RotatingStore)
        assert isinstance(service, servers.Google)
        place.put("SIGN_KEY", CANARY)
        service.notes["shop-production-SIGN_KEY"] = {"team": "payments"}
        store.tag("shop-production-SIGN_KEY", "text")
        assert service.notes["shop-production-SIGN_KEY"]["team"] == "payments"
        assert store.tag("shop-production-SIGN_KEY") == "text"
