"""What reading a file costs grows with the file, and not with its square."""

import time
from importlib import import_module

import pytest

CALLS = 2000
SECONDS = 8
FILES = {
    "python": "import os\nos.environ['A_B']\n" + "if SIGN.search(text_of_a_line):\n    pass\n" * CALLS,
    "javascript": "process.env.A_B;\n" + "if (SIGN.test(textOfALine)) {\n}\n" * CALLS,
    "go": 'package a\nimport "os"\nfunc f() {\n\tfor _, e := range os.Environ() {\n'
    + "\t\tsign.MatchString(textOfALine)\n" * CALLS
    + "\t}\n}\n",
    "rust": "fn f() {\n    for (k, v) in std::env::vars() {\n" + "sign.is_match(line);\n" * CALLS + "    }\n}\n",
}


def seconds(language: str, text: str) -> float:
    """Return how long reading a file takes."""
    reader = import_module(f"estuary_docs.drift.languages.{language}.reader")
    started = time.monotonic()
    reader.read(text.encode(), "a")
    return time.monotonic() - started


@pytest.mark.parametrize("language", FILES)
def test_many_regular_expressions_cost_what_they_are(language: str) -> None:
    """Each call that asks one is looked at once."""
    assert seconds(language, FILES[language]) < SECONDS


def test_structs_that_are_made_of_each_other_cost_what_they_are() -> None:
    """A field that is given what the same field of another struct holds is looked at once."""
    copies = "".join(f"func f{number}(t T) T {{ return T{{ID: t.ID, Up: t.ID}} }}\n" for number in range(20))
    text = f"package a\ntype T struct {{ ID, Up string }}\n{copies}func g(t T) {{ os.Getenv(t.ID) }}\n"
    assert seconds("go", text) < SECONDS


def test_many_attributes_of_a_field_cost_what_they_are() -> None:
    """Each attribute is looked at once."""
    text = "#[derive(Filled)]\nstruct A {\n" + "    #[env(SHOP_A)]\n" * CALLS + "    a: u8,\n}\n"
    assert seconds("rust", text) < SECONDS
