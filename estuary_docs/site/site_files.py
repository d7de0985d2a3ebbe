"""The second mkdocs-macros module, for a site that nothing else tells servers about: what holds for all of its pages.

It writes what servers, search engines and language models ask for, at stable addresses, and gives pages that leave
room for it a policy of their own. The policy refuses whatever comes from elsewhere, so a project lists this module
itself, after `estuary_docs.macros`.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from estuary_docs.catalogue import addresses
from estuary_docs.catalogue.model import Catalogue
from estuary_docs.project.artefacts import Target, write
from estuary_docs.renderers import render
from estuary_docs.site.content_security import policy, with_own_policy
from estuary_docs.site.failure import build_failure, errors_end_the_build
from estuary_docs.site.guides import pages
from estuary_docs.site.links import absolute
from estuary_docs.site.page_text import page_text


def on_post_build(env: Any) -> None:  # noqa: ANN401 - mkdocs-macros exports no type for it
    """Put the files beside the pages; ends the build if the module that reads the schema is not listed."""
    if "catalogue" not in env.variables:
        raise build_failure("mkdocs.yml: `modules` lacks estuary_docs.macros; list it before estuary_docs.site_files")
    with errors_end_the_build():
        write(site_files(env.variables["catalogue"], env.conf))


def site_files(catalogue: Catalogue, config: Mapping[str, Any]) -> list[Target]:
    """Return the files for the site that is built as `config` says.

    A file that the site's own docs hold is left to them.
    """
    site = Path(config["site_dir"])
    html = {path.relative_to(site).as_posix(): page_text(path) for path in sorted(site.rglob("*.html"))}
    security = policy(html.values())
    guarded = {address: with_own_policy(page) for address, page in html.items()}
    files = {
        addresses.CONTENT_SECURITY_POLICY: f"{security}\n",
        addresses.HEADERS: _headers(security),
        addresses.ROBOTS: f"User-agent: *\nAllow: /\n\nSitemap: {config['site_url'] or '/'}sitemap.xml\n",
        addresses.LANGUAGE_MODELS: absolute(render(replace(catalogue, guides=tuple(pages(config))), "llms"), config),
    } | {address: page for address, page in guarded.items() if page is not None}
    return [
        Target(site / path, text, path, root=site)
        for path, text in files.items()
        if not Path(config["docs_dir"], path).exists()
    ]


def _headers(security: str) -> str:
    """Return the headers in the form that Netlify and Cloudflare Pages read."""
    return (
        "/*\n"
        f"  Content-Security-Policy: {security}\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: no-referrer\n"
    )
