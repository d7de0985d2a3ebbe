"""What literals and arithmetic come to, in each language by its own rules."""

from importlib import import_module

import pytest

from estuary_docs.drift.languages.literals import calculated, unescaped

LINES = {
    "javascript": "const a = process.env.SHOP_A || %s;\n",
    "python": "import os\na = os.getenv('SHOP_A', %s)\n",
    "go": 'package a\nimport ("cmp"; "os")\nvar a = cmp.Or(os.Getenv("SHOP_A"), %s)\n',
    "rust": 'fn f() { let a = std::env::var("SHOP_A").unwrap_or(%s); }\n',
}
DEFAULTS = [
    ("javascript", "4 << 10", "4096"),
    ("javascript", "1 << 30", "1073741824"),
    ("javascript", "1 << 31", None),
    ("javascript", "1 << 32", None),
    ("javascript", "8000 + 80", "8080"),
    ("javascript", '"8" + "080"', None),
    ("javascript", '"8" + "80"', None),
    ("python", "1 << 40", "1099511627776"),
    ("python", "1 << 70", None),
    ("go", '"8" + "080"', "8080"),
    ("go", '"8" + "80"', "880"),
    ("go", r'"\x41\u00e9\U0001f600\101"', "A\u00e9\U0001f600A"),
    ("go", r'"\xc3\xa9"', None),
    ("go", r'"a\q"', None),
    ("rust", r'"\x41\u{e9}".to_string()', "A\u00e9"),
    ("rust", r'"a\q".to_string()', None),
]


@pytest.mark.parametrize(("language", "spelled", "wanted"), DEFAULTS)
def test_a_default_is_what_the_language_makes_of_it(language: str, spelled: str, wanted: str | None) -> None:
    """A value that the language computes in a way of its own is followed so, or not at all."""
    reader = import_module(f"estuary_docs.drift.languages.{language}.reader")
    reads = reader.read((LINES[language] % spelled).encode(), "a").reads
    defaults = {each.default for each in reads if each.name == ("SHOP_A",)}
    told = {"".join(each) for each in defaults if each is not None and None not in each}
    assert told == ({wanted} if wanted is not None else set())
    assert reads


@pytest.mark.parametrize(
    ("inner", "octal", "wanted"),
    [
        (r"a\n\t\\\"b", False, 'a\n\t\\"b'),
        (r"\033[0m", True, "\x1b[0m"),
        (r"\033", False, "\x0033"),
        (r"\u{1b}[0m", False, "\x1b[0m"),
        (r"\0", True, None),
        (r"\0", False, "\0"),
        (r"\ud800", False, None),
        (r"\u{110000}", False, None),
        (r"\377", True, None),
        (r"\z", False, None),
    ],
)
def test_an_escape_is_resolved_or_makes_its_text_unknown(inner: str, octal: bool, wanted: str | None) -> None:  # noqa: FBT001
    """What no language of those that share this knows is not guessed."""
    assert unescaped(inner, octal=octal) == wanted


def test_a_shift_stays_within_the_bits_of_its_language() -> None:
    """What a language would cut off, or turn into a negative number, is not followed."""
    assert [calculated("<<", 1, by, 32) for by in (30, 31, 32, 33)] == [1 << 30, None, None, None]
    assert [calculated("<<", 1, by) for by in (31, 63, 64)] == [1 << 31, None, None]
