"""One decision for every command: whether the value of a variable may be shown.

A value is shown if neither its variable's name nor its shape says that it is a secret. What is too long to be judged is
not shown.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from estuary_docs.validation.credential_shapes import (
    LATER,
    PUBLIC,
    holds_login,
    holds_token,
    is_made_up,
    is_random,
)
from estuary_docs.validation.secret_names import COUNTING, is_secret_name, words_of

LONGEST_JUDGED = 4096
FLAG = re.compile(r"(?i:true|false|yes|no|on|off|none|null)")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[smhdw]|ms|[KMG]i?B?)?")
PATH = re.compile(r"(?:~|\.{1,2}|[A-Z]:)?(?:[/\\][\w.@-]+){2,}/?")
REFERENCE = re.compile(
    r"(?:secretref|keyvaultref|vault|op|ssm|arn|awssm|gcpsm|ref\+\w+):\S+|@Microsoft\.KeyVault\(.*\)"
    r"|\$\{\w+(?::?\?[^}]*)?\}|\$\w+|\$\([\w.-]+\)|\$?\{\{[^}]*\}\}|<[^>]*>|%\w+%"
)
# `password=x`, `"apiKey": "x"`, `--token x`, `password x` of a .netrc.
PAIR = re.compile(
    r"(?P<name>[A-Za-z_][\w.-]{1,60})[\"']?(?:\s*[=:]\s*)(?!//)[\"']?(?P<value>(?:Bearer |Basic )?[^\s\"'&;,}]+)"
    r"|--(?P<option>[a-z][\w-]{2,60})[ =](?P<given>\S+)|\b(?P<word>password|passwd|secret) (?P<told>\S*[\d!@#$%]\S*)"
)
COMMAND = re.compile(
    r"(?:^|\s)(?:-u|--user)[ =]?\S+:\S+"
    r"|\b(?:mysql\w*|sshpass|login|mongo\w*)\s(?:.*\s)?-p ?\S|\bredis-cli\s(?:.*\s)?-a \S"
)
# Names of query parameters and keys that authorise, though they name no secret elsewhere.
SIGNING = frozenset("sig signature code key auth authorization authtoken apikey pass k cookie".split())
LOGIN = re.compile(r"[\w.@+-]+[:/]\S+")
PGPASS = re.compile(r"[\w.*-]+:(?:\d+|\*):[\w*-]+:[\w*-]+:\S+")
# The same few values stand under the same few names all over a tree.
KEPT_DECISIONS = 1 << 14
IDENTIFIERS = frozenset(
    "id ids sid uuid guid sha md commit revision rev digest checksum hash fingerprint thumbprint etag "
    "integrity public pub pubkey cert certificate publishable site arn image release build version address trace "
    "namespace class handler module model pattern format".split()
)
LOGINS = frozenset(("auth", "creds", "userpass"))
AMBIGUOUS = frozenset("auth key cookie salt bearer webhook".split())
WORD = re.compile(r"[a-z][a-z_.+-]*(?:[:/][\w.-]+)?|[\w-]+/[\w./-]+")


@lru_cache(maxsize=KEPT_DECISIONS)
def may_be_shown(name: str, value: str) -> bool:
    """Say whether the value of a variable may be shown; `name` is that of a variable, a field, a key or a parameter."""
    text = value.strip().strip("\"'").strip()
    if not text or REFERENCE.fullmatch(text) or PUBLIC.match(text):
        return True
    if len(text) > LONGEST_JUDGED or holds_token(text) or holds_login(text):
        return False
    words = words_of(name)
    is_identifier = not IDENTIFIERS.isdisjoint(words) or words[:1] in (["gpg"], ["pgp"])
    return not (
        (is_secret_name(name) and not _is_plain(words, text))
        or (not is_identifier and _may_open(words, text))
        or COMMAND.search(text)
        or PGPASS.fullmatch(text)
        or is_made_up(text, is_identifier=is_identifier)
        or not all(_pair_may_be_shown(key, part) for key, part in _pairs(text))
    )


def _may_open(words: list[str], text: str) -> bool:
    """Say whether a value under a name such as `SMTP_AUTH` is more than a word or a flag."""
    last = words[-1] if words else ""
    is_login = last in LOGINS and LOGIN.fullmatch(text) is not None
    return is_login or (last in AMBIGUOUS and not (_is_plain(words, text) or WORD.fullmatch(text)))


def _is_plain(words: list[str], text: str) -> bool:
    """Say whether a value is no secret under any name: a flag, a path, or a number where the name counts something."""
    if FLAG.fullmatch(text) or (PATH.fullmatch(text) and not any(map(is_random, re.split(r"[/\\]", text)))):
        return True
    return not COUNTING.isdisjoint(words) and NUMBER.fullmatch(text) is not None


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for pair in PAIR.finditer(text):
        yield (pair["name"] or pair["option"] or pair["word"], pair["value"] or pair["given"] or pair["told"])


def _pair_may_be_shown(name: str, value: str) -> bool:
    words = words_of(name)
    if FLAG.fullmatch(value) or LATER.search(value) or REFERENCE.fullmatch(value) or PATH.fullmatch(value):
        return True
    if is_secret_name(name):
        return not COUNTING.isdisjoint(words) and NUMBER.fullmatch(value) is not None
    is_signing = bool(words) and words[-1] in SIGNING
    return not is_signing or WORD.fullmatch(value) is not None or NUMBER.fullmatch(value) is not None
