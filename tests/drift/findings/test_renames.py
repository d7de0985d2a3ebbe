"""Which names are proposed for the former and the present one of a variable, and what decides it."""

from pathlib import Path

import pytest

from estuary_docs.drift.findings.disagreements import drift
from estuary_docs.drift.findings.likeness import LEAST, likeness, reason
from estuary_docs.drift.reading.inventory import inventory
from estuary_docs.drift.settings import DriftSettings
from estuary_docs.drift.third_party import reader_of
from tests.drift.findings.test_trees import py, rules


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SHOP_MAIL_SITE_URL", "SHOP_MAIL_RELAY_HOSTS"),
        ("SHOP_HOOK_COURIER_PROVIDER_SECRET", "SHOP_HOOK_COURIER_PARCEL_LABEL_TOKEN"),
        ("SHOP_STRICT_MODE", "SHOP_MODE"),
        ("SHOP_CART_WINDOW_COLOUR", "SHOP_CART_PARCEL_COLOUR"),
        ("S3_BUCKET", "S3_UPLOAD_BUCKET"),
        ("SMTP_RELAY_HOST_PORT", "SMTP_PORT"),
    ],
)
def test_names_that_tell_of_different_things_are_no_rename(one: str, other: str) -> None:
    """A common beginning says too little where a name has a word of its own that tells what it is about."""
    assert likeness(one, other) < LEAST
    assert likeness(other, one) < LEAST


def test_two_names_that_are_weakly_alike_are_two_findings(tmp_path: Path) -> None:
    """What no code reads and what no document names stay apart."""
    files = {
        "s.py": py("SHOP_PORT", "SHOP_MAIL_RELAY_HOSTS"),
        "README.md": "The environment variables `SHOP_PORT` and `SHOP_MAIL_SITE_URL`.\n",
    }
    told = rules(tmp_path, files)
    assert told == {"SHOP_MAIL_SITE_URL": {"never-read"}, "SHOP_MAIL_RELAY_HOSTS": {"read-but-undocumented"}}


@pytest.mark.parametrize(
    ("one", "other", "decisive"),
    [
        ("DATABASEURL", "DATABASE_URL", "the names differ in underscores alone"),
        ("DATABSE_URL", "DATABASE_URL", "the names differ in one letter, or in two that are swapped"),
        ("DB_URL", "DATABASE_URL", "the names say the same in other words"),
        ("APP_PORT", "PORT", "the names differ in a prefix alone"),
        (
            "CORS_ORIGINS",
            "CORS_ALLOWED_ORIGINS",
            "the names share `CORS` and `ORIGINS`, and nothing else in them tells them apart",
        ),
        (
            "DATABASE_POOL_SIZE",
            "DB_POOL_MAX_SIZE",
            "the names share `DATABASE` or `DB`, `POOL` and `SIZE`, and nothing else in them tells them apart",
        ),
    ],
)
def test_a_rename_says_what_decides(one: str, other: str, decisive: str) -> None:
    """A reader of the report can tell at once whether the likeness convinces."""
    assert likeness(one, other) >= LEAST
    assert reason(one, other) == decisive


def test_a_name_without_the_prefix_of_the_service_is_to_be_written_with_it(tmp_path: Path) -> None:
    """Where documents leave out a prefix for several names, the remedy is the whole name, and not to delete it."""
    names = ("PORT", "MODE", "SIZE")
    (tmp_path / "s.py").write_text(py(*(f"SHOP_{name}" for name in names)))
    (tmp_path / "README.md").write_text("The environment variables `PORT`, `MODE` and `SIZE`.\n")
    settings = DriftSettings()
    result = drift(inventory(tmp_path, settings), settings, reader_of)
    assert {finding.remedy for finding in result.findings} == {f"Write `SHOP_{name}` in README.md:1." for name in names}
