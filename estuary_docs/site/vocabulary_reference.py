"""The reference of the vocabulary, as Markdown that is computed from its words and their examples."""

import ast
import inspect
import re
from collections.abc import Iterator
from itertools import chain, pairwise
from pathlib import Path
from types import ModuleType
from typing import get_args

from estuary_docs import vocabulary
from estuary_docs.errors import SchemaError
from estuary_docs.renderers.files.env_example import entry
from estuary_docs.renderers.files.table import text
from estuary_docs.renderers.writing import html
from estuary_docs.runtimes.python.problems import text_line
from estuary_docs.schemas.own import read
from estuary_docs.validation.deployment import deployment
from estuary_docs.vocabulary import checks, rules, types
from estuary_docs.vocabulary.examples import checks as of_checks
from estuary_docs.vocabulary.examples import markers, schemas
from estuary_docs.vocabulary.examples import rules as of_rules
from estuary_docs.vocabulary.examples import types as of_types
from estuary_docs.vocabulary.examples.example import Example, Profile, schema_of

GROUPS = {
    "Schema": schemas,
    "Types": of_types,
    "Rules": of_rules,
    "Checks": of_checks,
    "Markers": markers,
}
# Unions, which a signature shows by their names.
UNIONS = {"Check": checks.Check, "Condition": rules.Condition, "Words": rules.Words}
MODULE = re.compile(r"\b(?:\w+\.)+(?=[A-Za-z_])")
QUOTED = re.compile(r"(?<=: )'([^']+)'|(?<=-> )'([^']+)'")


def words() -> str:
    """Return a section for each word of the vocabulary: what it takes and means, an example, and what is refused."""
    return "\n\n".join(chain.from_iterable(_group(title, module) for title, module in GROUPS.items()))


def signature(word: str) -> str:
    """Return how a word is written, with the parameters that it takes; a type with what it is in Python."""
    meant = getattr(vocabulary, word)
    if isinstance(meant, type) and issubclass(meant, vocabulary.Section | vocabulary.Settings):
        parameters = inspect.signature(meant.__init_subclass__).parameters.values()
        options = [*(parameter for parameter in parameters if parameter.name != "options"), "title: str = …"]
        return f"class {word}({_plain(', '.join(map(str, options)))})"
    if not callable(meant) or get_args(meant):
        base = next(iter(get_args(meant)))
        return f"{word}: {base.__name__}" if word not in UNIONS else f"{word}: one of the checks below"
    return word + _plain(str(inspect.signature(meant))).removesuffix(" -> None")


def meaning(word: str) -> str:
    """Return what a word means: its docstring, which for an alias stands below it."""
    docstrings = {**_docstrings(types), **_docstrings(checks)}
    return docstrings.get(word) or inspect.getdoc(getattr(vocabulary, word)) or ""


def refusal(example: Example) -> str:
    """Return the message with which the refused declaration of an example is refused; empty if there is none."""
    if example.refused is None:
        return ""
    try:
        read(schema_of(example.refused))
    except SchemaError as error:
        return str(error)
    return ""


def _group(title: str, module: ModuleType) -> Iterator[str]:
    yield html.heading(2, title, title.lower())
    yield inspect.cleandoc(module.__doc__ or "")
    if module is schemas:
        yield f"Examples whose rules speak of a profile have this section too:\n\n{_code(_source(Profile))}"
    for word, example in module.EXAMPLES.items():
        yield from _word(word, example)


def _word(word: str, example: Example) -> Iterator[str]:
    yield html.heading(3, word, word)
    if not example.meaning:
        yield _code(signature(word))
    yield from map(text, (example.meaning or meaning(word)).split("\n\n"))
    yield _code("\n\n\n".join(_source(part) for part in (example.helper, example.section, example.settings) if part))
    yield f"In `.env.example`:\n\n{_code(_entries(example), 'ini')}"
    yield f"{_cause(example)}\n\n{_code(_messages(example), 'text')}"
    if example.refused:
        yield f"What is refused:\n\n{_code(_declaration(example.refused))}\n\n{_code(refusal(example), 'text')}"


def _entries(example: Example) -> str:
    """Return what `.env.example` says of the variables of an example."""
    catalogue = read(example.schema)
    plan = deployment(catalogue)
    acting = {**plan.settings, **{variable.name: variable.example or "" for variable in plan.required}}
    names = {example.section.variable_name(field) for field in example.section.model_fields}
    return "\n\n".join(
        "\n".join(entry(variable, variable.defaults[catalogue.profile], acting.get(variable.name)))
        for variable in catalogue.variables
        if variable.name in names
    )


def _cause(example: Example) -> str:
    settings = [f"`{name}={value}`".replace("\n", "\\n") for name, value in example.environ.items()]
    return f"What {' and '.join(settings)} reports:" if settings else "What an empty environment reports:"


def _messages(example: Example) -> str:
    return "\n".join(map(text_line, example.schema.problems(example.environ)))


def _declaration(refused: type) -> str:
    """Return the fields of a refused section, or the head of a refused settings class."""
    source = _source(refused)
    if not issubclass(refused, vocabulary.Section):
        return source.partition('"""')[0].rstrip()
    fields = (part for part in ast.walk(ast.parse(source)) if isinstance(part, ast.AnnAssign))
    return "\n".join(ast.get_source_segment(source, part) or "" for part in fields)


def _source(part: object) -> str:
    """Return the source of a class or function, without what only the checks of this repository read."""
    return re.sub(r"  # (?:type: ignore|noqa).*", "", inspect.getsource(part)).rstrip()  # type: ignore[arg-type]


def _docstrings(module: ModuleType) -> dict[str, str]:
    """Return the texts that stand below the assignments of a module."""
    body = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")).body
    return {
        target.id: docstring
        for statement, following in pairwise(body)
        if isinstance(statement, ast.Assign) and isinstance(following, ast.Expr)
        for target in statement.targets
        if isinstance(target, ast.Name)
        and isinstance(following.value, ast.Constant)
        and isinstance(docstring := following.value.value, str)
    }


def _plain(signature: str) -> str:
    """Return a signature with the names of unions in their place, and without the modules of types."""
    for name, union in UNIONS.items():
        signature = signature.replace(str(union), name)
    return QUOTED.sub(r"\1\2", MODULE.sub("", signature)).replace("'", '"')


def _code(source: str, language: str = "python") -> str:
    return f"```{language}\n{source}\n```"
