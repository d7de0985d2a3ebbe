"""What a built site holds beside its pages, whichever generator built them.

mkdocs and ProperDocs have it written by a hook after each build; `estuary-docs site FOLDER` writes it for others.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.project.artefacts import Target, downloads
from estuary_docs.site.guides import shown
from estuary_docs.site.moved import moved
from estuary_docs.site.page_assets import page_assets


def beside_the_pages(catalogue: Catalogue, config: Mapping[str, Any]) -> Iterator[Target]:
    """Yield what pages load, the downloads that one of them offers, and pages at old addresses."""
    # One section of a format needs what the whole needs.
    formats = {key.partition(" ")[0] for key in shown(Path(config["docs_dir"]))}
    site = Path(config["site_dir"])
    yield from page_assets(catalogue, formats, site, config["extra"].get("parts", ()))
    yield from moved(config)
    if "downloads" in formats:
        yield from downloads(catalogue, site)
