"""The report of drift for people: what was understood, then errors, then findings by rule and file."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from estuary_docs.drift.findings.coverage import LanguageCoverage
from estuary_docs.drift.findings.disagreements import Drift
from estuary_docs.drift.reports.report import passed_over_lines, shown_place
from estuary_docs.drift.rules import RULES, Finding, UndecidedName
from estuary_docs.runtimes.python.problems import printable

COLOURS = {"error": "red", "warning": "yellow"}
NOT_COMPARED = "Drift was not checked: there is no code to compare with."
MOST_PLACES = 5
MOST_CAUSES = 3
LEAST_OF_A_GROUP = 3
# Rules of which a file has many findings alike: one entry names all variables of a file.
GROUPED = frozenset(("read-but-undocumented", "read-not-in-schema", "read-elsewhere"))
# The rules, those first whose findings do most harm.
ORDER = (
    *("extractable", "stored-in-clear", "not-in-store", "overdue", "window-left-open", "unknown-entry"),
    *(
        "never-read",
        "probable-rename",
        "renamed-still-named",
        "published-secret",
        "exposed-secret",
        "refused-value",
    ),
    *("required-but-not-set", "profile-default-not-applied", "default-differs", "conflicting-documented-defaults"),
    *("fallbacks-differ", "deprecated-still-set", "schema-never-read", "read-not-in-schema"),
    *("read-but-undocumented", "read-elsewhere", "unused-ignore"),
)
Paint = Callable[[str, str], str]


def as_text(drift: Drift, paint: Paint, limit: int | None = None) -> str:
    """Return the report; `paint` colours a text, and `limit` is how many entries are shown at most."""
    notes = [_sentence(note) for note in drift.notes]
    head = [*_coverage(drift.coverage), *_undecided(drift.undecided), *(notes if drift.compared else ())]
    lines = [*(() if drift.compared else notes), *passed_over_lines(drift.passed_over), *head]
    lines += [""] if lines else []
    entries = [list(group) for _, group in groupby(sorted(drift.findings, key=_order), _entry)]
    for entry in entries[:limit]:
        if len(entry) >= LEAST_OF_A_GROUP:
            lines += [*_group(entry, paint), ""]
        else:
            lines += [line for finding in entry for line in (*_single(finding, paint), "")]
    hidden = sum(map(len, entries[limit:])) if limit is not None else 0
    lines += [f"{hidden} more findings are not shown; leave out --limit to see them.", ""] if hidden else []
    return "".join(f"{line}\n" for line in (*lines, *_summary(drift, paint)))


def _order(finding: Finding) -> tuple[bool, int, object, str]:
    return finding.severity != "error", ORDER.index(finding.rule), finding.places[:1], finding.name


def _entry(finding: Finding) -> tuple[str, ...]:
    """Return what findings have in common that make one entry."""
    file = finding.places[0].file if finding.places else ""
    return (finding.severity, finding.rule, file) if finding.rule in GROUPED else (finding.rule, finding.name)


def _summary(drift: Drift, paint: Paint) -> Iterator[str]:
    findings = drift.findings
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in COLOURS}
    if not findings:
        yield paint("No drift found.", "green") if drift.compared else paint(NOT_COMPARED, "yellow")
        return
    numbers = " and ".join(_number(count, severity) for severity, count in counts.items() if count)
    colour = next(colour for severity, colour in COLOURS.items() if counts[severity])
    yield paint(f"{_number(len(findings), 'finding')}: {numbers}.", colour)
    rules = Counter(finding.rule for finding in findings)
    if len(rules) > 1:
        yield f"By rule: {', '.join(f'{rule} {count}' for rule, count in rules.most_common())}."


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'s' if count > 1 else ''}"


def _coverage(languages: Sequence[LanguageCoverage]) -> Iterator[str]:
    touching = [language for language in languages if language.touching]
    closed = [f"{language.title} {language.touching}" for language in touching if language.parsed and language.closed]
    if closed:
        yield f"Places that read the environment, all understood: {', '.join(closed)}."
    for language in touching:
        places = ", ".join(shown_place(place) for place in language.open_places[:MOST_CAUSES])
        more = len(language.open_places) - MOST_CAUSES
        where = places + (f" and {more} more" if more > 0 else "")
        if not language.parsed:
            yield (
                f"{language.title} is not parsed: {_number(language.files, 'file')}, "
                f"{_number(language.touching, 'place')} that read the environment ({where})."
            )
        elif not language.closed:
            yield (
                f"{language.title}: {len(language.open_places)} of {_number(language.touching, 'place')} that "
                f"read the environment not understood ({where})."
            )


def _undecided(names: Sequence[UndecidedName]) -> Iterator[str]:
    if not names:
        return
    causes = Counter(_cause(name) for name in names)
    reasons = [f"{count} because {cause}" for cause, count in causes.most_common(MOST_CAUSES)]
    rest = len(names) - sum(count for _, count in causes.most_common(MOST_CAUSES))
    reasons += [f"{rest} for other reasons"] if rest else []
    number = f"{len(names)} names" if len(names) > 1 else "1 name"
    yield f"{number} may be read, which could not be decided: {'; '.join(reasons)}."
    yield f"`estuary-docs drift --explain {names[0].name}` shows why."


def _cause(name: UndecidedName) -> str:
    """Return why a name is undecided, in words that other names share."""
    match name.grade:
        case "named":
            return "the words of the name are in the code in another spelling"
        case "covered" if name.where:
            return f"{name.why} at {shown_place(name.where[0])}"
        case _:
            return name.why


def _single(finding: Finding, paint: Paint) -> Iterator[str]:
    name = "" if finding.name == "*" and finding.names else f" {printable(finding.name)}"
    yield f"{paint(f'{finding.severity}[{finding.rule}]', COLOURS[finding.severity])}{name}"
    yield f"  {printable(finding.why)}"
    if finding.names:
        yield f"  {printable(', '.join(finding.names))}"
    yield f"  {printable(finding.remedy)}"
    for place in () if finding.names else finding.places[:MOST_PLACES]:
        yield f"    {shown_place(place)}"
    if len(finding.places) > MOST_PLACES and not finding.names:
        yield f"    and {len(finding.places) - MOST_PLACES} more"


def _group(findings: Sequence[Finding], paint: Paint) -> Iterator[str]:
    """Yield the lines of one entry about all variables of a file; the rule's meaning stands for its reason."""
    first = findings[0]
    file = printable(first.places[0].file)
    yield f"{paint(f'{first.severity}[{first.rule}]', COLOURS[first.severity])} {file}: {len(findings)} variables"
    yield f"  {RULES[first.rule].meaning}"
    yield f"  {RULES[first.rule].what_to_do}"
    for finding in findings:
        yield f"    {file}:{finding.places[0].line} {printable(finding.name)}"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
