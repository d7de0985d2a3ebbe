"""Why drift says what it says of one name, and why it is silent where it is."""

from collections.abc import Collection, Iterator

from estuary_docs.drift.findings.accounts import Account, Accounts
from estuary_docs.drift.findings.disagreements import Drift
from estuary_docs.drift.findings.evidence import place
from estuary_docs.drift.findings.programs import is_private
from estuary_docs.drift.findings.unread import conclusion
from estuary_docs.drift.reports.report import described, shown_place
from estuary_docs.runtimes.python.problems import printable


def explanation(drift: Drift, name: str, secrets: Collection[str]) -> str:
    """Return every mention of a name, who is taken to read it, and what was concluded, or why nothing was."""
    accounts = drift.accounts
    if accounts is None:
        return ""
    account = accounts.of(name)
    lines = [printable(name), "", "Places that name it:", *_mentions(account, accounts, secrets)]
    lines += ["", "Who reads it:", *_evidence(account, accounts)]
    lines += ["", "Conclusions:", *_conclusions(drift, account, accounts)]
    return "".join(f"{line}\n" for line in lines)


def _mentions(account: Account, accounts: Accounts, secrets: Collection[str]) -> Iterator[str]:
    foreign = {each.mention: each.foreign for each in account.said}
    mentions = [each for each in accounts.inventory.mentions if each.name == account.name]
    for each in mentions:
        why = f"; makes no claim about the service: {foreign[each]}" if foreign.get(each) else ""
        yield f"  {shown_place(place(each))}: {described(each, secrets)}{printable(why)}"
    if not mentions:
        yield "  none"


def _evidence(account: Account, accounts: Accounts) -> Iterator[str]:
    for each in account.evidence:
        where = f"{shown_place(each.place)}: " if each.place else ""
        yield f"  {where}{printable(each.why)} ({each.grade})"
    if not account.evidence:
        yield "  nothing that was understood"
    opened = accounts.coverage.open_places(account.programs)
    if not account.reads and opened:
        told = ", ".join(shown_place(each) for each in opened[:5])
        yield f"  Not understood, so they may read it: {told}{' and more' if len(opened) > 5 else ''}"  # noqa: PLR2004 - what fits a line


def _conclusions(drift: Drift, account: Account, accounts: Accounts) -> Iterator[str]:
    name = account.name
    found = [each for each in drift.findings if name == each.name or name in each.names]
    for each in found:
        yield f"  {each.severity}[{each.rule}], {each.certainty}: {printable(each.why)}"
    rules = {each.rule for each in found}
    if not rules & {"never-read", "probable-rename", "schema-never-read"}:
        yield f"  never-read is not reported: {_why_read(account, accounts)}"
    if account.reads and "read-but-undocumented" not in rules:
        yield f"  read-but-undocumented is not reported: {_why_told(account, accounts)}"
    if "default-differs" not in rules:
        yield f"  default-differs is not reported: {_why_same(account)}"


def _why_read(account: Account, accounts: Accounts) -> str:
    if account.reads:
        return f"the code reads it at {shown_place(place(account.reads[0]))}"
    if not account.is_claimed:
        return "no document, example or deployment surely claims it for this service"
    told = conclusion(account, accounts)
    if told.strongest is None or told.outcome == "finding":
        return "a setting, a comment or the baseline hides it, or the schema speaks for it"
    return (
        f"{told.strongest.why}, so {'it is undecided' if told.outcome == 'undecided' else 'another program reads it'}"
    )


def _why_told(account: Account, accounts: Accounts) -> str:
    told = [*account.documented, *account.examples]
    if told:
        return f"{shown_place(place(told[0]))} names it"
    if accounts.readers.is_known_elsewhere(account.name):
        return "a third party documents it"
    if is_private(account.name):
        return "its name says that it is for those who develop the service"
    if not account.own_reads:
        return "only tools, tests or scripts of the repository read it"
    return "a comment, a configuration key or the help text tells of it, or the documents seem to be elsewhere"


def _why_same(account: Account) -> str:
    if not any(each.default is not None for each in (*account.documented, *account.examples)):
        return "no document or example claims a default of it"
    if not any(each.default is not None for each in account.reads):
        return "the code has no literal fallback for it"
    return "the claimed default is the fallback of the code"
