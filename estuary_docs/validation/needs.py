"""What must be set in each profile: the one answer that every page, file and command gives."""

from collections.abc import Mapping
from dataclasses import dataclass

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.runtimes.python.rules import applies
from estuary_docs.validation.breaches import Values, conditions
from estuary_docs.validation.deployment import deployment, profile_defaults
from estuary_docs.vocabulary.checks import Accompany, Present
from estuary_docs.vocabulary.rules import Rule, Unset
from estuary_docs.wording.rules import need_sentence, one_of_phrase, required_phrase, required_phrases

Phrases = Mapping[str, tuple[str, ...]]
_LAST: list[tuple[Catalogue, dict[str, "Needs"]]] = []


@dataclass(frozen=True)
class Needs:
    """What a profile needs for a start with no error and no warning, beyond the profile itself.

    Each of `required` must be set, and of each group in `one_of` at least one variable: snippets set the first.
    `instead` are values that snippets give to those of `required` whose default is refused.
    `defaults` are what the profile gives other values than hold without a profile; None is one that it leaves unset.
    `phrases` say of each needed variable why it is, `conditional` of any variable what would make it needed.
    """

    required: tuple[str, ...]
    one_of: tuple[tuple[str, ...], ...]
    instead: Mapping[str, str]
    defaults: Mapping[str, str | None]
    phrases: Phrases
    conditional: Phrases


def needs(catalogue: Catalogue) -> dict[str, Needs]:
    """Return what each profile needs, by profile; what the catalogue's choices set is not needed any more.

    The last answer is kept, because every page of a site asks for it.
    """
    for asked, answer in _LAST:
        if _asks_the_same(asked, catalogue):
            return answer
    by_profile = {profile: _needs(catalogue.in_profile(profile)) for profile in catalogue.profiles}
    _LAST[:] = [(catalogue, by_profile)]
    return by_profile


def _asks_the_same(one: Catalogue, other: Catalogue) -> bool:
    return one.sections is other.sections and all(
        getattr(one, name) == getattr(other, name)
        for name in ("profiles", "profile_variable", "default_profile", "choices")
    )


def need_sentences(by_profile: Mapping[str, Needs], name: str) -> list[str]:
    """Word whether and when a variable must be set, one sentence for each answer; nothing if it never must."""
    profiles: dict[str, list[str]] = {}
    for profile, needed in by_profile.items():
        for phrase in (*needed.phrases.get(name, ()), *needed.conditional.get(name, ())):
            profiles.setdefault(phrase, []).append(profile)
    return [need_sentence(phrase, named if len(named) < len(by_profile) else ()) for phrase, named in profiles.items()]


def _needs(catalogue: Catalogue) -> Needs:
    plan = deployment(catalogue)
    companions = _companions(catalogue, plan.values)
    required: list[str] = []
    one_of: dict[tuple[str, ...], None] = {}
    instead: dict[str, str] = {}
    phrases: dict[str, list[str]] = {}
    conditional: dict[str, list[str]] = {}
    for variable in catalogue.variables:
        name = variable.name
        rules = [rule for rule in catalogue.rules_in(variable, catalogue.profile) if isinstance(rule.check, Present)]
        asking = [rule for rule in rules if applies(conditions(rule), plan.values)]
        if name not in plan.needed:
            conditional[name] = required_phrases(rules) if variable.defaults[catalogue.profile] is None else []
        elif name in companions or not asking or variable.defaults[catalogue.profile] or not all(map(_others, asking)):
            required.append(name)
            phrases.setdefault(name, []).append(required_phrase(() if name in companions else asking))
            if variable.defaults[catalogue.profile] and (value := plan.values[name]):
                instead[name] = value
        else:
            for rule in asking:
                group = (name, *_others(rule))
                one_of[group] = None
                for member in group:
                    phrases.setdefault(member, []).append(one_of_phrase(group, rule))
    return Needs(
        tuple(required),
        tuple(one_of),
        instead,
        profile_defaults(catalogue, catalogue.profile),
        {name: tuple(wording) for name, wording in phrases.items()},
        {name: tuple(wording) for name, wording in conditional.items() if wording},
    )


def _others(rule: Rule) -> tuple[str, ...]:
    """Return the variables any of which, when it is set, makes a rule ask for nothing."""
    return tuple(part.variable for part in rule.conditions if isinstance(part, Unset))


def _companions(catalogue: Catalogue, values: Values) -> set[str]:
    """Return the variables that others, which are set, must not be without."""
    return {
        rule.check.variable
        for variable in catalogue.variables
        if values[variable.name] is not None
        for rule in variable.rules
        if isinstance(rule.check, Accompany) and applies(conditions(rule), values)
    }
