"""`[tool.estuary-docs.stores]`: where a project's deployments keep their secrets."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from estuary_docs.catalogue.stores import StoreAddress
from estuary_docs.errors import ProjectError
from estuary_docs.renderers.writing.entry_names import unknown_kind

TABLE = "[tool.estuary-docs.stores]"
KEYS = {"store", "profile", "window-hours"}
FORM = '"aws-secretsmanager:estuary/production/{NAME}"'
ADDRESS = re.compile(r"(?P<kind>[a-z][a-z0-9-]*):(?P<template>[^\s{}]*(?:\{(?:NAME|name|SERVICE|PROFILE)\}[^\s{}]*)+)")


def store_addresses(table: object, file: str, text: str) -> Iterator[StoreAddress]:
    """Yield the stores that a table of `file`, whose whole text is `text`, names; raises ProjectError if malformed."""
    if not isinstance(table, Mapping):
        raise ProjectError(file, f"{TABLE} must be a table of name = {FORM}")
    for name, entry in table.items():
        yield _address(name, entry, file, text)


def _address(name: str, entry: object, file: str, text: str) -> StoreAddress:
    where = f"{TABLE} {name if name.isprintable() else '?'}"
    facts: Mapping[str, Any] = entry if isinstance(entry, Mapping) else {"store": entry}
    address = ADDRESS.fullmatch(facts["store"]) if isinstance(facts.get("store"), str) else None
    if address is None or facts.keys() - KEYS or "{name}" not in address["template"].lower():
        raise ProjectError(file, f"{where} must be KIND:TEMPLATE, such as {FORM}, or a table with it as `store`")
    if problem := unknown_kind(address["kind"]):
        raise ProjectError(file, f"{where} {problem}")
    profile, hours = facts.get("profile", ""), facts.get("window-hours", 24)
    if not isinstance(profile, str) or type(hours) is not int or hours < 0:
        raise ProjectError(file, f"{where} takes a profile as text, and window-hours as a number from 0")
    written = re.search(rf'^\s*"?{re.escape(name)}"?\s*=', text[text.find(".stores") :], re.MULTILINE)
    line = text.count("\n", 0, text.find(".stores") + written.start(0)) + 1 if written else 1
    line += written[0].count("\n") if written else 0
    return StoreAddress(name, address["kind"], address["template"], profile, hours, line)
