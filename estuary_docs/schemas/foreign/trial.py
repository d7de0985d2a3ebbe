"""Build settings classes in this process's own environment, and tell what they refuse without any value.

`trials` starts it in a process of its own, and reads the answer, a JSON document, on its standard output. Of an error
only its place and its type are used, for pydantic's own text repeats what was set.
"""

import inspect
import json
import os
import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import Any

import pydantic
import pydantic_settings
from pydantic import AliasChoices, AliasPath, BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, DotEnvSettingsSource, SettingsError

from estuary_docs.schemas.foreign.annotations import nested_classes
from estuary_docs.schemas.foreign.sources import ClassEnvironment
from estuary_docs.schemas.loading import classes_of

LIBRARIES: tuple[ModuleType, ...] = (pydantic, pydantic_settings)
UNREADABLE = re.compile(r'value for field "(\w+)"')
STDOUT = 1
DEEPEST = 6
Refusal = dict[str, Any]


def main(request: str) -> None:
    """Answer a request, which names the schema, its root and a folder of secrets; what else is printed is dropped."""
    answer = os.dup(STDOUT)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STDOUT)
    asked = json.loads(request)
    warnings.simplefilter("ignore")
    root = Path(asked["root"])
    refused: list[Refusal] = []
    cased = False
    for settings in classes_of(asked["schema"], root):
        where = _place_of(settings, root)
        cased = cased or bool(settings.model_config.get("case_sensitive"))
        refused += [{**refusal, "class": where} for refusal in refusals(settings, asked["secrets"])]
    os.write(answer, json.dumps({"refusals": refused, "case_sensitive": cased}).encode())


def refusals(settings: type[BaseSettings], secrets: str | None = None) -> Iterator[Refusal]:
    """Yield what a class refuses in the environment: each error's type, and the variables that it may speak of.

    pydantic-settings ends at the first document that it cannot decode; its variable is then taken away, so that the
    others are judged as well.
    """
    undecoded: set[str] = set()
    arguments: dict[str, Any] = {"_secrets_dir": secrets} if secrets else {}
    while True:
        try:
            settings(**arguments)
        except ValidationError as error:
            yield from _invalid(settings, error, undecoded)
        except SettingsError as error:
            name = _undecoded(settings, str(error))
            if name is None:
                yield _raised(error)
            elif name not in undecoded:
                undecoded.add(name)
                refusal = _refusal(settings, name, (name,), "json_invalid")
                yield refusal
                if _taken_away(refusal["variables"]):
                    continue
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever a class raises, it refuses the environment
            yield _raised(error)
        return


def _invalid(settings: type[BaseSettings], error: ValidationError, undecoded: set[str]) -> Iterator[Refusal]:
    owner = _titled(settings, error.title)
    for details in error.errors(include_url=False, include_context=False, include_input=False):
        field = _field_at(owner, details["loc"])
        if not (details["type"] == "missing" and field in undecoded):
            yield _refusal(owner, field, details["loc"], details["type"])


def _raised(error: BaseException) -> Refusal:
    return {"type": "raised", "variables": [], "error": type(error).__name__, "place": _raised_at(error)}


def _taken_away(variables: list[str]) -> bool:
    """Take variables out of the environment, in any case; say whether there was one."""
    names = {variable.lower() for variable in variables}
    set_here = [name for name in os.environ if name.lower() in names]
    for name in set_here:
        del os.environ[name]
    return bool(set_here)


def _undecoded(settings: type[BaseSettings], message: str) -> str | None:
    match = UNREADABLE.search(message)
    return match[1] if match and match[1] in settings.model_fields else None


def _titled(settings: type[BaseSettings], title: str) -> type[BaseSettings]:
    """Return the class that an error speaks of: settings inside settings are built with those that hold them."""
    waiting: list[type[BaseModel]] = [settings]
    owners: set[type] = set()
    while waiting:
        owner = waiting.pop(0)
        if owner in owners:
            continue
        owners.add(owner)
        if issubclass(owner, BaseSettings) and title in (owner.__name__, owner.model_config.get("title")):
            return owner
        for field in owner.model_fields.values():
            waiting += [inner for inner in nested_classes(field.annotation) if issubclass(inner, BaseModel)]
    return settings


def _field_at(settings: type[BaseSettings], place: tuple[int | str, ...]) -> str | None:
    if not place:
        return None
    first, fields = place[0], settings.model_fields
    if first in fields:
        return str(first)
    return next((name for name, field in fields.items() if first in _keys(field)), None)


def _keys(field: FieldInfo) -> Iterator[object]:
    for alias in (field.alias, field.validation_alias):
        for choice in alias.choices if isinstance(alias, AliasChoices) else [alias]:
            yield choice.path[0] if isinstance(choice, AliasPath) else choice


def _refusal(settings: type[BaseSettings], name: str | None, place: tuple[int | str, ...], kind: str) -> Refusal:
    """Return what is wrong and where: names of variables, the most exact first, then those that are set."""
    if name is None:
        return {"type": kind, "variables": [str(place[0])] if place and kind == "extra_forbidden" else [], "set": []}
    source = ClassEnvironment(settings)
    names = list(source.names(name, settings.model_fields[name]))
    candidates = list(names)
    for key in place[1:DEEPEST] if source.delimiter else ():
        if isinstance(key, str):
            candidates += [source.nested(parent, key) for parent in candidates]
    exact = sorted(dict.fromkeys(candidates), key=lambda variable: -len(variable) if variable not in names else 0)
    present = _present(settings)
    return {
        "type": kind,
        "variables": exact,
        "set": [variable for variable in exact if (variable if source.case_sensitive else variable.lower()) in present],
    }


def _present(settings: type[BaseSettings]) -> set[str]:
    """Return the names that the environment or the class's own env file sets, as the class compares them."""
    names = set(os.environ)
    with suppress(Exception):
        names |= set(DotEnvSettingsSource(settings).env_vars)
    return names | {name.lower() for name in names}


def _place_of(settings: type, root: Path) -> str:
    """Return the file and the line of a class, as a message says them."""
    try:
        file, line = Path(inspect.getfile(settings)), inspect.getsourcelines(settings)[1]
    except (OSError, TypeError):
        return settings.__module__
    return f"{file.relative_to(root) if file.is_relative_to(root) else file.name}, line {line}"


def _raised_at(error: BaseException) -> str:
    """Return the innermost line of neither pydantic nor this module."""
    own = [str(Path(str(module.__file__)).parent) for module in LIBRARIES] + [__file__]
    frames = [frame for frame in extract_tb(error.__traceback__) if not frame.filename.startswith(tuple(own))]
    return f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
