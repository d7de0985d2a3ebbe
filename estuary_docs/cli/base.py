"""What every command has: an example below its help, and errors that are one line each."""

import click

from estuary_docs.errors import EstuaryDocsError, SchemaError

DRIFT = 1
WRONG = 2


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
