"""Where programs take in all that a schema of this engine declares, so that any of its variables may be read there."""

from collections.abc import Iterator, Mapping

from estuary_docs.drift.code import SourceFile
from estuary_docs.drift.mention import Undecided
from estuary_docs.drift.reading.facts import FileFacts
from estuary_docs.drift.reading.references import NAMELESS, closeness, segments

ENGINE = "estuary_docs"
METHOD = "from_environ"
UNKNOWN = "hands the environment on to what may read any variable"


def schema_reads(facts_by_path: Mapping[str, FileFacts]) -> Iterator[tuple[str, int]]:
    """Yield the places, by file and line, that read through a schema.

    In Python the file, or a module of the repository that it imports, imports the engine; others have methods of the
    same name. What the engine generated needs no import.
    """
    of_engine = [path for path, facts in facts_by_path.items() if facts.source and _imports_engine(facts.source)]
    for path, facts in facts_by_path.items():
        if facts.schema_reads and (facts.language != "python" or _is_of(path, facts.source, of_engine)):
            yield from ((path, line) for line in facts.schema_reads)


def handed_on(facts_by_path: Mapping[str, FileFacts], reads: frozenset[tuple[str, int]]) -> Iterator[Undecided]:
    """Yield the places that hand the environment to a method of that name that the file neither has nor imports."""
    declaring = [path for path, facts in facts_by_path.items() if facts.source and _declares_method(facts.source)]
    for path, facts in facts_by_path.items():
        if facts.handing_on and not _is_of(path, facts.source, declaring):
            yield from (Undecided(path, line, UNKNOWN) for line in facts.handing_on if (path, line) not in reads)


def _imports_engine(source: SourceFile) -> bool:
    return any(segments(origin)[:1] == [ENGINE] for _, origin in source.imports)


def _declares_method(source: SourceFile) -> bool:
    return any(function.name.rpartition(".")[2] == METHOD for function in source.functions)


def _is_of(path: str, source: SourceFile | None, files: list[str]) -> bool:
    """Say whether a file is one of some, or imports one."""
    imported = [_words(origin) for _, origin in source.imports] if source else []
    return path in files or any(_means(words, file) for words in imported for file in files)


def _words(origin: str) -> list[str]:
    return [word for word in segments(origin) if word not in NAMELESS]


def _means(words: list[str], file: str) -> bool:
    """Say whether an import means a module, or something in it."""
    return any(qualifiers and closeness(file, qualifiers) == len(qualifiers) for qualifiers in (words, words[:-1]))
