"""From what each source file says to what the repository reads: constants, helper functions and records followed."""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import PurePosixPath

from estuary_docs.drift.code import (
    ENVIRONMENT,
    Call,
    Constant,
    Expression,
    Field,
    Function,
    Load,
    Name,
    Read,
    Record,
    Source,
    transformed,
)
from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.reading.references import INTERNAL, References, segments

VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
PATTERN = re.compile(r"[A-Za-z0-9_*]*[A-Za-z][A-Za-z0-9_*]*")
PACKAGE = re.compile(r"(?:go)?(?:get)?_?env(?:iron|ironment|mnt|s)?[-_]?(?:vars?|utils?|helpers?)?", re.IGNORECASE)
READING = re.compile(
    r"(?:must|get|lookup|string|str|int|bool|float|duration|require|optional|var|env|is_?set)\w*", re.IGNORECASE
)
LITERAL = re.compile(r"_?[A-Z](?:[A-Z0-9_]{2,}|[A-Z0-9]*_[A-Z0-9_]*\*.*)")
DEPTH = 8  # of constants made of constants, helpers calling helpers, records within records


@dataclass(frozen=True)
class _Reading:
    """A read whose name is known but for the parameters of `function`, the helper that it stands in."""

    path: str
    read: Read
    function: Function | None
    depth: int = 0
    place: tuple[str, int] | None = None  # of a read whose own place names the variable, and a caller hands the holder


def resolve(sources: Mapping[str, Source]) -> Iterator[Mention | Undecided]:
    """Yield what a repository's sources read, by file, line and name, and the places that stay open.

    `sources` are the facts of each file by its path below the inspected folder.
    """
    resolution = _Resolution(sources)
    found = dict.fromkeys(resolution.all())
    named: dict[tuple[str, int], list[str]] = {}
    for each in found:
        if isinstance(each, Mention):
            named.setdefault((each.file, each.line), []).append(each.name)
    likely = [
        each
        for each in resolution.likely()
        if not any(name.endswith(each.name) for name in named.get((each.file, each.line), []))
    ]
    yield from sorted([*found, *likely], key=_order)


def _order(found: Mention | Undecided) -> tuple[str, int, str]:
    return (found.file, found.line, found.name if isinstance(found, Mention) else "")


