"""Processes that do one task for each of many items, within a budget of time and memory for each, and that may die.

What crashes, blows up or never ends in a task costs its own item: the process is replaced, and the rest goes on.
"""

import faulthandler
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

from estuary_docs.drift.reading.budgets import BUDGET, MEBIBYTE, Budget, Failure
from estuary_docs.errors import ProjectError

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")
# Below it, starting a further process takes longer than it saves.
ITEMS_FOR_ONE_PROCESS = 600
ITEMS_OF_A_PORTION = 100
MOST_PROCESSES = 8
MOST_BYTES_OF_AN_OUTCOME = 16 * MEBIBYTE
OUT_OF_MEMORY = 70  # the exit code of a process that says so
# Those of one whose time is up, of a processor or by the clock.
OUT_OF_TIME = {-getattr(signal, name) for name in ("SIGPROF", "SIGALRM") if hasattr(signal, name)}
# A copy of this process, which has one thread, starts at once; elsewhere than on Linux a fresh one is safer.
START = "fork" if sys.platform == "linux" else "spawn"


@dataclass(frozen=True)
class Workers:
    """How items are shared out: the budget of each, the most processes at once (0: one a processor), their start."""

    budget: Budget = BUDGET
    processes: int = 0
    start: str = START

    def outcomes(self, task: Callable[[Item], Outcome], items: Sequence[Item]) -> Iterator[Outcome | Failure]:
        """Yield the outcome of the task for each item, in order, or why it has none.

        Raises ProjectError where no process can be started.
        """
        if not items:
            return
        # A fresh process must not look in the current folder, which may be the inspected one, for its modules.
        os.environ.setdefault("PYTHONSAFEPATH", "1")
        run = _Run(self, task, items)
        try:
            yield from run.outcomes()
        finally:
            run.end()

    def count(self, items: int) -> int:
        """Return how many processes work on so many items."""
        most = self.processes or (min(os.cpu_count() or 1, MOST_PROCESSES) if items >= ITEMS_FOR_ONE_PROCESS else 1)
        return min(most, items)


WORKERS = Workers()


@dataclass
class _Worker:
    process: BaseProcess
    line: Connection
    portion: deque[int]
    deadline: float
    is_fresh: bool = True  # has no outcome yet


