"""`estuary-docs show`."""

import sys
from collections.abc import Iterable

import click

from estuary_docs.cli.base import Command
from estuary_docs.cli.options import completed, load, profile_option, schema_option
from estuary_docs.cli.terminal import show_text


def _formats(ctx: click.Context) -> Iterable[str]:  # noqa: ARG001 - the same everywhere
    from estuary_docs.renderers import RENDERERS

    return RENDERERS


@click.command(cls=Command, epilog="estuary-docs show env --profile production --set PORT=8080")
@click.argument("format_name", metavar="FORMAT", shell_complete=completed(_formats))
@profile_option
@click.option("--set", "settings", metavar="NAME=VALUE", multiple=True, help="Setting to make; may be given again.")
@click.option("--with", "secrets", metavar="SECRET", multiple=True, help="Optional secret to use; may be given again.")
@click.option("--store", metavar="NAME", help="Store that the rendering is about, or a kind of store.")
@schema_option
def show(  # noqa: PLR0913 - the options of the command
    *,
    format_name: str,
    profile: str | None,
    settings: tuple[str, ...],
    secrets: tuple[str, ...],
    store: str | None,
    schema: str | None,
) -> None:
    """Print one rendering of the schema to standard output; a wrong FORMAT lists them all."""
    _project, catalogue = load(schema, profile)
    from estuary_docs.renderers import render

    if store:
        from estuary_docs.stores.policy import with_store

        catalogue = with_store(catalogue, store)
    if settings or secrets:
        from estuary_docs.runtimes.python.problems import report
        from estuary_docs.validation.choices import choose, doubts

        catalogue = choose(catalogue, settings, secrets)
        show_text(report(catalogue.profile, doubts(catalogue), "text"), sys.stderr)
    text = render(catalogue, format_name, for_copying=True)
    show_text(text if text.endswith("\n") else f"{text}\n")
