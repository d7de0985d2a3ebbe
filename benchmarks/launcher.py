"""Start one command and print its wall-clock seconds and its peak memory in bytes.

Usage: `launcher.py OUTPUT COMMAND...`; the command's output goes to the file OUTPUT, the exit code is the command's.
It runs as a process of its own and imports next to nothing: a process inherits the peak of the one that starts it,
so a large starter would hide the size of a small command. The command must be named by its path.
"""

import os
import sys
import time

BYTES_IN_A_UNIT = 1 if sys.platform == "darwin" else 1024


def launch(output: str, command: list[str]) -> tuple[float, int, int]:
    """Run `command` with its output in the file `output`; return seconds, peak bytes and exit code."""
    writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    redirections = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, output, writing, 0o644),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    start = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=redirections)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    return seconds, usage.ru_maxrss * BYTES_IN_A_UNIT, os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    taken, peak, code = launch(sys.argv[1], sys.argv[2:])
    print(taken, peak)
    sys.exit(code)
