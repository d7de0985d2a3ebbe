"""What the TOML of hosting platforms sets: fly.toml, netlify.toml, wrangler.toml, railway.toml.

Sources: https://fly.io/docs/reference/configuration/, https://docs.netlify.com/build/configure-builds/file-based-configuration/,
https://developers.cloudflare.com/workers/wrangler/configuration/
"""

import posixpath
import re
from collections.abc import Iterator

from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.places.environment import Environment

FILE = re.compile(r"(?:fly|netlify|wrangler|railway)(?:[._-].*)?\.toml")
HEADER = re.compile(r"\s*\[{1,2}([^\[\]]+)\]{1,2}\s*(?:#.*)?")
TABLE = re.compile(r"env|vars|env\.[\w-]+\.vars|(?:build|context\.[\w\"-]+)\.environment|variables")
PAIR = re.compile(r"\s*[\"']?([A-Za-z_]\w*)[\"']?\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s#]+))\s*(?:#.*)?", re.ASCII)


def applies(path: str, head: str) -> bool:  # noqa: ARG001 - the name of such a file says enough
    """Say whether a file is a hosting platform's."""
    return FILE.fullmatch(posixpath.basename(path)) is not None


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield the pairs of the tables that become variables."""
    environment = None
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        header = HEADER.fullmatch(line)
        if header:
            table = header[1].strip()
            unit = path if "." not in table else f"{path}:{table}"
            environment = Environment(path, unit) if TABLE.fullmatch(table) else None
        pair = PAIR.fullmatch(line)
        if environment and pair:
            value = next(group for group in (*pair.groups()[1:], "") if group is not None)
            yield from environment.assign(pair[1], number, value)
