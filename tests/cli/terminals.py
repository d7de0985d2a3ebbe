"""A real terminal for a command, as somebody sits at one."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path


def at_a_terminal(folder: Path, *arguments: str, answer: str = "", **environ: str) -> tuple[int, str]:
    """Run `estuary-docs` with a terminal for all its streams; return its exit code and what the terminal showed."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "estuary_docs", *arguments]
    environ = {name: text for name, text in os.environ.items() if name != "NO_COLOR"} | environ
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environ) as started:
        os.close(theirs)
        os.write(ours, answer.encode())
        shown = everything(ours)
    return started.returncode, shown


def everything(terminal: int) -> str:
    """Return what a terminal shows until nothing writes to it any more, and close it."""
    shown = b""
    with suppress(OSError):  # how Linux says that the other side is closed
        while chunk := os.read(terminal, 4096):
            shown += chunk
    os.close(terminal)
    return shown.decode().replace("\r\n", "\n")
