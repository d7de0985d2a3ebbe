"""A catalogue as settings of a typed language: sections with fields, and what an editor shows of each.

Every renderer of typed settings says the same of a schema in its own idiom; only names and types are spelled there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from estuary_docs.catalogue.model import Catalogue, Section, Variable
from estuary_docs.renderers.writing.text import paragraphs
from estuary_docs.vocabulary.checks import Present
from estuary_docs.vocabulary.kinds import Kind, ListOf
from estuary_docs.wording.kinds import kind_phrase
from estuary_docs.wording.rules import rules_in_full
from estuary_docs.wording.sentences import (
    default_sentences,
    delivery_sentence,
    naming_sentences,
    rotation_sentence,
    source_sentence,
)

NOT_OF_A_WORD = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True)
class Field:
    """A variable as a field: `words` are its name in lower case, less what all names of the section begin with.

    It is optional unless it has a value in every environment that is valid.
    """

    variable: Variable
    words: tuple[str, ...]
    is_optional: bool

    @property
    def item(self) -> Kind:
        """The kind of the value, or of each item where it is a list."""
        return self.variable.kind.item if isinstance(self.variable.kind, ListOf) else self.variable.kind

    @property
    def is_list(self) -> bool:
        """Whether the value is a list."""
        return isinstance(self.variable.kind, ListOf)

    @property
    def documentation(self) -> list[str]:
        """What an editor shows, a paragraph each: what the page of the reference says."""
        return list(_facts(self.variable))


@dataclass(frozen=True)
class Group:
    """A section as a structure of fields: `words` are its title in lower case."""

    section: Section
    words: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def documentation(self) -> list[str]:
        """What an editor shows, a paragraph each."""
        return paragraphs(self.section.description)


def groups(catalogue: Catalogue) -> list[Group]:
    """Return the settings of a catalogue, in its order; no two names of groups, or of fields in one, are alike."""
    return [
        Group(section, words, _fields(catalogue, section))
        for section, words in zip(
            catalogue.sections, _distinct([words_of(section.title) for section in catalogue.sections]), strict=True
        )
    ]


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name or a title in lower case, in ASCII; the first begins with a letter."""
    words = [word.lower() for word in NOT_OF_A_WORD.split(text) if word]
    return tuple(words) if words and words[0][0].isalpha() else ("value", *words)


def camel(words: tuple[str, ...]) -> str:
    """Return words as one name in camel case that begins with a small letter."""
    first, *others = words
    return first + "".join(word[:1].upper() + word[1:] for word in others)


def _fields(catalogue: Catalogue, section: Section) -> tuple[Field, ...]:
    names = [variable.name.removeprefix(section.prefix) or variable.name for variable in section.variables]
    names = [
        variable.name if name[0].isdigit() else name for name, variable in zip(names, section.variables, strict=True)
    ]
    return tuple(
        Field(variable, words, not _always_has_a_value(catalogue, variable))
        for variable, words in zip(section.variables, _distinct([words_of(name) for name in names]), strict=True)
    )


def _always_has_a_value(catalogue: Catalogue, variable: Variable) -> bool:
    """Say whether every valid environment gives a variable a value: a default of each profile, or a requirement."""
    return all(
        variable.defaults[profile]
        or any(
            isinstance(rule.check, Present) and rule.severity == "error" and not rule.conditions
            for rule in catalogue.rules_in(variable, profile)
        )
        for profile in catalogue.profiles
    )


def _distinct(names: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return names of which those that another one is like have a number at their end."""
    taken: list[tuple[str, ...]] = []
    for name in names:
        number = 2
        distinct = name
        while distinct in taken:
            distinct, number = (*name, str(number)), number + 1
        taken.append(distinct)
    return taken


def _facts(variable: Variable) -> Iterator[str]:
    yield from paragraphs(variable.description)
    mark = "secret, " if variable.secret else ""
    yield f"`{variable.name}`: {mark}{kind_phrase(variable.kind)}."
    yield from naming_sentences(variable)
    yield from default_sentences(variable)
    yield from rules_in_full(variable.rules)
    if variable.obtained_from:
        yield source_sentence(variable.obtained_from)
    if variable.rotation:
        yield rotation_sentence(variable.rotation)
    if variable.has_file:
        yield delivery_sentence(variable.name, variable.file_name)
