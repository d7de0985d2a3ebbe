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
    r"^[a-z\d]+$": r"has \d in it",
    r"^[\w.-]+$": r"has \w in it",
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


IN_MANY_WAYS = [
    *("^(a+)+$", "^(a*)*$", "^((a)*)*$", "^(a|a)+$", "^(a|b+)+$", "^(a?b?)+$", "^(a+b?)+$"),
    *("^(a[a-z]+)*$", "^(x[xy]*)*$", "^(a{1,2})+$", "^([a-z]{1,3}){1,10}$", "^(é|[^a])*$", "^([a-z]+ ?)+$"),
    *("^(a?){40}$", "^(a{0,1}){40}b$", "^(a|b?){30}c$", "^(a|aa){30}b$", "^(a+){20}b$", "^([a-z]{1,5}){20}1$"),
    *("^[a-z]*[a-z]*[a-z]*1$", "^[a-z]+[a-z0-9]+x?[a-z]+1$", "^(a*){3}b$"),
]
IN_ONE_WAY = [
    *("^a*a*$", "^([0-9]{3})+$", "^(ab|ac)+$", "^(jpg|jpeg|png)(,(jpg|jpeg|png))*$", "^([a-z]+,)*[a-z]+$"),
    *("^([^,]*,)*[^,]*$", "^([a-z0-9]{1,63}[.]){1,10}[a-z]{2,}$", "^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"),
    *("^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==)?$", "^(é|[a-z])*$", "^(a?){1}$"),
    *("^([0-9a-f]{4}){8}$", "^(ab|cd){3}$", "^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$", "^([0-9]{1,3}[.]){3}[0-9]{1,3}$"),
    *("^[0-9]*[.]?[0-9]*$", "^[a-z]+@[a-z.]+[.][a-z]+$"),
]


@pytest.mark.parametrize("pattern", IN_MANY_WAYS)
def test_a_pattern_that_doubles_the_ways_to_read_a_text_is_refused(pattern: str) -> None:
    """Python and JavaScript would try all of them before they refuse a text."""
    assert "for ever" in str(complaint(pattern))


@pytest.mark.parametrize("pattern", IN_ONE_WAY)
def test_a_repetition_in_a_repetition_is_fine_where_a_text_is_read_in_one_way(pattern: str) -> None:
    """A list with its separators, or groups of a fixed length, are read in one way, or in few."""
    assert complaint(pattern) is None


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
