"""The shape of a field where it stands: its type, and what its class and its source do with the text first."""

from collections.abc import Mapping
from dataclasses import replace
from types import NoneType
from typing import get_args, get_origin

from estuary_docs.schemas.foreign import validators
from estuary_docs.schemas.foreign.annotations import members
from estuary_docs.schemas.foreign.drafts import Drafts
from estuary_docs.schemas.foreign.places import Place
from estuary_docs.schemas.foreign.shapes import Shape, either, lenient_kind, shape
from estuary_docs.vocabulary.kinds import Described, Json
from estuary_docs.wording import sentences

LENIENT_MODES = ("before", "wrap", "plain")


def shape_at(place: Place, drafts: Drafts) -> Shape:
    """Return the shape of a field where it stands; what decides beside its type is noted in `drafts`."""
    field = place.field
    if not getattr(field, "_complete", True):
        drafts.doubt(place.where, "its type is not defined where its class is; call model_rebuild()")
    decoding = place.source.decoding(field)
    told = shape(field.annotation, field.metadata, decoding, names_of_enums=place.source.names_of_enums)
    if told.doubt:
        drafts.doubt(place.where, told.doubt)
    for other in place.variants:
        told = replace(told, kind=either(told.kind, shape_at(other, drafts).kind))
    lenient = place.source.is_customised and isinstance(told.kind, Json)
    for validator, mode in validators.of_field(place.owner, place.name):
        drafts.doubt(place.where, f"the validator `{validator}` decides what it accepts")
        lenient = lenient or mode in LENIENT_MODES
    lenient = lenient or any(mode in LENIENT_MODES for _, mode in validators.of_model(place.owner))
    if decoding[0] and _is_mapping(field.annotation) and place.source.delimiter and not decoding[2]:
        name = next(iter(place.source.names(place.top, place.top_field)))
        for key in place.path:
            name = place.source.nested(name, key)
        drafts.open_names.append(name + place.source.delimiter)
        drafts.doubt(place.where, f"each of its keys may be a variable {name}{place.source.delimiter}<KEY>")
    kind = lenient_kind(told.kind) if lenient else told.kind
    word = place.source.none_word
    if word and NoneType in get_args(field.annotation):
        kind = Described(f"{sentences.kind_clause(kind)}, or `{word}` for none")
        lenient = False
    return replace(told, kind=kind, strict=told.kind if lenient else None)


def _is_mapping(annotation: object) -> bool:
    bare = [get_origin(member) or member for member in members(annotation)[0]]
    return any(isinstance(member, type) and issubclass(member, Mapping) for member in bare) and bool(
        get_args(annotation)
    )
