"""The reference of the command line, as Markdown that is computed from the commands themselves."""

from collections.abc import Iterator
from importlib.metadata import distribution
from typing import Any

from estuary_docs.renderers.files.table import code, text
from estuary_docs.renderers.writing import html
from estuary_docs.renderers.writing.text import paragraphs

DISTRIBUTION = "estuary-docs"
HEAD = "| Option | What it does |\n| --- | --- |"

# Commands, options and contexts are click's, which the command line alone imports.
Command = Any
Option = Any
Context = Any


def commands() -> str:
    """Return a section for each command of the programs that the package installs."""
    return "\n\n".join(part for context in every_command() for part in _section(context))


def every_command() -> Iterator[Context]:
    """Yield the context of each program that the package installs, and of each command of it."""
    for program in sorted(distribution(DISTRIBUTION).entry_points.select(group="console_scripts")):
        yield from _contexts(program.load(), program.name, None)


def options(context: Context) -> dict[str, str]:
    """Return what each option of a command does, by how it is written."""
    return {
        _spelling(parameter, context): _meaning(parameter, context)
        for parameter in context.command.get_params(context)
        if parameter.param_type_name == "option"
    }


def _contexts(command: Command, name: str, parent: Context | None) -> Iterator[Context]:
    context = command.context_class(command, info_name=name, parent=parent, **command.context_settings)
    yield context
    for below in command.list_commands(context) if hasattr(command, "list_commands") else ():
        yield from _contexts(command.get_command(context, below), below, context)


def _section(context: Context) -> Iterator[str]:
    path = context.command_path
    usage = " ".join((path, *context.command.collect_usage_pieces(context)))
    # A program's heading is not the name of the tool alone, which parts of a site may have as well.
    title, level = (path, 3) if context.parent else (f"Program {path}", 2)
    yield html.heading(level, title, path.replace(" ", "-"))
    yield f"```console\n$ {usage}\n```"
    yield from map(text, paragraphs(context.command.help))
    yield "\n".join((HEAD, *(f"| {code(option)} | {meaning} |" for option, meaning in options(context).items())))
    yield f"Example:\n\n```console\n$ {context.command.epilog}\n```"


def _spelling(option: Option, context: Context) -> str:
    names = ", ".join((*option.opts, *option.secondary_opts))
    return names if option.is_flag else f"{names} {option.make_metavar(context)}"


def _meaning(option: Option, context: Context) -> str:
    default = option.get_default(context, call=False)
    return text(option.help) + (f" Default: {code(default)}." if isinstance(default, str) else "")
