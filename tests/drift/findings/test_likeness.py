"""Which names mean the same, among few and among many."""

from itertools import product
from time import process_time

import pytest

from estuary_docs.drift.findings.candidates import candidates
from estuary_docs.drift.findings.disagreements import drift
from estuary_docs.drift.findings.likeness import LEAST, PREFIXES, likeness, pairs, spellings
from estuary_docs.drift.findings.unread import TOO_MANY_ALIKE
from estuary_docs.drift.mention import Mention
from estuary_docs.drift.reading.inventory import Inventory
from estuary_docs.drift.settings import DriftSettings

OLD, NEW = "RATE_LIMIT_MAX_REQUESTS", "RATE_LIMIT_PER_MINUTE"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (OLD, NEW),
        ("DB_URL", "DATABASE_URL"),
        ("DATABASEURL", "DATABASE_URL"),
        ("APP_PORT", "PORT"),
        ("CORS_ORIGINS", "CORS_ALLOWED_ORIGINS"),
        ("ENABLE_METRICS", "METRICS_ENABLED"),
        ("STRIPE_API_KEY", "STRIPE_SECRET_KEY"),
    ],
)
def test_names_of_one_thing_are_alike(one: str, other: str) -> None:
    """Spellings, synonyms, prefixes and a changed ending of a longer name are one thing's names."""
    assert likeness(one, other) >= LEAST
    assert likeness(other, one) >= LEAST
    assert list(pairs([one], [other])) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("REDIS_URL", "DATABASE_URL"),
        ("SMTP_USER", "SMTP_PASSWORD"),
        ("FEATURE_A", "FEATURE_B"),
        ("POOL_MIN_SIZE", "POOL_MAX_SIZE"),
        ("JWT_SECRET", "JWT_SECRET_PREVIOUS"),
        ("KAFKA_GROUP_ID", "KAFKA_CLIENT_ID"),
        ("HOST", "LISTEN"),
        ("KAFKA_BROKER1_URL", "KAFKA_BROKER2_URL"),
        ("RATE_LIMIT_WINDOW_SECONDS", NEW),
        ("PUBLIC_URL", "PRIVATE_URL"),
        ("PORTAL_ADMIN_PASSWORD", "PORTAL_ADMIN_NOTIFY_ERROR"),
    ],
)
def test_names_of_different_things_are_not_alike(one: str, other: str) -> None:
    """What differs in a telling word, or holds another kind of thing, is no rename."""
    assert likeness(one, other) < LEAST
    assert likeness(other, one) < LEAST


def test_each_name_is_in_one_pair() -> None:
    """The likeliest pair goes first, and takes both names."""
    assert list(pairs(["DB_URL", "DATABASE_URI"], ["DATABASE_URL"])) == [("DATABASE_URI", "DATABASE_URL")]


def test_names_that_are_alike_are_compared() -> None:
    """The keys by which names are found leave out no pair that is likely enough: of 84 names with each other, none."""
    words = ("REDIS", "REDSI", "DB", "DATABASE")
    names = ["_".join(each) for number in (1, 2, 3) for each in product(words, repeat=number)]
    alike = {(one, other) for one in names for other in names if likeness(one, other) >= LEAST}
    assert alike <= candidates(names, names, spellings, PREFIXES)


def test_a_rename_is_found_among_many_names() -> None:
    """Only names with words in common are compared, so that 2000 of each kind take no longer than a moment."""
    unread = [f"{number}{number}_QUEUE_{number}_URL" for number in range(2000)]
    read = [f"{number}{number}_QUEUE_{number}_CONNECTION" for number in range(2000)]
    begin = process_time()
    assert set(pairs(unread, read)) == set(zip(unread, read, strict=True))
    assert process_time() - begin < 10  # of each with each: two minutes


def test_of_too_many_names_none_is_called_another_s_former_name() -> None:
    """Where all share most of their words, each would be compared with each, and some always look alike."""
    names = [f"APP_OLD_{at}" for at in range(600)]
    unread = [Mention(name, "README.md", 1, "documented") for name in names]
    read = [Mention(f"{name}_URL", "main.py", 1, "read", required=True) for name in names]
    result = drift(Inventory(mentions=(*unread, *read)), DriftSettings(), lambda _name, _image, **_exact: None)
    assert "probable-rename" not in {finding.rule for finding in result.findings}
    assert TOO_MANY_ALIKE in result.notes
