"""What the names in an expression stand for in the whole repository: constants, put in for their names."""

from collections.abc import Mapping

from estuary_docs.drift.code import Constant, Expression, Function, Name, SourceFile, bounded, transformed
from estuary_docs.drift.reading.references import References

DEPTH = 8  # of constants made of constants, helpers calling helpers, records within records


class Constants:
    """The constants of all sources."""

    def __init__(self, sources: Mapping[str, SourceFile]) -> None:
        self._declared: References[Constant] = References(sources, lambda source: source.constants, everywhere=True)
        self._computed: dict[tuple[str, str, str], Expression] = {}

    def known(self, expression: Expression, path: str, function: Function | None = None, depth: int = 0) -> Expression:
        """Put constants in for their names; the names that are left are the function's parameters."""
        parts: list[str | Name | None] = []
        for part in expression:
            if not isinstance(part, Name) or (function and part.text in function.parameters):
                parts.append(part)
            else:
                parts.extend(transformed(self._constant(part.text, path, function, depth), *part.steps))
        return bounded(parts)

    def _constant(self, name: str, path: str, function: Function | None, depth: int) -> Expression:
        if depth > DEPTH:
            return (None,)
        asked = path, name, function.name if function else ""
        if asked not in self._computed:
            declared = self._declared.meant(*asked)
            values = {self.known(constant.value, file, None, depth + 1) for file, constant in declared}
            self._computed[asked] = values.pop() if len(values) == 1 else (None,)
        return self._computed[asked]
