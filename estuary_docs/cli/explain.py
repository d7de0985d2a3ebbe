"""`estuary-docs explain`."""

from collections.abc import Iterable

import click

from estuary_docs.cli.base import Command
from estuary_docs.cli.options import completed, load, schema_option
from estuary_docs.cli.terminal import show_text


def _names(ctx: click.Context) -> Iterable[str]:
    return sorted(load(ctx.params.get("schema"))[1].known_names)


@click.command(cls=Command, epilog="estuary-docs explain JWT_SECRET")
@click.argument("name", metavar="NAME", shell_complete=completed(_names))
@schema_option
def explain(*, name: str, schema: str | None) -> None:
    """Show everything about one variable."""
    _project, catalogue = load(schema)
    from estuary_docs.cli.explanation import explain as explanation

    show_text(explanation(catalogue, name))
