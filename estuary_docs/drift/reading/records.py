"""What the records of a repository are filled with: each place that loads one, and the variables of its fields."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from estuary_docs.drift.code import ENVIRONMENT, Expression, Field, Load, Read, Record, SourceFile
from estuary_docs.drift.mention import OF_ANOTHER_PACKAGE, Mention, Undecided
from estuary_docs.drift.reading.constants import DEPTH, Constants
from estuary_docs.drift.reading.mentions import is_tested, is_text, mentions, spelled
from estuary_docs.drift.reading.references import References

Placed = tuple[str, Record]  # a record, and the file that declares it
Place = tuple[str, Load]
NO_BASE, BASE_OF_NO_SETTINGS = ("", Load("", 0)), ("", Load("", 1))
# What one place fills; records that hold one another many times over make more.
MOST_RECORDS = 1000
TOO_MANY = "fills more records within records than are followed"


@dataclass
class _Limit:
    """How many more records are followed."""

    left: int
    is_reached: bool = False

    def goes_on(self) -> bool:
        """Say whether there is room for one more."""
        self.is_reached = self.left == 0
        self.left -= not self.is_reached
        return not self.is_reached


class Records:
    """The records of all sources, and the places that load them."""

    def __init__(self, sources: Mapping[str, SourceFile], constants: Constants) -> None:
        self._sources = sources
        self._constants = constants
        self._declared: References[Record] = References(sources, lambda source: source.records, everywhere=True)
        self._prefixes: dict[Place, Expression | None] = {NO_BASE: (), BASE_OF_NO_SETTINGS: None}
        self._methods: dict[tuple[str, str], set[str]] = defaultdict(set)
        for path, source in sources.items():
            for kind, method in source.methods:
                self._methods[_package(_folder(path)), kind].add(method)
        self._packages = {_package(_folder(path)) for path in sources}
        self._keys = {key for source in sources.values() for key in source.keys}

    def mentions(self) -> Iterator[Mention | Undecided]:
        """Yield what all places fill records from; a fallback counts where nothing else fills its record."""
        loads = [
            (path, load)
            for path, source in self._sources.items()
            for load in source.loads
            if load.holder is None or self._constants.known(load.holder, path) == (ENVIRONMENT,)
        ]
        renamed = {
            (file, record.name)
            for path, load in loads
            if load.instance
            for file, record in self._one(path, load.record)
        }
        filled, loaders = self._nested(), self._known_loaders(loads)
        for path, load in sorted(loads, key=lambda pair: pair[1].fallback):
            unneeded = (path, load.record) in filled or (
                load.method in loaders and PurePosixPath(path).parent not in loaders[load.method]
            )
            if (load.fallback and unneeded) or (not load.instance and (path, load.record) in renamed):
                continue
            prefix = self._prefix(path, load)
            if prefix is not None:
                filled |= self._filled(path, load, prefix)
                yield from self._variables(path, load, prefix)

    def _nested(self) -> set[tuple[str, str]]:
        """Return the records that are fields of others, where the file of those loads one."""
        return {
            (file, inner.name)
            for path, source in self._sources.items()
            if source.loads
            for record in source.records
            for field in record.fields
            for file, inner in self._one(path, field.record)
        }

    def _known_loaders(self, loads: Iterable[tuple[str, Load]]) -> dict[str, set[PurePosixPath]]:
        """Return the loaders whose every place tells what it fills, with the folders of what they fill."""
        folders: dict[str, set[PurePosixPath]] = defaultdict(set)
        open_ones = set()
        for path, load in loads:
            if not load.fallback and not is_tested(self._sources[path], load.line):
                loaded = self._loaded(path, load)
                folders[load.method].update(PurePosixPath(file).parent for file, _ in loaded)
                open_ones |= set() if loaded else {load.method}
        return {method: where for method, where in folders.items() if method not in open_ones}

    def _prefix(self, path: str, load: Load) -> Expression | None:
        """Return the prefix of what is loaded, its own or that of its base; None if the base does not fill itself."""
        place, way = (path, load), dict[Place, None]()
        while place not in self._prefixes and place not in way:
            way[place] = None
            place = self._base(*place)
        inherited = self._prefixes.get(place, ())
        within_circle = place in way  # what each inherits must not depend on where the way begins
        for step in reversed(way):
            file, loading = step
            prefix = inherited if inherited is None else self._constants.known(loading.prefix, file) or inherited
            self._prefixes[step] = prefix
            within_circle = within_circle and step != place
            inherited = () if within_circle else prefix
        return self._prefixes[path, load]

    def _base(self, path: str, load: Load) -> Place:
        """Return the place that says how the base of what is loaded is filled."""
        for file, base in self._one(path, load.base):
            loads = (above for above in self._sources[file].loads if above.record == base.name and not above.instance)
            return next(((file, above) for above in loads), BASE_OF_NO_SETTINGS)
        return NO_BASE

    def _loaded(self, path: str, load: Load) -> list[Placed]:
        """Return the records that a place loads: the one that it names, or those of its file that are no fields."""
        if load.record:
            meant = self._declared.meant(path, load.record)
            return meant if len({file for file, _ in meant}) == 1 else []
        records = self._sources[path].records
        nested = {field.record for record in records for field in record.fields}
        return [(path, record) for record in records if record.name not in nested]

    def _filled(self, path: str, load: Load, prefix: Expression) -> set[tuple[str, str]]:
        """Return the records that a place fills, with those within them."""
        waiting = [*self._loaded(path, load)] if load.declared or is_text(prefix) else []
        filled: set[tuple[str, str]] = set()
        while waiting:
            file, record = waiting.pop()
            if (file, record.name) not in filled:
                filled.add((file, record.name))
                waiting += (pair for field in record.fields if not field.names for pair in self._inner(file, field))
                waiting += (pair for base in record.bases for pair in self._one(file, base))
        return filled

    def _variables(self, path: str, load: Load, prefix: Expression) -> Iterator[Mention | Undecided]:
        """Yield what one place fills records from."""
        if not is_text(prefix):
            yield Undecided(path, load.line, "the prefix of the variables loaded here is computed")
            if not load.declared:
                return
        loaded, beginning = self._loaded(path, load), spelled(prefix)
        defaults, outside = dict(load.defaults), is_tested(self._sources[path], load.line)
        if prefix and not loaded:
            yield from mentions(self._sources, path, Read((*prefix, None), load.line, note=load.note))
        for file, record in loaded:
            followed = _Limit(MOST_RECORDS)
            for where, name, field in self._fields(file, record, beginning, load, followed):
                if load.keyed and self._keys and not {"*", name.removeprefix(beginning)} & self._keys:
                    continue
                default, required = field.default, field.required
                if default is None and name in defaults:
                    default, required = defaults[name], False
                default = None if default is None else self._constants.known(default, where)
                # Where no prefix is given, the name of a tag is meant to be the whole one.
                own = name if beginning else (name, *field.alternatives)[-1]
                read = Read((own,), field.line, default, required, note=load.note)
                yield from self._variable(where, field, read, load, test=outside)
                yield from self._aliases(where, name, field, read, test=outside)
            if followed.is_reached:
                yield Undecided(path, load.line, TOO_MANY)

    def _aliases(
        self, path: str, computed: str, field: Field, read: Read, *, test: bool
    ) -> Iterator[Mention | Undecided]:
        """Yield what is read under the other names of a field's variable; one that no text tells is dynamic."""
        own = spelled(read.name)
        for name in sorted({computed, *field.alternatives} - {own}):
            for place in mentions(self._sources, path, replace(read, name=(name,), required=None), test=test):
                if isinstance(place, Mention):
                    certainty = place.certainty if name in field.alternatives else "dynamic"
                    yield replace(place, alias_of=own, certainty=certainty)

    def _variable(
        self, path: str, field: Field, read: Read, load: Load, *, test: bool
    ) -> Iterator[Mention | Undecided]:
        """Yield what a field is filled from: its variable, and those of a record that it may be."""
        foreign = self._is_of_another_package(path, field.record)
        doubted = bool(load.methods) and foreign and read.default is None and not read.required
        for place in mentions(self._sources, path, read, test=test):
            yield _doubted(place) if doubted else place
        if load.separator and foreign:
            # It may be a record: what fills it begins with the name of the field.
            inside = replace(read, name=(*read.name, load.separator, None), default=None, required=None)
            yield from mentions(self._sources, path, inside, test=test)

    def _fields(  # noqa: PLR0913, PLR0917 - what it goes down with
        self, path: str, record: Record, prefix: str, load: Load, followed: "_Limit", depth: int = 0
    ) -> Iterator[tuple[str, str, Field]]:
        """Yield the variables that fill a record: the file, the name and the field of each."""
        if depth > DEPTH or not followed.goes_on():
            return
        for base in record.bases:
            for file, parent in self._one(path, base):
                yield from self._fields(file, parent, prefix, load, followed, depth + 1)
        for field in record.fields:
            inner = self._inner(path, field)
            begins = field.segment.endswith("_")
            methods = self._taking(path, field.record) if load.methods else set()
            whole = bool(field.segment and not begins and load.methods & methods)
            if "" in methods and not whole:
                continue  # No text fills it.
            if field.names:
                yield from ((path, name, field) for name in field.names)
            elif inner and not whole:
                below = prefix if field.flatten else f"{prefix}{field.segment}{load.separator}"
                for file, nested in inner:
                    yield from self._fields(file, nested, below, load, followed, depth + 1)
            elif whole or not (field.flatten or begins):
                yield path, prefix + field.segment, field

    def _inner(self, path: str, field: Field) -> list[Placed]:
        """Return the record that a field holds, if that has fields."""
        return [(file, record) for file, record in self._one(path, field.record) if record.fields or record.bases]

    def _taking(self, path: str, name: str, depth: int = 0) -> set[str]:
        """Return the methods by which a type takes one text: its own, and those of the types that it embeds."""
        if not name or depth > DEPTH:
            return set()
        meant = self._one(path, name)
        file = meant[0][0] if meant else path
        of, _, kind = name.partition("@")[0].rpartition(".")
        packages = [_package(_folder(file))] if meant or not of else _packages(self._origin(path, of))
        methods = {method for package in packages for method in self._methods.get((package, kind), ())}
        for _, record in meant:
            embedded = (field.record for field in record.fields if field.flatten)
            methods |= {method for kind in embedded for method in self._taking(file, kind, depth + 1) if method}
        return methods

    def _is_of_another_package(self, path: str, name: str) -> bool:
        """Say whether a type is imported, and its package is in none of the folders."""
        origin = self._origin(path, name.partition("@")[0].partition(".")[0])
        return bool(origin) and self._packages.isdisjoint(_packages(origin)) and not self._declared.meant(path, name)

    def _origin(self, path: str, name: str) -> str:
        """Return where a file imports a name from."""
        return next((origin for local, origin in self._sources[path].imports if local == name), "")

    def _one(self, path: str, name: str) -> list[Placed]:
        """Return the one record that a name means."""
        meant = self._declared.meant(path, name) if name else []
        return meant if len(meant) == 1 else []


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _package(path: str) -> str:
    """Return the end of a path by which the import of a package and its folder are held to be the same."""
    return "/".join(path.split("/")[-2:])


def _packages(origin: str) -> tuple[str, str]:
    """Return the packages that an import may mean: one within another, or one at the top."""
    return _package(origin), origin.rpartition("/")[2]


def _doubted(place: Mention | Undecided) -> Mention | Undecided:
    """Return a read that counts as likely."""
    if not isinstance(place, Mention) or place.certainty != "certain":
        return place
    return replace(place, certainty="likely", note=place.note or OF_ANOTHER_PACKAGE)
