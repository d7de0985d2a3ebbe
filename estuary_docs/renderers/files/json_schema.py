"""The environment as JSON Schema (draft 2020-12), for editors and for validators in any language.

An environment is an object of texts. It is valid where the validators report no error, but for the rules that JSON
Schema has no words for: they are listed in `INEXPRESSIBLE`, and in the schema's own comment.
"""

import json
from collections.abc import Iterator

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing import left_out
from estuary_docs.renderers.writing.schema_rules import INEXPRESSIBLE, SET, Rules
from estuary_docs.renderers.writing.schema_values import Schema, form
from estuary_docs.renderers.writing.text import paragraphs
from estuary_docs.vocabulary.kinds import Described, Json, MultilineText
from estuary_docs.wording.phrases import plain
from estuary_docs.wording.rules import rules_in_full
from estuary_docs.wording.sentences import default_sentences

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the schema as indented JSON."""
    all_rules = [rule for variable in catalogue.variables for rule in Rules(catalogue).of(variable)]
    rules = [rule for place, rule in enumerate(all_rules) if rule not in all_rules[:place]]
    conflicts = [
        {"not": {"required": [secret.name, secret.file_name], "properties": {secret.name: SET, secret.file_name: SET}}}
        for secret in catalogue.secrets
        if secret.has_file
    ]
    rules_left_out = "; ".join(f"{rule} ({reason})" for rule, reason in INEXPRESSIBLE.items())
    description = [*paragraphs(catalogue.description), f"Rules that this schema does not tell: {rules_left_out}."]
    description += left_out.lines(catalogue)
    schema = {
        "$comment": notice,
        "$schema": DIALECT,
        "title": f"The environment of {catalogue.title}",
        "description": plain(" ".join(description)),
        "type": "object",
        "properties": dict(_properties(catalogue)),
        "allOf": [*rules, *conflicts, *_yielding(catalogue)],
        "$defs": {"line": {"type": "string", "not": {"pattern": "[\\u0000\\r\\n]"}}},
    }
    return json.dumps({key: part for key, part in schema.items() if part != []}, indent=2, ensure_ascii=False) + "\n"


def _yielding(catalogue: Catalogue) -> Iterator[Schema]:
    """Yield the forms that hold only where no other variable keeps one from being read."""
    by_name = {variable.name: variable for variable in catalogue.variables}
    for variable in catalogue.variables:
        asked = form(variable.kind, takes_empty=variable.takes_empty)
        if variable.yields_to and asked:
            taking = {name for name in variable.yields_to if name in by_name and by_name[name].takes_empty}
            others = (
                {"required": [name], **({} if name in taking else {"properties": {name: SET}})}
                for name in variable.yields_to
            )
            yield {"anyOf": [*others, {"properties": {variable.name: asked}}]}


def _properties(catalogue: Catalogue) -> Iterator[tuple[str, Schema]]:
    for variable in catalogue.variables:
        default = variable.defaults[catalogue.profile]
        description = [*paragraphs(variable.description), *rules_in_full(variable.rules)]
        differs = default_sentences(variable) if len(set(variable.defaults.values())) > 1 else []
        facts = {
            "description": plain(" ".join([*description, *differs])),
            "$ref": None if isinstance(variable.kind, Json | Described | MultilineText) else "#/$defs/line",
            **({} if variable.yields_to else form(variable.kind, takes_empty=variable.takes_empty)),
            "default": default,
            "examples": variable.example and [variable.example],
            "deprecated": variable.deprecation is not None,
            "writeOnly": variable.secret,
        }
        yield variable.name, {key: fact for key, fact in facts.items() if fact or key == "not"}
        if variable.has_file:
            told_of_file = f"Path of a file that holds {variable.name}; set one of the two."
            yield variable.file_name, {"description": told_of_file, "type": "string"}
