"""The search of a site: what it splits names at."""

from types import SimpleNamespace

import pytest

from estuary_docs.site.search import OF_NAMES, split_names

USUAL = r"[\s\-]+"


def plugin(separator: str | None, *, index: bool = False) -> SimpleNamespace:
    """Return what a search plugin offers to others, before or after it has made its index."""
    made = SimpleNamespace(config={"separator": separator})
    if index:
        made.search_index = SimpleNamespace(config={"separator": separator})
    return made


@pytest.mark.parametrize("name", ["search", "material/search"])
@pytest.mark.parametrize(
    ("separator", "expected"), [(USUAL, f"{USUAL}|{OF_NAMES}"), (None, OF_NAMES), ("[_ ]+", "[_ ]+")]
)
def test_a_name_is_split_into_words(name: str, separator: str | None, expected: str) -> None:
    """A separator that knows nothing of names is told of them, in the plugin and in an index that it has made."""
    early, late = plugin(separator), plugin(separator, index=True)
    for each in (early, late):
        split_names({"plugins": {name: each}})
        assert each.config["separator"] == expected
    assert late.search_index.config["separator"] == expected


@pytest.mark.parametrize("config", [{}, {"plugins": None}, {"plugins": {}}])
def test_a_site_without_search_needs_none(config: dict[str, None]) -> None:
    """Nothing happens where there is no plugin."""
    split_names(config)