class _Run:
    """One sharing out: the workers, the indices that are waiting, and the outcomes that are."""

    def __init__(self, workers: Workers, task: Callable[[Any], Any], items: Sequence[Any]) -> None:
        self.budget, self.context = workers.budget, get_context(workers.start)
        self.task, self.items = task, items
        self.count = workers.count(len(items))
        size = max(1, min(ITEMS_OF_A_PORTION, -(-len(items) // self.count)))
        self.waiting = deque(deque(range(at, min(at + size, len(items)))) for at in range(0, len(items), size))
        self.working: list[_Worker] = []
        self.known: dict[int, Any] = {}
        self.left = self.budget.in_all(len(items)) * self.count  # seconds of all processors
        self.deadline = self._deadline(self.budget.in_all(len(items)))

    def outcomes(self) -> Iterator[Any]:
        """Yield the outcomes in the order of the items."""
        for index in range(len(self.items)):
            while index not in self.known and self.left > 0 and time.monotonic() < self.deadline:
                self._step()
            yield self.known.pop(index, self.budget.not_reached(len(self.items)))

    def end(self) -> None:
        """End every process that is left."""
        for worker in self.working:
            self._stop(worker)

    def _step(self) -> None:
        """Keep every process at work, and take what comes next: an outcome, the end of a process or of its time."""
        while len(self.working) < self.count and self.waiting:
            self.working.append(self._started(self.waiting.popleft()))
        soonest = min(self.deadline, *(worker.deadline for worker in self.working))
        ready = wait([worker.line for worker in self.working], max(0, soonest - time.monotonic()))
        for worker in list(self.working):
            if worker.line in ready:
                self._take(worker)
            elif worker.deadline <= time.monotonic():
                self._fail(worker, self.budget.too_long)

    def _take(self, worker: _Worker) -> None:
        try:
            outcome = worker.line.recv_bytes()
        except (EOFError, OSError):
            worker.process.join(self.budget.seconds)
            self._end_of(worker, worker.process.exitcode)
            return
        seconds, self.known[worker.portion.popleft()] = pickle.loads(outcome)  # noqa: S301 - from a process of our own
        self.left -= seconds
        worker.deadline, worker.is_fresh = self._deadline(self.budget.seconds), False
        if not worker.portion:
            self._hand_on(worker)

    def _hand_on(self, worker: _Worker) -> None:
        """Give a worker what is waiting, or end it."""
        portion = self.waiting.popleft() if self.waiting else deque[int]()
        with suppress(OSError):  # One that has died of nothing shows when it is next listened to.
            worker.line.send([self.items[index] for index in portion])
        worker.portion = portion
        if not portion:
            self.working.remove(worker)
            self._stop(worker)

    def _end_of(self, worker: _Worker, code: int | None) -> None:
        """Take what a process that has ended by itself says of its item, unless items before may be the reason."""
        if code in OUT_OF_TIME:
            self.left -= self.budget.seconds
            self._fail(worker, self.budget.too_long)
        elif worker.is_fresh:
            self._fail(worker, self.budget.too_much if code == OUT_OF_MEMORY else self.budget.crash(code))
        else:
            self._replace(worker)

    def _deadline(self, seconds: float) -> float:
        """Return when what may take so many seconds of a processor has to be done by the clock."""
        return time.monotonic() + seconds * self.budget.patience

    def _fail(self, worker: _Worker, failure: Failure) -> None:
        self.known[worker.portion.popleft()] = failure
        self._replace(worker)

    def _replace(self, worker: _Worker) -> None:
        """End a process, and leave what it has not done to another one."""
        self.working.remove(worker)
        self._stop(worker)
        if worker.portion:
            self.waiting.appendleft(worker.portion)

    def _started(self, portion: deque[int]) -> _Worker:
        ours, theirs = self.context.Pipe()
        # A copy has the ends of every line, and a line ends only where each copy of its end is closed.
        copied = self.context.get_start_method() == "fork"
        inherited = [ours, *(worker.line for worker in self.working)] if copied else []
        process = self.context.Process(  # type: ignore[attr-defined]
            target=_work, args=(theirs, self.task, self.budget, inherited), daemon=True
        )
        try:
            process.start()
            ours.send([self.items[index] for index in portion])
        except OSError as error:
            raise ProjectError("drift", f"no process can be started to read files: {error.strerror}") from None
        finally:
            theirs.close()
        return _Worker(process, ours, portion, self._deadline(self.budget.seconds))

    @staticmethod
    def _stop(worker: _Worker) -> None:
        worker.process.kill()
        worker.process.join()
        worker.line.close()


def _work(line: Connection, task: Callable[[Any], Any], budget: Budget, inherited: list[Connection]) -> None:
    """Do the task for each item of each portion that comes, until nothing does."""
    for connection in inherited:
        connection.close()
    _confine(budget)
    with suppress(EOFError, OSError):
        try:
            while portion := line.recv():
                for item in portion:
                    line.send_bytes(_outcome(task, item, budget))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def _outcome(task: Callable[[Any], Any], item: Any, budget: Budget) -> bytes:  # noqa: ANN401 - whatever is worked on
    """Return how many seconds the task takes for an item, and its outcome. Raises MemoryError for one too long."""
    _set_alarms(budget.seconds, 2 * budget.seconds * budget.patience)
    begin = time.process_time()
    result = task(item)
    outcome = pickle.dumps((time.process_time() - begin, result), pickle.HIGHEST_PROTOCOL)
    _set_alarms(0, 0)
    if len(outcome) > MOST_BYTES_OF_AN_OUTCOME:
        raise MemoryError
    return outcome


def _confine(budget: Budget) -> None:
    """Limit this process: memory, no core file, no word on the terminal; Ctrl-C is the business of its parent."""
    faulthandler.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Its alarms end it, whatever those of its parent do.
    for name in ("SIGALRM", "SIGPROF"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    with suppress(OSError):
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(silent, stream)
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - Windows has none, and limits no memory

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        if own := own_bytes():
            most = own + budget.mebibytes * MEBIBYTE
            resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def own_bytes() -> int:
    """Return how much address space this process has; 0 where the platform does not tell."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _set_alarms(of_processor: float, by_clock: float) -> None:
    """End this process after so many seconds, also where its parent is gone; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, of_processor)
        signal.setitimer(signal.ITIMER_REAL, by_clock)
