"""What is known of libraries, as data: the calls that read variables, and the role of each of their arguments.

Each language has a table of rows in its module `libraries`, and each row says where the library documents it. To
follow another library, add rows: the readers interpret them, and know no library by its name.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

Parameter = int | str  # of an argument: its position, or its name
Role = Literal[
    "read", "family", "write", "removal", "test", "expand", "all", "keys", "flag", "flags", "load", "none"
]  # fmt: skip
Given = TypeVar("Given")


@dataclass(frozen=True)
class Row:
    """Calls that do the same to variables.

    `of` is a regular expression of what is called or asked, by its full name: a module, a class, `Env()` for an object.
    `calls` are the functions or methods, `()` for a call of the object itself, `*` for each that no other row names.
    `source` is where this is documented.
    `role` says what a call does: it reads the variable, each that begins with the name (`family`), those that a text
    names (`expand`), or `all`; it gives an option its variable (`flag`), fills the `flags` of the file, makes `keys` of
    variables, or loads a record; a call of `none` has nothing to do with variables.
    `family` is how the record that a call loads is read, and after a space how it is where the call gives no prefix.
    `name`, `default` and `prefix` are the places of arguments; the first that a call gives counts.
    `made_with` is the prefix among the arguments of the constructor; `blocks` is the method of a `with` block round the
    call that gives one; `member` says that the member which holds the result gives the name.
    `implied` is the name or prefix that counts where a call gives none, `prefixed` is the prefix likewise.
    `delimiter` stands after a prefix, `level` between the names of records; both may stand in arguments (`delimiters`,
    `levels`). `key` says that the name or prefix is a key: in capitals, `_` for `.` and `-`.
    `note` is that of the reads.
    `methods` are those by which a load fills a type from one text, whatever fields it has.
    `required` says that a call without a default fails without the variable.
    `scheme` says that the constructor may give defaults by the names of variables.
    `listed` says that a list is joined by commas.
    `chained` says that calls of methods after it give the default, and whether the variable is required.
    `written` asks that the name is written like a variable, `in full` that it has two words.
    `where` asks that what is called is a parameter of a function around, or that the call is a decorator.
    """

    of: str
    calls: str
    source: str
    role: Role = "read"
    family: str = ""
    name: tuple[Parameter, ...] = (0,)
    default: tuple[Parameter, ...] = ()
    prefix: tuple[Parameter, ...] = ()
    made_with: str = ""
    blocks: str = ""
    member: bool = False
    implied: str = ""
    prefixed: str = ""
    delimiter: str = ""
    delimiters: tuple[Parameter, ...] = ()
    level: str = ""
    levels: tuple[Parameter, ...] = ()
    key: bool = False
    required: bool | None = None
    note: str = ""
    methods: frozenset[str] = frozenset()
    scheme: bool = False
    chained: bool = False
    written: Literal["", "like a variable", "in full"] = ""
    listed: bool = False
    where: Literal["", "parameter", "decorator"] = ""


def argument(places: Iterable[Parameter], positional: Sequence[Given], named: Mapping[str, Given]) -> Given | None:
    """Return the first argument that a call gives at one of the places."""
    for place in places:
        if isinstance(place, str) and place in named:
            return named[place]
        if isinstance(place, int) and place < len(positional):
            return positional[place]
    return None


class Table:
    """Rows, found by what is called, or by the name of an argument for a row of anything that takes it."""

    def __init__(self, *rows: Row) -> None:
        self.rows = rows
        self._rows: dict[str, list[tuple[re.Pattern[str], Row]]] = {}
        for row in rows:
            for call in row.calls.split():
                self._rows.setdefault(call, []).append((re.compile(row.of), row))

    def row(self, called: str, named: Iterable[str] = ()) -> Row | None:
        """Return the row of a call by the full name of what is called (`environs.Env().str`), or by its arguments."""
        holder, _, method = called.rpartition(".")
        for call, of in ((method, holder), ("()", called), ("*", holder)):
            for pattern, row in self._rows.get(call, ()):
                if row.of and pattern.fullmatch(of):
                    return row
        return next((row for name in named for _, row in self._rows.get(name, ()) if not row.of), None)
