"""The forms of values as regular expressions of ECMA 262: no narrower than the form, and wider where none tells it.

Without a bound where a number is written with an exponent or underscores, and without what stands deep in a document.
"""

import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from estuary_docs.renderers.writing.expressions import any_of, decimals, in_any_case, literally, whole_numbers
from estuary_docs.runtimes.python.lenient_forms import BLANKS, FALSE_WORDS, TRUE_WORDS
from estuary_docs.vocabulary.documents import Form

ANY = r"[\s\S]*"
BLANK = "[" + "".join(f"\\u{ord(letter):04x}" for letter in BLANKS) + "]*"
SPACE = r"[ \t\r\n]*"
STRING = r'"(?:[^"\\\x00-\x1f]|\\.)*"'
ESCAPED_STRING = r'"(?:[^"\\\x00-\x1f]|\\.)*\\(?:[^"\\\x00-\x1f]|\\.)*"'
UNDERSCORED = r"[+\-]?[0-9]+(?:_[0-9]+)+(?:\.0+)?"
EXPONENT = r"[+\-]?[0-9._]*(?:_[0-9._]*|[0-9._][eE][+\-]?[0-9_]+)"
BEYOND = r"[+\-]?(?:[iI][nN][fF](?:[iI][nN][iI][tT][yY])?|[nN][aA][nN])"
DECIMAL = r"[+\-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)"
EXACT = r"\s*[+\-]?[\d_.\u0660-\u0669\uff10-\uff19]+(?:[eE][+\-]?[\d_]+)?\s*"
JSON_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+\-]?[0-9]+)?"
JSON_WHOLE = r"-?[0-9]+(?:\.0+)?(?:[eE][+\-]?[0-9]+)?"
JSON_BEYOND = "NaN|-?Infinity"
JSON_FLAG = "true|false"
JSON_ANY = rf"(?:{STRING}|{JSON_NUMBER}|{JSON_BEYOND}|{JSON_FLAG}|null|\[{ANY}\]|\{{{ANY}\}})"
LONGEST = 6_000


def of_text(form: Form) -> str | None:
    """Return an expression for the texts that have a form; None where there is no such text."""
    name, *limits = form
    if name == "either":
        return _either(map(of_text, limits))
    if name == "json":
        document, or_text = limits
        bare = f"{SPACE}{of_json(document)}{SPACE}"
        whole = bare if len(bare) <= LONGEST else f"{SPACE}{JSON_ANY}{SPACE}"
        return _either([whole, of_text(document) if or_text else None])
    write = TEXTS.get(name)
    return write(*limits) if write else None


def of_json(form: Form) -> str:
    """Return an expression for the values in JSON that have a form."""
    name, *limits = form
    if name == "either":
        return _either([of_json(part) for part in limits]) or "(?!)"
    if name == "one" and limits[0]:
        return f"(?:{_json_choices(*limits)})"
    write = VALUES.get(name)
    return write(*limits) if write else JSON_ANY


def _either(parts: Iterable[str | None]) -> str | None:
    alternatives = list(dict.fromkeys(part for part in parts if part is not None))
    if ANY in alternatives:
        return ANY
    return f"(?:{'|'.join(alternatives)})" if alternatives else None


def _text(least: int | None, most: int | None, pattern: str | None, stripped: bool) -> str:  # noqa: FBT001 - a fact
    bare = ANY if pattern is None else f"(?:{pattern})"
    if least is not None or most is not None:
        bare = rf"(?=[\s\S]{{{least or 0},{'' if most is None else most}}}$){bare}"
    if not stripped:
        return bare
    # Lengths that do not count blanks are not told.
    return f"{BLANK}(?:{pattern}){BLANK}" if pattern else ANY


def _whole(least: int | None, most: int | None, _multiple: object = None) -> str:
    bounded = whole_numbers(least, most)
    zero = "" if (least is not None and least > 0) or (most is not None and most < 0) else "|-0+"
    return rf"{BLANK}(?:\+?(?:{bounded}{zero})(?:\.0+)?|{UNDERSCORED}){BLANK}"


def _number(
    least: float | None,
    most: float | None,
    above: bool,  # noqa: FBT001
    below: bool,  # noqa: FBT001
    _multiple: object,
    finite: bool,  # noqa: FBT001
) -> str:
    plain = DECIMAL
    if least is not None or most is not None:
        lower = decimals(_written(least), strict=above, least=True)
        upper = decimals(_written(most), strict=below, least=False)
        # What begins or ends with a point, or has a sign before it that decimals have not, is not held to the bounds.
        other = r"(?:\+[0-9.]*|-?\.[0-9]*|-?[0-9]*\.|-0+(?:\.0*)?)"
        plain = rf"(?:(?=(?:{lower})(?![0-9.]))(?:{upper})(?![0-9.])|{other})"
    return rf"{BLANK}(?:{plain}|{EXPONENT}{'' if finite else '|' + BEYOND}){BLANK}"


def _written(bound: float | None) -> str | None:
    return None if bound is None else f"{Decimal(repr(bound)):f}"


def _exact(*limits: Any) -> str:  # noqa: ANN401 - those of a number
    return EXACT if limits[-1] else rf"(?:{EXACT}|{BLANK}{BEYOND}{BLANK})"


