"""Ask a class by witness texts what it takes for a field beyond its form, where its own code comes first.

A field with a validator that runs before its type may take any text. Among the witnesses that the form refuses are the
words in that code: those that the class does not refuse, it takes.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from inspect import getclosurevars
from types import CodeType, FunctionType, MethodType
from typing import Any

from pydantic import ValidationError
from pydantic_settings import BaseSettings

from estuary_docs.schemas.foreign.forms import NOTHING
from estuary_docs.schemas.foreign.relaxations import Findings, Reply, narrowest
from estuary_docs.schemas.foreign.sources import built, empty_environment, quiet
from estuary_docs.vocabulary.kinds import Choice, Described, Json, Kind, Switch, fault
from estuary_docs.wording.kinds import kind_clause

WITNESSES = (
    *("zz", "zz zy", "zz,zy", "zz;zy", "7,8", "7", "-7", "7.5", "7s", "PT7S", "0x7", "1_0"),
    *("7 MB", '["zz"]', '{"zz": "zz"}', '"zz"', "https://zz.example/", "/zz/zy", "zz@zy.example", "2030-12-31"),
)
WORDS = ("true", "none", "null", "*")
# What a number, a flag or a document may be.
PROOFS = ("0", "1", "-1", "7", "100", "0.5", "true", "[]", "{}", "null")
MOST_WORDS, MOST_PARTS, MOST_SPLITS = 32, 256, 96
Steps = tuple[str, ...]
Location = tuple[int | str, ...]


@dataclass(frozen=True)
class Question:
    """A variable whose form may not hold: the form, where its value arrives, and what its source makes of a text.

    `code` is the functions that see its value first, and `may_show` says which words of it a page may tell: no secret
    has another. Where `with_empty`, an empty text reaches them.
    """

    kind: Kind
    place: tuple[frozenset[str], Steps]
    reads: Callable[[str], bool]
    code: tuple[object, ...] = ()
    may_show: Callable[[str], bool] = bool
    with_empty: bool = False

    def witnesses(self) -> Iterator[tuple[str, Reply]]:
        """Yield the texts to ask by that the form refuses, with what each would tell."""
        words = [*WORDS, *_words(self.code), *([""] if self.with_empty else [])]
        texts = dict.fromkeys(WITNESSES, Reply.TEXT)
        for word in words:
            texts |= dict.fromkeys((f"zz{word}zy", f"7{word}8", f"7{word}", f"{word}7"), Reply.TEXT) if word else {}
        for word in words:
            reply = Reply.WORD if word in ("", *WORDS) or self.may_show(word) else Reply.TEXT
            texts |= dict.fromkeys((word, word.lower(), word.upper(), word.capitalize(), f" {word} "), reply)
        if isinstance(self.kind, Choice):
            for word in {self.kind.words[0]: None, self.kind.words[-1]: None}:
                variants = (word.lower(), word.upper(), word.capitalize(), word.swapcase(), f" {word} ")
                texts |= dict.fromkeys(variants, Reply.SPELLING)
        if isinstance(self.kind, Switch):
            texts[" true "] = Reply.SPELLING
        return ((text, reply) for text, reply in texts.items() if fault(self.kind, text))


def asked(
    settings: type[BaseSettings], questions: Mapping[str, Question], needed: Mapping[str, str]
) -> dict[str, Kind]:
    """Return the kinds of the variables that the class holds to one: their own, or the narrowest with what it takes.

    `needed` is what must be set for the class to be built at all.
    """
    if not questions:
        return {}
    findings = {name: Findings(question.kind) for name, question in questions.items()}
    waiting = {name: question.witnesses() for name, question in questions.items()}
    trial = _Trial(settings, questions, needed)
    while waiting:
        replies = {name: next(witnesses, None) for name, witnesses in waiting.items()}
        waiting = {name: waiting[name] for name, reply in replies.items() if reply}
        environ = {}
        for name, (text, _) in [(name, reply) for name, reply in replies.items() if reply]:
            if questions[name].reads(text):
                environ[name] = text
            elif not isinstance(questions[name].kind, Json):
                del waiting[name], findings[name]
        refused = trial.refused(environ) if environ else set()
        for name in environ.keys() - refused:
            findings[name].add(*(replies[name] or ("", Reply.TEXT)))
            if narrowest(findings[name]) is None:
                del waiting[name], findings[name]
    kinds = {name: kind for name, results in findings.items() if (kind := narrowest(results))}
    for name in kinds.keys() & trial.loners:
        if trial.fails(name, [text for text in PROOFS if not fault(kinds[name], text)]):
            kinds[name] = Described(kind_clause(kinds[name]), NOTHING)
    return kinds


@dataclass
class _Trial:
    """Builds a class with texts in its environment, and says for which of them it refuses to be built.

    Those of `loners` make it fail without a place, so that nothing is told of others beside them.
    """

    settings: type[BaseSettings]
    questions: Mapping[str, Question]
    needed: Mapping[str, str]
    splits: int = MOST_SPLITS
    loners: set[str] = field(default_factory=set)
    is_sound: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_sound = self._locations({}) == []

    def refused(self, environ: Mapping[str, str]) -> set[str]:
        """Return the variables whose texts are refused, as far as the class says which, or they are refused alone."""
        groups = [{name: environ[name]} for name in sorted(self.loners & environ.keys())]
        groups.append({name: text for name, text in environ.items() if name not in self.loners})
        return {name for group in groups if group for name in self._refused(group)}

    def _refused(self, environ: Mapping[str, str]) -> set[str]:
        locations = self._locations(environ)
        if locations == []:
            return set()
        if len(environ) == 1 and self.is_sound:
            self.loners |= environ.keys() if locations is None else set()
            return set(environ)
        places = {name: self.questions[name].place for name in environ}
        named = {name for name, place in places.items() if any(_is_at(where, place) for where in locations or ())}
        rest = {name: text for name, text in environ.items() if name not in named}
        is_told = locations is not None and all(
            any(_is_at(where, place) for place in places.values()) for where in locations
        )
        if is_told or not rest or not self.is_sound or self.splits <= 0:
            return named
        self.splits -= 1
        names = sorted(rest)
        halves = (names[: len(names) // 2], names[len(names) // 2 :]) if not named else (names,)
        for half in halves:
            named |= self._refused({name: rest[name] for name in half}) if half else set()
        return named

    def fails(self, name: str, texts: list[str]) -> bool:
        """Say whether the class fails for any of some texts of a variable in a way that is no refusal of a value."""
        return bool(texts) and self.is_sound and all(self._locations({name: text}) is None for text in texts)

    def _locations(self, environ: Mapping[str, str]) -> list[Location] | None:
        """Return the places of what a class refuses in an environment; None where it does not say which."""
        try:
            with empty_environment(), quiet():
                os.environ.update({**self.needed, **environ})
                built(self.settings)
        except ValidationError as error:
            return [details["loc"] for details in error.errors(include_url=False, include_context=False)]
        except (Exception, SystemExit):  # noqa: BLE001 - the class refuses, and nobody knows what
            return None
        return []


def _is_at(place: Location, target: tuple[frozenset[str], Steps]) -> bool:
    keys, path = target
    return bool(place) and place[0] in keys and tuple(map(str, place[1 : 1 + len(path)])) == path


@lru_cache(maxsize=256)
def _words(code: tuple[object, ...]) -> tuple[str, ...]:
    """Return the words that stand in functions, and in what these use: what a validator looks for, it may take."""
    waiting: list[Any] = list(code)
    visited: set[int] = set()
    words: dict[str, None] = {}
    while waiting and len(visited) < MOST_PARTS and len(words) < MOST_WORDS:
        part = waiting.pop(0)
        if isinstance(part, str):
            words |= {part: None} if part and "\0" not in part else {}
        elif id(part) not in visited:
            visited.add(id(part))
            waiting += _parts(part)
    return tuple(words)


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
