"""A repository that is inspected runs nothing through git, and git tells of it what it always told."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from estuary_docs.drift.mention import Undecided
from estuary_docs.drift.reading.tree import Entry, content, entries
from estuary_docs.project.regular_files import regular_bytes
from estuary_docs.project.repository import committable
from tests.conftest import ROOT

AUTHOR = ("-c", "user.name=a", "-c", "user.email=a@example.com")


def git(root: Path, *arguments: str) -> str:
    """Run git, as the author of a repository would."""
    done = subprocess.run(["git", "-C", str(root), *AUTHOR, *arguments], check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a work tree with two committed files in two folders."""
    root = tmp_path / "tree"
    for path in ("src/a.py", "sub/b.py"):
        (root / path).parent.mkdir(parents=True)
        (root / path).write_text("x = 1\n", encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "a")
    return root


def program(root: Path) -> tuple[Path, Path]:
    """Return a program that leaves a trace, and the place of the trace."""
    trace, path = root.parent / "trace", root.parent / "program"
    path.write_text(f"#!/bin/sh\ntouch '{trace}'\n", encoding="utf-8")
    path.chmod(0o755)
    return path, trace


def _promise(root: Path, hostile: str) -> None:
    git(root, "sparse-checkout", "init", "--cone", "--sparse-index")
    git(root, "sparse-checkout", "set", "src")
    lost = git(root, "rev-parse", "HEAD:sub").strip()
    (root / ".git/objects" / lost[:2] / lost[2:]).unlink()
    for name, value in {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": "ssh://x/y",
        "core.sshCommand": hostile,
    }.items():
        git(root, "config", name, value)


def _setting(name: str) -> Callable[[Path, str], None]:
    def configure(root: Path, hostile: str) -> None:
        git(root, "config", name, hostile)

    return configure


def _included(root: Path, hostile: str) -> None:
    (root / "more").write_text(f"[core]\n\tfsmonitor = {hostile}\n", encoding="utf-8")
    git(root, "config", "include.path", "../more")


def _elsewhere(root: Path, hostile: str) -> None:
    git(root, "config", "core.fsmonitor", hostile)
    (root / ".git").rename(root / "sub/hidden")
    (root / ".git").write_text("gitdir: sub/hidden\n", encoding="utf-8")


def _linked(root: Path, hostile: str) -> None:
    git(root, "config", "core.fsmonitor", hostile)
    (root / ".git").rename(root / "sub/hidden")
    (root / ".git").symlink_to("sub/hidden")


def _filtered(root: Path, hostile: str) -> None:
    (root / ".gitattributes").write_text("* filter=a diff=a\n", encoding="utf-8")
    for name in ("filter.a.clean", "filter.a.process", "diff.a.textconv", "diff.external"):
        git(root, "config", name, hostile)


def _hooked(root: Path, hostile: str) -> None:
    for name in ("post-index-change", "fsmonitor-watchman", "reference-transaction"):
        (root / ".git/hooks").mkdir(exist_ok=True)
        (root / ".git/hooks" / name).write_bytes(Path(hostile).read_bytes())
        (root / ".git/hooks" / name).chmod(0o755)
    git(root, "config", "core.fsmonitor", ".git/hooks/fsmonitor-watchman")


def _for_the_work_tree(root: Path, hostile: str) -> None:
    git(root, "config", "extensions.worktreeConfig", "true")
    (root / ".git/config.worktree").write_text(f"[core]\n\tfsmonitor = {hostile}\n", encoding="utf-8")


ATTACKS: dict[str, Callable[[Path, str], None]] = {
    "a promised object": _promise,
    **{
        name: _setting(name)
        for name in (
            "core.fsmonitor",
            "core.pager",
            "core.editor",
            "core.gitProxy",
            "core.askPass",
            "credential.helper",
        )
    },
    "an alias": _setting("alias.ls-files"),
    "an included file": _included,
    "a file that points elsewhere": _elsewhere,
    "a link that leads elsewhere": _linked,
    "filters": _filtered,
    "hooks": _hooked,
    "settings of one work tree": _for_the_work_tree,
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
@pytest.mark.parametrize("is_embedded", [False, True], ids=["its own", "embedded"])
def test_a_repository_s_settings_run_nothing(
    tree: Path, attack: Callable[[Path, str], None], *, is_embedded: bool
) -> None:
    """Whatever a repository's settings and hooks name, listing its files starts none of it, and still lists them."""
    hostile, trace = program(tree)
    attack(tree, str(hostile))
    trace.unlink(missing_ok=True)
    place = tree
    if is_embedded:
        place = tree.parent / "outer"
        place.mkdir()
        git(place, "init", "--quiet")
        tree.rename(place / "svc")
        place /= "svc"
    assert "src/a.py" in [each.path for each in entries(place) if isinstance(each, Entry)]
    assert not trace.exists()


def test_a_bare_repository_inside_a_tree_is_a_folder_of_files(tree: Path) -> None:
    """What looks like a git directory by its content is not used as one."""
    hostile, trace = program(tree)
    git(tree, "config", "core.fsmonitor", str(hostile))
    git(tree, "config", "core.worktree", ".")
    (tree / ".git").rename(tree / "svc")
    assert committable(tree / "svc") is None
    assert not trace.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_DIR", "{tree}/other/.git"),
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_PARAMETERS", "'core.fsmonitor={program}'"),
        ("GIT_EXEC_PATH", "{tree}"),
        ("GIT_EXTERNAL_DIFF", "{program}"),
        ("GIT_TRACE", "{tree}/../trace"),
        ("PATH", "{tree}:{path}"),
        ("PATH", ".:{path}"),
        ("PATH", ":{path}"),
    ],
)
def test_the_caller_s_environment_does_not_change_what_git_is_asked(
    tree: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """Neither a variable of git nor a `git` that lies in the tree takes the place of the machine's own."""
    hostile, trace = program(tree)
    (tree / "git").write_bytes(hostile.read_bytes())
    (tree / "git").chmod(0o755)
    monkeypatch.chdir(tree)
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(hostile))
    monkeypatch.setenv(name, value.format(tree=tree, program=hostile, path=os.environ["PATH"]))
    assert committable(tree) == ["git", "src/a.py", "sub/b.py"]
    assert not trace.exists()


