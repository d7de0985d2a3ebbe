"""The Content-Security-Policy that a built site runs under: nothing from elsewhere, no script but the site's own.

A page that handles what its reader types carries a policy of its own, so that it holds whatever the server does.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256

INLINE_SCRIPT = re.compile(r"<script(?P<attributes>(?:\s[^>]*)?)>(?P<text>.*?)</script>", re.DOTALL)
NOT_INLINE = re.compile(r"\ssrc=|\stype=\"?application/(?:ld\+)?json")
DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    # The theme's icons are masks that its style sheet holds itself.
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# A page cannot say who may frame it, and has no form to send.
DIRECTIVES_IN_A_PAGE = {name: sources for name, sources in DIRECTIVES.items() if name != "frame-ancestors"} | {
    "form-action": "'none'",
    "object-src": "'none'",
}
PLACE_IN_A_PAGE = '<meta http-equiv="Content-Security-Policy" content="{}">'


def policy(pages: Iterable[str]) -> str:
    """Return the policy for a site of these HTML pages, with the hash of each script that they hold."""
    return _written(DIRECTIVES, pages)


def with_own_policy(page: str) -> str | None:
    """Return an HTML page with its policy where the theme leaves room for one, or None if there is no room."""
    room = PLACE_IN_A_PAGE.format("")
    return page.replace(room, PLACE_IN_A_PAGE.format(_written(DIRECTIVES_IN_A_PAGE, [page]))) if room in page else None


def script_hashes(pages: Iterable[str]) -> list[str]:
    """Return the hash, as a policy writes it, of every script that stands in a page."""
    scripts = {
        match["text"]
        for page in pages
        for match in INLINE_SCRIPT.finditer(page)
        if not NOT_INLINE.search(match["attributes"])
    }
    return sorted(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)


def _written(directives: Mapping[str, str], pages: Iterable[str]) -> str:
    scripts = " ".join(("'self'", *script_hashes(pages)))
    return "; ".join(f"{name} {sources}" for name, sources in {**directives, "script-src": scripts}.items())
