"""What the commands `inventory` and `drift` do, without the command line: from a folder to a report."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

from estuary_docs.drift.findings.baseline import FORM, Known, as_baseline, beyond, read_baseline
from estuary_docs.drift.findings.declarations import declarations
from estuary_docs.drift.findings.disagreements import Drift, drift
from estuary_docs.drift.reading.inventory import Inventory, Progress, inventory
from estuary_docs.drift.reading.limits import limited
from estuary_docs.drift.reading.spelling import spelled
from estuary_docs.drift.reports import report
from estuary_docs.drift.reports.explanation import explanation
from estuary_docs.drift.reports.sarif import as_sarif
from estuary_docs.drift.reports.text import Paint, as_text
from estuary_docs.drift.rules import RULES, Finding
from estuary_docs.drift.settings import OWN_FILE, DriftSettings, read_own_settings, read_settings
from estuary_docs.drift.store_rules import STORE_RULES
from estuary_docs.drift.third_party import reader_of
from estuary_docs.errors import ProjectError
from estuary_docs.project.regular_files import regular_bytes
from estuary_docs.project.settings import FILE, MOST_BYTES, Project, find_project
from estuary_docs.validation.showing import may_be_shown

if TYPE_CHECKING:
    from estuary_docs.catalogue.model import Catalogue

FORMATS_OF_INVENTORY = ("text", "json")
FORMATS_OF_DRIFT = ("text", "json", "sarif", "github")
BASELINE = "baseline"
# What a folder can break; the others are rules of stores.
RULES_OF_TREES = frozenset(RULES.keys() - STORE_RULES.keys())
# What a name of a variable, or of its pattern, is made of.
NAME = re.compile(r"[A-Za-z_*][A-Za-z0-9_*.]*", re.ASCII)


@dataclass(frozen=True)
class Report:
    """What a command prints: `text`, and `notes` about what was not decided; `has_drift` says that there is drift."""

    text: str
    notes: tuple[str, ...] = ()
    has_drift: bool = False


@dataclass(frozen=True)
class Selection:
    """What is shown of the findings: those of some rules, or all; those of a severity; and how many entries at most.

    `explain` is a name of which everything is shown instead.
    """

    rules: tuple[str, ...] = ()
    severity: str | None = None
    limit: int | None = None
    explain: str | None = None

    def __post_init__(self) -> None:
        """Raise ProjectError for a rule or a severity that there is not, or a name that can be none."""
        for rule in self.rules:
            if rule not in RULES:
                raise ProjectError("--rule", f"is not a rule of drift; choose one of {', '.join(RULES)}")
        if self.severity not in {None, "error", "warning"}:
            raise ProjectError("--severity", "choose one of error, warning")
        if self.explain == "":
            need = "needs the name of a variable, as in `--explain PORT`; `estuary-docs inventory` lists all names"
            raise ProjectError("--explain", need)
        if self.explain is not None and not (NAME.fullmatch(self.explain) and may_be_shown("", self.explain)):
            raise ProjectError("--explain", "is not the name of an environment variable")

    def require(self, rules: Collection[str]) -> None:
        """Raise ProjectError for a rule that a run cannot break, whose findings would be none whatever there is."""
        for rule in self.rules:
            if rule not in rules:
                where = "--store NAME" if rule in STORE_RULES else "a run without --store"
                raise ProjectError("--rule", f"{rule} is a rule of {where}; this run cannot tell")

    def shows(self, finding: Finding) -> bool:
        """Say whether a finding is shown."""
        return (not self.rules or finding.rule in self.rules) and self.severity in {None, finding.severity}


def inventory_report(
    path: str, schema: str | None, form: str, progress: Progress, *, with_schema: bool = False
) -> Report:
    """Return the inventory of the folder `path`; a schema that is imported tells what else is secret."""
    _require_form(form, FORMATS_OF_INVENTORY)
    root, project, settings = inspected(path)
    reference = schema_to_import(project, schema, with_schema=with_schema)
    catalogue = _catalogue(project, reference) if reference else None
    untouched = _not_read(project, reference)
    secrets = {variable.name for variable in catalogue.secrets} if catalogue else set()
    contents = inventory(root, settings, progress)
    undecided = _concluded(root, contents, settings, catalogue).undecided
    if form == "json":
        text = report.inventory_as_json(contents.mentions, secrets, undecided)
        return Report(text, (*report.undecided_lines(contents.undecided), *untouched))
    return Report(report.inventory_as_text(contents.mentions, secrets, contents.undecided, undecided), untouched)


def _concluded(root: Path, contents: Inventory, settings: DriftSettings, catalogue: "Catalogue | None") -> Drift:
    declared = declarations(root, catalogue) if catalogue else {}
    third_parties = partial(reader_of, packages=contents.packages | contents.locked, images=contents.images)
    with limited("comparing what all files say"):
        return drift(contents, settings, third_parties, catalogue, declared, partial(spelled, root, contents.code))


def drift_report(  # noqa: PLR0913 - the options of the command, and how it reports
    path: str,
    schema: str | None,
    form: str,
    progress: Progress,
    paint: Paint,
    *,
    with_schema: bool = False,
    baseline: str | None = None,
    selection: Selection = Selection(),
) -> Report:
    """Return the findings in the folder `path`.

    Nothing is imported but the schema that is given, or, `with_schema`, the one that pyproject.toml names.
    `baseline` is a file with findings that are known, and not reported; the form BASELINE is such a file. `selection`
    is what is shown of them.
    """
    if form != BASELINE:
        _require_form(form, FORMATS_OF_DRIFT)
    selection.require(RULES_OF_TREES)
    root, project, settings = inspected(path)
    reference = schema_to_import(project, schema, with_schema=with_schema)
    catalogue = _catalogue(project, reference) if reference else None
    result = _concluded(root, inventory(root, settings, progress), settings, catalogue)
    if selection.explain:
        secrets = {secret.name for secret in catalogue.secrets} if catalogue else ()
        return Report(explanation(_selected(result, baseline, selection, RULES_OF_TREES), selection.explain, secrets))
    printed = reported(result, form, paint, baseline=baseline, selection=selection)
    return replace(printed, notes=_not_read(project, reference))


def reported(  # noqa: PLR0913 - the options of the command
    result: Drift,
    form: str,
    paint: Paint,
    *,
    baseline: str | None = None,
    selection: Selection = Selection(),
    rules: Collection[str] = RULES_OF_TREES,
) -> Report:
    """Return conclusions in a form, without those that a baseline knows or that are not selected.

    Of the baseline only `rules` count, those that could be found; as a new baseline, the others of it stay.
    """
    if form != BASELINE:
        _require_form(form, FORMATS_OF_DRIFT)
    shown = result if form == BASELINE else _selected(result, baseline, selection, rules)
    unchecked = () if shown.compared else shown.notes
    match form:
        case _ if form == BASELINE:
            text = as_baseline(result.findings, _of_other_runs(baseline, rules))
        case "json":
            text = report.as_json(shown)
        case "sarif":
            text = as_sarif(shown.findings, version("estuary-docs"), result.passed_over, unchecked)
        case "github":
            text = report.as_annotations(shown.findings, result.passed_over, unchecked)
        case _:
            text = as_text(shown, paint, selection.limit)
    return Report(text, has_drift=bool(shown.findings))


def _selected(result: Drift, baseline: str | None, selection: Selection, rules: Collection[str]) -> Drift:
    findings: Sequence[Finding] = result.findings
    hidden = list(result.hidden)
    if baseline:
        entries = {key: files for key, files in _known(baseline).items() if key[1] in rules}
        findings = beyond(findings, entries, baseline)
        hidden += [(finding, f"{baseline} knows it") for finding in result.findings if finding not in findings]
    hidden += [(finding, "--rule or --severity leaves it out") for finding in findings if not selection.shows(finding)]
    return replace(
        result, findings=tuple(finding for finding in findings if selection.shows(finding)), hidden=tuple(hidden)
    )


def _of_other_runs(baseline: str | None, rules: Collection[str]) -> Known:
    """Return what a baseline knows by rules that this run cannot break; nothing where there is none yet.

    Raises ProjectError for a file that is none: somebody wrote it, and it would be written over.
    """
    if baseline is None or not lexists(baseline):
        return {}
    return {key: files for key, files in _known(baseline).items() if key[1] not in rules}


def _known(baseline: str) -> Known:
    from estuary_docs.project.artefacts import Target  # noqa: PLC0415 - few projects have a baseline

    text = Target(Path(baseline), "", baseline, root=Path(baseline).parent).current()
    if text is None:
        raise ProjectError(baseline, f"is not there; {FORM}")
    return read_baseline(text.decode(errors="replace"), baseline)


def _catalogue(project: Project, schema: str) -> "Catalogue":
    return replace(project, schema=schema).catalogue()


def schema_to_import(project: Project, schema: str | None, *, with_schema: bool) -> str | None:
    """Return the schema that whoever runs a command names, or lets the project name; None where none is imported.

    Raises ProjectError where the project is to name one, and names none.
    """
    if schema is None and with_schema and project.schema is None:
        raise ProjectError("--with-schema", f"{FILE} names no schema; leave it out, or give --schema")
    return schema or (project.schema if with_schema else None)


def _not_read(project: Project, imported: str | None) -> tuple[str, ...]:
    if project.passed_over:
        return (f"note: {FILE} was not read: it is nested too deeply",)
    if imported or project.schema is None:
        return ()
    return (f"note: the schema that {FILE} names was not imported; give --with-schema if you trust this project",)


def inspected(path: str) -> tuple[Path, Project, DriftSettings]:
    """Return the folder, the project that it belongs to, and that project's settings for it."""
    root = Path(path)
    if not root.is_dir():
        raise ProjectError(path, "is not a folder; name the one to inspect")
    root = root.resolve()
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    project = find_project(root)
    if not project.root.is_relative_to(top):
        project = Project(root, None)
    below = "" if root == project.root else root.relative_to(project.root).as_posix()
    return root, project, _settings(root, top, project, below)


def _settings(root: Path, top: Path, project: Project, below: str) -> DriftSettings:
    """Return the settings of pyproject.toml, or of the nearest `estuary-docs.toml` from a folder up to the top one."""
    folders = (folder for folder in (root, *root.parents) if folder.is_relative_to(top))
    own = next((folder / OWN_FILE for folder in folders if lexists(folder / OWN_FILE)), None)
    if own is None:
        text = _text(project.root / FILE) if project.drift else ""
        return read_settings(project.drift, FILE, text, below)
    if project.drift:
        raise ProjectError(OWN_FILE, f"{FILE} has settings of drift too; keep them in one of the two files")
    text = _text(own)
    below = "" if root == own.parent else root.relative_to(own.parent).as_posix()
    return read_own_settings(text, below)


def _text(path: Path) -> str:
    try:
        return regular_bytes(path.parent, path.name, MOST_BYTES).decode(errors="replace")
    except OSError as error:
        raise ProjectError(path.name, f"cannot be read: {error.strerror}") from None


def _require_form(form: str, forms: Sequence[str]) -> None:
    if form not in forms:
        raise ProjectError("--format", f"choose one of {', '.join(forms)}")
