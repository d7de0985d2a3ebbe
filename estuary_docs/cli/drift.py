"""`estuary-docs drift`."""

import sys
from pathlib import Path

import click
from click.exceptions import Exit

from estuary_docs.cli.base import DRIFT, Command
from estuary_docs.cli.options import alternatives, path_argument, with_schema_option
from estuary_docs.cli.terminal import progress, say_written, show_text
from estuary_docs.errors import ProjectError


@click.command(cls=Command, epilog="estuary-docs drift docs")
@path_argument
@click.option("--schema", metavar="MODULE:CLASS", help="Schema to import and to compare with.")
@with_schema_option
@click.option("--no-schema", "without", is_flag=True, hidden=True, help="What holds anyway.")
@click.option(
    "--store",
    "stores",
    metavar="NAME",
    multiple=True,
    help="Compare the schema with this store by names and ages; repeatable.",
)
@click.option(
    "--format",
    "form",
    metavar="text|json|sarif|github",
    default="text",
    help="Form of the report.",
    shell_complete=alternatives,
)
@click.option("--rule", "rules", metavar="RULE", multiple=True, help="Show only findings of this rule; repeatable.")
@click.option("--severity", metavar="error|warning", help="Show only findings of this severity.")
@click.option("--limit", metavar="N", type=click.IntRange(0), help="Show at most N entries in the text report.")
@click.option(
    "--explain",
    metavar="NAME",
    is_flag=False,
    flag_value="",
    help="Show where a variable is named, and why it is reported or not.",
)
@click.option("--baseline", metavar="FILE", help="File with known findings, which are not reported.")
@click.option("--update-baseline", "update", is_flag=True, help="Write the current findings to the baseline.")
def drift(  # noqa: PLR0913 - the options of the command
    *,
    path: str,
    schema: str | None,
    with_schema: bool,
    without: bool,
    stores: tuple[str, ...],
    form: str,
    rules: tuple[str, ...],
    severity: str | None,
    limit: int | None,
    explain: str | None,
    baseline: str | None,
    update: bool,
) -> None:
    """Find where documents, examples, deployments, code and schema below PATH disagree; exit with 1 if they do.

    Nothing of what is inspected is run. In a project that you trust, --with-schema imports its schema and compares
    everything with it. --store imports the schema too: it compares it with a store of secrets instead, and asks for no
    value.
    """
    from estuary_docs.drift.commands import BASELINE, Report, Selection, drift_report

    if update and baseline is None:
        raise ProjectError("--update-baseline", "needs the file: give --baseline FILE")
    if without and (schema or with_schema):
        raise ProjectError("--no-schema", "contradicts --schema and --with-schema; leave it out")
    form = BASELINE if update else form
    selection = Selection(rules, severity, limit, explain)
    if stores and (without or explain is not None):
        raise ProjectError("--store", "takes neither --no-schema nor --explain; leave them out")
    report: Report
    if stores:
        from estuary_docs.drift.store_commands import store_report

        report = store_report(path, stores, schema, form, click.style, baseline=baseline, selection=selection)
    else:
        with progress() as tell:
            report = drift_report(
                path, schema, form, tell, click.style, with_schema=with_schema, baseline=baseline, selection=selection
            )
    if update and baseline:
        from estuary_docs.project.artefacts import Target, write

        say_written(write([Target(Path(baseline), report.text, baseline, root=Path(baseline).parent)]))
        return
    show_text(report.text)
    show_text("".join(f"{note}\n" for note in report.notes), sys.stderr)
    raise Exit(DRIFT if report.has_drift else 0)
