"""Secrets that a repository shows, and those that a bundler publishes."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from estuary_docs.drift.findings import programs
from estuary_docs.drift.findings.accounts import Account, Accounts
from estuary_docs.drift.findings.evidence import place
from estuary_docs.drift.findings.values import LEAST_LETTERS_OF_A_PLAIN_SECRET, is_exposed, is_literal, words
from estuary_docs.drift.mention import COMMENTED_OUT, KEPT_FOR_CONTAINERS, Mention
from estuary_docs.drift.rules import Finding, Place, finding
from estuary_docs.runtimes.python.placeholders import looks_like_placeholder
from estuary_docs.validation.secret_names import is_secret_name

SHOWING = frozenset(("example", "documented", "set"))
HOLDING = frozenset((KEPT_FOR_CONTAINERS, COMMENTED_OUT))
# Prefixes whose variables bundlers write into what browsers load, and the files of scripts that read them there.
PUBLISHED = ("NEXT_PUBLIC_", "NUXT_PUBLIC_", "VITE_", "REACT_APP_", "GATSBY_", "EXPO_PUBLIC_", "VUE_APP_", "PUBLIC_")
SCRIPTS = (".js", ".jsx", ".ts", ".tsx", ".mjs", ".mts", ".cjs", ".cts", ".vue", ".svelte", ".astro", ".html")
LEAST_LETTERS_OF_A_PASSWORD = 8
PRIVATE = words("SECRET SECRETS PASSWORD PASSWD PRIVATE CREDENTIAL CREDENTIALS")
# Keys that vendors mean to be seen, and what visitors of a demonstration are told.
MEANT_TO_BE_SEEN = words("PUBLIC PUBLISHABLE SITE SITEKEY ANON CLIENT MEASUREMENT DEMO")


def exposed(accounts: Accounts, secrets: Collection[str]) -> Iterator[Finding]:
    """Yield what looks like a genuine secret in a document, an example or a deployment; `secrets` are a schema's."""
    places: dict[str, list[Place]] = {}
    delivered: set[str] = set()
    for mention in accounts.inventory.mentions:
        secret = mention.name in secrets or is_secret_name(mention.name)
        values = (mention.value, mention.default) if mention.role in SHOWING or mention.note in HOLDING else ()
        tested = programs.FOR_TESTS.search(mention.file) or programs.BUILDING.search(mention.file)
        if not tested and any(value is not None and is_exposed(value, secret=secret) for value in values):
            places.setdefault(mention.name, []).append(place(mention))
            shown = mention.value or mention.default or ""
            if mention.role != "documented" or len(shown) >= LEAST_LETTERS_OF_A_PLAIN_SECRET:
                delivered.add(mention.name)
    for name, where in places.items():
        # A short text that stands in a document alone may have been made up for it.
        result = finding(name, "exposed-secret", where, None if name in delivered else "warning")
        yield result if name in delivered else replace(result, certainty="likely")
    for account in accounts:
        same = _built_in(account) if account.name in secrets or is_secret_name(account.name) else []
        if same and account.name not in places:
            yield finding(account.name, "exposed-secret", map(place, same), "warning", template="likely")


def _built_in(account: Account) -> list[Mention]:
    """Return the reads and examples of a secret that has the same made-up value in the code and in an example."""
    own = {read.default for read in account.own_reads if read.default}
    examples = [example for example in account.examples if example.value in own and _is_made_up(example.value or "")]
    return [*examples, *(read for read in account.own_reads if read.default in {example.value for example in examples})]


def _is_made_up(value: str) -> bool:
    """Say whether a value is a password that somebody thought of, and not a placeholder or a word."""
    mixed = any(map(str.isalpha, value)) and any(map(str.isdigit, value))
    return (
        mixed and len(value) >= LEAST_LETTERS_OF_A_PASSWORD and is_literal(value) and not looks_like_placeholder(value)
    )


def published(accounts: Accounts) -> Iterator[Finding]:
    """Yield the secrets that scripts read under a prefix that a bundler publishes."""
    for account in accounts:
        prefix = next((beginning for beginning in PUBLISHED if account.name.startswith(beginning)), None)
        if prefix is None:
            continue
        own = account.name.removeprefix(prefix)
        parts = frozenset(own.split("_"))
        reads = [read for read in account.own_reads if read.file.endswith(SCRIPTS)]
        if reads and is_secret_name(own) and parts & PRIVATE and not parts & MEANT_TO_BE_SEEN:
            yield finding(account.name, "published-secret", map(place, reads), prefix=prefix)
