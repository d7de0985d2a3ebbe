"""Tell a misspelt variable of the service from the rest of a normal environment."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

LENGTH_OF_A_LONG_WORD = 6
MOST_EDITS_OF_A_NAME = 3
# Kubernetes sets names with these parts in every container, for each service of the namespace.
OF_SERVICE_LINKS = ("_SERVICE_", "_PORT")


class Names:
    """Names that are known, and which of them another one is a slip of.

    A slip is another case, one edit (a letter more, less, other, or swapped with its neighbour), one edit in each
    word (two in a long one, three in all), or one word left out of three or more.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.words = {name: name.split("_") for name in names}
        self.lacking_a_word: dict[str, str] = {}
        self.by_edge: dict[str, list[str]] = {}
        for name, words in self.words.items():
            for edge in {name[0], name[-1] + "$"}:
                self.by_edge.setdefault(edge, []).append(name)
            for index in range(len(words) if len(words) > 2 else 0):  # noqa: PLR2004 - as the docstring says
                self.lacking_a_word.setdefault("_".join(words[:index] + words[index + 1 :]), name)

    def nearest(self, name: str) -> str | None:
        """Return the known name that `name` is a slip of, or None."""
        if not (name.isascii() and name.isidentifier()):
            return None
        upper = name.upper()
        if upper in self.words:
            return upper
        nearest, least = None, MOST_EDITS_OF_A_NAME + 1
        for candidate in self.by_edge.get(upper[:1], []) + self.by_edge.get(upper[-1:] + "$", []):
            if abs(len(upper) - len(candidate)) <= MOST_EDITS_OF_A_NAME:
                edits = 1 if _is_one_edit(upper, candidate) else _edits(upper.split("_"), self.words[candidate])
                if edits < least:
                    nearest, least = candidate, edits
        return nearest or self.lacking_a_word.get(upper)


def is_own_name(name: str, prefixes: tuple[str, ...]) -> bool:
    """Say whether a name begins like one of the service's own, and looks like a name: it may be a piece of a secret."""
    if not (name.startswith(prefixes) and name.isupper() and name.isascii() and name.isidentifier()):
        return False
    return not any(part in name for part in OF_SERVICE_LINKS)


def _edits(words: list[str], their_words: list[str]) -> int:
    """Return how many edits lead from words to others; more than the most if they are no slip of them."""
    total = 0
    for word, theirs in zip(words, their_words if len(words) == len(their_words) else ()):  # noqa: B905 - Python 3.9
        if word != theirs:
            most = 2 if len(theirs) >= LENGTH_OF_A_LONG_WORD else 1
            # Most words differ in more letters than an edit accounts for, which is found sooner than a distance.
            if sum(letter not in theirs for letter in word) > most:
                return MOST_EDITS_OF_A_NAME + 1
            edits = distance(word, theirs)
            total += edits
            if total > MOST_EDITS_OF_A_NAME or edits > most:
                return MOST_EDITS_OF_A_NAME + 1
    return total or MOST_EDITS_OF_A_NAME + 1


def _is_one_edit(one: str, other: str) -> bool:
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    return (
        one[1:] == other[1:]
        or one[1:] == other
        or one == other[1:]
        or (one[:2] == other[1::-1] and len(other) > 1 and one[2:] == other[2:])
    )


def distance(one: str, other: str) -> int:
    """Return the number of edits between two words: insertions, deletions, changes, swaps of neighbours."""
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, theirs in enumerate(other, 1):
            cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (letter != theirs))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == theirs:
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        before_last, last = last, current
    return last[-1]
