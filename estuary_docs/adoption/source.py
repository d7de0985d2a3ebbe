"""Write guesses as the Python source of a schema, and add new ones to a schema that people have edited."""

import ast
from collections.abc import Iterable
from textwrap import wrap
from typing import assert_never

from estuary_docs.adoption.guesses import Guess
from estuary_docs.adoption.sections import Group, groups
from estuary_docs.errors import ProjectError
from estuary_docs.renderers.writing.snippet import quoted
from estuary_docs.vocabulary import External
from estuary_docs.vocabulary.kinds import (
    WEB,
    Choice,
    Decimal,
    Duration,
    Email,
    Flag,
    Host,
    HostAndPort,
    Integer,
    ListOf,
    Origin,
    Path,
    Plain,
    Size,
    Text,
    Url,
)

WIDTH = 112
MODULES = {
    "Annotated": "typing",
    "Literal": "typing",
    "Field": "pydantic",
    "SecretStr": "pydantic",
    "Decimal": "decimal",
    "timedelta": "datetime",
    "Path": "pathlib",
    **dict.fromkeys(("Size", "Host", "HostAndPort", "Email"), "estuary_docs.vocabulary"),
    **dict.fromkeys(("External", "Section", "Settings", "Url", "SecretUrl", "Origin"), "estuary_docs.vocabulary"),
    **dict.fromkeys(("schemes", "required_when"), "estuary_docs.vocabulary"),
}


def schema_source(title: str, guesses: Iterable[Guess], external: Iterable[External] = ()) -> str:
    """Return the source of a module with a class for each section, and `{title}Settings` made of them."""
    sections, external = groups(guesses, [f"{title}Settings"]), list(external)
    body = "\n\n\n".join(_class(group) for group in sections)
    arguments = "".join(f"        {_external(program)},\n" for program in external)
    head = f"(\n    Settings,\n    external=(\n{arguments}    ),\n)" if external else "(Settings)"
    settings = [
        f"class {title}Settings{head}:",
        f'    """What {title} reads from its environment."""',
        "",
        *[f"    {_attribute(group)}: {group.class_name}" for group in sections],
    ]
    text = "\n".join([body, "", "", *settings, ""])
    docstring = f'"""What {title} reads from its environment: a first draft for you to review."""'
    return f"{docstring}\n\n{_imports(text)}\n\n\n{text}"


def extended(source: str, settings: str, guesses: Iterable[Guess]) -> str:
    """Return a schema's source with the guesses added: fields to the class of their prefix, and new classes.

    Nothing that stands there is changed. `settings` is the name of the settings class; raises ProjectError if the
    source does not declare it.
    """
    tree = ast.parse(source)
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    whole = next((node for node in classes if node.name == settings), None)
    if whole is None:
        raise ProjectError(settings, "is not declared in this file; add what is new by hand, or name its module")
    names = {part.id for field in whole.body for part in ast.walk(field) if isinstance(part, ast.Name)}
    by_prefix = {_prefix_of(node): node for node in classes if node.name in names and _prefix_of(node) is not None}
    lines = source.splitlines(keepends=True)
    additions: list[tuple[int, str]] = []
    taken = {node.name for node in classes} | {_class_name(field.id) for field in _fields(whole)}
    for group in groups(guesses, taken, [prefix for prefix in by_prefix if prefix]):
        fields = "".join(f"\n{_field(name, guess)}\n" for name, guess in group.fields)
        if group.prefix in by_prefix:
            additions.append((by_prefix[group.prefix].end_lineno or 0, fields))
        else:
            additions.append((_first_line(whole) - 1, f"{_class(group)}\n\n\n"))
            additions.append((whole.end_lineno or 0, f"    {_attribute(group)}: {group.class_name}\n"))
    added = "".join(text for _line, text in additions)
    missing = [name for name in _used(added) if name not in _imported(tree)]
    if missing:
        additions.append((_last_import(tree), "".join(f"{line}\n" for line in _import_lines(missing))))
    for line, text in sorted(additions, key=lambda addition: addition[0], reverse=True):
        if line and not lines[line - 1].endswith("\n"):
            lines[line - 1] += "\n"
        lines.insert(line, text)
    return "".join(lines)


