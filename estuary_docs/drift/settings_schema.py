"""`[tool.estuary-docs]` as JSON Schema (draft 2020-12): editors complete and check pyproject.toml with it."""

import json
from typing import Any

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.drift.rules import RULES
from estuary_docs.project.settings import KEYS, TABLE
from estuary_docs.renderers import RENDERERS
from estuary_docs.renderers.files.json_schema import DIALECT

BELOW_THE_ROOT = r"^(?!/)(?!(?:.*/)?\.\.(?:/|$))"
FORMAT = {"description": "A format of `estuary-docs show`.", "enum": list(RENDERERS)}
CLASS = {"type": "string", "pattern": ":"}
STORE = {"type": "string", "pattern": r"^[a-z][a-z0-9-]*:\S*\{(?:NAME|name)\}\S*$"}
TEXTS = {"type": "array", "items": {"type": "string", "minLength": 1}}
PROPERTIES: dict[str, dict[str, Any]] = {
    "schema": {
        "description": "The class that declares the environment; of pydantic-settings, also several.",
        "anyOf": [CLASS, {"type": "array", "minItems": 1, "items": CLASS}],
        "examples": ["package.module:SettingsClass"],
    },
    "title": {
        "description": "What the service is called, in place of the name of the class or the project.",
        "type": "string",
        "examples": ["Shop"],
    },
    "documentation": {
        "description": "The address of the published site, which problems link to.",
        "type": "string",
        "pattern": "://",
        "examples": ["https://docs.example.com/"],
    },
    "pages": {
        "description": "The folder below the site's docs that holds reference.md and troubleshooting.md.",
        "type": "string",
        "pattern": BELOW_THE_ROOT,
        "examples": ["configuration"],
    },
    "regions": {
        "description": "Markdown files, or patterns of them, that hold generated regions.",
        "type": "array",
        "items": {"type": "string", "minLength": 1, "pattern": BELOW_THE_ROOT},
        "examples": [["README.md", "docs/**/*.md"]],
    },
    "secret-files": {
        "description": "Whether a secret may arrive in a file, also where a class of pydantic-settings reads none.",
        "type": "boolean",
        "examples": [True],
    },
    "reservations": {
        "description": "What the schema cannot say and the project agrees to: the line of a warning = the reason.",
        "type": "object",
        "additionalProperties": {"type": "string", "minLength": 1},
        "examples": [{"shop.Settings.mode: is judged by code": "The code only lowers its case."}],
    },
    "artefacts": {
        "description": "The generated files: path below the project's root = format. "
        "A path with `{section}` is a file for each section.",
        "type": "object",
        "propertyNames": {"pattern": BELOW_THE_ROOT},
        "additionalProperties": {
            "anyOf": [
                FORMAT,
                {
                    "type": "object",
                    "properties": {
                        "format": FORMAT,
                        "profile": {"description": "The profile that the file speaks of.", "type": "string"},
                    },
                    "required": ["format", "profile"],
                    "additionalProperties": False,
                },
            ]
        },
        "examples": [{".env.example": "env-example"}],
    },
    "drift": {
        "description": "What `estuary-docs drift` looks at, and what it does not report.",
        "type": "object",
        "properties": {
            "external": {"description": "Variables, or patterns of them, that something else reads.", **TEXTS},
            "paths": {"description": "Patterns of the files that count; all if there is none.", **TEXTS},
            "exclude": {"description": "Patterns of the files that do not count.", **TEXTS},
            "reads-only-in": {"description": "Patterns of the only files that may read the environment.", **TEXTS},
            "ignore": {
                "description": "What is meant to be so.",
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "name": {"description": "The variable, or a pattern.", "type": "string"},
                        "rule": {"description": "The rule; each, if left out.", "enum": list(RULES)},
                        "reason": {"description": "Why it is meant to be so.", "type": "string", "pattern": r"\S"},
                    },
                    "required": ["reason"],
                    "anyOf": [{"required": ["name"]}, {"required": ["rule"]}],
                    "additionalProperties": False,
                },
            },
        },
        "additionalProperties": False,
        "examples": [{"external": ["VENDOR_*"], "ignore": [{"name": "OLD", "reason": "An older client sets it."}]}],
    },
    "stores": {
        "description": "Where deployments keep their secrets: name = KIND:TEMPLATE of an entry's name.",
        "type": "object",
        "additionalProperties": {
            "anyOf": [
                STORE,
                {
                    "type": "object",
                    "properties": {
                        "store": STORE,
                        "profile": {"description": "The profile that runs with it.", "type": "string"},
                        "window-hours": {
                            "description": "How long both keys are kept.",
                            "type": "integer",
                            "minimum": 0,
                        },
                    },
                    "required": ["store"],
                    "additionalProperties": False,
                },
            ]
        },
        "examples": [{"production": "aws-secretsmanager:estuary/production/{NAME}"}],
    },
}


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - the table is the same for every schema
    """Return the schema as indented JSON, with every key that a project may have."""
    schema = {
        "$comment": notice,
        "$schema": DIALECT,
        "title": f"[{TABLE}] in pyproject.toml",
        "type": "object",
        "properties": {key: PROPERTIES[key] for key in KEYS},
        "additionalProperties": False,
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
