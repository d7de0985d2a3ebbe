"""The rules of the house that imports alone do not show; the floors are contracts in pyproject.toml."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from estuary_docs import renderers
from estuary_docs.vocabulary import __all__ as words
from tests.conftest import ROOT

ENGINE = ROOT / "estuary_docs"
MODULES = sorted(ENGINE.rglob("*.py"))
PACKAGES = sorted(path.parent for path in MODULES if path.name == "__init__.py" and path.parent != ENGINE)
OF_ITS_OWN = ("reader", "syntax", "values", "records", "libraries")
SENTENCES_OF_A_PACKAGE = 3


def name(path: Path) -> str:
    """Return the dotted name of a module or package."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def calls(path: Path) -> Iterator[str]:
    """Yield the name of every function that a module calls by a plain name."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def modules_loaded(script: str, *modules: str) -> set[str]:
    """Return which of some modules are loaded after a script has run."""
    script = f"{script}; import sys; print(*{set(modules)} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=ROOT, text=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("package", PACKAGES, ids=name)
def test_every_package_says_what_lives_there(package: Path) -> None:
    """A package's docstring says what lives there, what it may use, and how to add one of its kind."""
    docstring = import_module(name(package)).__doc__ or ""
    summary, _, rest = docstring.partition("\n\n")
    assert summary.rstrip().endswith(".")
    assert "To " in rest
    assert len([line for line in rest.replace("\n", " ").split(". ") if line.strip()]) >= SENTENCES_OF_A_PACKAGE - 1


def test_importing_the_schema_loads_no_site_and_no_command_line() -> None:
    """A service that imports its schema pays for pydantic, not for MkDocs, Jinja or click."""
    assert modules_loaded("import config_schema", "mkdocs", "jinja2", "click", "markupsafe") == set()


def test_a_schema_of_the_vocabulary_needs_no_extra() -> None:
    """Reading it loads no pydantic-settings."""
    script = "from estuary_docs.schemas.loading import load_schema; from pathlib import Path; "
    script += "load_schema('config_schema:EstuarySettings', Path())"
    assert modules_loaded(script, "pydantic_settings") == set()


def test_help_loads_no_command() -> None:
    """`estuary-docs --help` imports none of the commands that it lists."""
    script = "import contextlib, io, sys; from estuary_docs.cli.program import main\n"
    script += "with contextlib.redirect_stdout(io.StringIO()): main(['--help'], standalone_mode=False)\npass"
    assert modules_loaded(script, "estuary_docs.cli.show", "estuary_docs.cli.drift", "pydantic") == set()


def test_the_engine_names_no_variable_of_estuary() -> None:
    """The engine serves any team."""
    assert [name(path) for path in MODULES if "APP_PROFILE" in path.read_text(encoding="utf-8")] == []


def test_only_artefacts_and_the_cache_write_files() -> None:
    """Nor does another module, but for the settings that git is given in a temporary folder, and keys in a folder."""
    writing = {
        name(path)
        for path in MODULES
        if any(
            call in path.read_text(encoding="utf-8")
            for call in ("write_text(", "write_bytes(", '"w"', '"xb"', '"wb"', ".replace(old")
        )
    }
    assert writing == {
        "estuary_docs.project.artefacts",
        "estuary_docs.drift.reading.cache",
        "estuary_docs.project.repository",
        "estuary_docs.stores.folder",
        "estuary_docs.stores.folder_journal",
    }


def test_drift_evaluates_nothing_that_it_inspects() -> None:
    """No module of drift calls what runs text as code."""
    running = {
        name(path) for path in (ENGINE / "drift").rglob("*.py") if {"eval", "exec", "compile"} & set(calls(path))
    }
    assert running == set()


def test_every_renderer_is_registered() -> None:
    """Each module that renders is a format, and each format a module."""
    rendering = {
        name(path).removeprefix("estuary_docs.")
        for path in MODULES
        if "\ndef render(" in path.read_text(encoding="utf-8") and path.name != "__init__.py"
    }
    assert rendering == set(renderers.RENDERERS.values())


def test_every_public_name_says_what_it_means() -> None:
    """Each class and function of the vocabulary has a docstring of its own."""
    from estuary_docs import vocabulary

    aliases = {"Check", "Origin", "SecretUrl", "Url"}
    for word in sorted(set(words) - aliases):
        assert (getattr(vocabulary, word).__doc__ or "").strip(), word
