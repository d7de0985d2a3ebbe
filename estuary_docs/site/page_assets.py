"""The styles and scripts that renderings need: what a page loads for which, and the files that a site then holds."""

from collections.abc import Callable, Iterable
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
# What else a page loads that shows a format: one script at most, for a site that swaps its pages keeps no order.
NEEDS = {
    "reference": ("copy.js",),
    "filter": ("reference.js",),
    "checker": ("tools.css", "check.css", "checker.js"),
    "builder": ("tools.css", "build.css", "builder.js"),
}
# What a tool runs, in one script: so it compresses to a tenth less than in four.
TOOLS = {
    "checker.js": ("validation-js", "tools.js", "corrections.js", "check.js"),
    "builder.js": ("validation-js", "tools.js", "builder-js", "build.js"),
}


def with_assets(text: str, output_format: str, url: Callable[[str], str]) -> str:
    """Return a rendering with its styles before it and its scripts after it; `url` tells where a page finds a file."""
    urls = [url(f"{FOLDER}/{name}") for name in NEEDS.get(output_format, ())]
    styles = [f'<link rel="stylesheet" href="{each}">' for each in urls if each.endswith(".css")]
    scripts = [f'<script src="{each}" defer></script>' for each in urls if each.endswith(".js")]
    return "\n\n".join([*styles, text, *scripts])


def page_assets(catalogue: Catalogue, formats: Iterable[str], site: Path) -> list[Target]:
    """Return the files that a site holds whose pages show these formats."""
    names = {name for each in formats for name in NEEDS.get(each, ())}
    made = {STYLES: _own("facts.css")} | {f"{FOLDER}/{name}": _text(catalogue, name) for name in sorted(names)}
    return [Target(site / path, text, path) for path, text in made.items()]


def _text(catalogue: Catalogue, name: str) -> str:
    if name not in TOOLS:
        return _own(name)
    return "\n".join(
        "\n".join(bare(_own(part))) if part.endswith(".js") else render(catalogue, part) for part in TOOLS[name]
    )


def _own(name: str) -> str:
    return files(site).joinpath("assets", name).read_text(encoding="utf-8")
