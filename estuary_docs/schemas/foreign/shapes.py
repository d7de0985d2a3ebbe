"""What a field's annotation says of the text in its variable: the kind, and what the kind cannot say in words."""

import math
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from ipaddress import IPv4Address, IPv4Interface, IPv4Network, IPv6Address, IPv6Interface, IPv6Network
from pathlib import PurePath
from re import Pattern
from typing import Any, Literal, get_args, get_origin, is_typeddict
from uuid import UUID

from pydantic import (
    BaseModel,
    BeforeValidator,
    ByteSize,
    EncodedBytes,
    EncodedStr,
    ImportString,
    NameEmail,
    PlainValidator,
    RootModel,
    Secret,
    SecretBytes,
    SecretStr,
    TypeAdapter,
    WrapValidator,
)
from pydantic import Json as JsonText
from pydantic.networks import EmailStr, IPvAnyAddress, IPvAnyInterface, IPvAnyNetwork, _BaseMultiHostUrl, _BaseUrl
from pydantic.types import PathType

from estuary_docs.schemas.foreign.annotations import members
from estuary_docs.schemas.foreign.validators import called
from estuary_docs.vocabulary.kinds import Choice, Described, Json, Kind, Number, Switch
from estuary_docs.wording.kinds import kind_clause

TEXT = Described("text")
ADDRESS = Described("an IP address")
NETWORK = Described("an IP network, such as `10.0.0.0/8`")
INTERFACE = Described("an IP address in its network, such as `10.0.0.1/8`")
ENCODED = Described("encoded text, such as Base64")
DESCRIBED: tuple[tuple[tuple[Any, ...], Kind], ...] = (
    ((PurePath,), Described("a path")),
    ((timedelta,), Described("a duration, such as `PT30S` (ISO 8601) or `00:00:30`")),
    ((datetime,), Described("a date and time (ISO 8601), or seconds since 1970")),
    ((date,), Described("a date (ISO 8601), such as `2030-12-31`")),
    ((time,), Described("a time of day (ISO 8601), such as `23:59`")),
    ((UUID,), Described("a UUID")),
    ((ByteSize,), Described("a size in bytes, or with a unit such as `10MB`")),
    ((IPv4Address, IPv6Address, IPvAnyAddress), ADDRESS),
    ((IPv4Network, IPv6Network, IPvAnyNetwork), NETWORK),
    ((IPv4Interface, IPv6Interface, IPvAnyInterface), INTERFACE),
    ((_BaseUrl, _BaseMultiHostUrl), Described("a URL")),
    ((EmailStr, NameEmail), Described("an e-mail address")),
    ((Pattern,), Described("a regular expression")),
    ((complex, Fraction), Described("a complex number or a fraction")),
    ((str, bytes, bytearray, SecretStr, SecretBytes), TEXT),
)
PATHS = {
    "file": Described("the path of a file that is there"),
    "dir": Described("the path of a folder that is there"),
    "new": Described("a path at which nothing is yet, in a folder that is there"),
    "socket": Described("the path of a socket that is there"),
}
IMPORTED = Described("the dotted path of what to import, such as `package.module:name`")
DIGITS = "only the class counts the digits of its number"
# What a form can tell of these is not all.
BY_THE_CLASS_ALONE = (
    *("a regular expression", "a complex number or a fraction"),
    *(kind.form for kind in (*PATHS.values(), IMPORTED, NETWORK, ENCODED)),
)
# What their types say of themselves is nothing to hide: where something is, when, how long or how large.
PLAIN_TYPES = {PurePath, timedelta, datetime, date, time, ByteSize}
PLAIN_FACTS = frozenset(
    kind_clause(kind)
    for kind in (
        *(*PATHS.values(), IMPORTED, ADDRESS, NETWORK, INTERFACE),
        *(kind for types, kind in DESCRIBED if not PLAIN_TYPES.isdisjoint(types)),
    )
)
JSON_TEXT: Any = JsonText
IMPORT_TEXT: Any = ImportString
CUSTOM = (BeforeValidator, PlainValidator, WrapValidator)
ARRAYS = (Sequence, AbstractSet, deque)
LEAST, MOST = -math.inf, math.inf
Bound = tuple[float | Decimal, bool]


