"""The judge of the engine, held against the oracle: the same verdict on any form, rule and environment."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.runtimes.python.forms import typed
from estuary_docs.validation.breaches import breaches
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary.kinds import Json, Kind, ListOf, Plain, fault, is_set, row
from tests import oracle
from tests.cli.test_validate import EVERY_KIND_AND_CHECK, GROUPS
from tests.runtimes.test_vectors import EXAMPLES, values
from tests.schemas.foreign.test_forms import KINDS as OF_FOREIGN_SCHEMAS
from tests.vocabulary.test_kinds import BAD, GOOD

Load = Callable[..., Catalogue]
OF_THE_VOCABULARY = list(dict.fromkeys(kind for kind, *_ in (*GOOD, *BAD)))
LISTS = [ListOf(kind) for kind in OF_THE_VOCABULARY if isinstance(kind, Plain)]
KINDS: list[Kind] = list(dict.fromkeys([*OF_THE_VOCABULARY, *LISTS, *OF_FOREIGN_SCHEMAS.values()]))
WRITTEN = [text for _, text, _ in (*GOOD, *BAD)]
PIECES = [
    "true",
    "0",
    "12",
    "_",
    ".",
    "-",
    "+",
    "e",
    "nan",
    " ",
    "\t",
    ",",
    "\n",
    "\0",
    "\ud800",
    "٣",
    "[",
    "]",
    "{}",
    '"',
]
PIECES += ["https://", "http://", "@", ":", "/", "?", "*", "a", "host", "65535", "null", "NaN", "memory"]
PIECES += ["a.b", "256", "1.2.3.", "a" * 63]
THOROUGH = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)


@THOROUGH
@given(
    st.sampled_from(KINDS),
    st.one_of(st.sampled_from(WRITTEN), st.text(), st.lists(st.sampled_from(PIECES), max_size=6).map("".join)),
)
def test_any_text_has_the_form_that_the_oracle_says(kind: Kind, text: str) -> None:
    """Whatever the kind and the text, the judge finds the fault and reads the value that the oracle does."""
    assert is_set(kind, text) == oracle.is_set(kind, text)
    assert fault(kind, text) == oracle.fault(kind, text)
    if fault(kind, text) is None and not isinstance(kind, Json) and is_set(kind, text):
        assert repr(typed(row(kind), text, str)) == repr(oracle.parse(kind, text))


def test_any_environment_of_any_schema_has_the_oracle_s_verdict(schema: Load) -> None:
    """Over every kind and check of the vocabulary, problems, effective values and breaches are the oracle's."""
    catalogue = schema(EVERY_KIND_AND_CHECK, GROUPS)
    judge = validator(catalogue)
    texts = st.fixed_dictionaries({}, optional={variable.name: values(variable) for variable in catalogue.variables})

    @THOROUGH
    @given(texts)
    def agree(environ: dict[str, str]) -> None:
        effective, problems, _ = judge.judged(environ, None)
        expected = oracle.Judgement(catalogue, environ)
        assert problems == expected.problems
        assert effective == expected.values
        for variable in catalogue.variables:
            assert breaches(variable, effective) == oracle.breaches(variable, effective)

    agree()


@pytest.mark.parametrize("kind", KINDS, ids=repr)
def test_nothing_counts_as_a_value_where_there_is_none(kind: Kind) -> None:
    """No kind takes an absent or an empty text for a value."""
    assert not is_set(kind, None)
    assert not is_set(kind, "")
