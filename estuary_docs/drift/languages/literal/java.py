"""Java.

Source: https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/System.html#getenv(java.lang.String);
https://docs.spring.io/spring-boot/reference/features/external-config.html
"""

import re

from estuary_docs.drift.code import SourceFile
from estuary_docs.drift.languages.literal import reader
from estuary_docs.drift.languages.literal.table import NONE, Table

# What the virtual machine's languages share.
CALLS = {
    "System.getenv": (0, NONE),
    "System.getenv().get": (0, NONE),
    "System.getenv().getOrDefault": (0, 1),
    "System.getenv().containsKey": (0, NONE),
}
ANNOTATIONS = {
    "Value": "placeholder",
    "ConfigProperty": "pairs",
    "ConfigurationProperties": "prefix",
    "ConfigMapping": "prefix",
}
WORDS = (b"getenv", b"@Value", b"@Config")
TESTS = re.compile(r"(?:^|/)(?:src/\w*[tT]est\w*|tests?)/|Tests?\.(?:java|kt)$")
TABLE = Table(
    language="java",
    grammar="java",
    words=WORDS,
    calls=CALLS,
    annotations=ANNOTATIONS,
    call=frozenset(("method_invocation",)),
    arguments=frozenset(("argument_list", "annotation_argument_list")),
    strings=frozenset(("string_literal",)),
    texts=frozenset(("string_fragment",)),
    holes=frozenset(),
    names=frozenset(("identifier",)),
    members=frozenset(("field_access",)),
    joined={"binary_expression": frozenset(("+",))},
    fallbacks=frozenset(("orElse",)),
    through=frozenset(("argument_list", "parenthesized_expression", "Optional.ofNullable")),
    classes=frozenset(("class_declaration", "enum_declaration", "record_declaration", "interface_declaration")),
    functions="(method_declaration name: (identifier) @name parameters: (formal_parameters) @parameters) @function",
    constants="(variable_declarator name: (identifier) @name value: (string_literal) @value)",
    tests=TESTS,
)


def read(text: bytes, path: str) -> SourceFile:
    """Return what Java reads from its environment."""
    return reader.read(text, path, TABLE)
