"""A rotation that is killed anywhere goes on or goes back, in every store."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.errors import EstuaryDocsError
from estuary_docs.stores.audit import Log
from estuary_docs.stores.operation import Operation
from estuary_docs.stores.store import Secret
from estuary_docs.stores.versioned import VersionedStore
from tests.stores import places, servers
from tests.stores.places import StoreHarness

OLD = "old-" + "k" * 40
STEPS = ("announced", "swapped", "single")


def key(work: Operation) -> Variable:
    """Return the secret that rotates."""
    return work.rotating()[0]


def state(work: Operation) -> str:
    """Return where the rotation is."""
    return work.rotation(key(work)).position().state


def keys(values: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return the two keys in a store."""
    return values.get("SIGN_KEY"), values.get("SIGN_KEY_PREVIOUS")


def test_three_steps_replace_a_key(place: StoreHarness, shop: Catalogue, tmp_path: Path) -> None:
    """Announced, swapped, single: at every step the two keys are where the guide says, and the new one is 256 bits."""
    place.put("SIGN_KEY", OLD)
    work = place.work(shop, tmp_path)
    assert state(work) == "single"
    work.step(key(work), early=True)
    current, new = keys(place.values())
    assert (state(work), current) == ("announced", OLD)
    assert new is not None
    assert len(new) == 44
    work.step(key(work), early=True)
    assert (state(work), *keys(place.values())) == ("swapped", new, OLD)
    work.step(key(work), early=True)
    assert (state(work), *keys(place.values())) == ("single", new, None)
    log = (tmp_path / "audit.jsonl").read_text(encoding="utf-8")
    assert log.count("\n") == 3
    assert OLD not in log
    assert new not in log


def previous(work: Operation) -> str | None:
    """Return the version of the key before the current one, where the store keeps it."""
    rotation = work.rotation(key(work))
    store = rotation.store
    found = store.replaced(rotation.name, rotation.overlap) if isinstance(store, VersionedStore) else None
    return found.text if found else None


def crash(place: StoreHarness, work: Operation, cut: int, *, back: bool = False) -> bool:
    """Do one step whose connection is cut at one half of a request; say whether it got so far."""
    place.wire.halves, place.wire.cut = 0, cut
    try:
        work.step(key(work), back=back, early=True)
    except EstuaryDocsError:
        return True
    finally:
        place.wire.cut = None
    return False


def test_a_step_that_is_killed_anywhere_is_continued(place: StoreHarness, shop: Catalogue, tmp_path: Path) -> None:
    """Cut before and after every request of every step, no key that signs is lost, and nothing is stuck.

    A fake begins each time with the same history, so that a cut costs the same however many there were.
    """
    place.put("SIGN_KEY", OLD)
    points, signing, opened = 0, OLD, place.work(shop, tmp_path)
    stride = 1 if place.kept else places.EVERY

    def fresh() -> Operation:
        """Return what a new process has: the store, and the log as it is in the file."""
        return replace(opened, log=Log(opened.log.path))

    for begun in STEPS:
        log = opened.log.path.read_bytes() if opened.log.path.exists() else b""
        restore = place.kept() if place.kept else None
        for cut in range(0, 200, stride):
            work = fresh()
            before = state(work)
            if not crash(place, work, cut):
                break
            points += 1
            # The key that signed until now is still there, and so is the one that signs now.
            work = fresh()
            assert signing in {*keys(place.values()), previous(work)}
            for _ in range(4):
                if state(work) == before:
                    break
                work.step(key(work), early=True)
                assert keys(place.values())[0] is not None
            assert state(work) == before, (begun, cut)
            if restore:
                restore()
                opened.log.path.write_bytes(log)
            signing = str(keys(place.values())[0])
        assert state(fresh()) == begun
        signing = str(keys(place.values())[0])
    assert points * stride >= 32
    assert fresh().log.broken == []


