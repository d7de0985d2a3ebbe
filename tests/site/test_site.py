"""The built site: the real tables are in it, and hostile text is inert."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from urllib.parse import urldefrag, urljoin

import pytest
import yaml
from mkdocs.exceptions import Abort, PluginError

from estuary_docs.catalogue.exchange import from_json
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.project.settings import find_project
from estuary_docs.renderers import render
from tests.conftest import ROOT, forget
from tests.sites import BUILD_WARNINGS, Page, build_site

pytestmark = BUILD_WARNINGS

HOSTILE = (
    "A pipe | and\\n    a line break, `code | here`, a lone ` tick, {{ 7 * 7 }}, {% raw %}, <script>alert(1)</script>, "
    "<img src=x onerror=alert(1)>, [a](javascript:alert(1)), ~~~, --8<-- and &amp;."
)


@pytest.fixture
def toy_site(project: Path) -> Path:
    """Return the root of a small project with a site of one page."""
    settings = yaml.safe_load(re.sub(r"!ENV \[(\w+), (.*)\]", r"\2", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
    for key in ("nav", "not_in_nav", "watch", "extra_css", "validation", "site_url"):
        del settings[key]
    del settings["extra"]["moved"]
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    copytree(ROOT / "theme", project / "theme")
    (project / "docs").mkdir()
    shows = "\n\n".join(
        f'{{{{ show("{name}") }}}}' for name in ("overview", "reference", "secrets", "settings", "profiles")
    )
    (project / "docs" / "index.md").write_text(f"# Toy\n\n{shows}\n")
    (project / "docs" / "reference.md").write_text('# Reference\n\n{{ show("rules") }}\n')
    return project


def pages(site: Path) -> Iterator[tuple[str, Page]]:
    """Yield the address and the content of every page."""
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), Page(path.read_text(encoding="utf-8"))


def test_every_variable_is_in_every_table_it_belongs_to(site: Path, catalogue: Catalogue) -> None:
    """The reference, the matrix and the secret and non-secret tables hold all their variables, and no others."""
    reference = Page((site / "reference" / "index.html").read_text(encoding="utf-8"))
    for variable in catalogue.variables:
        assert reference.ids.count(variable.anchor) == 1
        for page, belongs in (("secrets", variable.secret), ("profiles", True)):
            linked = (
                f"../reference/#{variable.anchor}"
                in Page((site / page / "index.html").read_text(encoding="utf-8")).links
            )
            assert linked == belongs, (page, variable.name)
    assert all(external.name in reference.text for external in catalogue.external)


def test_every_page_has_unique_ids(site: Path) -> None:
    """No id is given twice on a page."""
    for name, page in pages(site):
        assert [each for each, count in Counter(page.ids).items() if count > 1] == [], name


def test_every_internal_link_and_anchor_resolves(site: Path) -> None:
    """Every link inside the site leads to a file, and every anchor to a place on it."""
    found = dict(pages(site))
    checked = 0
    for name, page in found.items():
        for link in page.links if name != "404.html" else []:
            if re.match("[a-z]+:", link):
                continue
            path, anchor = urldefrag(urljoin(f"/{name}", link.partition("?")[0]))
            path = path.lstrip("/")
            target = path if "." in path.rpartition("/")[2] else f"{path.rstrip('/')}/index.html".lstrip("/")
            assert (site / target).is_file(), (name, link)
            if anchor and target in found and not anchor.startswith("__") and "=" not in anchor:
                assert anchor in found[target].ids, (name, link)
                checked += 1
    assert checked > 100


def test_a_page_tells_others_how_to_show_it(site: Path) -> None:
    """Every page has a card with absolute addresses, whose picture is in the site and of the size it says."""
    for path in site.rglob("*.html"):
        head = path.read_text(encoding="utf-8").partition("</head>")[0]
        if 'http-equiv="refresh"' in head:
            continue
        cards = re.findall(r'<meta (?:property="og|name="twitter):image" content="(.+?)">', head)
        assert cards == ["http://127.0.0.1:8000/assets/social-card.png"] * 2, path
        assert all(f'"og:{name}"' in head for name in ("title", "description", "type"))
    picture = (site / "assets" / "social-card.png").read_bytes()
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1200, 630)


def test_an_old_address_leads_on(site: Path) -> None:
    """Where a page was, another one leads to it, with a link for those without a script."""
    for old, new in (("drift", "../tool/drift/"), ("settings", "../reference/?secret=no")):
        page = (site / old / "index.html").read_text(encoding="utf-8")
        assert f'<link rel="canonical" href="{new}">' in page
        assert f'<a href="{new}">' in page
        assert 'src="../assets/estuary-docs/moved.js"' in page
    assert (site / "assets" / "estuary-docs" / "moved.js").is_file()


@pytest.mark.parametrize(
    ("moved", "complaint"),
    [
        ({"reference.md": "index.md"}, "extra.moved names reference.md, which is still there"),
        ({"old.md": "gone.md"}, "extra.moved leads old.md to gone.md, which is not a page"),
    ],
)
def test_an_old_address_that_leads_nowhere_fails_the_build(
    toy_site: Path, moved: dict[str, str], complaint: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A slip in the list of moved pages is an error that names it."""
    settings = yaml.safe_load((toy_site / "mkdocs.yml").read_text())
    settings["extra"]["moved"] = moved
    (toy_site / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    with pytest.raises(Abort):
        build_site(toy_site)
    assert complaint in caplog.text


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    """Fonts, scripts and pictures come from the site itself."""
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r'<(?:script|img|iframe)[^>]*src="https?:|<link[^>]*rel="(?:stylesheet|preconnect)"[^>]*href="https?:', text
        )


