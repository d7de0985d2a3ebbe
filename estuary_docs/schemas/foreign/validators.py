"""The validators of a class: code that nobody can read a rule from."""

from collections.abc import Iterator
from functools import partial
from inspect import unwrap
from typing import Any

from pydantic import BeforeValidator, PlainValidator, WrapValidator
from pydantic.fields import FieldInfo

from estuary_docs.schemas.foreign.annotations import members


def owner_of(cls: type, name: str) -> type:
    """Return the class that declares what a class has under a name."""
    return next((base for base in cls.__mro__ if name in vars(base)), cls)


def called(function: object) -> str:
    """Return the name of what validates: of a partial one, that of the function inside."""
    while isinstance(function, partial):
        function = function.func
    return str(getattr(function, "__name__", None) or type(function).__name__).strip("<>")


def of_field(owner: type, name: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the mode of each validator of a field."""
    for validator, decorator in _decorators(owner, "field_validators", "validators"):
        if name in decorator.info.fields or "*" in decorator.info.fields:
            yield validator, decorator.info.mode


def of_model(owner: type) -> Iterator[tuple[str, str]]:
    """Yield the name and the mode of each validator of a whole class."""
    for validator, decorator in _decorators(owner, "model_validators", "root_validators"):
        yield validator, decorator.info.mode


def functions(owner: type, name: str) -> Iterator[object]:
    """Yield the code that sees the value of a field before its type does, as far as the class declares it."""
    for validator, decorator in _decorators(owner, "field_validators", "validators"):
        if name in decorator.info.fields or "*" in decorator.info.fields:
            yield _plain(owner, validator, decorator)
    for validator, decorator in _decorators(owner, "model_validators", "root_validators"):
        yield _plain(owner, validator, decorator)


def in_annotation(field: FieldInfo) -> Iterator[object]:
    """Yield the code in the annotation of a field that sees its value before the type does."""
    for fact in (*members(field.annotation)[1], *field.metadata):
        if isinstance(fact, BeforeValidator | PlainValidator | WrapValidator):
            yield fact.func


def _plain(owner: type, validator: str, decorator: Any) -> object:  # noqa: ANN401 - pydantic's own
    function = getattr(decorator, "func", None) or getattr(owner, validator, None)
    bare = getattr(function, "__func__", function)
    return unwrap(bare) if callable(bare) else bare


def _decorators(owner: type, *kinds: str) -> Iterator[tuple[str, Any]]:
    decorators = getattr(owner, "__pydantic_decorators__", None)
    for kind in kinds:
        yield from getattr(decorators, kind, {}).items()
