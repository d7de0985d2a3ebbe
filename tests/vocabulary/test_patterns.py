"""The regular expressions that every dialect reads alike."""

import pytest

from estuary_docs.vocabulary.patterns import complaint, is_scheme

PORTABLE = [
    "^$",
    "^[a-z]+(-[a-z0-9]+)*$",
    "^(a|b)?$",
    "^[A-Za-z0-9.]{1,64}$",
    "^(?:sk|pk)_(?:live|test)_[A-Za-z0-9]{24,}$",
    r"^\.[\-a]+[^,]$",
    "^é[-a-z]*$",
    "^[a-z-]{3}$",
]
REFUSED = {
    "a": "does not begin with ^",
    "^a": "does not begin with ^",
    r"^a\$": "does not begin with ^",
    "^a|b$": "outside any group",
    r"^\d+$": r"has \d in it",
    "^a.b$": "has .b in it",
    "^(?=a)b$": "has (? in it",
    "^(?P<name>a)$": "has (? in it",
    r"^(a)\1$": r"has \1 in it",
    "^[[a]$": "has [[ in it",
    "^[]$": "has [] in it",
    "^a+?$": "repeats what cannot be repeated",
    "^(*a)$": "repeats what cannot be repeated",
    "^(a$": "a group that is not closed",
    "^a)$": "closes a group that is not open",
    "^[z-a]$": "is no regular expression",
    "^a{1001}$": "more than 1000 times",
    "^(a{40}b){40}$": "more than 1000 times",
    "^[a&&b]$": "a doubled sign",
    "^a^b$": "has ^b in it",
}


@pytest.mark.parametrize("pattern", PORTABLE)
def test_a_portable_pattern_passes(pattern: str) -> None:
    """Literals, classes, groups, alternatives and repetitions between ^ and $ are read alike everywhere."""
    assert complaint(pattern) is None


@pytest.mark.parametrize(("pattern", "told"), REFUSED.items())
def test_what_dialects_read_in_their_own_ways_is_refused(pattern: str, told: str) -> None:
    """What one dialect does not know, or reads otherwise, is named."""
    assert told in str(complaint(pattern))


def test_a_scheme_is_in_lower_case_and_bare() -> None:
    """A scheme is a word such as `postgresql+asyncpg`, without what follows it."""
    assert is_scheme("postgresql+asyncpg")
    assert not any(map(is_scheme, ("", "AMQP", "amqp://", "1a")))
