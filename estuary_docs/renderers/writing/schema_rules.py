"""The rules of a catalogue as JSON Schema, but for those that it has no words for."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.renderers.writing.expressions import any_of, in_any_case
from estuary_docs.renderers.writing.schema_values import END_OF_ITEM, NEVER, UNSET, Schema, no_item
from estuary_docs.runtimes.python.secret_files import CREDENTIALS_DIRECTORY
from estuary_docs.validation.breaches import broken_rules
from estuary_docs.vocabulary.checks import (
    Absent,
    Accompany,
    AllOrNone,
    AtLeastOne,
    BeNoneOf,
    BeOneOf,
    Check,
    Equal,
    HaveBytes,
    NotContain,
    OfGroup,
    Present,
    UseScheme,
)
from estuary_docs.vocabulary.kinds import Kind, ListOf
from estuary_docs.vocabulary.rules import Condition, Is, IsSet, Rule
from estuary_docs.wording.phrases import plain
from estuary_docs.wording.rules import rule_name, rule_problem

INEXPRESSIBLE = {
    "placeholder": "what looks like a stand-in is no matter of form",
    "guessable": "what anybody would guess is no matter of form",
    "same-value": "JSON Schema does not compare two values",
    "file-unreadable": "JSON Schema reads no files",
    "file-too-large": "JSON Schema reads no files",
    "file-not-text": "JSON Schema reads no files",
}
ALWAYS: Schema = {}
SET: Schema = {"minLength": 1}
MOST_BYTES_OF_A_CHARACTER = 4
BEYOND_ASCII = "[^\\u0000-\\u007F]"


class Rules:
    """The rules of a catalogue whose breach is an error, each as a schema of the whole environment."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.by_name = {variable.name: variable for variable in catalogue.variables}

    def of(self, variable: Variable) -> Iterator[Schema]:
        """Yield the rules of a variable that JSON Schema can tell, and that can be broken."""
        for rule in variable.rules:
            if rule.severity == "error" and rule_name(rule.check) not in INEXPRESSIBLE:
                condition = _all_of(self._condition(part) for part in rule.conditions)
                asked = self._asked(variable, rule)
                if NEVER not in (condition, *condition.get("allOf", [])) and asked != ALWAYS:
                    message = plain(rule_problem(variable.name, rule).message)
                    if condition == ALWAYS:
                        yield {"description": message, **asked}
                    else:
                        yield {"description": message, "if": condition, "then": asked}

    def _condition(self, part: Condition) -> Schema:
        variable = self.by_name[part.variable]
        if isinstance(part, IsSet):
            return self._effective(variable)
        if not isinstance(part, Is):
            return self._ineffective(variable)
        chosen = {"required": [variable.name], "properties": {variable.name: {"enum": list(part.words)}}}
        by_default = self._profiles(variable, *part.words)
        if variable.default_from:
            without = self._in(self._profiles(variable, None))
            source = self._condition(Is(variable.default_from, part.words))
            unset = self._unset(variable)
            return _any(chosen, _all_of([unset, self._in(by_default)]), _all_of([unset, without, source]))
        if not by_default:
            return chosen
        if by_default == self.catalogue.profiles and self._unset(variable) == _each([variable.name], UNSET):
            return _each([variable.name], {"enum": ["", *part.words]})
        return _any(chosen, _all_of([self._unset(variable), self._in(by_default)]))

    def _asked(self, variable: Variable, rule: Rule) -> Schema:
        """Return what a rule asks where its conditions hold."""
        match rule.check:
            case Present():
                return self._effective(variable)
            case Absent():
                return self._ineffective(variable)
            case OfGroup(names):
                return self._of_group(rule.check, [self.by_name[name] for name in names])
            case Accompany(other):
                return _any(self._unset(variable), self._effective(self.by_name[other]))
            case check:
                value = _each([variable.name], _value(check, variable.kind))
                unsound = self._unsound(variable, rule)
                others = tuple(set(self.catalogue.profiles) - unsound)
                asked = _all_of([value, _any(self._presence(variable), self._in(others))] if unsound else [value])
                if variable.default_from is None:
                    return asked
                source = replace(self.by_name[variable.default_from], rules=variable.rules)
                own = self._in(tuple(set(self.catalogue.profiles) - set(self._profiles(variable, None))))
                return _all_of([asked, _any(self._presence(variable), own, self._asked(source, rule))])

    def _unsound(self, variable: Variable, rule: Rule) -> set[str]:
        """Return the profiles in which a rule may hold and the default breaks it."""
        alone = replace(variable, rules=(type(rule)(rule.check),))
        return {
            profile
            for profile in self.catalogue.profiles
            if any(other.check == rule.check for other in self.catalogue.rules_in(variable, profile))
            and broken_rules(alone, {variable.name: self._default(variable, profile)})
        }

    def _effective(self, variable: Variable) -> Schema:
        """Return that a variable has a value, be it the default."""
        lacking = self._profiles(variable, None)
        source = [self._effective(self.by_name[variable.default_from])] if variable.default_from else []
        return _any(self._presence(variable), self._in(tuple(set(self.catalogue.profiles) - set(lacking))), *source)

    def _ineffective(self, variable: Variable) -> Schema:
        """Return that a variable has no value, not even a default."""
        source = [self._ineffective(self.by_name[variable.default_from])] if variable.default_from else []
        return _all_of([self._unset(variable), self._in(self._profiles(variable, None)), *source])

    def _of_group(self, check: OfGroup, members: list[Variable]) -> Schema:
        """Return that as many of the members have a value as the check asks for."""
        if isinstance(check, AtLeastOne):
            return _any(*map(self._effective, members))
        if isinstance(check, AllOrNone):
            return _any(_all_of(map(self._effective, members)), _all_of(map(self._ineffective, members)))
        pairs = combinations(members, 2)
        return _all_of(_any(self._ineffective(one), self._ineffective(other)) for one, other in pairs)

    def _profiles(self, variable: Variable, *defaults: str | None) -> tuple[str, ...]:
        return tuple(profile for profile in self.catalogue.profiles if self._default(variable, profile) in defaults)

    def _default(self, variable: Variable, profile: str) -> str | None:
        """Return what a variable is in a profile where nothing sets it: the one that chooses it names it then."""
        return profile if variable.name == self.catalogue.profile_variable else variable.defaults[profile]

    def _in(self, profiles: tuple[str, ...]) -> Schema:
        """Return that one of `profiles` is in force."""
        chosen = [profile for profile in self.catalogue.profiles if profile in profiles]
        if len(chosen) == len(self.catalogue.profiles):
            return ALWAYS
        if not chosen or not self.catalogue.profile_variable:
            return NEVER
        name = self.catalogue.profile_variable
        if self.catalogue.profile in chosen:
            return _each([name], {"enum": ["", *chosen]})
        return {"required": [name], **_each([name], {"enum": chosen})}

    def _presence(self, variable: Variable) -> Schema:
        """Return that the environment sets a variable, as far as the environment alone can tell."""
        text = ALWAYS if variable.takes_empty else SET
        text = {"pattern": "[^ \\t,]"} if isinstance(variable.kind, ListOf) else text
        return _any(
            *(
                {"required": [name], "properties": {name: text if name == variable.name else SET}}
                for name in self._ways(variable)
            )
        )

    def _unset(self, variable: Variable) -> Schema:
        if variable.takes_empty:
            return _all_of({"not": {"required": [name]}} for name in self._ways(variable))
        unset = _each(self._ways(variable), UNSET)
        if isinstance(variable.kind, ListOf):
            unset["properties"][variable.name] = {"pattern": "^[ \\t,]*$"}
        return unset

    def _ways(self, variable: Variable) -> list[str]:
        further = [variable.file_name, CREDENTIALS_DIRECTORY] if variable.has_file else []
        return [variable.name, *further]


