"""`validation.mjs`: the stand-alone validator for browsers and Node, the runtime with the catalogue's tables in it."""

import json
import re
from collections.abc import Iterable
from functools import partial
from importlib.resources import files
from typing import Any

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing import left_out
from estuary_docs.renderers.writing.typed_settings import camel, groups
from estuary_docs.runtimes import javascript
from estuary_docs.runtimes.javascript import PARTS
from estuary_docs.validation.tables import is_used, portable

WIDTH = 110
INDENT = "  "
# What a module says for itself alone: what it is for, which names are in other modules, which of its own they may use,
# and the types of its values, which `validation.d.mts` has.
FOR_THE_MODULE = re.compile(
    r"\A/\*\*.*?\*/\n|^import [^;]*;\n|^export "
    r"|^/\*\*(?:(?!\*/).)*@typedef(?:(?!\*/).)*\*/\n|^ */\*\* @type \{[^\n]*\*/\n",
    re.MULTILINE | re.DOTALL,
)
BLANK_LINES = re.compile(r"\n{3,}")
INTRODUCTION = """\
// {notice}
//
// Validate the environment of {service}: every form, bound, choice and rule, in every profile.
//
// As a program: `node -- validation.mjs --help`. As a module: `load`, `check`, `checkEnvFile` and
// `VALIDATOR`; `estuary-docs show validation-d-ts` has its types. It needs Node 20.16 or newer, or a browser.
{left_out}
"""
INTERFACE = """
export {{ EnvFile, FORMATS, InvalidEnvironmentError, Placeholders, UsageError, Validator }};
export {{ files, hasErrors, isProgram, printable, report, run }};

/** The rules of {service}; under Node it opens the files of secrets. */
export const VALIDATOR = new Validator(TABLES, {{ files }});
export const check = VALIDATOR.check.bind(VALIDATOR);
export const checkEnvFile = VALIDATOR.checkEnvFile.bind(VALIDATOR);

/** Load the settings of {service}, typed; throws InvalidEnvironmentError, with all problems, if one is an error. */
export function load(environ = globalThis.process?.env ?? {{}}) {{
  return loaded(VALIDATOR, TABLES, SETTINGS, environ);
}}

if (isProgram(import.meta.url)) {{
  run(VALIDATOR);
}}
"""


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the module's text."""
    tables = "".join(f"{INDENT}{name}: {_table(table)},\n" for name, table in portable(catalogue).items())
    names = [
        [field.variable.name, camel(group.words), camel(field.words)]
        for group in groups(catalogue)
        for field in group.fields
    ]
    return "".join(
        (
            INTRODUCTION.format(service=catalogue.title, notice=notice, left_out=_left_out(catalogue)),
            joined(part for part in PARTS if is_used(catalogue, part)),
            f"\nconst TABLES = {{\n{tables}}};\n",
            f"\n// Each variable with its section and field.\nconst SETTINGS = {_literal(names, 0)};\n",
            INTERFACE.format(service=catalogue.title),
        )
    )


def _left_out(catalogue: Catalogue) -> str:
    """Return what the validator does not judge, as comments."""
    lines = list(left_out.lines(catalogue))
    return "".join(f"{line}\n" for line in ["//", *(f"// {line}" for line in lines)]) if lines else ""


def joined(parts: Iterable[str]) -> str:
    """Return modules of the runtime as one text that imports and exports nothing."""
    return "\n".join(f"// {part.replace('_', ' ').capitalize()}.\n\n{_body(part)}" for part in parts)


def _body(part: str) -> str:
    text = files(javascript).joinpath(f"{part}.mjs").read_text(encoding="utf-8")
    return BLANK_LINES.sub("\n\n", FOR_THE_MODULE.sub("", text)).lstrip("\n")


def _table(table: Any) -> str:  # noqa: ANN401 - what JSON can hold
    """Return a table as JavaScript writes it."""
    if isinstance(table, str) and "\n" in table:
        return _template(table)
    return _literal(table, 1)


def _template(text: str) -> str:
    """Return a text of several lines as they are."""
    escaped = re.sub(r"[\\`]|\$(?={)", r"\\\g<0>", text).replace("\r", "\\r")
    return f"`{escaped}`"


def _literal(value: Any, depth: int) -> str:  # noqa: ANN401 - what JSON can hold
    """Return JSON, which JavaScript reads as it is, in lines that are not too long."""
    whole = json.dumps(value, ensure_ascii=False)
    if len(whole) + depth * len(INDENT) <= WIDTH or not isinstance(value, dict | list):
        return _template(value) if isinstance(value, str) and "\n" in value else whole
    inner = INDENT * (depth + 1)
    if isinstance(value, dict):
        lines = [f"{inner}{json.dumps(key)}: {_literal(item, depth + 1)},\n" for key, item in value.items()]
    elif all(isinstance(item, str) for item in value):
        lines = [f"{inner}{line},\n" for line in _filled(value, WIDTH - len(inner))]
    else:
        lines = [f"{inner}{_literal(item, depth + 1)},\n" for item in value]
    start, end = "{}" if isinstance(value, dict) else "[]"
    return f"{start}\n{''.join(lines)}{INDENT * depth}{end}"


def _filled(words: list[str], width: int) -> list[str]:
    """Return words in lines that hold as many as fit."""
    lines = [""]
    for word in map(partial(json.dumps, ensure_ascii=False), words):
        longer = f"{lines[-1]}, {word}" if lines[-1] else word
        if lines[-1] and len(longer) >= width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
