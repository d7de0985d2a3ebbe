"""The site as generators other than mkdocs build it: every page, with its facts, and no call of a macro left."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.site.links import address
from tests.conftest import ROOT
from tests.sites import Page

# One worker builds the site that all of them look at.
pytestmark = pytest.mark.xdist_group("generators")

# `make zensical` names the folder that it has built, for its generator needs an environment of its own.
BUILT = os.environ.get("BUILT_SITE")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the folder that is named, or one that ProperDocs builds."""
    if BUILT:
        yield ROOT / BUILT
        return
    site = tmp_path_factory.mktemp("properdocs")
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "--config-file", "mkdocs.yml"]
    subprocess.run([*command, "--site-dir", str(site)], cwd=ROOT, check=True, capture_output=True)
    yield site


def page_of(built: Path, path: str) -> Page:
    """Return a page of the site, which holds no call of a macro."""
    text = (built / path / "index.html").read_text(encoding="utf-8")
    assert "{{" not in text.replace("${{", "")
    assert "show(" not in text
    return Page(text)


@pytest.mark.slow
def test_other_generators_build_every_page(built: Path) -> None:
    """Each page of the docs is at the address that links lead to."""
    config = {"use_directory_urls": True}
    docs = ROOT / "docs"
    pages = [address(path.relative_to(docs).as_posix(), config) for path in docs.rglob("*.md")]
    assert [page for page in pages if not (built / page / "index.html").is_file()] == []


@pytest.mark.slow
def test_other_generators_show_every_variable(built: Path, catalogue: Catalogue) -> None:
    """The reference has a row and an entry for each, and the scripts and styles that it loads are there."""
    page = page_of(built, "reference")
    names = [variable.anchor for variable in catalogue.variables]
    assert [name for name in names if name not in page.ids] == []
    assert page.tags["tr"] > len(names)
    loaded = [link for link in page.links if "assets/estuary-docs/" in link]
    assert {Path(link).name for link in loaded} >= {"facts.css", "filter.js", "copy.js"}
    assert [link for link in loaded if not (built / "reference" / link).is_file()] == []


@pytest.mark.slow
def test_other_generators_fill_tables_and_snippets(built: Path, catalogue: Catalogue) -> None:
    """The secrets are in their table, and the snippet of a platform sets variables."""
    secrets, kubernetes = page_of(built, "secrets"), page_of(built, "guide/kubernetes")
    assert secrets.tags["tr"] == len(list(catalogue.secrets)) + 1
    assert all(f"../reference/#{variable.anchor}" in secrets.links for variable in catalogue.secrets)
    assert "kind: ConfigMap" in kubernetes.text
    assert 'RATE_LIMIT_MAX_REQUESTS: "' in kubernetes.text


@pytest.mark.slow
def test_no_link_of_other_generators_leads_nowhere(built: Path) -> None:
    """Each address on each page is that of a file of the site, and its anchor is on the page that it names."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in built.rglob("index.html")}
    lost = [
        (path.relative_to(built).as_posix(), link)
        for path, page in pages.items()
        for link in set(page.links)
        if not urlsplit(link).scheme and "=" not in urlsplit(link).fragment and not is_there(built, path, link, pages)
    ]
    assert lost == []


def is_there(built: Path, path: Path, link: str, pages: dict[Path, Page]) -> bool:
    """Say whether a link of a page of a site leads somewhere."""
    parts = urlsplit(link)
    start = built if parts.path.startswith("/") else path.parent
    target = (start / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
    target = target / "index.html" if target.is_dir() else target
    return target.is_file() and (not parts.fragment or target not in pages or parts.fragment in pages[target].ids)
