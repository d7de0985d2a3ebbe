"""What several commands take, and what a shell completes: the schema, the profile, the folder."""

import gc
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from estuary_docs.errors import ProjectError

if TYPE_CHECKING:
    from estuary_docs.catalogue.model import Catalogue
    from estuary_docs.project.settings import Project

STRICT = "estuary_docs.strict"
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def schema_option(command: Decorated) -> Decorated:
    """Add the options that say which schema is read, and how strictly."""
    strict = click.option(
        "--strict",
        is_flag=True,
        expose_value=False,
        callback=lambda context, _, value: context.meta.update({STRICT: value}),
        help="Exit with 2 if something in a pydantic-settings class cannot be documented.",
    )
    schema = click.option(
        "--schema", metavar="MODULE:CLASS", help="Schema to use instead of the project's; separate several with commas."
    )
    return schema(strict(command))


def completed(offer: Callable[[click.Context], Iterable[str]]) -> Callable[..., list[str]]:
    """Return what completes a word for a shell; a project that cannot be read offers nothing and prints nothing."""

    def complete(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
        from contextlib import redirect_stderr, redirect_stdout
        from io import StringIO

        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            try:
                return [word for word in offer(ctx) if word.startswith(incomplete)]
            except Exception:  # noqa: BLE001 - a word that a shell completes is no place for errors
                return []

    return complete


def alternatives(_context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return what completes a word that is one of those in the parameter's metavar."""
    return [word for word in str(parameter.metavar).split("|") if word.startswith(incomplete)]


def _profiles(ctx: click.Context) -> Iterable[str]:
    return load(ctx.params.get("schema"))[1].profiles


def load(schema: str | None, profile: str | None = None, *, reservations: bool = True) -> "tuple[Project, Catalogue]":
    """Return the project around the working directory and its catalogue, in a profile; print what it cannot say.

    Without `reservations` that is not printed: the class itself is asked. Raises ProjectError, also where `--strict`
    refuses what the catalogue cannot say, or SchemaError.
    """
    # A command ends before garbage matters; looking for it among thousands of variables takes a tenth of the time.
    gc.disable()
    from estuary_docs.project.settings import find_project

    project = find_project(Path.cwd(), schema)
    catalogue = project.catalogue()
    # A shell that completes a word is in no command.
    context = click.get_current_context(silent=True)
    strict = context is not None and context.meta.get(STRICT, False)
    left = project.open_reservations(catalogue)
    for line in left if reservations or strict else ():
        click.echo(f"warning: {line}", err=True)
    if left and strict:
        raise ProjectError("--strict", f"{len(left)} things in this class cannot be documented (listed above)")
    gc.freeze()  # The interpreter looks for garbage once more when it ends.
    return project, catalogue if profile is None else catalogue.in_profile(profile, "--profile")


profile_option = click.option(
    "--profile",
    metavar="PROFILE",
    help="Profile to use instead of the default profile.",
    shell_complete=completed(_profiles),
)
yes_option = click.option("--yes", is_flag=True, help="Replace without asking what was not generated.")
with_schema_option = click.option(
    "--with-schema", is_flag=True, help="Import the schema that PATH's project names, which runs its code."
)
path_argument = click.argument("path", metavar="[PATH]", default=".")
