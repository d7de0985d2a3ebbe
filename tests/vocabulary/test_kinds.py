"""The written form of each kind."""

from datetime import timedelta
from decimal import Decimal as Exact

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estuary_docs.runtimes.python.forms import typed
from estuary_docs.vocabulary.kinds import (
    Choice,
    Decimal,
    Duration,
    Email,
    Flag,
    Host,
    HostAndPort,
    Integer,
    Kind,
    ListOf,
    MultilineText,
    Origin,
    Path,
    Quantity,
    ShapedText,
    Size,
    Text,
    Url,
    fault,
    is_set,
    row,
)

PORT = Integer(1, 65535)
BELOW_ZERO = Integer(-10, 10)
WORDS = Choice(("memory", "convex"))
FACTOR = Decimal("1", "2.50", above=True)
PAUSE = Duration(500, 600_000)
ROOM = Size(1, 2**30, ("B", "KB", "KiB", "MiB"))
NAME = ShapedText("^[a-z0-9.]+$", 2, 6)
BROKER = Url(("amqp", "amqps"))
PEM = "-----BEGIN X-----\nMIIB\r\n\nx=\n-----END X-----"
LONG_LABEL = "a" * 63
# No host has such a name, nor such an address.
UNHEARD_OF = (
    *("a..b", ".a", "a..", ".", "..", "-a.b", "a-.b", "a.-b", "a.b-", "-", f"{LONG_LABEL}a", f"b.{LONG_LABEL}a.c"),
    *("256.1.1.1", "1.2.3", "1", "a.1", "1.2.3.4.5", "1.2.3.04", "00.0.0.0", "1.2.3.4.", "a.1.", "1.2.3.1000"),
)

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
    (FACTOR, "1.5", Exact("1.5")),
    (FACTOR, "2.500000", Exact("2.5")),
    (FACTOR, "0" * 5000 + "1." + "0" * 999 + "1", Exact("1." + "0" * 999 + "1")),
    (Decimal(), "-0", 0),
    (Decimal("-1.5", "-0.5"), "-0.50", Exact("-0.5")),
    (PAUSE, "500ms", timedelta(milliseconds=500)),
    (PAUSE, "0010m", timedelta(minutes=10)),
    (Duration(), "999999999d", timedelta(days=999_999_999)),
    (ROOM, "64KiB", 65536),
    (ROOM, "10KB", 10_000),
    (Size(), "0B", 0),
    (NAME, "a.1", "a.1"),
    (ShapedText(None, None, 2), "😀😀", "😀😀"),
    (MultilineText(), PEM, PEM),
    (Path(), "/data/my files, too", "/data/my files, too"),
    (Host(), "db-1.internal", "db-1.internal"),
    (Host(), "fe80::1", "fe80::1"),
    *((Host(), text, text) for text in (LONG_LABEL, "db.internal.", "my_db-1", "_srv.a", "3com.net", "0.9.0.0", "1-2")),
    (Host(), "255.249.199.10", "255.249.199.10"),
    (HostAndPort(), "db:5432", "db:5432"),
    (HostAndPort(), "[::1]:5432", "[::1]:5432"),
    (Email(), "o'hara+x@mail.example.org", "o'hara+x@mail.example.org"),
    (BROKER, "amqps://u:p@h:5671/v", "amqps://u:p@h:5671/v"),
    (Url(("sqlite",)), "sqlite:///data/x.db", "sqlite:///data/x.db"),
    (ListOf(PAUSE), "1s, 2m", [timedelta(seconds=1), timedelta(minutes=2)]),
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
    (ListOf(Text(), 2, 3), "a, ,b", ["a", "b"]),
    (ListOf(Text(), 2, 3), ",a,a\t,b,", ["a", "a", "b"]),
    (ListOf(Integer(1, 5), 2), "1,2,3,4", [1, 2, 3, 4]),
    (ListOf(WORDS, None, 1), "convex, ,", ["convex"]),
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
    *(
        (FACTOR, text, "malformed")
        for text in ("1,5", "1.", ".5", "+1.5", "-1.5", "1e1", "1_0.5", " 1.5", "1.5.1", "٣")
    ),
    *((FACTOR, text, "out-of-range") for text in ("1", "1.000", "2.51", "9" * 1001, "1." + "5" * 1001)),
    (Decimal("-1.5", "-0.5"), "-1.51", "out-of-range"),
    *((PAUSE, text, "malformed") for text in ("30", "s", "1.5s", "30 s", "-1s", "1S", "30sec", "1m30s", "٣s", "1sms")),
    *((PAUSE, text, "out-of-range") for text in ("499ms", "11m", "9" * 1001 + "s")),
    (Duration(), "1000000000d", "out-of-range"),
    *((ROOM, text, "malformed") for text in ("10", "10kb", "10 KB", "1.5MiB", "10MB", "KiB", "10K")),
    *((ROOM, text, "out-of-range") for text in ("0B", "2000MiB")),
    *((NAME, text, "malformed") for text in ("a", "abcdefg", "a_b", "ab\n", "A.B")),
    *((MultilineText(), text, "malformed") for text in ("\n", "a\n", "\ra", "a\0b", "\ud800")),
    *((Path(), text, "malformed") for text in ("~/data", "a\nb", "a\0b")),
    *((Host(), text, "malformed") for text in ("a b", "-a", "a:1", "http://a", "[::1]", ":", "höst")),
    *((Host(), text, "malformed") for text in UNHEARD_OF),
    *((HostAndPort(), f"{text}:1", "malformed") for text in UNHEARD_OF),
    *((Url(), f"https://{text}/", "malformed") for text in UNHEARD_OF),
    *((Origin(), f"https://{text}", "malformed") for text in UNHEARD_OF),
    *((Email(), f"a@{text}", "malformed") for text in (*UNHEARD_OF, "b.", "b_c")),
    *((HostAndPort(), text, "malformed") for text in ("db", "db:", "db:0", "db:65536", ":1", "[::1]", "::1", "a:1:2")),
    *((Email(), text, "malformed") for text in ("a", "@b", "a@", "a@-b", "a@b-", "a@b..c", "a b@c", "a@b@c", "a@b.")),
    *((BROKER, text, "malformed") for text in ("https://h", "amqp:/h", "amqp://", "AMQP://h", "amqp:///v v")),
    (Url(), "https:///x", "malformed"),
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
    *((ListOf(Text(), 2, 3), text, "malformed") for text in ("a", " a ,,", "a,b,c,d", ",a,b,c,d,")),
    (ListOf(Integer(1, 5), 2), "1", "malformed"),
    (ListOf(Integer(1, 5), 2), "6", "out-of-range"),
    (ListOf(WORDS, None, 1), "convex,memory", "malformed"),
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


