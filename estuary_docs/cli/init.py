"""`estuary-docs init`."""

from dataclasses import replace
from pathlib import Path

import click

from estuary_docs.cli.base import Command
from estuary_docs.cli.options import schema_option
from estuary_docs.cli.terminal import require_answers, say_written, show_text


@click.command(cls=Command, epilog="estuary-docs init --yes")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--undo", "backwards", is_flag=True, help="Undo what `init`, and `generate` after it, changed.")
@schema_option
def init(*, yes: bool, backwards: bool, schema: str | None) -> None:
    """Set up the project in this folder: settings, reference pages, a hook and a step in CI.

    It shows every change first, and asks. Run it twice, and nothing changes.
    """
    from estuary_docs.installation.install import carry_out, difference, plan, remarks, schema_of, undo
    from estuary_docs.project.settings import find_project

    project = find_project(Path.cwd())
    if backwards:
        for path, what in undo(project).items():
            click.echo(f"{what} {path}")
        return
    named = schema_of(replace(project, schema=schema or project.schema))
    targets = plan(project, named)
    show_text(difference(targets))
    for line in remarks(project, named):
        click.echo(f"warning: {line}", err=True)
    if not targets:
        click.echo("nothing to do: the project is already set up")
        return
    if not yes:
        require_answers("write without asking")
    if not (yes or click.confirm(f"Write these {len(targets)} files?", err=True)):
        click.echo("nothing was written")
        return
    carry_out(project, targets)
    say_written(targets)
    click.echo("Next: estuary-docs generate. To go back: estuary-docs init --undo")
