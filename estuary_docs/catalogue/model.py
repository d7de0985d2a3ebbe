"""The catalogue: everything that renderings know about a service's environment, as plain frozen facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeGuard

from estuary_docs.catalogue.addresses import REFERENCE
from estuary_docs.catalogue.stores import StoreAddress
from estuary_docs.errors import ProjectError
from estuary_docs.runtimes.python.secret_files import FILE_SUFFIX
from estuary_docs.vocabulary.kinds import Kind
from estuary_docs.vocabulary.markers import External, Rotation
from estuary_docs.vocabulary.rules import Is, Rule


@dataclass(frozen=True)
class Variable:
    """One environment variable.

    `defaults` maps each profile to the default in its written form, or to None where there is none. `example` is
    shown in place of a default; for a secret it is always given, and always a recognisable placeholder.
    `former_names` are those that it had before; `deprecation` says, where it should not be set any more, what to do.
    A secret that a class gives a default `has_hidden_default`: nothing shows it, and `defaults` does not hold it.
    `obtained_from` says where a secret comes from that nobody can generate. Where one of the variables that it
    `yields_to` is set, it is not read. `default_from` is the variable whose value holds where this one is not set and
    has no default. A secret that is `only_in_variable` may not arrive in a file. What `takes_empty` has an empty text
    for a value; for any other variable it is as good as none.
    """

    name: str
    description: str
    kind: Kind
    secret: bool
    defaults: Mapping[str, str | None]
    rules: tuple[Rule, ...] = ()
    rotation: Rotation | None = None
    example: str | None = None
    former_names: tuple[str, ...] = ()
    deprecation: str | None = None
    has_hidden_default: bool = False
    obtained_from: str | None = None
    yields_to: tuple[str, ...] = ()
    default_from: str | None = None
    only_in_variable: bool = False
    takes_empty: bool = False

    @property
    def anchor(self) -> str:
        """The stable place of the variable on the reference page."""
        return self.name.lower()

    @property
    def has_file(self) -> bool:
        """Whether the value may arrive in a file whose path is in the variable `file_name`."""
        return self.secret and not self.only_in_variable

    @property
    def file_name(self) -> str:
        """The name of the variable that holds the path of a file with this one's value."""
        return self.name + FILE_SUFFIX


@dataclass(frozen=True)
class Section:
    """Variables that belong together, under one heading; their names begin with `prefix`."""

    title: str
    description: str
    variables: tuple[Variable, ...]
    prefix: str = ""

    @property
    def word(self) -> str:
        """What the section is called where a name of one word is needed."""
        words = "".join(character if character.isalnum() else " " for character in self.title.lower()).split()
        return "-".join(words)

    @property
    def anchor(self) -> str:
        """The stable place of the section on the reference page."""
        return f"section-{self.word}"

    @property
    def entries(self) -> str:
        """The key, among the pages of a catalogue, of the page that holds the entries of this section alone."""
        return f"reference of {self.word}"


