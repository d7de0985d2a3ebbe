"""Kinds in English: what form a value has, and which limits."""

from typing import assert_never

from estuary_docs.vocabulary.kinds import (
    WEB,
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
    Size,
    Switch,
    Text,
    Url,
)
from estuary_docs.wording.phrases import code_list


def kind_phrase(kind: Kind) -> str:
    """Name a kind and its limits, such as "whole number from 1 to 65535"."""
    match kind:
        case Flag() | Switch():
            return "`true` or `false`"
        case Number() | Integer() | Decimal() | Quantity():
            return _number_phrase(kind)
        case ShapedText() | MultilineText() | Text():
            return _text_phrase(kind)
        case Json(top):
            return f"JSON {top}{kind.contents.removeprefix(f'{top}s')}"
        case Described(form):
            return form
        case Choice(words):
            return code_list(words, "or") if len(words) == 1 else f"one of {code_list(words, 'or')}"
        case Path():
            return "path"
        case Host():
            return "host name or IP address"
        case HostAndPort():
            return "host and port with a colon between them"
        case Email():
            return "e-mail address"
        case Url(schemes) if schemes == WEB:
            return "`http` or `https` URL"
        case Url(schemes):
            return f"URL with the scheme {code_list(schemes, 'or')}"
        case Origin():
            return "origin (scheme, host and optional port) or `*`"
        case ListOf(item, least, most):
            return f"comma-separated list{_length(least, most, 'items')}, each item: {kind_phrase(item)}"
        case _:  # pragma: no cover
            assert_never(kind)


def kind_clause(kind: Kind) -> str:
    """Name a kind as it stands after "it must be"."""
    return _article(kind) + kind_phrase(kind)


def rules_of_form(form: Kind) -> list[str]:
    """Return the slugs under which a text is reported that has not the form of a kind."""
    match form:
        case Flag() | Text() | Path() | Host() | HostAndPort() | Email() | Url() | Origin():
            return ["malformed"]
        case Switch() | Json() | Described() | Number(_, None, None):
            return ["malformed"]
        case Integer() | Number() | Decimal() | Quantity():
            return ["malformed", "out-of-range"]
        case Choice():
            return ["not-a-choice"]
        case ListOf(item, least, most):
            return list(dict.fromkeys([*(["malformed"] if least or most else []), *rules_of_form(item)]))
        case _:  # pragma: no cover
            assert_never(form)


def _number_phrase(kind: Number | Integer | Decimal | Quantity) -> str:
    match kind:
        case Number(whole=whole):
            limits = _bounds(kind.minimum, kind.maximum, above=kind.above, below=kind.below)
            return ("whole number" if whole else "number") + limits
        case Integer(minimum, maximum):
            return f"whole number{_bounds(minimum, maximum)}"
        case Decimal(minimum, maximum, above, below):
            return f"decimal number{_bounds(minimum, maximum, above=above, below=below)}"
        case Quantity():
            return _quantity(kind)


def _text_phrase(kind: ShapedText | MultilineText | Text) -> str:
    match kind:
        case ShapedText(pattern, least, most):
            matching = f" that matches `{pattern}`" if pattern else ""
            return f"one-line text{_length(least, most, 'characters')}{matching}"
        case MultilineText():
            return "text of one or several lines, without a line break at its start or end"
        case Text():
            return "one-line text"


def _article(form: Kind) -> str:
    match form:
        case Flag() | Choice() | Text() | Switch() | Described():
            return ""
        case Origin() | Email() | Url(("http", "https")):
            return "an "
        case _:
            return "a "


def _quantity(kind: Quantity) -> str:
    least, most = (
        None if bound is None else f"`{kind.written(bound) or bound}`" for bound in (kind.minimum, kind.maximum)
    )
    name = "size" if isinstance(kind, Size) else "duration"
    return f"{name}{_bounds(least, most)}, a whole number and {code_list(kind.units, 'or')} right after it"


def _bounds(least: float | str | None, most: float | str | None, *, above: bool = False, below: bool = False) -> str:
    if least is not None and most is not None and not (above or below):
        return f" from {least} to {most}"
    lower = "" if least is None else f" above {least}" if above else f" of at least {least}"
    upper = "" if most is None else f" below {most}" if below else f" of at most {most}"
    return f"{lower} and{upper}" if lower and upper else lower or upper


def _length(least: int | None, most: int | None, what: str) -> str:
    return f"{_bounds(least, most)} {what}".replace(" from ", " of ") if least or most else ""
