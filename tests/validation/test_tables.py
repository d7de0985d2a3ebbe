"""The tables of a validator hold what its catalogue can need."""

from typing import Any

import pytest

from estuary_docs.validation.tables import remedies
from estuary_docs.vocabulary import kinds
from estuary_docs.vocabulary.facts import Fact
from tests.runtimes.test_causes import VECTORS, frozen

KINDS = {
    each.slug: each for each in (*Fact.__subclasses__(), *kinds.Text.__subclasses__(), *kinds.Quantity.__subclasses__())
}


def kind(row: Any) -> Any:
    """Return the kind that the runtimes know by a row."""
    slug, *limits = row
    return kinds.ListOf(kind(limits[0]), *limits[1:]) if slug == "list" else KINDS[slug](*limits)


@pytest.mark.parametrize("vector", [vector for vector in VECTORS if vector["cause"]], ids=lambda vector: vector["text"])
def test_each_cause_that_a_kind_can_have_is_told(vector: dict[str, Any]) -> None:
    """A validator for one kind alone has the sentence for whatever may be wrong with its values."""
    assert vector["cause"] in remedies([kind(frozen(vector["kind"]))])


def test_no_cause_is_told_that_no_kind_has() -> None:
    """What only values of other kinds can have is left out: a validator stays small."""
    told = remedies([kinds.Integer(1, 9), kinds.ListOf(kinds.Url())])
    assert {"thousands", "too-large", "scheme", "dots", "case", "quotes"} <= told.keys()
    assert not {"home", "no-unit", "not-above", "text-long", "items-few", "address-alone", "port"} & told.keys()
