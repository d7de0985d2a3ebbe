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


def resolve(rendering: str, page: str, config: Mapping[str, Any], folder: str = "", start: str = "") -> str:
    """Return HTML with every link such as `some/page.md#anchor` made relative to the page at the address `page`.

    A place on the page itself is named by its anchor alone, so that nothing else of the address changes.
    `folder`, below the docs, holds the pages that every rendering may link to. `start` is where links start from, if
    not from the page: see `start_of_links`.
    """

    def from_the_page(match: re.Match[str]) -> str:
        path = posixpath.join(folder, match["file"]) if match["file"] in addresses.PAGES else match["file"]
        url = address(path, config)
        if match["anchor"] and url.removeprefix("./") == page.removeprefix("./"):
            return f'{match["attribute"]}="{match["anchor"]}"'
        here = start if start and match["attribute"] == "href" else page
        return f'{match["attribute"]}="{relative(url, here)}{match["anchor"] or ""}"'

    return LINK.sub(from_the_page, rendering)


def start_of_links(page: Any) -> str:  # noqa: ANN401 - a page of either generator
    """Return the address or the file of the docs from which links and scripts in the HTML of a page start.

    mkdocs and ProperDocs leave HTML as it is. Zensical, whose pages have no `file`, takes what is in it for relative to
    the page's own, and makes addresses of that.
    """
    return str(page.url if hasattr(page, "file") else page.path)


def absolute(rendering: str, config: Mapping[str, Any]) -> str:
    """Return Markdown with every such link made absolute, or relative to the site's root if it has no address."""

    def from_the_root(match: re.Match[str]) -> str:
        url = urljoin(config["site_url"] or "", address(match["file"], config))
        return f"]({url}{match['anchor'] or ''})"

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
