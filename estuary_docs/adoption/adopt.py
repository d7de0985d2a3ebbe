"""A first schema for a project without one, and what is new for one that has been adopted."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from estuary_docs.adoption.guesses import Guess, guesses
from estuary_docs.adoption.hints import with_hints
from estuary_docs.adoption.source import extended, schema_source
from estuary_docs.drift.mention import Mention
from estuary_docs.drift.reading.tree import content
from estuary_docs.drift.third_party import reader_of
from estuary_docs.errors import EstuaryDocsError, ProjectError
from estuary_docs.installation.existing import existing
from estuary_docs.installation.own_name import own_name
from estuary_docs.installation.settings_classes import settings_classes
from estuary_docs.installation.table import artefacts, with_table
from estuary_docs.project.artefacts import Target, files, write
from estuary_docs.project.settings import FILE, TABLE, Project
from estuary_docs.vocabulary import External

PACKAGE = "config_schema"
CLASS = "Settings"
# What a program wrote, nobody comments; and each expression is quick on so much.
LONGEST_LINE = 1000


@dataclass(frozen=True)
class Adoption:
    """The files that adopting writes, and the variables that are new in the schema, with what is doubtful."""

    targets: tuple[Target, ...]
    guesses: tuple[Guess, ...]


def adopt(project: Project, mentions: Iterable[Mention], below: Path | None = None) -> Adoption:
    """Return the first schema of a project, or its schema with the variables that it lacks.

    The files of the mentions are those below the project's root, or below another folder.

    What people wrote in a schema stays as it is. Raises ProjectError where the project declares settings that it does
    not name, where nothing reads an environment variable, where a file that is no schema is in the way, or where the
    schema cannot be extended; SchemaError for a broken one.
    """
    if project.schema is None:
        _require_no_schema(project.root)
    own, external = _told_apart(list(with_hints(mentions, _lines_below(project.root if below is None else below))))
    known_names: frozenset[str] = frozenset()
    if project.schema is None:
        if not own:
            raise ProjectError(str(project.root), "has no environment variable that the inventory finds")
        adoption = _first(project, own, external)
    else:
        known_names = project.catalogue(fresh=True).known_names
        new = [guess for guess in own if guess.name not in known_names]
        if not new:
            return Adoption((), ())
        adoption = _further(project, project.schema, new)
    _require_no_link(project.root, adoption.targets)
    _try(project, adoption, known_names | {guess.name for guess in adoption.guesses})
    return adoption


def _require_no_schema(root: Path) -> None:
    declared = settings_classes(root, files(root))
    if declared:
        places = ", ".join(f"{declaration.schema} in {declaration.file}:{declaration.line}" for declaration in declared)
        raise ProjectError(str(root), f"has a schema already, {places}; run `estuary-docs init` to document it")


def _require_no_link(root: Path, targets: Iterable[Target]) -> None:
    base = root.resolve()
    for target in targets:
        if target.path.resolve() != base / target.path.relative_to(root):
            raise ProjectError(target.shown, "is a link, or lies behind one; put a file in its place")


def _lines_below(root: Path) -> Callable[[str], list[str]]:
    @cache
    def lines(path: str) -> list[str]:
        text = content(root, path)
        lines = text.decode(errors="replace").splitlines() if isinstance(text, bytes) else []
        return [line[:LONGEST_LINE] for line in lines]

    return lines


def _told_apart(mentions: list[Mention]) -> tuple[list[Guess], list[External]]:
    """Return the guesses, and the variables that something other than the service reads.

    A well-known variable that the code reads as well is the service's own where the project tells its users of it.
    How a name begins says nothing where the code reads it: drift asks for it all the same.
    """
    read = {mention.name for mention in mentions if mention.role == "read"}
    by_name = {mention.name: mention for mention in reversed(mentions) if mention.role in ("example", "documented")}
    readers = {mention.name: reader_of(mention.name, exact=mention.name in read) for mention in mentions}
    own = [guess for guess in guesses(mentions) if readers[guess.name] is None or guess.name in by_name]
    external = [
        External(name, reader, by_name[name].description or f"Read by {reader}.")
        for name, reader in readers.items()
        if reader is not None and name in by_name
    ]
    names = {guess.name for guess in own}
    return own, sorted((entry for entry in external if entry.name not in names), key=lambda entry: entry.name)


def _first(project: Project, own: list[Guess], external: list[External]) -> Adoption:
    path = Path(PACKAGE, "__init__.py")
    if (project.root / path).exists():
        raise ProjectError(path.as_posix(), f"is there already; name its settings class in [{TABLE}] of {FILE}")
    words = re.findall("[A-Za-z]+[0-9]*", own_name(project.root))
    title = "".join(word[0].upper() + word[1:] for word in words) or "Service"
    source = schema_source(title, own, external)
    settings = project.root / FILE
    schema = f"{PACKAGE}:{title}{CLASS}"
    table = with_table(existing(project.root, FILE), schema, artefacts(f"{PACKAGE}/validation.py"))
    return Adoption(
        (
            Target(project.root / path, source, path.as_posix()),
            Target(settings, table, FILE),
        ),
        tuple(own),
    )


def _further(project: Project, schema: str, new: list[Guess]) -> Adoption:
    module, _, settings = schema.partition(":")
    path = next(_files_of(project.root, module), None)
    if path is None:
        raise ProjectError(schema, "is not declared below the project's root, so nothing can be added to it")
    before = existing(project.root, path.relative_to(project.root).as_posix())
    if "," in schema or "estuary_docs" not in before:
        names = ", ".join(guess.name for guess in new)
        raise ProjectError(schema, f"is declared with pydantic-settings; add what is new by hand: {names}")
    source = extended(before, settings, new)
    return Adoption((Target(path, source, path.relative_to(project.root).as_posix()),), tuple(new))


def _files_of(root: Path, module: str) -> Iterator[Path]:
    folder = root.joinpath(*module.split("."))
    return (path for path in (folder / "__init__.py", folder.with_suffix(".py")) if path.is_file())


def _try(project: Project, adoption: Adoption, expected: frozenset[str]) -> None:
    """Read the new schema in a copy of its package: one that does not load, or lacks a name, is never written."""
    source = next(target for target in adoption.targets if target.shown != FILE)
    module = project.schema or f"{PACKAGE}:{_declared(adoption.targets)}"
    with TemporaryDirectory() as folder:
        package = Path(source.shown).parts[0] if project.schema else source.shown
        _copy(project.root, package, Path(folder))
        target = Path(folder, source.shown)
        write([Target(target, source.text, source.shown)])
        try:
            names = replace(project, root=Path(folder), schema=module).catalogue(fresh=True).known_names
        except EstuaryDocsError as error:
            raise ProjectError(source.shown, f"would not load with what was found: {error}") from None
    lost = sorted(expected - names)
    if lost:
        raise ProjectError(source.shown, f"cannot be added to: {', '.join(lost)} would not be in the schema")


def _copy(root: Path, package: str, folder: Path) -> None:
    """Copy the regular Python files of a package, or of a module; what is behind links, and all else, stays."""
    for directory, _folders, names in os.walk(root / package):
        for path in (Path(directory, name).relative_to(root) for name in names if name.endswith(".py")):
            text = content(root, path.as_posix())
            if isinstance(text, bytes):
                write([Target(folder / path, text.decode(errors="surrogateescape"), path.as_posix())])


def _declared(targets: Iterable[Target]) -> str:
    return next(
        match[1] for target in targets for match in re.finditer(r"^class (\w+Settings)\(", target.text, re.MULTILINE)
    )
