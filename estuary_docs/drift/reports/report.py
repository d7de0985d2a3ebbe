"""Reports of an inventory and of findings: for people, for programs, and as annotations of a pull request."""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby
from typing import Any

from estuary_docs.drift.findings.values import may_be_shown
from estuary_docs.drift.mention import WHOLE, Mention, Undecided
from estuary_docs.drift.rules import Finding, Place
from estuary_docs.runtimes.python.problems import Problem, printable, report

COLOURS = {"error": "red", "warning": "yellow"}
MOST_PLACES = 5
Paint = Callable[[str, str], str]


def as_text(findings: Sequence[Finding], undecided: Sequence[Undecided], paint: Paint) -> str:
    """Return findings for people, and in the last line how many there are; `paint` colours a text."""
    lines = [*_passed_over(undecided), *(line for each in findings for line in (*_lines(each, paint), ""))]
    counts = [_counted(findings, severity) for severity in COLOURS]
    told = " and ".join(count for count in counts if count)
    colour = next((colour for severity, colour in COLOURS.items() if _counted(findings, severity)), "green")
    number = f"{len(findings)} finding{'s' if len(findings) > 1 else ''}: {told}." if findings else "No drift found."
    lines.append(paint(number, colour))
    lines += [f"{each.reason[0].upper()}{each.reason[1:]}." for each in undecided if each.file == WHOLE]
    places = sum(each.file != WHOLE for each in undecided)
    if places:
        count = f"{places} place{'s' if places > 1 else ''}"
        lines.append(f"{count} could not be decided; `estuary-docs inventory` lists what was passed over.")
    return _joined(lines)


def _passed_over(undecided: Sequence[Undecided]) -> list[str]:
    """Return the head of a report: what it says nothing about."""
    files = [each for each in undecided if each.is_file]
    if not files:
        return []
    rest = len(files) - MOST_PLACES
    number = f"{len(files)} files were" if len(files) > 1 else "1 file was"
    more = [f"  and {rest} more; `estuary-docs inventory` lists them"] if rest > 0 else []
    return [f"{number} not read:", *(f"  {line}" for line in undecided_lines(files[:MOST_PLACES])), *more, ""]


def as_json(findings: Sequence[Finding], undecided: Sequence[Undecided] = ()) -> str:
    """Return findings for programs, after the files that were passed over."""
    facts = [
        {
            "name": each.name,
            "rule": each.rule,
            "severity": each.severity,
            "places": [{"file": place.file, "line": place.line} for place in each.places],
            "why": each.why,
            "remedy": each.remedy,
        }
        for each in findings
    ]
    files = [{"file": each.file, "reason": each.reason} for each in undecided if each.is_file]
    return json.dumps({"passed_over": files, "findings": facts}, indent=2) + "\n"


def as_annotations(findings: Sequence[Finding], undecided: Sequence[Undecided] = ()) -> str:
    """Return findings as annotations of GitHub Actions, each at its first place, after one of the files passed over."""
    head = " ".join(line.strip() for line in _passed_over(undecided)).strip()
    told = report("", [Problem("", "not-read", "warning", head, "Findings about them are missing.")], "github")
    return (told if head else "") + "".join(
        report(
            "", [Problem(each.name, each.rule, each.severity, each.why, each.remedy, place.line)], "github", place.file
        )
        for each in findings
        for place in (*each.places[:1], *([] if each.places else [Place("", 0)]))
    )


def inventory_as_json(mentions: Sequence[Mention], secrets: Collection[str]) -> str:
    """Return an inventory for programs; a value is left out where it may be secret, or `secrets` has its name."""
    return json.dumps({"mentions": [_facts(mention, secrets) for mention in mentions]}, indent=2) + "\n"


def inventory_as_text(mentions: Sequence[Mention], secrets: Collection[str], undecided: Sequence[Undecided]) -> str:
    """Return an inventory for people: every variable with its places, and what could not be decided."""
    lines: list[str] = []
    by_name = groupby(sorted(mentions, key=lambda mention: mention.name), lambda mention: mention.name)
    for name, places in by_name:
        lines.append(printable(name))
        lines += [f"  {_place(Place(each.file, each.line))}: {_told(_facts(each, secrets))}" for each in places]
    if undecided:
        lines += ["", "Not decided:", *(f"  {line}" for line in undecided_lines(undecided))]
    return _joined(lines or ["No variable found."])


def undecided_lines(undecided: Sequence[Undecided]) -> Iterator[str]:
    """Yield a line for each place that could not be decided."""
    return (f"{_place(Place(each.file, each.line))}: {printable(each.reason)}" for each in undecided)


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
    optional = {key: getattr(mention, key) for key in ("note", "unit", "image") if getattr(mention, key)}
    return facts | optional | ({} if mention.required is None else {"required": mention.required})


def _told(facts: dict[str, Any]) -> str:
    parts = [facts["role"]]
    parts += [f"{key} `{printable(facts[key])}`" for key in ("value", "default") if key in facts]
    parts += ["value hidden"] if "value_hidden" in facts else []
    parts += [facts["certainty"]] if facts["certainty"] != "certain" else []
    parts += [printable(facts[key]) for key in ("note", "unit") if key in facts]
    return ", ".join(parts)


def _lines(finding: Finding, paint: Paint) -> Iterator[str]:
    yield f"{paint(f'{finding.severity}[{finding.rule}]', COLOURS[finding.severity])} {printable(finding.name)}"
    yield f"  {printable(finding.why)}"
    yield f"  {printable(finding.remedy)}"
    for place in finding.places[:MOST_PLACES]:
        yield f"    {_place(place)}"
    if len(finding.places) > MOST_PLACES:
        yield f"    and {len(finding.places) - MOST_PLACES} more"


def _place(place: Place) -> str:
    return f"{printable(place.file)}:{place.line}" if place.line else printable(place.file)


def _counted(findings: Sequence[Finding], severity: str) -> str:
    count = sum(finding.severity == severity for finding in findings)
    return f"{count} {severity}{'s' if count > 1 else ''}" if count else ""


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
