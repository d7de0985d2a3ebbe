"""Which of many names are worth comparing: those that share what the likeness of two names asks for.

Of each word stands one that is the same for all that may be written for it. So a pair that is alike shares a key, and
a pair that shares one need not be alike.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

MOST_CANDIDATES = 250_000
MOST_LETTERS = 100  # no name is longer


class TooManyCandidatesError(Exception):
    """So many names share words that some always look alike, and comparing all of them takes minutes."""


def candidates(
    olds: Iterable[str],
    news: Iterable[str],
    spellings: Callable[[str], Iterable[Hashable]],
    prefixes: frozenset[str],
) -> set[tuple[str, str]]:
    """Return the pairs of names that may be alike.

    Two words that may be written for one another share one of their `spellings`, if only through others. `prefixes`
    are words that a name may begin with or not. Raises TooManyCandidatesError.
    """
    olds, news = ([name for name in names if len(name) <= MOST_LETTERS] for names in (olds, news))
    same = _Groups()
    for word in {word for name in (*olds, *news) for word in name.split("_")}:
        for spelling in spellings(word):
            same.join(word, spelling)
    by_key: defaultdict[Hashable, list[str]] = defaultdict(list)
    for old in olds:
        for key in _keys(old, same, prefixes):
            by_key[key].append(old)
    pairs: set[tuple[str, str]] = set()
    for new in news:
        for key in _keys(new, same, prefixes):
            pairs.update((old, new) for old in by_key.get(key, ()))
        if len(pairs) > MOST_CANDIDATES:
            raise TooManyCandidatesError
    return pairs


def _keys(name: str, same: "_Groups", prefixes: frozenset[str]) -> Iterator[Hashable]:
    """Yield the letters of a name, its words in any order, those behind its prefixes, and half of them from its ends.

    What is half of the longer name may be all of the shorter.
    """
    words = name.split("_")
    yield "letters", "".join(words)
    yield "behind", tuple(words[next((at for at, word in enumerate(words) if word not in prefixes), len(words)) :])
    leaders = [same.leader(word) for word in words]
    yield "words", frozenset(leaders)
    for number in range((len(words) + 1) // 2, len(words) + 1):
        for first in range(number + 1):
            yield "ends", tuple(leaders[:first]), tuple(leaders[len(words) - number + first :])


class _Groups:
    """Things that are the same as one another, each group with one that stands for it."""

    def __init__(self) -> None:
        self._above: dict[Hashable, Hashable] = {}

    def leader(self, thing: Hashable) -> Hashable:
        """Return the one that stands for the group of a thing."""
        while (above := self._above.setdefault(thing, thing)) != thing:
            self._above[thing] = self._above[above]
            thing = above
        return thing

    def join(self, one: Hashable, other: Hashable) -> None:
        """Make the groups of two things one."""
        self._above[self.leader(one)] = self.leader(other)
