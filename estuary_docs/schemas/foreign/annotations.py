"""What stands in an annotation: its members without their wrapping, and the constraints found on the way."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from annotated_types import GroupedMetadata
from pydantic import BaseModel, RootModel
from pydantic.dataclasses import is_pydantic_dataclass
from pydantic.fields import FieldInfo
from typing_inspection.typing_objects import is_typealiastype

DEEPEST = 32


def members(annotation: object) -> tuple[list[object], list[object]]:
    """Return the types that an annotation admits beside None, and the metadata round them."""
    annotations: list[object] = []
    metadata: list[object] = []
    waiting, count = [annotation], 0
    while waiting and count < DEEPEST:
        count += 1
        bare = waiting.pop(0)
        origin = get_origin(bare)
        if is_typealiastype(bare):
            waiting.insert(0, bare.__value__)
        elif is_typealiastype(origin):
            waiting.insert(0, origin.__value__[get_args(bare)])
        elif isinstance(bare, NewType):
            waiting.insert(0, bare.__supertype__)
        elif isinstance(bare, TypeVar):
            waiting.insert(0, bare.__bound__ or Any)
        elif origin is Annotated:
            inner, *extra = get_args(bare)
            metadata += flat(extra)
            waiting.insert(0, inner)
        elif origin in (Union, UnionType):
            waiting = [*get_args(bare), *waiting]
        elif bare is not NoneType and bare is not None:
            annotations.append(bare)
    return annotations, metadata


def flat(metadata: Iterable[object]) -> list[object]:
    """Return metadata with that of fields and of groups taken apart."""
    facts: list[object] = []
    for part in metadata:
        if isinstance(part, FieldInfo):
            facts += flat(part.metadata)
        elif isinstance(part, GroupedMetadata):
            facts += [part, *part]
        else:
            facts.append(part)
    return facts


def parts(annotation: object, depth: int = DEEPEST) -> Iterator[object]:
    """Yield every type that stands in an annotation, at any depth."""
    for member in members(annotation)[0] if depth else ():
        yield member
        yield get_origin(member)
        for argument in get_args(member):
            if not isinstance(argument, str | bytes | int | list):
                yield from parts(argument, depth - 1)


def nested_classes(annotation: object) -> list[type]:
    """Return the classes that a field may hold and whose fields have names: models and dataclasses."""
    return [member for member in members(annotation)[0] if isinstance(member, type) and _has_fields(member)]


def fields_of(owner: type) -> dict[str, FieldInfo]:
    """Return the fields of a model or a dataclass."""
    if issubclass(owner, BaseModel):
        return dict(owner.model_fields)
    if is_pydantic_dataclass(owner):
        return dict(owner.__pydantic_fields__)
    try:
        hints = get_type_hints(owner, include_extras=True)
    except (NameError, TypeError):
        hints = {}
    return {
        field.name: _field_info(field, hints.get(field.name, Any)) for field in dataclasses.fields(cast("Any", owner))
    }


def config_of(owner: type) -> Mapping[str, Any]:
    """Return the configuration of a model or a dataclass."""
    return getattr(owner, "model_config", None) or getattr(owner, "__pydantic_config__", None) or {}


def _has_fields(member: type) -> bool:
    if issubclass(member, BaseModel):
        return not issubclass(member, RootModel)
    return dataclasses.is_dataclass(member)


def _field_info(field: "dataclasses.Field[Any]", hint: Any) -> FieldInfo:  # noqa: ANN401 - any annotation
    info: FieldInfo = FieldInfo.from_annotation(hint)
    if field.default is not dataclasses.MISSING:
        info.default = field.default
    if field.default_factory is not dataclasses.MISSING:
        info.default_factory = field.default_factory
    return info
