"""Sections and variables as they are found, several fields of one name among them, and the catalogue made of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from estuary_docs.catalogue.model import Section, Variable
from estuary_docs.schemas.foreign.shapes import TEXT
from estuary_docs.vocabulary.checks import Present
from estuary_docs.vocabulary.kinds import Kind, fault

# What an operating system, a shell or a container sets, so that a default of the same name never holds.
OF_THE_SYSTEM = frozenset(("PATH", "HOME", "USER", "LOGNAME", "SHELL", "PWD", "LANG", "TERM", "HOSTNAME", "TZ"))
NAME = re.compile("[A-Za-z_][A-Za-z0-9_]*")


@dataclass
class SectionDraft:
    """A section to be: `names` are its variables', in order."""

    title: str
    description: str
    prefix: str
    names: list[str] = field(default_factory=list)


class Drafts:
    """Everything found so far. `reservations` are what no catalogue can say, one line each."""

    def __init__(self) -> None:
        self.sections: list[SectionDraft] = []
        self.variables: dict[str, Variable] = {}
        self.open_names: list[str] = []
        self.reservations: list[str] = []

    def section(self, title: str, description: str, prefix: str) -> SectionDraft:
        """Begin a section; a title that is taken gets a number."""
        taken = {_anchor(section.title) for section in self.sections}
        number, unique = 1, title
        while _anchor(unique) in taken:
            number += 1
            unique = f"{title} {number}"
        self.sections.append(SectionDraft(unique, description, prefix))
        return self.sections[-1]

    def add(self, section: SectionDraft, variable: Variable) -> None:
        """Add a variable; where another field reads the same one, both are said of it."""
        if not NAME.fullmatch(variable.name):
            self.doubt(variable.name, "is no name that every shell and platform can set")
        if variable.name in OF_THE_SYSTEM:
            self.doubt(variable.name, "is set on most systems, for another purpose: the field takes that value")
        existing = self.variables.get(variable.name)
        if existing is None:
            section.names.append(variable.name)
            self.variables[variable.name] = variable
        elif existing != variable:
            self.variables[variable.name] = self._merged(existing, variable)

    def hold(self, name: str, kind: Kind) -> None:
        """Give a variable the form that its class holds it to."""
        variable = self.variables[name]
        if not (variable.example and fault(kind, variable.example)):
            self.variables[name] = replace(variable, kind=kind)

    def waive(self, names: Iterable[str]) -> None:
        """Take away that variables must be set."""
        for name in names:
            rules = tuple(rule for rule in self.variables[name].rules if rule.check != Present())
            self.variables[name] = replace(self.variables[name], rules=rules)

    def revise(self, name: str, remark: str | None) -> None:
        """Take away a default that no line may set alone, and say what holds in its place."""
        variable = self.variables[name]
        described = f"{variable.description}\n\n{remark}" if remark else variable.description
        self.variables[name] = replace(variable, description=described, defaults=dict.fromkeys(variable.defaults))

    def doubt(self, where: str, reason: str) -> None:
        """Note what cannot be said, once."""
        line = f"{where}: {reason}"
        if line not in self.reservations:
            self.reservations.append(line)

    def finished(self) -> tuple[Section, ...]:
        """Return the sections that have variables; no rule speaks of a name that is none."""
        return tuple(
            Section(
                draft.title,
                draft.description,
                tuple(self.variables[name] for name in draft.names),
                "" if self._is_open(draft.prefix) else draft.prefix,
            )
            for draft in self.sections
            if draft.names
        )

    def _is_open(self, prefix: str) -> bool:
        """Say whether names with a prefix may be anything: a mapping takes its keys from them."""
        return any(name.startswith(prefix) for name in self.open_names)

    def _merged(self, first: Variable, second: Variable) -> Variable:
        if first.defaults != second.defaults:
            self.doubt(first.name, "is read by several fields whose defaults differ; the first is shown")
        secret = first.secret or second.secret
        paragraphs = dict.fromkeys((first.description, second.description))
        merged = replace(
            first,
            description="\n\n".join(paragraphs),
            kind=first.kind if first.kind == second.kind else TEXT,
            secret=secret,
            example=_example(first, second) if secret else first.example or second.example,
            rules=first.rules if len(first.rules) >= len(second.rules) else second.rules,
        )
        return replace(merged, defaults=dict.fromkeys(merged.defaults)) if secret else merged


def _anchor(title: str) -> str:
    return Section(title, "", ()).anchor


def _example(*variables: Variable) -> str | None:
    return next(variable.example for variable in variables if variable.secret)


def paragraph(parts: Iterable[str]) -> str:
    """Join what is said of a variable: the description, and a paragraph of short sentences."""
    description, *rest = parts
    return f"{description}\n\n{' '.join(rest)}" if rest else description
