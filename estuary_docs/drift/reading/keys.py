"""The keys that configuration files and documents name: where a loader maps keys to variables, each tells of one."""

import json
import posixpath
import re
from collections.abc import Iterator
from typing import Any

FILES = (".toml", ".ini", ".cfg", ".conf", ".properties", ".yaml", ".yml")
DOCUMENTS = (".md", ".mdx", ".markdown", ".rst", ".adoc")
NAMED = re.compile(r"(?<![A-Za-z0-9_])[A-Z][A-Z0-9]*(?:_+[A-Z0-9]+)+(?![A-Za-z0-9_])")
# What happened once, and what is told to coding agents, documents nothing.
NO_DOCUMENT = re.compile(
    r"(?:^|/)(?:change|history|news|upgrad|migrat|release|agents?\.md|claude\.md|gemini\.md|\.)", re.IGNORECASE
)
HEADER = re.compile(r"\s*#?\s*\[+\s*([\w.\"-]+)\s*\]+\s*(?:#.*)?")
KEY = re.compile(r"([ \t]*)(?:[#;][ \t]*)?[\"']?([A-Za-z_][\w.-]*)[\"']?[ \t]*(?:=|:(?=[ \t]|$))")
CODED = re.compile(r"`(?:--)?([A-Za-z_][\w.-]*[A-Za-z0-9])`")
# A file of so many keys is a table of data.
MOST_KEYS = 600


def keys(text: str, path: str) -> frozenset[str]:
    """Return the keys of a file, as the names of variables are written: `db.dsn` is `DB_DSN`."""
    file = posixpath.basename(path).lower()
    if file.endswith(DOCUMENTS):
        spellings = set(CODED.findall(text))
    elif file.endswith(FILES):
        spellings = set(_of_settings(text, nested=file.endswith((".yaml", ".yml"))))
    elif file.endswith(".json") and '"key"' in text:
        spellings = set(_of_descriptions(text))
    else:
        return frozenset()
    written = frozenset(re.sub(r"[.-]", "_", key.replace('"', "")).upper() for key in spellings)
    return written if len(written) <= MOST_KEYS else frozenset()


def named(text: str, path: str) -> frozenset[str]:
    """Return the words of a document that are written as the names of variables are."""
    if not posixpath.basename(path).lower().endswith(DOCUMENTS) or NO_DOCUMENT.search(path):
        return frozenset()
    return frozenset(NAMED.findall(text))


def _of_descriptions(text: str) -> Iterator[str]:
    """Yield the keys of settings that JSON describes: `{"key": "db", "children": [{"key": "dsn", "default": ""}]}`."""
    try:
        waiting: list[tuple[str, Any]] = [("", json.loads(text))]
    except (ValueError, RecursionError):
        return
    while waiting:
        above, node = waiting.pop()
        key = node.get("key") if isinstance(node, dict) else None
        if isinstance(key, str):
            yield above + key
            above = f"{above}{key}."
        if isinstance(node, dict | list):
            waiting.extend((above, child) for child in (node.values() if isinstance(node, dict) else node))


def _of_settings(text: str, *, nested: bool) -> Iterator[str]:
    section = ""
    above: list[tuple[int, str]] = []
    for line in text.splitlines():
        header = None if nested else HEADER.fullmatch(line)
        if header:
            section = f"{header[1]}."
        match = KEY.match(line)
        if not match:
            continue
        depth = len(match[1].expandtabs())
        if nested:
            above = [parent for parent in above if parent[0] < depth]
            section = "".join(f"{name}." for _, name in above)
            above.append((depth, match[2]))
        yield section + match[2]
        yield match[2]
