"""Read a settings class into a catalogue; the only module beside the vocabulary that knows pydantic."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from estuary_docs.catalogue.model import Catalogue, Section, Variable
from estuary_docs.errors import SchemaError
from estuary_docs.runtimes.python.validator import Validator
from estuary_docs.schemas.class_arguments import misused
from estuary_docs.schemas.stand_ins import filled_in, stand_in
from estuary_docs.validation.consistency import faults, unknown
from estuary_docs.validation.tables import validator
from estuary_docs.vocabulary.annotations import MILLISECOND, AnnotationError, Meaning, meaning
from estuary_docs.vocabulary.checks import OfGroup, Present
from estuary_docs.vocabulary.docstrings import clean
from estuary_docs.vocabulary.kinds import Choice, Duration, Json, Kind, ListOf, Size
from estuary_docs.vocabulary.markers import (
    BorrowedDefault,
    Deprecation,
    Example,
    FormerNames,
    Issuer,
    ProfileDefaults,
    Rotation,
)
from estuary_docs.vocabulary.rules import Must, Rule
from estuary_docs.vocabulary.sections import Section as SectionModel
from estuary_docs.vocabulary.sections import Settings

NO_PROFILE = "default"
T = TypeVar("T")
CAMEL_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
KEPT_SCHEMAS = 8
FEWEST_OF_A_GROUP = 2


@lru_cache(maxsize=KEPT_SCHEMAS)
def read(settings: type[Settings]) -> Catalogue:
    """Return the catalogue of a settings class.

    Raises SchemaError if the schema is incomplete or contradicts itself; its `also` holds the further complaints.
    """
    _raise_first(list(misused(settings)))
    complaints: list[SchemaError] = []
    fields = list(_fields(settings, complaints))
    profiles, default_profile = _profiles(settings, fields, complaints)
    sections: dict[type[SectionModel], list[Variable]] = {section: [] for section, *_ in fields}
    for section, name, field, meant in fields:
        for complaint, hint in _incomplete(field, meant, profiles):
            complaints.append(SchemaError(f"{section.__name__}.{name}", complaint, hint))
        sections[section].append(_variable(settings, section.variable_name(name), field, meant, profiles))
    complaints += _misplaced(settings, [variable for variables in sections.values() for variable in variables])
    complaints += _undocumented(settings, *sections)
    catalogue = Catalogue(
        source=settings.__module__.partition(".")[0],
        title=settings.model_config.get("title") or _words(settings.__name__.removesuffix("Settings")),
        description=clean(settings.__doc__ or ""),
        profile_variable=settings.settings_profile,
        profiles=profiles,
        profile=default_profile,
        sections=tuple(
            Section(_title(section), clean(section.__doc__ or ""), tuple(variables), section.section_prefix.upper())
            for section, variables in sections.items()
        ),
        external=settings.settings_external,
    )
    _raise_first(complaints or list(faults(catalogue)))
    return catalogue


def _raise_first(complaints: list[SchemaError]) -> None:
    if complaints:
        complaints[0].also = tuple(complaints[1:])
        raise complaints[0]


@lru_cache(maxsize=KEPT_SCHEMAS)
def judge(settings: type[Settings]) -> Validator:
    """Return what judges environments by a settings class; raises SchemaError as `read` does."""
    return validator(read(settings))


Field = tuple[type[SectionModel], str, FieldInfo, Meaning]


def _fields(settings: type[Settings], complaints: list[SchemaError]) -> Iterator[Field]:
    for attribute, info in settings.model_fields.items():
        section = info.annotation
        if not (isinstance(section, type) and issubclass(section, SectionModel)):
            complaints.append(
                SchemaError(f"{settings.__name__}.{attribute}", "is not a section", "move the variable into a Section")
            )
            continue
        for name, field in section.model_fields.items():
            try:
                yield section, name, field, meaning(field.annotation, field.metadata)
            except AnnotationError as error:
                complaints.append(SchemaError(f"{section.__name__}.{name}", error.complaint, error.hint))


def _profiles(
    settings: type[Settings], fields: list[Field], complaints: list[SchemaError]
) -> tuple[tuple[str, ...], str]:
    """Return the profiles, and the one that holds unless another is chosen."""
    variable = settings.settings_profile
    if variable is None:
        return (NO_PROFILE,), NO_PROFILE
    for section, name, field, meant in fields:
        if section.variable_name(name) == variable and isinstance(meant.kind, Choice):
            if field.default in meant.kind.words:
                return meant.kind.words, field.default
            complaints.append(
                SchemaError(f"{section.__name__}.{name}", "chooses the profile and has no default", "give it one")
            )
            return meant.kind.words, meant.kind.words[0]
    complaints.append(
        SchemaError(
            settings.__name__,
            f"the profile variable {variable} is no choice of this schema",
            "declare it as a Literal with a default, or drop `profile`",
        )
    )
    return (NO_PROFILE,), NO_PROFILE


def _variable(
    settings: type[Settings], name: str, field: FieldInfo, meant: Meaning, profiles: tuple[str, ...]
) -> Variable:
    required = field.is_required()
    own = None if required else written(field.get_default(call_default_factory=True), meant.kind)
    special = _first(meant, ProfileDefaults)
    defaults = {
        profile: written(special.values[profile], meant.kind) if special and profile in special.values else own
        for profile in profiles
    }
    rules = tuple([marker for marker in meant.markers if isinstance(marker, Rule)])
    if required:
        rules = (Must(Present()), *rules)
    rules += tuple(
        rule for rule in settings.settings_rules if isinstance(rule.check, OfGroup) and name in rule.check.variables
    )
    if meant.secret:
        rules += settings.settings_every_secret
    shown = _first(meant, Example)
    example = shown.text if shown else stand_in(name, meant, rules, is_shown=None not in defaults.values())
    if not meant.secret and any(isinstance(rule.check, Present) for rule in rules):
        rules += tuple(filled_in(settings.settings_every_secret, name, meant.kind, example, is_made=shown is None))
    former = _first(meant, FormerNames)
    deprecation = _first(meant, Deprecation)
    source = _first(meant, Issuer)
    borrowed = _first(meant, BorrowedDefault)
    return Variable(
        name=name,
        description=clean(field.description or ""),
        kind=meant.kind,
        secret=meant.secret,
        defaults=defaults,
        rules=rules,
        rotation=_first(meant, Rotation),
        example=example,
        former_names=former.names if former else (),
        deprecation=deprecation.advice if deprecation else None,
        obtained_from=source.where if source else None,
        default_from=borrowed.variable if borrowed else None,
    )


def _incomplete(field: FieldInfo, meant: Meaning, profiles: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the complaint and the hint for each thing that only the declaration shows."""
    if not (field.description or "").strip():
        yield "has no description", "write a docstring below it"
    if field.alias or field.validation_alias:
        yield "has an alias", "let the prefix and the field's name make the variable's name"
    special = _first(meant, ProfileDefaults)
    for profile in special.values if special else ():
        if profile not in profiles:
            yield f"has a default for the unknown profile {profile}", f"choose among {', '.join(profiles)}"
    if not meant.secret and _first(meant, Issuer) is not None:
        yield "is no secret, and says where to obtain it", "say it in its description"
    for marker_type in (
        (ProfileDefaults, BorrowedDefault, Rotation, Issuer, Example, FormerNames, Deprecation)
        if len(meant.markers) > 1
        else ()
    ):
        if sum(isinstance(marker, marker_type) for marker in meant.markers) > 1:
            yield f"has {marker_type.spelling} twice", "keep one"


