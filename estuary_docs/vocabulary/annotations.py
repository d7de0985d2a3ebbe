"""What a field's Python annotation says: the kind, whether it is secret, and its markers."""

from collections.abc import Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from estuary_docs.vocabulary.facts import Fact
from estuary_docs.vocabulary.kinds import Choice, Flag, Integer, Kind, ListOf, Origin, Text, Url
from estuary_docs.vocabulary.markers import Deprecation, Example, FormerNames, ProfileDefaults, Rotation
from estuary_docs.vocabulary.rules import Rule

Marker = Rule | ProfileDefaults | Rotation | Example | FormerNames | Deprecation


class AnnotationError(TypeError):
    """An annotation is outside the vocabulary; `complaint` and `hint` say how."""

    def __init__(self, complaint: str, hint: str) -> None:
        super().__init__(complaint)
        self.complaint = complaint
        self.hint = hint


class Meaning(Fact):
    """What an annotation says."""

    kind: Kind
    secret: bool
    markers: tuple[Marker, ...]


def meaning(annotation: object, metadata: Sequence[object]) -> Meaning:
    """Read an annotation and the metadata that pydantic has taken out of it.

    Raises AnnotationError for a type, a bound or a marker that the vocabulary does not know.
    """
    if isinstance(annotation, type) and not metadata:
        return _of_bare_type(annotation)
    bare, inner = _bare(annotation)
    markers: tuple[Marker, ...] = ()
    facts: list[object] = []
    for part in (*inner, *metadata):
        if isinstance(part, Marker):
            markers += (part,)
        else:
            facts.append(part)
    if not isinstance(bare, type) and get_origin(bare) is list:
        bare, item_facts = _bare(get_args(bare)[0])
        _refuse(facts)
        item, secret = _scalar(bare, item_facts)
        return Meaning(ListOf(item), secret, markers)
    kind, secret = _scalar(bare, facts)
    return Meaning(kind, secret, markers)


@cache
def _of_bare_type(bare: type) -> Meaning:
    return Meaning(*_scalar(bare, []), ())


def _bare(annotation: object) -> tuple[object, list[object]]:
    """Take `Annotated` and `| None` off an annotation; return it with the metadata found."""
    metadata: list[object] = []
    while not isinstance(annotation, type):
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *extra = get_args(annotation)
            for part in extra:
                metadata += part.metadata if isinstance(part, FieldInfo) else [part]
        elif origin in (Union, UnionType):
            others = [member for member in get_args(annotation) if member is not NoneType]
            if len(others) != 1:
                raise AnnotationError(f"the union {annotation} has no single written form", "choose one type")
            annotation = others[0]
        else:
            break
    return annotation, metadata


def _scalar(bare: object, facts: list[object]) -> tuple[Flag | Integer | Choice | Text | Url | Origin, bool]:
    if bare is int:
        return _integer(facts), False
    if bare is str or bare is SecretStr:
        form = next((fact for fact in facts if isinstance(fact, Url | Origin)), None) if facts else None
        _refuse([fact for fact in facts if fact is not form])
        return form or Text(), bare is SecretStr
    _refuse(facts)
    if bare is bool:
        return Flag(), False
    if get_origin(bare) is Literal:
        words = get_args(bare)
        if not all(isinstance(word, str) and word for word in words):
            raise AnnotationError("a choice is not a text", "write every choice as a non-empty string")
        return Choice(words), False
    raise AnnotationError(
        f"the type {getattr(bare, '__name__', bare)} has no written form",
        "use bool, int, str, Literal, SecretStr, Url, Origin, or a list of one of them",
    )


def _integer(facts: list[object]) -> Integer:
    bounds: dict[str, int] = {}
    for fact in facts:
        limits = {name: getattr(fact, name) for name in ("ge", "le", "gt", "lt") if hasattr(fact, name)}
        _refuse([] if limits else [fact])
        bounds |= {name: limit for name, limit in limits.items() if limit is not None}
    for name, limit in bounds.items():
        if type(limit) is not int:
            raise AnnotationError(f"the bound {name}={limit!r} is not a whole number", f"write {name} in digits")
    minimum = bounds["ge"] if "ge" in bounds else bounds["gt"] + 1 if "gt" in bounds else None
    maximum = bounds["le"] if "le" in bounds else bounds["lt"] - 1 if "lt" in bounds else None
    if minimum is not None and maximum is not None and minimum > maximum:
        raise AnnotationError(f"no number is within the bounds {minimum} to {maximum}", "choose ge <= le")
    return Integer(minimum, maximum)


def _refuse(facts: list[object]) -> None:
    for fact in facts:
        raise AnnotationError(
            f"the marker {type(fact).__name__} is not in the vocabulary",
            "say it with Must or Should, or take it out",
        )
