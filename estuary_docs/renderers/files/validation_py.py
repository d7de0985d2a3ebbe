"""`validation.py`: the stand-alone validator, the Python runtime with the catalogue's tables in it."""

import ast
import json
import re
from importlib import import_module
from inspect import getsource
from typing import Any

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing import left_out
from estuary_docs.runtimes import python
from estuary_docs.runtimes.python import PARTS
from estuary_docs.validation.tables import is_used, tables

WIDTH = 110
INDENT = "    "
# Other tools leave the file as it is: formatters, linters, import sorters.
MARKS = (
    "# fmt: off",
    "# ruff: noqa: PGH004",
    "# ruff: noqa",
    "# flake8: noqa",
    "# pylint: skip-file",
    "# isort: skip_file",
    "# mypy: ignore-errors",
)
INTRODUCTION = '''"""Validate the environment of {service}: every form, bound, choice and rule, in every profile.

{notice}

As a program: `python validation.py --help`. As a library: `check`, `load` and `redacted`. It needs Python 3.9 or newer
and nothing else.
{left_out}"""
'''
INTERFACE = """
VALIDATOR = {name}()
check = VALIDATOR.check
load = VALIDATOR.load
redacted = VALIDATOR.redacted

if __name__ == "__main__":
    sys.exit(main(VALIDATOR, sys.argv[1:], os.path.basename(sys.argv[0])))
"""


def render(catalogue: Catalogue, notice: str) -> str:
    """Return the module's text; a sound Python module of version 3.9 and newer."""
    runtime = _Runtime([part for part in PARTS if is_used(catalogue, part)])
    name = "".join(word.capitalize() for word in re.split(r"\W|_", catalogue.source)) + "Validator"
    service = catalogue.title.replace("\\", "\\\\").replace('"', "'")
    return "\n".join(
        (
            INTRODUCTION.format(service=service, notice=notice, left_out=_left_out(catalogue)),
            *MARKS,
            "",
            runtime.head(),
            *runtime.bodies,
            f"class {name}(Validator):",
            f'{INDENT}"""The rules of {service}."""',
            "",
            *(f"{INDENT}{attribute} = {_table(attribute, table)}" for attribute, table in tables(catalogue).items()),
            "",
            INTERFACE.format(name=name),
        )
    )


def _left_out(catalogue: Catalogue) -> str:
    """Return what the validator does not judge, as a part of a docstring."""
    text = "".join(f"{line}\n" for line in left_out.lines(catalogue))
    return "\n" + text.replace("\\", "\\\\").replace('"', "'") if text else ""


class _Runtime:
    """The modules of the runtime as one: what they import merged, and the rest of each."""

    def __init__(self, parts: list[str]) -> None:
        self.modules: set[str] = set()
        self.for_types: dict[str, set[str]] = {}
        self.aliases: list[str] = []
        self.bodies = [self._body(part) for part in parts]

    def head(self) -> str:
        """Return the imports of all modules."""
        lines = ["from __future__ import annotations", "", *(f"import {name}" for name in sorted(self.modules))]
        lines += ["", "TYPE_CHECKING = False", "if TYPE_CHECKING:"]
        lines += [
            f"{INDENT}from {module} import {', '.join(sorted(names, key=str.lower))}"
            for module, names in sorted(self.for_types.items())
        ]
        lines += ["", *(INDENT + alias for alias in self.aliases), ""]
        return "\n".join(lines)

    def _body(self, part: str) -> str:
        """Return the text of a module without its docstring and imports, which are taken note of."""
        source = getsource(import_module(f"{python.__name__}.{part}"))
        docstring, *statements = ast.parse(source).body
        lines = source.splitlines()
        gone = set(range(1, (docstring.end_lineno or 1) + 1))
        for statement in statements:
            if self._note(statement, source):
                gone |= set(range(statement.lineno, (statement.end_lineno or 0) + 1))
        code = "\n".join(line for number, line in enumerate(lines, 1) if number not in gone).strip("\n")
        return f"\n# {part.replace('_', ' ').capitalize()}.\n\n{code}\n\n"

    def _note(self, statement: ast.stmt, source: str) -> bool:
        """Take note of a statement that belongs into the head, and say whether it does."""
        match statement:
            case ast.Import(names=names):
                self.modules |= {alias.name for alias in names}
            case ast.ImportFrom(module=module, names=names):
                if module and module != "__future__" and not module.startswith(python.__name__):
                    self.for_types.setdefault(module, set()).update(alias.name for alias in names)
            case ast.If(test=ast.Name("TYPE_CHECKING"), body=body):
                for inner in body:
                    if not self._note(inner, source):
                        self.aliases.append(ast.get_source_segment(source, inner) or "")
            case ast.Assign(targets=[ast.Name("TYPE_CHECKING")]):
                pass
            case _:
                return False
        return True


def _table(name: str, table: Any) -> str:  # noqa: ANN401 - plain Python values
    """Return a table as Python writes it."""
    if name == "variables":
        escaped = table.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
        return f'"""\n{escaped}"""'
    return _literal(table, 1)


def _literal(value: Any, depth: int) -> str:  # noqa: ANN401 - plain Python values
    whole = _on_one_line(value)
    if len(whole) + depth * len(INDENT) <= WIDTH or not isinstance(value, dict | tuple):
        return whole
    inner = INDENT * (depth + 1)
    if isinstance(value, dict):
        lines = [f"{inner}{_on_one_line(key)}: {_literal(item, depth + 1)}," for key, item in value.items()]
    else:
        lines = [f"{inner}{_literal(item, depth + 1)}," for item in value]
    start, end = "{}" if isinstance(value, dict) else "()"
    return "\n".join((start, *lines, INDENT * depth + end))


def _on_one_line(value: Any) -> str:  # noqa: ANN401 - plain Python values
    match value:
        case str():
            return json.dumps(value, ensure_ascii=False) if "'" in value or '"' not in value else repr(value)
        case dict():
            return f"{{{', '.join(f'{_on_one_line(key)}: {_on_one_line(item)}' for key, item in value.items())}}}"
        case tuple():
            return f"({', '.join(map(_on_one_line, value))}{',' if len(value) == 1 else ''})"
        case _:
            return repr(value)
