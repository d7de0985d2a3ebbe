"""What the site's pages show, and the guides among them: their front matter names variables.

`variables: [PORT, LOG_LEVEL]` names some, `variables: secrets` all that are secret.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from estuary_docs.catalogue.model import Catalogue, Guide
from estuary_docs.errors import ProjectError
from estuary_docs.site.page_text import page_text

KEY = "variables"
EVERY_SECRET = "secrets"  # noqa: S105 - a word of the front matter, not a password
FRONT_MATTER = re.compile(r"\A---\n(?P<facts>.*?)^(?:---|\.\.\.)[ \t]*$", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"\{\{ *show\([\"'](?P<format>[\w-]+)[\"'](?:, *section=[\"'](?P<section>[\w-]+)[\"'])?")
TITLE = re.compile(r"^# +(?P<title>.+?)(?: +\{.*\})?$", re.MULTILINE)


def shown(docs: Path) -> dict[str, str]:
    """Return the first page below `docs` that shows each format, by format; one section of it has a key of its own."""
    by_format: dict[str, str] = {}
    for path in sorted(docs.rglob("*.md")):
        for format_ in SHOWN.finditer(page_text(path)):
            section = f" of {format_['section']}" if format_["section"] else ""
            by_format.setdefault(format_["format"] + section, path.relative_to(docs).as_posix())
    return by_format


def guides(docs: Path, catalogue: Catalogue) -> Iterator[Guide]:
    """Yield the guides below `docs`, by path; raises ProjectError if one names a variable that does not exist."""
    names = {variable.name for variable in catalogue.variables}
    for path in sorted(docs.rglob("*.md")):
        text = page_text(path)
        facts = _front_matter(text)
        if KEY not in facts:
            continue
        page = path.relative_to(docs).as_posix()
        named = facts[KEY]
        if named == EVERY_SECRET:
            named = [variable.name for variable in catalogue.secrets]
        if not isinstance(named, list):
            raise ProjectError(page, f"{KEY} must be a list of variables, or the word {EVERY_SECRET}")
        for name in named:
            if name not in names:
                raise ProjectError(page, f"{KEY} names {name}, which is not a variable of {catalogue.title}")
        yield Guide(_title(path, text), page, tuple(named))


def pages(config: Mapping[str, Any]) -> Iterator[Guide]:
    """Yield the pages of the site's navigation in its order, or every page by its path where it has none."""
    docs = Path(config["docs_dir"])
    every = [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md"))]
    for title, page in _entries(config["nav"] or every):
        if page in every:
            yield Guide(title or _title(docs / page, page_text(docs / page)), page, ())


def _entries(entry: Any, title: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - what YAML can hold
    """Yield the title, if it has one, and the path of each page of a navigation."""
    match entry:
        case str():
            yield title, entry
        case list():
            for inner in entry:
                yield from _entries(inner)
        case dict():
            for name, inner in entry.items():
                yield from _entries(inner, str(name))


def _title(path: Path, text: str) -> str:
    heading = TITLE.search(text)
    return str(_front_matter(text).get("title") or (heading and heading["title"]) or path.stem)


def _front_matter(text: str) -> dict[str, Any]:
    """Return the facts between the marks at the head of a page; none where they are no table."""
    facts = FRONT_MATTER.match(text)
    try:
        table = yaml.safe_load(facts["facts"]) if facts else None
    except yaml.YAMLError:
        table = None
    return table if isinstance(table, dict) else {}
