"""What is kept of source files between two runs, and what is not."""

import os
import pickle
import stat
from pathlib import Path

import pytest

from estuary_docs.drift.code import Read, SourceFile
from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.reading import cache
from estuary_docs.drift.reading.facts import FileFacts, facts
from estuary_docs.drift.reading.tree import Entry, entries

OLD = Entry("a.py", 1, 1, 1, 1)
NOW = 1e9
SOURCE = FileFacts(SourceFile("python", reads=(Read(("PORT",), 1),)))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the cache a folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "estuary-docs"


def test_what_source_says_is_kept_for_its_owner_alone(tmp_path: Path, home: Path) -> None:
    """The facts of source come back as they were, from one file that nobody else may read."""
    cache.save(tmp_path, {OLD: SOURCE}, NOW)
    assert cache.load(tmp_path) == {OLD: SOURCE}
    (file,) = home.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_values_of_deployments_and_fresh_files_are_not_kept(tmp_path: Path) -> None:
    """A mention of a place is read anew each time, and so is a file that may still be changing."""
    set_here = FileFacts(mentions=(Mention("KEY", "compose.yaml", 1, "set", "x"),))
    cache.save(tmp_path, {OLD: set_here, Entry("b.py", 1, 1 << 62): SOURCE, Entry("c.py", 1, 1, 1 << 62): SOURCE}, NOW)
    assert cache.load(tmp_path) == {}


def test_a_file_that_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    """What stood in its way may be gone without the file's own size and time telling."""
    cache.save(tmp_path, {OLD: FileFacts(undecided=(Undecided("a.py", 0, "cannot be read"),), complete=False)}, NOW)
    assert cache.load(tmp_path) == {}
    facts_of_a_folder = facts(tmp_path, ".")
    assert isinstance(facts_of_a_folder, FileFacts)
    assert not facts_of_a_folder.may_be_kept


class Hostile:
    """What would run a program when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Ask for a call."""
        return os.system, ("exit 1",)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"nonsense",
        pickle.dumps({OLD: SOURCE}),
        cache._checksum(pickle.dumps(Hostile())) + pickle.dumps(Hostile()),  # noqa: SLF001 - the right one of a wrong text
        cache._checksum(pickle.dumps([])) + pickle.dumps([]),  # noqa: SLF001 - likewise
    ],
)
def test_what_does_not_fit_is_forgotten(tmp_path: Path, home: Path, text: bytes) -> None:
    """A broken, foreign or hostile cache is as good as none, and starts nothing."""
    cache.save(tmp_path, {}, NOW)
    (file,) = home.iterdir()
    file.write_bytes(text)
    assert cache.load(tmp_path) == {}


def test_a_cache_with_a_changed_byte_is_not_believed(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever byte is changed, also where it would still be a cache, nothing is taken from it."""
    monkeypatch.setattr(cache, "_version", lambda: b"of these readers")  # which takes a look at every module
    cache.save(tmp_path, {OLD: SOURCE}, NOW)
    (file,) = home.iterdir()
    text = file.read_bytes()
    held = bytearray(text)
    monkeypatch.setattr(Path, "read_bytes", lambda _file: bytes(held))
    for place, byte in enumerate(text):
        held[place] = byte ^ 1
        assert cache.load(tmp_path) == {}, place
        held[place] = byte
    assert cache.load(tmp_path) == {OLD: SOURCE}


def test_a_file_of_equal_size_and_time_may_be_another(tmp_path: Path) -> None:
    """A file that was put in the place of another, with its size and its time, is another entry."""
    for name, text in (("a.py", "PORT = 3000\n"), ("b.py", "PORT = 4000\n")):
        (tmp_path / name).write_text(text)
        os.utime(tmp_path / name, (1, 1))
    before = next(each for each in entries(tmp_path) if isinstance(each, Entry))
    (tmp_path / "b.py").replace(tmp_path / "a.py")
    after = next(each for each in entries(tmp_path) if isinstance(each, Entry))
    assert (before.path, before.size, before.changed) == (after.path, after.size, after.changed)
    assert before != after


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder cannot be made, or the file not put in its place, nothing is said and nothing left behind."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    cache.save(tmp_path, {OLD: SOURCE}, NOW)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    cache._place(tmp_path).mkdir(parents=True)  # noqa: SLF001 - a folder stands where the file belongs
    cache.save(tmp_path, {OLD: SOURCE}, NOW)
    assert [path.is_dir() for path in (tmp_path / "other" / "estuary-docs").iterdir()] == [True]
    assert cache.load(tmp_path) == {}


@pytest.mark.parametrize(
    ("path", "text", "kept"),
    [
        ("a.py", 'import os\nX = os.environ.get("SESSION_SECRET", "{}")\n', False),
        ("b.py", 'import os\nSESSION_SECRET = "{}"\n', False),
        ("c.sh", ': "${{SESSION_SECRET:={}}}"\n', False),
        ("d.py", 'import os\nX = os.environ.get("GREETING", "{}")\n', True),
    ],
)
def test_source_with_a_value_that_is_not_shown_is_not_kept(tmp_path: Path, path: str, text: str, *, kept: bool) -> None:
    """The fallback of a secret, in code or in a script, does not reach the cache; that of a setting does."""
    (tmp_path / path).write_text(text.format("winter" + "garden"))
    found = facts(tmp_path, path)
    assert isinstance(found, FileFacts)
    assert found.source is not None
    assert found.may_be_kept == kept


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.go", 'package main\n\nfunc main() {{\n\tclient := Client{{"{}"}}.GetEnv("GREETING")\n\tuse(client)\n}}\n'),
        ("a.rb", 'Client.new("{}").env("GREETING")\nENV["GREETING"]\n'),
        ("a.py", 'import os\ndef read(name, key): return os.environ[name]\nread("GREETING", "{}")\n'),
    ],
)
def test_source_with_a_token_in_what_it_calls_is_not_kept(tmp_path: Path, path: str, text: str) -> None:
    """What the text of a call holds is judged as a value is, whatever it stands for."""
    (tmp_path / path).write_text(text.format("sk_live_" + "51H8q" + "Zx7Yb2Nc4Vd6Kf9Lm3P"))
    read = facts(tmp_path, path)
    assert isinstance(read, FileFacts)
    assert "51H8q" in repr(read)
    assert not read.may_be_kept
