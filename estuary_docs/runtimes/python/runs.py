"""Measure how little chance there is in a text: repetitions, counted blocks, runs of alphabets and keyboards."""

from __future__ import annotations

from estuary_docs.runtimes.python.lexicon import SEQUENCES

DIGITS = "0123456789"
LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
BETWEEN_BLOCKS = "-_ ./:"
LONGEST_UNIT = 16
LONGEST_SEQUENCE = 100
SHORTEST_BLOCK = SHORTEST_WALK = 3
SHORTEST_OF_WALKS = 6
SHORTEST_COUNTED = 8
TURNS_OF_CHANCE = 24
STEPS_OF_CHANCE = 12
LAST_OF_BASE_16 = "f"


def is_guessable(text: str) -> bool:
    """Say whether the whole text is a repetition, counted blocks, or runs of an alphabet or a keyboard.

    >>> is_guessable("aaaa"), is_guessable("12345678"), is_guessable("AAAABBBBCCCC"), is_guessable("mgzkvwqa")
    (True, True, True, False)
    """
    lower = text.lower()
    for size in range(1, min(LONGEST_UNIT, len(text) // 2) + 1):
        if lower[size:] == lower[:-size]:
            return size == 1 or (size < 7 and len(text) >= 3 * size) or is_sequence(lower[:size])
    if len(text) == 1 or is_sequence(lower) or _is_walk(lower):
        return True
    bare = lower
    for separator in BETWEEN_BLOCKS:
        bare = bare.replace(separator, "")
    return _is_counted(bare) or (bare != lower and len(bare) >= SHORTEST_COUNTED and is_guessable(bare))


def is_typed(text: str) -> bool:
    """Say whether fingers made a text that looks random: letters and digits take turns, or letters go up by one or two.

    >>> is_typed("t1u2v3w4x5y6"), is_typed("q7Zk3WxVq92LmZr4TxWb8VnPq")
    (True, False)
    """
    lower = text.lower()
    odd, even = lower[::2], lower[1::2]
    for letters, digits in ((odd, even), (even, odd)):
        if len(lower) >= SHORTEST_COUNTED and LATIN.issuperset(letters) and not digits.strip(DIGITS):
            is_base_16 = max(letters) <= LAST_OF_BASE_16
            return is_sequence(letters) or (not is_base_16 and (len(lower) >= TURNS_OF_CHANCE or is_sequence(digits)))
    latin = [letter for letter in lower if letter in LATIN]
    steps = [(ord(after) - ord(before)) % 26 for before, after in zip(latin, latin[1:])]
    # Of letters that are digits to the base of 16, many are close to the one before.
    in_order = sum(0 < step < SHORTEST_WALK for step in steps)
    return len(steps) >= STEPS_OF_CHANCE and max(latin) > LAST_OF_BASE_16 and in_order * 10 >= len(steps) * 7


def is_sequence(lower: str) -> bool:
    """Say whether a word is a run such as `123`, `abc`, `abc123`, `абвг` or `0123456789abcdef`."""
    if len(lower) < 4 or len(lower) > LONGEST_SEQUENCE:
        return lower in ("abc", "xyz") or (len(lower) == SHORTEST_WALK and lower in "012345678901 098765432109")
    if (lower in SEQUENCES and " " not in lower and "\n" not in lower) or lower in "1234567890" * 11:
        return True
    steps = {ord(after) - ord(before) for before, after in zip(lower, lower[1:])}
    if steps in ({1}, {-1}):
        return True
    for letters in (lower.rstrip(DIGITS), lower.lstrip(DIGITS)):
        digits = lower.replace(letters, "", 1)
        if 2 < len(letters) < len(lower) - 2 and is_sequence(letters) and is_sequence(digits):
            return True
    return False


def _is_walk(lower: str) -> bool:
    """Say whether a text is made of runs of three characters and more, such as `abc123xyz789!@#`."""
    start = 0
    while start < len(lower) <= LONGEST_SEQUENCE:
        end = start + SHORTEST_WALK
        piece = lower[start:end]
        if len(piece) < SHORTEST_WALK or piece not in SEQUENCES or " " in piece or "\n" in piece:
            return False
        while end < len(lower) and lower[end] not in " \n" and lower[start : end + 1] in SEQUENCES:
            end += 1
        start = end
    return SHORTEST_OF_WALKS <= len(lower) <= LONGEST_SEQUENCE


def _is_counted(lower: str) -> bool:
    """Say whether a text is made of blocks of one character each, such as `aaaaabbbbb`."""
    blocks = 1 + sum(before != after for before, after in zip(lower, lower[1:]))
    return len(lower) >= SHORTEST_COUNTED and blocks * SHORTEST_BLOCK <= len(lower)
