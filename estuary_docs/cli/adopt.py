"""`estuary-docs adopt`."""

import click

from estuary_docs.cli.base import Command
from estuary_docs.cli.options import path_argument, with_schema_option
from estuary_docs.cli.terminal import progress, say_written


@click.command(cls=Command, epilog="estuary-docs adopt")
@path_argument
@with_schema_option
def adopt(*, path: str, with_schema: bool) -> None:
    """Write a first schema for the project in PATH, from what its code, examples, documents and deployments say.

    Nothing of the project is run. Run it again with --with-schema, which imports its schema, and it adds what is new;
    what you wrote stays.
    """
    from estuary_docs.adoption.adopt import adopt as adoption
    from estuary_docs.drift.commands import inspected
    from estuary_docs.drift.reading.inventory import inventory as taken
    from estuary_docs.drift.reading.limits import limited
    from estuary_docs.errors import ProjectError
    from estuary_docs.project.artefacts import write
    from estuary_docs.project.settings import FILE

    root, project, settings = inspected(path)
    if project.schema is not None and not with_schema:
        raise ProjectError(
            FILE, "names a schema, and adding to it imports it; give --with-schema if you trust this project"
        )
    with progress() as tell:
        found = taken(root, settings, tell).mentions
        with limited("drafting a schema of what all files say"):
            draft = adoption(project, found, root)
    say_written(write(draft.targets))
    doubts = sum(len(guess.doubts) for guess in draft.guesses)
    if draft.guesses:
        click.echo(f"New: {len(draft.guesses)}. Doubts: {doubts}; read the comments, then run estuary-docs generate")