def _value(check: Check, kind: Kind) -> Schema:
    """Return what a check asks of a value that is set; an empty one passes."""
    return _of_list(check) if isinstance(kind, ListOf) else _of_text(check)


def _of_text(check: Check) -> Schema:
    match check:
        case Equal(word):
            return {"enum": ["", word]}
        case BeOneOf(words):
            return {"enum": ["", *words]}
        case BeNoneOf(words):
            return {"not": {"enum": list(words)}}
        case UseScheme(scheme):
            return {"pattern": f"^$|^{scheme}://"}
        case HaveBytes(least):
            fewest = -(-least // MOST_BYTES_OF_A_CHARACTER)
            return _any(UNSET, {"minLength": least}, {"minLength": fewest, "pattern": BEYOND_ASCII})
        case NotContain(words):
            return {"not": {"pattern": "|".join(map(in_any_case, words))}}
        case _:  # pragma: no cover
            raise NotImplementedError(check)


def _of_list(check: Check) -> Schema:
    match check:
        case BeOneOf(words):
            return no_item(f"(?!{any_of(words)}{END_OF_ITEM})")
        case BeNoneOf(words):
            return no_item(f"(?={any_of(words)}{END_OF_ITEM})")
        case UseScheme(scheme):
            return no_item(f"(?!{scheme}://)")
        case NotContain(words):
            return no_item(f"(?=(?:{'|'.join(map(in_any_case, words))}){END_OF_ITEM})")
        case _:
            return _of_text(check)


def _each(names: list[str], text: Schema) -> Schema:
    return {"properties": dict.fromkeys(names, text)}


def _all_of(parts: Iterable[Schema]) -> Schema:
    schemas = [part for part in parts if part != ALWAYS]
    if len(schemas) > 1:
        return {"allOf": schemas}
    return schemas[0] if schemas else ALWAYS


def _any(*parts: Schema) -> Schema:
    schemas = [part for part in parts if part != NEVER]
    if ALWAYS in schemas:
        return ALWAYS
    return {"anyOf": schemas} if len(schemas) > 1 else schemas[0]
