"""One decision says which values may be shown, and a corpus of forms holds it."""

from time import process_time

import pytest

from estuary_docs.validation.showing import LONGEST_JUDGED, may_be_shown
from tests.validation.credential_forms import CREDENTIALS, INNOCENT, forms

SEEDS = range(5)


@pytest.mark.parametrize("seed", SEEDS)
def test_credentials_of_every_form_are_hidden(seed: int) -> None:
    """Of more than 200 forms of credentials, at least 97 in a hundred are hidden."""
    corpus = list(forms(CREDENTIALS, seed))
    shown = [(name, value) for name, value in corpus if may_be_shown(name, value)]
    assert len(corpus) >= 200
    assert len(shown) <= 0.03 * len(corpus), shown


@pytest.mark.parametrize("seed", SEEDS)
def test_what_only_looks_like_a_credential_is_shown(seed: int) -> None:
    """Of more than 200 flags, numbers, public keys, hosts and paths, at most 2 in a hundred are hidden."""
    corpus = list(forms(INNOCENT, seed))
    hidden = [(name, value) for name, value in corpus if not may_be_shown(name, value)]
    assert len(corpus) >= 200
    assert len(hidden) <= 0.02 * len(corpus), hidden


@pytest.mark.parametrize("value", ["a" * (LONGEST_JUDGED + 1), "a1" * LONGEST_JUDGED])
def test_what_is_too_long_to_be_judged_is_not_shown(value: str) -> None:
    """A value longer than the limit is hidden, whatever it holds."""
    assert not may_be_shown("NOTE", value)


@pytest.mark.parametrize(
    "unit", ["a", "a1", "://", "a:", "@", "=", "a=", "<", "${", "[", "hooks/", " a", "bearer ", "-"]
)
def test_a_hostile_value_is_judged_at_once(unit: str) -> None:
    """No value of the greatest length that is judged takes more than a second of a processor."""
    value = (unit * LONGEST_JUDGED)[:LONGEST_JUDGED]
    started = process_time()
    may_be_shown("NOTE", value)
    assert process_time() - started < 1


def test_a_number_under_a_secrets_name_is_shown_only_where_the_name_counts() -> None:
    """`DB_PASSWORD=123456` is a password; `PASSWORD_LENGTH=12` is a length."""
    assert not may_be_shown("DB_PASSWORD", "123456")
    assert may_be_shown("PASSWORD_LENGTH", "12")