def test_the_downloads_are_the_renderings(site: Path, catalogue: Catalogue) -> None:
    """The site offers the example file of each profile, and the catalogue, exactly as the commands print them."""
    for profile in catalogue.profiles:
        offered = (site / "downloads" / f"{profile}.env.example").read_text(encoding="utf-8")
        assert offered == render(catalogue.in_profile(profile), "env-example")
    assert from_json((site / "catalogue.json").read_text(encoding="utf-8")) == catalogue


def test_search_finds_a_variable_by_any_part_of_its_name(site: Path, catalogue: Catalogue) -> None:
    """Each variable is an entry of the search index, and the index splits names at underscores."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"] for entry in index["docs"]}
    assert {f"reference/#{variable.anchor}" for variable in catalogue.variables} <= found
    separator = re.compile(index["config"]["separator"])
    assert {"JWT", "SECRET", "PREVIOUS"} <= set(separator.split("JWT_SECRET_PREVIOUS"))


def test_hostile_text_is_inert(toy_site: Path) -> None:
    """A pipe, a line break, backticks, macros, scripts and handlers in the schema come out as text; no row is lost."""
    schema = toy_site / "toy.py"
    schema.write_text(schema.read_text().replace("TCP port.", HOSTILE).replace("Where it listens.", HOSTILE))
    site = build_site(toy_site)
    text = (site / "index.html").read_text(encoding="utf-8")
    plain = text.partition('<article class="md-content__inner')[2].partition("</article>")[0]
    page = Page(plain)
    assert re.findall("<script[^>]*>", plain) == ['<script src="assets/estuary-docs/copy.js" defer>']
    assert page.tags["img"] == 0
    assert page.handlers == []
    assert not [link for link in page.links if link.startswith("javascript")]
    assert "{{ 7 * 7 }}" in page.text
    assert "{% raw %}" in page.text
    assert "<img src=x onerror=alert(1)>" in page.text
    assert "&amp;." in page.text
    assert page.tags["tr"] == 4 + 2 + 2 + 3
    assert page.ids.count("port") == page.ids.count("key") == 1


@pytest.mark.parametrize("call", ['show("nothing")', 'show("secrets", profile="gone")', "shwo()", "gone"])
def test_a_failing_macro_fails_the_build(toy_site: Path, call: str) -> None:
    """A wrong format, profile, macro or name ends the build; no page with an error text is published."""
    (toy_site / "docs" / "index.md").write_text(f"# Toy\n\n{{{{ {call} }}}}\n")
    with pytest.raises((PluginError, SystemExit)):
        build_site(toy_site)


def test_a_broken_schema_fails_the_build_in_one_line(toy_site: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A schema with a fault ends the build with the line that the commands print."""
    schema = toy_site / "toy.py"
    schema.write_text(schema.read_text().replace('"""TCP port."""', ""))
    with pytest.raises(Abort):
        build_site(toy_site)
    assert caplog.messages[-1] == "Server.port: has no description; write a docstring below it"


def test_an_edit_of_the_schema_shows_in_the_next_build(toy_site: Path) -> None:
    """A server that builds again and again serves the schema as it is now."""
    schema = toy_site / "toy.py"
    build_site(toy_site)
    schema.write_text(schema.read_text().replace("= 3000", "= 13001"))
    text = (build_site(toy_site) / "index.html").read_text(encoding="utf-8")
    assert "13001" in text
    assert "<code>3000</code>" not in text
    assert find_project(toy_site).catalogue(fresh=True).profiles == ("default",)
    forget(toy_site, "toy")
