"""The reference of the command line, held against the commands."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from markdown import markdown

from estuary_docs.cli import base
from estuary_docs.site.command_reference import commands, every_command, options
from tests.cli.test_cli import COMMANDS
from tests.conftest import ROOT
from tests.sites import Page

if TYPE_CHECKING:
    import click

CONTEXTS = list(every_command())
PAGE = (ROOT / "docs" / "tool" / "commands.md").read_text(encoding="utf-8")


def section(path: str) -> str:
    """Return what the reference says of a command."""
    return commands().split(f"{{#{path.replace(' ', '-')}}}\n", 1)[1].split("\n##", 1)[0]


def test_the_reference_has_every_command_and_no_other() -> None:
    """What the package installs is what the page describes."""
    assert {context.command_path: context.command for context in CONTEXTS} == COMMANDS


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda context: context.command_path)
def test_a_command_has_its_usage_its_options_and_its_example(context: Any) -> None:
    """Each option stands there with what it does and its default, as do the command's purpose and example."""
    command: click.Command = context.command
    told = " ".join(Page(markdown(section(context.command_path), extensions=["tables", "fenced_code"])).text.split())
    assert f"$ {context.command_path} [OPTIONS]" in told
    assert f"$ {command.epilog}" in told
    assert " ".join((command.help or "").split()) in told
    for parameter in command.get_params(context):
        assert all(name in told for name in parameter.opts if name.startswith("-"))
        assert (parameter.make_metavar(context) or "") in told or getattr(parameter, "is_flag", False)
    assert all(meaning for meaning in options(context).values())
    assert ("-h, --help" in options(context)) == (context.command_path.split()[0] == "estuary-docs")


def test_a_default_is_told() -> None:
    """An option that has a default says so."""
    assert "Form of the report. Default: `text`." in section("estuary-docs validate")


def test_the_page_shows_the_reference_and_tells_every_exit_code() -> None:
    """The page computes the reference, and explains each code that the command line exits with."""
    assert "{{ commands() }}" in PAGE
    for code in (0, base.DRIFT, base.WRONG):
        assert f"| {code} |" in PAGE


def test_the_built_page_has_every_command(site: Path) -> None:
    """On the site each command has its place."""
    page = Page((site / "tool" / "commands" / "index.html").read_text(encoding="utf-8"))
    assert {context.command_path.replace(" ", "-") for context in CONTEXTS} <= set(page.ids)
    assert "--secrets-dir D" in page.text
