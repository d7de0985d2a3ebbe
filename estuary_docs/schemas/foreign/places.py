"""Where fields stand, how they are used, and which fields stand inside them."""

from dataclasses import dataclass, replace

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from estuary_docs.schemas.foreign import defaults, prose
from estuary_docs.schemas.foreign.annotations import config_of, fields_of, nested_classes
from estuary_docs.schemas.foreign.drafts import Drafts
from estuary_docs.schemas.foreign.sources import ClassEnvironment, Path

DEEPEST = 8


@dataclass(frozen=True)
class FieldPlace:
    """Where a field stands: the field of the settings class that leads to it, its path in there, and the classes.

    `variants` are fields of other classes of a union at the same place.
    """

    source: ClassEnvironment
    top: str
    top_field: FieldInfo
    path: Path
    owners: tuple[type, ...]
    name: str
    field: FieldInfo
    trail: str
    variants: tuple["FieldPlace", ...] = ()

    @property
    def owner(self) -> type:
        """The class that declares the field."""
        return self.owners[-1]

    @property
    def description(self) -> str:
        """What the field says of itself, or else where it stands."""
        return prose.description(self.owner, self.name, self.field) or f"No description yet. It sets `{self.trail}`."

    @property
    def first_name(self) -> str:
        """The first of the names of its variable."""
        name = next(iter(self.source.names(self.top, self.top_field)), self.top)
        for key in self.path:
            name = self.source.nested(name, key)
        return name

    def loads(self, variable: str) -> defaults.Loader:
        """Return what pydantic-settings makes of a text of a variable, for this field."""
        return lambda text: self.source.given(self.top, self.top_field, {variable: text}, self.path)

    @property
    def where(self) -> str:
        """The field as a reservation names it."""
        return f"{path_of(self.source.settings)}.{self.trail}"


Children = list[tuple[FieldPlace, list[str]]]


@dataclass(frozen=True)
class Use:
    """How a field is used: its default, whether it is required, and whether what holds it is always there.

    `documents` are the names of the JSON documents that may hold it in its place. It must be set where one of its
    `companions` is. A default that is `fragile` holds only where none of the variables of its section is set.
    """

    default: object
    required: bool
    certain: bool = True
    documents: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    fragile: bool = False


def children_of(place: FieldPlace, variable: str, first: type, drafts: Drafts) -> Children:
    """Return the fields inside a field that have variables of their own, and the names of each.

    Of a union, the fields of the class `first`, which the default is of, go before those of the others.
    """
    by_name: dict[str, tuple[FieldPlace, list[str]]] = {}
    unreachable: list[str] = []
    owners = nested_classes(place.field.annotation) if len(place.path) < DEEPEST else []
    for owner in sorted(owners, key=lambda owner: owner is not first):
        if owner in place.owners:
            drafts.doubt(place.where, f"holds its own class, so that names below {variable} have no end")
            continue
        for name, field in fields_of(owner).items():
            keys = _keys(place, variable, owner, name, field)
            if not keys:
                unreachable.append(name)
                continue
            names = [place.source.nested(variable, key) for key in keys]
            child = replace(
                place,
                path=(*place.path, keys[0]),
                owners=(*place.owners, owner),
                name=name,
                field=field,
                trail=f"{place.trail}.{name}",
                variants=(),
            )
            sibling = by_name.get(names[0])
            by_name[names[0]] = (
                replace(sibling[0], variants=(*sibling[0].variants, child)) if sibling else child,
                names,
            )
    for name in unreachable if by_name else ():
        drafts.doubt(f"{place.where}.{name}", f"has no variable of its own; set it in {variable} as JSON")
    return list(by_name.values())


def is_choice(place: FieldPlace, child: FieldPlace) -> bool:
    """Say whether a field is in one of several classes, and not in all."""
    return len(nested_classes(place.field.annotation)) > 1 + len(child.variants)


def is_elsewhere(place: FieldPlace, child: FieldPlace, default: object) -> bool:
    """Say whether a field is in none of the classes that the default is of."""
    return default is not defaults.UNKNOWN and is_choice(place, child) and not isinstance(default, child.owner)


def path_of(cls: type) -> str:
    """Return a class as a reservation names it."""
    return f"{cls.__module__}.{cls.__name__}"


def _keys(place: FieldPlace, variable: str, owner: type, name: str, field: FieldInfo) -> list[str]:
    """Return the keys under which a nested field takes a text from a variable; in a plain dataclass, no JSON does."""
    if not _is_pydantic(owner) and place.source.decoding(field)[0]:
        return []
    return [
        key
        for key, is_part in place.source.keys(config_of(owner), name, field).items()
        if not is_part
        and place.source.reaches(place.top, place.top_field, place.source.nested(variable, key), (*place.path, key))
    ]


def _is_pydantic(owner: type) -> bool:
    return issubclass(owner, BaseModel) or hasattr(owner, "__pydantic_fields__")
