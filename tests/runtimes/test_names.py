"""Slips of names: what counts as one, and how near two words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.runtimes.python.names import Names, distance

WORDS = st.text("ABC", max_size=6)


@given(WORDS, WORDS)
def test_a_distance_is_one(one: str, other: str) -> None:
    """A distance is the same both ways, none only between the same words, and at most the longer word."""
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("", "ABC", 3), ("PORT", "PROT", 1), ("PORT", "PORTS", 1), ("PORT", "PATH", 3), ("ABCD", "BADC", 2)],
)
def test_edits_are_insertions_deletions_changes_and_swaps(one: str, other: str, edits: int) -> None:
    """Two neighbours that change places are one edit."""
    assert distance(one, other) == edits


@given(st.data())
def test_one_edit_of_any_name_is_a_slip(catalogue: Catalogue, data: st.DataObject) -> None:
    """Whichever letter is left out of, doubled in or swapped in a name, a name is found."""
    names = [variable.name for variable in catalogue.variables]
    name = data.draw(st.sampled_from(names))
    place = data.draw(st.integers(1, len(name) - 2))
    for slip in (
        name[:place] + name[place + 1 :],
        name[:place] + name[place] + name[place:],
        name[:place] + name[place + 1] + name[place] + name[place + 2 :],
        name.lower(),
    ):
        assert Names(names).nearest(slip) is not None


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("AUTH_ENABELD", "AUTH_ENABLED"),
        ("RATELIMIT_ENABLED", "RATE_LIMIT_ENABLED"),
        ("CORS_ORIGINS", "CORS_ALLOWED_ORIGINS"),
        ("SHUTDOWN_TIMEOUTS_SECOND", "SHUTDOWN_TIMEOUT_SECONDS"),
        ("jwt_secret", "JWT_SECRET"),
        ("JWT_SECRET_PREVIOS", "JWT_SECRET_PREVIOUS"),
        ("AWS_PROFILE", None),
        ("PATH", None),
        ("HOST", None),
        ("DATABASE_URL", None),
        ("RUST_LOG_STYLE", None),
        ("", None),
        ("_", None),
    ],
)
def test_the_nearest_name_is_found_or_none(catalogue: Catalogue, name: str, meant: str | None) -> None:
    """A slip leads to the name meant; a name of a normal environment leads nowhere."""
    assert Names(variable.name for variable in catalogue.variables).nearest(name) == meant
