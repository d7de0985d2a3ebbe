"""What a bundler writes into pages when they are built, and a deployment sets no sooner than when they are served."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase

from estuary_docs.drift.findings import programs
from estuary_docs.drift.findings.accounts import Account, Accounts
from estuary_docs.drift.findings.evidence import place
from estuary_docs.drift.mention import BUILD_ARGUMENT, Mention
from estuary_docs.drift.rules import Finding, finding

# Prefixes of variables that exist in the pages alone: no server reads them while it runs.
WRITTEN_IN = ("VITE_", "REACT_APP_", "VUE_APP_")
SCRIPTS = (".js", ".jsx", ".ts", ".tsx", ".mjs", ".mts", ".cjs", ".cts", ".vue", ".svelte", ".astro", ".html")
# A server for development builds the pages when it starts.
FOR_DEVELOPMENT = re.compile(r"(?:^|[/._-])(?:dev|devel|develop|local|override)(?:[/._-]|$)")


def set_too_late(accounts: Accounts) -> Iterator[Finding]:
    """Yield the variables of pages that containers get when they run, and no build gets."""
    for account in accounts:
        late = [each for each in account.sets if _is_at_run_time(each)]
        if (
            account.name.startswith(WRITTEN_IN)
            and late
            and _is_of_pages(account)
            and not _is_built_in(account, accounts)
        ):
            yield replace(finding(account.name, "set-after-build", map(place, late)), certainty="likely")


def _is_at_run_time(claim: Mention) -> bool:
    """Say whether a container that this repository builds gets a variable when it runs."""
    return bool(claim.program) and not (
        FOR_DEVELOPMENT.search(claim.file) or programs.FOR_DEVELOPERS.search(claim.file)
    )


def _is_of_pages(account: Account) -> bool:
    return bool(account.own_reads) and all(each.file.endswith(SCRIPTS) for each in account.reads)


def _is_built_in(account: Account, accounts: Accounts) -> bool:
    """Say whether a build gets a variable too, or a script puts it into the pages when they are served."""
    others = accounts.readers.others(account.name)
    argument = any(each.note == BUILD_ARGUMENT or programs.IMAGES.search(each.file) for each in others)
    built = argument or not all(map(_is_at_run_time, account.sets))
    patterns = {each.name for each in accounts.inventory.mentions if each.role == "read" and "*" in each.name}
    words = {*accounts.inventory.words, *patterns}
    return built or any(fnmatchcase(account.name, word) for word in words)
