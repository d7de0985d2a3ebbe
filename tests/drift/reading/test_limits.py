"""What is done with all files together is given up where it takes too long or needs too much memory."""

import signal
import sys
import threading
from contextlib import suppress

import pytest

from estuary_docs.drift.reading.limits import limited
from estuary_docs.errors import ProjectError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no alarm and limits no memory")


def endless() -> None:
    """Go on without end, and take no error for one of its own."""
    while True:
        with suppress(Exception):  # as readers do that go on after any error
            sum(range(1000))


def swallowing() -> None:
    """Swallow the first alarm, and go on for longer than it takes until the next one."""
    with suppress(BaseException):
        endless()
    for _ in range(20_000):
        sum(range(1000))


def test_what_goes_on_without_end_is_given_up() -> None:
    """It ends with one line that says what to do, and the alarm of before holds again."""
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(ProjectError) as caught, limited("comparing", 0.05):
        endless()
    assert str(caught.value).startswith("comparing: takes longer than 0.05 s; inspect one folder")
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_an_alarm_that_is_swallowed_comes_again() -> None:
    """What ignores each error, as a method that frees an object does, does not set itself free of the limit."""
    with pytest.raises(ProjectError, match=r"takes longer than 0\.05 s"), limited("comparing", 0.05):
        swallowing()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the memory of a process is not known")
def test_what_needs_too_much_memory_is_given_up() -> None:
    """It ends with one line too, and what comes after may have that memory."""
    with pytest.raises(ProjectError, match="needs more than 16 MiB"), limited("comparing", 60, 16):
        bytearray(64 << 20)
    assert len(bytearray(64 << 20)) == 64 << 20


def test_a_thread_that_takes_no_alarm_works_without_one() -> None:
    """A caller that is no command runs it as it is."""
    done = []

    def work() -> None:
        with limited("comparing", 0.01):
            done.append(sum(range(1000)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [499500]
