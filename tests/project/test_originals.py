"""What a person wrote is never lost to a generated file."""

from pathlib import Path

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
