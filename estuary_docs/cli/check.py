"""`estuary-docs check`."""

import click

from estuary_docs.cli.base import Command
from estuary_docs.cli.options import load, schema_option
from estuary_docs.cli.terminal import as_options, report_stale


@click.command(cls=Command, epilog="estuary-docs check")
@schema_option
def check(*, schema: str | None) -> None:
    """Print nothing if every generated file is current; otherwise show each difference, and exit with 1."""
    project, catalogue = load(schema)
    from estuary_docs.project.artefacts import orphans, targets

    report_stale(
        catalogue,
        targets(project, catalogue),
        f"estuary-docs generate{as_options(schema=schema)}",
        orphans(project, catalogue),
    )
