"""What a site holds beside its pages: what they need, what they offer, and nothing that nobody asked for."""

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from estuary_docs.catalogue import addresses
from tests.conftest import ROOT
from tests.sites import BUILD_WARNINGS, build_site

pytestmark = BUILD_WARNINGS

SETTINGS = """site_name: Theirs
theme: {{name: material, font: false}}
markdown_extensions: [attr_list]
extra_css: [theirs.css]
plugins:
  - macros:
      modules: [{}]
      on_error_fail: true
"""
SITE_WIDE = {
    addresses.CONTENT_SECURITY_POLICY,
    addresses.HEADERS,
    addresses.ROBOTS,
    addresses.LANGUAGE_MODELS,
}
MACROS, SITE_FILES = "estuary_docs.macros", "estuary_docs.site_files"


def built(project: Path, modules: str, *formats: str) -> Path:
    """Build a site of one page that shows formats, and return its folder."""
    (project / "docs").mkdir()
    shows = "\n\n".join(f'{{{{ show("{each}") }}}}' for each in formats)
    (project / "docs" / "index.md").write_text(f"# Theirs\n\n{shows}\n", encoding="utf-8")
    (project / "mkdocs.yml").write_text(SETTINGS.format(modules), encoding="utf-8")
    return build_site(project, strict=False)


def held(site: Path, folder: str = "") -> set[str]:
    """Return the names of what a folder of a site holds."""
    return {path.name for path in (site / folder).glob("*")}


@pytest.mark.parametrize(
    ("formats", "files"),
    [
        ((), {"facts.css", "search.js"}),
        (("profiles",), {"facts.css", "search.js"}),
        (("reference", "overview", "filter"), {"facts.css", "search.js", "copy.js", "filter.js"}),
        (("checker",), {"facts.css", "search.js", "tools.css", "check.css", "checker.js"}),
        (("builder",), {"facts.css", "search.js", "tools.css", "build.css", "builder.js"}),
    ],
)
def test_a_site_holds_what_its_pages_need(project: Path, formats: tuple[str, ...], files: set[str]) -> None:
    """Each file is there for a rendering on some page; a page names its own, and the site's own styles come last."""
    site = built(project, MACROS, *formats)
    page = (site / "index.html").read_text(encoding="utf-8")
    assert held(site, "assets/estuary-docs") == files
    assert all(f'"assets/estuary-docs/{name}"' in page for name in files)
    assert page.index("assets/estuary-docs/facts.css") < page.index("theirs.css")


def test_a_site_gets_nothing_that_it_did_not_ask_for(project: Path) -> None:
    """Neither a file that holds for the whole site, nor a download that no page offers."""
    found = held(built(project, MACROS, "reference"))
    assert found.isdisjoint(SITE_WIDE | {addresses.CATALOGUE, "downloads"})


def test_a_site_that_asks_gets_it(project: Path) -> None:
    """The second module writes what holds for the whole site, and a page that offers downloads brings them."""
    found = held(built(project, f"{MACROS}, {SITE_FILES}", "downloads"))
    assert SITE_WIDE | {addresses.CATALOGUE, "downloads"} <= found


def test_site_files_need_the_schema(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Without the module that reads the schema, the build ends with one line."""
    with pytest.raises(Abort):
        built(project, SITE_FILES)
    assert caplog.messages[-1].endswith(f"lacks {MACROS}; list it before {SITE_FILES}")


def test_each_asset_stands_once() -> None:
    """The look of Estuary's own site and what renderings need share no file, and every one of those is used."""
    package = {path.name for path in (ROOT / "estuary_docs" / "site" / "assets").iterdir()}
    assert package.isdisjoint(path.name for path in (ROOT / "docs" / "assets").iterdir())
    source = (ROOT / "estuary_docs" / "site" / "page_assets.py").read_text(encoding="utf-8")
    assert [name for name in sorted(package) if f'"{name}"' not in source and name != "facts.css"] == []
