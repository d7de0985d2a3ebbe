"""Which defaults say where or when a class was read, and so do not hold elsewhere."""

import re
import socket
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel

EVERYWHERE = "localhost"


def is_of_machine(text: str, classes: Iterable[type]) -> bool:
    """Say whether a default names a folder or the host of this machine, or today.

    What the source of the classes spells out is what its author meant.
    """
    types = tuple(classes)
    marks = {mark for mark in _marks(types) if _names(mark, text)}
    return bool(marks) and not any(mark in _source(cls) for mark in marks for cls in types)


def classes_in(value: object) -> Iterator[type]:
    """Yield the class of a value, and of the models inside it."""
    yield type(value)
    for item in vars(value).values() if isinstance(value, BaseModel) else ():
        yield from classes_in(item)


def _marks(classes: tuple[type, ...]) -> Iterator[str]:
    folders = {Path.cwd(), Path(sys.prefix), Path(sys.base_prefix)}
    with suppress(RuntimeError):
        folders.add(Path.home())
    folders |= {root for cls in classes if (root := _root(cls))}
    yield from (str(folder) for folder in folders if folder.name)
    yield socket.gethostname()
    yield datetime.now(UTC).astimezone().date().isoformat()


def _names(mark: str, text: str) -> bool:
    if mark in ("", EVERYWHERE):
        return False
    return re.search(rf"(?<![\w.\-~}}]){re.escape(mark)}(?:[T_]\d|(?![\w.\-]))", text) is not None


def _file(cls: type) -> Path | None:
    file = getattr(sys.modules.get(cls.__module__), "__file__", None)
    return Path(file) if file else None


def _root(cls: type) -> Path | None:
    """Return the folder that the package of a class lies in."""
    file = _file(cls)
    return file.parents[cls.__module__.count(".") + (file.name == "__init__.py")] if file else None


@lru_cache(maxsize=256)
def _source(cls: type) -> str:
    """Return the text of the modules that declare a class and those that it inherits from."""
    sources = []
    for file in dict.fromkeys(file for base in cls.__mro__ if (file := _file(base))):
        with suppress(OSError, ValueError):
            sources.append(file.read_text(encoding="utf-8"))
    return "\n".join(sources)
