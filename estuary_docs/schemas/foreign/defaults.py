"""Defaults in the text that loads back to them, and examples that a field takes."""

import json
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from enum import Enum
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo
from pydantic_core import to_jsonable_python
from pydantic_settings import BaseSettings

from estuary_docs.schemas import connections
from estuary_docs.schemas.foreign.sources import NOTHING, empty_environment, quiet
from estuary_docs.validation.consistency import is_recognisable
from estuary_docs.vocabulary.kinds import Choice, Json, Kind, Number, Switch, fault

UNKNOWN = NOTHING
DEEPEST = 12
Loader = Callable[[str], object]
# What a class that splits a list itself most often splits it at.
DELIMITERS = (",", ";", "|", ":")


def default_of(field: FieldInfo, data: dict[str, Any] | None = None) -> object:
    """Return a field's default; UNKNOWN if it has none, or one that is another each time.

    `data` are the defaults of the fields before it, which some factories ask for.
    """
    if field.is_required():
        return UNKNOWN
    if field.default_factory is None:
        return detached(field.default)
    try:
        with empty_environment(), quiet():
            defaults = (field.get_default(call_default_factory=True, validated_data=data or {}) for _ in range(2))
            first, second = map(detached, defaults)
    except Exception:  # noqa: BLE001 - whatever a factory needs, it is not there
        return UNKNOWN
    return first if _same(first, second) else UNKNOWN


def detached(value: object) -> object:
    """Return a default without what its sources gave it: settings inside it are as their class declares them.

    What differs from the settings that the class makes here and now was given by whoever declared the default.
    """
    if not isinstance(value, BaseModel):
        return value
    attributes = dict(value.__dict__)
    if isinstance(value, BaseSettings):
        with quiet():
            declared = type(value).model_construct().__dict__
            template = _made_here(type(value))
        attributes = {
            name: item for name, item in attributes.items() if name in template and not _same(item, template[name])
        }
        attributes = {**declared, **attributes}
    bare = value.model_copy()
    bare.__dict__.clear()
    bare.__dict__.update({name: detached(item) for name, item in attributes.items()})
    return bare


def _made_here(settings: type[BaseSettings]) -> dict[str, object]:
    try:
        return dict(settings().__dict__)
    except Exception:  # noqa: BLE001 - whatever the class lacks here
        return {}


def written(value: object, field: FieldInfo, load: Loader, *, as_json: bool, none_word: str | None) -> str | None:
    """Return the text that `load` turns into a default, or None where there is no such text."""
    if value is None:
        return none_word
    adapter = _adapter(field)
    for text in _texts(value, adapter, as_json=as_json):
        loaded = _validated(adapter, load(text))
        if (
            "\n" not in text
            and "\r" not in text
            and "\0" not in text
            and loaded is not UNKNOWN
            and (_same(loaded, value) or _same(loaded, _validated(adapter, value)))
        ):
            return text
    return None


def through_validators(owner: Any, name: str) -> Loader:  # noqa: ANN401 - a model, or what has no such validators
    """Return what a class makes of a text by its own validators."""

    def load(text: str) -> object:
        try:
            with empty_environment(), quiet():
                instance = owner.__pydantic_validator__.validate_assignment(owner.model_construct(), name, text)
        except Exception:  # noqa: BLE001 - whatever the validators do with a text, they do not take it
            return UNKNOWN
        return getattr(instance, name)

    return load


def placeholder(variable: str, field: FieldInfo, kind: Kind, load: Loader) -> str:
    """Return a stand-in for a secret that nobody takes for a real one; one that the field takes, if possible."""
    slug = variable.lower().replace("_", "-")
    texts = [
        *connections.placeholders(variable),
        f"change-me-{slug}-openssl-rand-base64-32",
        "change-me-generate-with-openssl-rand-base64-32",
    ]
    schemes = ("https", "postgresql", "mysql", "redis", "amqp", "mongodb", "nats", "kafka", "clickhouse", "snowflake")
    texts += ["change-me", *(f"{scheme}://user:change-me@localhost/change-me" for scheme in schemes)]
    texts += ['["change-me"]', '{"change-me": "change-me"}', '"change-me"']
    candidates = [text for text in texts if is_recognisable(text) and not fault(kind, text)]
    return next((text for text in candidates if _takes(field, load, text)), next(iter(candidates), texts[0]))


