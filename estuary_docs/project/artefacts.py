"""Generated files: which are stale, how they differ, and writing them, all or none."""

import os
import re
from collections.abc import Container, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from estuary_docs.catalogue import addresses
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.errors import ProjectError
from estuary_docs.project.leftovers import IS_LOCKED, hold, name_beside, remove_leftovers
from estuary_docs.project.regions import filled, region_files
from estuary_docs.project.regular_files import regular_bytes
from estuary_docs.project.repository import FOLDERS_OF_BUILDS, VIRTUAL_ENVIRONMENT, committable
from estuary_docs.project.settings import FILE, SECTION, TABLE, Artefact, Project
from estuary_docs.renderers import BY_US, notice, render
from estuary_docs.schemas.loading import sources

LINES_THAT_MAY_HOLD_THE_NOTICE = 5
BYTES_THAT_MAY_HOLD_THE_NOTICE = 2048
ORIGIN = re.compile(rb"Generated from [^`]+ " + re.escape(BY_US).encode() + rb"; edits here are lost\.")
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
FOLDERS_OF_TOOLS = FOLDERS_OF_BUILDS | {"node_modules", "__pycache__", "venv"}
OWN_COPIES = {".env", ".env.local"}
HIDDEN_FOLDERS_OF_PEOPLE = {".github", ".gitlab", ".devcontainer"}


@dataclass(frozen=True)
class Target:
    """A file as it should be. `shown` is how messages name it; it `is_shared` where people write the rest of it.

    It is a regular file, and below `root`, if that is given, links followed. Only its owner may read
    it if it `is_private`.
    """

    path: Path
    text: str
    shown: str
    is_shared: bool = False
    root: Path | None = None
    is_private: bool = False

    def current(self) -> bytes | None:
        """Return what the file holds, or None if there is no file; raises ProjectError if it cannot be read."""
        try:
            return regular_bytes(self.root or self.path.absolute().anchor, self.path.absolute())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ProjectError(self.shown, f"cannot be read: {error.strerror}") from None

    def is_current(self) -> bool:
        """Say whether the file is as it should be."""
        return self.current() == self.bytes

    @property
    def bytes(self) -> bytes:
        """What the file is to hold; what was read of it though it is no UTF-8 comes back as it was."""
        return self.text.encode(errors="surrogateescape")


def targets(project: Project, catalogue: Catalogue) -> list[Target]:
    """Return every file on the project's lists as it should be: those generated whole, and those with regions.

    Raises ProjectError for an unknown format or profile, for a region that cannot be filled, and for two artefacts that
    are one file, or one that is a source of the schema.
    """
    whole = [target for artefact in project.artefacts for target in _generated(project, catalogue, artefact)]
    _require_own_places(project, whole)
    return [*whole, *_with_regions(project, catalogue, {target.shown for target in whole})]


def _generated(project: Project, catalogue: Catalogue, artefact: Artefact) -> list[Target]:
    try:
        places = _places(artefact, catalogue.in_profile(artefact.profile or catalogue.profile))
        return [
            Target(project.root / path, render(part, artefact.output_format), path, root=project.root)
            for path, part in places
        ]
    except ProjectError as error:
        where = f'[{TABLE}.artefacts] "{artefact.path}": {error.where.lower()}'
        raise ProjectError(FILE, f"{where} {error.cause}") from None


def _places(artefact: Artefact, catalogue: Catalogue) -> Iterator[tuple[str, Catalogue]]:
    """Yield the path of an artefact, with what it tells of: one for each section where the path names it."""
    if SECTION not in artefact.path:
        yield artefact.path, catalogue
        return
    for section in catalogue.sections:
        yield artefact.path.replace(SECTION, section.word), catalogue.in_section(section.word)


def _require_own_places(project: Project, whole: list[Target]) -> None:
    owners = {_place(path): "a source of the schema" for path in sources(project.root) if not _is_generated(path)}
    for target in whole:
        place = _place(target.path)
        if place in owners:
            raise ProjectError(FILE, f'[{TABLE}.artefacts] "{target.shown}" is {owners[place]}; name another file')
        owners[place] = f'the same file as "{target.shown}"'


def _place(path: Path) -> str:
    """Return where a path leads; macOS and Windows take names for one that differ in case alone."""
    return str(path.resolve()).casefold()


def _is_generated(path: Path) -> bool:
    return says_generated(b"\n".join(_first_lines(path)))


def says_generated(text: bytes) -> bool:
    """Say whether a file's head holds the line of origin; further down it may be a quotation."""
    head = text[:BYTES_THAT_MAY_HOLD_THE_NOTICE].splitlines()[:LINES_THAT_MAY_HOLD_THE_NOTICE]
    return any(ORIGIN.search(line) for line in head)


def _with_regions(project: Project, catalogue: Catalogue, others: Container[str]) -> Iterator[Target]:
    for path, is_named in _region_files(project):
        if path not in others:
            text = _text(Target(project.root / path, "", path, root=project.root))
            text = filled(text, path, catalogue, needs_marker=is_named)
            yield Target(project.root / path, text, path, is_shared=True, root=project.root)


