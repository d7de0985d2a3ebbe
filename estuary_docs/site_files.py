"""What a built site offers beyond what MkDocs builds.

That is what servers, search engines and language models ask for, at stable addresses, the script of the tools in its
pages, and those pages again, with a policy of their own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from estuary_docs import addresses
from estuary_docs.artefacts import Target
from estuary_docs.catalogue import Catalogue, Guide
from estuary_docs.content_security import policy, with_own_policy
from estuary_docs.links import absolute
from estuary_docs.renderers import render
from estuary_docs.renderers.validation_js import bare


def site_files(catalogue: Catalogue, pages: Iterable[Guide], config: Mapping[str, Any]) -> list[Target]:
    """Return the files for the site that MkDocs has built as `config` says; `pages` are those of its navigation.

    A file that the site's own docs hold is left to them.
    """
    site = Path(config["site_dir"])
    html = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))
    }
    security = policy(html.values())
    guarded = {address: with_own_policy(page) for address, page in html.items()}
    files = {
        addresses.CONTENT_SECURITY_POLICY: f"{security}\n",
        addresses.HEADERS: _headers(security),
        addresses.ROBOTS: f"User-agent: *\nAllow: /\n\nSitemap: {config['site_url'] or '/'}sitemap.xml\n",
        addresses.LANGUAGE_MODELS: absolute(render(replace(catalogue, guides=tuple(pages)), "llms"), config),
    } | {address: page for address, page in guarded.items() if page is not None}
    if any(addresses.VALIDATOR_SCRIPT in page for page in html.values()):
        files[addresses.VALIDATOR_SCRIPT] = render(catalogue, "validation-js")
    if any(addresses.BUILDER_SCRIPT in page for page in html.values()):
        files[addresses.BUILDER_SCRIPT] = _builder_script(catalogue, site / "assets")
    return [
        Target(site / path, text, path) for path, text in files.items() if not Path(config["docs_dir"], path).exists()
    ]


def _builder_script(catalogue: Catalogue, assets: Path) -> str:
    """Return all that "Build your .env" runs, in one script: so it compresses to a tenth less than in four."""
    tools, page = (
        "\n".join(bare(path.read_text(encoding="utf-8"))) if path.is_file() else ""
        for path in (assets / "tools.js", assets / "build.js")
    )
    return "\n".join((render(catalogue, "validation-js"), tools, render(catalogue, "builder-js"), page))


def _headers(security: str) -> str:
    """Return the headers in the form that Netlify and Cloudflare Pages read."""
    return (
        "/*\n"
        f"  Content-Security-Policy: {security}\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: no-referrer\n"
    )
