"""The rules of the house: which module may know which."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from estuary_docs import renderers
from estuary_docs.vocabulary import __all__ as words
from tests.conftest import ROOT

MODULES = sorted((ROOT / "estuary_docs").rglob("*.py"))
CACHE = "estuary_docs.drift.cache"
SCHEMA_MODULES = sorted((ROOT / "config_schema").rglob("*.py"))


def name(path: Path) -> str:
    """Return the dotted name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Yield the dotted name of every module that a module imports, wherever it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def importers_of(package: str) -> set[str]:
    """Return the engine's modules that import a package."""
    return {
        name(path)
        for path in MODULES
        if any(imported == package or imported.startswith(f"{package}.") for imported in imports(path))
    }


@pytest.mark.parametrize("path", SCHEMA_MODULES, ids=name)
def test_the_schema_imports_the_vocabulary_and_nothing_else_of_the_engine(path: Path) -> None:
    """A schema knows the vocabulary alone."""
    engine = {imported for imported in imports(path) if imported.startswith("estuary_docs")}
    assert all(imported.startswith("estuary_docs.vocabulary") for imported in engine)


def test_importing_the_schema_loads_no_site_and_no_command_line() -> None:
    """A service that imports its schema pays for pydantic, not for MkDocs, Jinja or click."""
    script = "import sys, config_schema; print(*{'mkdocs', 'jinja2', 'click', 'markupsafe'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=ROOT, text=True)
    assert done.stdout.strip() == ""


def test_the_engine_knows_no_schema() -> None:
    """No module of the engine imports a service's schema, or names Estuary's variables."""
    assert importers_of("config_schema") == set()
    assert [name(path) for path in MODULES if "APP_PROFILE" in path.read_text(encoding="utf-8")] == []


def test_renderers_are_pure() -> None:
    """A renderer imports neither pydantic nor anything that reads a file, a clock or the environment."""
    outside = {"pydantic", "os", "pathlib", "time", "datetime", "io", "subprocess", "mkdocs", "click", "sys", "random"}
    for path in MODULES:
        if name(path).startswith("estuary_docs.renderers") or name(path) in (
            "estuary_docs.wording",
            "estuary_docs.html",
            "estuary_docs.deployment",
            "estuary_docs.expressions",
            "estuary_docs.platform_names",
            "estuary_docs.snippet",
        ):
            assert outside.isdisjoint(imported.partition(".")[0] for imported in imports(path)), name(path)


def test_pydantic_is_known_to_readers_and_vocabulary_only() -> None:
    """Everything else works on the catalogue."""
    readers = ("estuary_docs.vocabulary.", "estuary_docs.foreign.")
    knowing = {module for module in importers_of("pydantic") if not module.startswith(readers)}
    assert knowing == {"estuary_docs.reader"}


def test_pydantic_settings_is_an_extra() -> None:
    """Only the reader of foreign classes imports it, and only the project imports that, for such a class."""
    assert {module.rpartition(".")[0] for module in importers_of("pydantic_settings")} == {"estuary_docs.foreign"}
    importers = {module for module in importers_of("estuary_docs.foreign") if ".foreign" not in module}
    assert importers == {"estuary_docs.project"}
    script = "import sys; from estuary_docs.project import load_schema; from pathlib import Path; "
    script += "load_schema('config_schema:EstuarySettings', Path()); print('pydantic_settings' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=ROOT, text=True)
    assert done.stdout.strip() == "False"


def test_click_is_known_to_the_command_line_only() -> None:
    """The engine can be used without a command line."""
    assert importers_of("click") == {"estuary_docs.cli"}


def test_mkdocs_is_known_to_the_site_s_modules_only() -> None:
    """Renderings do not depend on the site generator."""
    assert importers_of("mkdocs") == {
        f"estuary_docs.{module}" for module in ("macros", "site_files", "links", "guides")
    }


def test_only_artefacts_and_the_cache_write_files() -> None:
    """No other module opens a file for writing; the cache writes below the user's cache folder alone."""
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        writes = any(call in text for call in ("write_text(", "write_bytes(", '"w"', '"xb"', '"wb"', ".replace(old"))
        assert writes == (name(path) in {"estuary_docs.artefacts", CACHE}), name(path)


def test_drift_runs_nothing_that_it_inspects() -> None:
    """Drift starts no program but git, and only its commands may load a schema, which the project does."""
    drift = {path for path in MODULES if name(path).startswith("estuary_docs.drift.")}
    assert not any("subprocess" in set(imports(path)) for path in drift)
    assert importers_of("subprocess") == {"estuary_docs.repository"}
    loading = {name(path) for path in drift if any(each.startswith("estuary_docs.project") for each in imports(path))}
    assert loading == {"estuary_docs.drift.commands"}
    for path in drift:
        calls = [node.func for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)]
        assert {"eval", "exec", "compile"}.isdisjoint(call.id for call in calls if isinstance(call, ast.Name))
        assert "runpy" not in set(imports(path))


def test_command_line_and_macros_are_leaves() -> None:
    """Nothing imports them, or the macros of the site's files, but the program's own entry."""
    assert importers_of("estuary_docs.cli") == {"estuary_docs.__main__"}
    assert importers_of("estuary_docs.macros") == importers_of("estuary_docs.site_files") == set()


def test_every_renderer_is_registered() -> None:
    """Each module below renderers is a format, and each format a module."""
    files = {path.stem for path in (ROOT / "estuary_docs" / "renderers").glob("*.py")} - {"__init__"}
    assert files == set(renderers.RENDERERS.values())


def test_every_public_name_says_what_it_means() -> None:
    """Each class and function of the vocabulary has a docstring of its own."""
    from estuary_docs import vocabulary

    aliases = {"Check", "Origin", "SecretUrl", "Url"}
    for word in sorted(set(words) - aliases):
        assert (getattr(vocabulary, word).__doc__ or "").strip(), word
