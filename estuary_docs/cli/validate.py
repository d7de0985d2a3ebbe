"""`estuary-docs validate`."""

import sys

import click
from click.exceptions import Exit

from estuary_docs.cli.base import Command
from estuary_docs.cli.options import alternatives, load, profile_option, schema_option
from estuary_docs.cli.terminal import show_text
from estuary_docs.errors import ProjectError


@click.command(
    cls=Command,
    epilog="estuary-docs validate --env-file .env.example",
    context_settings={"allow_interspersed_args": False},
)
@click.option("--env-file", metavar="F", help="Check this file; before a command, under the environment.")
@click.option("--secrets-dir", metavar="D", help="Folder with a file named after each secret.")
@click.option(
    "--format",
    "report_format",
    metavar="text|json|github",
    default="text",
    help="Form of the report.",
    shell_complete=alternatives,
)
@click.option("--no-defaults", is_flag=True, help="Start COMMAND without the defaults of the profile.")
@click.option("--approximate", is_flag=True, help="Check against the catalogue; do not run a pydantic-settings class.")
@profile_option
@schema_option
@click.argument("command", nargs=-1, type=click.UNPROCESSED, metavar="[-- COMMAND...]")
def validate(  # noqa: PLR0913 - the options of the command
    *,
    env_file: str | None,
    secrets_dir: str | None,
    report_format: str,
    no_defaults: bool,
    approximate: bool,
    profile: str | None,
    schema: str | None,
    command: tuple[str, ...],
) -> None:
    """Check the environment, or an env file, report every problem at once, and start COMMAND if there is no error."""
    project, catalogue = load(schema, profile, reservations=approximate)
    from estuary_docs.cli.verdict_report import lines
    from estuary_docs.runtimes.python.problems import FORMATS, UsageError, report
    from estuary_docs.runtimes.python.program import environment, execute
    from estuary_docs.schemas.loading import is_foreign
    from estuary_docs.validation.tables import validator
    from estuary_docs.vocabulary.kinds import Described

    if report_format not in FORMATS:
        raise ProjectError("--format", f"choose one of {', '.join(FORMATS)}")
    try:
        if project.schema and is_foreign(project.schema, project.root) and not approximate:
            from estuary_docs.schemas.foreign import trials

            verdict = trials.verdict(
                trials.Schema(project.schema, project.root, catalogue),
                environment(),
                env_file,
                secrets_dir,
                with_environ=bool(command),
            )
        else:
            unjudged = [variable.name for variable in catalogue.variables if isinstance(variable.kind, Described)]
            if approximate and unjudged:
                click.echo(f"warning: checked only for being text: {', '.join(unjudged)}", err=True)
            verdict = validator(catalogue).verdict(
                environment(), profile, env_file, secrets_dir, with_environ=bool(command)
            )
    except UsageError as error:
        raise ProjectError("--env-file", str(error)) from None
    if report_format == "text":
        report_lines = lines(verdict, catalogue, env_file, project.documentation, click.style)
        text = "".join(f"{line}\n" for line in report_lines)
    else:
        text = report(verdict.profile, verdict.problems, report_format, env_file)
    show_text(text, sys.stderr if command else sys.stdout)
    if not command or verdict.exit_code:
        raise Exit(verdict.exit_code)
    raise Exit(execute(list(command), verdict.environ if no_defaults else verdict.environ_with_defaults))
