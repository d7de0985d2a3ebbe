"""What a person wrote is never lost to a generated file."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from estuary_docs.cli.program import main
from estuary_docs.project.artefacts import Target, write
from estuary_docs.project.originals import brought_back, originals
from estuary_docs.project.records import digest, keep
from estuary_docs.project.user_files import user_folder
from tests.conftest import forget

WRITTEN = b"# by hand\nPORT=1\r\n\xff\n"


def test_a_file_that_somebody_wrote_is_kept_under_another_name(tmp_path: Path) -> None:
    """Byte for byte, under the first name that is free; what was generated, is empty, or is as it should be is not."""
    place = tmp_path / ".env.example"
    wanted = [Target(place, "new\n", ".env.example"), Target(tmp_path / "other", "", "other")]
    assert originals(tmp_path, wanted) == []
    for number in ("", "2", "3"):
        place.write_bytes(WRITTEN)
        (kept,) = originals(tmp_path, wanted)
        assert kept.shown == f".env.example.orig{number}"
        write([kept, *wanted])
        assert kept.path.read_bytes() == WRITTEN
        assert originals(tmp_path, wanted) == []
    for text in ("", "new\n", "# Generated from a by `estuary-docs generate`; edits here are lost.\n"):
        place.write_text(text)
        assert originals(tmp_path, wanted) == []


def test_a_file_that_people_share_with_regions_is_no_loss(tmp_path: Path) -> None:
    """What stands round a region stays where it is."""
    (tmp_path / "README.md").write_text("by hand\n")
    assert originals(tmp_path, [Target(tmp_path / "README.md", "by hand, filled\n", "README.md", is_shared=True)]) == []


NOTICE = "# Generated from toy by `estuary-docs generate`; edits here are lost.\n"


def generate(*arguments: str) -> Result:
    """Run `generate` in the current folder."""
    return CliRunner().invoke(main, ["generate", *arguments], prog_name="tool")


def test_the_line_of_origin_counts_in_the_head_alone(tmp_path: Path) -> None:
    """A file that a person wrote may quote the line further down, or speak of the command, and is kept."""
    place = tmp_path / "notes"
    for text in (f"\n\n\n\n\n{NOTICE}", f"# {'x' * 3000}\n{NOTICE}", "# written by `estuary-docs generate`\n"):
        place.write_text(text)
        assert [kept.shown for kept in originals(tmp_path, [Target(place, "new\n", "notes")])] == ["notes.orig"]
    place.write_text(f"#!/bin/sh\n{NOTICE}PORT=1\n")
    assert originals(tmp_path, [Target(place, "new\n", "notes")]) == []


def test_what_someone_edited_in_a_generated_file_is_shown_before_it_is_lost(project: Path) -> None:
    """The difference goes to standard output; a file that only the schema has left behind is replaced quietly."""
    example = project / ".env.example"
    assert generate().output == "wrote .env.example\n"
    example.write_text(example.read_text().replace("#PORT=3000", "#PORT=3001"))
    shown = generate().stdout
    assert ".env.example: stale\n" in shown
    assert "-#PORT=3001\n" in shown
    assert shown.endswith("wrote .env.example\n")
    toy = project / "toy.py"
    toy.write_text(toy.read_text().replace("3000", "3100"))
    forget(project, "toy")
    assert generate().output == "wrote .env.example\n"


def test_a_format_without_a_line_of_origin_is_known_by_the_record(project: Path) -> None:
    """What `generate` wrote itself is replaced without asking; once edited, it is kept."""
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text().replace('".env.example" = "env-example"', '"llms.txt" = "llms"'))
    assert generate().output == "wrote llms.txt\n"
    toy = project / "toy.py"
    toy.write_text(toy.read_text().replace("TCP port.", "Port to listen on."))
    forget(project, "toy")
    assert generate().output == "wrote llms.txt\n"
    (project / "llms.txt").write_text("by hand\n")
    assert generate().exit_code == 2
    assert generate("--yes").output == "wrote llms.txt\nkept what was there before as llms.txt.orig\n"


def test_without_a_place_for_the_record_files_are_generated_all_the_same(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a container the home folder may be missing, or not writable."""
    monkeypatch.setenv("XDG_STATE_HOME", str(project / "toy.py"))
    assert generate().output == "wrote .env.example\n"


def test_a_record_that_is_broken_is_none(project: Path) -> None:
    """What another program left there, or a killed one, ends no command."""
    assert generate().exit_code == 0
    for place in user_folder("state").iterdir():
        place.write_text("[")
    (project / ".env.example").write_text(NOTICE)
    assert generate().exit_code == 0


def set_up(project: Path) -> str:
    """Set up a project with `init` that has an example of its own, generate, and return what the example held."""
    (project / "pyproject.toml").unlink()
    (project / ".env.example").write_bytes(WRITTEN)
    assert CliRunner().invoke(main, ["init", "--yes", "--schema", "toy:ToySettings"]).exit_code == 0
    generated = generate("--yes")
    assert (generated.exit_code, "kept what was there before as .env.example.orig" in generated.output) == (0, True)
    return (project / ".env.example").read_text()


def test_undo_brings_back_what_was_replaced(project: Path) -> None:
    """The file is again what it was before `init` and `generate`, byte for byte, and its copy is gone."""
    generated = set_up(project)
    toy = project / "toy.py"
    toy.write_text(toy.read_text().replace("3000", "3100"))
    forget(project, "toy")
    assert generate("--yes").exit_code == 0
    assert (project / ".env.example").read_text() != generated
    undone = CliRunner().invoke(main, ["init", "--undo"])
    assert "restored .env.example\n" in undone.output
    assert (project / ".env.example").read_bytes() == WRITTEN
    assert not (project / ".env.example.orig").exists()
    assert not list(brought_back(project))


@pytest.mark.parametrize("change", ["edited", "copy edited", "copy gone", "file gone"])
def test_undo_overwrites_nothing_that_was_written_since(project: Path, change: str) -> None:
    """A file that a person has taken over stays, and a copy that has changed is not taken for what was there."""
    generated = set_up(project)
    example, copy = project / ".env.example", project / ".env.example.orig"
    match change:
        case "edited":
            example.write_text("mine\n")
        case "copy edited":
            copy.write_text("mine\n")
        case "copy gone":
            copy.unlink()
        case _:
            example.unlink()
    undone = CliRunner().invoke(main, ["init", "--undo"])
    assert undone.exit_code == 0
    assert "restored .env.example" not in undone.output
    assert (example.read_text() if example.exists() else None) == {"edited": "mine\n", "file gone": None}.get(
        change, generated
    )
    assert copy.exists() == (change != "copy gone")


def test_a_record_leads_out_of_no_project(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A path outside the project is not written, whatever the record says."""
    outside = tmp_path_factory.mktemp("outside") / "file"
    outside.write_text(NOTICE)
    (project / "copy").write_text("x")
    keep(project, "generate", {str(outside): {"original": str(project / "copy"), "digest": digest(b"x")}})
    assert not list(brought_back(project))


def test_the_record_is_the_user_s_alone_from_the_start(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds digests and paths, and no other user may read it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(project / "state"))
    (project / ".env.example").write_bytes(WRITTEN)
    assert generate("--yes").exit_code == 0
    (record,) = user_folder("state").iterdir()
    assert record.stat().st_mode & 0o777 == 0o600
    assert record.parent.stat().st_mode & 0o777 == 0o700
    assert "by hand" not in record.read_text()
