"""Elixir.

Source: https://hexdocs.pm/elixir/System.html#get_env/2
"""

import re

from estuary_docs.drift.code import SourceFile
from estuary_docs.drift.languages.literal import reader
from estuary_docs.drift.languages.literal.table import NONE, Table

TABLE = Table(
    language="elixir",
    grammar="elixir",
    words=(b"System.", b"_env"),
    calls={
        "System.get_env": (0, 1),
        "System.fetch_env!": (0, NONE),
        "System.fetch_env": (0, NONE),
    },
    failing=frozenset(("System.fetch_env!",)),
    writes=frozenset(("System.put_env", "System.delete_env")),
    subscripts=frozenset(("System.get_env()",)),
    call=frozenset(("call",)),
    subscript=frozenset(("access_call",)),
    arguments=frozenset(("arguments",)),
    strings=frozenset(("string",)),
    texts=frozenset(("quoted_content",)),
    holes=frozenset(("interpolation",)),
    names=frozenset(("identifier", "unary_operator")),
    members=frozenset(("dot",)),
    joined={"binary_operator": frozenset(("<>",))},
    fallbacks=frozenset(("||",)),
    through=frozenset(("arguments", "String.to_integer", "String.to_existing_atom")),
    functions="""
    (call target: (identifier) @_def (#match? @_def "^defp?$")
      (arguments (call target: (identifier) @name (arguments) @parameters))) @function
    (call target: (identifier) @_def (#match? @_def "^defp?$")
      (arguments (binary_operator left: (call target: (identifier) @name (arguments) @parameters)))) @function
    """,
    constants="(unary_operator operand: (call target: (identifier) @name (arguments . (string) @value .)))",
    tests=re.compile(r"(?:^|/)test/|_test\.exs$|(?:^|/)config/test\.exs$"),
)


def read(text: bytes, path: str) -> SourceFile:
    """Return what Elixir reads from its environment."""
    return reader.read(text, path, TABLE)
