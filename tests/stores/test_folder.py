"""Keys in a folder: a rotation that is killed at any call of the system goes on or goes back."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
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


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a folder with the one key."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "SIGN_KEY").write_text(OLD)
    return tmp_path / "kept"


def state(work: Operation) -> str:
    """Return where the rotation is."""
    return work.rotation(work.rotating()[0]).position().state


def is_killed(killer: Killer, work: Operation, cut: int, *, back: bool = False) -> bool:
    """Do one step that ends before one of its calls of the system; say whether it got so far."""
    killer.left = cut
    try:
        work.step(work.rotating()[0], back=back, early=True)
    except KilledError:
        return True
    finally:
        killer.left = None
    return False


@pytest.mark.usefixtures("kept")
def test_a_step_that_is_killed_anywhere_is_continued(shop: Catalogue, tmp_path: Path, killer: Killer) -> None:
    """At every call of the system of every step, the key that signs is there, and three more steps end as always."""
    points, signing = 0, OLD
    for _ in range(3):
        for cut in range(200):
            before = state(opened(shop, tmp_path))
            if not is_killed(killer, opened(shop, tmp_path), cut):
                break
            points += 1
            assert signing in everything(tmp_path)
            for _ in range(4):
                work = opened(shop, tmp_path)
                if state(work) == before:
                    break
                work.step(work.rotating()[0], early=True)
            assert state(opened(shop, tmp_path)) == before
            signing = held(tmp_path)["SIGN_KEY"]
        signing = held(tmp_path)["SIGN_KEY"]
    assert points >= 32
    assert held(tmp_path).keys() == {"SIGN_KEY"}
    assert drafts(tmp_path) == []
    assert opened(shop, tmp_path).log.broken == []


def everything(folder: Path) -> set[str]:
    """Return what any file holds, also a draft that the next call puts into its place."""
    return {path.read_text() for path in (folder / "kept").iterdir()}


def drafts(folder: Path) -> list[str]:
    """Return the drafts that are left."""
    return [path.name for path in (folder / "kept").iterdir() if path.name.endswith(".new")]


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("steps", [1, 2], ids=["announced", "swapped"])
def test_an_abort_that_is_killed_anywhere_is_continued(
    shop: Catalogue, tmp_path: Path, killer: Killer, steps: int
) -> None:
    """The old key is never lost, and one more abort, or the steps that follow, end with one key."""
    points, old = 0, OLD
    for cut in range(200):
        work = opened(shop, tmp_path)
        for _ in range(steps):
            work.step(work.rotating()[0], early=True)
        assert state(work) in {"announced", "swapped"}
        was_killed = is_killed(killer, opened(shop, tmp_path), cut, back=True)
        points += was_killed
        assert old in everything(tmp_path)
        work = opened(shop, tmp_path)
        for _ in range(4):
            if state(work) == "single":
                break
            work.step(work.rotating()[0], early=True)
        assert work.rotation(work.rotating()[0]).settle() is False
        assert state(work) == "single"
        assert (list(held(tmp_path)), drafts(tmp_path)) == (["SIGN_KEY"], [])
        old = held(tmp_path)["SIGN_KEY"]
        if not was_killed:
            break
    assert points >= 10
    assert opened(shop, tmp_path).log.broken == []


def test_an_abort_gives_the_old_key_its_age_back(shop: Catalogue, tmp_path: Path, kept: Path) -> None:
    """The file has the time of its key, so a key that was put back is as overdue as before."""
    os.utime(kept / "SIGN_KEY", (1.7e9, 1.7e9))
    work = opened(shop, tmp_path)
    (key,) = work.rotating()
    for back in (False, False, True):
        work.step(key, back=back, early=True)
    assert (kept / "SIGN_KEY").stat().st_mtime == 1.7e9
    position = work.rotation(key).position()
    assert (position.state, held(tmp_path)["SIGN_KEY"]) == ("swapped", OLD)
    # The window counts from the abort.
    assert position.since
    assert datetime.now(UTC) - position.since < timedelta(minutes=1)
    with pytest.raises(EstuaryDocsError, match="is swapped, and the next step is due on"):
        work.step(key)
    work.step(key, early=True)
    assert "SIGN_KEY: single since 2023-11-14 22:13 UTC. Next, due on 2024-02-12" in work.status(key)
    assert work.is_due(key, work.rotation(key).position())


def test_a_time_of_another_file_does_not_matter(shop: Catalogue, tmp_path: Path, kept: Path) -> None:
    """Where a rotation is does not follow from times: not of a neighbour, nor of the clock."""
    (kept / "NEIGHBOUR").write_text("any")
    os.utime(kept / "NEIGHBOUR", (4.1e9, 4.1e9))
    os.utime(kept / "SIGN_KEY", (4.1e9, 4.1e9))
    work = opened(shop, tmp_path)
    for expected in ("announced", "swapped", "single"):
        work.step(work.rotating()[0], early=True)
        assert state(opened(shop, tmp_path)) == expected
    assert (kept / "SIGN_KEY").stat().st_mtime < datetime.now(UTC).timestamp() + 1


def test_a_key_from_the_future_has_no_age(shop: Catalogue, tmp_path: Path, kept: Path) -> None:
    """It would never be due: the status says so, and nothing is called in time."""
    os.utime(kept / "SIGN_KEY", (4.1e9, 4.1e9))
    work = opened(shop, tmp_path)
    (key,) = work.rotating()
    assert "single since 2099-12-03 16:53 UTC, which has not come yet" in work.status(key)
    assert work.due(key, work.rotation(key).position()) is None


def test_what_another_hand_began_is_not_guessed(shop: Catalogue, tmp_path: Path, kept: Path) -> None:
    """Two keys that `rotate` did not write may be in either state: the error says how to go on."""
    (kept / "SIGN_KEY_PREVIOUS").write_text("another")
    with pytest.raises(EstuaryDocsError, match=r"nothing tells which .+ then delete SIGN_KEY_PREVIOUS") as told:
        opened(shop, tmp_path).step(opened(shop, tmp_path).rotating()[0])
    assert "\n" not in str(told.value)
    # Whichever of the two the second key is, these steps refuse nobody.
    steps = "put the new key into SIGN_KEY and the outgoing one into SIGN_KEY_PREVIOUS, deploy, wait for window-hours"
    assert steps in str(told.value)
    assert held(tmp_path)["SIGN_KEY"] == OLD


def killed_before_the_renames(shop: Catalogue, folder: Path, killer: Killer) -> None:
    """Leave a swap of which the journal and both drafts are written."""
    opened(shop, folder).step(opened(shop, folder).rotating()[0])
    for cut in range(200):
        if state(opened(shop, folder)) == "same":
            break
        assert is_killed(killer, opened(shop, folder), cut)
    assert len(drafts(folder)) == 2


def between_renames(shop: Catalogue, folder: Path, killer: Killer) -> None:
    """Leave a swap of which the new key is in its place, and the outgoing one is not."""
    killed_before_the_renames(shop, folder, killer)
    (folder / "kept" / ".SIGN_KEY.new").replace(folder / "kept" / "SIGN_KEY")


@pytest.mark.usefixtures("kept")
def test_a_folder_that_was_copied_within_a_swap_loses_no_key(shop: Catalogue, tmp_path: Path, killer: Killer) -> None:
    """The files of a copy have other numbers; their times are those of the keys."""
    between_renames(shop, tmp_path, killer)
    shutil.copytree(tmp_path / "kept", tmp_path / "copy" / "kept")
    work = opened(shop, tmp_path / "copy")
    assert state(work) == "same"
    work.step(work.rotating()[0])
    assert (state(work), held(tmp_path / "copy")["SIGN_KEY_PREVIOUS"]) == ("swapped", OLD)
    assert drafts(tmp_path / "copy") == []


@pytest.mark.parametrize("cut", ["between the renames", "before them"])
def test_a_key_that_was_written_after_the_kill_is_kept(
    shop: Catalogue, tmp_path: Path, kept: Path, killer: Killer, cut: str
) -> None:
    """A draft is for the file that it was to replace: it is put over no other one, and not thrown away."""
    if cut == "before them":
        killed_before_the_renames(shop, tmp_path, killer)
    else:
        between_renames(shop, tmp_path, killer)
    (kept / "SIGN_KEY_PREVIOUS").write_text("by hand")
    before = held(tmp_path)
    work = opened(shop, tmp_path)
    assert state(work) == "same"
    with pytest.raises(
        EstuaryDocsError, match=r"SIGN_KEY_PREVIOUS was changed .+ left .+\.SIGN_KEY_PREVIOUS\.new"
    ) as told:
        work.step(work.rotating()[0], early=True)
    assert "\n" not in str(told.value)
    assert held(tmp_path) == before
    assert OLD in everything(tmp_path)
    # The one remedy and the other one.
    (kept / ".SIGN_KEY_PREVIOUS.new").replace(kept / "SIGN_KEY_PREVIOUS")
    assert state(work) == ("swapped" if cut == "between the renames" else "same")


@pytest.mark.parametrize("content", ["", "[]", '{"SIGN_KEY_PREVIOUS": {}}', "[" * 5000], ids=lambda text: text[:5])
def test_a_journal_that_cannot_be_understood_knows_nothing(
    shop: Catalogue, tmp_path: Path, kept: Path, content: str
) -> None:
    """It makes neither a traceback nor a guess."""
    work = opened(shop, tmp_path)
    work.step(work.rotating()[0])
    (kept / ".estuary-docs-rotation.json").write_text(content)
    with pytest.raises(EstuaryDocsError, match="nothing tells which"):
        state(work)


def test_a_key_keeps_every_byte(shop: Catalogue, tmp_path: Path, kept: Path) -> None:
    """Also the ends of lines, and bytes that are no text."""
    content = b"\xff-----\r\nkey\r\n" + OLD.encode()
    (kept / "SIGN_KEY").write_bytes(content)
    work = opened(shop, tmp_path)
    for _ in range(2):
        work.step(work.rotating()[0], early=True)
    assert (kept / "SIGN_KEY_PREVIOUS").read_bytes() == content


def test_a_key_that_cannot_be_read_has_no_successor(
    shop: Catalogue, tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The swap would fail after the new key was deployed, so it is not even announced."""
    work = opened(shop, tmp_path)
    monkeypatch.setattr(type(work.store), "read", lambda *_: None)
    with pytest.raises(EstuaryDocsError, match="SIGN_KEY has no value that can be read"):
        work.step(work.rotating()[0])
    assert [path.name for path in kept.iterdir() if path.name.startswith("SIGN")] == ["SIGN_KEY"]


