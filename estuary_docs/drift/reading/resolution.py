"""From what each source file says to what the repository reads: constants, helper functions and records followed."""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from estuary_docs.drift.code import (
    ENVIRONMENT,
    Call,
    Expression,
    Function,
    Name,
    Read,
    SourceFile,
    bounded,
    transformed,
)
from estuary_docs.drift.mention import Followed, Mention, Undecided
from estuary_docs.drift.reading.constants import DEPTH, Constants
from estuary_docs.drift.reading.mentions import mentions
from estuary_docs.drift.reading.records import Records
from estuary_docs.drift.reading.references import INTERNAL, References, segments

PACKAGE = re.compile(r"(?:go)?(?:get)?_?env(?:iron|ironment|mnt|s)?[-_]?(?:vars?|utils?|helpers?)?", re.IGNORECASE)
READING = re.compile(
    r"(?:must|get|lookup|string|str|int|bool|float|duration|require|optional|var|env|is_?set)\w*", re.IGNORECASE
)
# Of reads and the calls that lead to them; helpers that call one another without end make more.
MOST_READINGS = 100_000
LITERAL = re.compile(r"_?[A-Z](?:[A-Z0-9_]{2,}|[A-Z0-9]*_[A-Z0-9_]*\*.*)")


@dataclass(frozen=True)
class _Reading:
    """A read whose name is known but for the parameters of `function`, the helper that it stands in."""

    path: str
    read: Read
    function: Function | None
    depth: int = 0
    place: tuple[str, int] | None = None  # of a read whose own place names the variable, and a caller hands the holder


def resolve(sources: Mapping[str, SourceFile]) -> Iterator[Mention | Followed | Undecided]:
    """Yield what a repository's sources read, by file, line and name, and the places that stay open or were followed.

    `sources` are the facts of each file by its path below the inspected folder.
    """
    resolution = _Resolution(sources)
    certain = dict.fromkeys(resolution.all())
    named: dict[tuple[str, int], list[str]] = {}
    for place in certain:
        if isinstance(place, Mention):
            named.setdefault((place.file, place.line), []).append(place.name)
    likely = [
        mention
        for mention in resolution.likely()
        if not any(name.endswith(mention.name) for name in named.get((mention.file, mention.line), []))
    ]
    yield from sorted([*certain, *likely], key=_order)


def _order(place: Mention | Followed | Undecided) -> tuple[str, int, str]:
    return (place.file, place.line, place.name if isinstance(place, Mention) else "")


class _Resolution:
    def __init__(self, sources: Mapping[str, SourceFile]) -> None:
        self._sources = sources
        self._constants = Constants(sources)
        self._records = Records(sources, self._constants)
        self._functions: References[Function] = References(sources, lambda source: source.functions, everywhere=False)
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

    def all(self) -> Iterator[Mention | Followed | Undecided]:
        for path, source in self._sources.items():
            yield from (Undecided(path, line, reason) for line, reason in source.undecided)
        yield from self._reads()
        yield from self._records.mentions()

    def _function(self, path: str, name: str, line: int) -> Function | None:
        """Return the function of that name which a line stands in; a name may be declared several times."""
        named = self._own.get((path, name), [])
        before = [function for function in named if function.line <= line] or named
        return before[-1] if before else None

    # Reads and helpers

    def _reads(self) -> Iterator[Mention | Followed | Undecided]:
        yield from self._followed(
            self._reading(path, read, self._function(path, read.function, read.line))
            for path, source in self._sources.items()
            for read in source.reads
        )

    def _followed(self, readings: Iterable[_Reading]) -> Iterator[Mention | Followed | Undecided]:
        """Yield what readings read, those in helpers at each call of the helper."""
        waiting = deque(readings)
        visited = set(waiting)
        while waiting:
            reading = waiting.popleft()
            followed = self._callers(reading) if len(visited) < MOST_READINGS else ()
            callers = [caller for caller in followed if caller.depth <= DEPTH]
            if not callers and not reading.read.library and reading.read.holder in (None, (ENVIRONMENT,)):
                path, where = reading.place or (reading.path, reading.read.line)
                yield from mentions(self._sources, path, replace(reading.read, line=where))
            if callers and not reading.read.library:
                yield Followed(reading.path, reading.read.line)
            waiting.extend(caller for caller in callers if caller not in visited)
            visited.update(callers)

    def _reading(
        self,
        path: str,
        read: Read,
        function: Function | None,
        depth: int = 0,
        place: tuple[str, int] | None = None,
    ) -> _Reading:
        name = self._constants.known(read.name, path, function)
        default = None if read.default is None else self._constants.known(read.default, path, function)
        holder = None if read.holder is None else self._constants.known(read.holder, path, function)
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
                unchanged = call.required is None or (read.default is not None and read.required is False)
                required = read.required if unchanged else call.required
                read = replace(
                    read, line=call.line, function=call.within, default=default, required=required, library=False
                )
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
        own = {name: self._constants.known(value, file) for name, value in helper.defaults}
        named = dict(call.keywords)
        values: dict[str, Expression] = {}
        for position, parameter in enumerate(helper.parameters):
            argument = call.arguments[position] if position < len(call.arguments) else named.get(parameter)
            expression = (
                own.get(parameter, (None,)) if argument is None else self._constants.known(argument, path, caller)
            )
            values[parameter] = expression
        yield values
        for more in call.arguments[len(helper.parameters) :] if helper.variadic else ():
            expression = (None,) if more is None else self._constants.known(more, path, caller)
            yield values | {helper.parameters[-1]: expression}

    def likely(self) -> Iterator[Mention]:
        """Yield what other people's packages read by all they are called."""
        for place in self._followed(self._readings_of_others()):
            if isinstance(place, Mention) and LITERAL.fullmatch(place.name):
                yield replace(place, certainty="likely" if place.certainty == "certain" else place.certainty)

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


def _fits(function: Function, call: Call) -> bool:
    needed = len(function.parameters) - max(function.optional, len(function.defaults))
    return needed <= len(call.arguments) + len(call.keywords) <= len(function.parameters)


def _substituted(read: Read, values: Mapping[str, Expression]) -> Read:
    def put(expression: Expression) -> Expression:
        parts: Iterable[Expression] = (
            transformed(values.get(part.text, (None,)), *part.steps) if isinstance(part, Name) else (part,)
            for part in expression
        )
        return bounded(chain.from_iterable(parts))

    default, holder = (None if expression is None else put(expression) for expression in (read.default, read.holder))
    return replace(read, name=put(read.name), default=default, holder=holder)