@dataclass(frozen=True)
class Shape:
    """The kind of a field's text, the sentences that limit it further, and what no kind can say.

    `strict` is the kind that holds where code of the class takes no more than the type does. What `is_custom` has such
    code in its annotation.
    """

    kind: Kind
    limits: tuple[str, ...]
    doubt: str | None
    strict: Kind | None = None
    is_custom: bool = False


def shape(
    annotation: object, metadata: Sequence[object], decoding: tuple[bool, bool, bool], *, names_of_enums: bool
) -> Shape:
    """Read an annotation; `decoding` is what pydantic-settings does with its text.

    A text that the field's own validators turn into something else first is described, and never refused.
    """
    bare, inner = members(annotation)
    facts = [*inner, *metadata]
    limits = tuple(_sentences(facts))
    is_json, may_fail, is_left_alone = decoding
    custom = next((fact for fact in facts if isinstance(fact, CUSTOM)), None)
    doubt = f"the validator `{called(custom.func)}` decides what it accepts" if custom else None
    if any(isinstance(fact, JSON_TEXT) or fact is JSON_TEXT for fact in facts) or JSON_TEXT in bare:
        return Shape(Json("value"), limits, doubt, is_custom=custom is not None)
    if is_left_alone:
        kind: Kind = Described("text that the service takes apart itself")
        return Shape(kind, limits, doubt, is_custom=custom is not None)
    if is_json:
        kind = Json(_top(bare))
        lenient = may_fail and any(_top_of(member) == "value" for member in bare)
        return Shape(lenient_kind(kind) if lenient else kind, limits, doubt, is_custom=custom is not None)
    pairs = [_scalar(member, facts, annotation, names_of_enums=names_of_enums) for member in bare]
    kinds = list(dict.fromkeys(kind for kind, _ in pairs))
    doubts = [doubt, *(doubt for _, doubt in pairs)]
    doubt = next((doubt for doubt in doubts if doubt), None)
    return Shape(_one(kinds), limits, doubt, is_custom=custom is not None)


def lenient_kind(kind: Kind) -> Kind:
    """Return a kind that says the same and refuses nothing."""
    return kind if isinstance(kind, Described) else Described(f"{kind_clause(kind)}, or what the service takes")


def either(one: Kind, other: Kind) -> Kind:
    """Return the kind of a text that is of one kind or of the other."""
    return _one(list(dict.fromkeys((one, other))))


def _one(kinds: list[Kind]) -> Kind:
    if len(kinds) == 1:
        return kinds[0]
    if kinds and all(isinstance(kind, Choice) for kind in kinds):
        return Choice(tuple(dict.fromkeys(word for kind in kinds if isinstance(kind, Choice) for word in kind.words)))
    if not kinds or TEXT in kinds:
        return TEXT
    return Described(", or ".join(kind_clause(kind) for kind in kinds))


def _top(bare: list[object]) -> Literal["array", "object", "value"]:
    tops = {_top_of(member) for member in bare}
    return tops.pop() if len(tops) == 1 else "value"


def _top_of(member: object) -> Literal["array", "object", "value"]:
    origin = get_origin(member) or member
    if not isinstance(origin, type) or issubclass(origin, str | bytes):
        return "value"
    if issubclass(origin, RootModel):
        return _top(members(origin.model_fields["root"].annotation)[0])
    if issubclass(origin, BaseModel | Mapping) or is_typeddict(origin) or is_dataclass(origin):
        return "object"
    return "array" if issubclass(origin, ARRAYS) else "value"