class _Resolution:
    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._constants: References[Constant] = References(sources, lambda source: source.constants, everywhere=True)
        self._functions: References[Function] = References(sources, lambda source: source.functions, everywhere=False)
        self._records: References[Record] = References(sources, lambda source: source.records, everywhere=True)
        self._filled: set[tuple[str, str]] = set()
        self._computed: dict[tuple[str, str, str], Expression] = {}
        self._keys = {key for source in sources.values() for key in source.keys}
        self._own: dict[tuple[str, str], list[Function]] = defaultdict(list)
        self._calls: dict[tuple[str, str], list[tuple[str, Call]]] = defaultdict(list)
        for path, source in sources.items():
            for function in source.functions:
                self._own[path, function.name].append(function)
            for call in source.calls:
                written = segments(call.function)[-1:]
                meant = self._functions.expanded(path, call.function)[-1:]
                for last in {*written, *meant}:
                    self._calls[source.language, last].append((path, call))

    def all(self) -> Iterator[Mention | Undecided]:
        for path, source in self._sources.items():
            yield from (Undecided(path, line, reason) for line, reason in source.undecided)
        yield from self._reads()
        yield from self._loads()

    def _function(self, path: str, name: str, line: int) -> Function | None:
        """Return the function of that name which a line stands in; a name may be declared several times."""
        named = self._own.get((path, name), [])
        before = [function for function in named if function.line <= line] or named
        return before[-1] if before else None

    # Names

    def _known(self, expression: Expression, path: str, function: Function | None, depth: int = 0) -> Expression:
        """Put constants in for their names; the names that are left are the function's parameters."""
        parts: list[str | Name | None] = []
        for part in expression:
            if not isinstance(part, Name) or (function and part.text in function.parameters):
                parts.append(part)
            else:
                parts.extend(_put(part, self._constant(part.text, path, function, depth)))
        return tuple(parts)

    def _constant(self, name: str, path: str, function: Function | None, depth: int) -> Expression:
        if depth > DEPTH:
            return (None,)
        asked = path, name, function.name if function else ""
        if asked not in self._computed:
            declared = self._constants.meant(*asked)
            values = {self._known(constant.value, file, None, depth + 1) for file, constant in declared}
            self._computed[asked] = values.pop() if len(values) == 1 else (None,)
        return self._computed[asked]

    # Reads and helpers

    def _reads(self) -> Iterator[Mention | Undecided]:
        yield from self._followed(
            self._reading(path, read, self._function(path, read.function, read.line))
            for path, source in self._sources.items()
            for read in source.reads
        )

    def _followed(self, readings: Iterable[_Reading]) -> Iterator[Mention | Undecided]:
        """Yield what readings read, those in helpers at each call of the helper."""
        waiting = deque(readings)
        seen = set(waiting)
        while waiting:
            reading = waiting.popleft()
            callers = [each for each in self._callers(reading) if each.depth <= DEPTH]
            if not callers and reading.read.line and reading.read.holder in (None, (ENVIRONMENT,)):
                path, where = reading.place or (reading.path, reading.read.line)  # line 0 is a library's own helper
                yield from self._mention(path, replace(reading.read, line=where))
            waiting.extend(each for each in callers if each not in seen)
            seen.update(callers)

    def _reading(
        self,
        path: str,
        read: Read,
        function: Function | None,
        depth: int = 0,
        place: tuple[str, int] | None = None,
    ) -> _Reading:
        name = self._known(read.name, path, function)
        default = None if read.default is None else self._known(read.default, path, function)
        holder = None if read.holder is None else self._known(read.holder, path, function)
        return _Reading(path, replace(read, name=name, default=default, holder=holder), function, depth, place)

    def _callers(self, reading: _Reading) -> Iterator[_Reading]:
        """Yield what a read means at each call of the helper that it stands in; nothing if it stands in none."""
        helper = reading.function
        named = any(isinstance(part, Name) for part in reading.read.name)
        if helper is None or not (named or any(isinstance(part, Name) for part in reading.read.holder or ())):
            return
        place = None if named else reading.place or (reading.path, reading.read.line)
        language = self._sources[reading.path].language
        for path, call in self._calls.get((language, helper.name.rpartition(".")[2]), ()):
            if not self._calls_it(path, call, reading.path, helper):
                continue
            function = self._function(path, call.within, call.line)
            for arguments in self._bound(reading.path, helper, path, call):
                read = _substituted(reading.read, arguments)
                default = call.default if call.default is not None and not read.default else read.default
                kept = call.required is None or (read.default is not None and read.required is False)
                required = read.required if kept else call.required
                read = replace(read, line=call.line, function=call.within, default=default, required=required)
                yield self._reading(path, read, function, reading.depth + 1, place)

    def _calls_it(self, path: str, call: Call, file: str, helper: Function) -> bool:
        meant = self._functions.meant(path, call.function, call.within)
        meant = meant or self._functions.methods(path, call.function, call.within)
        if len({where for where, _ in meant}) != 1 or (file, helper) not in meant:
            return False
        fitting = [function for _, function in meant if function.variadic or _fits(function, call)]
        return helper in (fitting or [function for _, function in meant])

    def _bound(self, file: str, helper: Function, path: str, call: Call) -> Iterator[dict[str, Expression]]:
        """Yield the values of a helper's parameters at a call: several times where the last one takes several."""
        caller = self._function(path, call.within, call.line)
        own = {name: self._known(value, file, None) for name, value in helper.defaults}
        named = dict(call.keywords)
        values: dict[str, Expression] = {}
        for position, parameter in enumerate(helper.parameters):
            given = call.arguments[position] if position < len(call.arguments) else named.get(parameter)
            values[parameter] = own.get(parameter, (None,)) if given is None else self._known(given, path, caller)
        yield values
        if helper.variadic:
            for more in call.arguments[len(helper.parameters) :]:
                yield values | {helper.parameters[-1]: (None,) if more is None else self._known(more, path, caller)}

    def likely(self) -> Iterator[Mention]:
        """Yield what other people's packages read by all they are called."""
        for each in self._followed(self._readings_of_others()):
            if isinstance(each, Mention) and LITERAL.fullmatch(each.name):
                yield replace(each, certainty="likely" if each.certainty == "certain" else each.certainty)

    def _readings_of_others(self) -> Iterator[_Reading]:
        for path, source in self._sources.items():
            imports = dict(source.imports)
            for call in source.calls:
                first, _, rest = call.function.partition(".")
                if imports.get(first, ".").startswith((".", *INTERNAL)) or not READING.fullmatch(
                    rest.rpartition(".")[2] or first
                ):
                    continue
                words = self._functions.expanded(path, call.function)
                name = call.arguments[0] if call.arguments else None
                package = words[-2] if len(words) > 1 else ""
                if name and PACKAGE.fullmatch(package) and not self._functions.meant(path, call.function):
                    default = call.arguments[1] if len(call.arguments) > 1 else None
                    note = f"{call.function} is taken for a read by its name"
                    read = Read(name, call.line, default, function=call.within, note=note)
                    yield self._reading(path, read, self._function(path, call.within, call.line))

    # Records

    def _loads(self) -> Iterator[Mention | Undecided]:
        loads = [
            (path, load)
            for path, source in self._sources.items()
            for load in source.loads
            if load.holder is None or self._known(load.holder, path, None) == (ENVIRONMENT,)
        ]
        nested = {
            (file, inner.name)
            for path, source in self._sources.items()
            if source.loads
            for record in source.records
            for field in record.fields
            for file, inner in self._one_record(path, field.record)
        }
        renamed = {
            (file, record.name)
            for path, load in loads
            if load.instance
            for file, record in self._one_record(path, load.record)
        }
        known = self._known_loaders(loads)
        for path, load in sorted(loads, key=lambda each: each[1].fallback):
            unneeded = (path, load.record) in self._filled | nested or (
                load.method in known and PurePosixPath(path).parent not in known[load.method]
            )
            if not (load.fallback and unneeded) and (load.instance or (path, load.record) not in renamed):
                yield from self._filling(path, load)

    def _known_loaders(self, loads: Iterable[tuple[str, Load]]) -> dict[str, set[PurePosixPath]]:
        """Return the loaders whose every place tells what it fills, with the folders of what they fill."""
        folders: dict[str, set[PurePosixPath]] = defaultdict(set)
        open_ones = set()
        for path, load in loads:
            if not load.fallback and not self._tested(path, load.line):
                loaded = self._loaded(path, load)
                folders[load.method].update(PurePosixPath(file).parent for file, _ in loaded)
                open_ones |= set() if loaded else {load.method}
        return {method: where for method, where in folders.items() if method not in open_ones}

    def _filling(self, path: str, load: Load) -> Iterator[Mention | Undecided]:
        """Yield what one place fills a record from."""
        prefix = self._prefix(path, load)
        if prefix is None:
            return
        if not _is_text(prefix):
            yield Undecided(path, load.line, "the prefix of the variables loaded here is computed")
            if not load.declared:
                return
        given, outside = dict(load.defaults), self._tested(path, load.line)
        loaded = self._loaded(path, load)
        if prefix and not loaded:
            yield from self._mention(path, Read((*prefix, None), load.line, note=load.note))
        for file, record in loaded:
            for where, name, field in self._fields(file, record, _spelled(prefix), load.separator):
                if load.keyed and self._keys and not {"*", name.removeprefix(_spelled(prefix))} & self._keys:
                    continue
                default, required = field.default, field.required
                if default is None and name in given:
                    default, required = given[name], False
                read = Read((name,), field.line, default, required, note=load.note)
                yield from self._mention(where, self._reading(where, read, None).read, test=outside)
                if load.separator and self._is_of_another_package(where, field.record):
                    # It may be a record: what fills it begins with the name of the field.
                    inside = replace(read, name=(name, load.separator, None), default=None, required=None)
                    yield from self._mention(where, inside, test=outside)

    def _prefix(self, path: str, load: Load, depth: int = 0) -> Expression | None:
        """Return the prefix of what is loaded, its own or that of its base; None if the base does not fill itself."""
        above = self._one_record(path, load.base) if depth <= DEPTH else []
        inherited: Expression | None = ()
        for file, record in above:
            found = [
                self._prefix(file, each, depth + 1) for each in self._sources[file].loads if each.record == record.name
            ]
            inherited = next((each for each in found if each is not None), None)
        return inherited if inherited is None else self._known(load.prefix, path, None) or inherited

    def _loaded(self, path: str, load: Load) -> list[tuple[str, Record]]:
        if load.record:
            meant = self._records.meant(path, load.record)
            return meant if len({file for file, _ in meant}) == 1 else []
        records = self._sources[path].records
        nested = {field.record for record in records for field in record.fields}
        return [(path, record) for record in records if record.name not in nested]

    def _fields(
        self, path: str, record: Record, prefix: str, separator: str, depth: int = 0
    ) -> Iterator[tuple[str, str, Field]]:
        """Yield the variables that fill a record: the file, the name and the field of each."""
        self._filled.add((path, record.name))
        if depth > DEPTH:
            return
        for base in record.bases:
            for file, parent in self._one_record(path, base):
                yield from self._fields(file, parent, prefix, separator, depth + 1)
        for field in record.fields:
            inner = [each for each in self._one_record(path, field.record) if each[1].fields or each[1].bases]
            if field.names:
                yield from ((path, name, field) for name in field.names)
            elif inner:
                below = prefix if field.flatten else f"{prefix}{field.segment}{separator}"
                for file, nested in inner:
                    yield from self._fields(file, nested, below, separator, depth + 1)
            elif not (field.flatten or field.segment.endswith("_")):
                yield path, prefix + field.segment, field

    def _is_of_another_package(self, path: str, name: str) -> bool:
        """Say whether a type is imported, and declared in none of the sources."""
        imported = any(local == name for local, _ in self._sources[path].imports)
        return imported and not self._records.meant(path, name)

    def _one_record(self, path: str, name: str) -> list[tuple[str, Record]]:
        meant = self._records.meant(path, name) if name else []
        return meant if len(meant) == 1 else []

    # Mentions

    def _tested(self, path: str, line: int) -> bool:
        source = self._sources[path]
        return source.test or any(first <= line <= last for first, last in source.tests)

    def _mention(self, path: str, read: Read, *, test: bool = False) -> Iterator[Mention | Undecided]:
        name = re.sub(r"\*+", "*", _spelled(read.name))
        dynamic = "*" in name
        role, note = read.role, read.note
        if role == "read" and (test or self._tested(path, read.line)):
            role, note = "other", "test"
        if PATTERN.fullmatch(name) if dynamic else VARIABLE.fullmatch(name):
            default = None if read.default is None else _spelled(read.default)
            yield Mention(
                name,
                path,
                read.line,
                role,
                default=None if read.default is None or not _is_text(read.default) else default,
                certainty="dynamic" if dynamic else "certain",
                note=note,
                required=read.required,
            )
        elif dynamic and role == "read" and not re.search(r"[^*_]", name):
            yield Undecided(path, read.line, "the name of the variable read here is computed")


def _is_text(expression: Expression) -> bool:
    return all(isinstance(part, str) for part in expression)


def _spelled(expression: Expression) -> str:
    return "".join(part if isinstance(part, str) else "*" for part in expression)


def _fits(function: Function, call: Call) -> bool:
    needed = len(function.parameters) - max(function.optional, len(function.defaults))
    return needed <= len(call.arguments) + len(call.keywords) <= len(function.parameters)


def _put(name: Name, value: Expression) -> Expression:
    return transformed(value, *name.steps)


def _substituted(read: Read, values: Mapping[str, Expression]) -> Read:
    def put(expression: Expression) -> Expression:
        parts: Iterable[Expression] = (
            _put(part, values.get(part.text, (None,))) if isinstance(part, Name) else (part,) for part in expression
        )
        return tuple(chain.from_iterable(parts))

    default, holder = (None if each is None else put(each) for each in (read.default, read.holder))
    return replace(read, name=put(read.name), default=default, holder=holder)
