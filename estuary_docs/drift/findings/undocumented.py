"""What the service reads and nothing tells of: no document, no example, no help text and no configuration key."""

from collections.abc import Iterator
from dataclasses import dataclass

from estuary_docs.drift.findings import programs
from estuary_docs.drift.findings.accounts import Account, Accounts
from estuary_docs.drift.findings.evidence import place
from estuary_docs.drift.findings.programs import is_private
from estuary_docs.drift.mention import COMPILED, DESCRIBED, KEYED, OPTION, SETTING, Mention

# Where a repository names fewer of what its service reads, its documents live elsewhere.
LEAST_READ, LEAST_SHARE = 10, 4


@dataclass(frozen=True)
class Undocumented:
    """The accounts that nothing tells of, and a note where their documents seem to live elsewhere."""

    accounts: tuple[Account, ...]
    note: str = ""


def undocumented(accounts: Accounts) -> Undocumented:
    """Return what the service reads and nothing names; nothing but a note where hardly anything is named at all."""
    read = [
        each for each in accounts.read_by_the_service() if not (is_private(each.name) or _is_a_file_of(each, accounts))
    ]
    keyed = {each.name for each in read if _is_keyed(each, accounts)}
    told = {each.name for each in read if each.name in keyed or _is_told(each, accounts)}
    named = _most_named(accounts, keyed)
    left = [
        each
        for each in read
        if each.name not in told and any(_asks_for_a_document(mention, named, accounts) for mention in each.own_reads)
    ]
    if len(read) >= LEAST_READ and len(told) * LEAST_SHARE < len(read):
        note = (
            f"{len(told)} of {len(read)} variables that the service reads are named in this folder: their documents "
            "seem to be elsewhere, so nothing is called undocumented"
        )
        return Undocumented((), note if left else "")
    return Undocumented(tuple(left))


def _is_told(account: Account, accounts: Accounts) -> bool:
    """Say whether a document, an example, a comment of one or a description names a variable."""
    if account.documented or account.examples or account.name in accounts.inventory.named:
        return True
    # What the build of an image or a script of it sets is for the programs in it.
    built = any(each.value is None and programs.IMAGES.search(each.file) for each in account.sets)
    if built or account.name in accounts.inventory.internal:
        return True
    if any(name.startswith(f"{account.name}__") for name in accounts.inventory.named):
        return True
    return any(each.note in DESCRIBED for each in accounts.readers.others(account.name))


def _is_a_file_of(account: Account, accounts: Accounts) -> bool:
    """Say whether a variable names a file to take another one from, by a helper that reads both in one place."""
    other = accounts.by_name.get(account.name.removesuffix("_FILE"))
    if other is None or other is account:
        return False
    return {place(each) for each in account.reads} <= {place(each) for each in other.reads}


def _is_keyed(account: Account, accounts: Accounts) -> bool:
    """Say whether settings or documents name the key that a loader maps to a variable."""
    keyed = any(each.note in (KEYED, OPTION, SETTING) for each in account.reads)
    return keyed and any(key in accounts.inventory.keys for key in _keys(account))


def _keys(account: Account) -> Iterator[str]:
    """Yield the name, and what is left of it without the prefix of the service; levels are joined as in a key."""
    name = account.name.replace("__", "_")
    yield name
    yield name.partition("_")[2]


def _most_named(accounts: Accounts, keyed: set[str]) -> set[tuple[str, str]]:
    """Return the programs of whose options, or settings, documents name most, so that one gap is one."""
    told: dict[tuple[str, str], list[bool]] = {}
    for each in accounts:
        named = bool(each.documented or each.examples or each.name in keyed)
        for key in {(mention.note, accounts.program_of(mention.file)) for mention in each.reads}:
            told.setdefault(key, []).append(named)
    return {key for key, named in told.items() if 2 * sum(named) > len(named)}


def _asks_for_a_document(read: Mention, named: set[tuple[str, str]], accounts: Accounts) -> bool:
    """Say whether a read tells nothing of itself to people who run the service."""
    if read.note in (OPTION, SETTING):
        return (read.note, accounts.program_of(read.file)) in named
    return read.note != COMPILED
