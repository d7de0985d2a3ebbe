"""TOML that somebody else wrote."""

import tomllib

import pytest

from estuary_docs.project.toml_text import NestedTooDeeplyError, read_toml


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 50_000 + " = 1",
        "[a" + " . a" * 50_000 + "]",
        '"a"' + ".'a'" * 50_000 + " = 1",
        "a = " + "[" * 50_000,
        "a = " + "{a = " * 50_000,
    ],
    ids=["key", "table", "quoted key", "array", "inline table"],
)
def test_what_is_nested_too_deeply_is_refused_before_it_takes_time(text: str) -> None:
    """Tables within tables cost a parser the square of their depth, and arrays its stack."""
    with pytest.raises(NestedTooDeeplyError):
        read_toml(text)


@pytest.mark.parametrize("text", ["", "a.b.c = 1", "[a.b]\nc = 'd.e.f'", f"a = '{'w' * 100_000}'"])
def test_what_people_write_is_read_as_toml(text: str) -> None:
    """The document is the standard library's."""
    assert read_toml(text) == tomllib.loads(text)