def _choices(choices: tuple[object, ...], as_number: bool) -> str | None:  # noqa: FBT001 - a fact
    words = [choice for choice in choices if isinstance(choice, str)]
    numbers = [_whole(choice, choice) for choice in choices if as_number and isinstance(choice, int)]
    return _either([*([any_of(words)] if words else []), *numbers])


def _json_choices(choices: tuple[object, ...], as_number: bool) -> str:  # noqa: FBT001 - a fact
    words = [literally(json.dumps(choice, ensure_ascii=False)) for choice in choices if isinstance(choice, str)]
    others = [JSON_NUMBER, JSON_FLAG] if any(isinstance(choice, int | float) for choice in choices) else []
    return "|".join([*words, *others, *(["null"] if None in choices else []), STRING if as_number else ESCAPED_STRING])


def _json_text(least: int | None, most: int | None, pattern: str | None, stripped: bool) -> str:  # noqa: FBT001 - a fact
    if stripped or pattern is not None:
        return STRING
    return rf'(?:"[^"\\]{{{least or 0},{"" if most is None else most}}}"|{ESCAPED_STRING})' if least or most else STRING


def _array(item: Form, least: int | None, most: int | None) -> str:
    part = of_json(item)
    if ANY in part:
        return rf"\[{ANY}\]"
    often = f"{{{least or 0},{'' if most is None else most}}}" if least or most is not None else "*"
    return rf"\[{SPACE}(?:{part}{SPACE}(?:,{SPACE}(?!\])|(?=\]))){often}\]"


def _tuple(forms: tuple[Form, ...]) -> str:
    parts = [of_json(form) for form in forms]
    if any(ANY in part for part in parts):
        return rf"\[{ANY}\]"
    return rf"\[{SPACE}{f'{SPACE},{SPACE}'.join(parts)}{SPACE}\]"


def _mapping(key: Form, value: Form, least: int | None, most: int | None) -> str:
    part, name = of_json(value), of_text(key) or "(?!)"
    if ANY in part:
        return rf"\{{{ANY}\}}"
    name = STRING if ANY in name else rf'(?:"{name}"|{ESCAPED_STRING})'
    often = f"{{{least or 0},{'' if most is None else most}}}" if least or most is not None else "*"
    return rf"\{{{SPACE}(?:{name}{SPACE}:{SPACE}{part}{SPACE}(?:,{SPACE}(?!\}})|(?=\}}))){often}\}}"


def _object(keys: tuple[Any, ...], any_case: bool, is_closed: bool) -> str:  # noqa: FBT001 - facts
    spelled = [
        (_either([in_any_case(name) if any_case else literally(name) for name in names]), form, needed)
        for names, form, needed in keys
    ]
    needs = "".join(rf'(?=[\s\S]*"{name}"{SPACE}:)' for name, _, needed in spelled if needed)
    parts = [rf'"{name}"{SPACE}:{SPACE}{of_json(form)}' for name, form, _ in spelled]
    if not is_closed or not parts or any(ANY in part for part in parts):
        return rf"{needs}\{{{ANY}\}}"
    escaped = rf"{ESCAPED_STRING}{SPACE}:{SPACE}(?:{STRING}|[^\[\]{{}},]*)"
    return rf"{needs}\{{{SPACE}(?:(?:{'|'.join(parts)}|{escaped}){SPACE}(?:,{SPACE}(?!\}})|(?=\}})))*\}}"


SWITCH = "|".join(map(in_any_case, TRUE_WORDS + FALSE_WORDS))
TEXTS: dict[str, Callable[..., str | None]] = {
    "any": lambda: ANY,
    "text": _text,
    "whole": _whole,
    "number": _number,
    "exact": _exact,
    "flag": lambda: f"(?:{SWITCH})",
    "one": _choices,
}
NUMBERS = f"{JSON_NUMBER}|{JSON_BEYOND}|{JSON_FLAG}"
VALUES: dict[str, Callable[..., str]] = {
    "null": lambda: "null",
    "text": _json_text,
    "whole": lambda *_limits: rf'(?:{JSON_WHOLE}|{JSON_FLAG}|"{BLANK}[+\-]?[0-9_]+(?:\.0+)?{BLANK}"|{ESCAPED_STRING})',
    "number": lambda *_limits: rf'(?:{NUMBERS}|"{BLANK}[+\-.0-9_A-Za-z]+{BLANK}"|{ESCAPED_STRING})',
    "exact": lambda *_limits: rf"(?:{NUMBERS}|{STRING})",
    "flag": lambda: rf'(?:{JSON_FLAG}|[01](?:\.0+)?|-?0(?:\.0+)?|"(?:{SWITCH})"|{ESCAPED_STRING})',
    "exactly-a-flag": lambda: f"(?:{JSON_FLAG})",
    "exactly-whole": lambda *_limits: JSON_NUMBER,
    "exactly-a-number": lambda *_limits: f"(?:{JSON_NUMBER}|{JSON_BEYOND})",
    "array": _array,
    "tuple": _tuple,
    "mapping": _mapping,
    "object": _object,
}
