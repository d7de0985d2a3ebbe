"""The Content-Security-Policy that a built site runs under: nothing from elsewhere, no script but the site's own."""

import re
from base64 import b64encode
from collections.abc import Iterable
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


def policy(pages: Iterable[str]) -> str:
    """Return the policy for a site of these HTML pages, with the hash of each script that they hold."""
    directives = dict(DIRECTIVES)
    directives["script-src"] = " ".join(("'self'", *script_hashes(pages)))
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def script_hashes(pages: Iterable[str]) -> list[str]:
    """Return the hash, as a policy writes it, of every script that stands in a page."""
    scripts = {
        found["text"]
        for page in pages
        for found in INLINE_SCRIPT.finditer(page)
        if not NOT_INLINE.search(found["attributes"])
    }
    return sorted(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
