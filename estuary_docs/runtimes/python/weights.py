"""What the words of a text prove: part by part, above zero where a word is known, below where it is not."""

from __future__ import annotations

from estuary_docs.runtimes.python.lexicon import ACCENTS, GLUE, NOTES, SHORT_WORDS_RUN_TOGETHER, STAND_INS, STEMS
from estuary_docs.runtimes.python.runs import is_sequence, is_typed

LONGEST_PART = 80
LONGEST_WORD = 15
MOST_UNKNOWN = 8
LEAST_RANDOM_DIGITS = 7
NOISE = -99

WEIGHTS = {}
for _weight, _words in ((1, GLUE), (2, STAND_INS), (4, NOTES)):
    for _word in _words.split():
        WEIGHTS[_word] = _weight


def is_filler(part: str) -> bool:
    """Say whether a part is `xxxx`, `0000` or the like, or goes on so after a vendor's letters."""
    bare = part.rstrip(part[-1])
    run = len(part) - len(bare)
    goes_on = (part[-1] in "xX0" and run > 5 and len(bare) < 9) or (part[-1] in "xX" and run > 4 and len(bare) < 3)
    return (bare == "" and run > 2) or goes_on


def is_year(part: str) -> bool:
    """Say whether a part is a year of ours, which says nothing of the words beside it."""
    return len(part) == 4 and part[:2] in ("19", "20") and part.isascii() and part.isdigit()


def is_alphanumeric(text: str) -> bool:
    """Say whether a text is letters and digits; beyond Latin-1 all counts as such, whatever a Unicode version says."""
    return text != "" and all(character.isalnum() or ord(character) > 255 for character in text)


def is_alphabetic(text: str) -> bool:
    """Say whether a text is letters, beyond Latin-1 likewise."""
    return text != "" and all(character.isalpha() or ord(character) > 255 for character in text)


def weights_of(text: str) -> list[int]:
    """Weigh the words of a text: above zero where it is known, below where it is not, NOISE where it is no word."""
    weights: list[int] = []
    odd_characters = set()
    unknown = 0
    part = ""
    for character in text + " ":
        if character.isalnum() or ord(character) > 255:
            part += character
            continue
        if character not in "-_. :/,@":
            odd_characters.add(character)
        if is_year(part):
            part = ""
        if part != "":
            weights += _part_weights(part)
            unknown += weights[-1] < 0
            if weights[-1] == NOISE or unknown > MOST_UNKNOWN:
                return [NOISE]
            part = ""
    if len(odd_characters) > 1 and " " not in text:
        weights.append(2 - 2 * len(odd_characters))
    return weights


def _part_weights(part: str) -> list[int]:
    """Weigh the words that are written together in one run of letters and digits."""
    if is_filler(part):
        return [5 if len(part) > 5 else 2]
    if not part.isascii():
        part = part.lower()
        for group in ACCENTS:
            for accented in group[1:]:
                part = part.replace(accented, group[0])
    lower = part.lower()
    if lower in WEIGHTS:
        return [WEIGHTS[lower]]
    if not lower.isascii():
        return [4] if any(stem in lower for stem in STEMS) else [-1 if len(lower) > 2 else 0]
    if is_typed(part):
        return [5]
    return [2] if is_sequence(lower) else _run_weights(_split(part, camel_case=False))


def _run_weights(runs: list[str]) -> list[int]:
    """Weigh runs of letters and of digits that take turns."""
    weights: list[int] = []
    if len(runs) > 4 or len("".join(runs)) > LONGEST_PART:
        return [NOISE]
    for run in runs:
        if is_sequence(run.lower()):
            weights.append(1)
        elif run.isdigit():
            weights.append(0 if len(run) < LEAST_RANDOM_DIGITS else NOISE)
        elif len(runs) > 1 and len(run) < 3:
            return [NOISE]
        else:
            weights += _segment(run.lower()) or _hump_weights(_split(run, camel_case=True), alone=len(runs) == 1)
    if NOISE in weights or (len(runs) > 1 and sum(weight < 0 for weight in weights) > 1):
        return [NOISE]
    return weights


def _hump_weights(humps: list[str], *, alone: bool) -> list[int]:
    """Weigh the words of a run of letters in camel case."""
    weights: list[int] = []
    for hump in humps:
        lower = hump.lower()
        known = [WEIGHTS[lower]] if lower in WEIGHTS and len(lower) > 1 else _segment(lower)
        if not known and (len(hump) > LONGEST_WORD or (len(hump) < 4 and not (alone and len(humps) == 1))):
            return [NOISE]
        weights += known or [-4 if len(hump) > 8 else -1 if 3 <= len(hump) <= 4 else -2]
    return weights


def _split(part: str, *, camel_case: bool) -> list[str]:
    """Split where letters meet digits, or where camel case has its humps."""
    pieces = [part[0]]
    for index in range(1, len(part)):
        character, before, after = part[index], part[index - 1], part[index + 1 : index + 2]
        hump = camel_case and character.isupper() and (before.islower() or after.islower())
        if hump or character.isdigit() != before.isdigit():
            pieces.append("")
        pieces[-1] += character
    return pieces


def _segment(letters: str) -> list[int]:
    """Weigh known words that are written together, such as `supersecretkey`; nothing where a rest remains."""
    for end in range(min(len(letters), LONGEST_WORD), 1, -1):
        word = letters[:end]
        if word in WEIGHTS and (end > 2 or word in SHORT_WORDS_RUN_TOGETHER):
            rest = _segment(letters[end:])
            if rest or end == len(letters):
                return [WEIGHTS[word], *rest]
    return []
