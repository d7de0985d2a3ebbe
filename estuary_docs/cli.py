"""The command line: parse and print, nothing else. Each command imports what it needs when it runs."""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from os import environ
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from estuary_docs.errors import EstuaryDocsError, ProjectError, SchemaError

if TYPE_CHECKING:
    from estuary_docs.artefacts import Target
    from estuary_docs.catalogue import Catalogue
    from estuary_docs.project import Project

DRIFT = 1
WRONG = 2
SECONDS_WITHOUT_A_BAR = 1
STRICT = "estuary_docs.strict"
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


def schema_option(command: Decorated) -> Decorated:
    """Add the options that say which schema is read, and how strictly."""
    strict = click.option(
        "--strict",
        is_flag=True,
        expose_value=False,
        callback=lambda context, _, given: context.meta.update({STRICT: given}),
        help="Exit with 2 if a pydantic-settings class says what the documentation cannot.",
    )
    schema = click.option(
        "--schema", metavar="MODULE:CLASS", help="Schema to use instead of the project's own; several with commas."
    )
    return schema(strict(command))


def _completed(offer: Callable[[click.Context], Iterable[str]]) -> Callable[..., list[str]]:
    """Return what completes a word for a shell; a project that cannot be read offers nothing and prints nothing."""

    def complete(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
        from contextlib import redirect_stderr, redirect_stdout
        from io import StringIO

        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            try:
                return [word for word in offer(ctx) if word.startswith(incomplete)]
            except EstuaryDocsError:
                return []

    return complete


def _alternatives(_context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return what completes a word that is one of those in the parameter's metavar."""
    return [word for word in str(parameter.metavar).split("|") if word.startswith(incomplete)]


def _formats(ctx: click.Context) -> Iterable[str]:  # noqa: ARG001 - the same everywhere
    from estuary_docs.renderers import RENDERERS

    return RENDERERS


def _profiles(ctx: click.Context) -> Iterable[str]:
    return _load(ctx.params.get("schema"))[1].profiles


def _names(ctx: click.Context) -> Iterable[str]:
    return sorted(_load(ctx.params.get("schema"))[1].known_names)


profile_option = click.option(
    "--profile",
    metavar="PROFILE",
    help="Profile to speak of; the default one if left out.",
    shell_complete=_completed(_profiles),
)


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
    from estuary_docs.artefacts import Target

    default = ".env.example" if profile is None else f".env.{profile}.example"
    target = Target(Path(output) if output else project.root / default, text, output or default)
    if check:
        _report(catalogue, [target], f"generate-env-example{_options(output=output, profile=profile, schema=schema)}")
    else:
        _write_generated([target])


@click.group(cls=Group, epilog="estuary-docs check", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="estuary-docs")
def main() -> None:
    """Keep the documentation, the example file and the checks of a service's environment true to one schema."""


@main.command(epilog="estuary-docs generate")
@schema_option
def generate(*, schema: str | None) -> None:
    """Write every generated file of the project that is stale.

    A file that somebody wrote, and git does not hold, is kept beside the one in its place, as NAME.orig.
    """
    project, catalogue = _load(schema)
    from estuary_docs.artefacts import targets

    _write_generated(targets(project, catalogue))


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
@click.argument("format_name", metavar="FORMAT", shell_complete=_completed(_formats))
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
@click.argument("name", metavar="NAME", shell_complete=_completed(_names))
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
@click.option(
    "--format",
    "report_format",
    metavar="text|json|github",
    default="text",
    help="Form of the report.",
    shell_complete=_alternatives,
)
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


format_of_inventory = click.option(
    "--format", "form", metavar="text|json", default="text", help="Form of the report.", shell_complete=_alternatives
)
path_argument = click.argument("path", metavar="[PATH]", default=".")


@main.command(epilog="estuary-docs inventory docs --format json", short_help="List every place that names a variable.")
@path_argument
@format_of_inventory
@click.option("--schema", metavar="MODULE:CLASS", help="Schema to import, whose secrets are not shown either.")
def inventory(*, path: str, form: str, schema: str | None) -> None:
    """List every place below PATH that names an environment variable; nothing of what is inspected is run."""
    from estuary_docs.drift.commands import inventory_report

    with _progress() as progress:
        report = inventory_report(path, schema, form, progress)
    _print(report.text)
    _print("".join(f"{note}\n" for note in report.notes), sys.stderr)


@main.command(epilog="estuary-docs drift docs", short_help="Hold documents, deployments and code against each other.")
@path_argument
@click.option(
    "--schema", metavar="MODULE:CLASS", help="Schema to import, instead of the one that PATH's project names."
)
@click.option("--no-schema", "without", is_flag=True, help="Import no schema, though PATH's project may name one.")
@click.option(
    "--format",
    "form",
    metavar="text|json|sarif|github",
    default="text",
    help="Form of the report.",
    shell_complete=_alternatives,
)
@click.option("--baseline", metavar="FILE", help="File with findings that are known, and not reported.")
@click.option("--update-baseline", "update", is_flag=True, help="Write what is found now into the baseline.")
def drift(  # noqa: PLR0913 - the options of the command
    *, path: str, schema: str | None, without: bool, form: str, baseline: str | None, update: bool
) -> None:
    """Find where documents, examples, deployments, code and schema below PATH disagree; exit with 1 if they do.

    Nothing of what is inspected is run, except that the schema is imported: the one given, or the one that
    pyproject.toml names. Give --no-schema for a repository that you do not trust.
    """
    from estuary_docs.drift.commands import BASELINE, drift_report

    if update and baseline is None:
        raise ProjectError("--update-baseline", "needs the file: give --baseline FILE")
    known = None if update else baseline
    form = BASELINE if update else form
    with _progress() as progress:
        report = drift_report(path, schema, form, progress, click.style, without_schema=without, baseline=known)
    if update and baseline:
        from estuary_docs.artefacts import Target, write

        _say_written(write([Target(Path(baseline), report.text, baseline)]))
        return
    _print(report.text)
    sys.exit(DRIFT if report.found else 0)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Yield what is told how many of how many files are read: a bar on a terminal, once that takes a second."""
    started = monotonic()
    with ExitStack() as stack:
        bars: list[Any] = []

        def tell(done: int, total: int) -> None:
            if not bars and sys.stderr.isatty() and monotonic() - started > SECONDS_WITHOUT_A_BAR:
                bars.append(stack.enter_context(click.progressbar(length=total, label="reading", file=sys.stderr)))
            for bar in bars:
                bar.update(done - bar.pos)

        yield tell


@main.command(epilog="estuary-docs init --yes", short_help="Set a project up.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--undo", "backwards", is_flag=True, help="Put back what the last run changed.")
@schema_option
def init(*, yes: bool, backwards: bool, schema: str | None) -> None:
    """Set up the project in this folder: settings, reference pages, a hook and a step in CI.

    It shows every change first, and asks. Run it twice, and nothing changes.
    """
    from estuary_docs.installation.install import carry_out, difference, plan, remarks, schema_of, undo
    from estuary_docs.project import find_project

    project = find_project(Path.cwd(), schema)
    if backwards:
        for path in undo(project):
            click.echo(f"put back {path}")
        return
    wanted = plan(project, schema_of(project))
    _print(difference(wanted))
    for line in remarks(project):
        click.echo(f"warning: {line}", err=True)
    if not wanted:
        click.echo("nothing to do: the project is set up")
        return
    if not (yes or _someone_answers()):
        raise ProjectError("--yes", "is not given, and nobody is here to ask; nothing was written")
    if not (yes or click.confirm(f"Write these {len(wanted)} files?", err=True)):
        click.echo("nothing was written")
        return
    carry_out(project, wanted)
    _say_written(wanted)
    click.echo("Next: estuary-docs generate. To go back: estuary-docs init --undo")


@main.command(epilog="estuary-docs adopt", short_help="Draft a schema from what a project says.")
@path_argument
def adopt(*, path: str) -> None:
    """Write a first schema for the project in PATH, from what its code, examples, documents and deployments say.

    Nothing of the project is run. Run it again, and it adds what is new; what you wrote stays.
    """
    from estuary_docs.adoption.adopt import adopt as adoption
    from estuary_docs.artefacts import write
    from estuary_docs.drift.commands import inspected
    from estuary_docs.drift.inventory import inventory as taken

    root, project, settings = inspected(path)
    with _progress() as progress:
        found = adoption(project, taken(root, settings, progress).mentions, root)
    _say_written(write(found.targets))
    doubts = sum(len(each.doubts) for each in found.guesses)
    if found.guesses:
        click.echo(f"New: {len(found.guesses)}. Doubts: {doubts}; read the comments, then run estuary-docs generate")


def _someone_answers() -> bool:
    return sys.stdin.isatty()


def _load(schema: str | None, profile: str | None = None) -> "tuple[Project, Catalogue]":
    # A command ends before garbage matters; looking for it among thousands of variables takes a tenth of the time.
    gc.disable()
    from estuary_docs.project import find_project

    project = find_project(Path.cwd(), schema)
    catalogue = project.catalogue()
    for line in catalogue.reservations:
        click.echo(f"warning: {line}", err=True)
    if catalogue.reservations and click.get_current_context().meta.get(STRICT):
        raise ProjectError(
            "--strict", f"the schema says more than its documentation can: {len(catalogue.reservations)} times"
        )
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


def _write_generated(wanted: "list[Target]") -> None:
    """Write generated files, and keep what somebody wrote in their place."""
    from estuary_docs.artefacts import write
    from estuary_docs.originals import originals

    kept = originals(wanted)
    written = write([*kept, *wanted])
    _say_written([target for target in written if target not in kept])
    for target in kept:
        click.echo(f"kept what was there before as {target.shown}")


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
