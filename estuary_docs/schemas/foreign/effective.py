"""Load a class in an empty environment, and again with each default that is written down set alone.

A line that shows a default says that nothing changes when it is set: one after which the class is another, or refuses
its environment, is no such line.
"""

import os
from collections.abc import Iterator, Mapping, Sequence

from pydantic_settings import BaseSettings

from estuary_docs.schemas.foreign.sources import built, empty_environment, quiet

Lines = dict[str, str]
Values = dict[str, object]


class Effective:
    """What a class makes of an environment in which nothing is set but what it needs.

    `values` holds the values of its fields that are the same each time, and is None where it cannot be built.
    """

    def __init__(self, settings: type[BaseSettings], needed: Mapping[str, str]) -> None:
        self._settings = settings
        self._needed = dict(needed)
        first, second = self._built({}), self._built({})
        self.values: Values | None = None
        if first is not None and second is not None:
            self.values = {name: value for name, value in first.items() if _same(value, second.get(name))}

    def changing(self, groups: Sequence[Lines]) -> Iterator[str]:
        """Yield the names of the lines that change the class when they are set alone; a group is of one field.

        Lines of different fields are set together, and halved where something changes.
        """
        if self.values is None:
            return
        for number in range(max(map(len, groups), default=0)):
            together = [list(group.items())[number] for group in groups if number < len(group)]
            yield from self._changing(together)

    def without_need(self) -> Iterator[str]:
        """Yield the names of the lines that are needed by what is declared, and without which the class is built."""
        for name in self._needed if self.values is not None else ():
            rest = {variable: text for variable, text in self._needed.items() if variable != name}
            if Effective(self._settings, rest).values is not None:
                yield name

    def _changing(self, lines: list[tuple[str, str]]) -> Iterator[str]:
        if not lines or self._is_same(dict(lines)):
            return
        if len(lines) == 1:
            yield lines[0][0]
            return
        half = len(lines) // 2
        yield from self._changing(lines[:half])
        yield from self._changing(lines[half:])

    def _is_same(self, lines: Lines) -> bool:
        built = self._built(lines)
        return built is not None and all(_same(value, built.get(name)) for name, value in (self.values or {}).items())

    def _built(self, lines: Lines) -> Values | None:
        try:
            with empty_environment(), quiet():
                os.environ.update({**self._needed, **lines})
                return dict(built(self._settings).__dict__)
        except (Exception, SystemExit):  # noqa: BLE001 - whatever a class does, it is not built
            return None


def _same(one: object, other: object) -> bool:
    try:
        return type(one) is type(other) and bool(one == other)
    except Exception:  # noqa: BLE001 - a comparison may raise anything
        return repr(one) == repr(other)
