"""Links in renderings name a page or another file below the docs folder; here they become relative addresses."""

import re
from typing import Any

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

LINK = re.compile(r'href="(?P<file>[\w./-]+\.(?:md|json|example|py|mjs))(?P<anchor>#[^"]*)?"')


def resolve(rendering: str, page: Page, config: Any) -> str:  # noqa: ANN401 - a mapping that MkDocs leaves untyped
    """Return `rendering` with every link such as `some/page.md#anchor` made relative to `page`."""

    def relative(found: re.Match[str]) -> str:
        file = File(found["file"], config["docs_dir"], config["site_dir"], config["use_directory_urls"])
        return f'href="{get_relative_url(file.url, page.url)}{found["anchor"] or ""}"'

    return LINK.sub(relative, rendering)
