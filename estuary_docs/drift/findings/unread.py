"""What is claimed and never read: the table from evidence and coverage to a conclusion, and doubt of oneself."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from estuary_docs.drift.findings import likeness
from estuary_docs.drift.findings.accounts import Account, Accounts
from estuary_docs.drift.findings.candidates import TooManyCandidatesError
from estuary_docs.drift.findings.evidence import Evidence, Grade, place
from estuary_docs.drift.findings.values import normal, words
from estuary_docs.drift.mention import HANDED_ON
from estuary_docs.drift.rules import Finding, Place, Severity, UndecidedName, finding, listed, sentence_of

PROTECTION = words(
    "SECURITY SECURE STRICT AUTH AUTHENTICATION AUTHORIZATION TLS SSL HTTPS MTLS CSRF XSRF CORS CSP HSTS ENCRYPT "
    "ENCRYPTION VERIFY REQUIRE ENFORCE PROTECT PROTECTION SANDBOX AUDIT MFA 2FA RATELIMIT LOCKOUT FIREWALL SIGNATURE"
)
SWITCHES = words("ENABLED ENABLE MODE STRICT REQUIRED REQUIRE ENFORCE VERIFY ONLY PROTECTION CHECK VALIDATION")
ON = words("true 1 yes on strict enforce enforced enabled require required")
# What the strongest evidence makes of a name, where its program is closed and where it is open.
Outcome = Literal["silent", "undecided", "finding"]
TABLE: dict[Grade | None, tuple[Outcome, Outcome]] = {
    "read": ("silent", "silent"),
    "foreign": ("silent", "silent"),
    "exact": ("undecided", "undecided"),
    "covered": ("undecided", "undecided"),
    "named": ("finding", "undecided"),
    None: ("finding", "finding"),
}
# Of a file with so many claims, more than half of which nothing reads, the reading was blind or the file is another's.
LEAST_CLAIMS_FOR_DOUBT = 8
TOO_MANY_ALIKE = "so many names share their words that none is proposed as the former name of another"


@dataclass(frozen=True)
class Conclusion:
    """What is concluded of a claimed name: by the strongest evidence, and whether its program is understood."""

    account: Account
    outcome: Outcome
    closed: bool
    strongest: Evidence | None = None

    @property
    def undecided(self) -> UndecidedName:
        """The name as one that is not decided, with its cause."""
        cause = self.strongest.why if self.strongest else ""
        where = (self.strongest.place,) if self.strongest and self.strongest.place else ()
        grade = self.strongest.grade if self.strongest else ""
        return UndecidedName(self.account.name, cause, grade, where, tuple(map(place, self.account.claims)))


@dataclass(frozen=True)
class Renames:
    """A finding for each unread name that is probably a former or a misspelt one, and a note where some are missing."""

    findings: dict[str, Finding]
    note: str = ""


def conclusions(accounts: Accounts, passed_over: Collection[str]) -> list[Conclusion]:
    """Return a conclusion for each name that is surely claimed; names that are `passed_over` are the schema's."""
    return [
        conclusion(account, accounts) for account in accounts if account.is_claimed and account.name not in passed_over
    ]


def conclusion(account: Account, accounts: Accounts) -> Conclusion:
    """Return what the table says of an account."""
    closed = accounts.coverage.is_closed(account.programs)
    strongest = next(iter(account.evidence), None)
    outcome = TABLE[strongest.grade if strongest else None][0 if closed else 1]
    return Conclusion(account, outcome, closed, strongest)


