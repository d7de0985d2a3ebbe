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
    foreign = {claim.mention: claim.foreign for claim in account.every_claim}
    mentions = [mention for mention in accounts.inventory.mentions if mention.name == account.name]
    for mention in mentions:
        why = f"; makes no claim about the service: {foreign[mention]}" if foreign.get(mention) else ""
        yield f"  {shown_place(place(mention))}: {described(mention, secrets)}{printable(why)}"
    if not mentions:
        yield "  none"


def _evidence(account: Account, accounts: Accounts) -> Iterator[str]:
    for evidence in account.evidence:
        where = f"{shown_place(evidence.place)}: " if evidence.place else ""
        yield f"  {where}{printable(evidence.why)} ({evidence.grade})"
    if not account.evidence:
        yield "  nothing that was understood"
    opened = accounts.coverage.open_places(account.programs)
    if not account.reads and opened:
        places = ", ".join(shown_place(opening) for opening in opened[:5])
        yield f"  Not understood, so they may read it: {places}{' and more' if len(opened) > 5 else ''}"  # noqa: PLR2004 - what fits a line


def _conclusions(drift: Drift, account: Account, accounts: Accounts) -> Iterator[str]:
    name = account.name
    findings = [finding for finding in drift.findings if name == finding.name or name in finding.names]
    hidden = [(finding, why) for finding, why in drift.hidden if name == finding.name or name in finding.names]
    for finding in findings:
        yield f"  {finding.severity}[{finding.rule}], {finding.certainty}: {printable(finding.why)}"
    for finding, why in hidden:
        yield f"  {finding.severity}[{finding.rule}], {finding.certainty}, is not reported: {printable(why)}"
    rules = {finding.rule for finding in (*findings, *(finding for finding, _ in hidden))}
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
    result = conclusion(account, accounts)
    if result.strongest and result.outcome != "finding":
        concluded = "it is undecided" if result.outcome == "undecided" else "another program reads it"
        where = f", at {shown_place(result.strongest.place)}" if result.strongest.place else ""
        return f"{result.strongest.why}{where}, so {concluded}"
    if account.name in drift.of_schema:
        return "the schema declares it, and its rules speak for it"
    return "the code was not read, or reads no variable at all"


def _why_told(drift: Drift, account: Account, accounts: Accounts) -> str:
    if account.name in drift.documentation:
        return drift.documentation[account.name]
    if drift.of_schema and account.name not in drift.of_schema:
        return "there is a schema, and it is read-not-in-schema that tells of names which it lacks"
    if accounts.readers.is_known_elsewhere(account.name):
        return "a third party documents it"
    where = sentence_of([place(read) for read in account.reads])
    return f"only tools, tests or scripts of the repository read it, at {where}"


def _why_same(account: Account) -> str:
    claims = [claim for claim in (*account.documented, *account.examples) if claim.default is not None]
    real = [read for read in account.reads if read.default is not None]
    if not claims:
        return "no document or example claims a default of it"
    if not real:
        return f"{shown_place(place(claims[0]))} claims one, and the code has no literal fallback"
    return f"{shown_place(place(claims[0]))} claims what the code falls back to at {shown_place(place(real[0]))}"
