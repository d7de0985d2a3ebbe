"""`estuary-docs adopt`."""

import click

from estuary_docs.cli.base import Command
from estuary_docs.cli.options import path_argument
from estuary_docs.cli.terminal import progress, say_written


@click.command(cls=Command, epilog="estuary-docs adopt")
@path_argument
def adopt(*, path: str) -> None:
    """Write a first schema for the project in PATH, from what its code, examples, documents and deployments say.

    Nothing of the project is run. Run it again, and it adds what is new; what you wrote stays.
    """
    from estuary_docs.adoption.adopt import adopt as adoption
    from estuary_docs.drift.commands import inspected
    from estuary_docs.drift.reading.inventory import inventory as taken
    from estuary_docs.project.artefacts import write

    root, project, settings = inspected(path)
    with progress() as tell:
        found = adoption(project, taken(root, settings, tell).mentions, root)
    say_written(write(found.targets))
    doubts = sum(len(each.doubts) for each in found.guesses)
    if found.guesses:
        click.echo(f"New: {len(found.guesses)}. Doubts: {doubts}; read the comments, then run estuary-docs generate")
