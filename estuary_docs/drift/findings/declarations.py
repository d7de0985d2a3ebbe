"""Where a schema declares its variables, found in its text: it is not imported for this."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from estuary_docs.drift.reading.tree import content
from estuary_docs.drift.rules import Place

if TYPE_CHECKING:
    from estuary_docs.catalogue.model import Catalogue


def declarations(root: Path, catalogue: "Catalogue") -> dict[str, Place]:
    """Return the line of each variable's field, as far as the schema's source is below `root`."""
    files = {path: content(root, path.as_posix()) for path in _files(root, catalogue.source)}
    texts = {path: text.decode(errors="replace") for path, text in files.items() if isinstance(text, bytes)}
    places: dict[str, Place] = {}
    for section in catalogue.sections:
        for variable in section.variables:
            field = variable.name.removeprefix(section.prefix).lower()
            for path, text in texts.items():
                start = max(text.find(f'"{section.prefix}"'), 0) if section.prefix else 0
                match = re.compile(rf"^[ \t]+{field}[ \t]*:", re.MULTILINE).search(text, start)
                if match and (start or not section.prefix):
                    line = text.count("\n", 0, match.start()) + 1
                    places.setdefault(variable.name, Place(path.relative_to(root).as_posix(), line))
    return places


def _files(root: Path, source: str) -> Iterator[Path]:
    place = root.joinpath(*source.split("."))
    if place.is_dir():
        yield from sorted(place.glob("*.py"))
    elif place.with_suffix(".py").is_file():
        yield place.with_suffix(".py")
