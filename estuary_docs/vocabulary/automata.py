"""The automaton of a pattern: a place for each of its characters, and the places that may follow it (Glushkov's)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

ASCII = tuple(map(chr, range(128)))
BEYOND_ASCII = "\x80"


class Part(NamedTuple):
    """A part of a pattern: whether it may match nothing, the places at which it may begin and end, and its length.

    The length is None for a part that matches texts of several lengths.
    """

    may_be_empty: bool
    first: frozenset[int]
    last: frozenset[int]
    length: int | None = None


NOTHING = Part(may_be_empty=True, first=frozenset(), last=frozenset(), length=0)


class Automaton:
    """The places of a pattern, in its order: the letters that each reads, and those that may follow it.

    `first` are those that a text may begin with. `has_doubled_turns` says that a turn of a repetition may be made in
    several ways, so that each further turn doubles them.
    """

    def __init__(self, tokens: Sequence[re.Match[str]]) -> None:
        """`tokens` are those of the pattern, as `patterns` reads them, in order."""
        self._alphabet = {*ASCII, BEYOND_ASCII, *(letter for token in tokens for letter in token[0])}
        self.letters: list[frozenset[str]] = []
        self.following: list[set[int]] = []
        self.has_doubled_turns = False
        self.first = self._alternatives(iter(tokens)).first
        self._keep_one_of_letters_alike()

    def _keep_one_of_letters_alike(self) -> None:
        """Leave out each letter that all places read or refuse as they do another."""
        alike = {tuple(letter in letters for letters in self.letters): letter for letter in sorted(self._alphabet)}
        kept = frozenset(alike.values())
        self.letters = [letters & kept for letters in self.letters]

    def _alternatives(self, tokens: Iterator[re.Match[str]]) -> Part:
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
        return Part(
            any(alternative.may_be_empty for alternative in alternatives),
            frozenset().union(*(alternative.first for alternative in alternatives)),
            frozenset().union(*(alternative.last for alternative in alternatives)),
            alternatives[0].length if len({alternative.length for alternative in alternatives}) == 1 else None,
        )

    def _place(self, token: str) -> Part:
        place = frozenset({len(self.letters)})
        self.letters.append(frozenset(letter for letter in self._alphabet if re.fullmatch(token, letter)))
        self.following.append(set())
        return Part(may_be_empty=False, first=place, last=place, length=1)

    def _joined(self, one: Part, other: Part) -> Part:
        for place in one.last:
            self.following[place] |= other.first
        return Part(
            one.may_be_empty and other.may_be_empty,
            one.first | other.first if one.may_be_empty else one.first,
            one.last | other.last if other.may_be_empty else other.last,
            None if one.length is None or other.length is None else one.length + other.length,
        )

    def _repeated(self, part: Part, token: re.Match[str]) -> Part:
        """Return a part that is repeated; a fixed number of turns counts as one, any other bound as none.

        So it is for a part of one length: texts of several can be shared out among the turns in many ways.
        """
        sign, least, most = token["often"], token["least"], token["most"]
        times = int(least) if least and ("," not in sign or least == most) else None
        is_fixed = sign == "?" or most in ("0", "1") or times in (0, 1)
        is_fixed = is_fixed or (times is not None and part.length is not None)
        self.has_doubled_turns |= not is_fixed and part.may_be_empty and least is not None
        for place in frozenset() if is_fixed else part.last:
            self.has_doubled_turns |= not self.following[place].isdisjoint(part.first)
            self.following[place] |= part.first
        length = None if times is None or part.length is None else times * part.length
        return part._replace(may_be_empty=part.may_be_empty or sign in "*?" or least == "0", length=length)
