"""The validator as a program: `validation.py [options] [-- command ...]`."""

from __future__ import annotations

import os
import sys

from estuary_docs.runtimes.python.problems import FORMATS, UsageError, printable, report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn, TextIO

    from estuary_docs.runtimes.python.validator import Validator

# https://peps.python.org/pep-0538/
COERCED, COERCIONS = b"LC_CTYPE", (b"C.UTF-8", b"C.utf8", b"UTF-8")
WRONG_USAGE, NOT_EXECUTABLE, NOT_FOUND, INTERRUPTED = 2, 126, 127, 130


def environment() -> dict[str, str]:
    """Return the environment as UTF-8 text, whatever the locale; a byte that is none becomes a surrogate."""
    if not os.supports_bytes_environ:
        return dict(os.environ)
    pairs = dict(os.environb)
    if pairs.get(COERCED) in COERCIONS:
        pairs.update(_given(COERCED, pairs.pop(COERCED)))
    return {_decoded(name): _decoded(text) for name, text in pairs.items()}


def _given(name: bytes, text: bytes) -> dict[bytes, bytes]:
    """Return a variable as this process was given it, before Python set it itself, as it does in the C locale.

    Linux alone remembers; elsewhere, and where the process has set it since, it stays what it is.
    """
    try:
        with open("/proc/self/environ", "rb") as file:  # noqa: PTH123 - pathlib takes longer than all the rest
            entries = [entry.partition(b"=") for entry in file.read().split(b"\0")]
    except OSError:
        return {name: text}
    return {before: after for before, _, after in entries if before == name}


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def execute(command: list[str], environ: dict[str, str]) -> int:
    """Put a command in the place of this process; return an exit code only if it cannot be started."""
    import signal  # noqa: PLC0415 - it takes as long as all the rest

    # Python ignores these, and what is ignored stays so in the command.
    ignored = [getattr(signal, name) for name in ("SIGPIPE", "SIGXFSZ") if hasattr(signal, name)]
    handlers = [(number, signal.signal(number, signal.SIG_DFL)) for number in ignored]
    encoded = {
        name.encode("utf-8", "surrogateescape"): text.encode("utf-8", "surrogateescape")
        for name, text in environ.items()
    }
    try:
        os.execvpe(command[0], command, encoded if os.supports_bytes_environ else environ)  # noqa: S606 - what this is for
    except (FileNotFoundError, IndexError):
        complaint, code = "there is no such command", NOT_FOUND
    except OSError as error:
        complaint, code = error.strerror or "it is no program", NOT_EXECUTABLE
    except ValueError:
        named = bool(command[0])
        complaint = "a NUL character is in the way" if named else "there is no such command"
        code = NOT_EXECUTABLE if named else NOT_FOUND
    for number, handler in handlers:
        signal.signal(number, handler)
    write(f"{printable(command[0])}: cannot be started: {complaint}\n", sys.stderr)
    return code


def main(validator: Validator, arguments: list[str], program: str) -> int:
    """Do what `run` does; Ctrl-C ends it as it ends a shell's command."""
    try:
        return run(validator, arguments, program)
    except KeyboardInterrupt:
        return INTERRUPTED


def run(validator: Validator, arguments: list[str], program: str) -> int:
    """Judge as the arguments say, report, and start the command after `--` if there is no error.

    Returns 0, 1 for an invalid environment, 2 for wrong usage, 126 or 127 if the command cannot be started.
    """
    command: list[str] = []
    if "--" in arguments:
        place = arguments.index("--")
        arguments, command = arguments[:place], arguments[place + 1 :]
    output_format, profile, env_file, folder, with_defaults = "text", None, None, None, True
    if arguments:
        import argparse  # noqa: PLC0415 - it takes as long as all the rest

        class OneLine(argparse.ArgumentParser):
            def error(self, message: str) -> NoReturn:
                # What argparse quotes might be a secret.
                for complaint in ("invalid choice", "unrecognized arguments", "ignored explicit argument"):
                    before, separator, _ = message.partition(complaint)
                    message = before + separator
                self.exit(WRONG_USAGE, f"{self.prog}: {message}; see --help\n")

        parser = OneLine(
            prog=program,
            description=f"Check the environment of {validator.service}, or an env file, and report every problem.",
            epilog=f"Example: python {program} --profile production -- my-service",
            usage="%(prog)s [options] [-- command ...]",
            allow_abbrev=False,
        )
        parser.add_argument("--env-file", metavar="F", help="check this file; before a command, under the environment")
        parser.add_argument("--profile", metavar="P", help="check for this profile, whatever is set")
        parser.add_argument("--secrets-dir", metavar="D", help="folder with a file named after each secret")
        parser.add_argument("--format", choices=FORMATS, default="text", help="form of the report (default: text)")
        parser.add_argument(
            "--no-defaults", action="store_true", help="start the command without the profile's defaults"
        )
        options = parser.parse_args(arguments)
        output_format, profile, env_file, folder = (
            options.format,
            options.profile,
            options.env_file,
            options.secrets_dir,
        )
        with_defaults = not options.no_defaults
    try:
        verdict = validator.verdict(environment(), profile, env_file, folder, with_environ=bool(command))
    except UsageError as error:
        write(f"{program}: {error}\n", sys.stderr)
        return WRONG_USAGE
    write(report(verdict.profile, verdict.problems, output_format, env_file), sys.stderr if command else sys.stdout)
    if not command or verdict.exit_code:
        return verdict.exit_code
    return execute(command, verdict.environ_with_defaults if with_defaults else verdict.environ)


def write(text: str, stream: TextIO | None) -> None:
    """Write a text as UTF-8, whatever the locale; a stream that is closed, full or read by nobody is no error."""
    if stream is None:
        return
    try:
        stream.flush()
        stream.buffer.write(text.encode("utf-8", "backslashreplace"))
        stream.buffer.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
