"""What the built site tells servers, search engines and language models."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers import render
from estuary_docs.site.content_security import policy, script_hashes
from estuary_docs.site.site_files import site_files


def hashed(script: str) -> str:
    """Return the hash of a script as a policy writes it."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def test_every_script_in_a_page_has_its_hash() -> None:
    """Each script counts once; those with an address, and data, need none."""
    pages = ["<script>one</script><script>two\n</script>", '<script async>one</script><script src="x.js"></script>']
    data = '<script id="__config" type="application/json">{}</script>'
    assert script_hashes([*pages, data]) == sorted([hashed("one"), hashed("two\n")])


def test_the_policy_allows_nothing_else() -> None:
    """Everything that is not named is refused, and no script may be made out of text."""
    directives = dict(each.split(" ", 1) for each in policy(["<script>one</script>"]).split("; "))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == f"'self' {hashed('one')}"
    assert "unsafe" not in " ".join(directives.values())


@pytest.mark.parametrize("address", ["https://docs.example.com/estuary/", None])
def test_the_files_name_the_site_s_address(catalogue: Catalogue, tmp_path: Path, address: str | None) -> None:
    """Links lead to the address at which the site is served, or to its root."""
    (tmp_path / "index.html").write_text("<script>one</script>", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    config = {"site_dir": str(tmp_path), "docs_dir": str(tmp_path / "docs"), "site_url": address}
    files = {
        file.shown: file.text
        for file in site_files(catalogue, config | {"use_directory_urls": True, "nav": ["index.md", "gone.md"]})
    }
    base = address or ""
    assert f"Sitemap: {base or '/'}sitemap.xml\n" in files["robots.txt"]
    assert f"]({base}reference/#jwt_secret): " in files["llms.txt"]
    assert f"- [Home]({base or './'})\n" in files["llms.txt"]
    assert hashed("one") in files["csp.txt"]
    assert f"  Content-Security-Policy: {files['csp.txt']}" in files["_headers"]


def test_the_summary_has_one_line_for_each_variable(catalogue: Catalogue) -> None:
    """Its form is that of llmstxt.org: a title, a quotation, and lists of links below headings."""
    text = render(catalogue, "llms")
    assert re.match(r"# .+\n\n> .+\n", text)
    assert "## Pages" not in text
    for variable in catalogue.variables:
        assert text.count(f"- [{variable.name}](reference.md#{variable.anchor}): ") == 1
