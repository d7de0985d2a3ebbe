"""The programs that the package installs: a group whose commands are imported when they run."""

from importlib import import_module

import click

from estuary_docs.cli.base import WithExample

# What `estuary-docs --help` says of each command, so that asking for help imports none of them.
COMMANDS = {
    "adopt": "Draft a schema for a project that has none.",
    "audit": "Verify the audit log of rotation.",
    "check": "Show every generated file that is not current.",
    "drift": "Find where documents, deployments, code and schema disagree.",
    "explain": "Show everything about one variable.",
    "generate": "Write every generated file of the project that is stale.",
    "init": "Set up a project.",
    "inventory": "List every place that names a variable.",
    "rotate": "Replace a key in a store, one step per call.",
    "show": "Print one rendering of the schema.",
    "site": "Add assets and downloads to a site that another generator built.",
    "validate": "Check an environment, or an env file.",
}


class Program(WithExample, click.Group):
    """A group of the commands that `COMMANDS` names."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's own
        """Import a command; return None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"estuary_docs.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's own
        """Write the names of the commands and what each does."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Program, epilog="estuary-docs check", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="estuary-docs")
def main() -> None:
    """Generate and check the documentation, example file and validators of a service from one schema."""
