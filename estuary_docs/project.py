"""A project that uses the engine: its root, its settings in pyproject.toml, its schema."""

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module, invalidate_caches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from estuary_docs.errors import ProjectError

if TYPE_CHECKING:
    from estuary_docs.catalogue import Catalogue

FILE = "pyproject.toml"
TABLE = "tool.estuary-docs"
KEYS = ("schema", "documentation", "pages", "regions", "artefacts", "drift")
SCHEMA_FORM = 'a text such as "package.module:SettingsClass"'
WITHOUT_NAMES = "is a pydantic model without names of variables: derive it from pydantic_settings.BaseSettings"


@dataclass(frozen=True)
class Artefact:
    """A generated file of the project: its path below the root, its format, and the profile it speaks of."""

    path: str
    output_format: str
    profile: str | None = None


@dataclass(frozen=True)
class Project:
    """A project's settings.

    `schema` is "module:Class", several of them with commas between, or None where pyproject.toml names none;
    `documentation` is the address of the published site, where there is one; `pages` is the folder below its docs that
    holds the pages that renderings link to; `regions` are the Markdown files, or patterns of them, that hold generated
    regions. `drift` is the table of that name as it stands.
    """

    root: Path
    schema: str | None
    artefacts: tuple[Artefact, ...] = ()
    documentation: str | None = None
    pages: str = ""
    regions: tuple[str, ...] = ()
    drift: Mapping[str, Any] = field(default_factory=dict)

    def catalogue(self, *, fresh: bool = False) -> "Catalogue":
        """Return the catalogue of the project's schema; raises ProjectError or SchemaError.

        `fresh` imports the schema's package again, for a process that outlives an edit.
        """
        if self.schema is None:
            raise ProjectError(FILE, f"[{TABLE}] names no schema; add schema = {SCHEMA_FORM}, or give --schema")
        if fresh:
            for schema in self.schema.split(","):
                _forget(schema.strip().partition(":")[0].partition(".")[0])
        return load_schema(self.schema, self.root)


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
        document = tomllib.loads((root / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ProjectError(str(root / FILE), f"cannot be read: {error}") from None
    settings = _table(document, "tool").get("estuary-docs", {})
    _require(isinstance(settings, dict), f"[{TABLE}] must be a table")
    unknown = ", ".join(sorted(set(settings) - set(KEYS)))
    _require(not unknown, f"[{TABLE}] has the unknown key {unknown}; known are {', '.join(KEYS)}")
    named = settings.get("schema")
    if isinstance(named, list) and named and all(isinstance(each, str) and ":" in each for each in named):
        named = ",".join(named)
    _require(named is None or (isinstance(named, str) and ":" in named), f"[{TABLE}] schema must be {SCHEMA_FORM}")
    listed = settings.get("artefacts", {})
    _require(isinstance(listed, dict), f"[{TABLE}.artefacts] must be a table of path = format")
    documentation = settings.get("documentation")
    is_address = documentation is None or (isinstance(documentation, str) and "://" in documentation)
    _require(is_address, f"[{TABLE}] documentation must be the address of the published site")
    pages = settings.get("pages", "")
    _require(isinstance(pages, str) and _is_inside(pages), f"[{TABLE}] pages must be a folder below the site's docs")
    artefacts = tuple(_artefact(path, told) for path, told in listed.items())
    regions = _regions(settings.get("regions", []))
    drift = settings.get("drift", {})
    _require(isinstance(drift, dict), f"[{TABLE}.drift] must be a table")
    return Project(root, schema or named, artefacts, documentation, pages, regions, drift)


def _table(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = document.get(name, {})
    return table if isinstance(table, dict) else {}


def _artefact(path: str, told: object) -> Artefact:
    where = f'[{TABLE}.artefacts] "{path}"'
    _require(_is_inside(path), f"{where} must be a path below the project's root")
    match told:
        case str():
            return Artefact(path, told)
        case {"format": str(output_format), "profile": str(profile), **rest} if not rest:
            return Artefact(path, output_format, profile)
        case _:
            message = f'{where} must be a format, or a table such as {{format = "env-example", profile = "production"}}'
            raise ProjectError(FILE, message)


def _regions(listed: object) -> tuple[str, ...]:
    message = (
        f'[{TABLE}] regions must be a list of Markdown files below the root, such as ["README.md", "docs/**/*.md"]'
    )
    if not isinstance(listed, list) or not all(isinstance(path, str) and path and _is_inside(path) for path in listed):
        raise ProjectError(FILE, message)
    return tuple(listed)


def _is_inside(path: str) -> bool:
    return not Path(path).is_absolute() and ".." not in Path(path).parts


def _require(holds: bool, complaint: str) -> None:  # noqa: FBT001 - a condition, not an option
    if not holds:
        raise ProjectError(FILE, complaint)


def load_schema(schema: str, root: Path) -> "Catalogue":
    """Import "module:Class", from `root` or the installed packages, and return its catalogue.

    Several classes of pydantic-settings, with commas between them, make one catalogue. Raises ProjectError if there is
    no such class, SchemaError if the schema is broken.
    """
    classes = [_class(each.strip(), root) for each in schema.split(",")]
    if all(_is_foreign(each) for each in classes):
        from estuary_docs.foreign import read as read_foreign  # noqa: PLC0415 - an extra that most projects do without

        return read_foreign(*classes)
    from estuary_docs.reader import read  # noqa: PLC0415 - the schema has paid for pydantic, or failed before

    if len(classes) > 1:
        raise ProjectError(schema, "names several classes, and only those of pydantic-settings can be joined")
    return read(classes[0])


def _is_foreign(settings: type) -> bool:
    return any(base.__module__.startswith("pydantic_settings.") for base in settings.__mro__)


def _class(schema: str, root: Path) -> Any:  # noqa: ANN401 - a settings class of either vocabulary
    module_name, _, class_name = schema.partition(":")
    if not (module_name and class_name):
        raise ProjectError(schema, f"is no schema; write {SCHEMA_FORM}")
    for folder in (root / "src", root):
        if folder.is_dir() and str(folder) not in sys.path:
            sys.path.insert(0, str(folder))
    try:
        module = import_module(module_name)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever a user's module does, say it in one line
        raise ProjectError(schema, _import_failure(module_name, error)) from None
    from estuary_docs.vocabulary import Section, Settings  # noqa: PLC0415 - the schema has paid for pydantic, or failed before

    settings = getattr(module, class_name, None)
    if isinstance(settings, type) and (issubclass(settings, Settings) or _is_foreign(settings)):
        return settings
    if isinstance(settings, type) and hasattr(settings, "model_fields") and not issubclass(settings, Section):
        raise ProjectError(schema, WITHOUT_NAMES)
    what = "has no class" if settings is None else "has something that is no subclass of Settings under the name"
    raise ProjectError(schema, f"the module {module_name} {what} {class_name}")


def _forget(package: str) -> None:
    for name in [name for name in sys.modules if name == package or name.startswith(f"{package}.")]:
        del sys.modules[name]
    invalidate_caches()


def _import_failure(module: str, error: BaseException) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name and (module + ".").startswith(error.name + "."):
        return f"there is no module {error.name} in the project or among the installed packages"
    if isinstance(error, SyntaxError):
        return f"importing {module} fails in {error.filename}, line {error.lineno}: {error.msg}"
    if isinstance(error, OSError) and error.filename:
        return f"importing {module} fails: {error.filename}: {error.strerror}"
    from traceback import extract_tb  # noqa: PLC0415 - few imports fail

    last = [frame for frame in extract_tb(error.__traceback__) if "importlib" not in frame.filename][-1]
    reason = next(iter(str(error).splitlines()), "")
    return f"importing {module} fails in {last.filename}, line {last.lineno}: {type(error).__name__}: {reason}"
