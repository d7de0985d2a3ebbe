"""Why drift says what it says of one name, and why it is silent where it is."""

from collections.abc import Collection, Iterator

from estuary_docs.drift.findings.accounts import Account, Accounts
from estuary_docs.drift.findings.disagreements import Drift
from estuary_docs.drift.findings.evidence import place
from estuary_docs.drift.findings.unread import conclusion
from estuary_docs.drift.reports.report import described, shown_place
from estuary_docs.drift.rules import sentence_of
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
    hidden = [(each, why) for each, why in drift.hidden if name == each.name or name in each.names]
    for each in found:
        yield f"  {each.severity}[{each.rule}], {each.certainty}: {printable(each.why)}"
    for each, why in hidden:
        yield f"  {each.severity}[{each.rule}], {each.certainty}, is not reported: {printable(why)}"
    rules = {each.rule for each in (*found, *(each for each, _ in hidden))}
    if not rules & {"never-read", "probable-rename", "schema-never-read"}:
        yield f"  never-read is not reported: {_why_read(drift, account, accounts)}"
    if account.reads and "read-but-undocumented" not in rules:
        yield f"  read-but-undocumented is not reported: {printable(_why_told(drift, account, accounts))}"
    if "default-differs" not in rules:
        yield f"  default-differs is not reported: {_why_same(account)}"


def _why_read(drift: Drift, account: Account, accounts: Accounts) -> str:
    if account.reads:
        return f"the code reads it at {shown_place(place(account.reads[0]))}"
    if not account.is_claimed:
        return "no document, example or deployment surely claims it for this service"
    told = conclusion(account, accounts)
    if told.strongest and told.outcome != "finding":
        concluded = "it is undecided" if told.outcome == "undecided" else "another program reads it"
        where = f", at {shown_place(told.strongest.place)}" if told.strongest.place else ""
        return f"{told.strongest.why}{where}, so {concluded}"
    if account.name in drift.of_schema:
        return "the schema declares it, and its rules speak for it"
    return "the code was not read, or reads no variable at all"


def _why_told(drift: Drift, account: Account, accounts: Accounts) -> str:
    if account.name in drift.told:
        return drift.told[account.name]
    if drift.of_schema and account.name not in drift.of_schema:
        return "there is a schema, and it is read-not-in-schema that tells of names which it lacks"
    if accounts.readers.is_known_elsewhere(account.name):
        return "a third party documents it"
    where = sentence_of([place(each) for each in account.reads])
    return f"only tools, tests or scripts of the repository read it, at {where}"


def _why_same(account: Account) -> str:
    told = [each for each in (*account.documented, *account.examples) if each.default is not None]
    real = [each for each in account.reads if each.default is not None]
    if not told:
        return "no document or example claims a default of it"
    if not real:
        return f"{shown_place(place(told[0]))} claims one, and the code has no literal fallback"
    return f"{shown_place(place(told[0]))} claims what the code falls back to at {shown_place(place(real[0]))}"
