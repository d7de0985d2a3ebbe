"""Which files of a folder an inventory reads, and what it passes over."""

import os
import subprocess
from pathlib import Path

import pytest

from estuary_docs.drift.mention import Undecided
from estuary_docs.drift.reading.tree import MOST_BYTES, Entry, content, entries, suffix


def write(root: Path, *paths: str, text: str = "x\n") -> None:
    """Write files with the same text."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def paths(root: Path) -> list[str]:
    """Return the paths of the files that would be read."""
    return [each.path for each in entries(root) if isinstance(each, Entry)]


def test_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    """The same tree gives the same list, sorted, with `/`."""
    write(tmp_path, "b/c.py", "a.py", "b/a.py")
    assert paths(tmp_path) == ["a.py", "b/a.py", "b/c.py"]


def test_what_others_wrote_is_no_part_of_the_tree(tmp_path: Path) -> None:
    """Vendored folders, builds, lock files of unknown form, pictures and minified files are left out."""
    others = ("node_modules/a.js", "vendor/a.go", "target/a.rs", ".venv/a.py", "dist/a.js", "build/a.js")
    write(tmp_path, "src/a.js", *others, "bun.lockb", "flake.lock", "a.min.js", "logo.PNG", "pkg/vendor/b.go")
    write(tmp_path, "Cargo.toml")
    assert paths(tmp_path) == ["Cargo.toml", "src/a.js"]


def test_a_list_of_what_git_ignores_tells_which_folders_are_built(tmp_path: Path) -> None:
    """Outside of git, `site` is the source of a site where such a list names other folders."""
    write(tmp_path, "site/docs/a.md", "web/build/a.js", "web/site/b.md", "dist/a.js")
    (tmp_path / ".gitignore").write_text("# site\n!out\n/dist/\n")
    (tmp_path / "web/.gitignore").write_text("build\n")
    assert paths(tmp_path) == [".gitignore", "site/docs/a.md", "web/.gitignore", "web/site/b.md"]


def test_a_folder_called_target_is_a_build_only_beside_what_builds_there(tmp_path: Path) -> None:
    """A package may be called so too: the target of an event, of a log, of a deployment."""
    write(tmp_path, "events/target/mail.go", "jobs/pom.xml", "jobs/target/a.java")
    assert paths(tmp_path) == ["events/target/mail.go", "jobs/pom.xml"]


def test_what_git_ignores_is_left_out(tmp_path: Path) -> None:
    """In a work tree of git the ignored files are not seen, and untracked ones are."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    write(tmp_path, ".env", "a.py", "sub/.env", "sub/b.py")
    (tmp_path / ".gitignore").write_text(".env\n")
    assert paths(tmp_path) == [".gitignore", "a.py", "sub/b.py"]
    assert paths(tmp_path / "sub") == ["b.py"]
    subprocess.run(["git", "-C", str(tmp_path), "add", "a.py"], check=True)
    (tmp_path / "a.py").unlink()
    assert paths(tmp_path) == [".gitignore", "sub/b.py"]


def test_a_build_that_git_does_not_track_is_passed_over(tmp_path: Path) -> None:
    """A site that somebody built and did not ignore is nobody's source; a folder of that name in git is."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    write(tmp_path, "a.py", "build/Dockerfile", "docs/site/index.html", "site/index.html")
    subprocess.run(["git", "-C", str(tmp_path), "add", "build"], check=True)
    assert paths(tmp_path) == ["a.py", "build/Dockerfile"]


@pytest.mark.parametrize("has_git", [True, False])
def test_a_virtual_environment_is_other_people_s_code(tmp_path: Path, *, has_git: bool) -> None:
    """Python marks one, whatever it is called, so its scripts and packages say nothing of a service."""
    if has_git:
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    write(tmp_path, "a.py", "env/pyvenv.cfg", "env/bin/Activate.ps1", "env/lib/b.py", "envelope/c.py")
    assert paths(tmp_path) == ["a.py", "envelope/c.py"]


def test_a_folder_that_git_ignores_as_a_whole_is_walked(tmp_path: Path) -> None:
    """Whoever names an ignored folder means it."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    write(tmp_path, "scratch/a.py")
    (tmp_path / ".gitignore").write_text("scratch/\n")
    assert paths(tmp_path / "scratch") == ["a.py"]


