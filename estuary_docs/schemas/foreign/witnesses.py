"""Ask a class by witness texts whether it refuses what the form of a field refuses, where its own code comes first.

A field with a validator that runs before its type may take any text. If the class refuses each witness that the form
refuses, also the words that stand in that code, the form holds.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from inspect import getclosurevars
from types import CodeType, FunctionType, MethodType
from typing import Any

from pydantic import ValidationError
from pydantic_settings import BaseSettings

from estuary_docs.schemas.foreign.sources import built, empty_environment, quiet
from estuary_docs.vocabulary.kinds import Json, Kind, fault

WITNESSES = (
    *("zz", "zz zy", "zz,zy", "zz;zy", "7,8", "7", "-7", "7.5", "7s", "PT7S", "0x7", "1_0", "true", "none", "*"),
    *("7 MB", '["zz"]', '{"zz": "zz"}', '"zz"', "null", "https://zz.example/", "/zz/zy", "zz@zy.example", "2030-12-31"),
)
MOST_WORDS, MOST_PARTS = 32, 256
Place = tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """A variable whose form may not hold: the form, where its value arrives, and what its source makes of a text."""

    kind: Kind
    place: tuple[frozenset[str], Place]
    reads: Callable[[str], bool]


def held(settings: type[BaseSettings], questions: Mapping[str, Question], code: Iterable[object]) -> set[str]:
    """Return the variables whose form the class holds them to; `code` is the validators that might take more."""
    doubtful = dict(questions)
    for witness in (*WITNESSES, *dict.fromkeys(_words(code))):
        asked: dict[str, str] = {}
        for name, question in tuple(doubtful.items()):
            if not fault(question.kind, witness):
                continue
            if question.reads(witness):
                asked[name] = witness
            elif not isinstance(question.kind, Json):
                del doubtful[name]
        if not asked:
            continue
        places = _refused(settings, asked)
        for name in asked:
            # What the class does not refuse at that place, it may take.
            if not any(_is_at(place, questions[name].place) for place in places):
                del doubtful[name]
    return set(doubtful)


def _refused(settings: type[BaseSettings], environ: Mapping[str, str]) -> list[tuple[int | str, ...]]:
    """Return the places of what a class refuses in an environment; none where it does not say which."""
    try:
        with empty_environment(), quiet():
            os.environ.update(environ)
            built(settings)
    except ValidationError as error:
        return [details["loc"] for details in error.errors(include_url=False, include_context=False)]
    except (Exception, SystemExit):  # noqa: BLE001 - the class refuses, and nobody knows what
        return []
    return []


def _is_at(place: tuple[int | str, ...], wanted: tuple[frozenset[str], Place]) -> bool:
    keys, path = wanted
    return bool(place) and place[0] in keys and tuple(map(str, place[1 : 1 + len(path)])) == path


def _words(code: Iterable[object]) -> Iterator[str]:
    """Yield the words that stand in functions, and in what these use: what a validator looks for, it may take."""
    waiting: list[Any] = list(code)
    seen: set[int] = set()
    words = 0
    while waiting and len(seen) < MOST_PARTS and words < MOST_WORDS:
        part = waiting.pop(0)
        if isinstance(part, str):
            words += 1
            if "\0" not in part:
                yield from (part, f"zz{part}zy", f"7{part}8", f"7{part}", f"{part}7")
        elif id(part) not in seen:
            seen.add(id(part))
            waiting += _parts(part)


def _parts(part: Any) -> Iterator[object]:  # noqa: ANN401 - what stands in code
    """Yield what a function, its code or a collection is made of."""
    if isinstance(part, FunctionType):
        used = getclosurevars(part)
        yield part.__code__
        yield from (*used.nonlocals.values(), *used.globals.values())
    elif isinstance(part, MethodType):
        yield part.__func__
    elif isinstance(part, CodeType):
        yield from (constant for constant in part.co_consts if constant not in (part.co_name, part.co_qualname))
    elif isinstance(part, Mapping):
        yield from part
    elif isinstance(part, tuple | list | frozenset | set):
        yield from sorted(part, key=str)
