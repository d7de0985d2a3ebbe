"""What a site holds beside its pages, written by a command where the generator has no hook for it."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from estuary_docs.cli.program import main
from estuary_docs.errors import ProjectError
from estuary_docs.site.configuration import configuration
from tests.conftest import ROOT
from tests.sites import BUILD_WARNINGS

pytestmark = BUILD_WARNINGS


def files(folder: Path) -> set[str]:
    """Return the paths of the files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, root: Path = ROOT) -> Result:
    """Run the command in a project."""
    monkeypatch.chdir(root)
    return CliRunner().invoke(main, ["site", str(folder)])


@pytest.mark.slow
def test_a_site_without_hooks_gets_what_the_hook_writes(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the pages alone the command makes the site that mkdocs made, and has nothing to do a second time."""
    built = tmp_path / "site"
    shutil.copytree(site, built)
    for folder in ("assets/estuary-docs", "downloads"):
        shutil.rmtree(built / folder)
    for name in ("catalogue.json", "csp.txt", "_headers", "robots.txt", "llms.txt"):
        (built / name).unlink()
    done = run(built, monkeypatch)
    assert done.exit_code == 0, done.output
    assert files(built) == files(site)
    for path in ("llms.txt", "robots.txt", "assets/estuary-docs/filter.js", "downloads/validation.py"):
        assert (built / path).read_text(encoding="utf-8") == (site / path).read_text(encoding="utf-8")
    assert run(built, monkeypatch).output == "nothing to write: every file is current\n"


def test_a_folder_without_pages_is_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command comes after the build."""
    done = run(tmp_path, monkeypatch)
    assert done.exit_code == 2
    assert "holds no page; build the site there first" in done.stderr


@pytest.mark.parametrize(
    ("text", "environ", "expected"),
    [
        ("site_url: !ENV SITE_URL", {"SITE_URL": "https://a.example/"}, {"site_url": "https://a.example/"}),
        ("site_url: !ENV SITE_URL", {}, {"site_url": ""}),
        ("site_url: !ENV [FIRST, SITE_URL, here]", {"SITE_URL": "there"}, {"site_url": "there"}),
        ("site_url: !ENV [FIRST, SITE_URL, here]", {}, {"site_url": "here"}),
        ("use_directory_urls: !ENV [PLAIN, true]", {"PLAIN": "false"}, {"use_directory_urls": False}),
        ("emoji: !!python/name:os.system\n", {}, {"nav": None, "extra": {}}),
        ("plugins: [search, estuary-docs: {modules: [a]}]", {}, {"modules": ["a"]}),
        ("plugins: {macros: {modules: [a]}, search: }", {}, {"modules": ["a"]}),
        ("plugins: [macros: ]", {}, {"modules": []}),
    ],
)
def test_the_settings_of_a_site_are_read_as_generators_read_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, environ: dict[str, str], expected: dict[str, object]
) -> None:
    """Variables are put in, what Python would import is left out, and plugins are a list or a table."""
    for name in ("SITE_URL", "FIRST", "PLAIN"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    config = configuration(tmp_path, tmp_path / "site")
    assert expected.items() <= config.items()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (None, "mkdocs.yml: cannot be read: No such file or directory"),
        ("a: [", "mkdocs.yml: is not YAML; correct it"),
        ("- a", "mkdocs.yml: must be a table of settings"),
    ],
)
def test_settings_that_cannot_be_read_are_named(tmp_path: Path, text: str | None, complaint: str) -> None:
    """One line says which file, and what is wrong with it."""
    if text is not None:
        (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ProjectError) as refusal:
        configuration(tmp_path, tmp_path)
    assert str(refusal.value) == complaint