@pytest.mark.parametrize(
    "kind",
    [
        *(
            Decimal(),
            FACTOR,
            Decimal("-3", "-2"),
            Decimal(None, "-7.5", below=True),
            Decimal("0", "1", above=True, below=True),
        ),
        *(Duration(), PAUSE, Duration(1, 1), Duration(999, 1001, ("s",)), Size(), ROOM, Size(2**31, None, ("GB",))),
    ],
    ids=repr,
)
def test_a_number_within_its_bounds_is_shown(kind: Decimal | Duration | Size) -> None:
    """Whatever the bounds, what is shown as an example has the form and is within them."""
    assert fault(kind, kind.shown) is None


@pytest.mark.parametrize(
    ("kind", "amount", "text"),
    [
        (Duration(), 30_000, "30s"),
        (Duration(), 90_000, "90s"),
        (Duration(), 0, "0ms"),
        (Duration(units=("h",)), 30_000, None),
        (Size(), 10 * 2**20, "10MiB"),
        (Size(), 10**7, "10MB"),
        (Size(), -1, None),
    ],
)
def test_an_amount_is_written_in_its_largest_unit(kind: Quantity, amount: int, text: str | None) -> None:
    """An amount is written in the largest unit that divides it, and not at all where none does."""
    assert kind.written(amount) == text
