"""Whether a reader with backtracking, as Python and ECMA 262 have, may take too long to refuse a text by a pattern.

It tries all ways to read the beginning of the text. Their number grows exponentially with the text where two ways lead
from a place in a repetition back to it, and with its square where a text may be shared out in two places among
repetitions that follow one another (Weber and Seidl 1991, "On the degree of ambiguity of finite automata"). With one
such place it grows as the text does, which is bearable. Without any repetition it grows with the pattern.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from heapq import heappop, heappush
from itertools import product

from estuary_docs.vocabulary.automata import Automaton

Places = tuple[int, ...]
MOST_WAYS = 10_000
MOST_TEXTS = 200  # Those that are read in most ways go first.


def is_ambiguous(tokens: Iterable[re.Match[str]]) -> bool:
    """Say whether a pattern reads some texts in too many ways; `tokens` are as `Automaton` takes them."""
    automaton = Automaton([*tokens])
    return automaton.has_doubled_turns or _has_many_ways(automaton) or _Turns(automaton).double()


def _has_many_ways(automaton: Automaton) -> bool:
    """Say whether a text can be read in many ways with each place once, as `a?a?a?...` reads `aa`."""
    further = [{after for after in following if after > at} for at, following in enumerate(automaton.following)]
    waiting: list[tuple[int, tuple[tuple[int, int], ...]]] = []

    def add(ways: Iterable[tuple[int, Iterable[int]]]) -> None:
        by_letter: dict[str, Counter[int]] = {}
        for number, places in ways:
            for place in places:
                for letter in automaton.letters[place]:
                    by_letter.setdefault(letter, Counter())[place] += number
        for counts in {tuple(sorted(counts.items())) for counts in by_letter.values()}:
            heappush(waiting, (-sum(number for _, number in counts), counts))

    add([(1, automaton.first)])
    for _ in range(MOST_TEXTS):
        if not waiting:
            return False
        number, counts = heappop(waiting)
        if -number > MOST_WAYS:
            return True
        add((number, further[place]) for place, number in counts)
    return False


class _Turns:
    """The places of a pattern that can be reached from themselves."""

    def __init__(self, automaton: Automaton) -> None:
        self._letters = automaton.letters
        self._following = automaton.following
        self._after = [{after for (after,) in _reached((place,), self._steps)} for place in range(len(self._letters))]
        self._turning = [place for place, after in enumerate(self._after) if place in after]

    def double(self) -> bool:
        """Say whether each turn doubles the ways to read a text, or two places share one out."""
        return self._returns_in_two_ways() or self._shares_out_twice()

    def _returns_in_two_ways(self) -> bool:
        """Say whether two different ways lead with one text from a place back to it."""
        before: dict[Places, list[Places]] = {}
        parted: dict[int, set[Places]] = {}
        for place in self._turning:
            reached = _reached((place, place), self._steps)
            parted[place] = {pair for pair in reached if pair[0] != pair[1]}
        for pair in set().union(*parted.values()):
            for after in self._steps(pair):
                before.setdefault(after, []).append(pair)
        return any(
            not pairs.isdisjoint(_reached((place, place), lambda pair: before.get(pair, ())))
            for place, pairs in parted.items()
        )

    def _shares_out_twice(self) -> bool:
        """Say whether a text may be shared out among two repetitions, and again among the second and one behind it."""
        shared = [(one, other) for one in self._turning for other in self._turning if self._share(one, other)]
        return any(begin == end or begin in self._after[end] for _, end in shared for begin, _ in shared)

    def _share(self, one: int, other: int) -> bool:
        """Say whether one text leads from a place back to it, to one in a later repetition, and from there back."""
        if other not in self._after[one] or one in self._after[other]:
            return False

        def steps(places: Places) -> Iterator[Places]:
            return (
                after
                for after in self._steps(places)
                if one in self._after[after[0]] and other in self._after[after[1]] and other in self._after[after[2]]
            )

        return (one, other, other) in _reached((one, one, other), steps)

    def _steps(self, places: Places) -> Iterator[Places]:
        """Yield where readers at several places may be after one more character."""
        for after in product(*(self._following[place] for place in places)):
            if frozenset.intersection(*(self._letters[place] for place in after)):
                yield after


def _reached(start: Places, steps: Callable[[Places], Iterable[Places]]) -> set[Places]:
    """Return what can be reached in one step or more."""
    reached: set[Places] = set()
    left = [start]
    while left:
        new = set(steps(left.pop())) - reached
        reached |= new
        left += new
    return reached
