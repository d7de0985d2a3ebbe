"""PHP.

Source: https://www.php.net/manual/en/function.getenv.php; https://laravel.com/docs/configuration
"""

import re

from estuary_docs.drift.code import SourceFile
from estuary_docs.drift.languages.literal import reader
from estuary_docs.drift.languages.literal.table import NONE, Table

TABLE = Table(
    language="php",
    grammar="php",
    words=(b"env(", b"_ENV", b"_SERVER", b"Env::"),
    calls={
        "getenv": (0, NONE),
        "env": (0, 1),
        "Env.get": (0, 1),
        "Env.getOrFail": (0, NONE),
        "apache_getenv": (0, NONE),
    },
    writes=frozenset(("Env.set",)),
    subscripts=frozenset(("_ENV", "_SERVER")),
    # What a web server tells of a request.
    outside=re.compile(
        r"(?:HTTP|REQUEST|SERVER|REMOTE|SCRIPT|PATH|QUERY|DOCUMENT|CONTENT|PHP|AUTH|REDIRECT|GATEWAY|ORIG)(?:_.*)?"
        r"|HTTPS|argv|argc"
    ),
    call=frozenset(("function_call_expression", "member_call_expression", "scoped_call_expression")),
    subscript=frozenset(("subscript_expression",)),
    arguments=frozenset(("arguments",)),
    strings=frozenset(("string", "encapsed_string")),
    texts=frozenset(("string_content",)),
    holes=frozenset(("variable_name", "member_access_expression")),
    names=frozenset(("name", "variable_name", "qualified_name")),
    members=frozenset(("member_access_expression", "class_constant_access_expression")),
    joined={"binary_expression": frozenset((".",))},
    fallbacks=frozenset(("??", "?:")),
    through=frozenset(("parenthesized_expression", "cast_expression", "argument", "arguments", "intval", "trim")),
    classes=frozenset(("class_declaration", "enum_declaration", "trait_declaration", "interface_declaration")),
    functions="""
    (function_definition name: (name) @name parameters: (formal_parameters) @parameters) @function
    (method_declaration name: (name) @name parameters: (formal_parameters) @parameters) @function
    """,
    constants="(const_element (name) @name [(string) (encapsed_string)] @value)",
    cases="(enum_declaration body: (enum_declaration_list (enum_case value: (string) @value))) @enum",
    this_case="this.value",
    tests=re.compile(r"(?:^|/)[Tt]ests?(?:-\w+)?/|Test\.php$"),
)


def read(text: bytes, path: str) -> SourceFile:
    """Return what PHP reads from its environment."""
    return reader.read(text, path, TABLE)
