"""Addresses of pages, which every site generator that reads `mkdocs.yml` makes by the same rule."""

from itertools import product

import pytest
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from estuary_docs.site.links import address, relative

FILES = (
    "index.md",
    "README.md",
    "a.md",
    "a/index.md",
    "a/README.md",
    "a/b.md",
    "a b/ü.md",
    "x.json",
    "a/x.env.example",
)


@pytest.mark.parametrize("use_directory_urls", [True, False])
@pytest.mark.parametrize("path", FILES)
def test_an_address_is_that_of_mkdocs(path: str, *, use_directory_urls: bool) -> None:
    """A link in a rendering leads where the generator puts the page or the file."""
    expected = File(path, "docs", "site", use_directory_urls).url
    assert address(path, {"use_directory_urls": use_directory_urls}) == expected


@pytest.mark.parametrize("use_directory_urls", [True, False])
def test_an_address_is_relative_to_its_page_as_mkdocs_makes_it(*, use_directory_urls: bool) -> None:
    """A site works at any address, and from files; the page for what is not found is one of them."""
    urls = [address(path, {"use_directory_urls": use_directory_urls}) for path in FILES]
    for url, page in product(urls, [*urls, "404.html"]):
        assert relative(url, page) == get_relative_url(url, page)