def never_read(concluded: Iterable[Conclusion], doubtful: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each name that nothing reads, and for files full of `doubtful` names one each."""
    unread = [result for result in concluded if result.outcome == "finding"]
    yield from (_never_read(result) for result in unread if result.account.name not in doubtful)
    left = {result.account.name: result.account for result in unread if result.account.name in doubtful}
    for file, names in _by_file(left).items():
        where = [place(claim) for name in names for claim in left[name].claims if claim.file == file]
        about = finding(
            "*", "never-read", where, template="many", subject=f"{len(names)} variables of {file}", file=file
        )
        yield replace(about, names=tuple(sorted(names)), certainty="likely")


def doubtful(concluded: Collection[Conclusion]) -> frozenset[str]:
    """Return the unread names that stand in nothing but files of which most names would be unread, in open programs."""
    unread = {result.account.name for result in concluded if result.outcome == "finding" and not result.closed}
    claimed: dict[str, set[str]] = {}
    for result in concluded:
        for claim in result.account.claims:
            claimed.setdefault(claim.file, set()).add(result.account.name)
    blind = {
        file
        for file, names in claimed.items()
        if len(names) >= LEAST_CLAIMS_FOR_DOUBT and 2 * len(names & unread) > len(names)
    }
    return frozenset(
        result.account.name
        for result in concluded
        if result.account.name in unread and all(claim.file in blind for claim in result.account.claims)
    )


def _by_file(accounts: dict[str, Account]) -> dict[str, list[str]]:
    """Return the names of each file; a name of several files is told with the one that has most of them."""
    count = Counter(file for account in accounts.values() for file in {claim.file for claim in account.claims})
    by_file: dict[str, list[str]] = {}
    for name, account in accounts.items():
        by_file.setdefault(
            max((claim.file for claim in account.claims), key=lambda file: (count[file], file)), []
        ).append(name)
    return by_file


def _never_read(result: Conclusion) -> Finding:
    account = result.account
    whole = result.strongest.whole if result.strongest else ""
    surely: Literal["why", "shortened"] = "shortened" if whole else "why"
    report = finding(
        account.name,
        "never-read",
        map(place, account.claims),
        severity_where_unread(account) if result.closed else None,
        named=named(account),
        whole=whole,
        template=surely if result.closed else "likely",
    )
    if result.strongest and result.strongest.place:
        also = (
            f" {result.strongest.why[0].upper()}{result.strongest.why[1:]} at {sentence_of([result.strongest.place])}."
        )
        report = replace(report, why=report.why + also)
    return replace(report, certainty="certain" if result.closed else "likely")


def severity_where_unread(account: Account) -> Severity | None:
    """Return an error for a switch of protection that a place turns on, else nothing: the rule's own counts."""
    parts = frozenset(account.name.upper().split("_"))
    values = [claim.default if claim.value is None else claim.value for claim in account.claims]
    on = any(normal(value or "") in ON for value in values)
    untold = bool(SWITCHES & parts) and any(value is None for value in values)
    return "error" if PROTECTION & parts and (on or untold) else None


def named(account: Account, *also: str) -> str:
    """Return where a variable is claimed, as a sentence has it."""
    files = len({mention.file for mention in account.sets})
    set_in = f"set in {files} file{'s' if files > 1 else ''}"
    prefixes = {mention.prefix for mention in account.documented}
    written = f" as `{account.name.removeprefix(max(prefixes))}`" if prefixes and all(prefixes) else ""
    return listed(
        [
            *([f"documented{written}"] if account.documented else []),
            *(["in an example"] if account.examples else []),
            *([set_in] if files else []),
            *also,
        ]
    )


def renames(concluded: Collection[Conclusion], accounts: Accounts, undocumented: Collection[str]) -> Renames:
    """Return what the unread names were probably renamed to, or are slips of."""
    unread = {result.account.name: result for result in concluded if result.outcome == "finding"}
    unset = {account.name for account in accounts.read_by_the_service() if not account.sets}
    pairs, note = list[tuple[str, str]](), ""
    try:
        pairs += likeness.pairs(unread, undocumented)
        taken = {name for pair in pairs for name in pair}
        left = [name for name in unread if unread[name].account.sets and name not in taken]
        slips = likeness.pairs(left, unset - taken)
        pairs += [pair for pair in slips if likeness.likeness(*pair) >= likeness.REWORDED]
    except TooManyCandidatesError:
        note = TOO_MANY_ALIKE
    findings = {old: _rename(unread[old], new, map(place, accounts.of(new).reads)) for old, new in pairs}
    siblings = {old: _siblings(result.account, accounts) for old, result in unread.items() if old not in findings}
    findings |= {old: _rename(unread[old], *named[0]) for old, named in siblings.items() if named}
    return Renames(findings, note)


def _rename(result: Conclusion, new: str, reads: Iterable[Place]) -> Finding:
    account = result.account
    where = sorted(set(reads))
    reader = "the code reads" if where else "beside it is"
    report = finding(
        account.name,
        "probable-rename",
        map(place, account.claims),
        None if account.sets and result.closed else "warning",
        other=new,
        named=named(account, "never read"),
        reason=likeness.reason(account.name, new),
        reader=f"{reader} `{new}`" + (f" at {sentence_of(where)}" if where else ""),
    )
    return replace(report, other=new, certainty="certain" if result.closed else "likely")


def _siblings(account: Account, accounts: Accounts) -> list[tuple[str, list[Place]]]:
    """Return the names of the same files, or those that code reads, of which a handed-on name is a slip."""
    files = {mention.file for mention in account.sets if mention.note == HANDED_ON}
    if not files:
        return []
    beside = [
        other for other in accounts if other.name != account.name and any(claim.file in files for claim in other.claims)
    ]
    read = [other for other in accounts if other.reads]
    slips = [other for other in (*read, *beside) if likeness.is_slip(account.name, other.name)]
    return [(other.name, sorted(set(map(place, other.reads)))) for other in slips if other.reads or other.is_claimed]
