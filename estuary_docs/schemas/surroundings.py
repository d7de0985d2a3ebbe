"""What surrounds a schema while it is imported and read: a bare environment, and no way to standard output.

So nothing that this machine has set reaches a generated file, and nothing that a module prints.
"""

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stdout, suppress
from pathlib import Path

# What finds programs, packages, temporary files and the user's language; on Windows, what Python starts with.
KEPT = frozenset(
    (
        *("PATH", "LANG", "LANGUAGE", "TMPDIR", "TEMP", "TMP"),
        *("SYSTEMROOT", "SYSTEMDRIVE", "USERPROFILE", "APPDATA", "LOCALAPPDATA"),
    )
)
KEPT_BEGINNINGS = ("LC_", "PYTHON")
# An import of a schema may load an env file; python-dotenv then loads none.
MADE = {"PYTHON_DOTENV_DISABLED": "1"}
STDOUT, STDERR = 1, 2


@contextmanager
def bare_surroundings() -> Iterator[None]:
    """Empty the environment of all but what Python and the locale need, and send what is printed to standard error.

    The time zone is UTC, so that a default made of a moment is the same everywhere.
    """
    original = dict(os.environ)
    with ExitStack() as stack:
        stack.enter_context(_printing_to_standard_error())
        os.environ.clear()
        os.environ.update(bare(original) | {"TZ": "UTC"})
        _take_time_zone()
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(original)
            _take_time_zone()


def _take_time_zone() -> None:
    """Let Python know the time zone that the environment names."""
    if hasattr(time, "tzset"):  # not on Windows
        time.tzset()


def bare(environ: Mapping[str, str]) -> dict[str, str]:
    """Return what a schema may see of an environment; `HOME` is that of the user, whatever was set."""
    rest = {
        name: text for name, text in environ.items() if name.upper() in KEPT or name.upper().startswith(KEPT_BEGINNINGS)
    }
    home = _home()
    return rest | MADE | ({"HOME": home} if home else {})


def _home() -> str | None:
    """Return the home folder of the user, as the system knows it; the one that is set where it knows none."""
    with suppress(ImportError, KeyError):
        import pwd  # noqa: PLC0415 - not on Windows

        return pwd.getpwuid(os.getuid()).pw_dir
    with suppress(RuntimeError):
        return str(Path.home())
    return None


@contextmanager
def _printing_to_standard_error() -> Iterator[None]:
    """Send to standard error what Python prints, and what programs and libraries write past it."""
    with ExitStack() as stack:
        if sys.stdout is not None:
            sys.stdout.flush()
        stack.enter_context(redirect_stdout(sys.stderr))
        try:
            standard_output = os.dup(STDOUT)
            os.dup2(STDERR, STDOUT)
        except OSError:  # one of the two is closed
            pass
        else:
            stack.callback(_put_back, standard_output)
        yield


def _put_back(standard_output: int) -> None:
    os.dup2(standard_output, STDOUT)
    os.close(standard_output)
