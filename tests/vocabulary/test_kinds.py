"""The written form of each kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estuary_docs.runtimes.python.forms import typed
from estuary_docs.vocabulary.kinds import Choice, Flag, Integer, Kind, ListOf, Origin, Text, Url, fault, is_set, row

PORT = Integer(1, 65535)
BELOW_ZERO = Integer(-10, 10)
WORDS = Choice(("memory", "convex"))

GOOD: list[tuple[Kind, str, object]] = [
    (Flag(), "true", True),
    (Flag(), "false", False),
    (PORT, "1", 1),
    (PORT, "65535", 65535),
    (PORT, "00080", 80),
    (Integer(0, 9), "0", 0),
    (BELOW_ZERO, "-10", -10),
    (BELOW_ZERO, "-0", 0),
    (BELOW_ZERO, "007", 7),
    (Integer(), "-" + "0" * 5000 + "2", -2),
    (Integer(), "9" * 1000, int("9" * 1000)),
    (Integer(minimum=3), "18446744073709551616", 2**64),
    (Integer(maximum=-3), "-4", -4),
    (ListOf(BELOW_ZERO), "-1, 2", [-1, 2]),
    (WORDS, "convex", "convex"),
    (Text(), " spaces stay ", " spaces stay "),
    (Text(), "tab\tand ünïcode", "tab\tand ünïcode"),
    (Url(), "https://example.com", "https://example.com"),
    (Url(), "http://user:word@host_name:8080/path?query#part", "http://user:word@host_name:8080/path?query#part"),
    (Url(), "http://[::1]:80/", "http://[::1]:80/"),
    (Origin(), "*", "*"),
    (Origin(), "https://app.example.com:8443", "https://app.example.com:8443"),
    (ListOf(Text()), " a ,\tb,, c d ,", ["a", "b", "c d"]),
    (ListOf(Integer(1, 5)), "1,5", [1, 5]),
]

BAD: list[tuple[Kind, str, str]] = [
    *((Flag(), text, "malformed") for text in ("True", "TRUE", "1", "0", "yes", "on", " true", "true ", "t", "null")),
    *(
        (PORT, text, "malformed")
        for text in (" 3000 ", "3_000", "٣", "8080.0", "+80", "-1", "0x50", "1e3", "80 ", "²", "three", "1,000")
    ),
    *((PORT, text, "out-of-range") for text in ("0", "65536", "9" * 5000)),
    *((BELOW_ZERO, text, "malformed") for text in ("--1", "-", "\u22121", "+1", "- 1", "1-", "-1.0", "-٣")),
    *((BELOW_ZERO, text, "out-of-range") for text in ("-11", "11", "-" + "9" * 5000)),
    *((Integer(), text, "out-of-range") for text in ("9" * 1001, "-1" + "0" * 1000)),
    (Integer(minimum=0), "-1", "malformed"),
    (Integer(minimum=3), "2", "out-of-range"),
    (Integer(maximum=-3), "-2", "out-of-range"),
    *((WORDS, text, "not-a-choice") for text in ("Memory", "convex ", "postgres")),
    *((Text(), text, "malformed") for text in ("a\nb", "a\rb", "a\0b", "\ud800")),
    *(
        (Url(), text, "malformed")
        for text in (
            "https:/x",
            "https://",
            "https:///path",
            "//host",
            "host",
            "ftp://host",
            "HTTPS://host",
            "https://ho st",
            " https://host",
            "https://host ",
            "https://höst",
            "https://host:0",
            "https://host:65536",
            "https://host:",
            "https://host:8o",
            "https://user@",
            "https://a@b@host",
            "https:\\\\host",
            "https://host\\path",
            "https://host\n",
            "javascript:alert(1)",
        )
    ),
    *(
        (Origin(), text, "malformed")
        for text in ("https://host/", "https://user@host", "null", "host", "*.example.com", "https://*", "https://h?q")
    ),
    (ListOf(Url()), "https://a,b", "malformed"),
    (ListOf(Integer(1, 5)), "1,6", "out-of-range"),
]


@pytest.mark.parametrize(("kind", "text", "value"), GOOD)
def test_a_value_in_its_written_form_is_read(kind: Kind, text: str, value: object) -> None:
    """A text in the written form of its kind becomes the Python value it stands for."""
    assert typed(row(kind), text, str) == value
    assert fault(kind, text) is None


@pytest.mark.parametrize(("kind", "text", "rule"), BAD)
def test_a_value_outside_its_written_form_is_refused(kind: Kind, text: str, rule: str) -> None:
    """A text outside the written form of its kind is refused, even where pydantic or Rust would take it."""
    assert fault(kind, text) == rule


@given(st.text())
def test_only_ascii_digits_make_a_number(text: str) -> None:
    """A number is read only from a text of ASCII digits."""
    assert (fault(Integer(0, 10**9), text) != "malformed") == (text.isascii() and text.isdigit())


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Text(), None, False),
        (Text(), "", False),
        (Text(), " ", True),
        (ListOf(Text()), ", ,\t,", False),
        (ListOf(Text()), "a", True),
    ],
)
def test_an_empty_value_is_unset(kind: Kind, text: str | None, expected: bool) -> None:  # noqa: FBT001
    """An empty value and a list without items count as not set."""
    assert is_set(kind, text) == expected
