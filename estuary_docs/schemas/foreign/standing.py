"""The shape of a field where it stands: its type, and what its class and its source do with the text first."""

from collections.abc import Mapping
from dataclasses import replace
from types import NoneType
from typing import get_args, get_origin

from pydantic import BaseModel
from pydantic_settings import BaseSettings

from estuary_docs.schemas.foreign import defaults, fitting, forms, validators
from estuary_docs.schemas.foreign.annotations import members
from estuary_docs.schemas.foreign.drafts import Drafts
from estuary_docs.schemas.foreign.judging import form_of_kind, judged
from estuary_docs.schemas.foreign.places import FieldPlace
from estuary_docs.schemas.foreign.shapes import BY_THE_CLASS_ALONE, Shape, either, lenient_kind, shape
from estuary_docs.schemas.foreign.sources import NOTHING
from estuary_docs.schemas.foreign.splitting import split_list
from estuary_docs.vocabulary.documents import Form
from estuary_docs.vocabulary.kinds import Choice, Described, Json, Kind
from estuary_docs.wording.kinds import kind_clause

LENIENT_MODES = ("before", "wrap", "plain")
WITNESSES = ("0", "1", "0.5", "true", "PT7S", "2030-12-31")


def shape_at(place: FieldPlace, drafts: Drafts) -> Shape:
    """Return the shape of a field where it stands; what decides beside its type is noted in `drafts`."""
    field = place.field
    if not getattr(field, "_complete", True):
        drafts.doubt(place.where, "its type is not defined where its class is; call model_rebuild()")
    decoding = place.source.decoding(field)
    result = shape(field.annotation, field.metadata, decoding, names_of_enums=place.source.names_of_enums)
    if result.doubt:
        drafts.doubt(place.where, result.doubt)
    for variant in place.variants:
        result = replace(result, kind=either(result.kind, shape_at(variant, drafts).kind))
    lenient = place.source.is_customised and isinstance(result.kind, Json)
    for validator, mode in validators.of_field(place.owner, place.name):
        drafts.doubt(place.where, f"the validator `{validator}` decides what it accepts")
        lenient = lenient or mode in LENIENT_MODES
    lenient = lenient or any(mode in LENIENT_MODES for _, mode in validators.of_model(place.owner))
    lenient = lenient or result.is_custom
    lenient = lenient or place.source.settings.__init__ is not BaseSettings.__init__
    if decoding[0] and _is_mapping(field.annotation) and place.source.delimiter and not decoding[2]:
        name = place.first_name
        drafts.open_names.append(name + place.source.delimiter)
        drafts.doubt(place.where, f"each of its keys may be a variable {name}{place.source.delimiter}<KEY>")
    form = _form(place, trusting=lenient)
    split = split_list(place, form) if decoding[2] and lenient else None
    if split:
        result = replace(result, kind=Described(split.form))
    elif forms.takes_no_text(form) and not result.doubt and not (lenient and _takes_some(place)):
        drafts.doubt(place.where, "no text is what its type takes")
        result = replace(result, limits=(*result.limits, "No text sets it: its type takes none."))
    strict = split or judged(result.kind, form)
    if isinstance(strict, Described) and strict.form in BY_THE_CLASS_ALONE:
        drafts.doubt(place.where, "only the class can tell whether a text is one")
    kind = lenient_kind(result.kind) if lenient else strict
    if split and forms.is_plain(split.fitting or forms.ANY):
        lenient = False
    word = place.source.none_word
    if word is not None and NoneType in get_args(field.annotation):
        kind = _with_word(kind, word)
        lenient = False
    return replace(result, kind=kind, strict=strict if lenient else None)


def _takes_some(place: FieldPlace) -> bool:
    """Say whether code of a class makes of some text what its type takes."""
    load = defaults.through_validators(place.owner, place.name)
    return any(load(text) is not defaults.UNKNOWN for text in WITNESSES)


def _form(place: FieldPlace, *, trusting: bool = False) -> Form:
    """Return the form of the text of a field's variable; a document is what its source makes of it."""
    is_json, may_fail, is_left_alone = place.source.decoding(place.field)
    places = (place, *place.variants)
    form = forms.either(*(fitting.form_of(variant.owner, variant.name, trusting=trusting) for variant in places))
    if not is_json or is_left_alone:
        return _coerced(place, form) if forms.is_exact(form) else form
    if place.source.delimiter or place.source.is_customised:
        form = forms.in_parts(form)
    if not place.source.case_sensitive and any(map(_is_model, members(place.field.annotation)[0])):
        form = forms.in_any_case(form)
    if place.path:
        return forms.document(form, or_text=may_fail)
    # A document of nothing leaves the variable unset.
    may_be_unset = not place.field.is_required() or place.source.delimiter
    form = forms.either(form, forms.NULL) if may_be_unset else forms.without_null(form)
    return forms.document(form, or_text=may_fail)


def _coerced(place: FieldPlace, form: Form) -> Form:
    """Return the form of a text that its source reads before a type does that takes no text."""
    load = place.loads(place.first_name)
    if all(load(text) in (text, NOTHING) for text in WITNESSES):
        return form
    lax = forms.without_null(fitting.form_of(place.owner, place.name, lax=True))
    return forms.either(lax, forms.document(lax, or_text=False))


def _with_word(kind: Kind, word: str) -> Kind:
    """Return the kind of a text that may also be the word for none."""
    if isinstance(kind, Choice) and word:
        return Choice(tuple(dict.fromkeys((*kind.words, word))))
    form = form_of_kind(kind)
    fits = form and forms.either(form, ("one", (word,), False))
    wording = f"`{word}`" if word else "an empty text"
    return Described(f"{kind_clause(kind)}, or {wording} for none", fits)


def _is_model(member: object) -> bool:
    return isinstance(member, type) and issubclass(member, BaseModel)


def _is_mapping(annotation: object) -> bool:
    bare = [get_origin(member) or member for member in members(annotation)[0]]
    return any(isinstance(member, type) and issubclass(member, Mapping) for member in bare) and bool(
        get_args(annotation)
    )
