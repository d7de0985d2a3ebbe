"""The tables of a validator hold what its catalogue can need."""

from typing import Any

import pytest

from estuary_docs.validation.tables import remedies
from estuary_docs.vocabulary import kinds
from tests.runtimes.test_causes import VECTORS
from tests.runtimes.test_go import kind_of


@pytest.mark.parametrize("vector", [vector for vector in VECTORS if vector["cause"]], ids=lambda vector: vector["text"])
def test_each_cause_that_a_kind_can_have_is_told(vector: dict[str, Any]) -> None:
    """A validator for one kind alone has the sentence for whatever may be wrong with its values."""
    assert vector["cause"] in remedies([kind_of(vector["kind"])])


def test_no_cause_is_told_that_no_kind_has() -> None:
    """What only values of other kinds can have is left out: a validator stays small."""
    told = remedies([kinds.Integer(1, 9), kinds.ListOf(kinds.Url())])
    assert {"thousands", "too-large", "scheme", "dots", "case", "quotes"} <= told.keys()
    assert not {"home", "no-unit", "not-above", "text-long", "items-few", "address-alone", "port"} & told.keys()