def _class(group: Group) -> str:
    prefix = f', prefix="{group.prefix}"' if group.prefix else ""
    words = group.prefix.replace("_", " ").strip().capitalize()
    introduction = (
        f"Variables that begin with {group.prefix}." if words else "Variables that belong to no other section."
    )
    fields = "\n\n".join(_field(name, guess) for name, guess in group.fields)
    return f'class {group.class_name}(Section{prefix}):\n    """{introduction}"""\n\n{fields}'


def _field(name: str, guess: Guess) -> str:
    doubts = [f"    # {line}" for doubt in guess.doubts for line in wrap(f"Doubt: {_printable(doubt)}.", WIDTH)]
    annotation = _annotation(guess.kind, guess.secret)
    optional = guess.default is None and not guess.required
    if optional:
        annotation += " | None"
    if guess.condition:
        variable, word = guess.condition
        annotation = f"Annotated[{annotation}, required_when({variable}={quoted(word)})]"
    value = "" if guess.required else f" = {_value(guess.kind, guess.default)}"
    prose = wrap(_prose(guess.description), WIDTH)
    docstring = f'    """{prose[0]}"""' if len(prose) == 1 else "\n    ".join(['    """' + prose[0], *prose[1:], '"""'])
    return "\n".join([*doubts, f"    {name}: {annotation}{value}", docstring])


def _annotation(kind: Plain | ListOf, secret: bool) -> str:  # noqa: FBT001 - a fact of the variable
    match kind:
        case Flag():
            return "bool"
        case Integer(minimum, maximum):
            return f"Annotated[int, Field(ge={minimum}, le={maximum})]"
        case Choice(words):
            return f"Literal[{', '.join(map(quoted, words))}]"
        case Text():
            return "SecretStr" if secret else "str"
        case Url(schemes) if schemes != WEB:
            return f"Annotated[{'SecretStr' if secret else 'str'}, schemes({', '.join(map(quoted, schemes))})]"
        case Url():
            return "SecretUrl" if secret else "Url"
        case Origin():
            return "Origin"
        case Duration():
            return "timedelta"
        case Decimal() | Size() | Path() | Host() | HostAndPort() | Email():
            return type(kind).__name__
        case ListOf(item):
            return f"list[{_annotation(item, secret)}]"
        case _:  # pragma: no cover
            assert_never(kind)


def _value(kind: Plain | ListOf, default: str | None) -> str:
    match kind:
        case _ if default is None:
            return "None"
        case Flag():
            return default.capitalize()
        case Integer():
            return str(int(default))
        case Decimal():
            return f"Decimal({quoted(default)})"
        case ListOf():
            return f"[{', '.join(quoted(item.strip()) for item in default.split(',') if item.strip())}]"
    return quoted(default)


def _external(variable: External) -> str:
    return f"External({quoted(variable.name)}, {quoted(variable.read_by)}, {quoted(_prose(variable.description))})"


def _attribute(group: Group) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in group.class_name).strip("_")


def _class_name(attribute: str) -> str:
    return "".join(word.capitalize() for word in attribute.split("_"))


def _fields(node: ast.ClassDef) -> list[ast.Name]:
    return [part.target for part in node.body if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)]


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def _prose(text: str) -> str:
    """Return a description that a docstring can hold: one paragraph, no escape, no end of the docstring."""
    prose = " ".join(_printable(text).replace("\\", "/").replace('"', "'").split())
    prose = prose[:1].upper() + prose[1:]
    return prose if prose.endswith((".", "!", "?", ":")) else f"{prose}."


def _imports(text: str) -> str:
    return "\n\n".join(_import_lines(_used(text)))


def _used(text: str) -> list[str]:
    """Return the names to import that a text uses: a module, or fields without their class."""
    tree = ast.parse(f"class _:\n    pass\n{text}")
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return [name for name in MODULES if name in names]


def _import_lines(names: Iterable[str]) -> list[str]:
    by_module: dict[str, list[str]] = {}
    for name in names:
        by_module.setdefault(MODULES[name], []).append(name)
    return [f"from {module} import {', '.join(names)}" for module, names in by_module.items()]


def _imported(tree: ast.Module) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _last_import(tree: ast.Module) -> int:
    lines = [node.end_lineno or 0 for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    return max(lines, default=0)


def _first_line(node: ast.ClassDef) -> int:
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def _prefix_of(node: ast.ClassDef) -> str | None:
    """Return the prefix that a section's class declares; None for one that is computed."""
    prefix = next((keyword.value for keyword in node.keywords if keyword.arg == "prefix"), ast.Constant(""))
    return str(prefix.value).upper() if isinstance(prefix, ast.Constant) else None