def test_a_repository_s_settings_for_git_start_no_program(tmp_path: Path) -> None:
    """A repository that names a program for git to start does not get it started."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    write(tmp_path, "a.py")
    program = tmp_path / ".git" / "watch"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/started\n")
    program.chmod(0o755)
    subprocess.run(["git", "-C", str(tmp_path), "config", "core.fsmonitor", str(program)], check=True)
    assert paths(tmp_path) == ["a.py"]


def test_a_repository_inside_is_another_s(tmp_path: Path) -> None:
    """What git keeps of a repository inside is its folder alone, which is no file."""
    for folder in (tmp_path, tmp_path / "inner"):
        subprocess.run(["git", "init", "-q", str(folder)], check=True)
    write(tmp_path, "a.py", "inner/b.py")
    (tmp_path / "link").symlink_to("inner")
    assert paths(tmp_path) == ["a.py"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_are_followed_inside_the_tree_only(tmp_path: Path) -> None:
    """A link out of the tree is named and passed over; one inside adds nothing; a broken or endless one is no crash."""
    root = tmp_path / "root"
    write(tmp_path, "outside.py")
    write(root, "a.py", "folder/b.py")
    for name, target in {
        "out.py": "../outside.py",
        "inside.py": "a.py",
        "broken.py": "gone.py",
        "folder.py": "folder",
        "up.py": "../root/a.py",
        "endless.py": "endless.py",
    }.items():
        (root / name).symlink_to(target)
    assert paths(root) == ["a.py", "folder/b.py"]
    told = [each for each in entries(root) if isinstance(each, Undecided)]
    assert [each.file for each in told] == ["endless.py", "out.py"]
    assert told[1].reason == "is a link that leads out of the folder"


def test_a_huge_file_is_named_and_passed_over(tmp_path: Path) -> None:
    """A file of more than a mebibyte is not read."""
    write(tmp_path, "a.py", text="x" * (MOST_BYTES + 1))
    assert list(entries(tmp_path)) == [Undecided("a.py", 0, "is larger than 1 MiB")]


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A binary file, a missing one and a folder give a reason in place of a text; a byte order mark is taken off."""
    (tmp_path / "binary.py").write_bytes(b"a\0b")
    (tmp_path / "marked.py").write_bytes(b"\xef\xbb\xbfa")
    assert content(tmp_path, "binary.py") == Undecided("binary.py", 0, "is binary, or not in UTF-8")
    assert content(tmp_path, "gone.py") == Undecided("gone.py", 0, "cannot be read: No such file or directory")
    assert isinstance(content(tmp_path, "."), Undecided)
    assert content(tmp_path, "marked.py") == b"a"


def test_a_name_that_no_system_takes_is_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that cannot be looked up is told with its reason."""
    monkeypatch.setattr("estuary_docs.drift.reading.tree.committable", lambda _root: ["a\0b", "c/d"])
    write(tmp_path, "c")
    assert [(each.file, each.reason) for each in entries(tmp_path) if isinstance(each, Undecided)] == [
        ("a\0b", "cannot be read: ValueError"),
        ("c/d", "cannot be read: Not a directory"),
    ]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.PY", b"", ".py"),
        ("a", b"#!/bin/sh\n", ".sh"),
        ("a", b"#!/usr/bin/env bash\n", ".sh"),
        ("a", b"#!/usr/bin/env -S python3 -u\n", ".py"),
        ("a", b"#! /usr/bin/node\n", ".js"),
        ("a", b"#!/usr/bin/perl\n", ""),
        ("a", b"text", ""),
    ],
)
def test_the_first_line_tells_the_language_where_the_name_does_not(path: str, text: bytes, expected: str) -> None:
    """A script without a suffix is known by its interpreter."""
    assert suffix(path, text) == expected
