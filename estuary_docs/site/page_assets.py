"""The styles and scripts that renderings need: what a page loads for which, and the files that a site then holds."""

import json
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from estuary_docs import site
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.project.artefacts import Target
from estuary_docs.renderers import render
from estuary_docs.renderers.files.validation_js import bare

FOLDER = "assets/estuary-docs"
# Every page has it, so that no page is seen without it where a site loads its pages into one another.
STYLES = f"{FOLDER}/facts.css"
SEARCH = f"{FOLDER}/search.js"
# What a page at an old address loads.
MOVED = "moved.js"
# What else a page loads that shows a format: one script at most, for a site that swaps its pages keeps no order.
NEEDS = {
    "reference": ("copy.js",),
    "filter": ("filter.js",),
    "checker": ("tools.css", "check.css", "checker.js"),
    "builder": ("tools.css", "build.css", "builder.js"),
}
# What is one script on a page: so it compresses to a tenth less than in four.
TOOLS = {
    "filter.js": ("slips.js", "reference.js"),
    "search.js": ("slips.js", "search.js"),
    "checker.js": ("validation-js", "tools.js", "corrections.js", "check.js"),
    "builder.js": ("validation-js", "tools.js", "builder-js", "build.js"),
}


def with_assets(text: str, output_format: str, url: Callable[[str], str]) -> str:
    """Return a rendering with its styles before it and its scripts after it; `url` tells where a page finds a file."""
    urls = [url(f"{FOLDER}/{name}") for name in NEEDS.get(output_format, ())]
    styles = [f'<link rel="stylesheet" href="{address}">' for address in urls if address.endswith(".css")]
    scripts = [f'<script src="{address}" defer></script>' for address in urls if address.endswith(".js")]
    return "\n\n".join([*styles, text, *scripts])


def page_assets(catalogue: Catalogue, formats: Iterable[str], site: Path, parts: Sequence[str] = ()) -> list[Target]:
    """Return the files that a site holds whose pages show these formats.

    `parts` are folders of the site for other readers than the rest: the search puts first what is in the reader's own.
    """
    names = {name for format_ in formats for name in NEEDS.get(format_, ())}
    texts = {
        STYLES: _own("facts.css"),
        SEARCH: f"window.estuaryDocsParts = {json.dumps(list(parts))};\n{_text(catalogue, 'search.js')}",
    }
    texts |= {f"{FOLDER}/{name}": _text(catalogue, name) for name in sorted(names)}
    return [Target(site / path, text, path, root=site) for path, text in texts.items()]


def script(name: str, site: Path) -> Target:
    """Return a script of the package as a file of the site."""
    return Target(site / FOLDER / name, _own(name), f"{FOLDER}/{name}", root=site)


def _text(catalogue: Catalogue, name: str) -> str:
    if name not in TOOLS:
        return _own(name)
    return "\n".join(
        "\n".join(bare(_own(part))) if part.endswith(".js") else render(catalogue, part) for part in TOOLS[name]
    )


def _own(name: str) -> str:
    return files(site).joinpath("assets", name).read_text(encoding="utf-8")
