"""Tell what something else is to put a secret in the place of: a reference to a store, a variable, a command.

A value that still is one reached the service because nothing resolved it.
"""

from __future__ import annotations

from estuary_docs.runtimes.python.lexicon import (
    BEGINNINGS,
    CLOUD_SERVICES,
    COMMANDS,
    FOLLOWED_BY_A_PATH,
    OF_COMMANDS,
    STORES,
    VAULTS,
    WRAPPED,
)

REFERENCE, COMMAND = "reference", "command"
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
OF_A_NAME = LETTERS | frozenset("0123456789_")
OF_A_SCHEME = LETTERS | frozenset("0123456789+-.")
OF_A_PATH = frozenset("abcdefghijklmnopqrstuvwxyz/_-.#")


def unresolved(text: str) -> str:
    """Return what nothing has resolved or run, REFERENCE or COMMAND; an empty text if `text` is neither.

    >>> unresolved("op://prod/api/token"), unresolved("$(openssl rand -hex 32)"), unresolved("Qe1U5msfYir1")
    ('reference', 'command', '')
    """
    if _is_command(text):
        return COMMAND
    return REFERENCE if text.startswith(BEGINNINGS) or _is_wrapped(text) or _is_address_of_a_secret(text) else ""


def _is_command(text: str) -> bool:
    """Say whether a text is a command of a shell, in the shell's marks or without."""
    for opening, closing in (("$(", ")"), ("`", "`")):
        if text.startswith(opening) and text.endswith(closing) and len(text) > len(opening) + 1:
            return _is_expression(text[len(opening) : -1])
    first, *others = text.split(" ")
    return first in COMMANDS and any(word.startswith(OF_COMMANDS) for word in others)


def _is_wrapped(text: str) -> bool:
    """Say whether the whole text is a variable, or an expression in the marks of a template."""
    for index in range(0, len(WRAPPED), 2):
        opening, closing = WRAPPED[index], WRAPPED[index + 1]
        inner = text[len(opening) : len(text) - len(closing)]
        if text.startswith(opening) and text.endswith(closing) and _is_expression(inner):
            return True
    name = text[1:]
    return (
        len(name) > 3
        and text[0] == "$"
        and "_" in name
        and name == name.upper()
        and name[0] in LETTERS
        and _has_only(OF_A_NAME, name)
    )


def _is_expression(inner: str) -> bool:
    inner = inner.strip(" =-{}")
    return inner != "" and (inner[0] in OF_A_NAME or inner[0] in "./$'\"")


def _is_address_of_a_secret(text: str) -> bool:
    """Say whether a text names a secret in a store: `vault:…`, `arn:aws:secretsmanager:…`, `projects/x/secrets/y`."""
    parts = text.split("/")
    if len(parts) > 3 and parts[0] == "projects" and parts[2] == "secrets":
        return True
    scheme, _, rest = text.partition(":")
    if rest == "" or scheme == "" or not _has_only(OF_A_SCHEME, scheme):
        return False
    if scheme == "arn":
        return rest.startswith("aws") and rest.partition(":")[2].startswith(tuple(CLOUD_SERVICES))
    if scheme == "https":
        return any(vault in rest for vault in VAULTS)
    names = scheme.lower().replace("+", "-").replace(".", "-").split("-")
    if any(name in STORES for name in names):
        return True
    is_path = rest.startswith("//") or rest.partition(":")[0] in STORES or ("/" in rest and _has_only(OF_A_PATH, rest))
    return is_path and any(name in FOLLOWED_BY_A_PATH for name in names)


def _has_only(characters: frozenset[str], text: str) -> bool:
    return characters.issuperset(text)
