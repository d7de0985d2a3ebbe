"""What a language calls the things that the common reader looks for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

NONE = -1  # the place of an argument that a call does not take
Places = tuple[int, int]  # of the name and of the default among the arguments


@dataclass(frozen=True)
class Table:
    """The names of one language, as its grammar and its libraries have them.

    `words` are what a file must hold to be worth parsing. `calls` maps what is called, spelled without spaces, to the
    places of the name and the default; `failing` are those that raise where the variable is missing, `writes` those
    that set one. `keyed` are calls and mappings that take the key of a setting, whose parts `:` separates, and
    `annotations` those that hold placeholders such as `${X:default}`, or a key, or bind a class to a prefix of keys.
    `subscripts` are the mappings that hold the environment; `outside` are names in them that belong to something else.

    The next are types of nodes, and `joined` maps those to the operators by which they join texts. `fallbacks` are the
    operators and methods that put a value in the place of a missing one; `through` are nodes and functions that leave a
    value what it is. `functions` captures `@function`, `@name` and `@parameters`, `constants` `@name` and `@value`;
    `cases` captures the `@value` of each case of an `@enum`, which `this_case` stands for. `tests` finds the paths of
    tests.
    """

    language: str
    grammar: str
    words: tuple[bytes, ...]
    calls: Mapping[str, Places]
    call: frozenset[str]
    arguments: frozenset[str]
    strings: frozenset[str]
    texts: frozenset[str]
    holes: frozenset[str]
    names: frozenset[str]
    members: frozenset[str]
    joined: Mapping[str, frozenset[str]]
    fallbacks: frozenset[str]
    functions: str
    constants: str
    tests: re.Pattern[str]
    classes: frozenset[str] = frozenset()
    failing: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    subscript: frozenset[str] = frozenset()
    subscripts: frozenset[str] = frozenset()
    outside: re.Pattern[str] = re.compile(r"(?!)")
    keyed: Mapping[str, Places] = field(default_factory=dict)
    annotations: Mapping[str, str] = field(default_factory=dict)
    through: frozenset[str] = frozenset()
    cases: str = ""
    this_case: str = ""
