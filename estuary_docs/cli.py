"""The command line: parse and print, nothing else. Each command imports what it needs when it runs."""

import gc
import sys
from collections.abc import Callable, Iterable
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from estuary_docs.errors import EstuaryDocsError, ProjectError, SchemaError

if TYPE_CHECKING:
    from estuary_docs.artefacts import Target
    from estuary_docs.catalogue import Catalogue
    from estuary_docs.project import Project

DRIFT = 1
WRONG = 2
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class WithExample(click.Command):
    """A command whose help ends with an example."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's own
        """Write the example as it stands."""
        formatter.write(f"\nExample:\n  {self.epilog}\n")


class Command(WithExample):
    """A command that says what is wrong in one line each, on standard error, and exits with 2."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn the engine's errors into lines."""
        try:
            return super().invoke(ctx)
        except EstuaryDocsError as error:
            errors = (error, *error.also) if isinstance(error, SchemaError) else (error,)
            for each in errors:
                click.echo(f"{ctx.command_path}: {each}", err=True)
            ctx.exit(WRONG)


class Group(WithExample, click.Group):
    """Commands that end as `Command` does."""

    command_class = Command


schema_option = click.option("--schema", metavar="MODULE:CLASS", help="Schema to use instead of the project's own.")
profile_option = click.option("--profile", metavar="PROFILE", help="Profile to speak of; the default one if left out.")


@click.command(cls=Command, epilog="generate-env-example --profile production --output -")
@click.option("--output", metavar="PATH", help="File to write; - prints it. Left out: .env.example in the project.")
@profile_option
@click.option("--check", is_flag=True, help="Write nothing; show how the file differs, and exit with 1 if it does.")
@schema_option
def generate_env_example(*, output: str | None, profile: str | None, check: bool, schema: str | None) -> None:
    """Write .env.example, with every variable of the schema, for one profile."""
    project, catalogue = _load(schema, profile)
    from estuary_docs.renderers import render

    text = render(catalogue, "env-example")
    if output == "-":
        _print(text)
        return
    from estuary_docs.artefacts import Target, write

    default = ".env.example" if profile is None else f".env.{profile}.example"
    target = Target(Path(output) if output else project.root / default, text, output or default)
    if check:
        _report(catalogue, [target], f"generate-env-example{_options(output=output, profile=profile, schema=schema)}")
    else:
        _say_written(write([target]))


@click.group(cls=Group, epilog="estuary-docs check", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="estuary-docs")
def main() -> None:
    """Keep the documentation, the example file and the checks of a service's environment true to one schema."""


@main.command(epilog="estuary-docs generate")
@schema_option
def generate(*, schema: str | None) -> None:
    """Write every generated file of the project that is stale."""
    project, catalogue = _load(schema)
    from estuary_docs.artefacts import targets, write

    _say_written(write(targets(project, catalogue)))


@main.command(epilog="estuary-docs check", short_help="Show every generated file that is not current.")
@schema_option
def check(*, schema: str | None) -> None:
    """Say nothing if every generated file is current; otherwise show each difference, and exit with 1."""
    project, catalogue = _load(schema)
    from estuary_docs.artefacts import orphans, targets

    _report(
        catalogue,
        targets(project, catalogue),
        f"estuary-docs generate{_options(schema=schema)}",
        orphans(project, catalogue),
    )


@main.command(epilog="estuary-docs show env --profile production --set PORT=8080")
@click.argument("format_name", metavar="FORMAT")
@profile_option
@click.option("--set", "settings", metavar="NAME=VALUE", multiple=True, help="Setting to make; may be given again.")
@click.option("--with", "secrets", metavar="SECRET", multiple=True, help="Optional secret to use; may be given again.")
@schema_option
def show(
    *, format_name: str, profile: str | None, settings: tuple[str, ...], secrets: tuple[str, ...], schema: str | None
) -> None:
    """Print one rendering of the schema to standard output; a wrong FORMAT lists them all."""
    _project, catalogue = _load(schema, profile)
    from estuary_docs.renderers import render

    if settings or secrets:
        from estuary_docs.choices import choose, doubts
        from estuary_docs.runtimes.problems import report

        catalogue = choose(catalogue, settings, secrets)
        _print(report(catalogue.profile, doubts(catalogue), "text"), sys.stderr)
    text = render(catalogue, format_name, for_copying=True)
    _print(text if text.endswith("\n") else f"{text}\n")


