"""What a field's Python annotation says: the kind, whether it is secret, and its markers."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from estuary_docs.vocabulary import arguments, kinds, patterns
from estuary_docs.vocabulary.checks import Check
from estuary_docs.vocabulary.documents import document, is_document, refusal
from estuary_docs.vocabulary.facts import Fact
from estuary_docs.vocabulary.kinds import Choice, Flag, Integer, Kind, ListOf, MultilineText, ShapedText, Text
from estuary_docs.vocabulary.markers import (
    BorrowedDefault,
    Deprecation,
    Example,
    FormerNames,
    Issuer,
    ProfileDefaults,
    Rotation,
)
from estuary_docs.vocabulary.rules import Rule
from estuary_docs.vocabulary.types import Units

OF_A_TEXT = kinds.Shaped | kinds.Url | kinds.Origin | MultilineText
MILLISECOND = timedelta(milliseconds=1)
Marker = Rule | ProfileDefaults | BorrowedDefault | Rotation | Example | FormerNames | Deprecation | Issuer


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
            if complaint := arguments.complaint(part):
                raise AnnotationError(*complaint)
            markers += (part,)
        else:
            facts.append(part)
    if not isinstance(bare, type) and get_origin(bare) is list and not is_document(bare):
        bare, item_facts = _bare(get_args(bare)[0])
        bounds = _counts(facts)
        item, secret = _scalar(bare, item_facts)
        if isinstance(item, MultilineText | kinds.Json):
            raise AnnotationError("the items of a list are on one line", "declare each such text by itself")
        return Meaning(ListOf(item, *bounds), secret, markers)
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


def _scalar(bare: object, facts: list[object]) -> tuple[kinds.Plain | MultilineText | kinds.Json, bool]:
    if bare is str or bare is SecretStr:
        return _text(facts, secret=bare is SecretStr), bare is SecretStr
    if bare in NUMBERS:
        return NUMBERS[bare](facts), False
    _refuse(facts)
    if bare is bool:
        return Flag(), False
    if bare is Path:
        return kinds.Path(), False
    if is_document(bare):
        if kind := document(bare):
            return kind, False
        raise AnnotationError(*refusal(bare))
    if get_origin(bare) is Literal:
        words = get_args(bare)
        if not all(isinstance(word, str) and word for word in words):
            raise AnnotationError("a choice is not a text", "write every choice as a non-empty string")
        return Choice(words), False
    raise AnnotationError(
        f"the type {getattr(bare, '__name__', bare)} has no written form",
        "use bool, int, Decimal, timedelta, Size, str, SecretStr, Literal, Path, Url, Origin, Host, HostAndPort, "
        "Email, MultilineText, a list of one of them, or, for JSON, dict[str, str] or a list of such",
    )


def _text(facts: list[object], *, secret: bool) -> Text | OF_A_TEXT:
    shape: dict[str, Any] = {}
    forms: list[OF_A_TEXT] = []
    for fact in facts:
        limits = {name: getattr(fact, name) for name in ("min_length", "max_length", "pattern") if hasattr(fact, name)}
        if isinstance(fact, OF_A_TEXT):
            forms.append(fact)
        else:
            _refuse([] if limits else [fact])
        shape |= {name: limit for name, limit in limits.items() if limit is not None}
    if forms and (shape or len(forms) > 1):
        raise AnnotationError("two forms are asked of one text", "keep one")
    for form in forms:
        if isinstance(form, kinds.Url):
            if complaint := arguments.complaint(form):
                raise AnnotationError(*complaint)
            _refuse_schemes(form.schemes)
        return form
    return _shaped(**shape, secret=secret) if shape else Text()


def _shaped(
    *, min_length: int | None = None, max_length: int | None = None, pattern: object = None, secret: bool = False
) -> ShapedText:
    _refuse_lengths("text", min_length, max_length)
    if pattern is not None and secret:
        raise AnnotationError("a secret takes no pattern", "give its least and most length, or a rule")
    if pattern is not None and (complaint := patterns.complaint(str(pattern))):
        raise AnnotationError(
            f"the pattern {complaint}", "write ^, classes such as [a-z0-9.], groups, *, +, ?, {2,9}, $"
        )
    return ShapedText(pattern if pattern is None else str(pattern), min_length or None, max_length)


def _refuse_lengths(what: str, least: int | None, most: int | None) -> None:
    if most is not None and most < max(least or 1, 1):
        raise AnnotationError(f"no {what} has such a length", "choose 1 <= min_length <= max_length")


def _counts(facts: list[object]) -> tuple[int | None, int | None]:
    """Return how many items a list has, at least and at most; one that is set has one anyhow."""
    bounds: dict[str, int | None] = {"min_length": None, "max_length": None}
    for fact in facts:
        limits = {name: getattr(fact, name) for name in bounds if hasattr(fact, name)}
        _refuse([] if limits else [fact])
        bounds |= {name: limit for name, limit in limits.items() if limit is not None}
    least, most = bounds.values()
    _refuse_lengths("list", least, most)
    return least if least and least > 1 else None, most


def _refuse_schemes(schemes: tuple[str, ...]) -> None:
    for scheme in schemes:
        if not patterns.is_scheme(scheme):
            raise AnnotationError("a scheme is not one", 'write it without "://", as in schemes("amqp", "amqps")')


def _bounds(facts: list[object], form: Callable[[object], bool], hint: tuple[str, str]) -> dict[str, Any]:
    """Return the bounds among the facts; raises AnnotationError for any other fact, and for one without the form."""
    bounds: dict[str, Any] = {}
    for fact in facts:
        limits = {name: getattr(fact, name) for name in ("ge", "le", "gt", "lt") if hasattr(fact, name)}
        _refuse([] if limits else [fact])
        bounds |= {name: limit for name, limit in limits.items() if limit is not None}
    for name, limit in bounds.items():
        if not form(limit):
            raise AnnotationError(f"the bound {name}={limit!r} {hint[0]}", f"write it as in {name}={hint[1]}")
    return bounds


def _whole_bounds(bounds: dict[str, int]) -> tuple[int | None, int | None]:
    minimum = bounds["ge"] if "ge" in bounds else bounds["gt"] + 1 if "gt" in bounds else None
    maximum = bounds["le"] if "le" in bounds else bounds["lt"] - 1 if "lt" in bounds else None
    return minimum, maximum


def _refuse_empty(minimum: Any, maximum: Any, *, is_open: bool = False) -> None:  # noqa: ANN401 - numbers of any kind
    if None not in (minimum, maximum) and (minimum > maximum or (is_open and minimum == maximum)):
        raise AnnotationError(f"no number is within the bounds {minimum} to {maximum}", "choose ge <= le")


def _number(facts: list[object]) -> Integer | kinds.Size:
    if any(isinstance(fact, kinds.Size) for fact in facts):
        return _size([fact for fact in facts if not isinstance(fact, kinds.Size)])
    bounds = _bounds(facts, lambda limit: type(limit) is int, ("is not a whole number", "10"))
    minimum, maximum = _whole_bounds(bounds)
    _refuse_empty(minimum, maximum)
    return Integer(minimum, maximum)


def _size(facts: list[object]) -> kinds.Size:
    units = _units(facts, kinds.Size().units)
    bounds = _bounds(facts, lambda limit: type(limit) is int, ("is no number of bytes", 'size("1MiB")'))
    return _quantity(kinds.Size(*_whole_bounds(bounds), units))


def _duration(facts: list[object]) -> kinds.Duration:
    units = _units(facts, kinds.Duration().units)
    bounds = _bounds(
        facts,
        lambda limit: isinstance(limit, timedelta) and not limit % MILLISECOND,
        ("is no duration in whole milliseconds", 'duration("30s")'),
    )
    in_milliseconds = {name: limit // MILLISECOND for name, limit in bounds.items()}
    return _quantity(kinds.Duration(*_whole_bounds(in_milliseconds), units))


Q = TypeVar("Q", bound=kinds.Quantity)


def _quantity(kind: Q) -> Q:
    _refuse_empty(kind.minimum or 0, kind.maximum)
    return kind


def _units(facts: list[object], possible: tuple[str, ...]) -> tuple[str, ...]:
    """Take the units out of the facts."""
    units = next((fact for fact in facts if isinstance(fact, Units)), None)
    if units is None:
        return possible
    facts.remove(units)
    if complaint := arguments.complaint(units):
        raise AnnotationError(*complaint)
    if not set(units.names) <= set(possible):
        raise AnnotationError("a unit is not known", f"choose among {', '.join(possible)}")
    return tuple(unit for unit in possible if unit in units.names)


def _decimal(facts: list[object]) -> kinds.Decimal:
    bounds = _bounds(
        facts,
        lambda limit: type(limit) is int or (isinstance(limit, Decimal) and limit.is_finite()),
        ("is no decimal number", 'Decimal("0.5")'),
    )
    minimum, maximum = bounds.get("ge", bounds.get("gt")), bounds.get("le", bounds.get("lt"))
    above, below = "ge" not in bounds and "gt" in bounds, "le" not in bounds and "lt" in bounds
    _refuse_empty(minimum, maximum, is_open=above or below)
    least, most = (None if bound is None else f"{Decimal(bound):f}" for bound in (minimum, maximum))
    return kinds.Decimal(least, most, above, below)


NUMBERS: dict[object, Callable[[list[object]], kinds.Plain]] = {
    int: _number,
    Decimal: _decimal,
    timedelta: _duration,
}


def _refuse(facts: list[object]) -> None:
    for fact in facts:
        name = type(fact).__name__
        if isinstance(fact, Check):
            raise AnnotationError(f"the check {name} is in no rule", f"write Must({fact!r}) or Should({fact!r})")
        marker = "Field(" + ", ".join(f"{limit}=…" for limit in vars(fact)) + ")" if name.startswith("_") else name
        raise AnnotationError(
            f"the marker {marker} is not in the vocabulary",
            "say it with Must or Should, or take it out",
        )
