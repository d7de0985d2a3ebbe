"""Old addresses: a page at each leads on to where its content is now, with the reader's query and fragment.

`extra.moved` in `mkdocs.yml` lists them, as paths below the docs folder: `old.md: new/place.md`.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from estuary_docs.project.artefacts import Target
from estuary_docs.site.failure import build_failure
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

    Ends the build for an old address that a page still has, and for one that leads to no page.
    """
    docs, site = Path(config["docs_dir"]), Path(config["site_dir"])
    pages = config["extra"].get(KEY) or {}
    if pages:
        yield script(MOVED, site)
    for old, new in pages.items():
        page, separator, rest = str(new).partition("?")
        if (docs / old).exists():
            raise build_failure(f"mkdocs.yml: extra.{KEY} names {old}, which is still there")
        if not (docs / page).is_file():
            raise build_failure(f"mkdocs.yml: extra.{KEY} leads {old} to {page}, which is not a page")
        here, there = address(str(old), config), address(page, config)
        url = relative(there, here) + separator + rest
        file = f"{here}index.html" if here.endswith("/") else here
        yield Target(site / file, PAGE.format(url=url, script=relative(f"{FOLDER}/{MOVED}", here)), file)
