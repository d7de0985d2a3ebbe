"""Examples of what breaks a rule and what keeps it, found by trying values on the forms of a catalogue."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.secret_values import generator, is_key
from estuary_docs.runtimes.python.causes import cause_of_form
from estuary_docs.vocabulary.checks import (
    BeNoneOf,
    BeOneOf,
    Check,
    Equal,
    HaveBytes,
    NotBeGuessable,
    NotBePlaceholder,
    NotContain,
    Present,
    UseScheme,
)
from estuary_docs.vocabulary.kinds import fault, row
from estuary_docs.wording.messages import FORMS, REMEDIES

# Values as people write them, that some form refuses.
WITNESSES = (
    "yes",
    "TRUE",
    "1,000",
    "30s",
    "30",
    "example.com",
    "https://example.com/",
    "me@example.com, you",
    "~/data",
)


class Example(NamedTuple):
    """A line that breaks a rule, and one that keeps it, or what to write there; `cause` names why, if it is known."""

    name: str
    wrong: str
    right: str
    cause: str = ""
    remedy: str = ""


def of_forms(catalogue: Catalogue, rule: str) -> Iterator[Example]:
    """Yield an example for each cause of a breach of a form's rule, of the first variable that has one."""
    causes: set[str] = set()
    for variable in catalogue.variables:
        good = _good(variable)
        near = (f"{good}.0", f"{good}s", f'"{good}"', f" {good}", f"+{good}", good.upper())
        tried = (*near, *_beyond(variable), *WITNESSES)
        for text in tried if good else ():
            if fault(variable.kind, text) != rule:
                continue
            cause, meant, right = cause_of_form(row(variable.kind), text)
            if cause not in causes:
                causes.add(cause)
                remedy = REMEDIES[cause].remedy if cause else FORMS[rule].remedy
                advice = remedy.format(variable=variable.name, meant=meant)
                yield Example(
                    variable.name, f"{variable.name}={text}", f"{variable.name}={right or good}", cause, advice
                )


def of_check(variable: Variable, check: Check) -> Example | None:
    """Return what breaks a check of a variable, and what to write; None where no line shows it."""
    name, good = variable.name, _good(variable)
    random = f"the output of `{generator(variable)}`"
    pairs: dict[type, Callable[[Any], tuple[str, str]]] = {
        Present: lambda _: ("", random if is_key(variable) else good),
        Equal: lambda asked: ("false" if asked.word == "true" else "another", asked.word),
        BeOneOf: lambda asked: ("another", asked.words[0]),
        BeNoneOf: lambda asked: (asked.words[0], "another value"),
        UseScheme: lambda asked: ("http://a.example.com", f"{asked.scheme}://a.example.com"),
        HaveBytes: lambda _: ("a-short-one", random),
        NotBePlaceholder: lambda _: (variable.example or "change-me", "the real value"),
        NotBeGuessable: lambda _: ("ab" * 20, random),
        NotContain: lambda asked: (asked.words[0], good),
    }
    if type(check) not in pairs:
        return None
    wrong, right = pairs[type(check)](check)
    return Example(name, f"{name}={wrong}", f"{name}={right}")


def _good(variable: Variable) -> str:
    return next(filter(None, variable.defaults.values()), None) or variable.example or ""


def _beyond(variable: Variable) -> Iterator[str]:
    for bound, step in ((getattr(variable.kind, "maximum", None), 1), (getattr(variable.kind, "minimum", None), -1)):
        if isinstance(bound, int):
            yield str(bound + step)
