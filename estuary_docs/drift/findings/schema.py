"""What only a schema can tell: values that it refuses, what it requires, and names that one side lacks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.drift.findings.usage import BUILDING, Usages, place
from estuary_docs.drift.findings.values import is_literal
from estuary_docs.drift.mention import Mention
from estuary_docs.drift.rules import Finding, Place, finding
from estuary_docs.runtimes.python.placeholders import looks_like_placeholder
from estuary_docs.runtimes.python.problems import Problem
from estuary_docs.validation.breaches import breaches
from estuary_docs.vocabulary.checks import Accompany, DifferFrom, Present
from estuary_docs.vocabulary.kinds import fault, is_set
from estuary_docs.vocabulary.rules import Rule
from estuary_docs.wording import sentences
from estuary_docs.wording.messages import worded

# An environment that sets fewer variables of the schema may be that of another program.
LEAST_VARIABLES_OF_A_SERVICE = 2
SOMETHING = "(set)"


@dataclass(frozen=True)
class Unit:
    """What one deployment sets together, by the variables' names; it is `whole` if it surely sets nothing else."""

    mentions: Mapping[str, Mention]
    whole: bool

    @property
    def place(self) -> Place:
        """The first line that belongs to the unit."""
        return min(map(place, self.mentions.values()))


