"""When the variables of a field must be set: always, or where others of its section are."""

from collections.abc import Iterator

from pydantic import Discriminator
from pydantic.fields import FieldInfo

from estuary_docs.schemas.foreign.annotations import nested_classes
from estuary_docs.schemas.foreign.places import Children, FieldPlace, Use, is_choice
from estuary_docs.vocabulary.checks import Present
from estuary_docs.vocabulary.rules import IsSet, Must, Rule, Unset


def is_needed_beside_others(place: FieldPlace, child: FieldPlace, use: Use) -> bool:
    """Say whether a field must be set where another one of its section is, though not in any case."""
    discriminator = _discriminator_of(place.field)
    if is_choice(place, child) and child.name != discriminator:
        return False
    if place.source.settings.model_config.get("nested_model_default_partial_update"):
        return False
    if nested_classes(child.field.annotation):
        return False
    return child.name == discriminator or (child.field.is_required() and not use.required)


def _discriminator_of(field: FieldInfo) -> str | None:
    """Return the name of the field that says which class of a union is meant."""
    discriminators = (
        field.discriminator,
        *(fact.discriminator for fact in field.metadata if isinstance(fact, Discriminator)),
    )
    return next((name for name in discriminators if isinstance(name, str)), None)


def companionship(names: list[str], use: Use) -> Iterator[Rule]:
    """Yield the rules that one of the names is set where a companion is, and no document that may hold it."""
    others = tuple(Unset(name) for name in (*names[1:], *use.documents))
    for companion in use.companions:
        yield Must(Present(), (IsSet(companion), *others))


def requirement(names: list[str], use: Use, children: Children) -> tuple[Rule, ...]:
    """Return the rule that one of the names is set; where a field inside is required, its own rule says so."""
    if not use.required or any(child.field.is_required() for child, _ in children):
        return ()
    inside = (name for _, child_names in children for name in child_names)
    others = dict.fromkeys((*names[1:], *use.documents, *inside))
    return (Must(Present(), tuple(Unset(name) for name in others)),)
