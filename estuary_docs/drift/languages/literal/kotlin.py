"""Kotlin.

Source: https://kotlinlang.org/docs/null-safety.html#elvis-operator
"""

from estuary_docs.drift.code import SourceFile
from estuary_docs.drift.languages.literal import reader
from estuary_docs.drift.languages.literal.java import ANNOTATIONS, CALLS, TESTS, WORDS
from estuary_docs.drift.languages.literal.table import Table

TABLE = Table(
    language="kotlin",
    grammar="kotlin",
    words=WORDS,
    calls=CALLS,
    annotations=ANNOTATIONS,
    subscripts=frozenset(("System.getenv()",)),
    call=frozenset(("call_expression",)),
    subscript=frozenset(("index_expression",)),
    arguments=frozenset(("value_arguments",)),
    strings=frozenset(("string_literal",)),
    texts=frozenset(("string_content",)),
    holes=frozenset(("interpolation",)),
    names=frozenset(("identifier",)),
    members=frozenset(("navigation_expression",)),
    joined={"binary_expression": frozenset(("+",))},
    fallbacks=frozenset(("?:", "orElse", "ifEmpty", "ifBlank")),
    through=frozenset(("parenthesized_expression",)),
    classes=frozenset(("class_declaration", "object_declaration")),
    functions="(function_declaration name: (identifier) @name (function_value_parameters) @parameters) @function",
    constants="(property_declaration (variable_declaration (identifier) @name) (string_literal) @value)",
    tests=TESTS,
)


def read(text: bytes, path: str) -> SourceFile:
    """Return what Kotlin reads from its environment."""
    return reader.read(text, path, TABLE)