@pytest.mark.parametrize("steps", [1, 2], ids=["announced", "swapped"])
def test_an_abort_that_is_killed_anywhere_is_continued(
    place: StoreHarness, shop: Catalogue, tmp_path: Path, steps: int
) -> None:
    """Cut before and after every write, the old key is never lost, and the next steps end with one key."""
    place.put("SIGN_KEY", OLD)
    old, opened, place.wire.only_writes = OLD, place.work(shop, tmp_path), True
    for cut in range(40):
        work = replace(opened, log=Log(opened.log.path))
        for _ in range(steps):
            work.step(key(work), early=True)
        was_cut = crash(place, replace(opened, log=Log(opened.log.path)), cut, back=True)
        work = replace(opened, log=Log(opened.log.path))
        assert old in {*keys(place.values()), previous(work)}
        for _ in range(4):
            if state(work) == "single":
                break
            work.step(key(work), early=True)
        assert (state(work), keys(place.values())[1]) == ("single", None)
        old = str(keys(place.values())[0])
        if not was_cut:
            break
    assert cut >= 4
    assert Log(opened.log.path).broken == []


def test_abort_goes_back(place: StoreHarness, shop: Catalogue, tmp_path: Path) -> None:
    """An announced key is dropped; after the swap the old key signs again, and what the new one signed stays valid."""
    place.put("SIGN_KEY", OLD)
    work = place.work(shop, tmp_path)
    work.step(key(work), early=True)
    work.step(key(work), back=True)
    assert keys(place.values()) == (OLD, None)
    work.step(key(work), early=True)
    new = keys(place.values())[1]
    work.step(key(work), early=True)
    work.step(key(work), back=True)
    assert (state(work), *keys(place.values())) == ("swapped", OLD, new)
    work.step(key(work), early=True)
    assert keys(place.values()) == (OLD, None)
    with pytest.raises(EstuaryDocsError, match="nothing to abort"):
        work.step(key(work), back=True)


def test_of_two_operators_one_is_refused(place: StoreHarness, shop: Catalogue, tmp_path: Path) -> None:
    """Both see the same entry, and write: the second one is told, and the key of the first one stays."""
    place.put("SIGN_KEY", OLD)
    rotation = place.work(shop, tmp_path).rotation(key(place.work(shop, tmp_path)))
    found = rotation.position()
    work = place.work(shop, tmp_path)
    work.step(key(work), early=True)
    announced = place.values()
    with pytest.raises(EstuaryDocsError, match="changed by someone else"):
        rotation.store.write({rotation.overlap: rotation.store.read(rotation.name)}, {rotation.overlap: found.overlap})  # type: ignore[dict-item] # it is there
    assert place.values() == announced


def test_a_position_that_is_not_the_one_that_was_seen_is_refused(
    place: StoreHarness, shop: Catalogue, tmp_path: Path
) -> None:
    """Of two runs at once, the second one would do the step after: it is told, and does nothing."""
    place.put("SIGN_KEY", OLD)
    work = place.work(shop, tmp_path)
    seen = work.rotation(key(work)).position()
    work.step(key(work), expected=seen)
    announced = place.values()
    with pytest.raises(EstuaryDocsError, match="changed by someone else"):
        work.step(key(work), expected=seen, early=True)
    assert place.values() == announced


def test_a_step_before_its_time_is_refused(place: StoreHarness, shop: Catalogue, tmp_path: Path) -> None:
    """Instances that do not have the new key yet would refuse what it signs; a rotation may begin at any time."""
    place.put("SIGN_KEY", OLD)
    work = place.work(shop, tmp_path)
    # The fakes begin at a time of their own.
    work = replace(work, address=replace(work.address, window_hours=24 * 365 * 100))
    work.step(key(work))
    announced = place.values()
    with pytest.raises(EstuaryDocsError, match=r"is announced, and the next step .+ or give --early"):
        work.step(key(work))
    assert place.values() == announced
    work.step(key(work), early=True)
    assert keys(place.values()) == keys(announced)[::-1]