def example(variable: str, field: FieldInfo, kind: Kind, load: Loader) -> str | None:
    """Return a text that a field without a default takes, or None."""
    slug = variable.lower().replace("_", "-")
    texts = [*_of_kind(kind), f"your-{slug}", f"https://your-{slug}.example.com", "/path/to/file", "30", "2030-12-31"]
    texts += ["23:59", "you@example.com", "127.0.0.1", "10.0.0.0/8", "00000000-0000-4000-8000-000000000000", "xxxxxxxx"]
    return next((text for text in texts if not fault(kind, text) and _takes(field, load, text)), None)


def shown_example(field: FieldInfo, load: Loader, *, as_json: bool) -> str | None:
    """Return the first of the examples that a field declares, also for JSON Schema, as text that the field takes."""
    further = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    listed = further.get("examples", [])
    alone = [further["example"]] if "example" in further else []
    for value in (*(field.examples or ()), *(listed if isinstance(listed, list) else [listed]), *alone):
        for text in [value] if isinstance(value, str) and not as_json else _texts(value, None, as_json=as_json):
            if text and "\n" not in text and _takes(field, load, text):
                return text
    return None


def _of_kind(kind: Kind) -> Iterator[str]:
    match kind:
        case Choice(words):
            yield words[0]
        case Switch():
            yield "false"
        case Number():
            yield str(kind.shown)
        case Json():
            yield from ("[]", "{}")
        case _:
            return


def _takes(field: FieldInfo, load: Loader, text: str) -> bool:
    return _validated(_adapter(field), load(text)) is not UNKNOWN


def _adapter(field: FieldInfo) -> TypeAdapter[Any] | None:
    annotation: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    try:
        with quiet():
            return TypeAdapter(annotation)
    except Exception:  # noqa: BLE001 - a type whose package is missing, or that is not complete
        return None


def _validated(adapter: TypeAdapter[Any] | None, value: object) -> object:
    if adapter is None or value is UNKNOWN:
        return UNKNOWN
    try:
        with quiet():
            return adapter.validate_python(value)
    except Exception:  # noqa: BLE001 - a validator may raise anything
        return UNKNOWN


def _texts(value: object, adapter: TypeAdapter[Any] | None, *, as_json: bool) -> Iterator[str]:
    """Yield the texts that may stand for a value, the likeliest first."""
    plain = _plain(value, adapter, by_alias=True)
    if as_json:
        for document in (plain, _plain(value, adapter, by_alias=False)):
            if document is not UNKNOWN:
                yield _portable(json.dumps(document, ensure_ascii=False))
    elif isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, float):
        yield repr(value)
    else:
        if isinstance(plain, str):
            yield plain
        if isinstance(plain, list) and all(isinstance(item, str | int | float) for item in plain):
            yield from (delimiter.join(map(str, plain)) for delimiter in DELIMITERS)
        if plain is not UNKNOWN:
            yield json.dumps(plain, ensure_ascii=False)
        yield value.name if isinstance(value, Enum) else str(value)


def _portable(document: str) -> str:
    """Return a JSON document that can stand between single quotes in every env file."""
    return document.replace("\\\\", "\\u005c").replace("'", "\\u0027").replace("${", "$\\u007b")


def _plain(value: object, adapter: TypeAdapter[Any] | None, *, by_alias: bool) -> Any:  # noqa: ANN401 - what JSON holds
    try:
        value = ordered(value)
        return adapter.dump_python(value, mode="json", by_alias=by_alias, warnings=False) if adapter else _bare(value)
    except Exception:  # noqa: BLE001 - a serializer may raise anything
        return UNKNOWN


def ordered(value: object, depth: int = DEEPEST) -> Any:  # noqa: ANN401 - what a default holds
    """Return a default whose sets are lists in a fixed order, so that no hash seed decides what is written."""
    if depth == 0:
        return value
    if isinstance(value, AbstractSet):
        return sorted((ordered(item, depth - 1) for item in value), key=lambda item: (type(item).__name__, str(item)))
    if isinstance(value, BaseModel):
        bare = value.model_copy()
        bare.__dict__.update({name: ordered(item, depth - 1) for name, item in value.__dict__.items()})
        return bare
    if isinstance(value, dict):
        return {key: ordered(item, depth - 1) for key, item in value.items()}
    return [ordered(item, depth - 1) for item in value] if type(value) is list else value


def _bare(value: object) -> object:
    return to_jsonable_python(value)


def _same(one: object, other: object) -> bool:
    try:
        return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)
    except Exception:  # noqa: BLE001 - a comparison may raise anything
        return False
