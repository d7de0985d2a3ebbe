"""`estuary-docs inventory`."""

import sys

import click

from estuary_docs.cli.base import Command
from estuary_docs.cli.options import alternatives, path_argument, with_schema_option
from estuary_docs.cli.terminal import progress, show_text


@click.command(cls=Command, epilog="estuary-docs inventory docs --format json")
@path_argument
@click.option(
    "--format", "form", metavar="text|json", default="text", help="Form of the report.", shell_complete=alternatives
)
@click.option("--schema", metavar="MODULE:CLASS", help="Schema to import, whose secrets are not shown either.")
@with_schema_option
def inventory(*, path: str, form: str, schema: str | None, with_schema: bool) -> None:
    """List every place below PATH that names an environment variable; nothing of what is inspected is run."""
    from estuary_docs.drift.commands import inventory_report

    with progress() as tell:
        report = inventory_report(path, schema, form, tell, with_schema=with_schema)
    show_text(report.text)
    show_text("".join(f"{note}\n" for note in report.notes), sys.stderr)
