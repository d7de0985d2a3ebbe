"""The validator as a program: `validation.py [options] [-- command ...]`."""

from __future__ import annotations

import os
import sys

from estuary_docs.runtimes.problems import FORMATS, report
from estuary_docs.runtimes.validator import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn, TextIO

    from estuary_docs.runtimes.validator import Validator

WRONG_USAGE, NOT_EXECUTABLE, NOT_FOUND = 2, 126, 127


def execute(command: list[str], environ: dict[str, str]) -> int:
    """Put a command in the place of this process; return an exit code only if it cannot be started."""
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        os.execvpe(command[0], command, environ)  # noqa: S606 - to start the command given is what this is for
    except FileNotFoundError:
        complaint, code = "there is no such command", NOT_FOUND
    except (OSError, ValueError) as error:
        complaint, code = getattr(error, "strerror", "") or "a NUL character is in the way", NOT_EXECUTABLE
    sys.stderr.write(f"{command[0]}: cannot be started: {complaint}\n")
    return code


def run(validator: Validator, arguments: list[str], program: str) -> int:
    """Judge as the arguments say, report, and start the command after `--` if there is no error.

    Returns 0, 1 for an invalid environment, 2 for wrong usage, 126 or 127 if the command cannot be started.
    """
    command: list[str] = []
    if "--" in arguments:
        place = arguments.index("--")
        arguments, command = arguments[:place], arguments[place + 1 :]
    output_format, profile, env_file, folder = "text", None, None, None
    if arguments:
        import argparse  # noqa: PLC0415 - it takes as long as all the rest

        class OneLine(argparse.ArgumentParser):
            def error(self, message: str) -> NoReturn:
                # What argparse quotes might be a secret.
                for complaint in ("invalid choice", "unrecognized arguments"):
                    before, found, _ = message.partition(complaint)
                    message = before + found
                self.exit(WRONG_USAGE, f"{self.prog}: {message}; see --help\n")

        parser = OneLine(
            prog=program,
            description=f"Judge the environment of {validator.service}, or an env file, and report every problem.",
            epilog=f"Example: python {program} --profile production -- my-service",
            usage="%(prog)s [options] [-- command ...]",
            allow_abbrev=False,
        )
        parser.add_argument("--env-file", metavar="F", help="judge this file; before a command, under the environment")
        parser.add_argument("--profile", metavar="P", help="judge in this profile, whatever is set")
        parser.add_argument("--secrets-dir", metavar="D", help="folder with a file named after each secret")
        parser.add_argument("--format", choices=FORMATS, default="text", help="form of the report (default: text)")
        given = parser.parse_args(arguments)
        output_format, profile, env_file, folder = given.format, given.profile, given.env_file, given.secrets_dir
    try:
        verdict = validator.verdict(os.environ, profile, env_file, folder, with_environ=bool(command))
    except UsageError as error:
        sys.stderr.write(f"{program}: {error}\n")
        return WRONG_USAGE
    write(report(verdict.profile, verdict.problems, output_format, env_file), sys.stderr if command else sys.stdout)
    return execute(command, verdict.environ) if command and not verdict.exit_code else verdict.exit_code


def write(text: str, stream: TextIO) -> None:
    """Write a text as UTF-8, whatever the locale and the names in it; nobody need be left to read it."""
    stream.flush()
    try:
        stream.buffer.write(text.encode("utf-8", "backslashreplace"))
        stream.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
