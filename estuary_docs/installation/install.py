"""What `estuary-docs init` writes into a project, as a plan that can be shown, carried out and undone."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.errors import ProjectError
from estuary_docs.installation.checks_in_ci import checks_in_ci
from estuary_docs.installation.existing import existing, existing_text
from estuary_docs.installation.own_name import own_name
from estuary_docs.installation.pages import is_long
from estuary_docs.installation.settings_classes import settings_classes
from estuary_docs.installation.site_pages import kept_pages, pages_of_sections, site_pages
from estuary_docs.installation.table import FOLDER, artefacts, with_table
from estuary_docs.project import attributes
from estuary_docs.project.artefacts import Target, files, write
from estuary_docs.project.attributes import with_attributes
from estuary_docs.project.originals import brought_back
from estuary_docs.project.records import digest, forget, keep, recorded
from estuary_docs.project.settings import FILE, SECTION, Project
from estuary_docs.runtimes.python.problems import printable

PAGE_OF_SECTION = "reference-page"


def schema_of(project: Project) -> str:
    """Return the schema of a project: the one that is named, or the settings classes that its source declares.

    It is imported once, so that a project is set up for a schema that loads. Raises ProjectError where there is none,
    SchemaError where it is broken.
    """
    schema = project.schema or ",".join(
        declared.schema for declared in settings_classes(project.root, files(project.root))
    )
    if not schema:
        raise ProjectError(
            str(project.root),
            "has no settings class; write one, or let `estuary-docs adopt` draft it, or give --schema",
        )
    Project(project.root, schema).catalogue()
    return schema


def plan(project: Project, schema: str) -> list[Target]:
    """Return the files that a project needs, those that are as they should be left out.

    Raises ProjectError for a schema that cannot be read, or a file that cannot be added to.
    """
    root = project.root
    name = own_name(root).replace("-", " ").replace("_", " ")
    title = name[:1].upper() + name[1:] or "Configuration"
    catalogue = replace(project, schema=schema).catalogue()
    sections = _sections(project, catalogue)
    generated = artefacts("validation.py") | ({sections: PAGE_OF_SECTION} if sections else {})
    targets = [_settings(project, schema, generated)]
    targets += site_pages(root, title, _folder(project), catalogue, sections=sections)
    targets += checks_in_ci(root)
    targets.append(_attributes(project, generated))
    # Whatever the project's settings say, nothing is written elsewhere.
    return [target for target in (replace(each, root=root) for each in targets) if not target.is_current()]


def remarks(project: Project, schema: str) -> list[str]:
    """Return a line for each file that the project keeps as it is, though something is missing in it."""
    catalogue = replace(project, schema=schema).catalogue()
    sections = _sections(project, catalogue)
    return list(kept_pages(project.root, _folder(project), catalogue, sections=sections))


def difference(targets: Iterable[Target]) -> str:
    """Return a plan as a unified diff, as `git diff` would show it once carried out."""
    lines: list[str] = []
    for target in targets:
        before = existing_text(target).splitlines(keepends=True)
        old = f"a/{target.shown}" if before else "/dev/null"
        lines += unified_diff(before, target.text.splitlines(keepends=True), old, f"b/{target.shown}")
    return "".join(f"{_printable(line)}\n" for line in lines)


def carry_out(project: Project, targets: list[Target]) -> None:
    """Write a plan's files, all or none, once what they held is kept for `undo`.

    What an earlier plan wrote, and nobody changed since, goes back to what was there before that.
    """
    record = recorded(project.root, "init")
    for target in targets:
        text = existing_text(target) if target.path.exists() else None
        entry = record.get(target.shown)
        untouched = entry is not None and (text is None or _digest(text) == entry["after"])
        before = entry["before"] if entry is not None and untouched else text
        record[target.shown] = {"before": before, "after": _digest(target.text)}
    keep(project.root, "init", record)
    write(targets)


def undo(project: Project) -> dict[str, str]:
    """Undo what plans, and `generate` after them, changed since the last time; return each path and what was done.

    Raises ProjectError where nothing is kept, or where a file has changed since; then none is put back.
    """
    record = recorded(project.root, "init")
    if not record:
        raise ProjectError(str(project.root), "has no plan that could be undone")
    for path, entry in record.items():
        content = Target(project.root / path, "", path, root=project.root).current()
        if content is None or _digest(content.decode(errors="replace")) != entry["after"]:
            raise ProjectError(path, "has changed since; undo it by hand, or with git")
    back = list(brought_back(project.root))
    before = [
        Target(project.root / path, entry["before"], path, root=project.root)
        for path, entry in record.items()
        if entry["before"] is not None
    ]
    write([*before, *(target for target, _copy in back)])
    for _target, copy in back:
        copy.unlink()
    for path, entry in record.items():
        if entry["before"] is None:
            (project.root / path).unlink()
            _remove_empty(project.root, (project.root / path).parent)
    forget(project.root, "init")
    forget(project.root, "generate")
    undone = {path: "deleted" if entry["before"] is None else "restored" for path, entry in record.items()}
    return undone | {target.shown: "restored" for target, _copy in back}


def _remove_empty(root: Path, folder: Path) -> None:
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _sections(project: Project, catalogue: Catalogue) -> str | None:
    """Return the path of the pages that hold a section of the reference each, if the project generates such.

    Its table decides; where `plan` adds one, the length of the reference does.
    """
    if project.schema is None:
        return pages_of_sections(project.root, FOLDER) if is_long(catalogue) else None
    paths = (artefact.path for artefact in project.artefacts if artefact.output_format == PAGE_OF_SECTION)
    return next((path for path in paths if SECTION in path), None)


def _folder(project: Project) -> str:
    return project.pages if project.schema is not None else FOLDER


def _settings(project: Project, schema: str, generated: Mapping[str, str]) -> Target:
    path = project.root / FILE
    before = existing(project.root, FILE)
    return Target(path, before if project.schema is not None else with_table(before, schema, generated), FILE)


def _attributes(project: Project, new: Iterable[str]) -> Target:
    paths = [artefact.path for artefact in project.artefacts] if project.schema is not None else new
    generated = [path.replace(SECTION, "*") for path in paths]
    text = with_attributes(existing(project.root, attributes.FILE), generated)
    return Target(project.root / attributes.FILE, text, attributes.FILE)


def _printable(line: str) -> str:
    """Return a line of a file as a terminal shows it, whatever the file holds."""
    return "\t".join(map(printable, line.rstrip("\r\n").split("\t")))


def _digest(text: str) -> str:
    return digest(text.encode())
