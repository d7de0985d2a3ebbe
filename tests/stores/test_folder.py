"""Keys in a folder: a rotation that is killed at any call of the system goes on or goes back."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.catalogue.stores import StoreAddress
from estuary_docs.errors import EstuaryDocsError
from estuary_docs.stores.audit import Log
from estuary_docs.stores.operation import Operation, operation

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a folder is rotated on Linux and macOS alone")
OLD = "old-" + "k" * 40
EVENTS = {"open", "os.rename", "os.remove", "os.utime", "os.chmod", "os.chown", "os.truncate", "fcntl.flock"}


class KilledError(BaseException):
    """The process ends here."""


class Killer:
    """Ends a step before one of its calls of the system; an audit hook can never be taken away, so it sleeps."""

    def __init__(self) -> None:
        self.left: int | None = None
        sys.addaudithook(self)

    def __call__(self, event: str, _arguments: object) -> None:
        """Count a call, and raise at the one that was chosen."""
        if self.left is None or event not in EVENTS:
            return
        self.left -= 1
        if self.left < 0:
            self.left = None
            raise KilledError


@pytest.fixture(scope="session")
def killer() -> Killer:
    """Return the one hook of this process."""
    return Killer()


def opened(shop: Catalogue, folder: Path) -> Operation:
    """Return what `rotate` works with."""
    address = StoreAddress("production", "folder", f"{folder.as_posix()}/kept/{{NAME}}")
    return operation(replace(shop, stores=(address,)), "production", Log(folder / "audit.jsonl"))


def held(folder: Path) -> dict[str, str]:
    """Return what the files hold that are no drafts."""
    return {path.name: path.read_text() for path in (folder / "kept").iterdir() if not path.name.startswith(".")}


def test_a_step_that_is_killed_anywhere_is_continued(shop: Catalogue, tmp_path: Path, killer: Killer) -> None:
    """At every call of the system of every step, the key that signs is there, and three more steps end as always."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "SIGN_KEY").write_text(OLD)
    points, signing = 0, OLD
    for _ in range(3):
        for cut in range(200):
            work = opened(shop, tmp_path)
            key = work.rotating()[0]
            before = work.rotation(key).position().state
            killer.left = cut
            try:
                work.step(key)
                killer.left = None
                break
            except KilledError:
                points += 1
            assert signing in held(tmp_path).values()
            for _ in range(4):
                work = opened(shop, tmp_path)
                if work.rotation(key).position().state == before:
                    break
                work.step(key)
            assert opened(shop, tmp_path).rotation(key).position().state == before
            signing = held(tmp_path)["SIGN_KEY"]
        signing = held(tmp_path)["SIGN_KEY"]
    assert points >= 32
    assert held(tmp_path).keys() == {"SIGN_KEY"}
    assert opened(shop, tmp_path).log.broken == []


def test_a_new_key_is_readable_by_its_owner_alone(shop: Catalogue, tmp_path: Path) -> None:
    """And one that takes the place of another has that one's mode."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "SIGN_KEY").write_text(OLD)
    (tmp_path / "kept" / "SIGN_KEY").chmod(0o640)
    work = opened(shop, tmp_path)
    work.step(work.rotating()[0])
    assert (tmp_path / "kept" / "SIGN_KEY_PREVIOUS").stat().st_mode & 0o777 == 0o600
    work.step(work.rotating()[0])
    assert (tmp_path / "kept" / "SIGN_KEY").stat().st_mode & 0o777 == 0o640


def test_of_two_operators_one_is_refused(shop: Catalogue, tmp_path: Path) -> None:
    """The lock of the folder is held by one of them, and freed by the system when it ends."""
    import fcntl

    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "SIGN_KEY").write_text(OLD)
    work = opened(shop, tmp_path)
    with (tmp_path / "kept" / ".estuary-docs-rotation").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(EstuaryDocsError, match="another operator is rotating"):
            work.step(work.rotating()[0])
    assert held(tmp_path) == {"SIGN_KEY": OLD}
