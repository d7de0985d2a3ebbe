"""Generated files: written all or none, and every difference told without a secret."""

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.cli import program
from estuary_docs.errors import ProjectError
from estuary_docs.project.artefacts import Target, orphans, targets, write
from estuary_docs.project.differences import LASTING_REMEDY, differences
from estuary_docs.project.settings import Artefact, Project, find_project
from estuary_docs.renderers import notice


def names(folder: Path) -> list[str]:
    """Return what a folder holds."""
    return sorted(path.name for path in folder.iterdir())


def test_only_stale_files_are_written(tmp_path: Path) -> None:
    """A file that is current is not touched; a stale one keeps its mode; a missing one comes with its folders."""
    current, stale, missing = tmp_path / "current", tmp_path / "stale", tmp_path / "new" / "missing"
    current.write_text("same")
    stale.write_text("old")
    stale.chmod(0o600)
    before = current.stat()
    written = write(
        [Target(current, "same", "current"), Target(stale, "é\n", "stale"), Target(missing, "x", "missing")]
    )
    assert [target.shown for target in written] == ["stale", "missing"]
    assert (current.stat().st_mtime_ns, current.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert stale.read_bytes() == "é\n".encode()
    assert stale.stat().st_mode & 0o777 == 0o600
    assert missing.read_text() == "x"
    assert names(tmp_path) == ["current", "new", "stale"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """A target behind a link is written where the link points."""
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write([Target(tmp_path / "link", "new", "link")])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, step: str
) -> None:
    """Interrupted or out of space, the files are as they were and no other file is left."""
    (tmp_path / "one").write_text("old")

    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", fail) if step == "fsync" else monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises((KeyboardInterrupt, ProjectError)):
        write([Target(tmp_path / "one", "new", "one"), Target(tmp_path / "two", "new", "two")])
    assert names(tmp_path) == ["one"]
    assert (tmp_path / "one").read_text() == "old"


def test_one_bad_target_keeps_every_other_file_as_it_was(tmp_path: Path) -> None:
    """If one file cannot be written, none is."""
    (tmp_path / "file").write_text("old")
    with pytest.raises(ProjectError, match="file/below: cannot be"):
        write([Target(tmp_path / "new", "x", "new"), Target(tmp_path / "file" / "below", "x", "file/below")])
    assert names(tmp_path) == ["file"]


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    """A target that is a folder is refused in one line."""
    with pytest.raises(ProjectError, match="folder: cannot be read: it is not a regular file"):
        write([Target(tmp_path, "x", "folder")])


def test_a_file_that_may_not_be_written_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only file is not replaced behind its owner's back."""
    (tmp_path / "one").write_text("old")
    monkeypatch.setattr(os, "access", lambda *_arguments: False)
    with pytest.raises(ProjectError, match="may not be written"):
        write([Target(tmp_path / "one", "new", "one")])
    assert names(tmp_path) == ["one"]


def test_each_artefact_is_rendered_for_its_profile(catalogue: Catalogue, tmp_path: Path) -> None:
    """The list of artefacts names a path, a format, and where it matters a profile."""
    project = Project(tmp_path, None, (Artefact("a", "env-example"), Artefact("b", "env-example", "production")))
    development, production = targets(project, catalogue)
    assert "APP_PROFILE=development" in development.text
    assert "APP_PROFILE=production" in production.text


def test_a_file_with_the_notice_on_no_list_is_an_orphan(catalogue: Catalogue, tmp_path: Path) -> None:
    """Files that say they are generated and are on no list are found; quotations and tools' folders are not."""
    line = notice(catalogue)
    project = Project(tmp_path, None, (Artefact("listed", "env-example"),))
    for path, text in {
        "listed": f"# {line}\n",
        "orphan": f"# {line}\n",
        ".github/deep/orphan.json": f'{{\n  "notice": "{line}",\n',
        "quotation": f"The first line is ``{line}`` there.\n",
        "below": f"\n\n\n\n\n# {line}\n",
        "node_modules/tool": f"# {line}\n",
        ".hidden/tool": f"# {line}\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / "broken link").symlink_to("nowhere")
    assert list(orphans(project, catalogue)) == ["orphan", ".github/deep/orphan.json"]


def test_what_git_ignores_is_no_orphan(catalogue: Catalogue, tmp_path: Path) -> None:
    """A copy of the example file that git ignores is nobody's orphan, and neither is `.env`; any other copy is one."""
    project = Project(tmp_path, None, (Artefact("listed", "env-example"),))
    for name in (".env", ".env.local", "copy.env", "kept.env"):
        (tmp_path / name).write_text(f"# {notice(catalogue)}\n")
    assert list(orphans(project, catalogue)) == ["copy.env", "kept.env"]
    (tmp_path / ".gitignore").write_text("copy.env\n")
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    assert list(orphans(project, catalogue)) == ["kept.env"]


CANARY = "Zq3vK9wBLm5xT2pR"
STRAY_LINES = [
    f"JWT_SECRET={CANARY}",
    f"#JWT_SECRET = '{CANARY}'",
    f"export JWT_SECRET={CANARY}",
    f"SOME_TOKEN: {CANARY}",
    CANARY,
    f"# see https://user:{CANARY}@host",
    f"JWT_SECRET\tsecret\t{CANARY}",
    f"PORT={CANARY}",
    f"# old value: {CANARY}",
    f"# use {CANARY} here",
    f"#-----BEGIN {CANARY}",
    f"Authorization: Bearer {CANARY}",
    f"--- {CANARY}",
    f"AUTH_ISSUER={CANARY}",
    f"#{CANARY}",
]
ALLOWED_LINES = ["PORT=8080", "#PORT=9", "PORT\tsetting\t8080", "AUTH_ISSUER="]


@pytest.mark.parametrize("line", STRAY_LINES)
def test_a_line_that_was_not_generated_is_not_shown(catalogue: Catalogue, tmp_path: Path, line: str) -> None:
    """Of what somebody wrote into a generated file, the report tells how long it is."""
    (tmp_path / "file").write_text(f"same\n{line}\n")
    report = list(differences(Target(tmp_path / "file", "same\nwanted\n", "file"), catalogue))
    assert CANARY not in "\n".join(report)
    assert f"-(a line that is not generated, {len(line)} characters)" in report
    assert "+wanted" in report


@pytest.mark.parametrize("line", ALLOWED_LINES)
def test_a_setting_with_a_value_that_the_schema_allows_is_shown(
    catalogue: Catalogue, tmp_path: Path, line: str
) -> None:
    """A line that differs in the value of a setting is shown where the setting's form leaves no room for a secret."""
    (tmp_path / "file").write_text(f"same\n{line}\n")
    assert f"-{line}" in list(differences(Target(tmp_path / "file", "same\nwanted\n", "file"), catalogue))


def test_a_missing_file_and_a_difference_of_line_endings_are_told(catalogue: Catalogue, tmp_path: Path) -> None:
    """A missing file needs no diff, and neither does one that differs only in its line endings."""
    target = Target(tmp_path / "file", "a\nb\n", "file")
    assert list(differences(target, catalogue)) == ["file: missing"]
    target.path.write_bytes(b"a\r\nb\r\n")
    assert list(differences(target, catalogue)) == [f"file: stale; {LASTING_REMEDY.format('/file text eol=lf')}"]


PROJECTS = {
    "not toml at all [": "pyproject.toml:1: is not TOML; correct it",
    "[tool]\nestuary-docs = 3": "must be a table",
    "tool = 3": None,
    "[tool.estuary-docs]\nshema = 'a:B'": "unknown key shema",
    "[tool.estuary-docs]\nschema = 3": "schema must be a text",
    "[tool.estuary-docs]\nschema = 'a.B'": "schema must be a text",
    "[tool.estuary-docs]\nartefacts = 3": "must be a table of path = format",
    "[tool.estuary-docs.artefacts]\na = 3": "must be a format",
    "[tool.estuary-docs.artefacts]\na = {format = 'x'}": "must be a format",
    "[tool.estuary-docs.artefacts]\na = {format = 'x', profile = 'y', other = 1}": "must be a format",
    "[tool.estuary-docs.artefacts]\n'../a' = 'x'": "below the project's root",
    "[tool.estuary-docs.artefacts]\n'/a' = 'x'": "below the project's root",
    "[tool.estuary-docs.artefacts]\na = {format = 'x', profile = 'y'}": None,
}


@pytest.mark.parametrize(("text", "complaint"), PROJECTS.items())
def test_malformed_settings_are_refused_in_one_line(tmp_path: Path, text: str, complaint: str | None) -> None:
    """Settings in pyproject.toml that make no sense are refused, naming the file and the key."""
    (tmp_path / "pyproject.toml").write_text(text)
    if complaint is None:
        assert find_project(tmp_path).root == tmp_path
        return
    with pytest.raises(ProjectError, match=complaint) as caught:
        find_project(tmp_path)
    assert "pyproject.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_project_is_found_from_below(project: Path) -> None:
    """The nearest pyproject.toml above the current folder is the project's."""
    (project / "deep" / "er").mkdir(parents=True)
    assert find_project(project / "deep" / "er").root == project


OWN_PLACES = {
    '"toy.py" = "env"': '"toy.py" is a source of the schema; name another file',
    '"pyproject.toml" = "env"': '"pyproject.toml" is not generated; name another file',
    '".git/hooks/pre-commit" = "env"': '".git/hooks/pre-commit" is not generated; name another file',
    '"sub/.GIT/config" = "env"': '"sub/.GIT/config" is not generated; name another file',
    '"." = "env"': '"." is not generated; name another file',
    '"./.env.example" = "env"': '"./.env.example" is the same file as ".env.example"; name another file',
    '".ENV.example" = "env"': '".ENV.example" is the same file as ".env.example"; name another file',
    '"inner" = "env"': '"inner" is the same file as ".env.example"; name another file',
    '"a\\u0000b" = "env"': "has a path that no file can have; name another",
    '"out" = "env"': "out: cannot be read: it is a link that leads out of the folder",
    '"folder/out" = "env"': "folder/out: cannot be read: it is a link that leads out of the folder",
    '"device" = "env"': "device: cannot be read: it is a link that leads out of the folder",
    '"fifo" = "env"': "fifo: cannot be read: it is not a regular file",
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the platform has no fifo")
@pytest.mark.parametrize("command", ["generate", "check"])
@pytest.mark.parametrize(("artefact", "told"), OWN_PLACES.items())
def test_an_artefact_is_a_file_of_its_own(project: Path, command: str, artefact: str, told: str) -> None:
    """What is no regular file inside the project, is written by people, or is named twice, is refused in one line."""
    os.mkfifo(project / "fifo")
    for name, place in {"out": "../out", "folder": "..", "device": "/dev/zero", "inner": ".env.example"}.items():
        (project / name).symlink_to(place)
    settings = project / "pyproject.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}{artefact}\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in (settings, project / "toy.py")}
    shown = CliRunner().invoke(program.main, [command])
    assert shown.exit_code == 2
    assert told in shown.stderr
    assert shown.stderr.count("\n") == 1
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no locks of this form")
def test_a_killed_run_leaves_nothing_for_long(project: Path) -> None:
    """The next run removes its files, also where nothing is to write; those of a run that lives, and others, stay."""
    import fcntl

    assert CliRunner().invoke(program.main, ["generate"]).exit_code == 0
    for name in ("0a1b2c3d", "00000000", "mine"):
        (project / f".env.example.{name}.tmp").write_bytes(b"x")
    with (project / ".env.example.00000000.tmp").open("rb") as living:
        fcntl.flock(living, fcntl.LOCK_EX)
        assert CliRunner().invoke(program.main, ["generate"]).exit_code == 0
    assert {path.name for path in project.glob(".env*.tmp")} == {".env.example.00000000.tmp", ".env.example.mine.tmp"}
