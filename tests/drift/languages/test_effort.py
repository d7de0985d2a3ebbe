"""What reading a file costs grows with the file, and not with its square."""

import time
from collections.abc import Callable
from importlib import import_module

import pytest

pytestmark = pytest.mark.slow

TIMES = 4
MOST_TIMES_AS_LONG = 9  # of something that grows with the square: 16
LEAST_SECONDS = 0.05  # what takes less is all noise


def by_patterns(language: str) -> Callable[[int], str]:
    """Return programs that ask a regular expression as many times as is wanted."""
    head, step, end = {
        "python": ("import os\nos.environ['A_B']\n", "if SIGN.search(text_of_a_line):\n    pass\n", ""),
        "javascript": ("process.env.A_B;\n", "if (SIGN.test(textOfALine)) {\n}\n", ""),
        "go": (
            'package a\nimport "os"\nfunc f() {\n\tfor _, e := range os.Environ() {\n',
            "\t\tsign.MatchString(textOfALine)\n",
            "\t}\n}\n",
        ),
        "rust": ("fn f() {\n    for (k, v) in std::env::vars() {\n", "sign.is_match(line);\n", "    }\n}\n"),
    }[language]
    return lambda number: head + step * number + end


def by_copies(number: int) -> str:
    """Return a program whose structs are made of each other."""
    copies = "".join(f"func f{each}(t T) T {{ return T{{ID: t.ID, Up: t.ID}} }}\n" for each in range(number))
    return f"package a\ntype T struct {{ ID, Up string }}\n{copies}func g(t T) {{ os.Getenv(t.ID) }}\n"


def by_attributes(number: int) -> str:
    """Return a program that says many things of one field."""
    return "#[derive(Filled)]\nstruct A {\n" + "    #[env(SHOP_A)]\n" * number + "    a: u8,\n}\n"


def seconds(language: str, text: str) -> float:
    """Return how long a processor takes to read a file: the shortest of two times."""
    reader = import_module(f"estuary_docs.drift.languages.{language}.reader")
    times = []
    for _ in range(2):
        started = time.process_time()
        reader.read(text.encode(), "a")
        times.append(time.process_time() - started)
    return min(times)


@pytest.mark.parametrize(
    ("language", "program", "number"),
    [
        *((language, by_patterns(language), 500) for language in ("python", "javascript", "go", "rust")),
        ("go", by_copies, 10),
        ("rust", by_attributes, 500),
    ],
    ids=["python", "javascript", "go", "rust", "copies", "attributes"],
)
def test_four_times_as_much_takes_no_nine_times_as_long(
    language: str, program: Callable[[int], str], number: int
) -> None:
    """Each call of a regular expression, struct that is made of another, or attribute is looked at once."""
    few, many = seconds(language, program(number)), seconds(language, program(TIMES * number))
    assert many < MOST_TIMES_AS_LONG * max(few, LEAST_SECONDS)
