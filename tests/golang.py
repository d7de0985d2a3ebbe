"""Building what is generated for Go, and asking it questions."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from estuary_docs.runtimes import go
from estuary_docs.runtimes.go import OF_FORMS
from estuary_docs.runtimes.python import FORMS
from tests.conftest import ROOT

DRIVER = ROOT / "tests" / "readers" / "judge.go"
RUNTIME = Path(go.__path__[0])
OLDEST = (1, 21)
NO_BYTE = re.compile(r"[\ud800-\udc7f\udd00-\udfff]")
VERSION = re.compile(r"go(\d+)\.(\d+)")
MODULE = f"module example/judge\n\ngo {'.'.join(map(str, OLDEST))}\n"
# Whichever machine: this toolchain, no network, one process.
SETTINGS = {"GOFLAGS": "-p=1 -mod=mod", "GOTOOLCHAIN": "local", "GOPROXY": "off", "GOWORK": "off"}


def toolchain() -> str:
    """Return the path of a Go that is new enough; without one the test is skipped, or fails in CI."""
    path = which("go")
    found = path and VERSION.search(
        subprocess.run([path, "version"], capture_output=True, check=True, text=True).stdout
    )
    if not path or not found or tuple(map(int, found.groups())) < OLDEST:
        reason = f"Go {'.'.join(map(str, OLDEST))} or newer is not installed"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return str(path)


def run(folder: Path, *arguments: str) -> str:
    """Return what a command of Go prints; it must succeed."""
    done = subprocess.run(
        [toolchain(), *arguments], capture_output=True, check=False, cwd=folder, env=os.environ | SETTINGS, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def formatted(text: str) -> str:
    """Return a text as gofmt leaves it."""
    root = subprocess.run([toolchain(), "env", "GOROOT"], capture_output=True, check=True, text=True).stdout.strip()
    return subprocess.run(
        [Path(root) / "bin" / "gofmt"], capture_output=True, check=True, input=text.encode()
    ).stdout.decode()


def build(folder: Path, module: str, *, with_all_forms: bool = False) -> Path:
    """Return the path of a program that is the driver and a generated module; with the forms that it lacks, or not."""
    (folder / "go.mod").write_text(MODULE, encoding="utf-8")
    (folder / "judge.go").write_text(DRIVER.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "settings.go").write_text(as_program(module), encoding="utf-8")
    for form in (*OF_FORMS, *FORMS) if with_all_forms else ():
        if f"// {form.replace('_', ' ').capitalize()}.\n" not in module:
            text = (RUNTIME / f"{form}.go").read_text(encoding="utf-8")
            (folder / f"{form}.go").write_text(as_program(text), encoding="utf-8")
    run(folder, "build", "-o", "judge", ".")
    return folder / "judge"


def as_program(module: str) -> str:
    """Return a file of the package of settings as one of a program."""
    return module.replace("\npackage settings\n", "\npackage main\n", 1)


class Judge:
    """A process of Go that answers one question after the other; a text is what Python has of its bytes."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def reply(self, method: str, **facts: Any) -> dict[str, Any]:
        """Return what a function of the module answers, or how it fails."""
        if "environ" in facts:
            facts["pairs"] = list(facts.pop("environ").items())
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{json.dumps({'method': method} | _encoded(facts))}\n")
        self.process.stdin.flush()
        reply: dict[str, Any] = _decoded(json.loads(self.process.stdout.readline()))
        return reply

    def ask(self, method: str, **facts: Any) -> Any:
        """Return what a function of the module answers."""
        reply = self.reply(method, **facts)
        assert reply["error"] is None, reply["error"]
        return reply["answer"]


@contextmanager
def judging(folder: Path, module: str, *, with_all_forms: bool = False) -> Iterator[Judge]:
    """Start a judge with the text of a generated module."""
    program = build(folder, module, with_all_forms=with_all_forms)
    with subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Judge(process)
        assert process.stdin
        process.stdin.close()


def as_given(text: str) -> str:
    """Return a text as Python has it of an environment that holds its bytes; a letter that none holds is a blank."""
    encoded = "".join(
        " " if "\ud800" <= letter <= "\udc7f" or "\udd00" <= letter <= "\udfff" else letter for letter in text
    )
    return encoded.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")


def _encoded(value: Any) -> Any:
    match value:
        case str():
            return value.encode("utf-8", "surrogateescape").decode("latin-1")
        case list() | tuple():
            return [_encoded(item) for item in value]
        case dict():
            return {key: _encoded(item) for key, item in value.items()}
    return value


def _decoded(value: Any) -> Any:
    match value:
        case str():
            return value.encode("latin-1", "replace").decode("utf-8", "surrogateescape")
        case list():
            return [_decoded(item) for item in value]
        case dict():
            return {key: _decoded(item) for key, item in value.items()}
    return value
