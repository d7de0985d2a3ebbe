"""The docstrings below fields, which Python does not keep: read from the source.

pydantic can do this too; it tokenizes every class and looks through every loaded module for it, which is a third of
the time that importing a schema takes. Here a class is read by itself, so that no tree of a large module is held: by
a pattern where it is fields and docstrings alone, and otherwise by Python's parser.
"""

import ast
import re
import sys
from functools import lru_cache
from inspect import cleandoc
from itertools import pairwise
from pathlib import Path

KEPT_MODULES = 64
CLASS = re.compile(r"class (\w+)")
STATEMENT = re.compile(r"[\w@\"']")

# No pattern skips a character, so none begins inside a text or a comment. What follows a docstring is a field or the
# end, and inside a bracket neither can follow a text. A backslash, or a second statement on a line, is the parser's.
TEXT = r"""(?:"[^"\\\n]*+"|'[^'\\\n]*+')"""
GAP = r"(?: *+(?:#.*)?\n)*+"
DOCSTRING = rf'(?: {{4}}"""((?:[^"\\]++|"(?!""))*+)""" *+\n{GAP})?+'
HEAD = re.compile(rf"""class \w+(?:\((?:[^()"'#\\]++|{TEXT})*+\))?+:\n{GAP}{DOCSTRING}""")
REST = rf"""(?:[^"'#;\\\n]++|{TEXT}|#.*|\n(?= {{5}}| {{4}}[)\]}}]))*+\n"""
FIELD = re.compile(rf" {{4}}([A-Za-z0-9_]++):{REST}{GAP}{DOCSTRING}")


def field_docstrings(cls: type) -> dict[str, str]:
    """Return the docstring of each field that the body of `cls` declares; none where there is no source."""
    blocks = _blocks_with(cls)
    docstrings = of_simple_class(blocks[0]) if blocks else {}
    if docstrings is None:
        _, body = declaration(cls)
        docstrings = of_body(body)
    return {name: clean(text).strip() for name, text in docstrings.items()}


def declaration(cls: type) -> tuple[str, list[ast.stmt]]:
    """Return a source that holds a class, and the body of the class as it is parsed; none where there is no source."""
    for block in _blocks_with(cls):
        if declared := _class_of(block, cls):
            return block, declared.body
    return "", []


def _blocks_with(cls: type) -> list[str]:
    """Return the source of a class, which may be cut off in a string, and that of its whole module."""
    file = getattr(sys.modules.get(cls.__module__), "__file__", None)
    if file is None:
        return []
    path = Path(file)
    source = _source(path, path.stat().st_mtime_ns)
    return [source.get(cls.__qualname__, source[""]), source[""]]


def clean(docstring: str) -> str:
    """Return what `inspect.cleandoc` does, at once for a line that needs no cleaning."""
    return docstring if docstring.isprintable() and docstring == docstring.strip() else cleandoc(docstring)


@lru_cache(maxsize=KEPT_MODULES)
def _source(path: Path, changed: int) -> dict[str, str]:  # noqa: ARG001 - an edited file is another key
    """Return the source of each class at the margin of a module, and under "" that of the whole module."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    statements = [index for index, line in enumerate(lines) if STATEMENT.match(line)]
    blocks = {"": text}
    for start, end in zip(statements, [*statements[1:], len(lines)], strict=True):
        if declared := CLASS.match(lines[start]):
            blocks[declared[1]] = "".join(lines[start:end])
    return blocks


def of_simple_class(block: str) -> dict[str, str] | None:
    """Return the docstrings of a class that is fields and docstrings alone; None for any other source."""
    docstrings: dict[str, str] = {}
    match = HEAD.match(block)
    while match and match.end() < len(block):
        match = FIELD.match(block, match.end())
        if match and match[2] is not None:
            docstrings[match[1]] = match[2]
    return docstrings if match else None


def _class_of(source: str, cls: type) -> ast.ClassDef | None:
    """Return the class from a source that holds it; None if it is not there, or the source is cut off in a string."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return None
    for name in cls.__qualname__.replace(".<locals>", "").split("."):
        declared = [
            node
            for node in body
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name
        ]
        if not declared:
            return None
        body = declared[-1].body
    return declared[-1] if isinstance(declared[-1], ast.ClassDef) else None


def of_body(body: list[ast.stmt]) -> dict[str, str]:
    """Return the docstrings of a class whose body is parsed."""
    docstrings: dict[str, str] = {}
    for statement, following in pairwise(body):
        match statement, following:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(value=ast.Constant(value=str(text))):
                docstrings[name] = text
    return docstrings