class SchemaFindings:
    """The findings of one schema over what a repository does with its variables."""

    def __init__(self, usages: Usages, catalogue: Catalogue, declared: Mapping[str, Place]) -> None:
        self.usages = usages
        self.declared = declared
        self.catalogue = catalogue
        self.variables = {variable.name: variable for variable in catalogue.variables}
        self.built_in = {
            usage.name for usage in usages.by_name.values() if any(BUILDING.search(each.file) for each in usage.sets)
        }

    def findings(self, *, code_reads: bool) -> Iterator[Finding]:
        """Yield everything that the schema has to say; `code_reads` says that there is code which reads variables."""
        if code_reads:
            yield from self._unread()
            yield from self._undeclared()
        units = list(self._units())
        yield from self._refused(units)
        yield from self._unset(units)

    def _unread(self) -> Iterator[Finding]:
        for name in self.variables if not self.usages.inventory.through_schema else ():
            usage = self.usages.usage(name)
            if not any(map(self._is_used, (name, *self._parts_of(name)))):
                places = [*map(place, usage.claims), *([self.declared[name]] if name in self.declared else [])]
                yield finding(name, "schema-never-read", places, usage.severity_where_unread)

    def _is_used(self, name: str) -> bool:
        return self.usages.is_read(name) or self.usages.may_be_read(name) or self.usages.is_foreign(name)

    def _parts_of(self, document: str) -> Iterator[str]:
        """Yield the variables that fill a part each of what a JSON document sets as a whole."""
        for section in self.catalogue.sections:
            if section.prefix.startswith(document) and section.variables[0].name == document:
                yield from (name for name in self.variables if name.startswith(section.prefix))

    def _undeclared(self) -> Iterator[Finding]:
        for usage in self.usages.read_by_the_service():
            if usage.name not in self.catalogue.known_names:
                yield finding(usage.name, "read-not-in-schema", map(place, usage.reads))

    def _units(self) -> Iterator[Unit]:
        """Yield the environments that are surely the service's."""
        found: dict[str, dict[str, Mention]] = {}
        for name in self.catalogue.known_names:
            for mention in self.usages.usage(name).sets:
                if mention.unit and not BUILDING.search(mention.file):
                    found.setdefault(mention.unit, {})[name] = mention
        for unit, mentions in sorted(found.items()):
            if len(mentions.keys() & self.variables.keys()) >= LEAST_VARIABLES_OF_A_SERVICE:
                yield Unit(mentions, unit not in self.usages.inventory.open_units)

    def _refused(self, units: Iterable[Unit]) -> Iterator[Finding]:
        refused: dict[tuple[str, str], tuple[Problem, list[Place]]] = {}
        for variable in self.variables.values():
            for mention in self.usages.usage(variable.name).claims:
                told = mention.value if mention.certainty == "certain" else None
                if problem := _fault(variable, told):
                    refused.setdefault((variable.name, problem.rule), (problem, []))[1].append(place(mention))
        for unit in units:
            for name, mention in unit.mentions.items():
                for problem in self._breaches(name, unit) if name in self.variables else ():
                    refused.setdefault((name, problem.rule), (problem, []))[1].append(place(mention))
        for (name, _rule), (problem, places) in refused.items():
            yield finding(name, "refused-value", places, fault=problem.message, repair=problem.remedy)

    def _breaches(self, name: str, unit: Unit) -> Iterator[Problem]:
        """Yield the rules that the value in a unit surely breaks."""
        values = self._values(unit)
        variable = self.variables[name]
        if values.get(name) not in {None, SOMETHING} and not _is_stand_in(variable, values[name]):
            rules = tuple(rule for rule in variable.rules if rule.severity == "error" and _is_decided(rule, values))
            yield from breaches(replace(variable, rules=rules), values)

    def _unset(self, units: Iterable[Unit]) -> Iterator[Finding]:
        lacking: dict[str, tuple[Problem, list[Place]]] = {}
        for unit in units:
            values = self._values(unit)
            for variable in self.variables.values() if unit.whole else ():
                rules = tuple(
                    rule for rule in variable.rules if isinstance(rule.check, Present) and _is_decided(rule, values)
                )
                if values.get(variable.name, SOMETHING) is None:
                    for problem in breaches(replace(variable, rules=rules), values)[:1]:
                        lacking.setdefault(variable.name, (problem, []))[1].append(unit.place)
        for name, (problem, places) in lacking.items():
            yield finding(name, "required-but-not-set", places, condition=problem.message.rstrip("."))

    def _values(self, unit: Unit) -> dict[str, str | None]:
        """Return the effective values: SOMETHING for one that is set and not told, no entry where there is doubt."""
        profile = self._profile(unit)
        values: dict[str, str | None] = {}
        for variable in self.variables.values():
            mention = unit.mentions.get(variable.name)
            defaults = set(variable.defaults.values()) if profile is None else {variable.defaults[profile]}
            if mention is None and variable.file_name in unit.mentions:
                values[variable.name] = SOMETHING
            elif mention is not None and mention.value != "":
                told = mention.value
                known = told is not None and is_literal(told) and fault(variable.kind, told) is None
                values[variable.name] = told if known else SOMETHING
            elif (unit.whole or mention is not None) and variable.name not in self.built_in and len(defaults) == 1:
                values[variable.name] = defaults.pop()
        return values

    def _profile(self, unit: Unit) -> str | None:
        name = self.catalogue.profile_variable
        if name is None or (name not in unit.mentions and unit.whole and name not in self.built_in):
            return self.catalogue.profile
        mention = unit.mentions.get(name)
        return mention.value if mention and mention.value in self.catalogue.profiles else None


def _is_decided(rule: Rule, values: Mapping[str, str | None]) -> bool:
    """Say whether everything that a rule looks at is known."""
    looked_at = {condition.variable for condition in rule.conditions}
    if isinstance(rule.check, DifferFrom | Accompany):
        looked_at.add(rule.check.variable)
    return all(name in values and values[name] != SOMETHING for name in looked_at)


def _fault(variable: Variable, value: str | None) -> Problem | None:
    """Return what is wrong with the form of a value, as far as it stands there."""
    if value is None or not is_literal(value) or not is_set(variable.kind, value) or _is_stand_in(variable, value):
        return None
    slug = fault(variable.kind, value)
    return worded(slug, variable.name, kind=sentences.kind_clause(variable.kind)) if slug else None


def _is_stand_in(variable: Variable, value: str | None) -> bool:
    return variable.secret and looks_like_placeholder(value or "")
