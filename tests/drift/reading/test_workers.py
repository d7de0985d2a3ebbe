"""What an item may cost that a process works on, and what one that costs more takes with it: nothing."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from estuary_docs.drift.reading.budgets import Budget, Failure
from estuary_docs.drift.reading.limits import limited
from estuary_docs.drift.reading.workers import MOST_BYTES_OF_AN_OUTCOME, Workers
from estuary_docs.errors import ProjectError

pytestmark = pytest.mark.slow

QUICK = Budget(seconds=1, mebibytes=64, patience=1)


def double(item: int) -> int:
    """Return twice the item."""
    return 2 * item


def harmed(item: int, harm: Callable[[], object]) -> int:
    """Do harm at item 3."""
    return 2 * item if item != 3 else len(str(harm()))


def killed(item: int) -> int:
    """End the process as a fault of a parser does."""
    return harmed(item, lambda: os.kill(os.getpid(), signal.SIGSEGV))


def endless(item: int) -> int:
    """Never end."""
    return harmed(item, lambda: time.sleep(60))


def spinning(item: int) -> int:
    """Keep a processor busy."""

    def spin() -> None:
        while True:
            pass

    return harmed(item, spin)


def hungry(item: int) -> int:
    """Ask for more memory than there is."""
    return harmed(item, lambda: bytes(1 << 30))


def quitting(item: int) -> int:
    """End the process as a program ends."""
    return harmed(item, lambda: os._exit(7))


def aborting(item: int) -> int:
    """End the process as a parser does that gets no memory."""
    return harmed(item, os.abort)


def ended(item: int) -> int:
    """End the process as a system does that has no memory left."""
    return harmed(item, lambda: os.kill(os.getpid(), signal.SIGKILL))


def raising(item: int) -> int:
    """Raise what nothing catches."""
    return harmed(item, lambda: 1 // 0)


def telling(item: int) -> str:
    """Return a text that is too long to keep."""
    return "x" * (MOST_BYTES_OF_AN_OUTCOME + 1) if item == 3 else str(item)


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        (killed, "crashes its reader (SIGSEGV)"),
        (endless, "takes longer than 1 s to read"),
        (hungry, "needs more than 64 MiB to read"),
        (quitting, "crashes its reader (exit code 7)"),
        (aborting, "needs more than 64 MiB to read, or crashes its reader (SIGABRT)"),
        (ended, "is not read: something ended its reader (SIGKILL), as a system does that runs out of memory"),
        (raising, "crashes its reader (exit code 1)"),
        (telling, "needs more than 64 MiB to read"),
    ],
)
@pytest.mark.parametrize("processes", [1, 2])
def test_an_item_that_ends_its_process_costs_itself_alone(
    task: Callable[[int], object], reason: str, processes: int
) -> None:
    """The process is replaced, the item has a reason in place of an outcome, and all others have theirs."""
    found = list(Workers(QUICK, processes).outcomes(task, range(6)))
    assert found[3] == Failure(reason)
    assert [str(each) for each in found[:3] + found[4:]] == [
        str(item if task is telling else 2 * item) for item in (0, 1, 2, 4, 5)
    ]


KEPT: list[bytes] = []


def hoarding(item: int) -> int:
    """Keep half of what an item may need."""
    KEPT.append(bytes(32 << 20))
    return 2 * item


def breaking(item: int) -> int:
    """Leave something behind at item 3 that ends the process at the next one."""
    if KEPT:
        os.kill(os.getpid(), signal.SIGSEGV)
    KEPT.extend([b""] if item == 3 else [])
    return 2 * item


@pytest.mark.parametrize("task", [hoarding, breaking])
def test_an_item_pays_for_nothing_that_others_left_behind(task: Callable[[int], int]) -> None:
    """One whose process has worked on others before is given to a fresh one before it counts as failed."""
    assert list(Workers(QUICK, processes=1).outcomes(task, range(6))) == [0, 2, 4, 6, 8, 10]


def test_an_outcome_may_be_taken_late() -> None:
    """The time of an item ends with its outcome, however long that waits for who asked."""
    outcomes = []
    for outcome in Workers(replace(QUICK, seconds=0.1), processes=1).outcomes(long, range(3)):
        outcomes.append(outcome)
        time.sleep(0.3)
    assert outcomes == [long(item) for item in range(3)]


def long(item: int) -> str:
    """Return more than what fits on a line."""
    return str(item) * (1 << 20)


@pytest.mark.parametrize("count", [0, 1, 5, 700])
@pytest.mark.parametrize("processes", [0, 1, 3])
def test_outcomes_come_in_the_order_of_their_items(count: int, processes: int) -> None:
    """However many processes there are, and however many items."""
    assert list(Workers(processes=processes).outcomes(double, range(count))) == list(range(0, 2 * count, 2))


def test_an_error_of_a_project_comes_back_whole() -> None:
    """What a task returns is the same on this side, errors included."""
    (found,) = Workers().outcomes(failing, [1])
    assert isinstance(found, ProjectError)
    assert (found.where, found.cause, str(found)) == ("a", "b", "a: b")


def failing(_item: int) -> ProjectError:
    """Return an error."""
    return ProjectError("a", "b")


def test_processes_end_with_who_asked() -> None:
    """Whoever takes no further outcome leaves no process behind."""
    outcomes = Workers(processes=2).outcomes(own_process, range(50))
    process = next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert isinstance(process, int)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def own_process(_item: int) -> int:
    """Return the number of the process."""
    return os.getpid()


def slow(item: int) -> int:
    """Take almost as long as one item may."""
    time.sleep(0.6)
    return item


def waiting(item: int) -> int:
    """Wait longer than one item may take, but for item 3, which computes without end."""
    time.sleep(0.15)
    while item == 3:
        pass
    return 2 * item


def test_what_a_busy_machine_makes_slow_is_not_given_up() -> None:
    """Time counts that a processor spends; time that passes while it does something else does not."""
    budget = Budget(seconds=0.1, mebibytes=64, seconds_in_all=0.3, seconds_more=0, patience=50)
    assert list(Workers(budget, processes=1).outcomes(waiting, range(5))) == [0, 2, 4, budget.too_long, 8]
    spent = Workers(replace(budget, seconds_in_all=0.05), processes=1).outcomes(waiting, [3, 1])
    assert [type(outcome) for outcome in spent] == [Failure, Failure]


def test_all_items_together_have_a_bound() -> None:
    """Many items that each stay within their budget do not take without end; those that are left are named."""
    budget = Budget(seconds=5, mebibytes=64, seconds_in_all=1.4, seconds_more=0, patience=1)
    outcomes = list(Workers(budget, processes=1).outcomes(slow, range(9)))
    assert outcomes[0] == 0
    assert outcomes[-1] == Failure("is not reached: all files together take longer than 1 s to read")
    assert Budget().in_all(1000) == 80


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there are no alarms here")
def test_the_limit_of_a_parent_is_none_of_its_workers() -> None:
    """Within a limit for all files together, one file that takes too long is still named as that."""
    with limited("drafting", 30):
        (outcome,) = Workers(replace(QUICK, seconds=0.2, patience=60), 1).outcomes(spinning, [3])
    assert outcome == Failure("takes longer than 0.2 s to read")