def _region_files(project: Project) -> Iterator[tuple[str, bool]]:
    return region_files(project.root, project.regions, FOLDERS_OF_TOOLS)


def _text(target: Target) -> str:
    try:
        return (target.current() or b"").decode()
    except UnicodeDecodeError:
        raise ProjectError(target.shown, "cannot be read: it is not UTF-8 text") from None


def downloads(catalogue: Catalogue, folder: Path) -> list[Target]:
    """Return the files that the site offers beside its pages, at stable addresses below `folder`."""
    offered = {
        addresses.CATALOGUE: render(catalogue, "catalogue-json"),
        addresses.JSON_SCHEMA: render(catalogue, "json-schema"),
        addresses.SETTINGS_SCHEMA: render(catalogue, "settings-schema"),
        addresses.VALIDATOR: render(catalogue, "validation-py"),
        addresses.VALIDATOR_MODULE: render(catalogue, "validation-mjs"),
        addresses.SETTINGS_OF_GO: render(catalogue, "validation-go"),
        addresses.SETTINGS_OF_RUST: render(catalogue, "validation-rs"),
        addresses.TYPES_OF_VALIDATOR: render(catalogue, "validation-d-ts"),
        addresses.TYPES_OF_ENVIRONMENT: render(catalogue, "env-d-ts"),
    } | {
        addresses.env_example(profile): render(catalogue.in_profile(profile), "env-example")
        for profile in catalogue.profiles
    }
    return [Target(folder / path, text, path, root=folder) for path, text in offered.items()]


def write(wanted: Iterable[Target]) -> list[Target]:
    """Write every file that is not current, and return them.

    All are written beside their targets before the first takes its place, so that one that cannot be written leaves
    all as they were. At any moment a file is the old one or the new one. Raises ProjectError if the system refuses.
    """
    wanted = list(wanted)
    for target in wanted:
        remove_leftovers(target.path.resolve())
    stale = [target for target in wanted if not target.is_current()]
    staged: list[tuple[Path, Path]] = []
    stack = ExitStack()
    try:
        for target in stale:
            staged.append((name_beside(target.path.resolve()), target.path.resolve()))
            _stage(target, *staged[-1], stack)
        for target, (new, old) in zip(stale, staged, strict=True):
            with _told(target):
                new.replace(old)
    finally:
        stack.close()
        for new, _old in staged:
            with suppress(OSError):
                new.unlink()
    return stale


def _stage(target: Target, new: Path, old: Path, stack: ExitStack) -> None:
    with _told(target):
        if old.exists() and not os.access(old, os.W_OK):
            raise ProjectError(target.shown, "may not be written")
        old.parent.mkdir(0o700 if target.is_private else 0o777, parents=True, exist_ok=True)
        mode = 0o600 if target.is_private else 0o666
        file = stack.enter_context(os.fdopen(os.open(new, NEW, mode), "wb"))
        hold(file.fileno())
        file.write(target.bytes)
        file.flush()
        os.fsync(file.fileno())
        if not IS_LOCKED:
            file.close()
        if old.exists() and not target.is_private:
            new.chmod(old.stat().st_mode)


@contextmanager
def _told(target: Target) -> Iterator[None]:
    """Turn what the system refuses into one line."""
    try:
        yield
    except OSError as error:
        raise ProjectError(target.shown, f"cannot be written: {error.strerror}") from None


def orphans(project: Project, catalogue: Catalogue) -> Iterator[str]:
    """Yield the paths of files that carry the notice and are on no list; a copy of the example is its owner's."""
    listed = {project.root / path for artefact in project.artefacts for path, _ in _places(artefact, catalogue)}
    listed |= {project.root / path for path, _is_named in _region_files(project)}
    line = re.compile(rb"\W*(?:(?:notice|comment)\W*)?" + re.escape(notice(catalogue)).encode() + rb"\W*")
    for path in files(project.root):
        if (
            path not in listed
            and path.name not in OWN_COPIES
            and any(line.fullmatch(text.strip()) for text in _first_lines(path))
        ):
            yield path.relative_to(project.root).as_posix()


def files(root: Path) -> Iterator[Path]:
    """Yield the files that could be committed: what git ignores, such as a copy of the example file, is nobody's."""
    paths = committable(root)
    yield from _files_without_git(root) if paths is None else (root / path for path in paths)


def _files_without_git(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        if VIRTUAL_ENVIRONMENT in names:
            folders.clear()
            continue
        folders[:] = sorted(
            name
            for name in folders
            if name not in FOLDERS_OF_TOOLS and (name[0] != "." or name in HIDDEN_FOLDERS_OF_PEOPLE)
        )
        yield from (Path(folder, name) for name in sorted(names))


def _first_lines(path: Path) -> list[bytes]:
    try:
        text = regular_bytes(path.parent, path, BYTES_THAT_MAY_HOLD_THE_NOTICE)
        return text.splitlines()[:LINES_THAT_MAY_HOLD_THE_NOTICE]
    except OSError:
        return []
