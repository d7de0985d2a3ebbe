"""JSON behind a Python type: `dict[str, …]` of texts, numbers, flags, choices, lists or such again, or a list of it."""

from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import SecretStr

from estuary_docs.vocabulary.facts import Fact
from estuary_docs.vocabulary.kinds import Json, Top

Form = tuple[Any, ...]
TEXT: Form = ("text", None, None, None, False)
PLAIN: dict[object, tuple[Form, str]] = {
    str: (TEXT, "texts"),
    bool: (("exactly-a-flag",), "flags"),
    int: (("exactly-whole", None, None, None), "whole numbers"),
}


def document(annotation: object) -> Json | None:
    """Return the kind of `dict[str, …]`, or of a list of such; None for another annotation, or one that JSON lacks."""
    form, contents = _told(annotation) or (None, "")
    if form is None or not is_document(annotation):
        return None
    top: Top = "object" if get_origin(annotation) is dict else "array"
    return Json(top, ("json", form, False), f"{top}s {contents.partition(' ')[2]}")


def is_document(annotation: object) -> bool:
    """Say whether an annotation is that of a JSON object, or of a list of them, whatever is in it."""
    arguments = get_args(annotation)
    return get_origin(annotation) is dict or (get_origin(annotation) is list and is_document(arguments[0]))


def refusal(annotation: object) -> tuple[str, str]:
    """Return which part of a document JSON lacks, and what to write instead."""
    part = annotation
    while get_origin(part) in (dict, list):
        first, *rest = get_args(part)
        part = rest[0] if rest and first is str else first
    bare, *facts = get_args(part) if get_origin(part) is Annotated else (part,)
    name = next((type(fact).__name__ for fact in facts if isinstance(fact, Fact)), "")
    limited = f"{getattr(bare, '__name__', bare)}{' with limits' if facts else ''}"
    instead = f"write {_plain(annotation)}, and check its values in your code"
    return (
        f"{name or limited} has no written form inside JSON",
        "declare each secret as a variable" if bare is SecretStr else instead,
    )


def _plain(annotation: object) -> str:
    """Return an annotation as it is written, with the nearest type that JSON has for each that it lacks."""
    if get_origin(annotation) is list:
        return f"list[{_plain(get_args(annotation)[0])}]"
    if get_origin(annotation) is dict:
        return f"dict[str, {_plain(get_args(annotation)[1])}]"
    if get_origin(annotation) is Literal and _told(annotation):
        return str(annotation).removeprefix("typing.")
    bare = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    return str(getattr(bare, "__name__", "")) if bare in PLAIN else "str"


def _told(annotation: object) -> tuple[Form, str] | None:
    """Return the form of a part of a document, and what several such parts are called."""
    arguments: tuple[Any, ...] = get_args(annotation)
    if annotation in (NoneType, *PLAIN):
        return PLAIN.get(annotation)
    if get_origin(annotation) is Literal and all(isinstance(word, str) for word in arguments):
        return ("one", arguments, False), f"{', '.join(f'`{word}`' for word in arguments[:-1])} or `{arguments[-1]}`"
    if get_origin(annotation) is list and (item := _told(arguments[0])):
        return ("array", item[0], None, None), f"lists of {item[1]}"
    if get_origin(annotation) is dict and arguments[0] is str and (value := _told(arguments[1])):
        return ("mapping", TEXT, value[0], None, None), f"objects of {value[1]}"
    return None