def _misplaced(settings: type[Settings], variables: list[Variable]) -> Iterator[SchemaError]:
    """Yield the complaints about the rules of the whole schema."""
    names = {variable.name for variable in variables}
    for rule in settings.settings_rules:
        if not isinstance(rule.check, OfGroup):
            yield SchemaError(settings.__name__, "has a rule that is not over several variables", "put it at its field")
        elif strange := [name for name in rule.check.variables if name not in names]:
            yield unknown(settings.__name__, f"has a rule about {strange[0]}", strange[0], variables)
        elif len(set(rule.check.variables)) < FEWEST_OF_A_GROUP:
            yield SchemaError(settings.__name__, "has a rule over one variable alone", "name two or more")


def _undocumented(settings: type[Settings], *sections: type[SectionModel]) -> Iterator[SchemaError]:
    for declared in (settings, *sections):
        if not (declared.__doc__ or "").strip():
            yield SchemaError(declared.__name__, "has no docstring", "introduce it in a sentence")


def written(value: object, kind: Kind | None = None) -> str | None:  # noqa: PLR0911 - one line a type is read whole
    """Return a Python value in the written form of its kind; None for what is unset."""
    match value:
        case int() if isinstance(kind, Size):
            return kind.written(value) or f"{value}"
        case timedelta() if isinstance(kind, Duration) and not value % MILLISECOND:
            return kind.written(value // MILLISECOND) or f"{value}"
        case Decimal():
            return f"{value:f}"
        case bool():
            return str(value).lower()
        case SecretStr():
            return value.get_secret_value() or None
        case list() | dict() if isinstance(kind, Json):
            return json.dumps(value, ensure_ascii=False)
        case list():
            item_kind = kind.item if isinstance(kind, ListOf) else None
            return ",".join(str(written(item, item_kind)) for item in value) or None
        case None | "":
            return None
        case _:
            return str(value)


def _first(meaning: Meaning, marker_type: type[T]) -> T | None:
    for marker in meaning.markers:
        if isinstance(marker, marker_type):
            return marker
    return None


def _title(section: type[SectionModel]) -> str:
    return section.model_config.get("title") or _words(section.__name__)


def _words(name: str) -> str:
    return CAMEL_HUMP.sub(" ", name).capitalize()
