"""`estuary-docs generate`."""

import click

from estuary_docs.cli.base import Command
from estuary_docs.cli.options import load, schema_option, yes_option
from estuary_docs.cli.terminal import write_generated


@click.command(cls=Command, epilog="estuary-docs generate")
@yes_option
@schema_option
def generate(*, yes: bool, schema: str | None) -> None:
    """Write every generated file of the project that is stale.

    A file that was not generated is replaced only after asking, and then kept as NAME.orig. What someone edited in a
    generated file is shown before it is lost.
    """
    project, catalogue = load(schema)
    from estuary_docs.project.artefacts import targets

    write_generated(project, catalogue, targets(project, catalogue), yes=yes)