def _link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def _loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (_link, "is a link: rotate where it leads to"),
        (_loop, "is a link: rotate where it leads to"),
        (_pipe, "is no regular file"),
        (lambda path: (path.parent / ".SIGN_KEY.new").mkdir(), "cannot delete .+/.SIGN_KEY.new: Is a directory"),
    ],
    ids=["link", "loop", "pipe", "folder"],
)
def test_what_is_no_file_is_refused(
    shop: Catalogue, tmp_path: Path, kept: Path, change: Callable[[Path], None], complaint: str
) -> None:
    """In one line, before anything is written."""
    change(kept / "SIGN_KEY")
    work = opened(shop, tmp_path)
    with pytest.raises(EstuaryDocsError, match=complaint) as told:
        work.step(work.rotating()[0])
    assert "\n" not in str(told.value)
    assert not (kept / "SIGN_KEY_PREVIOUS").exists()


def test_a_loop_of_links_is_no_missing_right(shop: Catalogue, tmp_path: Path, kept: Path) -> None:
    """A list follows links, and says what is wrong with this one."""
    _loop(kept / "SIGN_KEY")
    with pytest.raises(EstuaryDocsError, match="Too many levels of symbolic links"):
        list(opened(shop, tmp_path).store.entries())


def test_a_new_key_is_for_those_who_read_the_old_one(shop: Catalogue, tmp_path: Path, kept: Path) -> None:
    """It has the mode and the owner of the key that it will replace, whatever the mask of the user."""
    (kept / "SIGN_KEY").chmod(0o640)
    if os.getuid() == 0:
        os.chown(kept / "SIGN_KEY", 12345, 12346)
    facts = (kept / "SIGN_KEY").stat()
    work = opened(shop, tmp_path)
    for name in ("SIGN_KEY_PREVIOUS", "SIGN_KEY"):
        work.step(work.rotating()[0], early=True)
        new = (kept / name).stat()
        assert (new.st_mode, new.st_uid, new.st_gid) == (facts.st_mode, facts.st_uid, facts.st_gid)


def test_a_key_that_its_owner_could_not_read_is_not_written(
    shop: Catalogue, tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A user who may not give files away is told so, and no draft with a key is left."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.fchown", refuse)
    real = os.fstat
    monkeypatch.setattr("os.fstat", lambda handle: os.stat_result((*real(handle)[:4], 54321, *real(handle)[5:])))
    work = opened(shop, tmp_path)
    with pytest.raises(EstuaryDocsError, match=r"lacks the right to give .+ to the owner of SIGN_KEY"):
        work.step(work.rotating()[0])
    monkeypatch.undo()
    assert not (kept / "SIGN_KEY_PREVIOUS").exists()
    assert drafts(tmp_path) == []


@pytest.mark.usefixtures("kept")
def test_of_two_operators_one_is_refused(shop: Catalogue, tmp_path: Path) -> None:
    """The lock of the folder is held by one of them, and freed by the system when it ends."""
    import fcntl

    work = opened(shop, tmp_path)
    with (tmp_path / "kept" / ".estuary-docs-rotation").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(EstuaryDocsError, match="another operator is rotating"):
            work.step(work.rotating()[0], early=True)
    assert held(tmp_path) == {"SIGN_KEY": OLD}
