"""`estuary-docs drift`."""

from pathlib import Path

import click
from click.exceptions import Exit

from estuary_docs.cli.base import DRIFT, Command
from estuary_docs.cli.options import alternatives, path_argument
from estuary_docs.cli.terminal import progress, say_written, show_text
from estuary_docs.errors import ProjectError


@click.command(cls=Command, epilog="estuary-docs drift docs")
@path_argument
@click.option(
    "--schema", metavar="MODULE:CLASS", help="Schema to import, instead of the one that PATH's project names."
)
@click.option("--no-schema", "without", is_flag=True, help="Import no schema, though PATH's project may name one.")
@click.option(
    "--format",
    "form",
    metavar="text|json|sarif|github",
    default="text",
    help="Form of the report.",
    shell_complete=alternatives,
)
@click.option("--baseline", metavar="FILE", help="File with known findings, which are not reported.")
@click.option("--update-baseline", "update", is_flag=True, help="Write the current findings to the baseline.")
def drift(  # noqa: PLR0913 - the options of the command
    *, path: str, schema: str | None, without: bool, form: str, baseline: str | None, update: bool
) -> None:
    """Find where documents, examples, deployments, code and schema below PATH disagree; exit with 1 if they do.

    Nothing of what is inspected is run, except that the schema is imported: the one given, or the one that
    pyproject.toml names. Give --no-schema for a repository that you do not trust.
    """
    from estuary_docs.drift.commands import BASELINE, drift_report

    if update and baseline is None:
        raise ProjectError("--update-baseline", "needs the file: give --baseline FILE")
    known = None if update else baseline
    form = BASELINE if update else form
    with progress() as tell:
        report = drift_report(path, schema, form, tell, click.style, without_schema=without, baseline=known)
    if update and baseline:
        from estuary_docs.project.artefacts import Target, write

        say_written(write([Target(Path(baseline), report.text, baseline)]))
        return
    show_text(report.text)
    raise Exit(DRIFT if report.found else 0)
