"""Keys in SoftHSM2: labels, ages and attributes, and a rotation in which no key leaves the module."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.catalogue.stores import StoreAddress
from estuary_docs.drift.findings.stores import Comparison, compared
from estuary_docs.errors import EstuaryDocsError
from estuary_docs.stores.audit import Log
from estuary_docs.stores.operation import Operation, operation
from estuary_docs.stores.pkcs11 import Kind
from estuary_docs.stores.registry import open_store
from tests.stores.places import REQUIRED, required_or_skipped
from tests.stores.test_drift import LATER, project, run

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
PIN = "13" * 3
ADDRESS = StoreAddress("production", "pkcs11", "shop/{NAME}")


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a fresh token of SoftHSM2, opened."""
    module = next((each for each in MODULES if Path(each).is_file()), None)
    if module is None or shutil.which("softhsm2-util") is None:
        assert not os.environ.get(REQUIRED), "softhsm2 must be installed here"
        pytest.skip("softhsm2 is not installed")
    required_or_skipped("pkcs11")
    import pkcs11

    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path}/tokens\nlog.level = ERROR\n")
    (tmp_path / "pin").write_text(PIN + "\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    monkeypatch.setenv("PKCS11_MODULE_PATH", module)
    monkeypatch.setenv("PKCS11_PIN_FILE", str(tmp_path / "pin"))
    arguments = ["--init-token", "--free", "--label", "shop", "--pin", PIN, "--so-pin", PIN]
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True)
    library = pkcs11.lib(module)
    library.reinitialize()
    return library.get_token(token_label="shop")  # noqa: S106 - a label


def make(token: Any, label: str, key_id: bytes, **template: bool) -> None:
    """Make a secret key in the token."""
    import pkcs11
    from pkcs11 import Attribute

    with token.open(rw=True, user_pin=PIN) as session:
        session.generate_key(
            pkcs11.KeyType.GENERIC_SECRET,
            256,
            label=label,
            id=key_id,
            store=True,
            mechanism=pkcs11.Mechanism.GENERIC_SECRET_KEY_GEN,
            capabilities=pkcs11.MechanismFlag.SIGN,
            template={Attribute[name]: value for name, value in template.items()},
        )


def opened(shop: Catalogue, folder: Path) -> Operation:
    """Return what `rotate` works with."""
    return operation(replace(shop, stores=(ADDRESS,)), "production", Log(folder / "audit.jsonl"))


def labels(work: Operation) -> dict[str, str]:
    """Return the id of each label."""
    return {entry.name: entry.version for entry in work.store.entries()}


def test_labels_ages_and_attributes(token: Any, shop: Catalogue) -> None:
    """An old key, one that may leave the module, and a label that nothing declares are reported."""
    make(token, "SIGN_KEY", b"20260101T000000.000000Z", SENSITIVE=True, EXTRACTABLE=False)
    make(token, "PAY_TOKEN", b"1", SENSITIVE=False, EXTRACTABLE=True)
    make(token, "OTHER", b"2", SENSITIVE=True, EXTRACTABLE=False)
    told = replace(shop, stores=(ADDRESS,))
    store, entries = open_store(told, ADDRESS)
    found = {(each.name, each.rule) for each in compared(store, Comparison(ADDRESS, entries, told), LATER)}
    assert found == {("SIGN_KEY", "overdue"), ("PAY_TOKEN", "extractable"), ("OTHER", "unknown-entry")}


