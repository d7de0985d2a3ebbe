"""The file in which node-config says which variable fills which setting.

Source: https://github.com/node-config/node-config/wiki/Environment-Variables#custom-environment-variables
"""

import re
from collections.abc import Iterator

from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.places.names import NAME
from estuary_docs.drift.places.yaml_tree import Node, Scalar, entries, mappings

FILE = re.compile(r"(?:^|/)custom-environment-variables\.(?:json5?|ya?ml)$")
FORM = "__format"


def applies(path: str, head: str) -> bool:  # noqa: ARG001 - the name tells
    """Say whether a file maps settings to variables."""
    return FILE.search(path) is not None


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield the variables that the settings are read from."""
    for document in mappings(text, path):
        if isinstance(document, Undecided):
            yield document
        else:
            yield from _below(document, path)


def _below(node: Node, path: str) -> Iterator[Mention]:
    for key, value in entries(node):
        if isinstance(value, Scalar) and key.text != FORM and NAME.fullmatch(value.text or ""):
            yield Mention(value.text or "", path, value.line, "read", note="node-config")
        yield from _below(value, path)
