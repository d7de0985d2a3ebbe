"""Whether a reader with backtracking, as Python and ECMA 262 have, may take for ever to refuse a text by a pattern.

It may if there are two ways to read a text on the way from a place in a repetition back to it, for each further turn
doubles them. The automaton is Glushkov's, with a place for each character of the pattern; the test is that for
exponential ambiguity (Weber and Seidl 1991, "On the degree of ambiguity of finite automata").
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

ASCII = tuple(map(chr, range(128)))
BEYOND_ASCII = "\x80"
Pair = tuple[int, int]


class _Part(NamedTuple):
    """A part of a pattern: whether it may match nothing, the places at which it may begin and end, and its length.

    The length is None for a part that matches texts of several lengths.
    """

    may_be_empty: bool
    first: frozenset[int]
    last: frozenset[int]
    length: int | None = None


NOTHING = _Part(may_be_empty=True, first=frozenset(), last=frozenset(), length=0)


def is_ambiguous(tokens: Iterable[re.Match[str]]) -> bool:
    """Say whether a pattern is exponentially ambiguous; `tokens` are its own, as `patterns` reads them, in order."""
    automaton = _Automaton(list(tokens))
    return automaton.has_doubled_turns or automaton.has_three_in_a_row() or automaton.returns_in_two_ways()


class _Automaton:
    def __init__(self, tokens: list[re.Match[str]]) -> None:
        self._alphabet = {*ASCII, BEYOND_ASCII, *(letter for token in tokens for letter in token[0])}
        self._letters: list[frozenset[str]] = []
        self._following: list[set[int]] = []
        self._turning: set[int] = set()
        self.has_doubled_turns = False
        self._alternatives(iter(tokens))

    def has_three_in_a_row(self) -> bool:
        """Say whether three repetitions of a character follow one another: each shares a text with the others.

        Two of them take the square of its length, which is bearable, and three its cube.
        """
        alone = {place for place in self._turning if place in self._following[place]}
        return any(
            self._letters[one] & self._letters[other] & self._letters[third]
            for one in alone
            for other in (self._following[one] & alone) - {one}
            for third in (self._following[other] & alone) - {one, other}
        )

    def returns_in_two_ways(self) -> bool:
        """Say whether two different ways lead with one text from a place back to it."""
        before: dict[Pair, list[Pair]] = {}
        parted: dict[int, set[Pair]] = {}
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

    def _steps(self, pair: Pair) -> Iterator[Pair]:
        """Yield where two readers may be after one more character."""
        for first in self._following[pair[0]]:
            for second in self._following[pair[1]]:
                if self._letters[first] & self._letters[second]:
                    yield first, second

    def _alternatives(self, tokens: Iterator[re.Match[str]]) -> _Part:
        """Read up to the end of a group, or of the pattern."""
        alternatives, sequence, part = [], NOTHING, NOTHING
        for token in tokens:
            if token["often"]:
                part = self._repeated(part, token)
                continue
            sequence, part = self._joined(sequence, part), NOTHING
            if token["one"]:
                part = self._place(token["one"])
            elif token["opening"]:
                part = self._alternatives(tokens)
            elif token["choice"]:
                alternatives.append(sequence)
                sequence = NOTHING
            else:
                break
        alternatives.append(self._joined(sequence, part))
        return _Part(
            any(alternative.may_be_empty for alternative in alternatives),
            frozenset().union(*(alternative.first for alternative in alternatives)),
            frozenset().union(*(alternative.last for alternative in alternatives)),
            alternatives[0].length if len({alternative.length for alternative in alternatives}) == 1 else None,
        )

    def _place(self, token: str) -> _Part:
        place = frozenset({len(self._letters)})
        self._letters.append(frozenset(letter for letter in self._alphabet if re.fullmatch(token, letter)))
        self._following.append(set())
        return _Part(may_be_empty=False, first=place, last=place, length=1)

    def _joined(self, one: _Part, other: _Part) -> _Part:
        for place in one.last:
            self._following[place] |= other.first
        return _Part(
            one.may_be_empty and other.may_be_empty,
            one.first | other.first if one.may_be_empty else one.first,
            one.last | other.last if other.may_be_empty else other.last,
            None if one.length is None or other.length is None else one.length + other.length,
        )

    def _repeated(self, part: _Part, token: re.Match[str]) -> _Part:
        """Return a part that is repeated; a fixed number of turns counts as one, any other bound as none.

        So it is for a part of one length: texts of several can be shared out among the turns in many ways.
        """
        sign, least, most = token["often"], token["least"], token["most"]
        times = int(least) if least and ("," not in sign or least == most) else None
        is_fixed = sign == "?" or most in ("0", "1") or times in (0, 1)
        is_fixed = is_fixed or (times is not None and part.length is not None)
        self.has_doubled_turns |= not is_fixed and part.may_be_empty and least is not None
        turning = frozenset() if is_fixed else part.last
        self._turning |= turning
        for place in turning:
            self.has_doubled_turns |= not self._following[place].isdisjoint(part.first)
            self._following[place] |= part.first
        length = None if times is None or part.length is None else times * part.length
        return part._replace(may_be_empty=part.may_be_empty or sign in "*?" or least == "0", length=length)


def _reached(start: Pair, steps: Callable[[Pair], Iterable[Pair]]) -> set[Pair]:
    """Return what can be reached from a pair in one step or more."""
    reached: set[Pair] = set()
    left = [start]
    while left:
        new = set(steps(left.pop())) - reached
        reached |= new
        left += new
    return reached