def test_a_rotation_makes_the_next_key_in_the_module(token: Any, shop: Catalogue, tmp_path: Path) -> None:
    """Announced, swapped, single: the labels change places, and the new key can never leave the module."""
    import pkcs11

    make(token, "SIGN_KEY", b"20260101T000000.000000Z", SENSITIVE=True, EXTRACTABLE=False)
    work = opened(shop, tmp_path)
    (key,) = work.rotating()
    old = labels(work)["SIGN_KEY"]
    assert "announced" in work.step(key, early=True)
    new = labels(work)["SIGN_KEY_PREVIOUS"]
    assert "swapped" in work.step(key, early=True)
    assert labels(work) == {"SIGN_KEY": new, "SIGN_KEY_PREVIOUS": old}
    assert "single" in work.step(key, early=True)
    assert labels(work) == {"SIGN_KEY": new}
    with token.open(user_pin=PIN) as session:
        held = session.get_key(label="SIGN_KEY")
        assert not held[pkcs11.Attribute.EXTRACTABLE]
        with pytest.raises(pkcs11.exceptions.AttributeSensitive):
            held[pkcs11.Attribute.VALUE]


class KilledError(BaseException):
    """The process ends here."""


class Killer:
    """Ends a step before or after one of its writes to the module."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left: int | None = None
        keys, generate, killer = Kind._keys, Kind._generate, self  # noqa: SLF001 - these are all that write

        def fragile(store: Kind, session: Any) -> list[Any]:
            return [Fragile(key, killer) for key in keys(store, session)]

        def around(store: Kind, *arguments: Any) -> None:
            killer.around(lambda: generate(store, *arguments))

        monkeypatch.setattr(Kind, "_keys", fragile)
        monkeypatch.setattr(Kind, "_generate", around)

    def around(self, write: Callable[[], object]) -> None:
        """Count twice, and write between."""
        self.count()
        write()
        self.count()

    def count(self) -> None:
        """End the process at the point that was chosen."""
        if self.left is None:
            return
        self.left -= 1
        if self.left < 0:
            raise KilledError


class Fragile:
    """A key in the module, at whose writes the process may end."""

    def __init__(self, key: Any, killer: Killer) -> None:
        self.key, self.killer = key, killer

    def __getitem__(self, attribute: Any) -> Any:
        """Read an attribute."""
        return self.key[attribute]

    def __setitem__(self, attribute: Any, value: Any) -> None:
        """Write an attribute."""

        def write() -> None:
            self.key[attribute] = value

        self.killer.around(write)

    def destroy(self) -> None:
        """Destroy the key."""
        self.killer.around(self.key.destroy)


@pytest.mark.parametrize("early", [0, 1], ids=["from one key", "after an abort"])
def test_a_step_that_is_killed_anywhere_is_continued(
    token: Any, shop: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, early: int
) -> None:
    """Before and after every write of every step and abort, the key that signs is there, and nothing is stuck."""
    make(token, "SIGN_KEY", b"20260101T000000.000000Z", SENSITIVE=True, EXTRACTABLE=False)
    killer, points = Killer(monkeypatch), 0
    # An announcement, a swap, a removal; and an abort of the first two, and of an abort.
    walks = [[], [False], [False, False], [False, False, True]]
    for walk in walks[3 * early :] if early else walks[:3]:
        for back in (False, True) if walk else (False,):
            for cut in range(40):
                work = opened(shop, tmp_path)
                (key,) = work.rotating()
                for each in walk:
                    work.step(key, back=each, early=True)
                signing = labels(work)["SIGN_KEY"]
                killer.left = cut
                was_killed = False
                try:
                    opened(shop, tmp_path).step(key, back=back, early=True)
                except KilledError:
                    was_killed = True
                    points += 1
                killer.left = None
                work = opened(shop, tmp_path)
                # The key that signed is destroyed by nothing but the last step.
                assert signing in {entry.version for entry in work.store.entries()}
                for _ in range(4):
                    if work.rotation(key).settle() is False and work.rotation(key).position().state == "single":
                        break
                    work.step(key, early=True)
                assert list(labels(work)) == ["SIGN_KEY"]
                assert len(list(work.store.entries())) == 1
                if not was_killed:
                    break
    assert points >= (10 if early else 20)
    assert Log(tmp_path / "audit.jsonl").broken == []


def test_a_swap_that_was_killed_between_its_labels_is_due(
    token: Any, shop: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both keys have one label: the status does not call that a single key, and a pipeline finishes it at once."""
    make(token, "SIGN_KEY", b"old", SENSITIVE=True, EXTRACTABLE=False)
    project(tmp_path, 'production = "pkcs11:shop/{NAME}"')
    monkeypatch.chdir(tmp_path)
    work, killer = opened(shop, tmp_path), Killer(monkeypatch)
    (key,) = work.rotating()
    work.step(key)
    # The mark and the first label are written.
    killer.left = 4
    with pytest.raises(KilledError):
        work.step(key, early=True)
    killer.left = None
    assert [entry.name for entry in work.store.entries()] == ["SIGN_KEY"] * 2
    assert "SIGN_KEY: same" in run("rotate --store production --status").stdout
    told = run(f"rotate --store production --due --yes --log {work.log.path}")
    assert (told.exit_code, "SIGN_KEY: swapped" in told.stdout) == (0, True), told.output
    assert labels(work)["SIGN_KEY_PREVIOUS"] == "old"


