"""What a person wrote is never lost to a generated file."""

import subprocess
from pathlib import Path

import pytest

from estuary_docs.project.artefacts import Target, write
from estuary_docs.project.originals import originals

WRITTEN = b"# by hand\nPORT=1\r\n\xff\n"


def test_a_file_that_somebody_wrote_is_kept_under_another_name(tmp_path: Path) -> None:
    """Byte for byte, under the first name that is free; what was generated, is empty, or is as it should be is not."""
    place = tmp_path / ".env.example"
    wanted = [Target(place, "new\n", ".env.example"), Target(tmp_path / "other", "", "other")]
    assert originals(wanted) == []
    for number in ("", "2", "3"):
        place.write_bytes(WRITTEN)
        (kept,) = originals(wanted)
        assert kept.shown == f".env.example.orig{number}"
        write([kept, *wanted])
        assert kept.path.read_bytes() == WRITTEN
        assert originals(wanted) == []
    for text in ("", "new\n", "# Generated from a by `estuary-docs generate`; edits here are lost.\n"):
        place.write_text(text)
        assert originals(wanted) == []


def test_a_file_that_people_share_with_regions_is_no_loss(tmp_path: Path) -> None:
    """What stands round a region stays where it is."""
    (tmp_path / "README.md").write_text("by hand\n")
    assert originals([Target(tmp_path / "README.md", "by hand, filled\n", "README.md", is_shared=True)]) == []


def test_what_git_holds_needs_no_copy(tmp_path: Path) -> None:
    """A committed file is in git; an edit since, or a file that was only added, is not."""
    git = ("git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run([*git, "init", "--quiet"], check=True)
    place = tmp_path / "a.env"
    place.write_text("by hand\n")
    wanted = [Target(place, "new\n", "a.env")]
    subprocess.run([*git, "add", "."], check=True)
    assert len(originals(wanted)) == 1
    subprocess.run([*git, "commit", "--quiet", "--message", "a"], check=True)
    assert originals(wanted) == []
    place.write_text("by hand, later\n")
    assert len(originals(wanted)) == 1


def test_without_git_every_file_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no git is installed nothing else holds the file."""
    (tmp_path / "a.env").write_text("by hand\n")
    monkeypatch.setenv("PATH", "")
    assert len(originals([Target(tmp_path / "a.env", "new\n", "a.env")])) == 1
