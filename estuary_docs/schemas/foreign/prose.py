"""What a settings class says of itself in words."""

import re
from contextlib import suppress
from functools import lru_cache

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from estuary_docs.vocabulary.docstrings import clean, field_docstrings

HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_+")
CLASS_ENDS = re.compile(r"(?:Base|App|Application)?(?:Settings|Config|Configuration)$")


def description(owner: type, name: str, field: FieldInfo) -> str:
    """Return what a field says of itself: its description, its docstring or its title, or "" if it says nothing."""
    return clean(field.description or _docstrings(owner).get(name) or field.title or "").strip()


@lru_cache(maxsize=1024)
def _docstrings(owner: type) -> dict[str, str]:
    docstrings: dict[str, str] = {}
    for base in reversed(owner.__mro__):
        with suppress(OSError, ValueError, SyntaxError):
            docstrings |= (
                field_docstrings(base) if base.__module__.partition(".")[0] not in ("builtins", "pydantic") else {}
            )
    return docstrings


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
    return given_title(settings) or words(CLASS_ENDS.sub("", settings.__name__) or settings.__name__)


def words(name: str) -> str:
    """Return a name as words."""
    return " ".join(HUMP.sub(" ", name).split()).capitalize() or name