@dataclass(frozen=True)
class Guide:
    """A page of the site, named by its path below the docs folder, that tells more about some variables."""

    title: str
    page: str
    variables: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """A service's environment.

    `source` is the package that declares the schema. `profile` is the one that renderings speak of where they
    speak of one, and among `profiles`; `profile_variable` is what chooses it when the service runs, or None.
    `guides` are known where there is a site, and so are `pages`: which one shows a format. `reservations` are what a
    schema of another vocabulary says and no catalogue can, a line each. `choices` are what a deployment sets beyond
    what it must, by name: the values of settings, and the placeholders of secrets. `stores` are where a project's
    deployments keep their secrets. `section` is the word of the only one that a rendering shows, "" where it shows all.
    """

    source: str
    title: str
    description: str
    profile_variable: str | None
    profiles: tuple[str, ...]
    profile: str
    sections: tuple[Section, ...]
    external: tuple[External, ...] = ()
    guides: tuple[Guide, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    reservations: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    stores: tuple[StoreAddress, ...] = ()
    section: str = ""

    @property
    def shown_sections(self) -> tuple[Section, ...]:
        """The sections that a rendering shows."""
        return tuple(section for section in self.sections if self.section in ("", section.word))

    @cached_property
    def pages_of_entries(self) -> dict[str, str]:
        """The page that holds each variable's entry, by name: that of its section, if it has one."""
        return {
            variable.name: self.pages.get(section.entries, REFERENCE)
            for section in self.sections
            for variable in section.variables
        }

    @property
    def is_split(self) -> bool:
        """Whether the entries are on a page for each section, and no page holds all."""
        return "reference" not in self.pages and any(section.entries in self.pages for section in self.sections)

    @property
    def default_profile(self) -> str:
        """The profile that holds where none is chosen: the default of the variable that chooses it."""
        for variable in self.variables:
            if variable.name == self.profile_variable:
                return variable.defaults[self.profiles[0]] or self.profile
        return self.profile

    @property
    def variables(self) -> Iterator[Variable]:
        """Every variable, in catalogue order."""
        return (variable for section in self.sections for variable in section.variables)

    @property
    def secrets(self) -> Iterator[Variable]:
        """The secret variables, in catalogue order."""
        return (variable for variable in self.variables if variable.secret)

    @property
    def takes_empty(self) -> bool:
        """Whether an empty text is a value for any variable."""
        return any(variable.takes_empty for variable in self.variables)

    @property
    def borrowed_defaults(self) -> dict[str, str]:
        """The variables that have another one's value by default, with that one; each after those that it needs."""
        rest = {variable.name: variable.default_from for variable in self.variables if variable.default_from}
        ordered: dict[str, str] = {}
        while ready := {name: source for name, source in rest.items() if source not in rest}:
            ordered |= ready
            rest = {name: source for name, source in rest.items() if name not in ready}
        return ordered

    @property
    def known_names(self) -> frozenset[str]:
        """Every name that means something here: also those of secrets' files, of old, and of variables of others."""
        return frozenset(
            (
                *(variable.name for variable in self.variables),
                *(variable.file_name for variable in self.secrets if variable.has_file),
                *(name for variable in self.variables for name in variable.former_names),
                *(variable.name for variable in self.external),
            )
        )

    @property
    def own_prefixes(self) -> tuple[str, ...]:
        """The prefixes that only this service's variables have.

        One that a variable of somebody else has too is none of them, nor is that of the profile, which is often
        everybody's.
        """
        return tuple(
            section.prefix
            for section in self.sections
            if section.prefix.endswith("_")
            and not any(variable.name.startswith(section.prefix) for variable in self.external)
            and not any(variable.name == self.profile_variable for variable in section.variables)
        )

    def with_secret_files(self) -> "Catalogue":
        """Return the same catalogue, in which each secret may arrive in a file."""
        sections = (
            replace(
                section, variables=tuple(replace(variable, only_in_variable=False) for variable in section.variables)
            )
            for section in self.sections
        )
        return replace(self, sections=tuple(sections))

    def in_profile(self, profile: str, where: str = "profile") -> "Catalogue":
        """Return the same catalogue, speaking of `profile`; raises ProjectError if there is none of that name."""
        if profile not in self.profiles:
            raise ProjectError(where, f"is not a profile of {self.title}; choose one of {', '.join(self.profiles)}")
        return replace(self, profile=profile)

    def in_section(self, word: str) -> "Catalogue":
        """Return the same catalogue, of which one section is shown; raises ProjectError if there is none."""
        words = [section.word for section in self.sections]
        if word not in words:
            raise ProjectError("section", f"is not a section of {self.title}; choose one of {', '.join(words)}")
        return replace(self, section=word)

    def rules_in(self, variable: Variable, profile: str) -> list[Rule]:
        """Return the rules of `variable` that can apply in `profile`, without the condition that names it."""
        return [
            type(rule)(
                rule.check,
                tuple(part for part in rule.conditions if not self._names_profile(part)),
                rule.because,
            )
            for rule in variable.rules
            if all(not self._names_profile(part) or profile in part.words for part in rule.conditions)
        ]

    def _names_profile(self, condition: object) -> TypeGuard[Is]:
        return isinstance(condition, Is) and condition.variable == self.profile_variable
