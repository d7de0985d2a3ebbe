"""What an item may cost that a process works on, and why one is given up."""

import signal
from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Failure:
    """Why an item has no outcome: a clause about it, such as "takes longer than 10 s to read"."""

    reason: str


@dataclass(frozen=True)
class Budget:
    """What one item may cost: seconds of a processor, and memory beyond what a fresh process has, in MiB.

    All together may take `seconds_in_all`, and `seconds_more` for each of them, which most need a tenth of. On a busy
    machine a second of a processor lasts longer: by the clock, all may take `patience` times as long.
    """

    seconds: float = 10
    mebibytes: int = 512
    seconds_in_all: float = 60
    seconds_more: float = 0.02
    patience: float = 6

    @property
    def too_long(self) -> Failure:
        """Why an item is given up that takes too long."""
        return Failure(f"takes longer than {self.seconds:g} s to read")

    @property
    def too_much(self) -> Failure:
        """Why an item is given up that needs too much memory."""
        return Failure(f"needs more than {self.mebibytes} MiB to read")

    def in_all(self, items: int) -> float:
        """Return how many seconds so many items may take together."""
        return self.seconds_in_all + items * self.seconds_more

    def not_reached(self, items: int) -> Failure:
        """Why an item is given up that the others left no time for."""
        return Failure(f"is not reached: all files together take longer than {self.in_all(items):.0f} s to read")

    def crash(self, code: int | None) -> Failure:
        """Why an item is given up whose process has ended without a word; the code is that of a process."""
        try:
            name = signal.Signals(-(code or 0)).name
        except ValueError:
            return Failure(f"crashes its reader (exit code {code})")
        match name:
            case "SIGABRT":  # so a parser ends that gets no memory
                return Failure(f"{self.too_much.reason}, or crashes its reader ({name})")
            case "SIGKILL":
                why = "as a system does that runs out of memory"
                return Failure(f"is not read: something ended its reader ({name}), {why}")
            case _:
                return Failure(f"crashes its reader ({name})")


BUDGET = Budget()
