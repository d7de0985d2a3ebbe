"""Old addresses: a page at each leads on to where its content is now, with the reader's query and fragment.

`extra.moved` in `mkdocs.yml` lists them, as paths below the docs folder: `old.md: new/place.md`.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from estuary_docs.errors import ProjectError
from estuary_docs.project.artefacts import Target
from estuary_docs.project.settings import is_inside
from estuary_docs.site.configuration import FILE
from estuary_docs.site.links import address, relative
from estuary_docs.site.page_assets import FOLDER, MOVED, script

KEY = "moved"
PAGE = Markup("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Moved</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="1; url={url}">
<link rel="canonical" href="{url}">
<script src="{script}"></script>
</head>
<body><p>This page has moved: <a href="{url}">go there</a>.</p></body>
</html>
""")


def moved(config: Mapping[str, Any]) -> Iterator[Target]:
    """Yield a page for each old address, and the script that it loads.

    Raises ProjectError for an old address that is outside of the site, or that a page still has, and for one that leads
    to no page.
    """
    docs, site = Path(config["docs_dir"]), Path(config["site_dir"])
    pages = config["extra"].get(KEY) or {}
    if not isinstance(pages, dict):
        raise ProjectError(FILE, f"extra.{KEY} must be a table of old.md: new/place.md")
    if pages:
        yield script(MOVED, site)
    for old, new in ((str(old), str(new)) for old, new in pages.items()):
        page, separator, rest = new.partition("?")
        if not is_inside(old):
            raise ProjectError(FILE, f"extra.{KEY} names {old}, which is outside of the site")
        if (docs / old).exists():
            raise ProjectError(FILE, f"extra.{KEY} names {old}, which is still there")
        if not (docs / page).is_file():
            raise ProjectError(FILE, f"extra.{KEY} leads {old} to {page}, which is not a page")
        here, there = address(old, config), address(page, config)
        url = relative(there, here) + separator + rest
        file = f"{here}index.html" if here.endswith("/") else here
        yield Target(site / file, PAGE.format(url=url, script=relative(f"{FOLDER}/{MOVED}", here)), file, root=site)
