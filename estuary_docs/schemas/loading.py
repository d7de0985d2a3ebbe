"""Import a settings class by its name and read it, whichever vocabulary it is written in."""

import sys
from importlib import import_module, invalidate_caches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from estuary_docs.errors import ProjectError, missing_extra

if TYPE_CHECKING:
    from estuary_docs.catalogue.model import Catalogue

SCHEMA_FORM = 'a text such as "package.module:SettingsClass"'
WITHOUT_NAMES = "is a pydantic model without names of variables: derive it from pydantic_settings.BaseSettings"


def load_schema(schema: str, root: Path) -> "Catalogue":
    """Import "module:Class", from `root` or the installed packages, and return its catalogue.

    Several classes of pydantic-settings, with commas between them, make one catalogue. Raises ProjectError if there is
    no such class, SchemaError if the schema is broken.
    """
    classes = [_class(each.strip(), root) for each in schema.split(",")]
    if all(_is_foreign(each) for each in classes):
        from estuary_docs.schemas.foreign import read as read_foreign  # noqa: PLC0415 - an extra that most projects do without

        return read_foreign(*classes)
    from estuary_docs.schemas.own import read  # noqa: PLC0415 - the schema has paid for pydantic, or failed before

    if len(classes) > 1:
        raise ProjectError(schema, "names several classes, and only those of pydantic-settings can be joined")
    return read(classes[0])


def _is_foreign(settings: type) -> bool:
    return any(base.__module__.startswith("pydantic_settings.") for base in settings.__mro__)


def _class(schema: str, root: Path) -> Any:  # noqa: ANN401 - a settings class of either vocabulary
    module_name, _, class_name = schema.partition(":")
    if not (module_name and class_name):
        raise ProjectError(schema, f"is not a schema; write {SCHEMA_FORM}")
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


def _import_failure(module: str, error: BaseException) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name and (module + ".").startswith(error.name + "."):
        return f"there is no module {error.name} in the project or among the installed packages"
    if isinstance(error, ModuleNotFoundError) and error.name == "pydantic_settings":
        return missing_extra(module, error.name, "settings").cause
    if isinstance(error, SyntaxError):
        return f"importing {module} fails in {error.filename}, line {error.lineno}: {error.msg}"
    if isinstance(error, OSError) and error.filename:
        return f"importing {module} fails: {error.filename}: {error.strerror}"
    from traceback import extract_tb  # noqa: PLC0415 - few imports fail

    last = [frame for frame in extract_tb(error.__traceback__) if "importlib" not in frame.filename][-1]
    reason = next(iter(str(error).splitlines()), "")
    return f"importing {module} fails in {last.filename}, line {last.lineno}: {type(error).__name__}: {reason}"


def forget(schema: str) -> None:
    """Let the packages of a schema be imported anew, for a process that outlives an edit."""
    packages = {each.strip().partition(":")[0].partition(".")[0] for each in schema.split(",")}
    for name in [name for name in sys.modules if name.partition(".")[0] in packages]:
        del sys.modules[name]
    invalidate_caches()
