"""What the reference announces: every problem that a value of a kind can have."""

import subprocess
from base64 import b64decode

import pytest

from estuary_docs.catalogue.model import Catalogue, Section, Variable
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary.kinds import (
    Choice,
    Described,
    Flag,
    Integer,
    Json,
    Kind,
    ListOf,
    Number,
    Switch,
    Text,
    Url,
)
from estuary_docs.wording.commands import random_key
from estuary_docs.wording.sentences import possible_problems
from tests.conftest import needs

PORT = Integer(1, 65535)
RATIO = Number(whole=False, minimum=0, maximum=1)
# A kind, a value that it refuses, and everything that can be wrong with its form.
REFUSED: list[tuple[Kind, str, set[str]]] = [
    (Flag(), "maybe", {"malformed"}),
    (Url(), "nowhere", {"malformed"}),
    (Switch(), "maybe", {"malformed"}),
    (Json("array"), "{}", {"malformed"}),
    (Choice(("a", "b")), "c", {"not-a-choice"}),
    (PORT, "x", {"malformed", "out-of-range"}),
    (PORT, "0", {"malformed", "out-of-range"}),
    (RATIO, "1.5", {"malformed", "out-of-range"}),
    (Number(whole=True), "x", {"malformed"}),
    (Number(whole=True, minimum=1), "0", {"malformed", "out-of-range"}),
    (Number(whole=True, maximum=1), "2", {"malformed", "out-of-range"}),
    (ListOf(PORT), "80,0", {"malformed", "out-of-range"}),
    (ListOf(PORT), "80,x", {"malformed", "out-of-range"}),
    (ListOf(Choice(("a", "b"))), "a,c", {"not-a-choice"}),
    (ListOf(Url()), "nowhere", {"malformed"}),
]


def setting(kind: Kind) -> Variable:
    """Return a variable of a kind."""
    return Variable("SETTING", "What it is.", kind, secret=False, defaults={"default": None})


@pytest.mark.parametrize(
    ("kind", "value", "rules"), REFUSED, ids=[f"{kind!s:.40}-{value}" for kind, value, _ in REFUSED]
)
def test_a_problem_of_form_is_announced(kind: Kind, value: str, rules: set[str]) -> None:
    """What a validator reports of a value is among the problems that the reference lists for the variable."""
    variable = setting(kind)
    section = Section("Toy", "A section.", (variable,))
    catalogue = Catalogue("toy", "Toy", "A toy.", None, ("default",), "default", (section,))
    (problem,) = validator(catalogue).check({"SETTING": value})
    assert problem.rule in {possible.rule for possible in possible_problems(variable)} == rules


@pytest.mark.parametrize("kind", [Text(), Described("a path")])
def test_a_text_has_no_form_to_miss(kind: Kind) -> None:
    """A text is refused for its form only where it is none: with a character that no environment holds."""
    assert [problem.rule for problem in possible_problems(setting(kind))] == ["malformed"]


@pytest.mark.parametrize("count", [1, 32, 48, 49, 64, 200])
def test_a_random_key_is_one_line(count: int) -> None:
    """Whatever its length, the command prints it on one line that ends, so that it can be a line of an env file."""
    needs("openssl")
    printed = subprocess.run(["sh", "-c", random_key(count)], capture_output=True, check=True, text=True).stdout
    assert printed.endswith("\n")
    assert printed.count("\n") == 1
    assert len(b64decode(printed)) == count
