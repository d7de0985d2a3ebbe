"""A project that uses the engine: its root, and its settings in pyproject.toml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from estuary_docs.catalogue.stores import StoreAddress
from estuary_docs.errors import ProjectError
from estuary_docs.project.regular_files import regular_bytes
from estuary_docs.project.store_settings import store_addresses
from estuary_docs.project.toml_text import NestedTooDeeplyError, read_toml
from estuary_docs.schemas.loading import SCHEMA_FORM, forget, load_schema

if TYPE_CHECKING:
    from estuary_docs.catalogue.model import Catalogue

FILE = "pyproject.toml"
OWN_NAME = "estuary-docs"
TABLE = f"tool.{OWN_NAME}"
MOST_BYTES = 1 << 20
# In the path of an artefact: there is a file for each section of the schema.
SECTION = "{section}"
LINE = re.compile(r"\(at line (\d+), column \d+\)\Z")
# https://packaging.python.org/en/latest/specifications/name-normalization/#name-format
NAME = re.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
KEYS = (
    *("schema", "title", "documentation", "pages", "regions", "artefacts", "secret-files", "reservations", "drift"),
    "stores",
)


@dataclass(frozen=True)
class Artefact:
    """A generated file of the project: its path below the root, its format, and the profile it speaks of.

    A path with `{section}` is a file for each section.
    """

    path: str
    output_format: str
    profile: str | None = None


@dataclass(frozen=True)
class Project:
    """A project's settings.

    `schema` is "module:Class", several of them with commas between, or None where pyproject.toml names none;
    `title` is what the service is called, and `name` what the project calls itself, "" where it does not say;
    `documentation` is the address of the published site, where there is one; `pages` is the folder below its docs that
    holds the pages that renderings link to; `regions` are the Markdown files, or patterns of them, that hold generated
    regions. `drift` is the table of that name as it stands; `stores` are where secrets are kept. `secret_files` says
    that secrets may arrive in files, as validators read them, also for a class that reads none. `reservations` has what
    the schema cannot say and the project agrees to, with the reason. `passed_over` says that a pyproject.toml is nested
    too deeply to be read, and holds no word of this engine.
    """

    root: Path
    schema: str | None
    artefacts: tuple[Artefact, ...] = ()
    documentation: str | None = None
    pages: str = ""
    regions: tuple[str, ...] = ()
    drift: Mapping[str, Any] = field(default_factory=dict)
    secret_files: bool = False
    reservations: Mapping[str, str] = field(default_factory=dict)
    passed_over: bool = False
    stores: tuple[StoreAddress, ...] = ()
    title: str = ""
    name: str = ""

    def catalogue(self, *, fresh: bool = False) -> "Catalogue":
        """Return the catalogue of the project's schema; raises ProjectError or SchemaError.

        `fresh` imports the schema's package again, for a process that outlives an edit.
        """
        if self.schema is None:
            raise ProjectError(FILE, f"[{TABLE}] names no schema; add schema = {SCHEMA_FORM}, or give --schema")
        if fresh:
            forget(self.schema)
        catalogue = replace(load_schema(self.schema, self.root, self.name), stores=self.stores)
        catalogue = replace(catalogue, title=self.title or catalogue.title)
        return catalogue.with_secret_files() if self.secret_files else catalogue

    def open_reservations(self, catalogue: "Catalogue") -> list[str]:
        """Return what the catalogue cannot say and nobody has agreed to, and what is agreed to without need."""
        idle = [line for line in self.reservations if line not in catalogue.reservations]
        return [
            *(line for line in catalogue.reservations if line not in self.reservations),
            *(f'{FILE}: [{TABLE}.reservations] "{line}" is no reservation of the schema; remove it' for line in idle),
        ]


def find_project(start: Path, schema: str | None = None) -> Project:
    """Return the project whose pyproject.toml stands in `start` or the nearest folder above.

    `schema` takes the place of the one that the file names. Raises ProjectError if the file is malformed.
    """
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return _read(folder, schema)
    return Project(start, schema)


def _read(root: Path, schema: str | None) -> Project:
    try:
        text = regular_bytes(root, FILE, MOST_BYTES).decode()
        document = read_toml(text)
    except NestedTooDeeplyError:
        if OWN_NAME not in text:
            return Project(root, schema, passed_over=True)
        raise ProjectError(str(root / FILE), "cannot be read: it is nested too deeply") from None
    except OSError as error:
        raise ProjectError(str(root / FILE), f"cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise ProjectError(place_of(root / FILE, error), "is not TOML; correct it") from None
    settings = _table(document, "tool").get(OWN_NAME, {})
    _require(isinstance(settings, dict), f"[{TABLE}] must be a table")
    unknown = ", ".join(sorted(set(settings) - set(KEYS)))
    _require(not unknown, f"[{TABLE}] has the unknown key {unknown}; known are {', '.join(KEYS)}")
    named = settings.get("schema")
    if isinstance(named, list) and named and all(isinstance(entry, str) and ":" in entry for entry in named):
        named = ",".join(named)
    _require(named is None or (isinstance(named, str) and ":" in named), f"[{TABLE}] schema must be {SCHEMA_FORM}")
    listed = settings.get("artefacts", {})
    _require(isinstance(listed, dict), f"[{TABLE}.artefacts] must be a table of path = format")
    title = settings.get("title", "")
    _require(isinstance(title, str) and title.isprintable(), f"[{TABLE}] title must be what the service is called")
    name = _table(document, "project").get("name")
    documentation = settings.get("documentation")
    is_address = documentation is None or (isinstance(documentation, str) and "://" in documentation)
    _require(is_address, f"[{TABLE}] documentation must be the address of the published site")
    pages = settings.get("pages", "")
    _require(isinstance(pages, str) and is_inside(pages), f"[{TABLE}] pages must be a folder below the site's docs")
    artefacts = tuple(_artefact(path, entry) for path, entry in listed.items())
    regions = _regions(settings.get("regions", []))
    drift = settings.get("drift", {})
    _require(isinstance(drift, dict), f"[{TABLE}.drift] must be a table")
    secret_files = settings.get("secret-files", False)
    _require(isinstance(secret_files, bool), f"[{TABLE}] secret-files must be true or false")
    reservations = settings.get("reservations", {})
    are_reasons = isinstance(reservations, dict) and all(isinstance(why, str) and why for why in reservations.values())
    _require(are_reasons, f'[{TABLE}.reservations] must be a table of "line of a warning" = "why it is fine"')
    return Project(
        root,
        schema or named,
        artefacts,
        documentation,
        pages,
        regions,
        drift,
        secret_files,
        reservations,
        stores=tuple(
            replace(address, root=str(root)) for address in store_addresses(settings.get("stores", {}), FILE, text)
        ),
        title=title if schema in (None, named) else "",
        name=name if isinstance(name, str) and NAME.fullmatch(name) else "",
    )


def place_of(path: Path | str, error: ValueError) -> str:
    """Return a TOML file, with the line that its parser complains of; the rest of the complaint may repeat a value."""
    line = LINE.search(str(error))
    return f"{path}:{line[1]}" if line else str(path)


def _table(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = document.get(name, {})
    return table if isinstance(table, dict) else {}


def _artefact(path: str, entry: object) -> Artefact:
    where = f'[{TABLE}.artefacts] "{path}"'
    _require(is_inside(path), f"{where} must be a path below the project's root")
    _require(path.isprintable(), f"[{TABLE}.artefacts] has a path that no file can have; name another")
    parts = [part.lower() for part in Path(path).parts]
    _require(parts not in ([], [FILE]) and ".git" not in parts, f"{where} is not generated; name another file")
    match entry:
        case str():
            return Artefact(path, entry)
        case {"format": str(output_format), "profile": str(profile), **rest} if not rest:
            return Artefact(path, output_format, profile)
        case _:
            message = f'{where} must be a format, or a table such as {{format = "env-example", profile = "production"}}'
            raise ProjectError(FILE, message)


def _regions(listed: object) -> tuple[str, ...]:
    message = (
        f'[{TABLE}] regions must be a list of Markdown files below the root, such as ["README.md", "docs/**/*.md"]'
    )
    if not isinstance(listed, list) or not all(isinstance(path, str) and path and is_inside(path) for path in listed):
        raise ProjectError(FILE, message)
    return tuple(listed)


def is_inside(path: str) -> bool:
    """Say whether a path as it is written stays below a folder."""
    return not Path(path).is_absolute() and ".." not in Path(path).parts


def _require(holds: bool, complaint: str) -> None:  # noqa: FBT001 - a condition, not an option
    if not holds:
        raise ProjectError(FILE, complaint)
