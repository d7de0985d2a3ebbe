"""A limit for what one process does with all files together, which no worker does and which may grow without end."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

from estuary_docs.drift.reading.budgets import MEBIBYTE
from estuary_docs.drift.reading.workers import own_bytes
from estuary_docs.errors import ProjectError

SECONDS = 60
SECONDS_TO_THE_NEXT_ALARM = 1  # for the first may come where errors are ignored
MOST_MEBIBYTES = 1024
REMEDY = "inspect one folder of it, or leave folders out with `exclude`"


class _TooLong(BaseException):
    """What no handler of errors on the way takes for an error of its own."""


@contextmanager
def limited(what: str, seconds: float = SECONDS, mebibytes: int = MOST_MEBIBYTES) -> Iterator[None]:
    """Give up `what` where it takes longer, in time of a processor, or needs so much more memory: raise ProjectError.

    Where a platform or a thread knows no alarm, time is not limited; where it knows no such limit, memory is not.
    """
    try:
        with _time(seconds), _memory(mebibytes):
            yield
    except _TooLong:
        raise ProjectError(what, f"takes longer than {seconds:g} s; {REMEDY}") from None
    except MemoryError:
        raise ProjectError(what, f"needs more than {mebibytes} MiB; {REMEDY}") from None


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _give_up)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds, min(seconds, SECONDS_TO_THE_NEXT_ALARM))
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _give_up(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise _TooLong


@contextmanager
def _memory(mebibytes: int) -> Iterator[None]:
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    most = own_bytes() + mebibytes * MEBIBYTE
    with suppress(OSError, ValueError):
        if own_bytes() and before[0] == resource.RLIM_INFINITY:
            resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    finally:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, before)
