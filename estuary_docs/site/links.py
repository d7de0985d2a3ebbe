"""Links in renderings name a page or another file below the docs folder; here they become addresses.

What an address looks like is mkdocs' rule, which ProperDocs and Zensical share, so no site generator is asked.
"""

import posixpath
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urljoin

from estuary_docs.catalogue import addresses

LINK = re.compile(r'(?P<attribute>href|action)="(?P<file>[\w./-]+\.(?:md|json|example|py|mjs))(?P<anchor>#[^"]*)?"')
MARKDOWN_LINK = re.compile(r"\]\((?P<file>[\w./-]+\.(?:md|json|example|py|mjs))(?P<anchor>#[^)]*)?\)")
PAGE = ".md"
INDEXES = ("index", "README")


def resolve(rendering: str, page: str, config: Mapping[str, Any], folder: str = "") -> str:
    """Return HTML with every link such as `some/page.md#anchor` made relative to the page at the address `page`.

    A place on the page itself is named by its anchor alone, so that nothing else of the address changes.
    `folder`, below the docs, holds the pages that every rendering may link to.
    """

    def from_the_page(found: re.Match[str]) -> str:
        path = posixpath.join(folder, found["file"]) if found["file"] in addresses.PAGES else found["file"]
        url = address(path, config)
        if found["anchor"] and url.removeprefix("./") == page.removeprefix("./"):
            return f'{found["attribute"]}="{found["anchor"]}"'
        return f'{found["attribute"]}="{relative(url, page)}{found["anchor"] or ""}"'

    return LINK.sub(from_the_page, rendering)


def absolute(rendering: str, config: Mapping[str, Any]) -> str:
    """Return Markdown with every such link made absolute, or relative to the site's root if it has no address."""

    def from_the_root(found: re.Match[str]) -> str:
        url = urljoin(config["site_url"] or "", address(found["file"], config))
        return f"]({url}{found['anchor'] or ''})"

    return MARKDOWN_LINK.sub(from_the_root, rendering)


def address(path: str, config: Mapping[str, Any]) -> str:
    """Return where a site has a file of its docs, below its root; a page of that root is `./`.

    https://www.mkdocs.org/user-guide/configuration/#use_directory_urls
    """
    folder, name = posixpath.split(path)
    stem, suffix = posixpath.splitext(name)
    if suffix != PAGE:
        return quote(path)
    is_index = stem in INDEXES
    if config["use_directory_urls"]:
        return quote(f"{folder or '.'}/" if is_index else posixpath.join(folder, f"{stem}/"))
    return quote(posixpath.join(folder, "index.html" if is_index else f"{stem}.html"))


def relative(url: str, page: str) -> str:
    """Return an address below the site's root as the page at another one names it."""
    path = posixpath.relpath(url, posixpath.dirname(page) or ".")
    return f"{path}/" if url.endswith("/") else path
