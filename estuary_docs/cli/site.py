"""`estuary-docs site`."""

from pathlib import Path

import click

from estuary_docs.cli.base import Command
from estuary_docs.cli.options import load, schema_option
from estuary_docs.cli.terminal import say_written
from estuary_docs.errors import ProjectError


@click.command(cls=Command, epilog="estuary-docs site public")
@click.argument("folder", type=click.Path(path_type=Path))
@schema_option
def site(folder: Path, schema: str | None) -> None:
    """Add assets, downloads, pages at old addresses and files for servers to the site in FOLDER.

    mkdocs and ProperDocs write them in a hook. Run this after a generator without hooks, such as Zensical.
    """
    project, catalogue = load(schema)
    from estuary_docs.project.artefacts import write
    from estuary_docs.site.beside import beside_the_pages
    from estuary_docs.site.configuration import FILES_FOR_SERVERS, configuration
    from estuary_docs.site.site_files import site_files

    if not any(folder.rglob("*.html")):
        raise ProjectError(str(folder), "holds no page; build the site there first")
    config = configuration(project.root, folder)
    written = write(beside_the_pages(catalogue, config))
    if FILES_FOR_SERVERS in config["modules"]:
        written += write(site_files(catalogue, config))
    say_written(written)
