"""Ruby, and what embeds it: templates between `<%` and `%>`.

Source: https://docs.ruby-lang.org/en/3.4/ENV.html
"""

import re

from estuary_docs.drift.code import SourceFile
from estuary_docs.drift.languages.literal import reader
from estuary_docs.drift.languages.literal.table import NONE, Table

EMBEDDED = re.compile(rb"<%[-=#%]*(.*?)[-%]*%>", re.DOTALL)
TABLE = Table(
    language="ruby",
    grammar="ruby",
    words=(b"ENV",),
    calls={"ENV.fetch": (0, 1), "ENV.key?": (0, NONE), "ENV.has_key?": (0, NONE), "ENV.include?": (0, NONE)},
    failing=frozenset(("ENV.fetch",)),
    writes=frozenset(("ENV.delete", "ENV.store")),
    subscripts=frozenset(("ENV",)),
    call=frozenset(("call",)),
    subscript=frozenset(("element_reference",)),
    arguments=frozenset(("argument_list",)),
    strings=frozenset(("string",)),
    texts=frozenset(("string_content",)),
    holes=frozenset(("interpolation",)),
    names=frozenset(("identifier", "constant")),
    members=frozenset(("scope_resolution",)),
    joined={"binary": frozenset(("+",))},
    fallbacks=frozenset(("||", "or", "||=")),
    through=frozenset(("parenthesized_statements",)),
    classes=frozenset(("class", "module")),
    functions="""
    (method name: (identifier) @name parameters: (method_parameters) @parameters) @function
    (singleton_method name: (identifier) @name parameters: (method_parameters) @parameters) @function
    """,
    constants="(assignment left: (constant) @name right: (string) @value)",
    tests=re.compile(r"(?:^|/)(?:spec|tests?|features)/|_(?:spec|test)\.rb$|(?:^|/)environments/test\.rb$"),
)


def read(text: bytes, path: str) -> SourceFile:
    """Return what Ruby reads from its environment; of a template, what stands between its marks."""
    plain = path.endswith((".rb", ".rake", ".ru", ".gemspec")) or b"<%" not in text
    return reader.read(text if plain else _embedded(text), path, TABLE)


def _embedded(text: bytes) -> bytes:
    """Return the Ruby of a template, on the lines where it stands."""
    pieces, at = [], 0
    for code in EMBEDDED.finditer(text):
        pieces += [b"\n" * text.count(b"\n", at, code.start(1)), code[1], b";"]
        at = code.end(1)
    return b"".join(pieces)
