"""A catalogue as the tables that the validators interpret."""

from collections.abc import Collection
from typing import Any

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.runtimes.python import FORMS, lexicon
from estuary_docs.runtimes.python.forms import CHANGES
from estuary_docs.runtimes.python.validator import Validator
from estuary_docs.validation.breaches import argument, conditions
from estuary_docs.validation.deployment import profile_defaults
from estuary_docs.vocabulary.kinds import Kind, ListOf, parts, row
from estuary_docs.vocabulary.rules import Rule
from estuary_docs.wording import messages
from estuary_docs.wording.kinds import kind_clause
from estuary_docs.wording.rules import rule_problem

GREATEST_EXACT_NUMBER = 2**53 - 1
COUNTED_LIST = "counted-list"
# The causes that no change of a text takes away, by the kinds that have them.
OF_BOUNDS = (
    *((("shaped-text",), cause) for cause in ("text-short", "text-long")),
    *((("number", "decimal"), cause) for cause in ("not-above", "not-below")),
    *(((COUNTED_LIST,), cause) for cause in ("items-few", "items-many")),
)


def validator(catalogue: Catalogue) -> Validator:
    """Return what judges environments by the rules of a catalogue."""
    instance: Validator = type("CatalogueValidator", (Validator,), tables(catalogue))()
    return instance


def is_used(catalogue: Catalogue, module: str) -> bool:
    """Say whether a module of the runtimes is of use to a catalogue: one of forms only where a variable has them."""
    used = {part for variable in catalogue.variables for part in parts(variable.kind)}
    return module not in FORMS or any(module in (part, *FORMS.get(part, ())) for part in used)


def tables(catalogue: Catalogue) -> dict[str, Any]:
    """Return the tables of a `Validator`, by the names of its attributes, all made of plain Python values."""
    variables = list(catalogue.variables)
    labels = _labels(variables)
    without = catalogue.default_profile
    return {
        "service": catalogue.title,
        "profile_variable": catalogue.profile_variable,
        "profiles": catalogue.profiles,
        "default_profile": catalogue.profile,
        "kinds": {label: row(kind) for kind, label in labels.items()},
        "phrases": {label: phrase for kind, label in labels.items() if (phrase := kind_clause(kind)) != label},
        "variables": "".join(
            f"{_line(variable, labels[variable.kind], variable.defaults[without])}\n" for variable in variables
        ),
        "profile_defaults": {
            profile: profile_defaults(catalogue, profile) for profile in catalogue.profiles if profile != without
        },
        "borrowed_defaults": catalogue.borrowed_defaults,
        "rules": {
            variable.name: tuple(_rule(variable, rule) for rule in variable.rules)
            for variable in variables
            if variable.rules
        },
        "messages": {name: tuple(message) for name, message in messages.MESSAGES.items()},
        "remedies": remedies(labels),
        "old_names": {variable.name: variable.former_names for variable in variables if variable.former_names},
        "yields": {variable.name: variable.yields_to for variable in variables if variable.yields_to},
        "taking_empty": tuple(variable.name for variable in variables if variable.takes_empty),
        "deprecated": {variable.name: variable.deprecation for variable in variables if variable.deprecation},
        "external": tuple(variable.name for variable in catalogue.external),
        "prefixes": catalogue.own_prefixes,
    }


def remedies(kinds: Collection[Kind]) -> dict[str, tuple[str, ...]]:
    """Return what is said of each cause of a fault, but of those that only values of other kinds can have."""
    used = {(kind.item if isinstance(kind, ListOf) else kind).slug for kind in kinds}
    used |= {COUNTED_LIST for kind in kinds if isinstance(kind, ListOf) and (kind.least or kind.most)}
    of_kinds = (*((slugs, cause) for slugs, changes in CHANGES for cause, _ in changes), *OF_BOUNDS)
    idle = {cause for slugs, cause in of_kinds if not used.intersection(slugs)}
    return {cause: tuple(remedy) for cause, remedy in messages.REMEDIES.items() if cause not in idle}


def portable(catalogue: Catalogue) -> dict[str, Any]:
    """Return the tables for a runtime in another language, fit for JSON: with them the word lists of placeholders.

    An integer that not every reader of JSON keeps exactly is a text.
    """
    words = {name.lower(): value for name, value in vars(lexicon).items() if name.isupper()}
    return dict(_exact(tables(catalogue) | {"words": words}))


def _exact(value: Any) -> Any:  # noqa: ANN401 - plain Python values
    match value:
        case dict():
            return {key: _exact(item) for key, item in value.items()}
        case tuple() | list():
            return [_exact(item) for item in value]
        case int() if abs(value) > GREATEST_EXACT_NUMBER:
            return str(value)
        case _:
            return value


def _labels(variables: list[Variable]) -> dict[Kind, str]:
    """Return a label for each kind: what is said of it, and a number where the same is said of another."""
    labels: dict[Kind, str] = {}
    rows: dict[str, object] = {}
    for kind in dict.fromkeys(variable.kind for variable in variables):
        phrase = label = kind_clause(kind)
        number = 1
        while rows.setdefault(label, row(kind)) != row(kind):
            number += 1
            label = f"{phrase}, {number}"
        labels[kind] = label
    return labels


def _line(variable: Variable, label: str, default: str | None) -> str:
    secrecy = ("secret" if variable.has_file else "secret-without-file") if variable.secret else "setting"
    return "\t".join((variable.name, secrecy, label, *([default] if default else [])))


def _rule(variable: Variable, rule: Rule) -> tuple[Any, ...]:
    problem = rule_problem(variable.name, rule)
    return (
        problem.rule,
        rule.severity,
        rule.check.slug,
        argument(rule),
        conditions(rule),
        problem.message,
        problem.remedy,
    )
