"""What the annotations of the virtual machine's languages take in: placeholders, keys, and prefixes of keys."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from estuary_docs.drift.code import Read
from estuary_docs.drift.languages.literal.table import Table
from estuary_docs.drift.languages.literal.values import Values
from estuary_docs.drift.languages.syntax import descendants, line
from estuary_docs.drift.mention import SETTING

if TYPE_CHECKING:
    from tree_sitter import Node

CONVENTIONAL = re.compile(r"[A-Z][A-Z0-9_]{2,}")
PLACEHOLDER = re.compile(r"\$\{([A-Za-z_][\w.-]*)(?::([^{}]*))?\}")


def reads(table: Table, values: Values, root: "Node") -> Iterator[Read]:
    """Yield what the annotations of a file read; what binds a class to a prefix ends in None."""
    for node in descendants(root, "annotation", "constructor_invocation"):
        kind = table.annotations.get(values.called(node).lstrip("@"))
        arguments = values.arguments(node) if kind else []
        named = dict(filter(None, map(values.pair, arguments)))
        texts = [_text(values, argument) for argument in arguments]
        if kind == "placeholder":
            for argument, whole in zip(arguments, texts, strict=True):
                yield from _placeholders(whole, line(argument))
        elif kind == "pairs" and "name" in named:
            yield _setting(named["name"], line(node), named.get("defaultValue"), dashes="_")
        elif kind == "prefix":
            yield from _bound(named.get("prefix", named.get("value", "")) or "".join(texts[:1]), line(node))


def _text(values: Values, argument: "Node") -> str:
    return "".join(part for part in values.text(argument) if isinstance(part, str))


def _placeholders(whole: str, number: int) -> Iterator[Read]:
    """Yield what a text of Spring's takes in: `${PORT:8080}`, `${server.port}`."""
    for name, default in PLACEHOLDER.findall(whole):
        has_default = f"${{{name}:" in whole
        yield _setting(name, number, default if has_default else None, dashes="")


def _bound(prefix: str, number: int) -> Iterator[Read]:
    """Yield what a class takes in that is bound to a prefix: Spring leaves its dashes out, others write `_`."""
    settings = (_setting(prefix, number, None, dashes=dashes) for dashes in ("", "_"))
    yield from dict.fromkeys(
        replace(setting, name=(*(f"{part}_" for part in setting.name if part), None)) for setting in settings
    )


def _setting(key: str, number: int, default: str | None, *, dashes: str) -> Read:
    value = None if default is None else (default,)
    if CONVENTIONAL.fullmatch(key):
        return Read((key,), number, value)
    return Read((key.replace("-", dashes).replace(".", "_").upper(),), number, value, note=SETTING)
