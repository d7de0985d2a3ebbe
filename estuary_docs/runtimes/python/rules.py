"""The rules of a variable: when one applies, and what passes its check."""

from __future__ import annotations

from estuary_docs.runtimes.python.forms import items
from estuary_docs.runtimes.python.placeholders import looks_like_placeholder
from estuary_docs.runtimes.python.runs import is_guessable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from estuary_docs.runtimes.python.forms import Kind
    from estuary_docs.runtimes.python.problems import Problem

    Values = Mapping[str, str | None]
    Condition = tuple[str, Any]
    Rule = tuple[str, str, str, Any, tuple[Condition, ...], str, str]


def applies(conditions: Iterable[Condition], values: Values) -> bool:
    """Say whether all conditions hold: a variable has one of the words; it is set if they are True, unset if None."""
    return all(
        (values[name] is None) is (words is None) if words is None or words is True else values[name] in words
        for name, words in conditions
    )


def passes(check: str, argument: Any, kind: Kind, text: str | None, values: Values) -> bool:  # noqa: ANN401 - a word, words, a number or a name, as the check wants
    """Say whether a variable's effective `text` passes a check; of what is not set, only `present` asks anything.

    Raises NotImplementedError for a check that is not known.
    """
    of_group = OF_A_GROUP.get(check)
    if of_group:
        return of_group([values[name] is not None for name in argument])
    if text is None:
        return check != "present"
    of_part, of_whole = OF_EACH_PART.get(check), OF_THE_WHOLE.get(check)
    parts = items(text) if kind[0] == "list" else [text]
    if of_part:
        return all(of_part(part, argument) for part in parts)
    if of_whole:
        return of_whole(text, argument, values)
    if check == "not-contain":
        content = [part.lower() for part in parts] if kind[0] == "list" else text.lower()
        return not any(word.lower() in content for word in argument)
    raise NotImplementedError(check)


def borrow(values: dict[str, str | None], broken: dict[str, str], sources: Mapping[str, str]) -> set[str]:
    """Give each variable of `sources` that has no value that of its source; return which they are.

    What the source has no form for, they have none for either.
    """
    borrowing = {name for name in sources if values[name] is None}
    for name, source in sources.items():
        if name in borrowing:
            values[name] = values[source]
            if source in broken:
                broken[name] = broken[source]
    return borrowing


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems without those whose message an earlier one has: what is said of several variables."""
    first: dict[str, Problem] = {}
    for problem in problems:
        first.setdefault(problem.message, problem)
    return list(first.values())


def in_order_of_lines(problems: Iterable[Problem], profile_variable: str | None) -> list[Problem]:
    """Return the problems of an env file in the order of its lines: a profile that there is not first, no line last."""
    return sorted(
        problems,
        key=lambda problem: (
            problem.variable != profile_variable or problem.rule != "not-a-choice",
            problem.line is None,
            problem.line or 0,
        ),
    )


OF_A_GROUP: dict[str, Callable[[list[bool]], bool]] = {
    "at-least-one": any,
    "at-most-one": lambda are_set: sum(are_set) <= 1,
    "all-or-none": lambda are_set: all(are_set) or not any(are_set),
}
OF_EACH_PART: dict[str, Callable[[str, Any], bool]] = {
    "be-one-of": lambda part, words: part in words,
    "be-none-of": lambda part, words: part not in words,
    "not-be-example": lambda part, words: part not in words,
    "use-scheme": lambda part, scheme: part.startswith(f"{scheme}://"),
    "not-be-placeholder": lambda part, _: not looks_like_placeholder(part),
    "not-be-guessable": lambda part, _: not is_guessable(part),
}
OF_THE_WHOLE: dict[str, Callable[[str, Any, Values], bool]] = {
    "present": lambda _text, _argument, _values: True,
    "absent": lambda _text, _argument, _values: False,
    "equal": lambda text, word, _values: bool(text == word),
    "have-bytes": lambda text, least, _values: len(text.encode()) >= least,
    "differ-from": lambda text, name, values: text != values[name],
    "accompany": lambda _text, name, values: values[name] is not None,
}
