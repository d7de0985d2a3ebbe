"""Import a settings class by its name and read it, whichever vocabulary it is written in."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module, invalidate_caches
from importlib.machinery import BuiltinImporter, FrozenImporter, ModuleSpec, PathFinder
from importlib.metadata import requires, version
from importlib.util import module_from_spec
from inspect import unwrap
from pathlib import Path
from sysconfig import get_paths
from types import ModuleType
from typing import TYPE_CHECKING, Any, get_type_hints

from estuary_docs.errors import ProjectError, missing_extra, outdated_extra
from estuary_docs.schemas.surroundings import bare_surroundings

if TYPE_CHECKING:
    from estuary_docs.catalogue.model import Catalogue

SCHEMA_FORM = 'a text such as "package.module:SettingsClass"'
WITHOUT_NAMES = "is a pydantic model without names of variables: derive it from pydantic_settings.BaseSettings"
SCHEMA = re.compile(r"\w+(?:\.\w+)*:\w+")
IMPORT = re.compile(r"(?:import|from)\s+(?P<module>\w[\w.]*)(?:\s+(?:as|import)\b.*)?(?:\s*#.*)?$")
VOCABULARY = f"{os.sep}estuary_docs{os.sep}vocabulary{os.sep}"
INCOMPLETE = ("ValidationError", "SettingsError")
FINDERS = (BuiltinImporter, FrozenImporter)
OLDEST = re.compile(r"pydantic-settings>=(?P<release>[0-9.]+)")


def load_schema(schema: str, root: Path, name: str = "") -> "Catalogue":
    """Import "module:Class", from `root` or the installed packages, and return its catalogue.

    `name` is what the project at `root` calls itself, for a class of its own that has no better one. Several classes of
    pydantic-settings, with commas between them, make one catalogue. Raises ProjectError if there is no such class,
    SchemaError if the schema is broken.
    """
    with bare_surroundings():
        classes = classes_of(schema, root)
        is_own = PathFinder.find_spec(schema.partition(":")[0].partition(".")[0], _folders(root)) is not None
        return _read(schema, classes, name if is_own else "")


def classes_of(schema: str, root: Path) -> list[Any]:
    """Import the classes of a schema in the environment as it is; raises ProjectError."""
    return [_class(part.strip(), root) for part in schema.split(",")]


def is_foreign(schema: str, root: Path) -> bool:
    """Say whether a schema that has been loaded is of pydantic-settings."""
    return all(map(_is_foreign, classes_of(schema, root)))


def _read(schema: str, classes: list[Any], name: str) -> "Catalogue":
    if all(_is_foreign(cls) for cls in classes):
        from estuary_docs.schemas.foreign import read as read_foreign  # noqa: PLC0415 - an extra that most projects do without

        return read_foreign(*classes, name=name)
    from estuary_docs.schemas.own import read  # noqa: PLC0415 - the schema has paid for pydantic, or failed before

    if len(classes) > 1:
        raise ProjectError(schema, "names several classes, and only those of pydantic-settings can be joined")
    return read(classes[0])


def _is_foreign(settings: type) -> bool:
    return any(base.__module__.startswith("pydantic_settings.") for base in settings.__mro__)


def _class(schema: str, root: Path) -> Any:  # noqa: ANN401 - a settings class of either vocabulary
    module_name, _, class_name = schema.partition(":")
    if not SCHEMA.fullmatch(schema):
        raise ProjectError("schema", f"is not of the right form; write {SCHEMA_FORM}")
    own = _find(schema, module_name.partition(".")[0], root)
    try:
        module = _imported(module_name, own)
    except (KeyboardInterrupt, ProjectError):
        raise
    except BaseException as error:  # noqa: BLE001 - whatever a user's module does, say it in one line
        raise ProjectError(schema, _import_failure(module_name, error)) from None
    from estuary_docs.vocabulary import Section, Settings  # noqa: PLC0415 - the schema has paid for pydantic, or failed before

    settings = _settings_of(getattr(module, class_name, None))
    if isinstance(settings, type) and (issubclass(settings, Settings) or _is_foreign(settings)):
        if _is_foreign(settings):
            _check_release(schema)
        return settings
    if isinstance(settings, type) and hasattr(settings, "model_fields") and not issubclass(settings, Section):
        raise ProjectError(schema, WITHOUT_NAMES)
    what = "has no class" if settings is None else "has something that is no subclass of Settings under the name"
    raise ProjectError(schema, f"the module {module_name} {what} {class_name}{_others(module)}")


def _others(module: ModuleType) -> str:
    """Return the settings classes that a module declares, to be named in place of what it does not have."""
    declared = [value for value in vars(module).values() if isinstance(value, type) and _is_foreign(value)]
    names = [cls.__name__ for cls in declared if cls.__module__ == module.__name__ and cls.__name__.isidentifier()]
    return f"; name {' or '.join(dict.fromkeys(names))}" if names else ""


def _imported(module: str, own: ModuleSpec | None) -> ModuleType:
    """Import a module; where it builds settings that lack a value here, once more with those settings incomplete."""
    try:
        if own:
            _load(own)
        return import_module(module)
    except Exception as error:
        if type(error).__name__ not in INCOMPLETE or "pydantic_settings" not in sys.modules:
            raise
    _check_release(module)
    from estuary_docs.schemas.foreign.incomplete import incomplete_settings  # noqa: PLC0415 - an extra

    with incomplete_settings():
        if own:
            _load(own)
        return import_module(module)


def _check_release(where: str) -> None:
    """Raise ProjectError if the installed pydantic-settings is older than what this package asks for."""
    oldest = next(found["release"] for line in requires("estuary-docs") or () if (found := OLDEST.match(line)))
    installed = version("pydantic-settings")
    if _numbers(installed) < _numbers(oldest):
        raise outdated_extra(where, f"pydantic-settings {installed}", oldest, "settings")


def _numbers(release: str) -> list[int]:
    return [int(number) for number in re.findall("[0-9]+", release)]


def _settings_of(named: Any) -> Any:  # noqa: ANN401 - whatever a module holds under a name
    """Return the class of settings that are an instance, or that a function returns; else what is named."""
    if isinstance(named, type) or named is None:
        return named
    if _is_foreign(type(named)):
        return type(named)
    with suppress(NameError, TypeError, AttributeError):
        return get_type_hints(unwrap(named)).get("return", named)
    return named


def _find(schema: str, package: str, root: Path) -> ModuleSpec | None:
    """Return the package of a schema that the project declares itself, None for one that is installed.

    Then the project's folders come after all other places to import from; of a project whose schema lies elsewhere
    they are no such place. Raises ProjectError where an installed package, or Python, has a module of that name too.
    """
    folders = _folders(root)
    own = PathFinder.find_spec(package, folders)
    if own is None:
        return None
    installed = next((spec for finder in FINDERS if (spec := finder.find_spec(package, None))), None)
    installed = installed or PathFinder.find_spec(package, list(dict.fromkeys(get_paths().values())))
    if installed and _place(installed) != _place(own):
        raise ProjectError(schema, f"{_place(own)} and {_place(installed)} have one name; rename the project's module")
    sys.path += [folder for folder in folders if folder not in sys.path]
    return own


def _folders(root: Path) -> list[str]:
    """Return the folders in which a project has its packages."""
    return [str(folder) for folder in (root / "src", root) if folder.is_dir()]


def _place(spec: ModuleSpec) -> str:
    return os.path.realpath(spec.origin) if spec.has_location and spec.origin else f"Python's own {spec.name}"


def _load(package: ModuleSpec) -> None:
    """Import a project's package from where it is, whatever else the import path holds."""
    if package.name in sys.modules or package.loader is None:
        return
    module = sys.modules[package.name] = module_from_spec(package)
    try:
        package.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(package.name, None)
        raise


