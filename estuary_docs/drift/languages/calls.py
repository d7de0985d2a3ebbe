"""What the calls of libraries read in a file of Python or JavaScript, as the rows of the language say."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Expression, Name, Read, in_capitals
from estuary_docs.drift.languages.collector import Collector, How
from estuary_docs.drift.languages.fallbacks import Held
from estuary_docs.drift.languages.libraries import Row, argument
from estuary_docs.drift.languages.spellings import NAMED_IN_FULL, VARIABLE, Spelling
from estuary_docs.drift.languages.syntax import line

if TYPE_CHECKING:
    from tree_sitter import Node


class RowCalls(Collector[Held]):
    """The calls of one file that rows know. A language says what its syntax hands on to them."""

    def prefix(self, call: "Node", keyword: str) -> "Node | None":  # noqa: ARG002 - not every language has them
        """Return the prefix that the object which is asked was made with."""
        return None

    def around(self, call: "Node", method: str) -> Expression:  # noqa: ARG002 - likewise
        """Return the prefix that blocks round a call give."""
        return ()

    def scheme(self, call: "Node") -> Expression | None:  # noqa: ARG002 - likewise
        """Return the default that the object which is asked was made with, by the name of the variable."""
        return None

    def member(self, call: "Node") -> str:  # noqa: ARG002 - likewise
        """Return the name of the member that holds what a call makes."""
        return ""

    def chained(self, call: "Node") -> tuple[Expression | None, bool | None]:  # noqa: ARG002 - likewise
        """Return the default that calls of methods give to what a call reads, and whether it is required."""
        return None, None

    def is_no_default(self, node: "Node") -> bool:  # noqa: ARG002 - likewise
        """Say whether an argument that stands in a default's place is something else: a type."""
        return False

    def fallback_of(self, node: "Node") -> Expression | None:
        """Return the default that an argument gives."""
        return self.values.default(node)

    def listed(self, node: "Node") -> Expression | None:
        """Return a list as a variable holds it."""
        return self.fallback_of(node)

    def row_reads(self, row: Row, call: "Node") -> Iterator[Read]:
        """Yield what a call reads that a row knows."""
        positional, named = self.given(call)
        name = argument(row.name, positional, named)
        prefixes = self._prefixes(row, call)
        if row.role == "none" or (name is None and not row.implied and not row.member):
            return
        if row.role == "family":
            families = self.values.spellings(name) if name is not None else [Spelling((row.implied,))]
            yield from (Read((*family.expression, row.delimiter, None), line(call)) for family in families)
            return
        how = self._how(row, call)
        items = self.values.elements(name) if name is not None and name.type in self.lists else [name]
        for item in items:
            spelled = (row.implied or self.member(call)) if item is None else item
            for prefix in [()] if item is None and row.implied else prefixes:
                for read in self.make(spelled, call, replace(how, prefix=prefix)):
                    keyed = replace(read, name=in_capitals(read.name)) if row.key else read
                    if not row.written or _is_written(keyed.name, row):
                        yield keyed

    def _how(self, row: Row, call: "Node") -> How:
        """Return what there is to say of the reads of a call: a default, whether it fails, or that it is no read."""
        if row.role != "read":
            return How(note=row.role)
        positional, named = self.given(call)
        fallback = argument(row.default, positional, named)
        fallback = None if fallback is None or self.is_no_default(fallback) else fallback
        default, required = None, row.required
        if fallback is not None:
            default = self.listed(fallback) if row.listed else self.fallback_of(fallback)
        if fallback is None and row.scheme:
            default = self.scheme(call)
        if fallback is None and default is None and row.chained:
            default, required = self.chained(call)
        if fallback is None and default is None and required is None:
            default, required = self.fallback(call)
        return How(default, False if fallback is not None or default is not None else required)

    def _prefixes(self, row: Row, call: "Node") -> list[Expression]:
        """Return what may stand before a name."""
        positional, named = self.given(call)
        around = self.around(call, row.blocks) if row.blocks else ()
        prefix = argument(row.prefix, positional, named)
        if prefix is None and row.made_with:
            prefix = self.prefix(call, row.made_with)
        spelled: list[Expression] = [()]
        if prefix is not None and prefix.type not in ("none", "null"):
            spelled = [spelling.expression for spelling in self.values.spellings(prefix)]
        if prefix is None and row.prefixed:
            spelled = [(row.prefixed,)]
        return [(*expression, row.delimiter, *around) if expression else around for expression in spelled]


def _is_written(name: Expression, row: Row) -> bool:
    pattern = NAMED_IN_FULL if row.written == "in full" else VARIABLE
    return all(not isinstance(part, str) or pattern.fullmatch(part) for part in name if not isinstance(part, Name))
