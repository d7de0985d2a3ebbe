"""What the service reads and nothing tells of: no document, no example, no help text and no configuration key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from estuary_docs.drift.findings import programs
from estuary_docs.drift.findings.accounts import Account, Accounts
from estuary_docs.drift.findings.evidence import place
from estuary_docs.drift.findings.programs import is_private
from estuary_docs.drift.mention import (
    BUILT,
    COMMENT,
    COMMENTED_OUT,
    COMPILED,
    DESCRIPTION,
    KEYED,
    OPTION,
    SETTING,
    Mention,
)
from estuary_docs.drift.rules import sentence_of
from estuary_docs.drift.settings import is_prose

# Where a repository names fewer of what its service reads, its documents live elsewhere.
LEAST_READ, LEAST_SHARE = 10, 4
# Places that claim nothing and show people a variable all the same.
TELLING = {
    COMMENT: "the comment at {place} names it",
    COMMENTED_OUT: "a line that is commented out at {place} shows it",
    DESCRIPTION: "{place} describes it",
}
UNTOLD = {
    OPTION: "the help of the program lists it",
    SETTING: "a file of settings may hold it too, and documents name hardly any of those settings",
    COMPILED: "it is taken in when the code is compiled",
}
TWINS = ("_FILE", "__FILE")


@dataclass(frozen=True)
class Undocumented:
    """The accounts that nothing tells of, and a note where their documents seem to live elsewhere.

    `reasons` are why each other name that the service reads needs no document, or has one.
    """

    accounts: tuple[Account, ...]
    note: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)


def undocumented(accounts: Accounts) -> Undocumented:
    """Return what the service reads and nothing names; where hardly anything is named, what it cannot do without."""
    reasons: dict[str, str] = {}
    read: list[Account] = []
    for account in accounts.read_by_the_service():
        own = _of_its_own(account, accounts)
        if own:
            reasons[account.name] = own
        else:
            read.append(account)
    keyed = {account.name for account in read if _is_keyed(account, accounts)}
    documented = dict.fromkeys(keyed, "settings or documents name the key that a loader maps to it")
    documented |= {account.name: why for account in read if (why := _telling(account, accounts))}
    # Of several names of one thing, one is enough.
    aliases = _aliases(accounts)
    documented |= {
        account.name: f"`{other.name}`, which is another name of it, is named"
        for account in read
        for other in aliases.get(account.name, ())
        if account.name not in documented and _telling(other, accounts)
    }
    # Documents may leave out what all names begin with.
    prefix = accounts.readers.own_prefix
    documented |= {
        account.name: f"documents name it without `{prefix}`"
        for account in read
        if prefix and account.name not in documented and accounts.of(account.name.removeprefix(prefix)).documented
    }
    # Where documents tell of the file that a value may come from, they tell of the value.
    documented |= {
        account.name: f"`{twin}`, which holds the same, is named"
        for account in read
        for twin in (account.name + ending for ending in TWINS)
        if account.name not in documented and twin in documented
    }
    named = _most_named(accounts, keyed)
    left = []
    for account in read:
        why = documented.get(account.name) or _untold(account, named, accounts)
        if why:
            reasons[account.name] = why
        else:
            left.append(account)
    if not (len(read) >= LEAST_READ and len(documented) * LEAST_SHARE < len(read)):
        return Undocumented(tuple(left), reasons=reasons)
    note = (
        f"{len(documented)} of {len(read)} variables that the service reads are named in this folder: their documents "
        "seem to be elsewhere, so only what the service cannot start without is called undocumented"
    )
    needed = {account.name: account for account in left if any(mention.required for mention in account.own_reads)}
    elsewhere = {
        account.name: "the documents of the service seem to be elsewhere"
        for account in left
        if account.name not in needed
    }
    return Undocumented(tuple(needed.values()), note if left else "", reasons | elsewhere)


def _of_its_own(account: Account, accounts: Accounts) -> str:
    """Return why a variable is none that people are to know, or an empty text."""
    if is_private(account.name):
        return "its name says that it is for those who develop the service"
    others = {read.alias_of for read in account.own_reads}
    if "" not in others:
        return f"it is another name of `{min(others)}`"
    built = [mention.file for mention in accounts.readers.others(account.name) if mention.note == BUILT]
    fed = {accounts.program_of(file) for file in built}
    if built and {accounts.program_of(read.file) for read in account.own_reads} <= fed:
        return "the build puts a value in its place"
    # A helper reads both in one place: the variable, and the file to take it from.
    other = accounts.by_name.get(account.name.removesuffix("_FILE"))
    if other is None or other is account or not {*map(place, account.reads)} <= {*map(place, other.reads)}:
        return ""
    return f"it is read with `{other.name}`, as the file that holds it"


def _aliases(accounts: Accounts) -> dict[str, list[Account]]:
    """Return the other names of each variable that has some."""
    aliases: dict[str, list[Account]] = {}
    for account in accounts:
        for name in {read.alias_of for read in account.own_reads} - {""}:
            aliases.setdefault(name, []).append(account)
    return aliases


def _telling(account: Account, accounts: Accounts) -> str:
    """Return what tells people of a variable: a document, an example, a comment of one or a description."""
    inventory = accounts.inventory
    claims = [*account.documented, *account.examples]
    others = accounts.readers.others(account.name)
    # What the build of an image or a script of it sets is for the programs in it.
    built = [mention for mention in account.sets if mention.value is None and programs.IMAGES.search(mention.file)]
    mentions = [mention for mention in others if mention.note in TELLING]
    # A guide that leads away from a former version names what only those set who come from it.
    claims += [mention for mention in others if is_prose(mention.file) and programs.LEAVING_BEHIND.search(mention.file)]
    if claims:
        return f"{sentence_of([place(claims[0])])} names it"
    if account.name in inventory.named:
        return "a document has its name, and does not call it a variable"
    if built:
        return f"{sentence_of([place(built[0])])} sets it for the programs of the image"
    if account.name in inventory.internal:
        return "a script sets it for the services of its container"
    if account.name in accounts.named_by_parts:
        return "documents name parts of it"
    return TELLING[mentions[0].note].format(place=sentence_of([place(mentions[0])])) if mentions else ""


def _is_keyed(account: Account, accounts: Accounts) -> bool:
    """Say whether settings or documents name the key that a loader maps to a variable."""
    keyed = any(read.note in (KEYED, OPTION, SETTING) for read in account.reads)
    return keyed and any(key in accounts.inventory.keys for key in _keys(account))


def _keys(account: Account) -> Iterator[str]:
    """Yield the name, and what is left of it without the prefix of the service; levels are joined as in a key."""
    name = account.name.replace("__", "_")
    yield name
    yield name.partition("_")[2]


def _most_named(accounts: Accounts, keyed: set[str]) -> set[tuple[str, str]]:
    """Return the programs of whose options, or settings, documents name most, so that one gap is one."""
    groups: dict[tuple[str, str], list[bool]] = {}
    for account in accounts:
        named = bool(account.documented or account.examples or account.name in keyed)
        for key in {(mention.note, accounts.program_of(mention.file)) for mention in account.reads}:
            groups.setdefault(key, []).append(named)
    return {key for key, named in groups.items() if 2 * sum(named) > len(named)}


def _untold(account: Account, named: set[tuple[str, str]], accounts: Accounts) -> str:
    """Return why nothing needs to tell of a variable: each read of it tells of itself to people who run the service."""
    if any(_asks_for_a_document(read, named, accounts) for read in account.own_reads):
        return ""
    return next((UNTOLD[read.note] for read in account.own_reads if read.note in UNTOLD), "")


def _asks_for_a_document(read: Mention, named: set[tuple[str, str]], accounts: Accounts) -> bool:
    """Say whether a read tells nothing of itself to people who run the service."""
    if read.note in (OPTION, SETTING):
        return (read.note, accounts.program_of(read.file)) in named
    return read.note != COMPILED