def test_a_work_tree_of_a_repository_elsewhere_is_listed(tree: Path) -> None:
    """What git ignores there, also by the repository's own list, is left out."""
    git(tree, "worktree", "add", "--quiet", "-b", "other", "../other")
    other = tree.parent / "other"
    for name in ("kept.py", "mine.py"):
        (other / name).write_text("x\n", encoding="utf-8")
    (tree / ".git/info/exclude").write_text("mine.py\n", encoding="utf-8")
    assert committable(other) == ["kept.py", "src/a.py", "sub/b.py"]


def test_a_repository_with_long_hashes_is_listed(tmp_path: Path) -> None:
    """How long its hashes are is the one setting that is taken from a repository."""
    git(tmp_path, "init", "--quiet", "--object-format=sha256")
    (tmp_path / "a.py").write_text("x\n", encoding="utf-8")
    git(tmp_path, "add", ".")
    assert committable(tmp_path) == ["a.py"]


def _fifo_as_index(root: Path) -> None:
    (root / ".git/index").unlink()
    os.mkfifo(root / ".git/index")


def _broken_index(root: Path) -> None:
    (root / ".git/index").write_bytes(b"DIRC\0\0\0\x02\xff\xff\xff\xff")


def _fifo_as_rules(root: Path) -> None:
    os.mkfifo(root / ".gitignore")


def _pointer_to_nowhere(root: Path) -> None:
    (root / ".git").rename(root.parent / "away")
    (root / ".git").write_bytes(b"gitdir: \0\n")


SPOILT = {"an index": _fifo_as_index, "half": _broken_index, "rules": _fifo_as_rules, "pointer": _pointer_to_nowhere}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the platform has no fifo")
@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_git_cannot_list_is_walked_and_told(tree: Path, spoil: Callable[[Path], None]) -> None:
    """The files are read all the same, and a note says that ignored ones are among them."""
    spoil(tree)
    found = list(entries(tree))
    assert [each.path for each in found if isinstance(each, Entry)] == ["src/a.py", "sub/b.py"]
    told = [each.reason for each in found if isinstance(each, Undecided)]
    assert told == ["cannot be listed by git, so files that it ignores are read too"]


def forged(root: Path, *paths: str) -> None:
    """Write an index with paths that git itself would refuse to add."""
    placed = {f"{'x' * len(path)}": path for path in paths}
    for stand_in in placed:
        (root / stand_in).write_text("x\n", encoding="utf-8")
    git(root, "add", *placed)
    index = (root / ".git/index").read_bytes()[:-20]
    for stand_in, path in placed.items():
        index = index.replace(stand_in.encode(), path.encode())
        (root / stand_in).unlink()
    (root / ".git/index").write_bytes(index + bytes(20))


def test_an_index_leads_out_of_no_tree(tmp_path: Path) -> None:
    """Paths above the tree, of the whole system, in `.git`, or behind a link that leads out, are not read."""
    root = tmp_path / "tree"
    root.mkdir()
    (tmp_path / "secret.py").write_text("x = 1\n", encoding="utf-8")
    (root / "link").symlink_to("..")
    git(root, "init", "--quiet")
    forged(root, "../secret.py", "link/secret.py", f"{tmp_path}/secret.py", ".git/config")
    found = list(entries(root))
    assert [each.path for each in found if isinstance(each, Entry)] == []
    assert {each.reason for each in found if isinstance(each, Undecided)} == {"is a link that leads out of the folder"}
    assert isinstance(content(root, "link/secret.py"), Undecided)
    assert isinstance(content(root, "../secret.py"), Undecided)


def test_only_regular_files_of_a_tree_are_read(tmp_path: Path) -> None:
    """A fifo, a folder, a device and a link that leads out are refused with their reason, and none is waited for."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/link").symlink_to(tmp_path / "out")
    (tmp_path / "out").write_text("x", encoding="utf-8")
    (tmp_path / "in/device").symlink_to(os.devnull)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "in/fifo")
        with pytest.raises(OSError, match="it is not a regular file"):
            regular_bytes(tmp_path / "in", "fifo")
    for name in ("link", "device", "../out"):
        with pytest.raises(OSError, match="a link that leads out"):
            regular_bytes(tmp_path / "in", name)
    assert regular_bytes(tmp_path, "in/link") == b"x"


def test_git_is_started_in_one_module() -> None:
    """No other module names it as a program."""
    starting = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "estuary_docs").rglob("*.py")
        if '"git"' in path.read_text(encoding="utf-8") and "subprocess" in path.read_text(encoding="utf-8")
    }
    assert starting == {"estuary_docs/project/repository.py"}
