"""Links in renderings name a page or another file below the docs folder; here they become addresses."""

import posixpath
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from estuary_docs.catalogue import addresses
from estuary_docs.catalogue.model import Guide

LINK = re.compile(r'(?P<attribute>href|action)="(?P<file>[\w./-]+\.(?:md|json|example|py|mjs))(?P<anchor>#[^"]*)?"')
MARKDOWN_LINK = re.compile(r"\]\((?P<file>[\w./-]+\.(?:md|json|example|py|mjs))(?P<anchor>#[^)]*)?\)")


def resolve(rendering: str, page: Page, config: Mapping[str, Any], folder: str = "") -> str:
    """Return HTML with every link such as `some/page.md#anchor` made relative to `page`.

    A place on the page itself is named by its anchor alone, so that nothing else of the address changes.
    `folder`, below the docs, holds the pages that every rendering may link to.
    """

    def from_the_page(found: re.Match[str]) -> str:
        path = posixpath.join(folder, found["file"]) if found["file"] in addresses.PAGES else found["file"]
        if found["anchor"] and path == page.file.src_uri:
            return f'{found["attribute"]}="{found["anchor"]}"'
        return f'{found["attribute"]}="{relative(_url(path, config), page)}{found["anchor"] or ""}"'

    return LINK.sub(from_the_page, rendering)


def relative(url: str, page: Page) -> str:
    """Return an address below the site's root as `page` names it."""
    return get_relative_url(url, page.url)


def absolute(rendering: str, config: Mapping[str, Any]) -> str:
    """Return Markdown with every such link made absolute, or relative to the site's root if it has no address."""

    def from_the_root(found: re.Match[str]) -> str:
        url = urljoin(config["site_url"] or "", _url(found["file"], config))
        return f"]({url}{found['anchor'] or ''})"

    return MARKDOWN_LINK.sub(from_the_root, rendering)


def pages(navigation: Navigation) -> list[Guide]:
    """Return the pages of the navigation, in its order."""
    return [Guide(str(page.title), page.file.src_uri, ()) for page in navigation.pages]


def _url(path: str, config: Mapping[str, Any]) -> str:
    return File(path, config["docs_dir"], config["site_dir"], config["use_directory_urls"]).url
