"""C#.

Source: https://learn.microsoft.com/dotnet/api/system.environment.getenvironmentvariable;
https://learn.microsoft.com/aspnet/core/fundamentals/configuration/
"""

import re

from estuary_docs.drift.code import SourceFile
from estuary_docs.drift.languages.literal import reader
from estuary_docs.drift.languages.literal.table import NONE, Table

TABLE = Table(
    language="csharp",
    grammar="csharp",
    words=(b"EnvironmentVariable", b"onfig"),
    calls={
        "Environment.GetEnvironmentVariable": (0, NONE),
        "System.Environment.GetEnvironmentVariable": (0, NONE),
    },
    writes=frozenset(("Environment.SetEnvironmentVariable", "System.Environment.SetEnvironmentVariable")),
    subscripts=frozenset(("Environment.GetEnvironmentVariables()",)),
    keyed={"onfiguration.GetValue": (0, 1), "onfiguration": (0, NONE), "onfig": (0, NONE)},
    call=frozenset(("invocation_expression",)),
    subscript=frozenset(("element_access_expression",)),
    arguments=frozenset(("argument_list",)),
    strings=frozenset(("string_literal", "verbatim_string_literal", "interpolated_string_expression")),
    texts=frozenset(("string_literal_content", "string_content")),
    holes=frozenset(("interpolation",)),
    names=frozenset(("identifier",)),
    members=frozenset(("member_access_expression",)),
    joined={"binary_expression": frozenset(("+",))},
    fallbacks=frozenset(("??",)),
    through=frozenset(("parenthesized_expression",)),
    classes=frozenset(("class_declaration", "record_declaration", "struct_declaration")),
    functions="(method_declaration name: (identifier) @name parameters: (parameter_list) @parameters) @function",
    constants="(variable_declarator name: (identifier) @name (string_literal) @value)",
    tests=re.compile(r"(?:^|/)(?:[\w.]+\.)?[Tt]ests?/|Tests?\.cs$"),
)


def read(text: bytes, path: str) -> SourceFile:
    """Return what C# reads from its environment."""
    return reader.read(text, path, TABLE)
