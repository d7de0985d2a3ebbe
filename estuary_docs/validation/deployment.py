"""What a deployment in the catalogue's profile must set, so that the service starts with no error and no warning."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.validation.breaches import Values, borrow, broken_rules
from estuary_docs.vocabulary.checks import Accompany, AllOrNone, AtLeastOne, BeOneOf, Check, Equal, Present
from estuary_docs.vocabulary.kinds import (
    EMPTY,
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
    Number,
    Origin,
    Path,
    Quantity,
    Switch,
    Text,
    Url,
    fault,
)
from estuary_docs.vocabulary.rules import Rule, Unset


@dataclass(frozen=True)
class Deployment:
    """What to set beyond the defaults, in catalogue order.

    `settings` are names and values that anybody may see; `required` and `optional` are the secrets. `defaults` are what
    the profile itself gives other values than hold without a profile: a service that does not know the schema has them
    from nowhere else. An empty one says that the profile leaves the variable unset. `needed` are the names that must be
    set though nobody chose them, and `values` is what then is in force.
    """

    settings: dict[str, str]
    defaults: dict[str, str]
    required: tuple[Variable, ...]
    optional: tuple[Variable, ...]
    needed: frozenset[str]
    values: Values

    @property
    def secrets(self) -> tuple[Variable, ...]:
        """Every secret, the required ones first."""
        return self.required + self.optional


def deployment(catalogue: Catalogue) -> Deployment:
    """Return what a deployment in the catalogue's profile must set.

    It starts from the profile's defaults and the catalogue's choices, which stay as they are, and sets one variable
    after another, because each may bring the rules of others into force. A variable that is required and not set gets
    its example, or a stand-in for the reader to replace. A setting whose default is refused gets another value where
    the catalogue leaves no choice but that one, or where the refusal is an error. It ends when nothing more can be
    set. Of the other defaults, those that hold without a profile as well are not repeated.
    """
    values = {variable.name: variable.defaults[catalogue.profile] for variable in catalogue.variables}
    chosen = dict(catalogue.choices)
    values.update(chosen)
    if catalogue.profile_variable is not None:
        values[catalogue.profile_variable] = chosen[catalogue.profile_variable] = catalogue.profile
    decided = frozenset(chosen)
    borrow(catalogue, values)

    def sweep(*, avoidable: bool) -> bool:
        changed = False
        for name, value in _changes(catalogue, values, chosen, avoidable=avoidable):
            values[name] = chosen[name] = value
            borrow(catalogue, values)
            changed = True
        return changed

    # What can be avoided by setting something else waits until nothing else is needed, which may be just that.
    while sweep(avoidable=False) or sweep(avoidable=True):
        pass
    return Deployment(
        {variable.name: chosen[variable.name] for variable in _settings(catalogue) if variable.name in chosen},
        {
            name: text or ""
            for name, text in profile_defaults(catalogue, catalogue.profile).items()
            if name not in chosen
        },
        tuple(variable for variable in catalogue.secrets if variable.name in chosen),
        tuple(variable for variable in catalogue.secrets if variable.name not in chosen),
        frozenset(chosen) - decided,
        values,
    )


def profile_defaults(catalogue: Catalogue, profile: str) -> dict[str, str | None]:
    """Return what `profile` gives another value than holds without a profile, in catalogue order.

    The variable that chooses the profile is one of them.
    """
    without = catalogue.default_profile
    if profile == without:
        return {}
    return {
        variable.name: profile if variable.name == catalogue.profile_variable else variable.defaults[profile]
        for variable in catalogue.variables
        if variable.name == catalogue.profile_variable or variable.defaults[profile] != variable.defaults[without]
    }


def _settings(catalogue: Catalogue) -> Iterator[Variable]:
    return (variable for variable in catalogue.variables if not variable.secret)


def _changes(catalogue: Catalogue, values: Values, chosen: Values, *, avoidable: bool) -> Iterator[tuple[str, str]]:
    """Yield each variable that needs a value, and the value; each change is to be made before the next is asked for.

    `avoidable` says that a variable counts too which is only needed while others are not set.
    """
    companions = _companions(catalogue, values)
    for variable in catalogue.variables:
        if variable.name in chosen:
            continue
        broken = broken_rules(variable, values)
        needed = variable.name in companions or any(
            isinstance(rule.check, Present)
            and (avoidable or not any(isinstance(part, Unset) for part in rule.conditions))
            for rule in broken
        )
        if needed and values[variable.name] is None:
            possible = _possible_values(variable, broken)
            yield variable.name, next(_fitting(variable, possible, values), possible[0])
        elif broken and not variable.secret:
            possible = _permitted_words(variable.kind, broken)
            fitting = list(_fitting(variable, possible, values))
            if len(fitting) == 1 or (fitting and any(rule.severity == "error" for rule in broken)):
                yield variable.name, fitting[0]


def _companions(catalogue: Catalogue, values: Values) -> set[str]:
    """Return the names of the variables that others must not be set without, and of those that groups lack."""
    checks = [rule.check for variable in catalogue.variables for rule in broken_rules(variable, values)]
    companions = {check.variable for check in checks if isinstance(check, Accompany)}
    lacking = [check.variables for check in checks if isinstance(check, AllOrNone)]
    lacking += [check.variables[:1] for check in checks if isinstance(check, AtLeastOne)]
    return companions.union(*lacking)


def _fitting(variable: Variable, possible: list[str], values: Values) -> Iterator[str]:
    return (text for text in possible if not broken_rules(variable, {**values, variable.name: text}))


def _possible_values(variable: Variable, broken: list[Rule]) -> list[str]:
    shown = [] if variable.example is None else [variable.example]
    placeholders = stand_ins(variable.kind, variable.anchor.replace("_", "-"))
    return [*shown, *_permitted_words(variable.kind, broken), *placeholders]


def _permitted_words(kind: Kind, broken: list[Rule]) -> list[str]:
    asked = [word for rule in broken for word in _words(rule.check) if not fault(kind, word)]
    return list(dict.fromkeys([*asked, *(stand_ins(kind, "") if isinstance(kind, Flag | Switch | Choice) else ())]))


def _words(check: Check) -> tuple[str, ...]:
    return (check.word,) if isinstance(check, Equal) else check.words if isinstance(check, BeOneOf) else ()


def stand_ins(kind: Kind, slug: str) -> tuple[str, ...]:  # noqa: PLR0911 - one line a kind is read whole
    """Return what a setting without an example is set to where it must be set: words of its kind, or a placeholder."""
    match kind:
        case Flag() | Switch():
            return WORDS_OF_FLAG
        case Choice(words):
            return words
        case Integer() | Number():
            return (str(kind.shown),)
        case Json(top):
            return (EMPTY[top],)
        case Decimal() | Quantity() | Path() | Host() | HostAndPort() | Email():
            return ()  # such a variable has a default or an example
        case Text() | Described():
            return (f"your-{slug}",)
        case Url() | Origin():
            return (f"https://your-{slug}.example.com",)
        case ListOf(item, least):
            return tuple(",".join([word] * (least or 1)) for word in stand_ins(item, slug))
        case _:  # pragma: no cover
            assert_never(kind)
