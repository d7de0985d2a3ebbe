"""Reports of an inventory, and of findings for programs and as annotations of a pull request."""

import json
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Any

from estuary_docs.drift.findings.coverage import LanguageCoverage
from estuary_docs.drift.findings.disagreements import Drift
from estuary_docs.drift.mention import Mention, Undecided
from estuary_docs.drift.rules import Finding, Place, UndecidedName, listed
from estuary_docs.runtimes.python.problems import Problem, printable, report
from estuary_docs.validation.showing import may_be_shown

MOST_PLACES = 5
MOST_ANNOTATIONS = 10


def as_json(drift: Drift) -> str:
    """Return what was concluded, for programs: the coverage, notes, findings, and the names that are undecided."""
    content = {
        "coverage": [_coverage(language) for language in drift.coverage],
        "notes": list(drift.notes),
        "passed_over": [{"file": place.file, "reason": place.reason} for place in drift.passed_over if place.is_file],
        "findings": [_finding(finding) for finding in drift.findings],
        "undecided": _undecided(drift.undecided),
    }
    return json.dumps(content, indent=2) + "\n"


def _undecided(names: Sequence[UndecidedName]) -> list[dict[str, Any]]:
    return [
        {"name": name.name, "why": name.why, "where": _places(name.where), "places": _places(name.places)}
        for name in names
    ]


