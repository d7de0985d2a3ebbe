"""Where drift stops being sure: small trees on either side of each limit, and what the commands say of them."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from estuary_docs.cli import program

OPTIONS = """use clap::Parser;

#[derive(Parser)]
struct Options {
    #[arg(long, env = "APP_HOST")]
    host: String,
    #[arg(long, env = "APP_PORT")]
    port: u16,
    #[arg(long, env = "APP_LEVEL")]
    level: String,
}

fn main() {
    Options::parse();
}
"""
LOADING = """package main

import (
    "example.com/elsewhere/settings"
    "github.com/kelseyhightower/envconfig"
)

func main() {
    var loaded settings.Settings
    envconfig.Process("app", &loaded)
}
"""


def report(command: str, root: Path, files: dict[str, str]) -> list[dict[str, Any]]:
    """Return what `inventory` or `drift` says of a tree: its mentions, or its findings."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    line = shlex.join([command, str(root), "--format", "json"])
    shown = json.loads(CliRunner().invoke(program.main, line, prog_name="estuary-docs").stdout)
    entries: list[dict[str, Any]] = shown["mentions" if command == "inventory" else "findings"]
    return entries


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


def named(root: Path, files: dict[str, str]) -> list[str]:
    """Return the names that a tree reads."""
    return [each["name"] for each in report("inventory", root, files) if each["role"] == "read"]


def reported(root: Path, files: dict[str, str]) -> set[tuple[str, str]]:
    """Return the names and rules of the findings in a tree."""
    return {(each["name"], each["rule"]) for each in report("drift", root, files)}


def table(**defaults: str) -> str:
    """Return a document that gives a default for each variable."""
    rows = "".join(f"| `{name}` | `{value}` |\n" for name, value in defaults.items())
    return f"| Variable | Default |\n| --- | --- |\n{rows}"


def structure(variable: str) -> str:
    """Return a file of Go that declares a structure with one variable."""
    return f'package settings\n\ntype Settings struct {{\n\tPort int `envconfig:"{variable}"`\n}}\n'


@pytest.mark.parametrize(
    ("folders", "names"),
    [(["one"], ["APP_PORT_ONE", "PORT_ONE"]), (["one", "two"], ["APP_*"])],
    ids=["unique", "ambiguous"],
)
def test_a_structure_of_a_name_that_two_files_declare_is_loaded_from_neither(
    tmp_path: Path, folders: list[str], names: list[str]
) -> None:
    """Nobody can say which of two is meant, so what is known of the names is their prefix."""
    files = {f"{folder}/settings/settings.go": structure(f"PORT_{folder.upper()}") for folder in folders}
    assert named(tmp_path, {**files, "cmd/main.go": LOADING}) == names


@pytest.mark.parametrize("reference", ["from .. import get", "from ..helpers import get"])
def test_a_relative_import_finds_the_helper_above(tmp_path: Path, reference: str) -> None:
    """A name that a module takes from the package above it is the helper declared there."""
    above = "shop/__init__.py" if reference == "from .. import get" else "shop/helpers.py"
    files = {
        above: 'import os\n\n\ndef get(name):\n    return os.environ["APP_" + name]\n',
        "shop/web/app.py": f'{reference}\n\nPORT = get("PORT")\n',
    }
    assert named(tmp_path, files) == ["APP_PORT"]


@pytest.mark.parametrize(
    ("example", "gap"),
    [
        ("APP_HOST=a\nAPP_PORT=1\n", {("APP_LEVEL", "read-but-undocumented")}),
        ("APP_HOST=a\n", set()),
        ("", set()),
    ],
    ids=["two of three", "one of three", "none"],
)
def test_options_need_a_place_in_documents_once_most_have_one(
    tmp_path: Path, example: str, gap: set[tuple[str, str]]
) -> None:
    """The help text describes an option; a gap is one where examples, too, name most of the others."""
    assert reported(tmp_path, {"src/main.rs": OPTIONS, ".env.example": example}) == gap


@pytest.mark.parametrize(("reads", "unread"), [(1, False), (2, True)])
def test_a_name_in_an_example_alone_is_ours_once_two_reads_share_its_prefix(
    tmp_path: Path, reads: int, *, unread: bool
) -> None:
    """One read of `SHOP_...` may be chance; after two, a third name that begins so and is never read is a finding."""
    lines = [f'os.environ["SHOP_{name}"]' for name in ("HOST", "PORT")[:reads]]
    files = {"app.py": "\n".join(["import os", *lines, ""]), "examples/window/.env.example": "SHOP_WINDOW=1\n"}
    assert (("SHOP_WINDOW", "never-read") in reported(tmp_path, files)) == unread


@pytest.mark.parametrize(("other", "conflict"), [("30", False), ("30s", False), ("40s", True), ("40", True)])
def test_a_unit_is_no_contradiction(tmp_path: Path, other: str, *, conflict: bool) -> None:
    """Documents that say `30` and `30s` agree; those that say two numbers do not."""
    files = {"README.md": table(APP_WAIT="30"), "docs/guide.md": table(APP_WAIT=other)}
    code = {"app.py": 'import os\n\nos.environ["APP_HOST"]\n'}
    assert (("APP_WAIT", "conflicting-documented-defaults") in reported(tmp_path, files | code)) == conflict


@pytest.mark.parametrize(
    ("fallback", "defaults"),
    [("digits", {"8"}), ('digits + "0"', {None, "80"}), ("`${digits}0`", {None, "80"}), ("`1${digits}`", {None, "18"})],
)
def test_a_part_of_a_default_is_no_default(tmp_path: Path, fallback: str, defaults: set[str | None]) -> None:
    """A helper that makes its default of an argument and more has the whole, or a default that is not known."""
    code = f"function number(text, digits) {{\n  return Number(text ?? {fallback});\n}}\n"
    code += 'export const port = number(process.env.APP_PORT, "8");\n'
    (read,) = report("inventory", tmp_path, {"app.js": code})
    assert read.get("default") in defaults


@pytest.mark.parametrize(
    ("second", "names"), [("one", ["APP_PORT"]), ("two", [])], ids=["the same twice", "one of two"]
)
def test_a_name_that_may_be_either_of_two_objects_is_neither(tmp_path: Path, second: str, names: list[str]) -> None:
    """A variable that is a reader of the environment first, and something else then, reads nothing for sure."""
    code = 'import * as one from "env-var";\nimport * as two from "other";\n'
    code += f'let reader = one;\nreader = {second};\nexport const port = reader.get("APP_PORT");\n'
    assert named(tmp_path, {"app.js": code}) == names
