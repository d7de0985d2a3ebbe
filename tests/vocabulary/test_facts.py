"""Facts: frozen, and equal by type and fields."""

import inspect
from typing import Any

import pytest

from estuary_docs.vocabulary import Equal, HaveBytes, Must, NotBePlaceholder, Should, UseScheme, when
from estuary_docs.vocabulary.kinds import Flag, Text


def test_facts_are_equal_by_type_and_fields() -> None:
    """Two facts are the same if they are of one type and say the same, however they were written."""
    assert Equal("a") == Equal(word="a")
    assert hash(Equal("a")) == hash(Equal(word="a"))
    assert len({Equal("a"), Equal("b"), UseScheme("a")}) == 3
    assert Flag() == Flag()
    assert len({Flag(), Text()}) == 2
    assert Must(Equal("a")) != Should(Equal("a"))
    assert Must(Equal("a")) == Must(Equal("a"), (), because="")
    assert Must(Equal("a"), when(B="c")) == Must(check=Equal("a"), conditions=when(B="c"))


def test_a_fact_does_not_change() -> None:
    """A field of a fact cannot be set."""
    fact: Any = HaveBytes(3)
    with pytest.raises(AttributeError, match=r"HaveBytes\.least cannot be set"):
        fact.least = 4


@pytest.mark.parametrize(("values", "named"), [((), {}), ((1, 2), {}), ((1,), {"least": 1}), ((), {"most": 1})])
def test_a_fact_takes_exactly_its_fields(values: tuple[int, ...], named: dict[str, int]) -> None:
    """One field too many, too few, twice, or of another name is an error."""
    wrong: Any = HaveBytes
    with pytest.raises(TypeError, match="HaveBytes takes least"):
        wrong(*values, **named)


def test_a_fact_shows_itself_as_it_is_written() -> None:
    """The representation of a fact is what a schema says, without what holds by default."""
    assert repr(Must(Equal("a"))) == "Must(check=Equal(word='a'))"
    assert repr(Must(Equal("a"), because="b")) == "Must(check=Equal(word='a'), because='b')"


def test_a_fact_says_what_it_takes() -> None:
    """Its signature has its fields, those of its base too, with their types and defaults."""
    assert str(inspect.signature(HaveBytes)) == "(least: int)"
    assert str(inspect.signature(NotBePlaceholder)) == "()"
    parameters = inspect.signature(Must).parameters
    assert list(parameters) == ["check", "conditions", "because"]
    assert [each.default for each in parameters.values()] == [inspect.Parameter.empty, (), ""]
    assert parameters["because"].annotation is str
