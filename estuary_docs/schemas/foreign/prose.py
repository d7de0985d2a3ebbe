"""What a settings class says of itself in words."""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from estuary_docs.schemas.foreign.comments import field_comments
from estuary_docs.vocabulary.docstrings import clean, field_docstrings

HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_.-]+")
CLASS_ENDS = re.compile(r"(?:Base|App|Application)?(?:Settings|Config|Configuration)$")


def description(owner: type, name: str, field: FieldInfo) -> str:
    """Return what is said of a field: in its description, docstring, title or comment; "" if nothing is."""
    said = field.description or _said(owner, field_docstrings).get(name) or field.title
    return clean(said or _said(owner, field_comments).get(name, "")).strip()


@lru_cache(maxsize=1024)
def _said(owner: type, read: Callable[[type], dict[str, str]]) -> dict[str, str]:
    """Return what `read` finds for each field of a class, also in those that it inherits from."""
    said: dict[str, str] = {}
    for base in reversed(owner.__mro__):
        with suppress(OSError, ValueError, SyntaxError):
            said |= read(base) if base.__module__.partition(".")[0] not in ("builtins", "pydantic") else {}
    return said


def introduction(cls: type) -> str:
    """Return a class's docstring; not the one that `dataclass` makes up, which repeats the defaults."""
    text = vars(cls).get("__doc__") or ""
    return "" if text.startswith(f"{cls.__name__}(") else clean(text).strip()


def deprecation(field: FieldInfo) -> str | None:
    """Return what to do in place of setting a field, or None if it may be set."""
    if not field.deprecated:
        return None
    return field.deprecation_message if isinstance(field.deprecated, str) else "Do not set it any more."


def given_title(settings: type[BaseSettings]) -> str:
    """Return the title that a settings class gives itself, or "" if it gives none that can be shown."""
    title = settings.model_config.get("title") or ""
    return title if title.isprintable() else ""


def title(settings: type[BaseSettings]) -> str:
    """Return the title of a settings class: the one it gives itself, or its name as words."""
    return given_title(settings) or words(_name(settings) or settings.__name__)


def title_of_service(classes: tuple[type[BaseSettings], ...], name: str) -> str:
    """Return the title of the service that reads some classes; `name` is what its project calls it, or ""."""
    first = classes[0]
    own = "" if len(classes) > 1 else _name(first) or ("" if name else first.__name__)
    return given_title(first) or words(own or name or first.__module__.partition(".")[0])


def _name(settings: type[BaseSettings]) -> str:
    """Return what the name of a class says beyond that it is one of settings."""
    return CLASS_ENDS.sub("", settings.__name__)


def words(name: str) -> str:
    """Return a name as words."""
    return " ".join(HUMP.sub(" ", name).split()).capitalize() or name