def test_two_keys_without_a_mark_are_not_guessed(token: Any, shop: Catalogue, tmp_path: Path) -> None:
    """An older second key that nobody marked may be the outgoing one of a swap by hand."""
    make(token, "SIGN_KEY", b"20260201T000000.000000Z", SENSITIVE=True, EXTRACTABLE=False)
    make(token, "SIGN_KEY_PREVIOUS", b"20260101T000000.000000Z", SENSITIVE=True, EXTRACTABLE=False)
    work = opened(shop, tmp_path)
    with pytest.raises(EstuaryDocsError, match=r"has no mark .+ nothing tells which of the two keys is new"):
        work.rotation(work.rotating()[0]).position()


def test_an_abort_marks_the_key_that_goes(token: Any, shop: Catalogue, tmp_path: Path) -> None:
    """The old key signs again, with its age; the new one is the outgoing one, and the window counts from now."""
    make(token, "SIGN_KEY", b"20260101T000000.000000Z", SENSITIVE=True, EXTRACTABLE=False)
    work = opened(shop, tmp_path)
    (key,) = work.rotating()
    for back in (False, False, True):
        work.step(key, back=back, early=True)
    position = work.rotation(key).position()
    assert position.overlap
    assert (position.state, position.name.version) == ("swapped", "20260101T000000.000000Z")
    assert position.name.placed is None
    assert position.overlap.placed
    work.step(key, early=True)
    assert labels(work) == {"SIGN_KEY": "20260101T000000.000000Z"}


def test_a_swap_that_was_killed_is_finished(token: Any, shop: Catalogue, tmp_path: Path) -> None:
    """Two keys with one label: the newer one is in its place, the older one becomes the outgoing one."""
    make(token, "SIGN_KEY", b"20260101T000000.000000Z", SENSITIVE=True, EXTRACTABLE=False)
    make(token, "SIGN_KEY", b"20260201T000000.000000Z", SENSITIVE=True, EXTRACTABLE=False)
    work = opened(shop, tmp_path)
    rotation = work.rotation(work.rotating()[0])
    rotation.store.settle("SIGN_KEY", "SIGN_KEY_PREVIOUS")
    assert rotation.position().state == "swapped"
    assert labels(work)["SIGN_KEY"].startswith("202602")


def test_a_wrong_pin_and_a_missing_token_are_one_line(token: Any, shop: Catalogue, tmp_path: Path) -> None:
    """Each says what is wrong, and shows no PIN."""
    assert token
    (tmp_path / "pin").write_text("000000")
    with pytest.raises(EstuaryDocsError, match="lacks the PIN of shop") as told:
        labels(opened(shop, tmp_path))
    assert "000000" not in str(told.value)
    other = replace(ADDRESS, template="other/{NAME}")
    store, _ = open_store(replace(shop, stores=(other,)), other)
    with pytest.raises(EstuaryDocsError, match="has no token other"):
        list(store.entries())