def _import_failure(module: str, error: BaseException) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name and (module + ".").startswith(error.name + "."):
        return f"there is no module {error.name} in the project or among the installed packages"
    if isinstance(error, ModuleNotFoundError) and error.name == "pydantic_settings":
        return missing_extra(module, error.name, "settings").cause
    return f"importing {module} fails{_place_of_failure(error)}: {_words_of_failure(error)}"


def _words_of_failure(error: BaseException) -> str:
    """Return what a marker of the vocabulary says of its arguments; of somebody else's exception only the type.

    A module that is missing is named if an import statement of the source names it.
    """
    from traceback import extract_tb  # noqa: PLC0415 - few imports fail

    *_, last = frames = extract_tb(error.__traceback__)
    if isinstance(error, ModuleNotFoundError):
        lines = [frame.line or "" for frame in frames if "importlib" not in frame.filename]
        if imported := IMPORT.match(lines[-1]):
            return f"{type(error).__name__}: {imported['module']} is not installed"
    reason = next(iter(str(error).splitlines()), "") if VOCABULARY in last.filename else ""
    return f"{type(error).__name__}: {reason}" if reason else type(error).__name__


def _place_of_failure(error: BaseException) -> str:
    """Say where an import fails: what the exception says may hold a value, so it is not repeated."""
    from traceback import extract_tb  # noqa: PLC0415 - few imports fail

    frames = extract_tb(error.__traceback__)
    # A file that Python itself refuses to parse has not run; a name that somebody made up is no file.
    ran = {frame.filename for frame in frames}
    is_parsed = isinstance(error, SyntaxError) and error.filename not in ran and os.path.isfile(error.filename or "")  # noqa: PTH113 - it may be no path
    if isinstance(error, SyntaxError) and is_parsed and error.lineno:
        return f" in {error.filename}, line {error.lineno}"
    places = [frame for frame in frames if "importlib" not in frame.filename and frame.filename != __file__]
    places = [frame for frame in places if VOCABULARY not in frame.filename]
    libraries = tuple(get_paths()[name] for name in ("stdlib", "platstdlib", "purelib", "platlib"))
    # What is frozen into Python, such as `os`, has a name in angle brackets.
    own = [frame for frame in places if not frame.filename.startswith(("<frozen", *libraries))]
    for frame in (own or places)[-1:]:
        return f" in {frame.filename}, line {frame.lineno}"
    return ""


def sources(root: Path) -> Iterator[Path]:
    """Yield the files below `root` that Python has imported."""
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and Path(file).is_relative_to(root):
            yield Path(file)


def forget(schema: str) -> None:
    """Let the packages of a schema be imported anew, for a process that outlives an edit."""
    packages = {part.strip().partition(":")[0].partition(".")[0] for part in schema.split(",")}
    for name in [name for name in sys.modules if name.partition(".")[0] in packages]:
        del sys.modules[name]
    invalidate_caches()
