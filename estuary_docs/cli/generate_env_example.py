"""`generate-env-example`."""

from pathlib import Path

import click

from estuary_docs.cli.base import Command
from estuary_docs.cli.options import load, profile_option, schema_option, yes_option
from estuary_docs.cli.terminal import as_options, report_stale, show_text, write_generated


@click.command(cls=Command, epilog="generate-env-example --profile production --output -")
@click.option("--output", metavar="PATH", help="File to write; - prints it. [default: .env.example]")
@profile_option
@click.option("--check", is_flag=True, help="Write nothing; show how the file differs, and exit with 1 if it does.")
@yes_option
@schema_option
def generate_env_example(
    *, output: str | None, profile: str | None, check: bool, yes: bool, schema: str | None
) -> None:
    """Write .env.example, with every variable of the schema, for one profile."""
    project, catalogue = load(schema, profile)
    from estuary_docs.renderers import render

    text = render(catalogue, "env-example")
    if output == "-":
        show_text(text)
        return
    from estuary_docs.project.artefacts import Target

    default = ".env.example" if profile is None else f".env.{profile}.example"
    target = Target(Path(output) if output else project.root / default, text, output or default)
    if check:
        report_stale(
            catalogue, [target], f"generate-env-example{as_options(output=output, profile=profile, schema=schema)}"
        )
    else:
        write_generated(project, catalogue, [target], yes=yes)