def _scalar(  # noqa: PLR0911 - one branch a type is read whole
    member: object, facts: list[object], annotation: object, *, names_of_enums: bool
) -> tuple[Kind, str | None]:
    origin = get_origin(member)
    if origin is Literal:
        return _choice(get_args(member), annotation, ())
    if isinstance(origin, type) and issubclass(origin, Secret):
        return TEXT, None
    bare = origin or member
    if IMPORT_TEXT is member or IMPORT_TEXT in facts:
        return IMPORTED, None
    if member is Any or bare is object:
        return TEXT, None
    if not isinstance(bare, type):
        return TEXT, f"its type {_name(member)} has no written form that is known"
    if issubclass(bare, Enum):
        names = tuple(bare.__members__) if names_of_enums else ()
        kind, doubt = _choice([member.value for member in bare], annotation, names)
        return (lenient_kind(kind), doubt) if "_missing_" in vars(bare) else (kind, doubt)
    if issubclass(bare, bool):
        return Switch(), None
    if issubclass(bare, int) and not issubclass(bare, ByteSize):
        return Number(True, *_bounds(facts, whole=True)), None  # noqa: FBT003 - a fact takes its fields by place
    if issubclass(bare, float | Decimal):
        counts = any(getattr(fact, "max_digits", getattr(fact, "decimal_places", None)) is not None for fact in facts)
        return Number(False, *_bounds(facts, whole=False)), DIGITS if counts else None  # noqa: FBT003 - likewise
    if any(isinstance(fact, EncodedBytes | EncodedStr) for fact in facts):
        return ENCODED, None
    if issubclass(bare, PurePath) and (path_types := [fact for fact in facts if isinstance(fact, PathType)]):
        return PATHS[path_types[0].path_type], None
    for types, kind in DESCRIBED:
        if issubclass(bare, types):
            return kind, None
    return TEXT, f"its type {_name(bare)} has no written form that is known"


def _choice(values: Sequence[object], annotation: object, names: tuple[str, ...]) -> tuple[Kind, str | None]:
    """Return the choice among the texts that stand for values: pydantic itself says which it takes."""
    texts = [str(value.value if isinstance(value, Enum) else value) for value in values]
    taken = tuple(dict.fromkeys([*names, *(text for text in texts if _takes(annotation, text))]))
    shown = tuple(text for text in taken if text and text.isprintable() and "`" not in text)
    if shown and len(shown) == len([text for text in taken if text]):
        return Choice(shown), None
    if taken:
        return TEXT, "a choice holds a character that no message shows"
    listed = ", ".join(text for text in texts if text.isprintable() and "`" not in text)
    return Described(f"one of {listed}" if listed else "a choice"), "pydantic takes no text for any of its choices"


def _takes(annotation: Any, text: str) -> bool:  # noqa: ANN401 - any annotation
    try:
        TypeAdapter[Any](annotation).validate_python(text)
    except Exception:  # noqa: BLE001 - whatever the type does with a text, it does not take it
        return False
    return True


def _bounds(facts: list[object], *, whole: bool) -> tuple[float | None, float | None, bool, bool]:
    """Return the narrowest bounds, and whether each is excluded; a whole number has its next one for an excluded."""
    least: Bound = (LEAST, False)
    most: Bound = (MOST, False)
    for fact in facts:
        for name in ("ge", "gt", "le", "lt"):
            bound = getattr(fact, name, None)
            if not isinstance(bound, int | float | Decimal) or not math.isfinite(bound):
                continue
            excluded = name in ("gt", "lt")
            if name in ("ge", "gt"):
                whole_bound = math.floor(bound) + 1 if excluded else math.ceil(bound)
                least = max(least, (whole_bound, False) if whole else (bound, excluded))
            else:
                whole_bound = math.ceil(bound) - 1 if excluded else math.floor(bound)
                most = min(most, (whole_bound, False) if whole else (bound, excluded), key=_upper)
    return _plain(least[0]), _plain(most[0]), least[1], most[1]


def _upper(bound: Bound) -> Bound:
    return bound[0], not bound[1]


def _plain(bound: float | Decimal) -> float | None:
    if bound in (LEAST, MOST):
        return None
    return bound if isinstance(bound, int | float) else float(bound)


def _sentences(facts: list[object]) -> list[str]:
    """Word the constraints that no kind holds."""
    texts: dict[str, None] = {}
    worded: tuple[tuple[str, Callable[[Any], str]], ...] = (
        ("min_length", "At least {} long.".format),
        ("max_length", "At most {} long.".format),
        ("multiple_of", "A multiple of {}.".format),
        ("pattern", lambda pattern: f"Matches `{getattr(pattern, 'pattern', pattern)}`."),
    )
    for fact in facts:
        for name, word in worded:
            limit = getattr(fact, name, None)
            if limit is not None and not callable(limit) and "`" not in str(getattr(limit, "pattern", limit)):
                texts[word(limit)] = None
        for name, phrase in (("gt", "More than"), ("lt", "Less than")):
            bound = getattr(fact, name, None)
            if isinstance(bound, float | Decimal):
                texts[f"{phrase} {bound}."] = None
    return list(texts)


def _name(thing: object) -> str:
    return str(getattr(thing, "__name__", None) or thing).strip("<>")
