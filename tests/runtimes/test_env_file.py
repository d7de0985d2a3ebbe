"""Reading env files as people write them: what is a trap, and that the traps are real."""

import errno
import os
import re
import time
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estuary_docs.renderers.writing.dotenv import assignment
from estuary_docs.runtimes.python import secret_files
from estuary_docs.runtimes.python.env_file import EnvFile, text_of
from estuary_docs.wording.messages import LINES
from tests.renderers.files.test_env_example import READ

# For each trap, a file in which it is the first thing wrong; SECOND stands behind it.
SAMPLES = {
    "byte-order-mark": "\ufeffFIRST=a\nSECOND=b\n",
    "semicolon-comment": "; note\nSECOND=b\n",
    "no-assignment": "FIRST\nSECOND=b\n",
    "bad-name": "MY-FIRST=a\nSECOND=b\n",
    "unquoted-space": "FIRST=a b\nSECOND=b\n",
    "unquoted-quote": "FIRST=a'b\nSECOND=b\n",
    "double-quoted-dollar": 'FIRST="a$HOME"\nSECOND=b\n',
    "unclosed-quote": "FIRST='a\nSECOND=b\n",
    "text-after-quote": "FIRST='a' b\nSECOND=b\n",
    "comment-with-quote": "FIRST=a  # don't\nSECOND=b\n",
    "hash-first": "FIRST=#a\nSECOND=b\n",
    "double-quoted-escape": 'FIRST="a\\tb"\nSECOND=b\n',
    "backslash-before-quote": "FIRST='a\\'\nSECOND=b\n",
    "space-at-end-of-file": "SECOND=b ",
    "dotted-name": "MY.FIRST=a\nSECOND=b\n",
    "expansion": "FIRST=a$HOME\nSECOND=b\n",
    "unquoted-hash": "FIRST=a#b\nSECOND=b\n",
    "unquoted-special": "FIRST=a;b\nSECOND=b\n",
    "single-quoted-special": "FIRST='${SECOND}'\nSECOND=b\n",
    "double-quoted-special": 'FIRST="a\\nb"\nSECOND=b\n',
    "spaces-round-equals": "FIRST = a\nSECOND=b\n",
    "carriage-return": "FIRST=a\r\nSECOND=b\r\n",
    # What follows is read alike by the readers that the tests have, and differently by systemd, Docker or kubectl.
    "many-lines": "FIRST='a\nb'\nSECOND=b\n",
    "inline-comment": "FIRST=a # note\nSECOND=b\n",
    "space-at-end": "FIRST=a \nSECOND=b\n",
    "export": "export FIRST=a\nSECOND=b\n",
    "indented": "  FIRST=a\nSECOND=b\n",
    "blank-line-with-spaces": "FIRST=a\n  \nSECOND=b\n",
    "comment-goes-on": "# note\\\nSECOND=b\n",
    "no-final-newline": "SECOND=b",
    "long-line": f"FIRST={'a' * 65536}\nSECOND=b\n",
    "duplicate": "FIRST=a\nFIRST=b\nSECOND=b\n",
}
READ_ALIKE = list(SAMPLES)[list(SAMPLES).index("many-lines") :]


@pytest.mark.parametrize("trap", LINES)
def test_every_trap_is_found_and_worded(trap: str) -> None:
    """Each trap that has words is one that a file can hold, and the other way round."""
    assert EnvFile(SAMPLES[trap]).traps[0][2] == trap
    assert set(SAMPLES) == set(LINES)


@pytest.mark.parametrize("trap", [trap for trap in SAMPLES if trap not in READ_ALIKE])
def test_a_trap_makes_readers_differ(trap: str, tmp_path: Path) -> None:
    """In a file with a trap, two readers read different values, or one of them fails."""
    path = tmp_path / "trap.env"
    path.write_bytes(SAMPLES[trap].encode())
    read = set()
    for reader in READ.values():
        try:
            values = reader(path)
        except Exception as error:  # noqa: BLE001 - each reader fails in its own way
            read.add(type(error).__name__)
        else:
            read.add(str({name: values.get(name) for name in ("FIRST", "SECOND", "MY.FIRST")}))
    assert len(read) > 1


@pytest.mark.parametrize("trap", [name for name, message in LINES.items() if message.rule == "unreadable-line"])
def test_a_line_that_is_called_unreadable_stops_dotenvy(trap: str, tmp_path: Path) -> None:
    """The reader dotenvy does not come to the end of a file with such a line."""
    path = tmp_path / "trap.env"
    path.write_bytes(SAMPLES[trap].encode())
    with pytest.raises(Exception, match="non-zero exit status"):
        READ["dotenvy"](path)


@given(st.text())
def test_any_text_is_read_without_a_crash(text: str) -> None:
    """Whatever the file holds, reading ends, with names that are names and lines that exist."""
    read = EnvFile(text)
    assert all(re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name, re.ASCII) for name in read.values)
    assert all(1 <= line <= text.count("\n") + 1 for line, _, _ in read.traps)


@given(st.dictionaries(st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,8}", fullmatch=True), st.text(max_size=12), max_size=6))
def test_what_is_written_portably_is_read_back_without_a_trap(values: dict[str, str]) -> None:
    """The files that the engine writes hold no trap and read back to the same values."""
    lines = {name: line.line for name, text in values.items() if (line := assignment(name, text))}
    read = EnvFile("".join(f"{line}\n" for line in lines.values()))
    assert read.traps == []
    assert read.values == {name: values[name] for name in lines}


def test_a_long_file_of_open_quotes_ends_soon() -> None:
    """A file of thousands of lines that each open a quote is read in one go, not over and over."""
    read = EnvFile("".join(f"NAME_{index}='a\n" for index in range(5001)))
    assert len(read.values) == 2501
    assert read.traps[-1][2] == "unclosed-quote"


@pytest.fixture
def pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a pipe with a name, whose writer is not waited for long."""
    if os.name == "nt":
        pytest.skip("Windows has no such pipes")
    monkeypatch.setattr(secret_files, "SECONDS_FOR_A_WRITER", 0.05)
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


def test_a_pipe_that_nothing_writes_into_is_given_up(pipe: Path) -> None:
    """It is an error of one line, for an env file and for a secret's."""
    assert text_of(str(pipe)) == ("", f"{pipe}: cannot be read: nothing writes into this pipe")
    assert secret_files.read_secret({"KEY_FILE": str(pipe)}, "KEY") == (None, "file-unreadable")


def test_a_pipe_that_cannot_be_opened_says_why(pipe: Path) -> None:
    """The reason is the system's, and comes at once."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, before[1]))
    try:
        outcome = text_of(str(pipe))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert outcome == ("", f"{pipe}: cannot be read: {os.strerror(errno.EMFILE)}")


def test_a_pipe_is_read_to_its_end(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long its writer takes to say something."""
    monkeypatch.setattr(secret_files, "SECONDS_FOR_A_WRITER", 10)

    def write() -> None:
        with pipe.open("w", encoding="utf-8") as file:
            file.write("PORT=1\n")
            file.flush()
            time.sleep(0.05)
            file.write("LOG_LEVEL=info\n")

    writer = Thread(target=write)
    writer.start()
    assert text_of(str(pipe)) == ("PORT=1\nLOG_LEVEL=info\n", None)
    writer.join()
