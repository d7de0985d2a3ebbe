"""The labelled services in `samples`: what is expected of each, and what the readers say."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from estuary_docs.drift.code import SourceFile
from estuary_docs.drift.languages import LANGUAGES, language
from estuary_docs.drift.mention import Followed, Mention, Undecided
from estuary_docs.drift.reading.resolution import resolve
from tests.conftest import ROOT

SERVICES = ROOT / "tests" / "drift" / "samples"


def source(text: str | bytes, path: str) -> SourceFile:
    """Return what a file of that path says."""
    module = import_module(f"estuary_docs.drift.languages.{language(path, Path(path).suffix)}.reader")
    said: SourceFile = module.read(text.encode() if isinstance(text, str) else text, path)
    return said


def resolved(files: dict[str, str]) -> list[Mention | Followed | Undecided]:
    """Return all that a repository of these files says, in order."""
    return list(resolve({path: source(text, path) for path, text in files.items()}))


def mentions(files: dict[str, str]) -> list[Mention]:
    """Return what a repository of these files names."""
    return [each for each in resolved(files) if isinstance(each, Mention)]


def names(files: dict[str, str]) -> list[str]:
    """Return the names that a repository of these files reads, in the order of their places."""
    return [each.name for each in mentions(files) if each.role == "read"]


def defaults(files: dict[str, str]) -> list[str | None]:
    """Return the defaults of what a repository of these files reads."""
    return [each.default for each in mentions(files) if each.role == "read"]


def service(folder: Path) -> dict[str, str]:
    """Return the source files of a service by their paths."""
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in LANGUAGES)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def facts(found: Iterator[Mention] | list[Mention]) -> list[dict[str, Any]]:
    """Return mentions as the expectations write them: what is usual is left out."""
    usual = {"certainty": "certain", "role": "read", "default": None, "required": None}
    kept = ("file", "line", "name", "role", "default", "required", "certainty")
    told = ({key: getattr(each, key) for key in kept} for each in found)
    return [{key: value for key, value in each.items() if usual.get(key, "") != value} for each in told]


def expected(folder: Path) -> list[dict[str, Any]]:
    """Return what a service's labels say."""
    labels: list[dict[str, Any]] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return labels
