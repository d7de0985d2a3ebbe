"""Programs in compiled languages, each compiled once for its text, into a folder that git ignores."""

import fcntl
import hashlib
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.parse import quote, unquote_to_bytes

from tests.conftest import ROOT, needs

FOLDER = ROOT / "build" / "compiled"


def rust_program(text: str, *options: str) -> Path:
    """Return a program of a text in Rust that has nothing but the standard library; raises if it has warnings."""
    compiler = needs("rustc")
    version = subprocess.run([compiler, "--version"], capture_output=True, check=True, text=True).stdout
    folder = FOLDER / hashlib.sha256(repr((text, options, version)).encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "program").exists():
            (folder / "program.rs").write_text(text, encoding="utf-8")
            command = [compiler, "--edition", "2021", "-D", "warnings", *options, "program.rs", "-o", "made"]
            made = subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True)
            assert made.returncode == 0, made.stderr
            (folder / "made").rename(folder / "program")
    return folder / "program"


class Judge:
    """A process that answers one question a line, in fields that are percent-encoded."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def ask(self, *fields: str) -> list[str]:
        """Return the fields of the answer to a question."""
        assert self.process.stdin
        assert self.process.stdout
        question = "\t".join(quote(field, safe="", errors="surrogateescape") for field in fields)
        self.process.stdin.write(f"{question}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, "the judge has ended"
        text = answer.removesuffix("\n")
        return [unquote_to_bytes(field).decode() for field in text.split("\t")] if text else []


@contextmanager
def judging(command: Sequence[str | Path]) -> Iterator[Judge]:
    """Start a judge."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Judge(process)
        assert process.stdin
        process.stdin.close()


@contextmanager
def written_into(pipe: Path, text: str) -> Iterator[None]:
    """Write a text into a pipe with a name, as soon as somebody reads it."""
    writer = Thread(target=pipe.write_text, args=(text,), daemon=True)
    writer.start()
    yield
    writer.join(10)
    assert not writer.is_alive()
