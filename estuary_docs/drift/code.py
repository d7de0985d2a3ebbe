"""What a source file says about its environment, told alike for every language, before names are resolved.

A language's reader parses one file on its own and returns a `SourceFile`. It resolves nothing across files: a name that
is a constant, and a function that passes its parameter to a read, are told as they stand, and `resolution` follows them
through the whole repository. So a file's facts can be kept as long as the file does not change.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

# What text functions make of a text, by one name for all languages; a `Step` is such a name and its arguments.
TEXT_FUNCTIONS: dict[str, Callable[..., str]] = {
    "upper": str.upper,
    "lower": str.lower,
    "trim": str.strip,
    "replace": str.replace,
    "without_prefix": str.removeprefix,
    "without_suffix": str.removesuffix,
    "key": lambda key: re.sub(r"[.-]", "_", key).upper(),
}
Step = tuple[str, ...]
# What grows longer is no name and no value that a person wrote.
MOST_LETTERS = 65_536
MOST_PARTS = 1000
# The text that stands for the environment itself, where an expression computes to all of it.
ENVIRONMENT = "\0environment"


@dataclass(frozen=True)
class Name:
    """A reference to a constant, a variable or a parameter, as the source spells it: `NAME`, `Keys::NAME`.

    `steps` are the text functions that are applied to what it stands for, in order, once that is known.
    """

    text: str
    steps: tuple[Step, ...] = ()


# What a text is computed from, in order: literal text, names to resolve, and None for what the source does not tell.
# `("APP_", Name("suffix"))` is `format!("APP_{suffix}")`; `()` is the empty text.
Expression = tuple[str | Name | None, ...]


def transformed(expression: Expression, *steps: Step) -> Expression:
    """Return what text functions make of an expression; a reference keeps them until it is resolved."""
    for step in steps:
        expression = tuple(
            _text(part, *step) if isinstance(part, str) else part and replace(part, steps=(*part.steps, step))
            for part in expression
        )
    return expression


def bounded(parts: Iterable[str | Name | None]) -> Expression:
    """Return an expression of these parts; one of too many is not told, as texts that add themselves up have."""
    expression = tuple(islice(parts, MOST_PARTS + 1))
    return expression if len(expression) <= MOST_PARTS else (None,)


def applied(expression: Expression, function: str, arguments: Iterable[Expression]) -> Expression:
    """Return what a text function makes of an expression, where its arguments are known texts."""
    operands = [*arguments]
    if not all(isinstance(part, str) for operand in operands for part in operand):
        return (None,)
    return transformed(expression, (function, *("".join(map(str, operand)) for operand in operands)))


def _text(text: str, function: str, *arguments: str) -> str | None:
    """Return what a text function makes of a text; None for arguments that it does not take, and for what grows."""
    try:
        if function == "replace" and len(text) + text.count(arguments[0]) * len(arguments[-1]) > MOST_LETTERS:
            return None
        return TEXT_FUNCTIONS[function](text, *arguments)
    except (TypeError, IndexError):
        return None


def in_capitals(key: Expression) -> Expression:
    """Return the name of the variable that holds what a key stands for: `SERVER_PORT` for `server.port`."""
    return transformed(key, ("key",))


@dataclass(frozen=True)
class Read:
    """A place that reads the variable that `name` computes to.

    `default` is what it falls back to, in the form that an environment would hold; None where there is none, or where
    the source does not tell. `required` says that the program fails without the variable, None if that cannot be told.
    `function` is the enclosing function, as `Function.name` gives it, or "" outside of all. `role` is "other" for what
    is no read: a write, a removal; `note` says which. `holder` is what the name is asked of, where the file itself does
    not tell whether that is the environment: it is a read if the holder computes to `ENVIRONMENT`. `library` says that
    a library's own helper reads it, which is written in no file: it counts only where a call names the variable.
    """

    name: Expression
    line: int
    default: Expression | None = None
    required: bool | None = None
    function: str = ""
    role: Literal["read", "other"] = "read"
    note: str = ""
    holder: Expression | None = None
    library: bool = False


@dataclass(frozen=True)
class Function:
    """A function or method with its parameters in order; `defaults` are those of parameters that have one.

    `name` is the bare name; a method's is qualified by its class (`Config.get`), with `.` in every language. `receiver`
    parameters (`self`, `this`) are left out. `variadic` says that the
    last parameter takes any number of arguments. `optional` counts the parameters that a call may leave out.
    """

    name: str
    parameters: tuple[str, ...]
    line: int
    defaults: tuple[tuple[str, Expression], ...] = ()
    variadic: bool = False
    optional: int = 0


def unspelled(name: str, within: str = "") -> str:
    """Return a function's name that no source can spell: a closure's, or that of a helper which no file declares."""
    return f"{within}|{name}"


@dataclass(frozen=True)
class Call:
    """A call with at least one argument that is a text or a name; arguments keep their places, None is anything else.

    `function` is what is called, as the source spells it without type arguments, with `.` for `::` (`config.env_or`).
    `keywords` are the arguments passed by name. `within` is the enclosing function. `default` is what is done with a
    missing result (`.unwrap_or(...)`, `|| "x"`), as in `Read`.
    """

    function: str
    arguments: tuple[Expression | None, ...]
    line: int
    keywords: tuple[tuple[str, Expression], ...] = ()
    within: str = ""
    default: Expression | None = None
    required: bool | None = None


@dataclass(frozen=True)
class Constant:
    """A name that holds a text and is never assigned another: `NAME`, or `Keys.NAME` for a member."""

    name: str
    value: Expression


@dataclass(frozen=True)
class Field:
    """A field of a record that may be filled from the environment.

    `segment` is the part of the variable's name that the field gives, in the spelling that its loader wants
    (`MAX_CONNECTIONS`); `names` are full names that take the computed one's place, whatever the prefix. `record` names
    the nested record that the field holds, or is "". `flatten` says that a nested record adds no segment of its own.
    `alternatives` are full names that the loader asks for where the one with prefix and segments is absent.
    """

    segment: str
    line: int
    names: tuple[str, ...] = ()
    record: str = ""
    flatten: bool = False
    default: Expression | None = None
    required: bool | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """A struct or class whose fields may be filled from the environment; `bases` are those it inherits fields from."""

    name: str
    fields: tuple[Field, ...]
    line: int
    bases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Load:
    """A place that fills a record from the environment: `prefix` + segments joined by `separator`.

    `record` names it, or is "" where the source does not tell which: every record of the same file is then meant.
    `prefix` includes its own separator (`APP_`). A `fallback` counts only where no other place loads the record.
    `defaults` are those that the place gives to variables by their names. `note` is that of its reads. `base` is
    the record of another file that makes this one fill itself, and whose prefix it inherits. `instance` says that
    the place makes one instance, whose prefix takes the place of what the record says of itself. `declared` says
    that the record does so in all places, so that its names end as told even where the prefix is computed. `holder` is
    as in `Read`. `keyed` says that only those fields are filled whose key is among the `keys` of a source. `methods`
    are those by which a type is filled from one text, whatever fields it has.
    """

    record: str
    line: int
    prefix: Expression = ()
    separator: str = "_"
    method: str = ""
    fallback: bool = False
    defaults: tuple[tuple[str, Expression], ...] = ()
    note: str = ""
    base: str = ""
    instance: bool = False
    declared: bool = False
    holder: Expression | None = None
    keyed: bool = False
    methods: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SourceFile:
    """Everything that one source file says.

    `test` says that it is a test, an example or a benchmark: what it reads counts as "other". `tests` are ranges of
    lines, first and last, for which this holds in a file that is none itself (`#[cfg(test)] mod tests`). `undecided`
    are places that the reader could not make sense of, with the reason. `imports` maps a local name to where it comes
    from, as the source spells it, so that a call `env_or` can be told from another's. `keys` are those that the file
    makes known to a loader (defaults, flags, bindings), in capitals, and `*` for one that the source does not tell.
    `methods` are those of its types that take one text, each as the type and the method: `("Rate", "Set")`; a type that
    no text fills has an empty one.
    """

    language: str
    reads: tuple[Read, ...] = ()
    functions: tuple[Function, ...] = ()
    calls: tuple[Call, ...] = ()
    constants: tuple[Constant, ...] = ()
    records: tuple[Record, ...] = ()
    loads: tuple[Load, ...] = ()
    imports: tuple[tuple[str, str], ...] = ()
    test: bool = False
    tests: tuple[tuple[int, int], ...] = ()
    undecided: tuple[tuple[int, str], ...] = ()
    keys: tuple[str, ...] = ()
    methods: tuple[tuple[str, str], ...] = ()
