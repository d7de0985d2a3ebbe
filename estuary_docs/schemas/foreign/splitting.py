"""Lists whose text a class splits itself: at which text between the items, asked of its own validators.

The form is an expression for the whole text, so that every runtime has it.
"""

import json

from estuary_docs.renderers.writing.expressions import any_of, in_any_case, literally
from estuary_docs.schemas.foreign import defaults, forms
from estuary_docs.schemas.foreign.places import FieldPlace
from estuary_docs.vocabulary.documents import Form
from estuary_docs.vocabulary.kinds import Described

SAMPLES = ("7", "8", "zz", "zy", "0.5", "10.0.0.1", "10.0.0.2", "https://zz.example/", "https://zy.example/")
ANY = r"[\s\S]*"
# The digits of other scripts are among these, and no blank is.
BEYOND = "\u0660-\u167f\u1681-\u1fff\u2060-\u2fff\u3001-\U0010ffff"
DIGIT = f"[0-9{BEYOND}]"
DIGITS = f"{DIGIT}+(?:_{DIGIT}+)*"
# Whole numbers and others, as Python's own functions read them, which code of a class may call.
WHOLE = rf"\s*[+\-]?{DIGITS}(?:\.0+)?\s*"
NOT_FINITE = f"{in_any_case('inf')}(?:{in_any_case('inity')})?|{in_any_case('nan')}"
EXPONENT = rf"(?:[eE][+\-]?{DIGITS})?"
NUMBER = rf"\s*[+\-]?(?:(?:{DIGITS}(?:\.(?:{DIGITS})?)?|\.{DIGITS}){EXPONENT}|{NOT_FINITE})\s*"


def split_list(place: FieldPlace, form: Form) -> Described | None:
    """Return the kind of a list that the validators of a class split; None if they do not."""
    item = next((part[1] for part in forms.alternatives(form) if part[0] == "array"), None)
    if item is None:
        return None
    load = defaults.through_validators(place.owner, place.name)
    for delimiter in defaults.DELIMITERS:
        first, second = next(
            (
                (one, other)
                for one, other in zip(_samples(item), _samples(item)[1:], strict=False)
                if _length(load(one + delimiter + other)) == len((one, other))
            ),
            ("", ""),
        )
        if not first or _length(load(first)) != 1:
            continue
        drops_empty = _length(load(first + delimiter * 2 + second)) == len((first, second))
        document = load(json.dumps([first, second]))
        is_also_json = _length(document) == 2 and document == load(first + delimiter + second)  # noqa: PLR2004 - as many
        return Described(
            f"a list with `{delimiter}` between its items",
            forms.either(
                ("text", None, None, _expression(item, delimiter, drops_empty=drops_empty), False),
                *([forms.document(form, or_text=False)] if is_also_json else []),
            ),
        )
    return None


def _samples(item: Form) -> list[str]:
    words = item[1] if item[0] == "one" else ()
    return [*(word for word in words if isinstance(word, str)), *SAMPLES]


def _length(value: object) -> int:
    return len(value) if isinstance(value, list | tuple | set | frozenset) else 0


def _expression(item: Form, delimiter: str, *, drops_empty: bool) -> str | None:
    """Return an expression for the texts whose items have a form; None where any text passes."""
    one = _of_item(item)
    if one is None:
        return None
    one = rf"{one}|\s*" if drops_empty else one
    return f"(?:{one})(?:{literally(delimiter)}(?:{one}))*"


def _of_item(item: Form) -> str | None:
    match item:
        case ("whole", *_):
            return WHOLE
        case ("number" | "exact", *_):
            return NUMBER
        case ("one", words, False) if all(isinstance(word, str) for word in words):
            return rf"\s*{any_of(words)}\s*"
        case ("text", _, _, str(pattern), _) if ANY not in pattern:
            return rf"\s*(?:{pattern})\s*"
        case ("either", *parts):
            texts = [_of_item(part) for part in parts if not forms.takes_no_text(part)]
            return None if None in texts or not texts else "|".join(filter(None, texts))
        case _:
            return None
