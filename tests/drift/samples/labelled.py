"""Small services whose reads are labelled by hand, in `expected.json` beside their sources."""

import json
from functools import cache
from importlib import import_module
from pathlib import Path

from estuary_docs.drift.code import SourceFile
from estuary_docs.drift.languages import language, reader
from estuary_docs.drift.mention import Mention
from estuary_docs.drift.reading.resolution import resolve

SOURCE = ".txt"  # after the name of each Python source, so that no tool takes it for the project's own


def services(language: str) -> list[Path]:
    """Return the folders of the labelled services of a language."""
    return sorted(path.parent for path in (Path(__file__).parent / language).glob("*/expected.json"))


def lines(language: str) -> list[tuple[str, str]]:
    """Return single ways to write a read, and the `NAME` or `NAME=default` that each reads, between spaces."""
    told = json.loads((Path(__file__).parent / language / "lines.json").read_text(encoding="utf-8"))
    return [(text, names) for text, names in told]


@cache
def sources(service: Path) -> dict[str, bytes]:
    """Return the sources of a service by the name that they have there."""
    files = [path for path in service.rglob("*") if path.is_file() and path.name != "expected.json"]
    return {path.relative_to(service).as_posix().removesuffix(SOURCE): path.read_bytes() for path in sorted(files)}


def facts(text: bytes, path: str) -> SourceFile:
    """Read one source in its language; a file that has lost the marks of one says nothing."""
    name = language(path, Path(path).suffix, text)
    if name is None:
        return SourceFile("")
    read: SourceFile = import_module(f"estuary_docs.drift.languages.{reader(name)}").read(text, path)
    return read


def found(files: dict[str, bytes | str]) -> list[dict[str, object]]:
    """Return what sources read, told like a label."""
    bytes_of = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    mentions = resolve({path: facts(text, path) for path, text in bytes_of.items()})
    return [told(each) for each in mentions if isinstance(each, Mention)]


def told(mention: Mention) -> dict[str, object]:
    """Tell a mention like a label: what is absent is left out."""
    label: dict[str, object] = {"name": mention.name, "file": mention.file, "line": mention.line}
    label |= {"role": mention.role, "certainty": mention.certainty}
    if mention.default is not None:
        label["default"] = mention.default
    return label | ({"required": True} if mention.required else {})


def labels(service: Path) -> list[dict[str, object]]:
    """Return the labels of a service."""
    labelled: list[dict[str, object]] = json.loads((service / "expected.json").read_text(encoding="utf-8"))
    return labelled


def told_sorted(labelled: list[dict[str, object]]) -> list[str]:
    """Return labels as sorted lines, each once, so that a difference reads well."""
    return sorted({json.dumps(each, sort_keys=True) for each in labelled})


def read_names(path: str, text: str) -> list[str]:
    """Return the reads of one source, as `NAME` or `NAME=default`."""
    reads = [each for each in found({path: text}) if each["role"] == "read"]
    return [f"{each['name']}={each['default']}" if "default" in each else str(each["name"]) for each in reads]