@pytest.mark.parametrize("again", [("SIGN_KEY",), ("SIGN_KEY_PREVIOUS",), ("SIGN_KEY", "SIGN_KEY_PREVIOUS")])
@pytest.mark.parametrize("steps", [1, 2], ids=STEPS[:2])
def test_a_key_that_was_only_written_again_is_no_swap(
    place: StoreHarness, shop: Catalogue, tmp_path: Path, steps: int, again: tuple[str, ...]
) -> None:
    """Another tool writes the same values: the rotation is where it was, whether the secret had a key before or not."""
    place.put("SIGN_KEY", "first-" + OLD)
    place.put("SIGN_KEY", OLD)
    work = place.work(shop, tmp_path)
    for _ in range(steps):
        work.step(key(work), early=True)
    before = keys(place.values())
    for name in again:
        place.put(name, place.values()[name])
    assert (state(work), keys(place.values())) == (STEPS[steps - 1], before)
    work.step(key(work), early=True)
    assert state(work) == STEPS[steps]
    assert keys(place.values()) == (before[::-1] if steps == 1 else (before[0], None))
    log = Log(tmp_path / "audit.jsonl")
    assert [line.state for line in log.lines if line.step == "found"] in ([], [STEPS[steps - 1]])


def test_two_keys_of_another_hand(place: StoreHarness, shop: Catalogue, tmp_path: Path) -> None:
    """A swap by hand is known where the store has the versions, and not guessed where it has none."""
    place.put("SIGN_KEY", OLD)
    place.put("SIGN_KEY_PREVIOUS", OLD)
    place.put("SIGN_KEY", "new-" + OLD)
    work = place.work(shop, tmp_path)
    if isinstance(work.store, VersionedStore):
        assert state(work) == "swapped"
    else:
        with pytest.raises(EstuaryDocsError, match=r"nothing tells which .+ then delete SIGN_KEY_PREVIOUS"):
            state(work)


def test_an_earlier_version_that_is_gone_proves_nothing(
    shop: Catalogue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The overlap variable may hold just that version: the error is one line that says how to go on."""
    with places.faked("vault", servers.Vault(), monkeypatch) as place:
        for value in ("first-" + OLD, OLD):
            place.put("SIGN_KEY", value)
        work = place.work(shop, tmp_path)
        work.step(key(work))
        monkeypatch.setattr(type(work.store), "earlier", lambda *_: iter([None]))
        with pytest.raises(EstuaryDocsError, match=r"earlier version .+ nothing tells which of the two") as told:
            state(work)
        assert "\n" not in str(told.value)


def test_a_swap_over_an_entry_that_somebody_changed_writes_nothing(
    place: StoreHarness, shop: Catalogue, tmp_path: Path
) -> None:
    """Half of it would leave the outgoing key in neither entry."""
    place.put("SIGN_KEY", OLD)
    work = place.work(shop, tmp_path)
    work.step(key(work))
    rotation = work.rotation(key(work))
    found = rotation.position()
    place.put("SIGN_KEY_PREVIOUS", "other-" + OLD)
    with pytest.raises(EstuaryDocsError, match="changed by someone else"):
        rotation.step(found, lambda: Secret(b"unused"))
    assert keys(place.values()) == (OLD, "other-" + OLD)


def test_a_new_key_for_a_key_that_somebody_changed_is_not_written(
    place: StoreHarness, shop: Catalogue, tmp_path: Path
) -> None:
    """All that is expected is compared, also the entry that is not written."""
    place.put("SIGN_KEY", OLD)
    rotation = place.work(shop, tmp_path).rotation(key(place.work(shop, tmp_path)))
    found = rotation.position()
    place.put("SIGN_KEY", "other-" + OLD)
    with pytest.raises(EstuaryDocsError, match="changed by someone else"):
        rotation.step(found, lambda: Secret(b"unused"))
    assert "SIGN_KEY_PREVIOUS" not in place.values()
