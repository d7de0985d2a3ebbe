"""What a site holds beside its pages, written by a command where the generator has no hook for it."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from estuary_docs.cli.program import main
from estuary_docs.errors import ProjectError
from estuary_docs.site.configuration import configuration
from estuary_docs.site.moved import moved as pages_at_old_addresses
from estuary_docs.site.page_text import page_text
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
        ("a: 2024-99-99", "mkdocs.yml: is not YAML; correct it"),
        ("site_url: !ENV [[a], b]", "mkdocs.yml: is not YAML; correct it"),
        ("\udcff", "mkdocs.yml: is not UTF-8 text; correct it"),
        ("docs_dir: [a]", "mkdocs.yml: docs_dir must be a text"),
        ("site_url: 5", "mkdocs.yml: site_url must be a text"),
        ("extra: a", "mkdocs.yml: extra must be a table"),
        ("plugins: a", "mkdocs.yml: plugins must be a list or a table"),
        ("plugins: [macros: {modules: 5}]", "mkdocs.yml: modules must be a list"),
    ],
)
def test_settings_that_cannot_be_read_are_named(tmp_path: Path, text: str | None, complaint: str) -> None:
    """One line says which file, and what is wrong with it."""
    if text is not None:
        (tmp_path / "mkdocs.yml").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(ProjectError) as refusal:
        configuration(tmp_path, tmp_path)
    assert str(refusal.value) == complaint


@pytest.mark.parametrize(
    ("moved", "complaint"),
    [
        ("5", "mkdocs.yml: extra.moved must be a table of old.md: new/place.md"),
        ("{../../old.md: new.md}", "mkdocs.yml: extra.moved names ../../old.md, which is outside of the site"),
        ("{/tmp/old.md: new.md}", "mkdocs.yml: extra.moved names /tmp/old.md, which is outside of the site"),
        ("{new.md: new.md}", "mkdocs.yml: extra.moved names new.md, which is still there"),
        ("{old.md: gone.md}", "mkdocs.yml: extra.moved leads old.md to gone.md, which is not a page"),
        ("{5: 6}", "mkdocs.yml: extra.moved leads 5 to 6, which is not a page"),
    ],
)
def test_an_old_address_is_in_the_site_and_leads_to_a_page(tmp_path: Path, moved: str, complaint: str) -> None:
    """What the settings say cannot write anywhere else, and what is wrong with them is one line."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "new.md").touch()
    (tmp_path / "mkdocs.yml").write_text(f"extra: {{moved: {moved}}}\n", encoding="utf-8")
    with pytest.raises(ProjectError) as refusal:
        list(pages_at_old_addresses(configuration(tmp_path, tmp_path / "site")))
    assert str(refusal.value) == complaint


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there, and there are no fifos")
def test_a_site_s_files_are_regular_and_in_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written through a link that leads out, and no command waits for a fifo or quotes what is no text."""
    site, outside = tmp_path / "site", tmp_path / "outside"
    site.mkdir()
    outside.mkdir()
    (site / "index.html").write_text("<html></html>", encoding="utf-8")
    (site / "assets").symlink_to(outside)
    done = run(site, monkeypatch)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "it is a link that leads out of the folder" in done.stderr
    assert not list(outside.iterdir())
    os.mkfifo(site / "page.html")
    (site / "latin.html").write_bytes(b"\xff")
    for name, complaint in (("page.html", "it is not a regular file"), ("latin.html", "is not UTF-8 text")):
        with pytest.raises(ProjectError, match=complaint):
            page_text(site / name)
