"""`estuary-docs audit verify`."""

from pathlib import Path

import click
from click.exceptions import Exit

from estuary_docs.cli.base import DRIFT, Command
from estuary_docs.cli.options import alternatives, load, schema_option
from estuary_docs.cli.terminal import show_text


@click.command(cls=Command, epilog="estuary-docs audit verify")
@click.argument("action", metavar="verify", type=click.Choice(["verify"]))
@click.option("--store", "stores", metavar="NAME", multiple=True, help="Store whose tags are compared; repeatable.")
@click.option("--log", metavar="FILE", help="Audit log to verify.")
@click.option(
    "--format",
    "form",
    metavar="markdown|json",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    help="Form of the evidence.",
    shell_complete=alternatives,
)
@schema_option
def audit(*, action: str, stores: tuple[str, ...], log: str | None, form: str, schema: str | None) -> None:  # noqa: ARG001 - there is one action
    """Verify the audit log of rotation, and print the evidence: who rotated what and when, and what is overdue.

    It checks that no line was changed or taken away and that every rotation happened within the schema's period. With
    --store it also compares the log with the tags in the store. It exits with 1 if something is wrong.
    """
    from estuary_docs.stores.audit import FILE, Log
    from estuary_docs.stores.evidence import as_json, as_markdown, evidence

    project, catalogue = load(schema)
    report = evidence(catalogue, Log(Path(log) if log else project.root / FILE), stores)
    show_text((as_json if form == "json" else as_markdown)(report))
    raise Exit(DRIFT if report.problems else 0)
