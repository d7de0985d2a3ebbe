"""What every command has: an example below its help, and errors that are one line each."""

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

import click
from click.exceptions import Exit

from estuary_docs.errors import EstuaryDocsError, SchemaError
from estuary_docs.runtimes.python.problems import printable

DRIFT = 1
WRONG = 2
# What a shell says of a command that Ctrl-C, or the end of its reader, has ended.
INTERRUPTED = 130
NOBODY_READS = 141
TRACEBACK = "ESTUARY_DOCS_TRACEBACK"
PACKAGE = Path(__file__).parent.parent


class WithExample(click.Command):
    """A command whose help ends with an example, and whose errors are one line each, with exit code 2."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's own
        """Write the example as it stands."""
        formatter.write(f"\nExample:\n  {self.epilog}\n")

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - click's own
    ) -> click.Context:
        """Read the arguments; turn what is wrong with them into a line."""
        with errors_as_lines(f"{parent.command_path} {info_name}" if parent else info_name or ""):
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn every error into lines."""
        with errors_as_lines(ctx.command_path):
            return super().invoke(ctx)


class Command(WithExample):
    """A command of this package."""


@contextmanager
def errors_as_lines(command: str) -> Iterator[None]:
    """Say of any error what and where it is, one line on standard error for each, and end with the exit code for it.

    No line holds what somebody else's exception says, or an argument. `ESTUARY_DOCS_TRACEBACK` shows the traceback.
    """
    try:
        yield
    except Exit:
        raise
    except (KeyboardInterrupt, click.Abort):
        _end(INTERRUPTED, "")
    except BaseException as error:  # noqa: BLE001 - the one place that answers for all
        if os.environ.get(TRACEBACK):
            with suppress(OSError, AttributeError):
                traceback.print_exception(error, file=sys.stderr)
        if isinstance(error, OSError) and error.errno == errno.EPIPE:
            _end(NOBODY_READS)
        _end(WRONG, *(f"{command}: {line}" for line in _lines(error)))


def end_with(*errors: str) -> None:
    """End a command that went on after errors: a line for each; do nothing where there was none."""
    if errors:
        _end(WRONG, *(f"{click.get_current_context().command_path}: {error}" for error in errors))


def _lines(error: BaseException) -> list[str]:
    if isinstance(error, EstuaryDocsError):
        return [str(complaint) for complaint in (error, *(error.also if isinstance(error, SchemaError) else ()))]
    if isinstance(error, click.UsageError):
        return [f"{_wrong_usage(error)}; see --help"]
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if isinstance(error.filename, str) else ""
        return [f"{where}the system refuses: {error.strerror}"]
    return [f"internal error in {_place(error)} ({type(error).__name__}); please report it"]


def _wrong_usage(error: click.UsageError) -> str:
    """Say what is wrong with the arguments without repeating one: it may be a secret that lacks its option."""
    match error:
        case click.NoSuchOption():
            likely = " or ".join(error.possibilities or ())
            return f"there is no such option{f', did you mean {likely}?' if likely else ''}"
        case click.MissingParameter() if error.param is not None:
            return f"{_shown(error.param)} is missing"
        case click.BadParameter() if error.param is not None:
            return f"{_shown(error.param)} has a value that it does not take"
        case click.BadOptionUsage():
            return f"{error.option_name} is not complete, or takes no value"
        case _ if isinstance(error.ctx and error.ctx.command, click.Group):
            return "there is no such command"
    return "there is an argument too many"


def _shown(parameter: click.Parameter) -> str:
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name


def _place(error: BaseException) -> str:
    """Return where an error arose: the innermost line of this package, or else of all."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE) and frame.filename != __file__]
    for frame in (own or frames)[-1:]:
        path = Path(frame.filename)
        return f"{path.relative_to(PACKAGE.parent) if own else path.name}:{frame.lineno}"
    return "an unknown place"  # pragma: no cover - what was raised has a frame


def _end(code: int, *lines: str) -> NoReturn:
    """Write lines on standard error, if it takes them, and end the command."""
    if sys.stderr is not None:
        try:
            for line in lines:
                click.echo(printable(line), err=True)
        except OSError:
            unplug(sys.stderr)
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError:
            unplug(sys.stdout)
    raise Exit(code) from None


def unplug(stream: Any) -> None:  # noqa: ANN401 - a text stream, or what a test has put there
    """Lead a stream that cannot be written to nowhere, so that the interpreter does not fail on it when it ends."""
    with suppress(OSError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