def _coverage(language: LanguageCoverage) -> dict[str, Any]:
    return {
        "language": language.title,
        "parsed": language.parsed,
        "closed": language.closed,
        "files": language.files,
        "touching": language.touching,
        "open": _places(language.open_places),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    facts = {
        "name": finding.name,
        "rule": finding.rule,
        "severity": finding.severity,
        "certainty": finding.certainty,
        "places": _places(finding.places),
        "why": finding.why,
        "remedy": finding.remedy,
    }
    return (
        facts
        | ({"other": finding.other} if finding.other else {})
        | ({"names": list(finding.names)} if finding.names else {})
    )


def _places(places: Sequence[Place]) -> list[dict[str, Any]]:
    return [{"file": place.file, "line": place.line} for place in places]


def as_annotations(
    findings: Sequence[Finding], undecided: Sequence[Undecided] = (), unchecked: Sequence[str] = ()
) -> str:
    """Return annotations of GitHub Actions: one for each file and rule, at most ten for each rule.

    The first one names the files that were passed over, if there are any, and why the folder is `unchecked`.
    """
    sentences = [f"{note[0].upper()}{note[1:]}." for note in unchecked]
    head = " ".join((*sentences, *(line.strip() for line in passed_over_lines(undecided)))).strip()
    problems = [("", Problem("", "not-read", "warning", head, "Findings about them are missing."))] if head else []
    by_rule: dict[tuple[str, str], dict[str, list[Finding]]] = {}
    for finding in findings:
        file = finding.places[0].file if finding.places else ""
        by_rule.setdefault((finding.severity, finding.rule), {}).setdefault(file, []).append(finding)
    for files in by_rule.values():
        groups = list(files.items())
        problems += [(file, _annotation(group)) for file, group in groups[:MOST_ANNOTATIONS]]
        rest = [finding for _, group in groups[MOST_ANNOTATIONS:] for finding in group]
        problems += [("", _rest(rest))] if rest else []
    return "".join(report("", [_inert(problem)], "github", printable(file)) for file, problem in problems)


def _inert(problem: Problem) -> Problem:
    """Return a problem in whose words nothing is a command or breaks the line, whatever its entries are called."""
    message, remedy = printable(problem.message), printable(problem.remedy)
    return Problem(problem.variable, problem.rule, problem.severity, message, remedy, problem.line)


def _annotation(group: Sequence[Finding]) -> Problem:
    first = group[0]
    line = first.places[0].line if first.places else 0
    why = first.why
    if len(group) > 1:
        others = listed([f"`{finding.name}`" for finding in group[1 : 1 + MOST_PLACES]])
        more = len(group) - 1 - MOST_PLACES
        why += f" The same holds here for {others}" + (f" and {more} more." if more > 0 else ".")
    return Problem(first.name, first.rule, first.severity, why, first.remedy, line)


def _rest(findings: Sequence[Finding]) -> Problem:
    first = findings[0]
    files = len({finding.places[0].file for finding in findings if finding.places})
    why = f"{len(findings)} more findings of this rule are in {files} more file{'s' if files > 1 else ''}."
    return Problem("", first.rule, first.severity, why, "Run `estuary-docs drift` to see all of them.")


def inventory_as_json(
    mentions: Sequence[Mention], secrets: Collection[str], names: Sequence[UndecidedName] = ()
) -> str:
    """Return an inventory for programs, with the `names` that something may read.

    A value is left out where it may be secret, or `secrets` has its name.
    """
    content = {"mentions": [_facts(mention, secrets) for mention in mentions], "undecided": _undecided(names)}
    return json.dumps(content, indent=2) + "\n"


def inventory_as_text(
    mentions: Sequence[Mention],
    secrets: Collection[str],
    undecided: Sequence[Undecided],
    names: Sequence[UndecidedName] = (),
) -> str:
    """Return an inventory for people: every variable with its places, and what could not be decided.

    `undecided` are places that were not understood, `names` those that something may read.
    """
    lines: list[str] = []
    by_name = groupby(sorted(mentions, key=lambda mention: mention.name), lambda mention: mention.name)
    for name, places in by_name:
        lines.append(printable(name))
        lines += [
            f"  {shown_place(Place(mention.file, mention.line))}: {described(mention, secrets)}" for mention in places
        ]
    if undecided:
        lines += ["", "Not decided:", *(f"  {line}" for line in undecided_lines(undecided))]
    if names:
        lines += ["", "Names that something may read, which could not be decided:"]
        lines += [f"  {printable(name.name)}: {printable(_cause(name))}" for name in names]
    return _joined(lines or ["No variable found."])


def _cause(name: UndecidedName) -> str:
    return f"{name.why}, {listed([shown_place(place) for place in name.where])}" if name.where else name.why


def passed_over_lines(undecided: Sequence[Undecided]) -> list[str]:
    """Return the lines about the files, and the folders, that were not read."""
    files = [place for place in undecided if place.is_file]
    if not files:
        return []
    rest = len(files) - MOST_PLACES
    things = sorted({"folder" if place.file.endswith("/") else "file" for place in files})
    number = f"{len(files)} {'s and '.join(things)}s were" if len(files) > 1 else f"1 {things[0]} was"
    more = [f"  and {rest} more; `estuary-docs inventory` lists them"] if rest > 0 else []
    return [f"{number} not read:", *(f"  {line}" for line in undecided_lines(files[:MOST_PLACES])), *more]


def undecided_lines(undecided: Sequence[Undecided]) -> Iterator[str]:
    """Yield a line for each place that could not be decided."""
    return (f"{shown_place(Place(place.file, place.line))}: {printable(place.reason)}" for place in undecided)


def _facts(mention: Mention, secrets: Collection[str]) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "name": mention.name,
        "file": mention.file,
        "line": mention.line,
        "role": mention.role,
        "certainty": mention.certainty,
    }
    for key in ("value", "default"):
        text = getattr(mention, key)
        if text is None:
            continue
        if mention.name in secrets or not may_be_shown(mention.name, text):
            facts["value_hidden"] = True
        else:
            facts[key] = text
    optional = {key: getattr(mention, key) for key in ("note", "unit", "image", "alias_of") if getattr(mention, key)}
    return facts | optional | ({} if mention.required is None else {"required": mention.required})


def described(mention: Mention, secrets: Collection[str]) -> str:
    """Return what a mention says, without a value that may be secret."""
    facts = _facts(mention, secrets)
    parts = [facts["role"]]
    parts += [f"{key} `{printable(facts[key])}`" for key in ("value", "default") if key in facts]
    parts += ["value hidden"] if "value_hidden" in facts else []
    parts += [facts["certainty"]] if facts["certainty"] != "certain" else []
    parts += [f"another name of `{printable(facts['alias_of'])}`"] if "alias_of" in facts else []
    parts += [printable(facts[key]) for key in ("note", "unit") if key in facts]
    return ", ".join(parts)


def shown_place(place: Place) -> str:
    """Return a place on one line."""
    return f"{printable(place.file)}:{place.line}" if place.line else printable(place.file)


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
