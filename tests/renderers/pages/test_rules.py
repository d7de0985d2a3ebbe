"""The page of rules: each once, with an example that the validator confirms."""

import re
from collections.abc import Callable

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from estuary_docs.renderers.pages.rule_examples import of_check, of_forms
from estuary_docs.validation.tables import validator
from estuary_docs.wording.rules import rule_name

Schema = Callable[..., Catalogue]
KINDS = """
port: Annotated[int, Field(ge=1, le=9)] = 3
'''A port.'''
on: bool = False
'''A flag.'''
mode: Literal["red", "green"] = "red"
'''A choice.'''
at: Url = "https://a.example.com/"
'''A URL.'''
"""


def rules_of(catalogue: Catalogue, name: str, value: str) -> set[str]:
    """Return the rules that a value of a variable breaks in some profile."""
    judge = validator(catalogue)
    return {
        problem.rule
        for profile in catalogue.profiles
        for problem in judge.check({name: value}, profile if name != catalogue.profile_variable else None)
        if problem.variable == name
    }


@pytest.mark.parametrize("rule", ["malformed", "out-of-range", "not-a-choice"])
def test_an_example_of_a_form_is_true(schema: Schema, catalogue: Catalogue, rule: str) -> None:
    """What is called wrong breaks the rule, and what is called right keeps it."""
    for service in (schema(KINDS), catalogue):
        examples = list(of_forms(service, rule))
        assert examples
        for example in examples:
            name, _, wrong = example.wrong.partition("=")
            assert rule in rules_of(service, name, wrong), example
            assert rule not in rules_of(service, name, example.right.partition("=")[2]), example


def test_an_example_of_a_check_is_true(catalogue: Catalogue) -> None:
    """A line that is said to break a rule of the schema breaks it."""
    for variable in catalogue.variables:
        for rule in variable.rules:
            example = of_check(variable, rule.check)
            slug = rule_name(rule.check)
            if example and slug != "missing":
                assert slug in rules_of(catalogue, variable.name, example.wrong.partition("=")[2]), example


def test_each_rule_is_told_once_whatever_the_number_of_variables(schema: Schema) -> None:
    """Two variables and two hundred make the same page, but for the names that a rule applies to."""

    def page(count: int) -> str:
        port = "part_{}: Annotated[int, Field(ge=1, le=9)] = 3\n'''A part.'''"
        body = "\n".join(map(port.format, range(count)))
        return re.sub(r"<p>Applies to .*?</p>", "", render(schema(body), "rules"))

    assert page(2) == page(200)
    assert len(re.findall("^## malformed ", page(200).replace("&#45;", "-"), re.MULTILINE)) == 1
