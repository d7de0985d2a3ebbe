"""A catalogue as JSON, and back without loss.

Kinds, checks, rules and conditions are objects whose `type` names them; everything else is told apart by its place.
"""

import json
from dataclasses import fields, is_dataclass
from typing import Any

from estuary_docs.catalogue.model import Catalogue, Guide, Section, Variable
from estuary_docs.vocabulary import checks, kinds, rules
from estuary_docs.vocabulary.facts import Fact
from estuary_docs.vocabulary.markers import External, Rotation

TYPES: dict[str, type] = {
    member.__name__: member
    for member in (
        *kinds.Kind.__args__,
        *checks.Check.__args__,
        *rules.Condition.__args__,
        rules.Must,
        rules.Should,
    )
}


def to_json(catalogue: Catalogue, notice: str = "", **conclusions: object) -> str:
    """Return a catalogue as indented JSON; `notice` stands first where it is given, `conclusions` from it last."""
    facts = {**_encode(catalogue), **conclusions}
    return json.dumps({"notice": notice, **facts} if notice else facts, indent=2, ensure_ascii=False) + "\n"


def from_json(text: str) -> Catalogue:
    """Return the catalogue that `to_json` wrote."""
    decoded = _decode(json.loads(text))
    facts = {field.name: decoded[field.name] for field in fields(Catalogue)}
    sections = tuple(
        Section(**{**section, "variables": tuple(_variable(variable) for variable in section["variables"])})
        for section in facts["sections"]
    )
    external = tuple(External(**variable) for variable in facts["external"])
    guides = tuple(Guide(**guide) for guide in facts["guides"])
    return Catalogue(**{**facts, "sections": sections, "external": external, "guides": guides})


def _variable(facts: dict[str, Any]) -> Variable:
    rotation = facts["rotation"] and Rotation(**facts["rotation"])
    return Variable(**{**facts, "rotation": rotation})


def _encode(value: object) -> Any:  # noqa: ANN401 - JSON
    if is_dataclass(value) or isinstance(value, Fact):
        name = type(value).__name__
        names = [field.name for field in fields(value)] if is_dataclass(value) else vars(value)
        facts = {name_of_field: _encode(getattr(value, name_of_field)) for name_of_field in names}
        return {"type": name, **facts} if name in TYPES else facts
    if isinstance(value, dict):
        return {key: _encode(item) for key, item in value.items()}
    return [_encode(item) for item in value] if isinstance(value, tuple) else value


def _decode(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        facts = {key: _decode(item) for key, item in value.items()}
        return TYPES[facts.pop("type")](**facts) if facts.get("type") in TYPES else facts
    return tuple(_decode(item) for item in value) if isinstance(value, list) else value