@main.command(epilog="estuary-docs explain JWT_SECRET")
@click.argument("name", metavar="NAME")
@schema_option
def explain(*, name: str, schema: str | None) -> None:
    """Tell everything about one variable."""
    _project, catalogue = _load(schema)
    from estuary_docs.explanation import explain as explanation

    _print(explanation(catalogue, name))


@main.command(
    epilog="estuary-docs validate --env-file .env.example",
    context_settings={"allow_interspersed_args": False},
    short_help="Judge an environment, or an env file.",
)
@click.option("--env-file", metavar="F", help="Judge this file; before a command, under the environment.")
@click.option("--secrets-dir", metavar="D", help="Folder with a file named after each secret.")
@click.option("--format", "report_format", metavar="text|json|github", default="text", help="Form of the report.")
@profile_option
@schema_option
@click.argument("command", nargs=-1, type=click.UNPROCESSED, metavar="[-- COMMAND...]")
def validate(  # noqa: PLR0913 - the options of the command
    *,
    env_file: str | None,
    secrets_dir: str | None,
    report_format: str,
    profile: str | None,
    schema: str | None,
    command: tuple[str, ...],
) -> None:
    """Judge the environment, or an env file, report every problem at once, and start COMMAND if there is no error."""
    project, catalogue = _load(schema, profile)
    from estuary_docs.runtimes.problems import FORMATS, report
    from estuary_docs.runtimes.program import environment, execute
    from estuary_docs.runtimes.validator import UsageError
    from estuary_docs.tables import validator
    from estuary_docs.verdict_report import lines

    if report_format not in FORMATS:
        raise ProjectError("--format", f"choose one of {', '.join(FORMATS)}")
    try:
        verdict = validator(catalogue).verdict(
            environment(), profile, env_file, secrets_dir, with_environ=bool(command)
        )
    except UsageError as error:
        raise ProjectError("--env-file", str(error)) from None
    if report_format == "text":
        told = lines(verdict, catalogue.title, env_file, project.documentation, click.style)
        text = "".join(f"{line}\n" for line in told)
    else:
        text = report(verdict.profile, verdict.problems, report_format, env_file)
    _print(text, sys.stderr if command else sys.stdout)
    sys.exit(execute(list(command), verdict.environ) if command and not verdict.exit_code else verdict.exit_code)


def _load(schema: str | None, profile: str | None = None) -> "tuple[Project, Catalogue]":
    # A command ends before garbage matters; looking for it among thousands of variables takes a tenth of the time.
    gc.disable()
    from estuary_docs.project import find_project

    project = find_project(Path.cwd(), schema)
    catalogue = project.catalogue()
    gc.freeze()  # The interpreter looks for garbage once more when it ends.
    return project, catalogue if profile is None else catalogue.in_profile(profile)


def _report(catalogue: "Catalogue", wanted: "list[Target]", remedy: str, orphaned: Iterable[str] = ()) -> None:
    from estuary_docs.drift_report import differences

    stale = [target for target in wanted if not target.is_current()]
    lines = [line for target in stale for line in differences(target, catalogue)]
    if stale:
        lines.append(f"To mend it: {remedy}")
    lines += [
        f"{path}: orphaned; it carries the notice and is on no list. "
        "To mend it: delete it, or add it to [tool.estuary-docs.artefacts]"
        for path in orphaned
    ]
    if lines:
        _print("\n".join(lines) + "\n")
        sys.exit(DRIFT)


def _options(**options: str | None) -> str:
    from shlex import quote

    return "".join(f" --{name} {quote(text)}" for name, text in options.items() if text is not None)


def _say_written(written: "list[Target]") -> None:
    for target in written:
        click.echo(f"wrote {target.shown}")
    if not written:
        click.echo("nothing to write: every file is current")


def _print(text: str, stream: TextIO | None = None) -> None:
    """Write text as UTF-8 with its own line ends, whatever the terminal's locale, and in colour only to a terminal."""
    from estuary_docs.runtimes.program import write

    stream = stream or sys.stdout
    coloured = stream is not None and stream.isatty() and "NO_COLOR" not in environ
    write(text if coloured else click.unstyle(text), stream)
