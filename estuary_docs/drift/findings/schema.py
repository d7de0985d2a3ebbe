"""What only a schema can tell: values that it refuses, what it requires, and names that one side lacks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from estuary_docs.catalogue.model import Catalogue, Variable
from estuary_docs.drift.findings.accounts import Accounts
from estuary_docs.drift.findings.evidence import place
from estuary_docs.drift.findings.programs import BUILDING, IMAGES
from estuary_docs.drift.findings.unread import named, severity_where_unread
from estuary_docs.drift.findings.values import agree, is_literal, shown
from estuary_docs.drift.mention import Mention
from estuary_docs.drift.rules import Finding, Place, Severity, finding, sentence_of
from estuary_docs.runtimes.python.placeholders import looks_like_placeholder
from estuary_docs.runtimes.python.problems import Problem
from estuary_docs.validation.breaches import breaches
from estuary_docs.vocabulary.checks import Accompany, DifferFrom, Present
from estuary_docs.vocabulary.kinds import fault, is_set
from estuary_docs.vocabulary.rules import Rule
from estuary_docs.wording.kinds import kind_clause
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

    def __init__(self, accounts: Accounts, catalogue: Catalogue, declared: Mapping[str, Place]) -> None:
        self.accounts = accounts
        self.declared = declared
        self.catalogue = catalogue
        self.variables = {variable.name: variable for variable in catalogue.variables}
        self.built_in = {
            account.name
            for account in accounts
            if any(BUILDING.search(mention.file) or IMAGES.search(mention.file) for mention in account.sets)
        }

    def findings(self, *, code_reads: bool) -> Iterator[Finding]:
        """Yield everything that the schema has to say; `code_reads` says that there is code which reads variables."""
        if code_reads:
            yield from self._unread()
            yield from self._undeclared()
        yield from self._outdated()
        units = list(self._units())
        yield from self._refused(units)
        yield from self._unset(units)
        yield from self._profiles(units)

    def _unread(self) -> Iterator[Finding]:
        for name in self.variables if not self.accounts.inventory.through_schema else ():
            account = self.accounts.of(name)
            closed = self.accounts.coverage.is_closed(account.programs)
            if not any(self._is_used(part, closed=closed) for part in (name, *self._parts_of(name))):
                places = [*map(place, account.claims), *([self.declared[name]] if name in self.declared else [])]
                severity = severity_where_unread(account) if closed else None
                result = finding(name, "schema-never-read", places, severity, "why" if closed else "likely")
                yield replace(result, certainty="certain" if closed else "likely")

    def _is_used(self, name: str, *, closed: bool) -> bool:
        grades = {evidence.grade for evidence in self.accounts.of(name).evidence}
        return bool(grades - {"named"} if closed else grades)

    def _parts_of(self, document: str) -> Iterator[str]:
        """Yield the variables that fill a part each of what a JSON document sets as a whole."""
        for section in self.catalogue.sections:
            if section.prefix.startswith(document) and section.variables[0].name == document:
                yield from (name for name in self.variables if name.startswith(section.prefix))

    def _undeclared(self) -> Iterator[Finding]:
        for account in self.accounts.read_by_the_service():
            if account.name not in self.catalogue.known_names:
                yield finding(account.name, "read-not-in-schema", map(place, account.reads))

    def _outdated(self) -> Iterator[Finding]:
        """Yield former names that are still claimed, and deprecated variables that are still shown or set."""
        for variable in self.variables.values():
            for old in variable.former_names:
                account = self.accounts.of(old)
                if account.is_claimed and not account.reads:
                    severity: Severity | None = "error" if account.sets else None
                    clause = named(account)
                    result = finding(
                        old,
                        "renamed-still-named",
                        map(place, account.claims),
                        severity,
                        named=clause,
                        other=variable.name,
                    )
                    yield replace(result, other=variable.name)
            account = self.accounts.of(variable.name)
            where = [mention for mention in (*account.sets, *account.examples) if mention.value != ""]
            if variable.deprecation and where:
                shown_in = replace(
                    account, every_claim=[claim for claim in account.every_claim if claim.mention in where]
                )
                yield finding(variable.name, "deprecated-still-set", map(place, where), named=named(shown_in))

    def _profiles(self, units: Iterable[Unit]) -> Iterator[Finding]:
        """Yield the defaults of profiles that the one fallback of the code does not give."""
        units = list(units)
        for variable in self.variables.values():
            reads = [
                read for read in self.accounts.of(variable.name).reads if read.default and is_literal(read.default)
            ]
            fallbacks = {read.default or "" for read in reads}
            if len(fallbacks) != 1 or self.accounts.inventory.through_schema:
                continue
            (real,) = fallbacks
            agreed = {
                profile
                for profile, default in variable.defaults.items()
                if default is not None and agree(default, real)
            }
            for profile, default in variable.defaults.items() if agreed else ():
                running = [unit for unit in units if self._profile(unit) == profile]
                lacking = [unit.place for unit in running if variable.name not in unit.mentions and unit.whole]
                if default is None or profile in agreed or (running and not lacking):
                    continue
                unset = f"{sentence_of(lacking)} {'do' if len(lacking) > 1 else 'does'} not set it"
                yield finding(
                    variable.name,
                    "profile-default-not-applied",
                    [*map(place, reads), *lacking],
                    "error" if self._is_refused(variable, profile, real) else None,
                    profile=f"`{profile}`",
                    told=shown(variable.name, default),
                    real=shown(variable.name, real),
                    unset=unset if lacking else "no deployment here sets it",
                )

    def _is_refused(self, variable: Variable, profile: str, value: str) -> bool:
        """Say whether a rule of the schema refuses a value in a profile where everything else has its default."""
        values = {setting.name: setting.defaults[profile] for setting in self.variables.values()} | {
            variable.name: value
        }
        rules = tuple(rule for rule in self.catalogue.rules_in(variable, profile) if rule.severity == "error")
        return any(breaches(replace(variable, rules=rules), values))

    def _units(self) -> Iterator[Unit]:
        """Yield the environments that are surely the service's."""
        by_unit: dict[str, dict[str, Mention]] = {}
        for name in self.catalogue.known_names:
            for mention in self.accounts.of(name).sets:
                if mention.unit and not (BUILDING.search(mention.file) or IMAGES.search(mention.file)):
                    by_unit.setdefault(mention.unit, {})[name] = mention
        for unit, mentions in sorted(by_unit.items()):
            own = any(mention.program for mention in mentions.values())
            if own or len(mentions.keys() & self.variables.keys()) >= LEAST_VARIABLES_OF_A_SERVICE:
                yield Unit(mentions, unit not in self.accounts.inventory.open_units)

    def _refused(self, units: Iterable[Unit]) -> Iterator[Finding]:
        refused: dict[tuple[str, str], tuple[Problem, list[Place]]] = {}
        for variable in self.variables.values():
            for mention in self.accounts.of(variable.name).claims:
                value = mention.value if mention.certainty == "certain" else None
                if problem := _fault(variable, value):
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
                value = mention.value
                certain = value is not None and is_literal(value) and fault(variable.kind, value) is None
                values[variable.name] = value if certain else SOMETHING
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
    return worded(slug, variable.name, kind=kind_clause(variable.kind)) if slug else None


def _is_stand_in(variable: Variable, value: str | None) -> bool:
    return variable.secret and looks_like_placeholder(value or "")
