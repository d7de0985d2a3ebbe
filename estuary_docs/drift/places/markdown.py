"""The variables that Markdown documents, and reStructuredText and AsciiDoc as far as they look alike."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace

from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.places import document
from estuary_docs.drift.places.blocks import blocks

ENDINGS = (".md", ".markdown", ".mdx", ".mdown", ".rst", ".adoc", ".asciidoc")
BARE = re.compile(r"readme|install|configuration|deployment", re.IGNORECASE)
HISTORY = re.compile(
    r"(?:changelog|changes|history|news|releases?(?:[._-]?notes)?|migrat\w*|upgrad\w*)(?:[._-].*)?|licen[cs]e.*",
    re.IGNORECASE,
)


def applies(path: str, head: str) -> bool:  # noqa: ARG001 - the name of such a file says enough
    """Say whether a file is a document."""
    file = posixpath.basename(path)
    return file.lower().endswith(ENDINGS) or BARE.fullmatch(file) is not None


def read(text: str, path: str) -> Iterator[Mention | Undecided]:
    """Yield what a document names; what a history of changes names is no documentation."""
    past = is_history(path)
    for mention in document.mentions(blocks(text), path):
        yield replace(mention, role="other", default=None, note="history") if past else mention


def is_history(path: str) -> bool:
    """Say whether a document tells what was, and not what is."""
    return HISTORY.fullmatch(posixpath.basename(path)) is not None
