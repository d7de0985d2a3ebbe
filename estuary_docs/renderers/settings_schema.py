"""`[tool.estuary-docs]` as JSON Schema (draft 2020-12): editors complete and check pyproject.toml with it."""

import json
from typing import Any

from estuary_docs.catalogue import Catalogue
from estuary_docs.project import KEYS, TABLE
from estuary_docs.renderers import RENDERERS
from estuary_docs.renderers.json_schema import DIALECT

BELOW_THE_ROOT = r"^(?!/)(?!(?:.*/)?\.\.(?:/|$))"
FORMAT = {"description": "A format of `estuary-docs show`.", "enum": list(RENDERERS)}
PROPERTIES: dict[str, dict[str, Any]] = {
    "schema": {
        "description": "The class that declares the environment.",
        "type": "string",
        "pattern": ":",
        "examples": ["package.module:SettingsClass"],
    },
    "documentation": {
        "description": "The address of the published site, which problems link to.",
        "type": "string",
        "pattern": "://",
        "examples": ["https://docs.example.com/"],
    },
    "regions": {
        "description": "Markdown files, or patterns of them, that hold generated regions.",
        "type": "array",
        "items": {"type": "string", "minLength": 1, "pattern": BELOW_THE_ROOT},
        "examples": [["README.md", "docs/**/*.md"]],
    },
    "artefacts": {
        "description": "The generated files: path below the project's root = format.",
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
