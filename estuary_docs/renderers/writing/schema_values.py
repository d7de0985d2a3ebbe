"""What a value of each kind looks like, as JSON Schema."""

import re
from typing import Any, assert_never

from estuary_docs.renderers.writing.expressions import (
    EMAIL,
    HOST,
    HOST_AND_PORT,
    ORIGIN,
    any_of,
    decimals,
    digits,
    lengths,
    quantities,
    url,
    whole_numbers,
)
from estuary_docs.renderers.writing.value_expressions import JSON_ANY, of_text
from estuary_docs.runtimes.python.forms import LAST_PORT
from estuary_docs.vocabulary.kinds import (
    WORDS_OF_FLAG,
    Choice,
    Decimal,
    Described,
    Email,
    Flag,
    Host,
    HostAndPort,
    Integer,
    Json,
    Kind,
    ListOf,
    MultilineText,
    Number,
    Origin,
    Path,
    Quantity,
    ShapedText,
    Switch,
    Text,
    Url,
)

Schema = dict[str, Any]
NEVER: Schema = {"not": {}}
UNSET: Schema = {"maxLength": 0}
PORT_GROUP = "(?P<port>[0-9]{1,5})"
END_OF_ITEM = r"[ \t]*(?:,|$)"
DOCUMENTS = {"array": r"\[[\s\S]*\]|null", "object": r"\{[\s\S]*\}|null", "value": JSON_ANY}


def form(kind: Kind, *, takes_empty: bool = False) -> Schema:
    """Return what a value of the kind looks like, as far as an expression can tell.

    An empty one is as good as none, unless the kind `takes_empty` for a value.
    """
    shape = _form_or_empty(kind)
    if not takes_empty or not shape:
        return shape
    if "enum" in shape:
        return {"enum": [word for word in shape["enum"] if word]} if shape["enum"] != [""] else NEVER
    return {"pattern": f"^{shape['pattern'][1:-2]}$"} if shape.get("pattern", "").endswith(")?$") else shape


def _form_or_empty(kind: Kind) -> Schema:
    shape = _form_of_one(kind)
    if not isinstance(kind, ListOf) or (kind.least or kind.most) is None:
        return shape
    often = f"{{{kind.least or 1},{kind.most or ''}}}"
    return {**shape, "pattern": rf"^[ \t,]*(?:(?:[^ \t,][^,]*(?:,[ \t,]*|$)){often})?$"}


def _form_of_one(kind: Kind) -> Schema:  # noqa: PLR0911 - one line a kind is read whole
    match kind:
        case Flag():
            return {"enum": ["", *WORDS_OF_FLAG]}
        case Choice(words):
            return {"enum": ["", *words]}
        case MultilineText():
            return {"not": {"pattern": "\\u0000|^[\\r\\n]|[\\r\\n]$"}}
        case ShapedText(pattern, least, most):
            shape = {"pattern": pattern, "minLength": least, "maxLength": most}
            return {"anyOf": [UNSET, {key: limit for key, limit in shape.items() if limit is not None}]}
        case Path():
            return {"not": {"pattern": "^~"}}
        case ListOf(ShapedText()) | ListOf(Path()):
            return no_item(f"(?!(?:{expression_of(kind.item)}){END_OF_ITEM})")
        case Json() | Described() if kind.fitting:
            return _whole(of_text(kind.fitting))
        case Text() | ListOf(Text()) | Described():
            return {}
        case Number(whole):
            limits = (kind.minimum, kind.maximum)
            limited = ("whole", *limits, None) if whole else ("number", *limits, kind.above, kind.below, None, False)
            return _whole(of_text(limited))
        case Json(top):
            return _whole(rf"[ \t\r\n]*(?:{DOCUMENTS[top]})[ \t\r\n]*")
        case Switch():
            return _whole(of_text(("flag",)))
        case ListOf(item):
            return no_item(f"(?!(?:{expression_of(item)}){END_OF_ITEM})")
        case Integer() | Decimal() | Quantity() | Host() | HostAndPort() | Email() | Url() | Origin():
            return {"pattern": f"^(?:{expression_of(kind)})?$"}
        case _:  # pragma: no cover
            assert_never(kind)


def expression_of(kind: Kind) -> str:  # noqa: PLR0911 - likewise
    """Return the form as an expression of ECMA 262 that holds in most other dialects too."""
    match kind:
        case Integer(minimum, maximum):
            return whole_numbers(minimum, maximum)
        case Decimal(minimum, maximum, above, below):
            lower, upper = decimals(minimum, strict=above, least=True), decimals(maximum, strict=below, least=False)
            return f"(?={lower}{END_OF_ITEM}){upper}"
        case Quantity():
            return quantities(kind)
        case ShapedText(pattern, least, most):
            return f"(?={lengths(least, most)}{END_OF_ITEM})(?:{pattern[1:-1] if pattern else '[^,]*'})"
        case Path():
            return "[^~,][^,]*"
        case Host():
            return HOST
        case HostAndPort():
            return _portable(HOST_AND_PORT)
        case Email():
            return EMAIL
        case Choice(words):
            return any_of(words)
        case Flag():
            return any_of(WORDS_OF_FLAG)
        case Origin():
            return rf"\*|{_portable(ORIGIN)}"
        case Url(schemes):
            return _portable(url(schemes))
        case _:  # pragma: no cover
            raise NotImplementedError(kind)


def _portable(pattern: re.Pattern[str]) -> str:
    return pattern.pattern.replace(PORT_GROUP, digits(1, LAST_PORT, len(str(LAST_PORT)))).replace('\\"', '"')


def _whole(expression: str | None) -> Schema:
    """Return that a text is empty, or matches an expression as a whole; without one there is no such text."""
    return {"enum": [""]} if expression is None else {"pattern": f"^(?:{expression})?$"}


def no_item(condition: str) -> Schema:
    """Return that no item of a list begins where `condition` holds."""
    return {"not": {"pattern": rf"(?:^|,)[ \t]*{condition}[^ \t,]"}}
