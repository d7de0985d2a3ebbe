"""Import modules that build their settings at once, in an environment that does not hold what these need."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsError


@contextmanager
def incomplete_settings() -> Iterator[None]:
    """Let settings that are refused have their defaults alone; a field without one is then no attribute."""
    complete = BaseSettings.__init__

    @wraps(complete)
    def build(self: BaseSettings, *values: Any, **named: Any) -> None:  # noqa: ANN401 - what a class is built with
        try:
            complete(self, *values, **named)
        except (ValidationError, SettingsError):
            instance = type(self).model_construct()
            for attribute in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"):
                object.__setattr__(self, attribute, getattr(instance, attribute))

    BaseSettings.__init__ = build  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        BaseSettings.__init__ = complete  # type: ignore[method-assign]
